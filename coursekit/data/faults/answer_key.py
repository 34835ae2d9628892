"""The answer key to planted errors: which rows are wrong, how, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.data.tables import Table

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
        if kind is not None and kind not in self.kinds:
            raise ValueError(
                f"AnswerKey.rows: there is no error of the kind {kind!r}, expected one of "
                f"{', '.join(self.kinds)}."
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
        """
        called = np.unique(np.asarray(rows, dtype=int))
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
        """
        doubled = self.rows(DUPLICATE) if DUPLICATE in self.kinds else np.array([], dtype=int)
        clean = {name: np.delete(column, doubled) for name, column in dirty.items()}
        for error in self.errors:
            if error.column:
                clean[error.column][error.row] = error.old
        return clean

    def __repr__(self) -> str:
        counts = [f"  {count:4d}  {kind}" for kind, count in self.kinds.items()]
        return "\n".join([f"AnswerKey: {len(self.errors)} planted errors", *counts])
