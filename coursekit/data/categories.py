"""Categories: the different values of a column, as class labels or as columns of 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coursekit._typing import Array
from coursekit.data.tables import Table, gaps_in, require_column

MANY = 100
"""A column with more different values is no category but a name or a measurement."""


def indicators(column: Array) -> Table:
    """One column of 0 and 1 for each different value: text that a network can calculate with.

    Parameters
    ----------
    column : ndarray of shape (N,)
        Text or numbers, such as `houses().table["use_type"]`.

    Returns
    -------
    dict of str to ndarray of shape (N,)
        Value -> float64 column with 1 where the value stands and 0 elsewhere; NaN in every column
        where the value is missing. The values are in alphabetical order.

    Raises
    ------
    TypeError, ValueError
        If `column` is no array of text or numbers, has gaps only, or more than 100 different
        values.

    Examples
    --------
    >>> indicators(np.array(["cat", "dog", "cat"]))
    {'cat': array([1., 0., 1.]), 'dog': array([0., 1., 0.])}
    """
    require_column("indicators", "column", column)
    return indicator_columns("indicators", "column", column)


def indicator_columns(where: str, name: str, column: Array) -> Table:
    """A column of 0 and 1 for each of its values; `name` is what to call it in a message."""
    gaps = gaps_in(column)
    values = np.unique(column[~gaps])
    if not 0 < len(values) <= MANY:
        raise ValueError(
            f"{where}: {name} holds {len(values):,} different values, expected 1 to {MANY}: each "
            "of them becomes a column. Leave out names, numbers and dates."
        )
    return {
        text: np.where(gaps, np.nan, column == value)
        for text, value in zip(texts_of(values), values, strict=True)
    }


def numbered(
    where: str, name: str, column: Array, order: Sequence[str] = ()
) -> tuple[Array, tuple[str, ...]]:
    """Number the values of a column: labels (N,) and their names, alphabetical or in `order`."""
    gaps = gaps_in(column)
    if gaps.any():
        raise ValueError(
            f"{where}: {name} is empty in {int(gaps.sum())} rows, the first is row "
            f"{int(gaps.argmax())}, expected a class in every row. Remove such rows."
        )
    values, y = np.unique(column, return_inverse=True)
    require_two_classes(where, name, values)
    names = texts_of(values)
    if not order:
        return y, names
    strange = [text for text in names if text not in order]
    if strange:
        raise ValueError(
            f"{where}: {name} holds the class {strange[0]!r}, expected one of class_names: "
            f"{', '.join(order)}. Correct the spelling, or leave class_names out."
        )
    return np.array([order.index(text) for text in names])[y], tuple(order)


def require_two_classes(where: str, name: str, values: Array) -> None:
    """Nothing can be told apart from nothing."""
    if len(values) < 2:
        raise ValueError(
            f"{where}: {name} holds one class only, {', '.join(texts_of(values))}, expected at "
            "least two. A network that always gives the same answer would be right."
        )


def texts_of(values: Array) -> tuple[str, ...]:
    """Values as people write them: 2015, not 2015.0; no two become alike."""
    return tuple(v if isinstance(v, str) else f"{v:.15g}" for v in values.tolist())
