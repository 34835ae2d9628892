"""The answer key to planted errors: which rows are wrong, how, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import what
from coursekit._typing import Array
from coursekit.data._arguments import require_text
from coursekit.data.tables import Table, require_table

DUPLICATE = "duplicate_row"
"""The kind of error that is a whole row too many."""


@dataclass(frozen=True)
class PlantedError:
    """One damaged cell; or one doubled row.

    Attributes
    ----------
    kind : str
        What went wrong, such as "year_in_future".
    row : int
        Where it stands now.
    column : str
        The damaged column; "" for a doubled row.
    old, new : object
        The value before and after; for a doubled row `old` is the row it repeats.
    """

    kind: str
    row: int
    column: str
    old: Any
    new: Any


class Catch(NamedTuple):
    """Row numbers, by what was said of a row and whether it was true.

    Attributes
    ----------
    true_positives : ndarray of int
        Damaged rows that were called wrong.
    false_negatives : ndarray of int
        Damaged rows that were not.
    false_positives : ndarray of int
        Clean rows that were called wrong.
    """

    true_positives: Array
    false_negatives: Array
    false_positives: Array


@dataclass(frozen=True)
class AnswerKey:
    """Every planted error, one per row at most.

    Attributes
    ----------
    errors : tuple of PlantedError
        What stands where, and what stood there before.
    """

    errors: tuple[PlantedError, ...]

    def __post_init__(self) -> None:
        known = isinstance(self.errors, (tuple, list))
        if not known or not all(isinstance(error, PlantedError) for error in self.errors):
            raise TypeError(
                f"AnswerKey: errors is {what(self.errors)}, expected a tuple of PlantedError. "
                "plant_table_errors and plant_text_errors make one."
            )

    @property
    def kinds(self) -> dict[str, int]:
        """How many errors there are of each kind."""
        names = [error.kind for error in self.errors]
        return {name: names.count(name) for name in dict.fromkeys(names)}

    def rows(self, kind: str | None = None) -> Array:
        """The damaged rows, of one kind or of all.

        Parameters
        ----------
        kind : str, optional
            One of the names in `kinds`.

        Returns
        -------
        ndarray of int
            Row numbers in the dirty data, in order.

        Raises
        ------
        ValueError
            If there is no error of that kind.
        """
        if kind is not None:
            require_text("AnswerKey.rows", "kind", kind, DUPLICATE)
        if kind is not None and kind not in self.kinds:
            raise ValueError(
                f"AnswerKey.rows: kind is {kind!r}, and there is no such error; expected "
                f"one of {', '.join(self.kinds)}."
            )
        return np.array(sorted(e.row for e in self.errors if kind in (None, e.kind)), dtype=int)

    def mark(self, rows: Any) -> Catch:
        """Compare the rows that somebody calls wrong with the key.

        Parameters
        ----------
        rows : ndarray or list of int
            Row numbers in the dirty data.

        Returns
        -------
        Catch
            Named tuple of row numbers: true_positives, false_negatives, false_positives.

        Raises
        ------
        TypeError
            If `rows` does not hold row numbers.
        """
        called = np.unique(_row_numbers(rows))
        planted = self.rows()
        return Catch(
            np.intersect1d(planted, called),
            np.setdiff1d(planted, called),
            np.setdiff1d(called, planted),
        )

    def restore(self, dirty: Table) -> Table:
        """Undo every error.

        Parameters
        ----------
        dirty : dict of str to ndarray of shape (N,)
            The table that came with this key.

        Returns
        -------
        dict of str to ndarray
            The clean table, cell for cell.

        Raises
        ------
        TypeError, ValueError
            If `dirty` is not the table that came with this key.
        """
        require_table("AnswerKey.restore", dirty, "dirty")
        self._require_mine(dirty)
        doubled = self.rows(DUPLICATE) if DUPLICATE in self.kinds else np.array([], dtype=int)
        clean = {name: np.delete(column, doubled) for name, column in dirty.items()}
        for error in self.errors:
            if error.column:
                clean[error.column][error.row] = error.old
        return clean

    def _require_mine(self, dirty: Table) -> None:
        """The table has the rows and columns that are named here."""
        N = len(next(iter(dirty.values())))
        for error in self.errors:
            if error.row >= N or (error.column and error.column not in dirty):
                raise ValueError(
                    f"AnswerKey.restore: dirty has {N} rows and the columns {', '.join(dirty)}, "
                    f"expected also row {error.row} and column {error.column!r}. "
                    "Give the whole table that came with this key."
                )

    def __repr__(self) -> str:
        counts = [f"  {count:4d}  {kind}" for kind, count in self.kinds.items()]
        return "\n".join([f"AnswerKey: {len(self.errors)} planted errors", *counts])


def _row_numbers(rows: Any) -> Array:
    """Whole numbers from 0 in one row; a mask would be taken for the rows 0 and 1."""
    try:
        numbers = np.asarray(rows)
    except ValueError:  # lists of unequal length
        numbers = np.array(None)
    whole = numbers.size == 0 or (numbers.dtype.kind in "iu" and numbers.min() >= 0)
    if numbers.ndim != 1 or not whole:
        raise TypeError(
            f"AnswerKey.mark: rows is {what(rows)}, expected a list of row numbers from 0. "
            "Try np.flatnonzero(mask) on a mask."
        )
    return numbers.astype(int)
