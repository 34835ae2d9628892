"""Lesson 09: a table of numbers, each cell colored by how far it lies from 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit.plots.arguments import finite, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import LETTER, extent, text_width
from coursekit.plots.style import DIVERGING, PAPER, style
from coursekit.plots.text import number, shorten

MOST = 12
HALF_LIGHT = 0.18
"""On a ground of this light black and white are read equally well."""


@style()
def heat_map(
    values: ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    xlabel: str = "",
    limit: float | None = None,
    write: Callable[[float], str] = number,
    ax: Axes | None = None,
) -> Drawing:
    """Draw a table whose cells hold their number, and a color: white for 0.

    Parameters
    ----------
    values : array_like, shape (R, C)
        The numbers; below 0 they turn orange, above 0 purple.
    rows, columns : sequence of str
        R and C names.
    xlabel : str
        What the columns are.
    limit : float, optional
        Where the colors are darkest; the largest size among the values when left out.
    write : callable
        A value -> the text in its cell.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: each row's values.

    Raises
    ------
    TypeError, ValueError
        If the values are no table of finite numbers, or rows and columns do not fit it.

    Examples
    --------
    >>> heat_map([[0, 1.5]], ["relu"], ["small", "large"]).words
    'relu: 0 with small, 1.500 with large.'
    """
    table = finite("heat_map", "values", values, "(R, C)")
    same_length("heat_map", values=len(table), rows=len(rows))
    same_length("heat_map", values=table.shape[1], columns=len(columns))
    if len(columns) > MOST:
        raise ValueError(
            f"heat_map: {len(columns)} columns cannot be read, expected at most {MOST}. "
            "Choose some of them."
        )
    cell = 14 + max(text_width(write(value)) for value in table.flat)
    width = max(640, 140 + round(cell) * len(columns))
    axis: Axes = ax or axes(width=width, height=96 + 44 * len(rows), left=116, top=12)
    reach = limit or float(np.abs(table).max()) or 1.0
    image = axis.imshow(table, cmap=DIVERGING, vmin=-reach, vmax=reach, aspect="auto")
    for (i, j), value in np.ndenumerate(table):
        ink = PAPER if _light(image.to_rgba(value)) < HALF_LIGHT else "black"
        axis.text(j, i, write(value), ha="center", va="center", color=ink)
    most = int(extent(axis)[0] / len(columns) / LETTER)
    axis.set_xticks(range(len(columns)), [shorten(name, most) for name in columns])
    axis.set_yticks(range(len(rows)), [shorten(name, 11) for name in rows])
    axis.set_xlabel(xlabel)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    return Drawing(axis, _sentence(table, rows, columns, write), "Table with colored cells")


def _light(color: tuple[float, ...]) -> float:
    """How much light a color gives, from 0 for black to 1 for white."""
    return float(np.power(color[:3], 2.2) @ [0.2126, 0.7152, 0.0722])


def _sentence(
    table: np.ndarray, rows: Sequence[str], columns: Sequence[str], write: Callable[[float], str]
) -> str:
    """Each row with its values."""
    parts = [
        f"{row}: "
        + ", ".join(f"{write(v)} with {name}" for v, name in zip(values, columns, strict=True))
        for row, values in zip(rows, table, strict=True)
    ]
    return "; ".join(parts) + "."
