"""Lesson 02: where in the plane a unit is awake, and how loud it is there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._checks import require_function, require_labels
from coursekit._typing import Array
from coursekit.plots.arguments import as_array, figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import DIVERGING, INK, class_look
from coursekit.plots.text import number, percent


@figure_function
def unit_map(
    unit: Callable[[Array], Array],
    x: ArrayLike,
    y: ArrayLike,
    *,
    name: str = "the unit",
    resolution: int = 81,
    limit: float | None = None,
    ax: Axes | None = None,
) -> Drawing:
    """Draw one unit's output for every point of the plane, and the examples on top.

    Parameters
    ----------
    unit : callable
        Takes points (M, 2) and returns one number each, (M,) or (M, 1).
    x : array_like, shape (N, 2)
        The examples.
    y : array_like of int, shape (N,)
        Their classes, drawn as markers.
    name : str
        The title, and what the sentence calls the unit.
    resolution : int
        Points along each side at which the unit is asked.
    limit : float, optional
        The output that gets the full color, so that several maps can be compared; the largest
        when left out.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: on what share of the plane the unit's output is above 0.

    Raises
    ------
    TypeError, ValueError
        If x is not (N, 2), y does not fit, or the outputs are not one finite number each.

    Notes
    -----
    White is zero, purple positive, orange negative. The line is where the output rises above zero.

    Examples
    --------
    >>> unit_map(lambda x: x[:, 0], [[-1.0, 0.0], [1.0, 0.0]], [0, 1], name="unit 0").words
    'unit 0 is above 0 on 49.4% of the plane, with 1.080 at most.'
    """
    x = finite("unit_map", "x", x, "(N, 2)")
    if x.shape[1] != 2:
        raise ValueError(
            f"unit_map: x has shape {x.shape}, expected (N, 2): the picture has two axes. "
            "Choose two columns, such as x[:, [0, 1]]."
        )
    require_function("unit_map", "unit", unit, 1)
    labels = as_array("unit_map", "y", y)
    require_labels("unit_map", labels, 10_000, len(x))
    reach = 1.08 * float(np.abs(x).max()) or 1.0
    across = np.linspace(-reach, reach, resolution)
    plane = np.stack(np.meshgrid(across, across), axis=-1).reshape(-1, 2)
    out = _one_each(unit(plane), len(plane)).reshape(resolution, resolution)
    axis: Axes = ax or axes(width=420, height=400)
    _field(axis, out, reach, float(limit or np.abs(out).max()) or 1.0)
    for k in np.unique(labels):
        look = class_look(int(k))
        axis.scatter(
            x[labels == k, 0],
            x[labels == k, 1],
            s=20,
            c=look.color,
            marker=look.marker,
            edgecolors=INK,
            lw=0.5,
        )
    axis.set_title(name)
    return Drawing(axis, _sentence(out, name), "Map of a unit's output with the examples on it")


def _one_each(out: Array, n: int) -> Array:
    """One finite number for each point."""
    out = finite("unit_map", "unit(x)", out, "(M,)", "(M, 1)")
    if out.size != n:
        raise ValueError(
            f"unit_map: unit(x) has shape {out.shape} for {n} points, expected one number each. "
            "Choose one unit, such as lambda x: hidden(x)[:, 0]."
        )
    return out.ravel()


def _field(ax: Axes, out: Array, reach: float, limit: float) -> None:
    """The colors, and a line where the output rises above zero."""
    box = (-reach, reach, -reach, reach)
    ax.imshow(out, extent=box, origin="lower", cmap=DIVERGING, vmin=-1.6 * limit, vmax=1.6 * limit)
    if out.min() <= 0 < out.max():
        ax.contour(out, levels=[1e-3 * limit], extent=box, colors=INK, linewidths=1.5)


def _sentence(out: Array, name: str) -> str:
    """The share of the plane above 0, and the loudest answer."""
    share = percent((out > 0).mean())
    return f"{name} is above 0 on {share} of the plane, with {number(out.max())} at most."
