"""A CSV file that was read: its cells as they stand there, and its columns as numbers or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coursekit._checks import what
from coursekit.data.csv_cells import Cells, numbers_or_text, read_cells
from coursekit.data.numerals import Numerals, is_missing
from coursekit.data.tables import Table, gaps_in

FORMS = {
    "dates": re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}\b.*"),
    "times": re.compile(r"\d{1,2}:\d{2}.*"),
    "long numbers": re.compile(r"[+-]?\d{16,}"),
    "text that begins with a number": re.compile(r"[^\w\s]?\d.*"),
}
"""What a column of text looks like, if all of its cells have this form."""

FEW = 20
"""Columns with more different texts are not proposed as indicators."""

WHERE = "from_csv"


@dataclass(frozen=True)
class Sheet:
    """The cells of a file, and how its numbers are written."""

    cells: Cells
    numerals: Numerals

    @cached_property
    def table(self) -> Table:
        """Every column, as numbers or as text."""
        columns = self.cells.columns.items()
        return {name: numbers_or_text(cells, self.numerals) for name, cells in columns}

    def require(self, argument: str, names: Sequence[str]) -> None:
        """The file has these columns."""
        for name in names:
            if name not in self.table:
                raise ValueError(
                    f"{WHERE}: there is no column {name!r} for {argument}, expected one of "
                    f"{', '.join(self.table)}."
                )

    def require_complete(self, name: str, role: str) -> None:
        """Something stands in every row of the column."""
        gaps = gaps_in(self.table[name])
        if gaps.any():
            raise ValueError(
                f"{WHERE}: the {role} column {name!r} is empty in {int(gaps.sum())} rows, the first"
                f" in line {self.cells.lines[int(gaps.argmax())]}, expected an entry in every row. "
                "Remove such rows."
            )

    def is_number(self, name: str) -> bool:
        """Every filled cell of the column is a number."""
        return self.table[name].dtype.kind == "f"

    def is_category(self, name: str) -> bool:
        """A few different texts, at least one of them twice."""
        cells = self.cells.columns[name]
        return 2 <= len(set(cells)) <= min(FEW, len(cells) - 1)

    def is_empty(self, name: str) -> bool:
        """No cell of the column is filled."""
        return bool(gaps_in(self.table[name]).all())

    def refuse_other_numerals(self, name: str, otherwise: str) -> None:
        """Numbers that are written in another way than the arguments say are no text."""
        cells = self.cells.columns[name]
        ways = self.numerals.others(cells)
        if ways:
            cell, line = self._first_text(name)
            tries = " or ".join(f"{way} ({cell!r} is then {way.read(cell):.15g})" for way in ways)
            raise ValueError(
                f"{WHERE}: column {name!r} holds numbers such as {cell!r} in line {line}, expected "
                f"the form {self.numerals}. Try {tries}; {otherwise}."
            )

    def refuse_text(self, name: str) -> None:
        """A column of numbers in which one cell is text."""
        cell, line = self._first_text(name)
        raise ValueError(
            f"{WHERE}: column {name!r} holds the text {cell!r} in line {line}, expected a number "
            "(such as 2.5) or an empty cell. Correct the cell, leave the column out with "
            f"features=[...], or make columns of 0 and 1 of its texts with indicators=[{name!r}]."
        )

    def refuse_number_like(self, name: str) -> None:
        """Text that begins like a number becomes classes on request only."""
        cells = self.cells.columns[name]
        odd = next((cell for cell in dict.fromkeys(cells) if re.match(r"\W*\d", cell)), None)
        if odd is not None:
            places = {(odd, self.cells.lines[cells.index(odd)]), self._first_text(name)}
            shown = " and ".join(f"{cell!r} in line {line}" for cell, line in sorted(places))
            raise ValueError(
                f"{WHERE}: the target column {name!r} holds {shown}: text that looks like numbers, "
                "or numbers among text. Expected numbers only, or names of classes only. Correct "
                "the cells, or take all of them as names of classes with labels=True."
            )

    def mostly_numbers(self, name: str) -> bool:
        """At least half of the filled cells are numbers: the others look like mistakes."""
        filled = [cell for cell in self.cells.columns[name] if not is_missing(cell)]
        return 2 * sum(self.numerals.read(cell) is not None for cell in filled) >= len(filled)

    def kind(self, name: str) -> str:
        """What a column that is left out looks like."""
        filled = [cell for cell in self.cells.columns[name] if not is_missing(cell)]
        if not filled:
            return "empty in every row"
        different = len(set(filled))
        form = next((k for k, f in FORMS.items() if all(map(f.fullmatch, filled))), "text")
        return f"{form}, such as {_short(filled[0])}; {different:,} different"

    def doubt(self, name: str) -> str | None:
        """A column in which every 1.250 could mean 1250."""
        cells = self.cells.columns[name]
        if not self.numerals.doubtful(cells):
            return None
        cell = next(cell for cell in cells if not is_missing(cell))
        swapped = {".": ",", ",": "."}[self.numerals.decimal]
        way = Numerals(swapped, self.numerals.decimal, self.numerals.ignore)
        return (
            f"{name!r}: {cell!r} was read as {self.numerals.read(cell):g}. If it means "
            f"{way.read(cell):g}, try {way}."
        )

    def _first_text(self, name: str) -> tuple[str, int]:
        """The first cell that is no number, and its line."""
        cells = self.cells.columns[name]
        row = next(i for i, cell in enumerate(cells) if self.numerals.read(cell) is None)
        return cells[row], self.cells.lines[row]


def read_sheet(path: Path, delimiter: Any, numerals: Numerals) -> Sheet:
    """The sheet in a file of text."""
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise ValueError(
            f"{WHERE}: delimiter is {what(delimiter)}, expected the one character between two "
            r"cells: ',', ';', '|', or '\t' for a tab."
        )
    if path.is_dir():
        raise FileNotFoundError(
            f"{WHERE}: path is {str(path)!r}, a folder, expected a file. Add the file's name to it."
        )
    if not path.is_file():
        raise FileNotFoundError(
            f"{WHERE}: path is {str(path)!r}, and there is no such file where Python runs. "
            "Expected one that is there; check the spelling, or give the whole path."
        )
    where = f"{WHERE}: {path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return Sheet(read_cells(lines, where, delimiter), numerals)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{WHERE}: path is {path.name!r}, which is not text in UTF-8, as expected. In a "
            "spreadsheet, save it as 'CSV UTF-8'."
        ) from error
    except OSError as error:
        raise ValueError(
            f"{WHERE}: path is {path.name!r}, which cannot be read ({error.strerror}), expected a "
            "file that is free. Close it in other programs."
        ) from error


def numerals_of(decimal: Any, thousands: Any, ignore: Any) -> Numerals:
    """How numbers are written, from the arguments of from_csv."""
    if not isinstance(decimal, str) or decimal not in (".", ","):
        raise ValueError(f"{WHERE}: decimal is {what(decimal)}, expected '.' or ','.")
    if not isinstance(thousands, str) or thousands not in ("", ",", ".", " ", "'"):
        raise ValueError(
            f"{WHERE}: thousands is {what(thousands)}, expected ',', '.', ' ', \"'\", or '' for "
            "numbers without groups."
        )
    if decimal == thousands:
        raise ValueError(
            f"{WHERE}: decimal and thousands are both {decimal!r}, expected two different signs."
        )
    if not isinstance(ignore, str) or re.search(r"[0-9.,+-]", ignore):
        raise ValueError(
            f"{WHERE}: ignore is {what(ignore)}, expected signs that are no part of a number, such "
            "as '$%'."
        )
    return Numerals(decimal, thousands, ignore)


def _short(cell: str) -> str:
    """A cell in quotes, cut where it is long."""
    return repr(cell if len(cell) <= 30 else cell[:30] + "…")
