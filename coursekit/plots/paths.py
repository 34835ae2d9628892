"""Lesson 06: ways downhill over a loss of two parameters, drawn on its contour lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from coursekit._check_texts import require_mapping
from coursekit._checks import require_function, require_same_shape, short
from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import legend_columns
from coursekit.plots.style import INK, MUTED, series_look
from coursekit.plots.text import count, number, shorten

Surface = Callable[[Array, Array], Array]
"""The loss at (x, y), for arrays of any shape."""

LEVELS, GRID_POINTS, FAR = 14, 161, 1e3


@figure_function
def descent_paths(
    loss: Surface,
    paths: Mapping[str, ArrayLike],
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    ax: Axes | None = None,
) -> Drawing:
    """Draw the contour lines of a loss, and paths that start at the black dot.

    Parameters
    ----------
    loss : callable
        `loss(x, y)`: the loss at each place of two arrays of one shape.
    paths : dict of name -> array_like (S, 2)
        The places that each walker passes, the first one included; at most 7 walkers.
    x, y : (float, float)
        First and last setting of each parameter in the picture.
    ax : Axes, optional
        Where to draw, without a legend; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: where each path ends, after how many steps, and the loss there.

    Raises
    ------
    TypeError, ValueError
        If a path is not made of finite pairs.

    Notes
    -----
    The levels lie closer together near the lowest loss, so that flat ground is seen as well. A star
    marks the lowest place of the picture.

    Examples
    --------
    >>> bowl = lambda x, y: x**2 + y**2
    >>> descent_paths(bowl, {"SGD": [(1, 1), (0.5, 0.5)]}, x=(-1, 1), y=(-1, 1)).words
    'From a loss of 2: SGD is at 0.500 after 1 step.'
    """
    require_function("descent_paths", "loss", loss, 2, "surface")
    require_mapping("descent_paths", "paths", paths, "places (S, 2)")
    x, y = _span("x", x), _span("y", y)
    found = {
        name: finite("descent_paths", f"paths[{name!r}]", path, "(S, 2)")
        for name, path in paths.items()
    }
    for name, path in found.items():
        if path.shape[1] != 2:
            raise ValueError(
                f"descent_paths: paths[{name!r}] has shape {path.shape}, expected (S, 2): two "
                "parameters for each place."
            )
    names = [shorten(name, 14) for name in found]
    across = legend_columns(names, 536)
    rows = ceil(len(names) / across) if len(names) > 1 else 1
    axis: Axes = ax or axes(height=316 + 24 * rows, right=20, top=16 + 24 * rows)
    _draw_contours(axis, loss, x, y)
    for k, (name, path) in enumerate(zip(names, found.values(), strict=True)):
        look = series_look(k)
        few = look.marker if len(path) <= 30 else ""
        seen = np.clip(path, -FAR, FAR)
        axis.plot(*seen.T, ls=look.line, color=look.color, marker=few, ms=4, lw=1.8, label=name)
        axis.plot(*seen[0], "o", color=INK, ms=8, zorder=4)
    axis.set(xlim=x, ylim=y, xlabel="w₁", ylabel="w₂")
    if ax is None and len(found) > 1:
        axis.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=across, frameon=False)
    return Drawing(axis, _sentence(loss, found), "Paths on the contour lines of a loss")


def _span(name: str, ends: Any) -> tuple[float, float]:
    """First and last setting of a parameter."""
    pair = finite("descent_paths", name, ends, "(2,)")
    if len(pair) != 2 or pair[0] >= pair[1]:
        raise ValueError(
            f"descent_paths: {name} is {short(ends)}, expected (first, last), the first one "
            f"smaller. Try {name}=(-1, 1)."
        )
    return float(pair[0]), float(pair[1])


def _draw_contours(ax: Axes, loss: Surface, x: tuple[float, float], y: tuple[float, float]) -> None:
    """The contour lines of a loss and a star at its lowest place; worked out once, drawn often."""
    lines, lowest = _contours(loss, x, y)
    ax.add_collection(LineCollection(lines, colors=MUTED, linewidths=0.7, alpha=0.7))
    ax.plot(*lowest, "*", color=INK, ms=13, mfc="white", zorder=3)


@lru_cache(maxsize=32)
def _contours(
    loss: Surface, x: tuple[float, float], y: tuple[float, float]
) -> tuple[list[Array], Array]:
    """The lines as lists of points, and the place of the lowest loss."""
    xs, ys = np.linspace(*x, GRID_POINTS), np.linspace(*y, GRID_POINTS)
    across, up = np.meshgrid(xs, ys)
    heights = finite("descent_paths", "loss(x, y)", loss(across, up), "(H, W)")
    require_same_shape("descent_paths", "loss(x, y)", heights, "x", across)
    low, high = heights.min(), heights.max()
    levels = low + (high - low) * (np.arange(1, LEVELS) / LEVELS) ** 2.5
    flat = low == high
    drawn = [] if flat else Figure().subplots().contour(xs, ys, heights, levels).allsegs
    row, col = np.unravel_index(heights.argmin(), heights.shape)
    lines = [line for level in drawn for line in level if len(line) > 1]
    return lines, np.array([xs[col], ys[row]])


def _sentence(loss: Surface, paths: Mapping[str, Array]) -> str:
    """Where each walker is."""
    start = next(iter(paths.values()))[0]
    ends = [
        f"{name} is at {number(float(loss(*path[-1])))} after {count(len(path) - 1, 'step')}"
        for name, path in paths.items()
    ]
    return f"From a loss of {number(float(loss(*start)))}: {'; '.join(ends)}."
