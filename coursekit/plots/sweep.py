"""Lesson 03: one parameter turned far, seen by the accuracy and by the loss."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite, one_number, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import GRID, INK, TRAIN, VAL
from coursekit.plots.text import count, number, percent
from coursekit.plots.ticks import number_axes


@figure_function
def knob_sweep(
    steps: ArrayLike,
    accuracy: ArrayLike,
    loss: ArrayLike,
    *,
    here: float = 0.0,
    xlabel: str = "change of the parameter",
    ax: Axes | None = None,
) -> Drawing:
    """Draw the accuracy above and the loss below, over the settings of one parameter.

    Parameters
    ----------
    steps : array_like, shape (S,)
        Settings of the parameter, in rising order.
    accuracy : array_like, shape (S,)
        Share of right answers at each setting, from 0 to 1.
    loss : array_like, shape (S,)
        Mean loss at each setting.
    here : float
        The present setting: one vertical line through both curves.
    xlabel : str
        Name of the parameter.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: how many values the accuracy takes, and where the loss is lowest.

    Raises
    ------
    TypeError, ValueError
        If the arrays are not finite and of one length.

    Examples
    --------
    >>> knob_sweep([-1, 0, 1], [0.5, 0.5, 1.0], [0.9, 0.6, 0.4]).words[:55]
    'Over 3 settings the accuracy takes 2 values, from 50% t'
    """
    steps = finite("knob_sweep", "steps", steps, "(S,)")
    accuracy = finite("knob_sweep", "accuracy", accuracy, "(S,)")
    loss = finite("knob_sweep", "loss", loss, "(S,)")
    same_length("knob_sweep", steps=len(steps), accuracy=len(accuracy), loss=len(loss))
    here = one_number("knob_sweep", "here", here)
    axis: Axes = ax or axes(height=452, top=28)
    axis.axis("off")
    above, below = axis.inset_axes((0, 0.54, 1, 0.46)), axis.inset_axes((0, 0, 1, 0.46))
    above.step(steps, accuracy, where="mid", color=VAL.color)
    below.plot(steps, loss, color=TRAIN.color)
    above.set(ylabel="accuracy", ylim=(-0.03, 1.03))
    above.tick_params(labelbottom=False)
    below.set(ylabel="loss", xlabel=xlabel)
    first, last = min(steps.min(), here), max(steps.max(), here)
    first, last = (first, last) if first < last else (first - 1, last + 1)
    for panel in (above, below):
        number_axes(panel)
        panel.grid(axis="y", color=GRID)
        panel.axvline(here, color=INK, ls=":", lw=1.5)
        panel.set_xlim(first, last)
    above.annotate(
        "as it is", (here, 1), (0, 4), xycoords=("data", "axes fraction"),
        textcoords="offset points", ha="center",
    )  # fmt: skip
    return Drawing(
        axis, _sentence(steps, accuracy, loss), "Two curves over one parameter: accuracy and loss"
    )


def _sentence(steps: Array, accuracy: Array, loss: Array) -> str:
    """Steps of the accuracy, valley of the loss."""
    values = np.unique(accuracy.round(12))
    flat = int(np.sum(np.diff(accuracy.round(12)) == 0))
    kinds = (
        f"is {percent(values[0])} everywhere" if len(values) == 1
        else f"takes {len(values)} values, from {percent(values[0])} to {percent(values[-1])}, and "
        f"does not change in {flat} of {count(len(steps) - 1, 'step')}"
    )  # fmt: skip
    low = int(loss.argmin())
    still = int(np.sum(np.diff(loss) == 0))
    return (
        f"Over {count(len(steps), 'setting')} the accuracy {kinds}. The loss changes in "
        f"{f'all but {still}' if still else 'every one'} of them; "
        f"it is lowest, {number(loss[low])}, at {number(steps[low])}."
    )
