"""Minibatches: one epoch of row numbers, shuffled and cut into pieces."""

from __future__ import annotations

import numpy as np

from coursekit._checks import require_count, require_rng, require_room
from coursekit._typing import Array


def minibatches(n: int, batch_size: int, rng: np.random.Generator) -> list[Array]:
    """Shuffle the rows 0 to n - 1 and cut them into batches.

    Parameters
    ----------
    n : int
        How many examples there are.
    batch_size : int
        How many go into one batch. The last batch may be smaller.
    rng : numpy.random.Generator
        Where the shuffling comes from.

    Returns
    -------
    list of ndarray of int
        ceil(n / batch_size) arrays of row numbers: every row in exactly one of them.

    Raises
    ------
    TypeError, ValueError
        If `n` or `batch_size` is not a whole number of at least 1, or `rng` is not a generator.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.1.3.

    Examples
    --------
    >>> [len(rows) for rows in minibatches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    require_room("minibatches", n=require_count("minibatches", "n", n))
    batch_size = require_count("minibatches", "batch_size", batch_size)
    require_rng("minibatches", rng)
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
