"""Regularizers: a price on large weights. Each returns (penalty, gradient).

Parameters
----------
w : ndarray, any shape
    Weights (not biases).
lam : float
    Price λ, 0 or more.

Returns
-------
penalty : float
    What is added to the loss.
dw : ndarray, shape of w
    Its gradient.

Raises
------
TypeError, ValueError
    If w holds no numbers or lam is negative.

References
----------
[1] Tibshirani (1996), Regression Shrinkage and Selection via the Lasso.
[2] Goodfellow, Bengio, Courville (2016), Deep Learning, section 7.1.1 (with a ½).
"""

from __future__ import annotations

import numpy as np

from coursekit._checks import checked, floats, require_nonnegative, require_numbers
from coursekit._typing import Array


def _weights(where: str, w: Array, lam: float) -> None:
    require_numbers(where, "w", w)
    require_nonnegative(where, "lam", lam)


@checked(_weights)
def l1(w: Array, lam: float) -> tuple[float, Array]:
    """A price on the absolute size: λ Σ |w|, with the subgradient λ sign(w), 0 where w is 0 [1].

    >>> l1(np.array([3.0, -4.0]), 0.1)
    (0.7000000000000001, array([ 0.1, -0.1]))
    """
    w, lam = floats(w), float(lam)
    return float(lam * np.abs(w).sum()), lam * np.sign(w)


@checked(_weights)
def l2(w: Array, lam: float) -> tuple[float, Array]:
    """A price on the squared size: λ Σ w², with the gradient 2 λ w.

    Many books [2] put a ½ in front; PyTorch's `weight_decay` is their λ, twice ours.

    >>> l2(np.array([3.0, -4.0]), 0.1)
    (2.5, array([ 0.6, -0.8]))
    """
    w, lam = floats(w), float(lam)
    return float(lam * (w**2).sum()), 2 * lam * w
