"""Gradient checking: wiggle a weight, see what the loss does, compare with backpropagation.

Parameters
----------
net : Sequential
    The network, of float64; it is left as it was.
loss : callable
    (prediction, y) -> (loss, gradient).
x : ndarray, shape (N, …)
    A few examples.
y : ndarray, shape (N,) or (N, K)
    Their labels or targets.
eps : float
    Length of the step to each side.
rng : numpy.random.Generator
    Draws the direction.

Raises
------
TypeError, ValueError
    If shapes do not fit, an array is empty or holds no numbers, eps is not above 0, theta is not
    of float64, or f returns something else than one number.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning, section 11.5.
[2] Karpathy et al., CS231n notes on gradient checks (which divide by max(|a|, |b|)).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coursekit._checks import (
    checked,
    floats,
    is_number,
    require_answer,
    require_function,
    require_numbers,
    require_positive,
    require_rng,
    require_rows,
    require_same_shape,
)
from coursekit._runs import require_scoring, with_gradient
from coursekit._typing import Array, Loss
from coursekit.network import Sequential


def _point(where: str, f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> None:
    require_function(where, "f", f, 1)
    require_numbers(where, "w", w)
    require_positive(where, "eps", eps)


def _pair(where: str, a: Array | float, b: Array | float) -> None:
    for name, value in (("a", a), ("b", b)):
        if not is_number(value):
            require_numbers(where, name, value)
    require_same_shape(where, "a", np.asarray(a), "b", np.asarray(b))
    require_rows(where, "a", np.atleast_1d(np.asarray(a)))


def _network(
    where: str, net: Sequential, loss: Loss, x: Array, y: Array, eps: float = 1e-5
) -> None:
    require_scoring(where, net, loss, x, y)
    require_positive(where, "eps", eps)
    if net.theta.dtype != np.float64:
        raise TypeError(
            f"{where}: net has a theta of dtype {net.theta.dtype}, expected float64: a step of "
            f"{eps:g} drowns in its rounding. Build the network from float64 arrays."
        )


def _network_and_direction(
    where: str, net: Sequential, loss: Loss, x: Array, y: Array,
    rng: np.random.Generator, eps: float = 1e-5,
) -> None:  # fmt: skip
    _network(where, net, loss, x, y, eps)
    require_rng(where, rng)


@checked(_point)
def numerical_gradient(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    """The slope of f along each entry of w, measured by stepping to both sides.

    Parameters
    ----------
    f : callable
        w -> a number.
    w : ndarray, any shape
        Where to measure; it is left as it was. Whatever its dtype, f is called with float64.

    Returns
    -------
    ndarray of float64, shape of w
        (f(w + ε eᵢ) − f(w − ε eᵢ)) / 2ε for each i, off by an order of ε² [1].

    >>> numerical_gradient(lambda w: float((w**2).sum()), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    w, eps = w.astype(np.float64), float(eps)
    grad, step = np.zeros_like(w), np.zeros_like(w)
    for i in np.ndindex(w.shape):
        step[i] = eps
        grad[i] = (_value(f, w + step) - _value(f, w - step)) / (2 * eps)
        step[i] = 0
    return grad


def _value(f: Callable[[Array], float], w: Array) -> float:
    """f(w), if it is one number."""
    value = f(w)
    require_answer("numerical_gradient, the function f", value)
    return value


@checked(_pair)
def relative_error(a: Array | float, b: Array | float) -> float:
    """The largest difference between two gradients, measured against their size.

    Parameters
    ----------
    a, b : ndarray, same shape
        Two gradients; single numbers will do.

    Returns
    -------
    float
        max |a − b| / max(10⁻⁸, |a| + |b|), entry by entry [2]: 0 when equal, 1 for opposite signs.
        Below 1e-7 is a pass in float64; above 1e-3 is a fault, unless the point sits at a kink such
        as ReLU's.

    >>> relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    0.0
    """
    a, b = floats(np.asarray(a)), floats(np.asarray(b))
    return float(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))))


@checked(_network)
def check_gradients(
    net: Sequential, loss: Loss, x: Array, y: Array, eps: float = 1e-5
) -> dict[str, float]:
    """Compare every gradient of a small network with central differences [1].

    Each knob costs two forward passes.

    Returns
    -------
    dict of str to float
        For each parameter ("0.W") and for the input ("x"): ‖a − b‖ / max(10⁻³, ‖a‖ + ‖b‖). Norms,
        not entries, since an entry near 0 has no meaningful relative error; and 10⁻³, since a
        gradient of 0 (a bias in front of BatchNorm) is measured as rounding noise of about 10⁻¹¹.

    >>> from coursekit import Linear, softmax_cross_entropy
    >>> net = Sequential(Linear(2, 3, np.random.default_rng(0)))
    >>> errors = check_gradients(net, softmax_cross_entropy, np.ones((1, 2)), np.array([1]))
    >>> list(errors), max(errors.values()) < 1e-7
    (['0.W', '0.b', 'x'], True)
    """
    loss = with_gradient("the loss", loss)
    dx = net.backward(loss(net(x), y)[1])
    theta, grad = net.theta.copy(), net.named_gradients()

    def loss_at(values: Array) -> float:
        net.theta[...] = values
        return loss(net(x), y)[0]

    errors = {}
    try:
        numerical = numerical_gradient(loss_at, theta, eps)
    finally:
        net.theta[...] = theta
    start = 0
    for name, analytic in grad.items():
        part = numerical[start : start + analytic.size].reshape(analytic.shape)
        errors[name] = _norm_error(analytic, part)
        start += analytic.size
    numerical_dx = numerical_gradient(lambda inputs: loss(net(inputs), y)[0], x, eps)
    return errors | {"x": _norm_error(dx, numerical_dx)}


@checked(_network_and_direction)
def check_direction(
    net: Sequential, loss: Loss, x: Array, y: Array, rng: np.random.Generator, eps: float = 1e-5
) -> float:
    """Compare the slope along one random direction through all knobs: two passes for any network.

    Returns
    -------
    float
        The `relative_error` of ∇L · d and (L(θ + ε d) − L(θ − ε d)) / 2ε for a unit vector d [1].

    >>> from coursekit import Linear, softmax_cross_entropy
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential(Linear(64, 10, rng))
    >>> check_direction(net, softmax_cross_entropy, np.ones((1, 64)), np.array([1]), rng) < 1e-6
    True
    """
    loss = with_gradient("the loss", loss)
    net.backward(loss(net(x), y)[1])
    theta, grad = net.theta.copy(), net.grad.copy()
    d = rng.normal(size=theta.shape)
    d /= np.linalg.norm(d)

    def loss_along(step: Array) -> float:
        net.theta[...] = theta + step * d
        return loss(net(x), y)[0]

    try:
        slope = numerical_gradient(loss_along, np.zeros(()), eps)
    finally:
        net.theta[...] = theta
    return relative_error(grad @ d, slope)


def _norm_error(a: Array, b: Array) -> float:
    size = float(np.linalg.norm(a) + np.linalg.norm(b))
    return float(np.linalg.norm(a - b)) / max(1e-3, size)
