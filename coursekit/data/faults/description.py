"""Look at a table before you trust it: smallest, largest, missing and different values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coursekit._typing import Array
from coursekit.data.tables import Table, gaps_in, require_table


@dataclass(frozen=True)
class Column:
    """What one column holds.

    Attributes
    ----------
    values, missing : int
        How many cells there are, and how many of them are gaps.
    different : int
        How many different values stand in the others.
    smallest, largest : float or str
        The first and the last value in order.
    """

    values: int
    missing: int
    different: int
    smallest: float | str
    largest: float | str


class Description(dict[str, Column]):
    """Column name -> Column; prints as a table."""

    HEADER = ("column", "missing", "different", "smallest", "largest")

    def _rows(self) -> list[tuple[str, ...]]:
        """The cells of the printed table, header first."""
        cells: list[tuple[str, ...]] = [
            (name, str(c.missing), str(c.different), _text(c.smallest), _text(c.largest))
            for name, c in self.items()
        ]
        return [self.HEADER, *cells]

    def __repr__(self) -> str:
        rows = self._rows()
        first, *rest = (max(map(len, cells)) for cells in zip(*rows, strict=True))
        return "\n".join(
            "  ".join([name.ljust(first), *(c.rjust(w) for c, w in zip(cells, rest, strict=True))])
            for name, *cells in rows
        )

    def _repr_markdown_(self) -> str:
        header, *rows = ("| " + " | ".join(cells) + " |" for cells in self._rows())
        return "\n".join([header, "|---" + "|---:" * (len(self.HEADER) - 1) + "|", *rows])


def describe(table: Table) -> Description:
    """Say for each column what is in it: the first look at any table.

    Parameters
    ----------
    table : dict of str to ndarray of shape (N,)
        Columns of numbers (NaN is a gap) or text ("" is a gap), such as `houses().table`.

    Returns
    -------
    Description
        A dict from column name to its figures, which prints as a table. Smallest and largest of a
        text column are the first and last in the alphabet.

    Raises
    ------
    TypeError, ValueError
        If `table` is not a dict of columns of one length.

    Examples
    --------
    >>> describe({"kg": np.array([4.5, np.nan, 30.0]), "name": np.array(["Tom", "Tom", "Rex"])})
    column  missing  different  smallest  largest
    kg            1          2       4.5       30
    name          0          2       Rex      Tom
    """
    require_table("describe", table)
    return Description({name: _look(column) for name, column in table.items()})


def _look(column: Array) -> Column:
    """The figures of one column."""
    gaps = gaps_in(column)
    different = np.unique(column[~gaps]).tolist() or ["-"]
    known = len(different) if (~gaps).any() else 0
    return Column(len(column), int(gaps.sum()), known, different[0], different[-1])


def _text(value: float | str) -> str:
    """A number without needless digits: 2015, 1.75, 5220000."""
    return value if isinstance(value, str) else f"{value:.10g}"
