"""Deal row numbers into training, validation and test: at random, or in whole groups."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._checks import is_number, require_count, require_rng, require_room, short, what
from coursekit._typing import Array
from coursekit.data._parts import require_groups

SHARES = "Expected shares above 0 that sum to less than 1"


def split_indices(
    n: int, rng: np.random.Generator, val: float = 0.15, test: float = 0.15
) -> tuple[Array, Array, Array]:
    """Shuffle the row numbers 0 to n - 1 and deal them into three piles.

    Parameters
    ----------
    n : int
        How many rows there are.
    rng : numpy.random.Generator
        Where the shuffling comes from.
    val, test : float
        Shares of the rows for validation and test; the rest is for training.

    Returns
    -------
    train, val, test : ndarray of int
        Every row number in exactly one of them.

    Raises
    ------
    ValueError
        If a pile would be empty.

    Notes
    -----
    Validation and test get round(share * n) rows each.

    Examples
    --------
    >>> train, val, test = split_indices(10, np.random.default_rng(0), val=0.2, test=0.2)
    >>> len(train), len(val), len(test)
    (6, 2, 2)
    """
    require_count("split", "n", n)
    require_room("split", n=n)
    require_rng("split", rng)
    _require_shares(val, test)
    n_val, n_test = round(val * n), round(test * n)
    order = rng.permutation(n)
    parts = order[n_val + n_test :], order[:n_val], order[n_val : n_val + n_test]
    _require_filled(parts, val, test, f"{n} examples")
    return parts


def split_groups(
    groups: Array, rng: np.random.Generator, val: float = 0.15, test: float = 0.15
) -> tuple[Array, Array, Array]:
    """Deal rows into three piles so that no group is torn apart.

    Two sales of one house are nearly the same question. One of them in training and the other in
    the test would let a network pass the test from memory.

    Parameters
    ----------
    groups : ndarray of shape (N,)
        Rows with the same value stay together.
    rng : numpy.random.Generator
        Where the shuffling comes from.
    val, test : float
        Shares of the rows, met as nearly as whole groups allow.

    Returns
    -------
    train, val, test : ndarray of int
        Every row number in exactly one of them, every group too.

    Raises
    ------
    ValueError
        If a pile would be empty.

    Examples
    --------
    >>> houses = np.array([7, 8, 7, 9, 8, 5])
    >>> train, val, test = split_groups(houses, np.random.default_rng(0), val=0.3, test=0.3)
    >>> set(houses[train]) & set(houses[test])
    set()
    """
    require_groups("split_groups", groups)
    require_rng("split_groups", rng)
    _require_shares(val, test)
    _, group, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = rng.permutation(len(sizes))
    seen = np.concatenate([[0], np.cumsum(sizes[order])])
    first_test = np.abs(seen - val * len(group)).argmin()
    first_train = np.abs(seen - (val + test) * len(group)).argmin()
    dealt = order[first_train:], order[:first_test], order[first_test:first_train]
    train, val_rows, test_rows = (
        rng.permutation(np.flatnonzero(np.isin(group, some))) for some in dealt
    )
    _require_filled((train, val_rows, test_rows), val, test, f"{len(sizes)} groups")
    return train, val_rows, test_rows


def _require_shares(val: Any, test: Any) -> None:
    """Two numbers above 0 that leave something for training."""
    for name, share in (("val", val), ("test", test)):
        if not is_number(share):
            raise TypeError(
                f"split: {name} is {what(share)}, expected a share of the rows as a number, such "
                "as 0.15 for 15 of 100."
            )
    if not (0 < val < 1 and 0 < test < 1 and val + test < 1):
        raise ValueError(
            f"split: val={short(val)} and test={short(test)} leave a set empty. "
            f"{SHARES}, such as val=0.15, test=0.15."
        )


def _require_filled(parts: tuple[Array, ...], val: float, test: float, of_what: str) -> None:
    """At least one row in each pile."""
    if any(len(rows) == 0 for rows in parts):
        raise ValueError(
            f"split: val={val} and test={test} of {of_what} leave a set empty. "
            f"{SHARES}, and so many rows that each set gets one."
        )
