"""Evaluation: the score of a whole set, and the numbers for people beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coursekit._checks import require_examples
from coursekit._typing import Array, Loss, Metric
from coursekit.network import Sequential


def evaluate(
    net: Sequential, loss: Loss, x: Array, y: Array, metrics: Sequence[Metric] = ()
) -> dict[str, float]:
    """Score a network on a whole set, without changing it.

    Parameters
    ----------
    net : Sequential
        The network, outside training mode.
    loss : callable
        (prediction, y) -> (loss, gradient).
    x : ndarray, shape (N, …)
        Examples.
    y : ndarray, shape (N,) or (N, K)
        Labels or targets.
    metrics : sequence of callables
        Each (prediction, y) -> float; its `__name__` is its key.

    Returns
    -------
    dict of str to float
        "loss" and one entry for each metric.

    Raises
    ------
    TypeError, ValueError
        If x or y is empty, holds NaN, or does not fit the other or the network.

    References
    ----------
    Keras's Model.evaluate.

    Examples
    --------
    >>> from coursekit import Linear, Sequential, accuracy, softmax_cross_entropy
    >>> net = Sequential(Linear(2, 2, np.random.default_rng(0)))
    >>> list(evaluate(net, softmax_cross_entropy, np.eye(2), np.array([0, 1]), [accuracy]))
    ['loss', 'accuracy']
    """
    require_examples("evaluate", x, y)
    if callable(metrics):
        raise TypeError(
            "evaluate: metrics is a single function, expected a list of them. "
            "Try metrics=[accuracy]."
        )
    with np.errstate(over="ignore", invalid="ignore"):
        prediction = net(x)
        result = {"loss": scored(loss(prediction, y))[0]}
        return result | {_name(metric): metric(prediction, y) for metric in metrics}


def scored(result: Any) -> tuple[float, Array]:
    """What a loss returned, if it is the pair that training needs."""
    if not (isinstance(result, tuple) and len(result) == 2):
        raise TypeError(
            f"the loss: it returned a {type(result).__name__}, expected two things, the loss and "
            "its gradient with respect to the prediction. Try return loss, gradient."
        )
    return result


def _name(metric: Metric) -> str:
    """A metric's key in the results."""
    if not hasattr(metric, "__name__"):
        raise TypeError(
            f"metrics: {metric!r} has no name to list its results under, expected a function. "
            "Write one with def around it."
        )
    return metric.__name__
