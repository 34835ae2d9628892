"""Losses: how wrong a prediction is, and in which direction. Each returns (loss, gradient).

Parameters
----------
y_hat : ndarray, shape (N, K)
    Predictions.
p : ndarray, any shape
    Probability of "yes", 0 to 1.
logits : ndarray, shape (N, K)
    Scores, before any softmax.
y : ndarray
    Targets or 0 and 1, of exactly the shape of the prediction ((N,) beside (N, 1) is an error,
    not a broadcast); for `softmax_cross_entropy` whole-number labels of shape (N,).
eps : float
    Probabilities are kept this far from 0 and 1, so that the loss stays finite; in float32 at
    least 1.2e-7, since 1 − 1e-12 rounds to 1 there.

Returns
-------
loss : float
    The mean over the batch. A prediction that holds NaN costs NaN, without a warning.
gradient : ndarray, shape and dtype of the prediction
    ∂loss/∂prediction. Whole numbers and float16 are computed in float64, where nothing wraps.

Raises
------
TypeError, ValueError
    If the shapes do not belong together, an array is empty or holds no numbers, a probability
    lies outside 0 to 1, or a label is out of range.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning, section 5.1.4.
[2] Bishop (2006), Pattern Recognition and Machine Learning, equations 4.90, 4.108 and 4.109.
"""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    checked,
    floats,
    require_labels,
    require_ndim,
    require_numbers,
    require_positive,
    require_rows,
    require_same_shape,
)
from coursekit._typing import Array
from coursekit.functional import log_softmax, one_hot


def _same_shape(where: str, y_hat: Array, y: Array) -> None:
    require_numbers(where, "y_hat", y_hat)
    require_numbers(where, "y", y)
    require_same_shape(where, "y_hat", y_hat, "y", y)
    require_rows(where, "y_hat", y_hat)


def _probabilities(where: str, p: Array, y: Array, eps: float = 1e-12) -> None:
    require_numbers(where, "p", p)
    require_numbers(where, "y", y)
    require_same_shape(where, "p", p, "y", y)
    require_rows(where, "p", p)
    require_positive(where, "eps", eps)
    if eps >= 0.5:
        raise ValueError(f"{where}: eps is {eps}, expected a number below 0.5, such as 1e-12.")
    for name, value, hint in (
        ("p", p, "Probabilities come out of a sigmoid; did you pass the logits?"),
        ("y", y, "Labels are 0 or 1."),
    ):
        if value.min() < 0 or value.max() > 1:
            raise ValueError(
                f"{where}: {name} runs from {value.min():.4g} to {value.max():.4g}, "
                f"expected 0 to 1. {hint}"
            )


def _scores_and_labels(where: str, logits: Array, y: Array) -> None:
    require_ndim(where, "logits", logits, 2, "(N, K)")
    require_labels(where, y, logits.shape[1], len(logits))


@checked(_same_shape)
def mean_squared_error(y_hat: Array, y: Array) -> tuple[float, Array]:
    """The mean of the squared differences, in squared units of y; 0 for a perfect prediction.

    L = mean (ŷ − y)², ∂L/∂ŷ = 2 (ŷ − y) / (N K) [1]. The mean is over all entries, as in PyTorch.

    >>> mean_squared_error(np.array([[1.0], [3.0]]), np.array([[1.0], [1.0]]))[0]
    2.0
    """
    y_hat = floats(y_hat)
    error = y_hat - y.astype(y_hat.dtype)
    loss = (error**2).mean()
    dy_hat = 2 * error / error.size
    return float(loss), dy_hat


@checked(_probabilities)
def binary_cross_entropy(p: Array, y: Array, eps: float = 1e-12) -> tuple[float, Array]:
    """−ln of what a yes-or-no answer was given, in nats: 0.6931 (ln 2) for p = 0.5.

    L = −mean [y ln p + (1 − y) ln(1 − p)], ∂L/∂p = (p − y) / (p (1 − p)) / N [2]. At a clipped p
    the gradient is that of the clipped value.

    >>> round(binary_cross_entropy(np.array([0.9]), np.array([1]))[0], 4)
    0.1054
    """
    p = floats(p)
    y = y.astype(p.dtype)
    eps = max(float(eps), np.finfo(p.dtype).eps)
    p = np.clip(p, eps, 1 - eps)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    dp = (p - y) / (p * (1 - p)) / p.size
    return float(loss), dp


@checked(_scores_and_labels)
def softmax_cross_entropy(logits: Array, y: Array) -> tuple[float, Array]:
    """−ln of what the right class was given, in nats: about ln K for a network that knows nothing.

    L = −(1/N) Σₙ ln pₙ[yₙ] with p = softmax(logits); ∂L/∂logits = (p − one_hot(y)) / N [2].

    >>> round(softmax_cross_entropy(np.zeros((1, 10)), np.array([3]))[0], 4)
    2.3026
    """
    N, K = logits.shape
    log_p = log_softmax(logits)
    loss = -log_p[np.arange(N), y].mean()
    dlogits = (np.exp(log_p) - one_hot(y, K).astype(log_p.dtype)) / N
    return float(loss), dlogits
