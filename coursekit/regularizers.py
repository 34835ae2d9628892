"""Regularizers: a price on large weights. Each returns (penalty, gradient)."""

from __future__ import annotations

import numpy as np

from coursekit._checks import checked, floats, require_nonnegative, require_numbers
from coursekit._typing import Array


def _weights(where: str, w: Array, lam: float) -> None:
    require_numbers(where, "w", w)
    require_nonnegative(where, "lam", lam)


@checked(_weights)
def l1(w: Array, lam: float) -> tuple[float, Array]:
    """A price on the absolute size of the weights.

    Parameters
    ----------
    w : ndarray, any shape
        Weights (not biases).
    lam : float
        Price λ, 0 or more.

    Returns
    -------
    penalty : float
        λ Σ |w|.
    dw : ndarray, shape of w
        A subgradient: λ sign(w), and 0 where w is 0.

    Raises
    ------
    TypeError, ValueError
        If w holds no numbers or lam is negative.

    Notes
    -----
    Ω(w) = λ Σ |w|.

    References
    ----------
    Tibshirani (1996), Regression Shrinkage and Selection via the Lasso.

    Examples
    --------
    >>> l1(np.array([3.0, -4.0]), 0.1)
    (0.7000000000000001, array([ 0.1, -0.1]))
    """
    w, lam = floats(w), float(lam)
    return float(lam * np.abs(w).sum()), lam * np.sign(w)


@checked(_weights)
def l2(w: Array, lam: float) -> tuple[float, Array]:
    """A price on the squared size of the weights.

    Parameters
    ----------
    w : ndarray, any shape
        Weights (not biases).
    lam : float
        Price λ, 0 or more.

    Returns
    -------
    penalty : float
        λ Σ w².
    dw : ndarray, shape of w
        2 λ w.

    Raises
    ------
    TypeError, ValueError
        If w holds no numbers or lam is negative.

    Notes
    -----
    Ω(w) = λ Σ w². Many books put a ½ in front, so that the gradient is λ w; PyTorch's
    `weight_decay` is that λ, twice ours.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 7.1.1 (with the ½).

    Examples
    --------
    >>> l2(np.array([3.0, -4.0]), 0.1)
    (2.5, array([ 0.6, -0.8]))
    """
    w, lam = floats(w), float(lam)
    return float(lam * (w**2).sum()), 2 * lam * w
