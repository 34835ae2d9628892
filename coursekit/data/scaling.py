"""Scaling: bring columns of different size to one ruler, taken from the training set alone."""

from __future__ import annotations

from typing import Self

import numpy as np

from coursekit._checks import require_finite, require_ndim
from coursekit._typing import Array


class _Scaler:
    """out = (x - center) / scale, column by column; `fit` measures both on the training set.

    Both work in float64, whatever comes in: small whole numbers such as uint8 would wrap around.
    """

    center: Array | None = None
    scale: Array

    def transform(self, x: Array) -> Array:
        """Scale `x` with the ruler of the training set.

        Parameters
        ----------
        x : ndarray of shape (N, D)
            Any rows: training, validation, test or new ones.

        Returns
        -------
        ndarray of shape (N, D)
            The scaled rows, float64. `x` is left as it was.

        Raises
        ------
        ValueError
            If `fit` was not called, D differs, or a value is NaN, infinite or far too large.
        """
        where, x = self._checked("transform", x)
        with np.errstate(over="ignore"):
            return _representable(where, (x - self.center) / self.scale)

    def inverse_transform(self, x: Array) -> Array:
        """Undo `transform`: from the scaled numbers back to the old units.

        Parameters
        ----------
        x : ndarray of shape (N, D)
            Scaled rows, such as predicted prices.

        Returns
        -------
        ndarray of shape (N, D)
            The rows in their old units, float64.

        Raises
        ------
        ValueError
            If `fit` was not called, D differs, or a value is NaN, infinite or far too large.
        """
        where, x = self._checked("inverse_transform", x)
        with np.errstate(over="ignore"):
            return _representable(where, x * self.scale + self.center)

    def _checked(self, method: str, x: Array) -> tuple[str, Array]:
        """The method's full name, and `x` in float64 where it fits the measured columns."""
        where = f"{type(self).__name__}.{method}"
        if self.center is None:
            raise ValueError(
                f"{where}: nothing was measured yet, expected a call of fit before. "
                "Call fit(train.x) first, on the training set alone."
            )
        x = _table(where, x)
        if x.shape[1] != len(self.center):
            raise ValueError(
                f"{where}: x has {x.shape[1]} columns, expected {len(self.center)} as in fit. "
                "Choose the same columns in the same order."
            )
        return where, x

    def _measured(self, where: str, x: Array, center: Array, spread: Array) -> Self:
        """Keep both, with 1 as the scale of a constant column."""
        constant = x.min(axis=0) == x.max(axis=0)  # its computed std may be 1e-17 instead of 0
        scale = np.where(constant, 1.0, spread)
        bad = ~(np.isfinite(center) & np.isfinite(scale) & (scale > 0))
        if bad.any():
            column = int(bad.argmax())
            raise ValueError(
                f"{where}: column {column} of x reaches from {x[:, column].min():.4g} to "
                f"{x[:, column].max():.4g}, too large or too close to 0 to calculate with. "
                "Expected ordinary numbers; change the column's unit first."
            )
        self.center, self.scale = center, scale
        return self


class StandardScaler(_Scaler):
    """Scale each column to mean 0 and standard deviation 1.

    Attributes
    ----------
    center : ndarray of shape (D,)
        The mean of each column of the training set.
    scale : ndarray of shape (D,)
        The population standard deviation of each column; 1 where a column is constant, so that such
        a column becomes 0 and nothing is divided by zero.

    Notes
    -----
    out = (x - mean) / std, with std = sqrt(mean((x - mean)^2)).

    References
    ----------
    LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 4.3.

    Examples
    --------
    >>> sqft = np.array([[1000.0], [2000.0], [3000.0]])
    >>> StandardScaler().fit(sqft).transform(sqft).ravel().round(3).tolist()
    [-1.225, 0.0, 1.225]
    """

    def fit(self, x: Array) -> Self:
        """Measure mean and standard deviation of each column.

        Parameters
        ----------
        x : ndarray of shape (N, D)
            The training set, and only the training set.

        Returns
        -------
        StandardScaler
            Itself, so that `StandardScaler().fit(train.x)` is one expression.

        Raises
        ------
        TypeError, ValueError
            If `x` is not a table of finite numbers.
        """
        where = "StandardScaler.fit"
        x = _table(where, x)
        with np.errstate(over="ignore", invalid="ignore"):
            return self._measured(where, x, x.mean(axis=0), x.std(axis=0))


class MinMaxScaler(_Scaler):
    """Scale each column so that the training set reaches from 0 to 1.

    Rows that are not in the training set may leave that range: the ruler is not adapted to them.

    Attributes
    ----------
    center : ndarray of shape (D,)
        The smallest value of each column of the training set: it becomes 0.
    scale : ndarray of shape (D,)
        Largest minus smallest value; 1 where a column is constant, so that such a column becomes 0
        and nothing is divided by zero.

    Notes
    -----
    out = (x - min) / (max - min).

    Examples
    --------
    >>> sqft = np.array([[1000.0], [2000.0], [3000.0]])
    >>> MinMaxScaler().fit(sqft).transform(np.array([[1500.0], [4000.0]])).ravel().tolist()
    [0.25, 1.5]
    """

    def fit(self, x: Array) -> Self:
        """Measure the smallest and the largest value of each column.

        Parameters
        ----------
        x : ndarray of shape (N, D)
            The training set, and only the training set.

        Returns
        -------
        MinMaxScaler
            Itself, so that `MinMaxScaler().fit(train.x)` is one expression.

        Raises
        ------
        TypeError, ValueError
            If `x` is not a table of finite numbers.
        """
        where = "MinMaxScaler.fit"
        x = _table(where, x)
        with np.errstate(over="ignore"):
            return self._measured(where, x, x.min(axis=0), x.max(axis=0) - x.min(axis=0))


def _table(where: str, x: Array) -> Array:
    """Rows of finite numbers, in float64."""
    require_ndim(where, "x", x, 2, "(N, D)")
    with np.errstate(over="ignore"):
        x = x.astype(float)
    require_finite(where, "x", x)
    return x


def _representable(where: str, out: Array) -> Array:
    """The result, unless a number in it is too large for float64."""
    if not np.isfinite(out).all():
        row = int(np.argwhere(~np.isfinite(out))[0][0])
        raise ValueError(
            f"{where}: row {row} becomes larger than any number in float64. Expected rows like "
            f"those that fit measured; look at x[{row}]."
        )
    return out
