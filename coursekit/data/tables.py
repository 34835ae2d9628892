"""A table is a dict: column name -> array with one entry per row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from coursekit._typing import Array

Table: TypeAlias = dict[str, Array]
"""Column name -> array of shape (N,): float64 with NaN for a gap, or text with "" for a gap."""

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none"})


def parse_table(lines: Iterable[str], where: str, delimiter: str = ",") -> Table:
    """Turn the lines of a CSV file into columns.

    Parameters
    ----------
    lines : iterable of str
        The lines of the file; the first one holds the column names.
    where : str
        What to call the file in a message.
    delimiter : str
        The character between two cells.

    Returns
    -------
    dict of str to ndarray of shape (N,)
        float64 where every cell is a number or missing, otherwise text. Missing cells (empty, NA,
        NaN, null, none) become NaN or "".

    Raises
    ------
    ValueError
        If there is no row, a name is missing or doubled, or a row has too many or too few cells.

    Examples
    --------
    >>> parse_table(["name,kg", "Tom,4.5", "Rex,NA"], "pets")
    {'name': array(['Tom', 'Rex'], dtype='<U3'), 'kg': array([4.5, nan])}
    """
    import csv

    rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    if len(rows) < 2:
        raise ValueError(
            f"{where}: there are {len(rows)} lines, expected a line of column names and at least "
            "one row below it."
        )
    names = [name.strip() for name in rows[0]]
    _check_header(names, where, delimiter)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ValueError(
                f"{where}: line {number} has {len(row)} cells, expected {len(names)} as in the "
                "first line. Look for a missing or extra separator; a cell with one "
                "inside needs quotes."
            )
    return {name: _column([row[i].strip() for row in rows[1:]]) for i, name in enumerate(names)}


def _check_header(names: list[str], where: str, delimiter: str) -> None:
    """Every column has a name of its own."""
    other = ";" if delimiter == "," else ","
    if len(names) == 1 and other in names[0]:
        raise ValueError(
            f"{where}: the first line is one cell, {names[0]!r}, expected names separated by "
            f"{delimiter!r}. Try delimiter={other!r}."
        )
    if "" in names or len(set(names)) < len(names):
        bad = next(name for name in names if name == "" or names.count(name) > 1)
        raise ValueError(
            f"{where}: the column name {bad!r} is empty or stands there twice, expected a name of "
            "its own for each column in the first line."
        )


def _column(cells: list[str]) -> Array:
    """Numbers where all cells allow it, else text."""
    numbers = [as_number(cell) for cell in cells]
    if all(number is not None for number in numbers):
        return np.array(numbers, dtype=float)
    return np.array(["" if cell.lower() in MISSING else cell for cell in cells])


def gaps_in(column: Array) -> Array:
    """Where nothing stands in a column: NaN, "" or None; a mask of shape (N,)."""
    if column.dtype.kind == "f":
        return np.isnan(column)
    return np.array([cell is None or cell == "" for cell in column], dtype=bool)


def as_number(cell: str) -> float | None:
    """The cell as a number, NaN where it is missing, None where it is text."""
    if cell.lower() in MISSING:
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        return None
