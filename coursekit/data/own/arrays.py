"""Your own arrays, through the same door as the data of the course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coursekit._checks import quiet, require_finite, require_numbers, require_rows, what
from coursekit._typing import Array
from coursekit.data._arguments import require_text, require_texts
from coursekit.data._parts import require_x
from coursekit.data.categories import numbered, require_two_classes, texts_of
from coursekit.data.dataset import Dataset
from coursekit.data.numerals import is_numeral
from coursekit.data.tables import REAL, gaps_in, require_column


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
        Rows of numbers, or pictures, which are flattened to rows. None counts as a missing number.
    y : array_like of shape (N,), (N, 1) or (N, M)
        Whole numbers 0 to K - 1 are labels, texts are class names, numbers with a decimal point
        (dtype float) are targets.
    name : str
        What to call the set.
    feature_names : sequence of str, optional
        One name for each of the D columns.
    class_names : sequence of str, optional
        One name for each of the K labels. Texts in `y` are numbered in this order, or else in
        alphabetical order.

    Returns
    -------
    Dataset
        x (N, D) float64; y (N,) int labels or (N, M) float64 targets.

    Raises
    ------
    TypeError
        If `x` or `y` is missing, or holds something else than it should.
    ValueError
        If lengths differ, a label is left out, `y` has gaps or is one-hot, or there is one class.

    Notes
    -----
    Where `y` holds a few whole numbers with dtype float, a line is printed that says how to make
    them labels.

    Examples
    --------
    >>> from_arrays([[4.0], [30.0]], ["cat", "dog"]).y.tolist()
    [0, 1]
    """
    where = "from_arrays"
    require_text(where, "name", name, "pets")
    require_texts(where, "feature_names", feature_names, "['weight', 'age']")
    require_texts(where, "class_names", class_names, "['cat', 'dog']")
    x = _examples(where, x)
    y = _answers(where, y)
    if len(x) != len(y):
        raise ValueError(
            f"{where}: x has {len(x)} rows and y has {len(y)}, expected the same number: one "
            "answer for each example."
        )
    labels, names = targets(where, "y", y, class_names)
    doubt = few_whole_numbers(labels)
    if doubt:
        print(f"{where}: y holds {doubt}; they stay numbers to predict. For classes: y.astype(int)")
    return Dataset(
        x.reshape(len(x), -1),
        labels,
        name,
        tuple(feature_names),
        names,
        image_shape=x.shape[1:] if x.ndim > 2 else None,
    )


def _examples(where: str, x: Any) -> Array:
    """`x` as an array of float64 with rows of equal length."""
    array = _array(where, "x", x, "Print the lengths: [len(row) for row in x].")
    if array.dtype.kind == "O":
        array = _real_numbers(where, "x", array)
    require_numbers(where, "x", array)
    if not 2 <= array.ndim <= 4:
        raise ValueError(
            f"{where}: x has shape {array.shape}, expected (N, D), or (N, H, W) for pictures. "
            "One number per example still needs a column: np.asarray(x)[:, None]."
        )
    require_rows(where, "x", array)
    with quiet():
        array = array.astype(float)
    require_x(where, array.reshape(len(array), -1))
    return array


def _answers(where: str, y: Any) -> Array:
    """`y` as an array of one kind: text, whole numbers or others; (N, 1) becomes (N,)."""
    array = _array(where, "y", y, "Expected one label, or one number, for each example.")
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim == 0 or (array.ndim > 1 and array.dtype.kind not in "fiub") or array.ndim > 2:
        raise ValueError(
            f"{where}: y has shape {array.shape} and dtype {array.dtype}, expected labels of shape "
            "(N,) or targets of shape (N, 1): one for each example."
        )
    if array.dtype.kind == "S":
        raise TypeError(f"{where}: y holds bytes, expected text. Try np.asarray(y).astype(str).")
    require_rows(where, "y", array)
    return _one_kind(where, array) if array.dtype.kind == "O" else array


def _array(where: str, name: str, value: Any, ragged: str) -> Array:
    """Anything that is an array or can be one."""
    if value is None or isinstance(value, type):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected an array or a list with one entry for "
            "each example."
        )
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(
            f"{where}: {name} is a masked array, and its hidden numbers would come back. "
            f"Expected an array with NaN in the gaps: {name}.astype(float).filled(np.nan)."
        )
    try:
        return np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{where}: the rows of {name} have unequal lengths, expected the same number of values "
            f"in each. {ragged}"
        ) from error


