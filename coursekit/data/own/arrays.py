"""Your own arrays, through the same door as the data of the course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coursekit._checks import require_finite, require_numbers
from coursekit._typing import Array
from coursekit.data.dataset import Dataset
from coursekit.data.tables import gaps_in


def from_arrays(
    x: Any,
    y: Any,
    name: str = "my data",
    feature_names: Sequence[str] = (),
    class_names: Sequence[str] = (),
) -> Dataset:
    """Make a Dataset of arrays or lists.

    Parameters
    ----------
    x : array_like of shape (N, D), (N, H, W) or (N, H, W, C)
        Rows of numbers, or pictures, which are flattened to rows. The numbers stay as they are.
    y : array_like of shape (N,) or (N, 1)
        Whole numbers 0 to K - 1 are labels, texts are class names, other numbers are targets.
    name : str
        What to call the set.
    feature_names : sequence of str, optional
        One name for each of the D columns.
    class_names : sequence of str, optional
        One name for each of the K labels.

    Returns
    -------
    Dataset
        x (N, D); y (N,) int labels or (N, 1) float64 targets.

    Raises
    ------
    TypeError
        If `x` holds text or rows of unequal length.
    ValueError
        If lengths differ, a label is left out, `y` has gaps, or there is one class only.

    Examples
    --------
    >>> from_arrays([[4.0], [30.0]], ["cat", "dog"]).y.tolist()
    [0, 1]
    """
    where = "from_arrays"
    x = _rectangle(where, x)
    if x.ndim < 2 or x.ndim > 4:
        raise ValueError(
            f"{where}: x has shape {x.shape}, expected (N, D), or (N, H, W) for pictures. "
            "One number per example still needs a column: x[:, None]."
        )
    y, names = targets(where, np.asarray(y))
    _require_equal_lengths(where, x, y)
    return Dataset(
        x.reshape(len(x), -1),
        y,
        name,
        tuple(feature_names),
        tuple(class_names) or names,
        image_shape=x.shape[1:] if x.ndim > 2 else None,
    )


def _rectangle(where: str, x: Any) -> Array:
    """`x` as an array of numbers with rows of equal length."""
    try:
        array = np.asarray(x)
    except ValueError as error:
        raise ValueError(
            f"{where}: the rows of x have unequal lengths, expected the same number of values in "
            "each. Print the lengths: [len(row) for row in x]."
        ) from error
    require_numbers(where, "x", array)
    return array


def _require_equal_lengths(where: str, x: Array, y: Array) -> None:
    """As many answers as examples."""
    if len(x) != len(y):
        raise ValueError(
            f"{where}: x has {len(x)} rows and y has {len(y)}, expected the same number: one "
            "answer for each example."
        )


def targets(where: str, y: Array) -> tuple[Array, tuple[str, ...]]:
    """Labels (N,) with their class names where they are texts, or targets (N, 1)."""
    if y.dtype.kind in "UO":
        return classes(where, y)
    require_numbers(where, "y", y)
    require_finite(where, "y", y)
    if y.ndim == 2 or y.dtype.kind == "f":
        return y.reshape(len(y), -1).astype(float), ()
    found = np.unique(y)
    _require_two_classes(where, found)
    if found[0] != 0 or found[-1] != len(found) - 1:
        raise ValueError(
            f"{where}: the labels in y are {_some(found)}, expected every number from 0 to "
            f"{len(found) - 1}. Try np.unique(y, return_inverse=True)[1]; numbers to predict, such "
            "as prices, need y.astype(float)."
        )
    return y.astype(int), ()


def classes(where: str, column: Array) -> tuple[Array, tuple[str, ...]]:
    """Number the different values of a column in their order: labels (N,) and class names."""
    gaps = gaps_in(column)
    if gaps.any():
        raise ValueError(
            f"{where}: y is empty in {int(gaps.sum())} rows, the first is row "
            f"{int(gaps.argmax())}, expected a class in every row. Remove such rows."
        )
    names, y = np.unique(column, return_inverse=True)
    _require_two_classes(where, names)
    return y, tuple(name if isinstance(name, str) else f"{name:g}" for name in names.tolist())


def _require_two_classes(where: str, classes: Array) -> None:
    """Nothing can be told apart from nothing."""
    if len(classes) < 2:
        raise ValueError(
            f"{where}: there is one class only, {_some(classes)}, expected at least two. "
            "A network that always gives the same answer would be right."
        )


def _some(values: Array) -> str:
    """The first few values, for a message."""
    return ", ".join(map(str, values[:5].tolist())) + (", ..." if len(values) > 5 else "")
