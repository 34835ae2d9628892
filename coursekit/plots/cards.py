"""Several training runs side by side, small, on one scale: what a practiced eye compares."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from coursekit._check_texts import require_mapping
from coursekit._checks import require_positive, what
from coursekit.plots.arguments import figure_function, finite, one_number
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import GRID, TRAIN, VAL
from coursekit.plots.text import count, number, shorten
from coursekit.plots.ticks import number_axes

MOST, ACROSS = 9, 3


@figure_function
def curve_cards(
    runs: Mapping[str, Any], *, top: float = 1.5, xlabel: str = "epoch", ax: Axes | None = None
) -> Drawing:
    """Draw a small card for each run: training and validation loss over the epochs.

    Parameters
    ----------
    runs : dict of str to History
        At most 9 runs under their names, each with `train_loss` and `val_loss`.
    top : float
        Upper end of the common scale; a curve above it runs along the edge.
    xlabel : str
        What is counted.
    ax : Axes, optional
        Where to draw; a new figure that is high enough when left out.

    Returns
    -------
    Drawing
        Its words: first and last value of both curves on each card, and the lowest of
        validation.

    Raises
    ------
    TypeError, ValueError
        If there are no or more than 9 runs, or a loss is not finite.

    Examples
    --------
    >>> from coursekit import History
    >>> run = History(train_loss=[0.75, 0.25], val_loss=[0.5, 0.625])
    >>> curve_cards({"A": run}).words
    'A: over 2 epochs train 0.750 to 0.250, validation 0.500 to 0.625, lowest at epoch 1.'
    """
    require_mapping("curve_cards", "runs", runs, "History")
    require_positive("curve_cards", "top", top)
    top = one_number("curve_cards", "top", top)
    if not 1 <= len(runs) <= MOST:
        raise ValueError(f"curve_cards: runs has {len(runs)} entries, expected 1 to {MOST}.")
    across = 2 if len(runs) == 4 else ACROSS
    down = ceil(len(runs) / across)
    axis: Axes = ax or axes(height=60 + 190 * down, top=52, bottom=44, left=56, width=700)
    axis.axis("off")
    high, wide = (1 - 0.16 * (down - 1)) / down, (1 - 0.05 * (across - 1)) / across
    sentences = []
    for i, (name, run) in enumerate(runs.items()):
        row, column = divmod(i, across)
        box = (column * (wide + 0.05), (down - 1 - row) * (high + 0.16), wide, high)
        card = axis.inset_axes(box)
        sentences.append(_card(card, name, run, top))
        card.tick_params(labelleft=column == 0, labelbottom=i + across >= len(runs))
        if i + across >= len(runs):
            card.set_xlabel(xlabel)
    axis.annotate(
        "solid: train, dashed: validation loss", (1, 1), (0, 24), xycoords="axes fraction",
        textcoords="offset points", ha="right",
    )  # fmt: skip
    return Drawing(axis, " ".join(sentences), "Cards with training and validation losses")


def _card(ax: Axes, name: str, run: Any, top: float) -> str:
    """Two curves, and the sentence about them."""
    if not hasattr(run, "train_loss") or not hasattr(run, "val_loss"):
        raise TypeError(
            f"curve_cards: runs[{name!r}] is {what(run)}, expected a History, which fit returns."
        )
    parts = []
    for look, values in ((TRAIN, run.train_loss), (VAL, run.val_loss)):
        losses = finite("curve_cards", f"the losses of {name}", values, "(E,)")
        ax.plot(np.arange(1, len(losses) + 1), np.minimum(losses, top), look.line, color=look.color)
        parts.append(f"{number(losses[0])} to {number(losses[-1])}")
    ax.set(ylim=(0, 1.02 * top))
    ax.set_title(shorten(name, 20), fontweight="bold")
    ax.grid(axis="y", color=GRID)
    number_axes(ax)
    return (
        f"{name}: over {count(len(run.train_loss), 'epoch')} train {parts[0]}, validation "
        f"{parts[1]}, lowest at epoch {int(np.argmin(run.val_loss)) + 1}."
    )
