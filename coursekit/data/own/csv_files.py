"""Your own table, from a CSV file, through the same door as the data of the course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coursekit._typing import Array
from coursekit.data.dataset import Dataset
from coursekit.data.own.arrays import classes, targets
from coursekit.data.tables import Table, as_number, gaps_in, parse_table


def from_csv(
    path: str | Path,
    target: str,
    features: Sequence[str] | None = None,
    labels: bool = False,
    group: str | None = None,
    delimiter: str = ",",
) -> Dataset:
    """Make a Dataset of a CSV file whose first line holds the column names.

    Parameters
    ----------
    path : str or Path
        The file, in UTF-8. Empty cells, NA, NaN, null and none count as missing.
    target : str
        The column to predict. Text becomes classes, in alphabetical order; numbers stay numbers.
    features : sequence of str, optional
        The columns of `x`. Without it: every column of numbers except target and group. Columns of
        text stay in `.table`.
    labels : bool
        Take the numbers in the target column as names of classes.
    group : str, optional
        The column whose equal values belong together, for `split(..., by_group=True)`.
    delimiter : str
        The character between two cells.

    Returns
    -------
    Dataset
        x (N, D) float64 with NaN where a cell is missing; y (N,) labels or (N, 1) targets; `table`
        holds all columns.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is missing, text stands between numbers, or the target has gaps or one class.

    Examples
    --------
    >>> from_csv("pets.csv", target="species")  # doctest: +SKIP
    """
    where = "from_csv"
    table = parse_table(_lines(where, Path(path)), f"{where}: {Path(path).name}", delimiter)
    wanted = [target, *(features or ()), *([group] if group else [])]
    for column in wanted:
        if column not in table:
            raise ValueError(
                f"{where}: there is no column {column!r}, expected one of {', '.join(table)}."
            )
    chosen = _feature_columns(where, table, features, {target, group})
    _require_complete(where, target, table[target])
    y, class_names = (classes if labels else targets)(where, table[target])
    return Dataset(
        np.column_stack([table[column] for column in chosen]),
        y,
        Path(path).stem,
        feature_names=tuple(chosen),
        class_names=class_names,
        target_name=target,
        groups=table[group] if group else None,
        table=table,
    )


def _lines(where: str, path: Path) -> list[str]:
    """The lines of a text file."""
    if not path.is_file():
        raise FileNotFoundError(
            f"{where}: there is no file {str(path)!r} in the folder from which "
            "Python runs. Check the spelling, or give the whole path."
        )
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{where}: {path.name} is not text in UTF-8. In a spreadsheet, save it as 'CSV UTF-8'."
        ) from error


def _feature_columns(
    where: str, table: Table, features: Sequence[str] | None, others: set[str | None]
) -> list[str]:
    """The chosen columns, or all columns of numbers; text between numbers is reported."""
    candidates = list(features or (name for name in table if name not in others))
    chosen = []
    for name in candidates:
        if table[name].dtype.kind == "f":
            chosen.append(name)
        elif features or _mostly_numbers(table[name]):
            _complain_about_text(where, name, table[name])
    if not chosen:
        raise ValueError(
            f"{where}: no column of numbers is left for x, expected at least one "
            "besides the target."
        )
    return chosen


def _mostly_numbers(column: Array) -> bool:
    """At least half of the filled cells are numbers: the others look like mistakes."""
    filled = column[column != ""]
    return 2 * sum(as_number(cell) is not None for cell in filled) >= len(filled)


def _complain_about_text(where: str, name: str, column: Array) -> None:
    """Name the first cell that is no number."""
    row = next(i for i, cell in enumerate(column) if as_number(cell) is None)
    raise ValueError(
        f"{where}: column {name!r} holds the text {str(column[row])!r} in line {row + 2}, expected "
        "a number (with a point, such as 2.5) or an empty cell. Correct the cell, or leave the "
        "column out with features=[...]."
    )


def _require_complete(where: str, target: str, column: Array) -> None:
    """An answer in every row."""
    gaps = gaps_in(column)
    if gaps.any():
        raise ValueError(
            f"{where}: the target column {target!r} is empty in {int(gaps.sum())} rows, the first "
            f"in line {int(gaps.argmax()) + 2}, expected an answer in every row. Remove such rows."
        )
