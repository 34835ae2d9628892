"""Your own table, from a CSV file, through the same door as the data of the course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coursekit._typing import Array
from coursekit.data._arguments import path_of, require_flag, require_text, require_texts
from coursekit.data.categories import indicator_columns, numbered
from coursekit.data.dataset import Dataset
from coursekit.data.own.arrays import few_whole_numbers, targets
from coursekit.data.own.sheet import WHERE, Sheet, numerals_of, read_sheet
from coursekit.data.tables import Table


def from_csv(
    path: str | Path,
    target: str,
    features: Sequence[str] | None = None,
    labels: bool = False,
    group: str | None = None,
    delimiter: str = ",",
    indicators: Sequence[str] = (),
    decimal: str = ".",
    thousands: str = "",
    ignore: str = "",
) -> Dataset:
    """Make a Dataset of a CSV file whose first line holds the column names.

    Parameters
    ----------
    path : str or Path
        The file, in UTF-8. Empty cells, NA, NaN, null and none count as missing.
    target : str
        The column to predict. Text becomes classes, in alphabetical order; numbers stay numbers.
    features : sequence of str, optional
        The columns of `x`. Without it: every column of numbers except target and group.
    labels : bool
        Take whatever stands in the target column as names of classes, numbers too.
    group : str, optional
        The column whose equal values belong together, for `split(..., by_group=True)`.
    delimiter : str
        The character between two cells.
    indicators : sequence of str, optional
        Columns to turn into columns of 0 and 1, one for each different value, as
        `data.indicators` does.
    decimal, thousands : str
        How numbers are written: decimal=",", thousands="." reads 1.250,5 as 1250.5.
    ignore : str
        Signs to take out of numbers: ignore="$%" reads $5 and 5 % as 5.

    Returns
    -------
    Dataset
        x (N, D) float64 with NaN where a cell is missing; y (N,) labels or (N, 1) targets; `table`
        holds all columns.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If the file is no complete table, a column is missing or written in another way than the
        arguments say, or the target has gaps, one class, or classes that look like numbers.

    Notes
    -----
    Prints which columns are not in `x` and what they look like, and where a number or the target
    could mean something else.

    Examples
    --------
    >>> from_csv("pets.csv", target="species")  # doctest: +SKIP
    """
    require_text(WHERE, "target", target, "species")
    require_texts(WHERE, "indicators", indicators, "['island']")
    if features is not None:
        require_texts(WHERE, "features", features, "['weight', 'age']")
    if group is not None:
        require_text(WHERE, "group", group, "owner")
    require_flag(WHERE, "labels", labels)
    file = path_of(WHERE, "path", path)
    sheet = read_sheet(file, delimiter, numerals_of(decimal, thousands, ignore))
    sheet.require("target", [target])
    sheet.require("features", features or ())
    sheet.require("indicators", indicators)
    sheet.require("group", [] if group is None else [group])
    if target in (*(features or ()), *indicators):
        raise ValueError(
            f"{WHERE}: {target!r} is the target and also a column of x, expected other columns to "
            "predict it from. Take it out of features and indicators."
        )
    x, left_out = _features(sheet, features, indicators, {target, group})
    y, class_names = _target(sheet, target, labels)
    if group is not None:
        sheet.require_complete(group, "group")
    notes = [*_left_out(sheet, left_out), *_doubts(sheet, [*x, target], y)]
    if notes:
        print("\n  ".join([f"{WHERE}: about {file.name}", *notes]))
    return Dataset(
        np.column_stack([*x.values()]),
        y,
        file.stem,
        feature_names=tuple(x),
        class_names=class_names,
        target_name=target,
        groups=None if group is None else sheet.table[group],
        table=sheet.table,
    )


def _features(
    sheet: Sheet,
    features: Sequence[str] | None,
    indicators: Sequence[str],
    others: set[str | None],
) -> tuple[Table, list[str]]:
    """The columns of x, and the names of those that are left out because they are no numbers."""
    wanted = [*(features or ()), *(name for name in indicators if name not in (features or ()))]
    if features is None:
        wanted = [name for name in sheet.table if name in indicators or name not in others]
    chosen: Table = {}
    left_out = []
    for name in wanted:
        if name in indicators:
            made = indicator_columns(WHERE, f"column {name!r}", sheet.table[name])
            chosen |= {f"{name}={value}": column for value, column in made.items()}
        elif features is None and sheet.is_empty(name):
            left_out.append(name)
        elif sheet.is_number(name):
            chosen[name] = sheet.table[name]
        else:
            sheet.refuse_other_numerals(name, "or leave the column out with features=[...]")
            if features is not None or sheet.mostly_numbers(name):
                sheet.refuse_text(name)
            left_out.append(name)
    if not chosen:
        raise ValueError(
            f"{WHERE}: no column of numbers is left for x, expected at least one besides the "
            "target. Columns of text can become numbers with indicators=[...]."
        )
    return chosen, left_out


def _target(sheet: Sheet, target: str, labels: bool) -> tuple[Array, tuple[str, ...]]:
    """Labels with their class names, or numbers to predict."""
    sheet.require_complete(target, "target")
    what, column = f"the target column {target!r}", sheet.table[target]
    if labels:
        return numbered(WHERE, what, column)
    if not sheet.is_number(target):
        sheet.refuse_other_numerals(target, "or take the texts as classes with labels=True")
        sheet.refuse_number_like(target)
    return targets(WHERE, what, column)


def _left_out(sheet: Sheet, names: list[str]) -> list[str]:
    """What is not in x, what it looks like, and how it could come in."""
    notes = [f"{name!r} is not in x: {sheet.kind(name)}." for name in names]
    few = [name for name in names if sheet.is_category(name)]
    if few:
        notes.append(f"Columns of 0 and 1 for such a text: indicators={few}")
    return notes


def _doubts(sheet: Sheet, names: list[str], y: Array) -> list[str]:
    """Numbers, and a target, that could mean something else."""
    numbers = [name for name in names if name in sheet.table and sheet.is_number(name)]
    notes = [note for name in numbers if (note := sheet.doubt(name))]
    if few := few_whole_numbers(y):
        notes.append(f"The target holds {few}. They stay numbers; for classes: labels=True")
    return notes