def _real_numbers(where: str, name: str, array: Array) -> Array:
    """Python objects as float64, None as NaN."""
    for place in np.ndindex(array.shape):
        value = array[place]
        if value is not None and not isinstance(value, REAL):
            raise TypeError(
                f"{where}: {name} holds {what(value)} at {list(map(int, place))}, expected "
                "numbers, or None for a missing one. Correct it, or make columns of 0 and 1 of a "
                "column of text with data.indicators(column)."
            )
    try:
        return array.astype(float)
    except (TypeError, OverflowError) as error:
        raise TypeError(
            f"{where}: {name} holds numbers that no float64 can hold, expected real numbers below "
            "1e308."
        ) from error


def _one_kind(where: str, y: Array) -> Array:
    """A column of Python objects as text, whole numbers or others, without gaps."""
    require_column(where, "y", y)
    gaps = gaps_in(y)
    if gaps.any():
        raise ValueError(
            f"{where}: y is empty in {int(gaps.sum())} rows, the first is row "
            f"{int(gaps.argmax())}, expected an answer in every row. Remove such rows."
        )
    if isinstance(y[0], str):
        return y
    whole = all(isinstance(value, (bool, int, np.integer, np.bool_)) for value in y)
    numbers = _real_numbers(where, "y", y)
    return numbers.astype(int) if whole and (np.abs(numbers) < 2**53).all() else numbers


def targets(
    where: str, name: str, y: Array, class_names: Sequence[str] = ()
) -> tuple[Array, tuple[str, ...]]:
    """Labels (N,) with their class names where they are texts, or targets (N, M)."""
    if y.dtype.kind in "UO":
        if not class_names:
            _require_words(where, name, y)
        return numbered(where, name, y, class_names)
    require_numbers(where, name, y)
    require_finite(where, name, y)
    if _is_one_hot(y):
        raise ValueError(
            f"{where}: {name} is one-hot, shape {y.shape}: a column for each class. "
            f"Expected labels of shape (N,); try np.asarray({name}).argmax(axis=1)."
        )
    if y.dtype.kind == "f":
        if class_names:
            raise ValueError(
                f"{where}: class_names is given, but {name} holds numbers to predict (dtype "
                f"{y.dtype}). Expected labels 0 to K - 1; try {name}.astype(int)."
            )
        return y.reshape(len(y), -1).astype(float), ()
    found = np.unique(y)
    require_two_classes(where, name, found)
    if y.ndim > 1 or found[0] != 0 or found[-1] != len(found) - 1:
        raise ValueError(
            f"{where}: the labels in {name} are {_few(found)}, expected every number from 0 to "
            f"{len(found) - 1}. Try np.unique({name}, return_inverse=True)[1]; numbers to predict, "
            f"such as prices, need {name}.astype(float)."
        )
    return y.astype(int), tuple(class_names)


def _require_words(where: str, name: str, y: Array) -> None:
    """Texts that are numbers become classes on request only."""
    numeral = next((text for text in np.unique(y).tolist() if is_numeral(text)), None)
    if numeral is not None:
        raise ValueError(
            f"{where}: {name} holds numbers as text, such as {numeral!r}, expected numbers, or "
            f"names of classes. Try np.asarray({name}).astype(float) for numbers to predict and "
            ".astype(int) for labels; class_names=[...] with these texts makes classes of them."
        )


def _is_one_hot(y: Array) -> bool:
    """Two or more columns, and in each row a single 1 among zeros."""
    if y.ndim != 2 or y.shape[1] < 2:
        return False
    ordered = np.sort(y, axis=1)
    return bool((ordered[:, :-1] == 0).all() and (ordered[:, -1] == 1).all())


def few_whole_numbers(y: Array) -> str:
    """Targets that may be meant as classes, in words; "" where there is no such doubt."""
    if y.dtype.kind != "f" or y.shape[1] > 1 or len(y) < 3:
        return ""
    found = np.unique(y)
    few = 2 <= len(found) <= min(10, len(y) // 2) and (found == np.round(found)).all()
    return f"only the numbers {_few(found)}" if few else ""


def _few(values: Array) -> str:
    """The first few values, for a message."""
    return ", ".join(texts_of(values[:5])) + (", …" if len(values) > 5 else "")
