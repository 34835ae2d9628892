"""Dataset: examples and their labels, with the names and units that make them readable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import what
from coursekit._typing import Array
from coursekit.data._arguments import require_flag, require_text
from coursekit.data._parts import (
    WHERE,
    require_image_shape,
    require_lengths,
    require_names,
    require_x,
    require_y,
)
from coursekit.data.splitting import split_groups, split_indices
from coursekit.data.tables import Table

MANY = 20
"""How many classes the text of a Dataset names."""


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Examples `x` and what to say about them, `y`: one row each.

    Use the parts by name: `train.x`, `train.y`.

    Parameters
    ----------
    x : ndarray of shape (N, D)
        One example per row. NaN stands for a missing value; infinity is refused.
    y : ndarray of shape (N,) or (N, M)
        Class labels 0 to K - 1 as whole numbers, shape (N,); or numbers to predict, shape (N, M).
    name : str
        What to call the set in a message or a title.
    feature_names : tuple of str, optional
        One name for each of the D columns of `x`.
    class_names : tuple of str, optional
        One name for each of the K labels: `class_names[0]` is the name of label 0.
    units : tuple of str, optional
        One unit for each of the D columns of `x`.
    target_name : str, optional
        What `y` holds, with its unit, such as "price (US dollars)".
    image_shape : tuple of int, optional
        (H, W) or (H, W, C) where each row of `x` is a flattened picture.
    groups : ndarray of shape (N,), optional
        Rows with the same value belong together, such as two sales of one house.
    table : dict of str to ndarray of shape (N,), optional
        The raw columns that `x` and `y` were made from, text columns included.

    Raises
    ------
    TypeError
        If `x` or `y` does not hold numbers, or single numbers stand where labels belong.
    ValueError
        If lengths, names or shapes do not fit together, or a value is infinite.

    Examples
    --------
    >>> x, y = np.array([[4.0], [30.0]]), np.array([0, 1])
    >>> Dataset(x, y, "pets", feature_names=("weight",), class_names=("cat", "dog"))
    Dataset 'pets': 2 examples
      x (2, 1) float64, 4 to 30
      y (2,) int64, 1 cat, 1 dog
      features: weight
    """

    x: Array
    y: Array
    name: str
    feature_names: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    target_name: str = ""
    image_shape: tuple[int, ...] | None = None
    groups: Array | None = None
    table: Table | None = None

    def __post_init__(self) -> None:
        require_text(WHERE, "name", self.name, "pets")
        require_text(WHERE, "target_name", self.target_name, "price (US dollars)")
        require_x(WHERE, self.x)
        require_names(self.D, self.feature_names, self.class_names, self.units)
        require_y(self.y, self.class_names)
        require_lengths(self.x, self.y, self.groups, self.table)
        require_image_shape(self.D, self.image_shape)
        if self.y.ndim == 1:
            object.__setattr__(self, "y", self.y.astype(int))  # uint8 labels would wrap around

    def __len__(self) -> int:
        return len(self.x)

    @property
    def D(self) -> int:
        """The number of features."""
        return int(self.x.shape[1])

    @property
    def K(self) -> int:
        """The number of classes; 0 where `y` holds numbers to predict."""
        return 0 if self.y.ndim == 2 else len(self.class_names) or int(self.y.max()) + 1

    @property
    def images(self) -> Array:
        """The examples as pictures, shape (N, H, W) or (N, H, W, C).

        Raises
        ------
        ValueError
            If the set holds no pictures.
        """
        if self.image_shape is None:
            raise ValueError(
                f"{WHERE}.images: {self.name!r} holds no pictures (image_shape is None). "
                "Give image_shape=(H, W) when you make a Dataset of pictures."
            )
        return self.x.reshape(-1, *self.image_shape)

    def subset(self, index: Any) -> Dataset:
        """The rows at `index`, as a Dataset of their own.

        Parameters
        ----------
        index : ndarray, list or slice
            Row numbers (M,), or a mask of shape (N,), or a slice.

        Returns
        -------
        Dataset
            With a copy of the M chosen rows, in the order of `index`.

        Raises
        ------
        IndexError
            If a row number is too large, or a mask has the wrong length.
        ValueError
            If no row is chosen.

        Examples
        --------
        >>> from coursekit.data import digits
        >>> len(digits().subset(slice(0, 10)))
        10
        """
        rows = _row_numbers(index, len(self))
        return replace(
            self,
            x=self.x[rows],
            y=self.y[rows],
            groups=None if self.groups is None else self.groups[rows],
            table=self.table and {name: column[rows] for name, column in self.table.items()},
        )

    def split(
        self,
        rng: np.random.Generator,
        val: float = 0.15,
        test: float = 0.15,
        by_group: bool = False,
    ) -> Splits:
        """Shuffle the rows and deal them into three sets that share none.

        Parameters
        ----------
        rng : numpy.random.Generator
            Where the shuffling comes from.
        val, test : float
            Shares of the rows for validation and test; the rest is for training.
        by_group : bool
            Keep rows of one group in one set. The shares are then met as nearly as groups allow.

        Returns
        -------
        Splits
            Named tuple of Datasets: train, val, test.

        Raises
        ------
        ValueError
            If a set would be empty, or `by_group` is asked of a Dataset without groups.

        Examples
        --------
        >>> from coursekit.data import digits
        >>> [len(part) for part in digits().split(np.random.default_rng(0))]
        [1257, 270, 270]
        """
        require_flag("split", "by_group", by_group)
        if not by_group:
            parts = split_indices(len(self), rng, val, test)
        elif self.groups is not None:
            parts = split_groups(self.groups, rng, val, test)
        else:
            raise ValueError(
                f"split: by_group=True, but {self.name!r} has no groups. Expected a Dataset made "
                "with groups=..., or by_group=False."
            )
        return Splits(
            *(
                replace(self.subset(rows), name=f"{self.name} ({part})")
                for rows, part in zip(parts, Splits._fields, strict=True)
            )
        )

    def __repr__(self) -> str:
        known = self.x[~np.isnan(self.x)]
        gaps = f", missing values: {self.x.size - known.size}" if known.size < self.x.size else ""
        reach = f", {_short(known.min())} to {_short(known.max())}" if known.size else ""
        lines = [
            f"Dataset {self.name!r}: {len(self)} examples",
            f"  x {self.x.shape} {self.x.dtype}{reach}{gaps}",
            f"  y {self.y.shape} {self.y.dtype}, {self._describe_y()}",
        ]
        if self.image_shape is not None:
            lines.append(f"  pictures of {' × '.join(map(str, self.image_shape))} pixels")
        elif self.feature_names:
            lines.append(f"  features: {', '.join(self.feature_names)}")
        return "\n".join(lines)

    def _describe_y(self) -> str:
        """The classes with their counts, or the range of the targets."""
        if self.y.ndim == 2:
            what = self.target_name or "targets"
            return f"{what} from {_short(self.y.min())} to {_short(self.y.max())}"
        labels, counts = np.unique(self.y, return_counts=True)
        if self.class_names:
            counts = np.bincount(self.y, minlength=self.K)
        names = self.class_names or [str(label) for label in labels]
        said = [f"{k} {name}" for k, name in zip(counts, names, strict=True)]
        return ", ".join(said[:MANY]) + f" and {len(said) - MANY} more" * (len(said) > MANY)


