"""Lesson 01: a line with one knob, and how far it misses each point."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite, one_number, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import label_ends
from coursekit.plots.style import INK, TRAIN, VAL
from coursekit.plots.text import count, number


@figure_function
def line_fit(
    x: ArrayLike,
    y: ArrayLike,
    w: float,
    b: float = 0.0,
    *,
    xlabel: str = "x",
    ylabel: str = "y",
    ax: Axes | None = None,
) -> Drawing:
    """Draw points, the line y_hat = w x + b, and a stick from each point to the line.

    Parameters
    ----------
    x, y : array_like, shape (N,)
        The points; y is what was seen.
    w, b : float
        Slope and height of the line at x = 0: the knobs.
    xlabel, ylabel : str
        Names of the axes, with their units.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: how large the error is, and where the longest stick stands.

    Raises
    ------
    TypeError, ValueError
        If x and y are not finite numbers of the same length.

    Notes
    -----
    The error named in the sentence is the mean squared error, mean((w x + b - y)²).

    Examples
    --------
    >>> line_fit([1, 2], [2, 4], w=2.0).words
    'With w = 2 the line meets all 2 points: the mean squared error is 0.'
    """
    x, y = finite("line_fit", "x", x, "(N,)"), finite("line_fit", "y", y, "(N,)")
    same_length("line_fit", x=len(x), y=len(y))
    knobs = np.array([one_number("line_fit", "w", w), one_number("line_fit", "b", b)])
    guess = knobs[0] * x + knobs[1]
    axis: Axes = ax or axes()
    axis.vlines(x, np.minimum(y, guess), np.maximum(y, guess), color=VAL.color, ls=":", lw=2)
    ends = np.array([min(x.min(), 0), max(x.max(), 0)])
    line = knobs[0] * ends + knobs[1]
    axis.plot(ends, line, color=INK)
    axis.plot(x, y, TRAIN.marker, color=TRAIN.color)
    axis.set(xlabel=xlabel, ylabel=ylabel)
    label_ends(axis, {"guess": (ends[1], line[1])}, [INK])
    return Drawing(axis, _sentence(x, guess - y, *knobs), "Points and a straight line")


def _sentence(x: Array, error: Array, w: float, b: float) -> str:
    """How large the error is, and where."""
    knobs = f"With w = {number(w)}" + (f" and b = {number(b)}" if b else "")
    points = count(len(x), "point")
    if not error.any():
        return f"{knobs} the line meets all {points}: the mean squared error is 0."
    worst = int(np.abs(error).argmax())
    side = "high" if error[worst] > 0 else "low"
    return (
        f"{knobs} the mean squared error over {points} is {number(np.mean(error**2))}. "
        f"The longest stick stands at x = {number(x[worst])}: "
        f"there the guess is {number(abs(error[worst]))} too {side}."
    )
