"""A table is a dict: column name -> array with one entry per row."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from coursekit._checks import what
from coursekit._typing import Array

Table: TypeAlias = dict[str, Array]
"""Column name -> array of shape (N,): float64 with NaN for a gap, or text with "" for a gap."""

REAL = (bool, int, float, np.bool_, np.integer, np.floating)
"""The numbers that a column of Python objects may hold."""


def gaps_in(column: Array) -> Array:
    """Where nothing stands in a column: NaN, "" or None; a mask of shape (N,)."""
    if column.dtype.kind == "f":
        return np.isnan(column)
    if column.dtype.kind in "iub":
        return np.zeros(len(column), dtype=bool)
    if column.dtype.kind == "U":
        return np.asarray(column == "")
    return np.array([_is_gap(value) for value in column], dtype=bool)


def _is_gap(value: Any) -> bool:
    """None, "", NaN."""
    return value is None or (isinstance(value, str) and not value) or bool(value != value)


def require_table(where: str, table: Any, name: str = "table") -> None:
    """A dict of columns, all of one length."""
    if not isinstance(table, dict):
        raise TypeError(
            f"{where}: {name} is {what(table)}, expected a dict of columns. "
            "A Dataset keeps one in its .table."
        )
    if not table:
        raise ValueError(f"{where}: {name} has no column, expected at least one.")
    for key, column in table.items():
        require_column(where, f"{name}[{key!r}]", column)
    lengths = {key: len(column) for key, column in table.items()}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"{key!r} has {length}" for key, length in lengths.items())
        raise ValueError(
            f"{where}: the columns of {name} differ in length ({shown} rows), expected one "
            "entry per row in each. Check that all were made from the same rows."
        )


def require_column(where: str, name: str, column: Any) -> None:
    """An array of shape (N,) with at least one row, of numbers or of text."""
    if not isinstance(column, np.ndarray):
        raise TypeError(
            f"{where}: {name} is {what(column)}, expected a NumPy array of shape (N,). "
            "Try np.array on a list."
        )
    if column.ndim != 1 or len(column) == 0:
        raise ValueError(
            f"{where}: {name} has shape {column.shape}, expected (N,): one entry for each row, "
            "and at least one row."
        )
    if column.dtype.kind not in "fiubUO":
        raise TypeError(
            f"{where}: {name} has dtype {column.dtype}, expected numbers or text. "
            "Try .astype(str) on it."
        )
    if column.dtype.kind == "O":
        _require_one_kind(where, name, column)


def _require_one_kind(where: str, name: str, column: Array) -> None:
    """All entries that are no gaps are text, or all are real numbers: the two have no order."""
    expected = "expected text in every row, or numbers in every row."
    first: dict[bool, int] = {}
    for row, value in enumerate(column):
        is_text = isinstance(value, str)
        if not is_text and value is not None and not isinstance(value, REAL):
            raise TypeError(f"{where}: {name} holds {what(value)} in row {row}, {expected}")
        if not _is_gap(value):
            first.setdefault(is_text, row)
    if len(first) == 2:
        text, number = first[True], first[False]
        raise TypeError(
            f"{where}: {name} holds the text {column[text]!r} in row {text} and "
            f"{what(column[number])} in row {number}, {expected}"
        )
