"""Pure functions: activations, softmax, one-hot labels, accuracy. No state, no parameters.

Whole numbers and float16 are computed in float64, where nothing wraps; float32 stays float32.

Parameters
----------
z : ndarray, any shape
    Scores.
logits : ndarray, shape (N, K)
    Scores before the softmax, one row of K for each example.
p : ndarray, shape (N, K)
    Probabilities or logits: the order within a row is all that counts.
y : ndarray of int, shape (N,)
    Labels from 0 to K - 1.
K : int
    Number of classes.

Raises
------
TypeError, ValueError
    If an array holds no numbers, is empty or of another shape, or a label is out of range.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning.
[2] LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.4.
[3] Nair and Hinton (2010), Rectified Linear Units Improve Restricted Boltzmann Machines, ICML.
[4] Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs.
[5] Blanchard, Higham, Higham (2021), Accurately Computing the Log-Sum-Exp and Softmax Functions.
"""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    checked,
    floats,
    require_count,
    require_labels,
    require_ndim,
    require_numbers,
    require_room,
)
from coursekit._typing import Array


def _numbers(where: str, z: Array) -> None:
    require_numbers(where, "z", z)


def _scores(where: str, logits: Array) -> None:
    require_ndim(where, "logits", logits, 2, "(N, K)")


def _labels(where: str, y: Array, K: int) -> None:
    require_count(where, "K", K)
    require_labels(where, y, K)
    require_room(where, N=len(y), K=K)


def _scores_and_labels(where: str, p: Array, y: Array) -> None:
    require_ndim(where, "p", p, 2, "(N, K)")
    require_labels(where, y, p.shape[1], len(p))


@checked(_numbers)
def sigmoid(z: Array) -> Array:
    """Squash any number into (0, 1): z -> σ(z), of the shape of z.

    σ(z) = 1 / (1 + e⁻ᶻ) = ½ (1 + tanh ½z) [1, section 3.10]. The second form never overflows.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    return 0.5 * (1 + np.tanh(0.5 * floats(z)))


@checked(_numbers)
def tanh(z: Array) -> Array:
    """Squash any number into (-1, 1): z -> tanh z, of the shape of z.

    tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ) = 2 σ(2z) − 1 [2].

    >>> tanh(np.array([-1.0, 0.0, 1.0])).round(3)
    array([-0.762,  0.   ,  0.762])
    """
    return np.tanh(floats(z))


@checked(_numbers)
def relu(z: Array) -> Array:
    """Let positive numbers through and stop the others: z -> max(z, 0), of the shape of z [3].

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0)


@checked(_scores)
def softmax(logits: Array) -> Array:
    """Turn scores into probabilities: logits (N, K) -> (N, K), each row sums to 1.

    pₖ = e^zₖ / Σⱼ e^zⱼ [4]. Without the row's maximum the ratio is the same, and nothing overflows.

    >>> softmax(np.log(np.array([[0.1, 0.9]])))
    array([[0.1, 0.9]])
    """
    z = floats(logits)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@checked(_scores)
def log_softmax(logits: Array) -> Array:
    """The logarithm of the softmax, never taken of 0: logits (N, K) -> (N, K), at most 0.

    log pₖ = zₖ − log Σⱼ e^zⱼ [5].

    >>> log_softmax(np.array([[0.0, 1000.0]]))
    array([[-1000.,     0.]])
    """
    z = floats(logits)
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@checked(_labels)
def one_hot(y: Array, K: int) -> Array:
    """Write each label as a row with a single 1: y (N,) -> (N, K), floats [1, section 3.9.2].

    >>> one_hot(np.array([0, 2]), 3)
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    out = np.zeros((len(y), K))
    out[np.arange(len(y)), y] = 1
    return out


@checked(_scores_and_labels)
def accuracy(p: Array, y: Array) -> float:
    """The share of examples whose largest score is the label's: p (N, K), y (N,) -> 0 to 1.

    (1/N) Σₙ [argmaxₖ pₙₖ = yₙ] [1, section 5.1.2]. Of equal scores the first counts, NaN never.

    >>> accuracy(np.array([[0.9, 0.1], [0.4, 0.6]]), np.array([0, 0]))
    0.5
    """
    right = p.argmax(axis=1) == y
    return float((right & ~np.isnan(p).any(axis=1)).mean())
