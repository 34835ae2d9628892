"""Diagnostics: numbers that tell how a training run is doing. No pictures.

Parameters
----------
net : Sequential
    The network; it is left as it was.
loss : callable
    (prediction, y) -> (loss, gradient).
x : ndarray, shape (N, …)
    Examples.
y : ndarray, shape (N,) or (N, K)
    Labels or targets.
batch_size : int
    Examples in a step.
rng : numpy.random.Generator
    Shuffles the examples.

Raises
------
TypeError, ValueError
    If x and y do not fit each other or the network, hold NaN or infinity, or another argument is
    out of its range.

References
----------
[1] Glorot and Bengio (2010), Understanding the Difficulty of Training Deep Feedforward Neural
    Networks, AISTATS, figures 6 and 7.
[2] Lu, Shin, Su, Karniadakis (2020), Dying ReLU and Initialization.
[3] Karpathy et al., CS231n notes, "Ratio of weights:updates".
[4] Goodfellow, Vinyals, Saxe (2015), Qualitatively Characterizing Neural Network Optimization
    Problems, ICLR.
[5] Smith (2017), Cyclical Learning Rates for Training Neural Networks, section 3.3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from coursekit._checks import (
    checked,
    floats,
    require_count,
    require_finite,
    require_network,
    require_numbers,
    require_positive,
    require_rng,
    require_series,
    require_shape,
)
from coursekit._runs import require_scoring
from coursekit._typing import Array, Loss
from coursekit.evaluation import evaluate
from coursekit.layers import ReLU
from coursekit.network import Sequential
from coursekit.optimizers import SGD
from coursekit.training import train


def _norms(where: str, net: Sequential) -> None:
    require_network(where, net)
    for layer in net.layers:
        if not all(hasattr(layer, f"d{name}") for name in getattr(layer, "params", ())):
            raise RuntimeError(
                f"{where}: {layer!r} has no gradient yet. Call net(x) and net.backward(dout) first."
            )


def _units(where: str, net: Sequential, x: Array) -> None:
    require_network(where, net)
    require_numbers(where, "x", x)
    require_finite(where, "x", x)
    require_finite(where, "net.theta", net.theta)


def _ratios(where: str, net: Sequential, theta_before: Array) -> None:
    require_network(where, net)
    require_shape(where, "theta_before", theta_before, net.theta.shape)


def _slice(
    where: str, net: Sequential, loss: Loss, x: Array, y: Array, direction: Array,
    steps: Sequence[float] | Array,
) -> None:  # fmt: skip
    require_scoring(where, net, loss, x, y)
    require_shape(where, "direction", direction, net.theta.shape)
    require_series(where, "steps", steps)


def _range(
    where: str, net: Sequential, loss: Loss, x: Array, y: Array, *,
    lrs: Sequence[float] | Array, batch_size: int, rng: np.random.Generator,
) -> None:  # fmt: skip
    require_scoring(where, net, loss, x, y)
    require_series(where, "lrs", lrs)
    for lr in lrs:
        require_positive(where, "a learning rate in lrs", lr)
    require_count(where, "batch_size", batch_size)
    require_rng(where, rng)


@checked(_norms)
def gradient_norms(net: Sequential) -> dict[str, float]:
    """The length of each parameter's gradient after the last backward pass [1].

    Returns
    -------
    dict of str to float
        "0.W" -> ‖∂L/∂W‖, in the network's order.

    Raises
    ------
    RuntimeError
        If there was no backward pass: all gradients are 0 then, and would look as if they vanished.

    >>> from coursekit import Linear
    >>> net = Sequential(Linear(1, 1, np.random.default_rng(0)))
    >>> dx = net.backward(np.ones_like(net(np.array([[2.0]]))))
    >>> gradient_norms(net)
    {'0.W': 2.0, '0.b': 1.0}
    """
    return {name: float(np.linalg.norm(g)) for name, g in net.named_gradients().items()}


@checked(_units)
def dead_units(net: Sequential, x: Array) -> dict[int, float]:
    """The share of each ReLU layer's units that are 0 for every example [2].

    Best on the whole training set: a unit may be silent on a few examples only.

    Returns
    -------
    dict of int to float
        Place of the ReLU layer -> share from 0 to 1.

    >>> dead_units(Sequential(ReLU()), np.array([[-1.0, 2.0], [-3.0, -4.0]]))
    {0: 0.5}
    """
    net(x)
    return {
        i: float((net.outputs[i + 1] == 0).all(axis=0).mean())
        for i, layer in enumerate(net.layers)
        if isinstance(layer, ReLU)
    }


@checked(_ratios)
def update_ratios(net: Sequential, theta_before: Array) -> dict[str, float]:
    """How far each parameter has moved, measured against its size [3].

    Parameters
    ----------
    theta_before : ndarray, shape (P,)
        A copy of the network's theta from before the step.

    Returns
    -------
    dict of str to float
        "0.W" -> ‖W − W_before‖ / ‖W_before‖; inf for a parameter that was all 0. About 1e-3 a step
        is a common rule of thumb for weights, not a law.

    >>> from coursekit import Linear
    >>> net = Sequential(Linear(1, 1, np.random.default_rng(0)))
    >>> before = net.theta.copy()
    >>> net.theta *= 1.01
    >>> round(update_ratios(net, before)["0.W"], 4)
    0.01
    """
    ratios, start = {}, 0
    for name, now in net.named_parameters().items():
        before = floats(theta_before)[start : start + now.size]
        start += now.size
        moved, size = np.linalg.norm(now.ravel() - before), np.linalg.norm(before)
        ratios[name] = float(moved / size) if size else float("inf") if moved else 0.0
    return ratios


@checked(_slice)
def loss_slice(
    net: Sequential,
    loss: Loss,
    x: Array,
    y: Array,
    direction: Array,
    steps: Sequence[float] | Array,
) -> Array:
    """The loss along a straight line through the space of all knobs [4].

    Parameters
    ----------
    direction : ndarray, shape (P,)
        Where the line goes, for example −grad, or all 0 but for one knob.
    steps : sequence of float, length S
        How many directions far from today's theta.

    Returns
    -------
    ndarray, shape (S,)
        The loss at theta + step · direction.

    >>> from coursekit import Linear, mean_squared_error
    >>> net, x = Sequential(Linear(1, 1, np.random.default_rng(0))), np.array([[1.0]])
    >>> net.theta[...] = 0
    >>> loss_slice(net, mean_squared_error, x, x, np.array([1.0, 0.0]), [0, 1, 2])
    array([1., 0., 1.])
    """
    theta = net.theta.copy()
    losses = []
    try:
        for step in steps:
            net.theta[...] = theta + step * direction
            losses.append(evaluate(net, loss, x, y)["loss"])
    finally:
        net.theta[...] = theta
    return np.array(losses)


@checked(_range)
def lr_range_test(
    net: Sequential,
    loss: Loss,
    x: Array,
    y: Array,
    *,
    lrs: Sequence[float] | Array,
    batch_size: int,
    rng: np.random.Generator,
) -> Array:
    """One SGD step with each learning rate, from small to large, and the loss before each [5].

    Parameters
    ----------
    lrs : sequence of float, length S
        Learning rates, rising, such as `np.geomspace(1e-4, 10, 50)`.

    Returns
    -------
    ndarray, shape (S,)
        The minibatch's loss before each step; inf or nan once the run has diverged.

    >>> from coursekit import Linear, mean_squared_error
    >>> rng = np.random.default_rng(0)
    >>> net, x = Sequential(Linear(1, 1, rng)), np.array([[1.0], [2.0]])
    >>> lr_range_test(net, mean_squared_error, x, x, lrs=[0.1, 0.2], batch_size=2, rng=rng).shape
    (2,)
    """
    before = net.state_dict()
    steps_per_epoch = math.ceil(len(x) / batch_size)
    run = train(
        net, loss, SGD(lr=float(lrs[0])), x, y,
        epochs=-(-len(lrs) // steps_per_epoch), batch_size=batch_size, rng=rng,
        schedule=lambda step: float(lrs[step]),
    )  # fmt: skip
    try:
        return np.array([next(run) for _ in lrs])
    finally:
        net.load_state_dict(before)
