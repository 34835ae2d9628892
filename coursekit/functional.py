"""Pure functions: activations, softmax, one-hot labels, accuracy. No state, no parameters."""

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
    """Squash any number into (0, 1).

    Parameters
    ----------
    z : ndarray, any shape
        Scores; |z| may be as large as 1000 without an overflow warning.

    Returns
    -------
    ndarray, shape of z
        Values from 0 to 1.

    Raises
    ------
    TypeError
        If z is not an array of numbers.

    Notes
    -----
    σ(z) = 1 / (1 + e⁻ᶻ) = ½ (1 + tanh ½z). The second form never overflows.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    return 0.5 * (1 + np.tanh(0.5 * floats(z)))


@checked(_numbers)
def tanh(z: Array) -> Array:
    """Squash any number into (-1, 1).

    Parameters
    ----------
    z : ndarray, any shape
        Scores.

    Returns
    -------
    ndarray, shape of z
        Values from -1 to 1.

    Raises
    ------
    TypeError
        If z is not an array of numbers.

    Notes
    -----
    tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ) = 2 σ(2z) − 1.

    References
    ----------
    LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.4.

    Examples
    --------
    >>> tanh(np.array([-1.0, 0.0, 1.0])).round(3)
    array([-0.762,  0.   ,  0.762])
    """
    return np.tanh(floats(z))


@checked(_numbers)
def relu(z: Array) -> Array:
    """Let positive numbers through and stop the others.

    Parameters
    ----------
    z : ndarray, any shape
        Scores.

    Returns
    -------
    ndarray, shape of z
        max(z, 0), entry by entry; z itself is left alone.

    Raises
    ------
    TypeError
        If z is not an array of numbers.

    Notes
    -----
    relu(z) = max(z, 0).

    References
    ----------
    Nair and Hinton (2010), Rectified Linear Units Improve Restricted Boltzmann Machines, ICML.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0)


@checked(_scores)
def softmax(logits: Array) -> Array:
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    logits : ndarray, shape (N, K)
        One row of K scores for each example.

    Returns
    -------
    ndarray, shape (N, K)
        Positive numbers; each row sums to 1.

    Raises
    ------
    TypeError, ValueError
        If logits is not a non-empty (N, K) array of numbers.

    Notes
    -----
    pₖ = e^zₖ / Σⱼ e^zⱼ. Taking the row's maximum off first changes nothing in the ratio and keeps
    every exponent at or below 0, so nothing overflows.

    References
    ----------
    Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs.

    Examples
    --------
    >>> softmax(np.log(np.array([[0.1, 0.9]])))
    array([[0.1, 0.9]])
    """
    z = floats(logits)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@checked(_scores)
def log_softmax(logits: Array) -> Array:
    """The logarithm of the softmax, without ever taking the logarithm of 0.

    Parameters
    ----------
    logits : ndarray, shape (N, K)
        One row of K scores for each example.

    Returns
    -------
    ndarray, shape (N, K)
        Log-probabilities, at most 0.

    Raises
    ------
    TypeError, ValueError
        If logits is not a non-empty (N, K) array of numbers.

    Notes
    -----
    log pₖ = zₖ − log Σⱼ e^zⱼ.

    References
    ----------
    Blanchard, Higham, Higham (2021), Accurately Computing the Log-Sum-Exp and Softmax Functions.

    Examples
    --------
    >>> log_softmax(np.array([[0.0, 1000.0]]))
    array([[-1000.,     0.]])
    """
    z = floats(logits)
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@checked(_labels)
def one_hot(y: Array, K: int) -> Array:
    """Write each label as a row with a single 1.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        Labels from 0 to K - 1.
    K : int
        Number of classes.

    Returns
    -------
    ndarray, shape (N, K)
        Row n is 1 in column y[n] and 0 elsewhere.

    Raises
    ------
    TypeError, ValueError
        If y does not hold whole-number labels from 0 to K - 1.

    Notes
    -----
    Row n is row y[n] of the identity matrix.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 3.9.2 (the multinoulli label).

    Examples
    --------
    >>> one_hot(np.array([0, 2]), 3)
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    out = np.zeros((len(y), K))
    out[np.arange(len(y)), y] = 1
    return out


@checked(_scores_and_labels)
def accuracy(p: Array, y: Array) -> float:
    """The share of examples whose largest score stands at the label.

    Parameters
    ----------
    p : ndarray, shape (N, K)
        Probabilities or logits: the order within a row is all that counts.
    y : ndarray of int, shape (N,)
        Labels from 0 to K - 1.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not belong together or a label is out of range.

    Notes
    -----
    accuracy = (1/N) Σₙ [argmaxₖ pₙₖ = yₙ]. Of equal scores the first counts as the largest;
    a row with NaN has none and counts as wrong.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 5.1.2.

    Examples
    --------
    >>> accuracy(np.array([[0.9, 0.1], [0.4, 0.6]]), np.array([0, 0]))
    0.5
    """
    right = p.argmax(axis=1) == y
    return float((right & ~np.isnan(p).any(axis=1)).mean())
