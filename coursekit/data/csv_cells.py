"""The cells of a CSV file, column by column, and the line on which each row begins."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.data.numerals import Numerals, is_missing
from coursekit.data.tables import Table

LONG = 1000
"""Texts that are longer stay Python objects: a NumPy array of text is as wide as its longest."""


class Cells(NamedTuple):
    """Column name -> its cells, and the number of the line on which each row begins."""

    columns: dict[str, list[str]]
    lines: array[int]


def parse_table(lines: Iterable[str], where: str) -> Table:
    """Turn the lines of a CSV file into columns.

    Parameters
    ----------
    lines : iterable of str
        The lines of the file; the first one holds the column names.
    where : str
        What to call the file in a message.

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
    cells = read_cells(lines, where)
    return {name: numbers_or_text(column, Numerals()) for name, column in cells.columns.items()}


def numbers_or_text(cells: list[str], numerals: Numerals) -> Array:
    """Numbers where all cells allow it, else text."""
    numbers = numerals.column(cells)
    if numbers is not None:
        return numbers
    long = max(map(len, cells)) > LONG
    return np.array(["" if is_missing(c) else c for c in cells], dtype=object if long else str)


def read_cells(lines: Iterable[str], where: str, delimiter: str = ",") -> Cells:
    """Cut the lines of a CSV file into columns, without the blanks around a cell."""
    starts = array("q")
    rows = _rows(_plain_text(lines, where), where, delimiter, starts)
    names = [name.strip() for name in next(rows, [])]
    _check_header(names, where, delimiter)
    columns: list[list[str]] = [[] for _ in names]
    while block := list(islice(rows, 500)):
        for column, cells in zip(columns, zip(*block, strict=True), strict=True):
            column.extend(map(str.strip, cells))
    if len(starts) < 2:
        raise ValueError(f"{where}: there is no row below the column names, expected at least one.")
    return Cells(dict(zip(names, columns, strict=True)), starts[1:])


def _plain_text(lines: Iterable[str], where: str) -> Iterator[str]:
    """The lines, unless one holds a byte that no text holds."""
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            raise ValueError(
                f"{where}: line {number} holds a NUL byte, which no text has. The file may be in "
                "UTF-16, or no CSV file at all. In a spreadsheet, save it as 'CSV UTF-8'."
            )
        yield line


def _rows(
    lines: Iterator[str], where: str, delimiter: str, starts: array[int]
) -> Iterator[list[str]]:
    """Each row that is not blank, as long as the first; `starts` gets the line of each."""
    import csv

    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != " ")
    begin, width = 1, 0
    try:
        for row in reader:
            if len(row) > 1 or "".join(row).strip():
                width = width or len(row)
                if len(row) != width:
                    raise ValueError(
                        f"{where}: line {begin} has {len(row)} cells, expected {width} as in the "
                        "first line. Look for a missing or extra separator; a cell with one "
                        "inside needs quotes."
                    )
                starts.append(begin)
                yield row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"{where}: {_trouble(str(error), begin)}") from error


def _trouble(error: str, line: int) -> str:
    """What the csv module says, for people."""
    if "field larger" in error:
        return (
            f"a cell that begins in line {line} has more than 131,072 characters, expected a short "
            'text or a number. Look for a quote (") in that line that is never closed.'
        )
    if "unexpected end" in error:
        return (
            f'a quote (") in line {line} opens a cell, and none closes it before the end of the '
            "file. Remove it, or write a quote inside of a cell twice."
        )
    return (
        f'line {line} holds text behind a closing quote ("), expected a separator there. '
        "A quote inside of a cell is written twice, and the whole cell stands in quotes."
    )


def _check_header(names: list[str], where: str, delimiter: str) -> None:
    """Every column has a name of its own."""
    if not names:
        raise ValueError(f"{where}: the file is empty, expected a line of column names and rows.")
    others = [sign for sign in ",;\t|" if sign != delimiter and sign in names[0]]
    if len(names) == 1 and others:
        raise ValueError(
            f"{where}: the first line is one cell, {names[0]!r}, expected names separated by "
            f"{delimiter!r}. Try delimiter={others[0]!r}."
        )
    if "" in names or len(set(names)) < len(names):
        bad = next(name for name in names if name == "" or names.count(name) > 1)
        raise ValueError(
            f"{where}: the column name {bad!r} is empty or stands there twice, expected a name of "
            "its own for each column in the first line."
        )
