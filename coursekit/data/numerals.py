"""Numerals: how numbers are written in a file, such as 1,234.5 or 1.234,5 or 12 %."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coursekit._typing import Array

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none"})
WAYS = ((".", ""), (".", ","), (",", ""), (",", "."), (".", " "), (",", " "), (".", "'"))
"""The usual pairs of a decimal sign and a sign between groups of three digits."""

TWINS = str.maketrans({"−": "-", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Signs that look alike and mean the same in a number."""

LONGEST = 15
"""Whole numbers with more digits cannot all be told apart in float64: they stay text."""


@dataclass(frozen=True)
class Numerals:
    """How numbers are written.

    Attributes
    ----------
    decimal : str
        The sign before the decimals.
    thousands : str
        The sign between groups of three digits; "" for none.
    ignore : str
        Signs that are taken out first, such as "$%".
    """

    decimal: str = "."
    thousands: str = ""
    ignore: str = ""

    @cached_property
    def _form(self) -> re.Pattern[str]:
        """What a number looks like without the signs to ignore."""
        groups = rf"[0-9]{{1,3}}(?:{re.escape(self.thousands)}[0-9]{{3}})+|" * bool(self.thousands)
        point, power = re.escape(self.decimal), "(?:[eE][+-]?[0-9]+)?"
        return re.compile(rf"[+-]?(?:(?:{groups}[0-9]+)(?:{point}[0-9]*)?|{point}[0-9]+){power}")

    @cached_property
    def _noise(self) -> dict[int, str | None]:
        """What is changed in a cell before it is read."""
        return TWINS | dict.fromkeys(map(ord, self.ignore))

    def read(self, cell: str) -> float | None:
        """The cell as a number, NaN where it is missing, None where it is text."""
        if is_missing(cell):
            return float("nan")
        text = cell.translate(self._noise).strip()
        if not self._form.fullmatch(text):
            return None
        text = text.replace(self.thousands, "") if self.thousands else text
        digits = text.lstrip("+-0")
        if digits.isdigit() and len(digits) > LONGEST:
            return None
        return float(text.replace(self.decimal, "."))

    def column(self, cells: Sequence[str]) -> Array | None:
        """All cells as numbers, or None if one of them is text."""
        if self == Numerals() and (numbers := _quickly(cells)) is not None:
            return numbers
        numbers = np.empty(len(cells))
        for i, cell in enumerate(cells):
            number = self.read(cell)
            if number is None:
                return None
            numbers[i] = number
        return numbers

    def others(self, cells: Sequence[str]) -> list[Numerals]:
        """Other ways to write numbers, under which all these cells are numbers; nearest first."""
        ignore = self.ignore + _mark(next(cell for cell in cells if not is_missing(cell)))
        found: dict[bytes, Numerals] = {}
        for decimal, thousands in ((self.decimal, self.thousands), *WAYS):
            way = Numerals(decimal, thousands, ignore)
            numbers = way.column(cells)
            if numbers is not None:
                found.setdefault(numbers.tobytes(), way)
        return list(found.values())

    def doubtful(self, cells: Sequence[str]) -> bool:
        """Every number has one to three digits and then three decimals: 1.250, or 1250?"""
        form = re.compile(rf"[+-]?[1-9][0-9]{{0,2}}{re.escape(self.decimal)}[0-9]{{3}}")
        return not self.thousands and all(
            form.fullmatch(cell.translate(self._noise).strip())
            for cell in cells
            if not is_missing(cell)
        )

    def __str__(self) -> str:
        """As arguments of from_csv."""
        parts = {"decimal": self.decimal, "thousands": self.thousands, "ignore": self.ignore}
        plain = vars(Numerals())
        return ", ".join(f"{k}={v!r}" for k, v in parts.items() if v != plain[k]) or "decimal='.'"


def is_missing(cell: str) -> bool:
    """Nothing, or a word for nothing."""
    return cell.lower() in MISSING


def is_numeral(text: str) -> bool:
    """A number, written in one of the usual ways."""
    ways = (Numerals(*way, _mark(text)) for way in WAYS)
    return not is_missing(text) and any(way.read(text) is not None for way in ways)


def _quickly(cells: Sequence[str]) -> Array | None:
    """What Python reads as numbers, where that is beyond doubt."""
    filled = ("nan" if is_missing(cell) else cell for cell in cells)
    try:
        numbers = np.fromiter(map(float, filled), float, len(cells))
    except ValueError:
        return None
    strange = (np.abs(numbers) >= 10**LONGEST).any() or "_" in "".join(cells)
    return None if strange else numbers


def _mark(cell: str) -> str:
    """The currency signs and the percent sign of a cell."""
    signs = (c for c in cell if c in "%‰" or unicodedata.category(c) == "Sc")
    return "".join(dict.fromkeys(signs))
