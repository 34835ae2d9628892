"""Scaling: bring columns of different size to one ruler, taken from the training set alone."""

from __future__ import annotations

from typing import Self

import numpy as np

from coursekit._checks import require_finite, require_ndim
from coursekit._typing import Array


class _Scaler:
    """out = (x - center) / scale, column by column; `fit` measures both on the training set."""

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
            The scaled rows. `x` is left as it was.

        Raises
        ------
        ValueError
            If `fit` was not called, D differs, or a value is NaN or infinite.
        """
        return (self._checked("transform", x) - self.center) / self.scale

    def inverse_transform(self, x: Array) -> Array:
        """Undo `transform`: from the scaled numbers back to the old units.

        Parameters
        ----------
        x : ndarray of shape (N, D)
            Scaled rows, such as predicted prices.

        Returns
        -------
        ndarray of shape (N, D)
            The rows in their old units.

        Raises
        ------
        ValueError
            If `fit` was not called, D differs, or a value is NaN or infinite.
        """
        return self._checked("inverse_transform", x) * self.scale + self.center

    def _checked(self, method: str, x: Array) -> Array:
        """`x` where it fits the columns that were measured."""
        where = f"{type(self).__name__}.{method}"
        if self.center is None:
            raise ValueError(
                f"{where}: nothing was measured yet, expected a call of fit before. "
                "Call fit(train.x) first, on the training set alone."
            )
        _require_table(where, x)
        if x.shape[1] != len(self.center):
            raise ValueError(
                f"{where}: x has {x.shape[1]} columns, expected {len(self.center)} as in fit. "
                "Choose the same columns in the same order."
            )
        return x


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
        _require_table("StandardScaler.fit", x)
        self.center = x.mean(axis=0)
        self.scale = np.where(_constant(x), 1.0, x.std(axis=0))
        return self


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
        _require_table("MinMaxScaler.fit", x)
        self.center = x.min(axis=0)
        self.scale = np.where(_constant(x), 1.0, x.max(axis=0) - x.min(axis=0))
        return self


def _constant(x: Array) -> Array:
    """Which columns hold one value only (their computed std may be 1e-17 instead of 0)."""
    return np.asarray(x.min(axis=0) == x.max(axis=0))


def _require_table(where: str, x: Array) -> None:
    """Rows of finite numbers."""
    require_ndim(where, "x", x, 2, "(N, D)")
    require_finite(where, "x", x)