class Splits(NamedTuple):
    """Three Datasets without a common row: learn on `train`, choose on `val`, open `test` once."""

    train: Dataset
    val: Dataset
    test: Dataset


def _short(value: float) -> str:
    """A number for people: 0.1235, or 5,220,000."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{float(value):.4g}"


def _row_numbers(index: Any, N: int) -> Array:
    """Turn a mask, a slice or a list of rows into row numbers."""
    try:
        rows = np.arange(N)[index] if isinstance(index, slice) else np.asarray(index)
    except (TypeError, ValueError) as error:
        raise IndexError(
            f"subset: index is {what(index)} that chooses nothing, expected row numbers such as "
            "[4, 1], a mask of shape (N,), or a slice of whole numbers."
        ) from error
    if rows.dtype.kind == "b":
        if rows.shape != (N,):
            raise IndexError(f"subset: index is a mask of shape {rows.shape}, expected ({N},).")
        rows = np.flatnonzero(rows)
    rows = np.atleast_1d(rows)
    if rows.size == 0:
        raise ValueError("subset: index chooses no row, expected at least one.")
    if rows.dtype.kind not in "iu" or rows.ndim != 1:
        raise IndexError(
            f"subset: index has dtype {rows.dtype} and shape {rows.shape}, expected whole row "
            "numbers in a list or an array of shape (M,)."
        )
    if rows.min() < -N or rows.max() >= N:
        raise IndexError(
            f"subset: index goes from row {rows.min()} to {rows.max()}, expected 0 to {N - 1}."
        )
    return rows
