"""Lessons 01 and 03: the loss over one knob, a dot where it stands and the slope there."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite, one_number, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import INK, TRAIN, VAL
from coursekit.plots.text import number


@figure_function
def loss_valley(
    ws: ArrayLike,
    losses: ArrayLike,
    w: float,
    *,
    xlabel: str = "w",
    ylabel: str = "loss",
    ax: Axes | None = None,
) -> Drawing:
    """Draw the loss over one knob, a dot where it stands and the slope there.

    Parameters
    ----------
    ws, losses : array_like, shape (S,)
        At least 3 settings of the knob in rising order, and the loss at each.
    w : float
        Where the knob stands, between the first and the last of `ws`.
    xlabel, ylabel : str
        Names of the axes.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: loss and slope at w, which way is down, where the lowest point is.

    Raises
    ------
    TypeError, ValueError
        If the arrays are not finite and of one length, ws does not rise, or w lies outside.

    Notes
    -----
    Loss and slope at w are read off the curve, between its points: central differences, linearly
    interpolated.

    Examples
    --------
    >>> ws = np.linspace(-2, 2, 401)
    >>> loss_valley(ws, ws**2, w=1.0).words[:43]
    'At w = 1 the loss is 1 and its slope is 2: '
    """
    ws, losses = (
        finite("loss_valley", "ws", ws, "(S,)"),
        finite("loss_valley", "losses", losses, "(S,)"),
    )
    same_length("loss_valley", ws=len(ws), losses=len(losses))
    w = one_number("loss_valley", "w", w)
    _check_knob(ws, w)
    loss = float(np.interp(w, ws, losses))
    slope = float(np.interp(w, ws, np.gradient(losses, ws)))
    axis: Axes = ax or axes()
    axis.plot(ws, losses, color=TRAIN.color)
    _tangent(axis, ws, losses, w, loss, slope)
    axis.set(xlabel=xlabel, ylabel=ylabel)
    return Drawing(
        axis, _sentence(ws, losses, w, loss, slope, xlabel), "Curve of the loss over one knob"
    )


def _check_knob(ws: Array, w: float) -> None:
    """At least 3 rising settings, and the knob between them."""
    if len(ws) < 3 or (np.diff(ws) <= 0).any():
        raise ValueError(
            f"loss_valley: ws has {len(ws)} values that do not all rise, expected 3 or more in "
            "rising order. Try np.linspace(-2, 2, 81)."
        )
    if not ws[0] <= w <= ws[-1]:
        raise ValueError(
            f"loss_valley: w is {w}, expected a value from {ws[0]} to {ws[-1]}, where the curve "
            "is. Give ws a wider range."
        )


def _tangent(ax: Axes, ws: Array, losses: Array, w: float, loss: float, slope: float) -> None:
    """The dot, and a piece of the line that touches the curve there."""
    width, height = np.ptp(ws), np.ptp(losses) or 1.0
    steep = slope * width / height
    reach = 0.16 * width / np.hypot(1, steep)
    ax.plot(
        [w - reach, w + reach], [loss - slope * reach, loss + slope * reach], "--", color=VAL.color
    )
    ax.plot([w], [loss], "o", color=INK, ms=9)
    level, late = abs(steep) < 0.5, w > ws[0] + 0.85 * width
    place = (
        0 if level else -10 if late else 10,
        14 if level else -16 if (slope > 0) != late else 8,
    )
    side = "center" if level else "right" if late else "left"
    ax.annotate("here", (w, loss), place, textcoords="offset points", ha=side)


def _sentence(ws: Array, losses: Array, w: float, loss: float, slope: float, name: str) -> str:
    """Where we stand, which way is down, where the bottom is."""
    flat = abs(slope) * np.ptp(ws) < 1e-3 * (np.ptp(losses) or 1.0)
    advice = (
        "the curve is flat here" if flat
        else f"to go down, make {name} {'smaller' if slope > 0 else 'larger'}"
    )  # fmt: skip
    bottom = int(losses.argmin())
    return (
        f"At {name} = {number(w)} the loss is {number(loss)} and its slope is "
        f"{number(0.0 if flat else slope)}: {advice}. The lowest point of this curve is "
        f"{number(losses[bottom])}, at {name} = {number(ws[bottom])}."
    )
