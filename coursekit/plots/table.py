"""Lesson 09: a table of numbers, each cell colored by how far it lies from 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._check_texts import require_text, require_texts
from coursekit._checks import require_function
from coursekit.plots.arguments import figure_function, finite, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import GAP, extent, text_width, within
from coursekit.plots.style import DIVERGING, INK
from coursekit.plots.text import number

MOST = 12
LIGHT = 2.0
"""How far the colors would reach beyond the largest value: dark enough ones hide a number."""


@figure_function
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
        Where the colors are strongest; the largest size among the values when left out.
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
        If the values are no table of finite numbers, rows and columns do not fit it, or there are
        more than 12 columns.

    Examples
    --------
    >>> heat_map([[0, 1.5]], ["relu"], ["small", "large"]).words
    'relu: 0 with small, 1.500 with large.'
    """
    table = finite("heat_map", "values", values, "(R, C)")
    require_texts("heat_map", "rows", rows)
    require_texts("heat_map", "columns", columns)
    require_function("heat_map", "write", write, 1)
    same_length("heat_map", values=len(table), rows=len(rows))
    same_length("heat_map", values=table.shape[1], columns=len(columns))
    if len(columns) > MOST:
        raise ValueError(
            f"heat_map: {len(columns)} columns cannot be read, expected at most {MOST}. "
            "Choose some of them."
        )
    for value in table.flat:
        require_text("heat_map", "write(value)", write(value))
    cell = 14 + max(text_width(write(value)) for value in table.flat)
    width = max(640, 140 + round(cell) * len(columns))
    axis: Axes = ax or axes(width=width, height=96 + 44 * len(rows), left=116, top=12)
    reach = float(limit or np.abs(table).max()) or 1.0
    axis.imshow(table, cmap=DIVERGING, vmin=-LIGHT * reach, vmax=LIGHT * reach, aspect="auto")
    for (i, j), value in np.ndenumerate(table):
        axis.text(j, i, write(value), ha="center", va="center", color=INK)
    room = extent(axis)[0] / len(columns) - GAP
    axis.set_xticks(range(len(columns)), [within(name, room) for name in columns])
    axis.set_yticks(range(len(rows)), [within(name, 100) for name in rows])
    axis.set_xlabel(xlabel)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    return Drawing(axis, _sentence(table, rows, columns, write), "Table with colored cells")


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
