"""Evaluation: the score of a whole set, and the numbers for people beside it."""

from __future__ import annotations

from collections.abc import Sequence

from coursekit._checks import checked, require_answer
from coursekit._runs import require_metrics, require_scoring, with_gradient
from coursekit._typing import Array, Loss, Metric
from coursekit.network import Sequential


def _scoring(
    where: str, net: Sequential, loss: Loss, x: Array, y: Array, metrics: Sequence[Metric] = ()
) -> None:
    require_scoring(where, net, loss, x, y)
    require_metrics(where, metrics)


@checked(_scoring)
def evaluate(
    net: Sequential, loss: Loss, x: Array, y: Array, metrics: Sequence[Metric] = ()
) -> dict[str, float]:
    """Score a network on a whole set, outside training mode and without changing it.

    Parameters
    ----------
    net : Sequential
        The network.
    loss : callable
        (prediction, y) -> (loss, gradient).
    x, y : ndarray, shapes (N, …) and (N,) or (N, K)
        Examples and their labels or targets.
    metrics : list of callables
        Each (prediction, y) -> number; its `__name__` is its key.

    Returns
    -------
    dict of str to float
        "loss" and one entry for each metric.

    Raises
    ------
    TypeError, ValueError
        If x or y is empty, holds NaN, or does not fit the other or the network.

    >>> import numpy as np
    >>> from coursekit import Linear, Sequential, accuracy, softmax_cross_entropy
    >>> x, net = np.eye(2), Sequential(Linear(2, 2, np.random.default_rng(0)))
    >>> list(evaluate(net, softmax_cross_entropy, x, np.array([0, 1]), [accuracy]))
    ['loss', 'accuracy']
    """
    y_hat = net(x)
    result = {"loss": with_gradient("the loss", loss)(y_hat, y)[0]}
    for metric in metrics:
        value = result[metric.__name__] = metric(y_hat, y)
        require_answer(f"the metric {metric.__name__}", value)
    return result
