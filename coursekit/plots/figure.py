"""New figures: one size, one style, fixed margins."""

from __future__ import annotations

from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from coursekit._checks import require_count, short
from coursekit._typing import Array
from coursekit.plots.style import PIXELS_PER_INCH, style
from coursekit.plots.ticks import number_axes

PAGE = 10_000
MOST = {"rows": 20, "cols": 20}
"""What a computer of today can draw."""


def axes(
    rows: int = 1,
    cols: int = 1,
    *,
    width: int = 640,
    height: int = 400,
    left: int = 84,
    right: int = 24,
    bottom: int = 56,
    top: int = 40,
) -> Any:
    """Make a new figure with room for labels and return its axes.

    Parameters
    ----------
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size of the whole figure on the page, in pixels.
    left, right, bottom, top : int
        Margins around the grid, in pixels. Fixed margins draw faster than a layout engine, and
        the picture does not jump while a slider moves.

    Returns
    -------
    Axes, or ndarray of Axes of shape (rows, cols)
        One Axes when the grid is 1 by 1.

    Raises
    ------
    TypeError, ValueError
        If a count is not a whole number of at least 1, or the margins leave no room.

    Notes
    -----
    The figure is never known to pyplot, so it appears once: where you show it.

    Examples
    --------
    >>> ax = axes(width=320, height=200)
    >>> ax.get_title()
    ''
    """
    sizes = {"rows": rows, "cols": cols, "width": width, "height": height}
    margins = {"left": left, "right": right, "bottom": bottom, "top": top}
    for name, value in (sizes | margins).items():
        if require_count("axes", name, value, least=int(name in sizes)) > MOST.get(name, PAGE):
            raise ValueError(
                f"axes: {name} is {short(value)}, expected at most {MOST.get(name, PAGE):,}."
            )
    rows, cols, width, height = map(int, sizes.values())
    left, right, bottom, top = map(int, margins.values())
    if left + right >= width or bottom + top >= height:
        raise ValueError(
            f"axes: with width={width} and height={height} a figure has no room inside its margins "
            f"({left} + {right} wide, {bottom} + {top} high), "
            "expected some. Make it larger."
        )
    with style():
        figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH))
        FigureCanvasAgg(figure)
        return grid_in(figure, rows, cols, left, right, bottom, top)


def grid_in(
    figure: Figure,
    rows: int,
    cols: int,
    left: int = 84,
    right: int = 24,
    bottom: int = 56,
    top: int = 40,
) -> Any:
    """New axes in a figure that is emptied first: one Axes, or an array of shape (rows, cols)."""
    width, height = figure.get_size_inches() * PIXELS_PER_INCH
    room = {
        "left": left / width,
        "right": 1 - right / width,
        "bottom": bottom / height,
        "top": 1 - top / height,
        "wspace": _gap(cols, width - left - right, left),
        "hspace": _gap(rows, height - bottom - top, bottom + top),
    }
    figure.clear()
    grid: Array = figure.subplots(rows, cols, squeeze=False, gridspec_kw=room)
    for ax in grid.flat:
        number_axes(ax)
    return grid[0, 0] if grid.size == 1 else grid


def _gap(n: int, space: float, wanted: int) -> float:
    """The gap between n axes in matplotlib's unit, the size of one of them."""
    gap = min(wanted, space / (3 * n))
    return n * gap / (space - (n - 1) * gap)
