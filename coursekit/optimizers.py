"""Optimizers: how a gradient becomes a step. They know two vectors, theta and grad, no layers.

Each `step` changes theta in place. `reset` comes first: it makes room for what the rule remembers.

Parameters
----------
lr : float
    Learning rate η, above 0.
beta : float
    Share of the velocity that survives a step, from 0 up to, but below, 1.

Raises
------
TypeError, ValueError
    If a setting is out of its range, theta or grad is not an array of floats, or their shapes
    differ.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning, chapter 8.
[2] Robbins and Monro (1951), A Stochastic Approximation Method.
[3] Polyak (1964), Some Methods of Speeding Up the Convergence of Iteration Methods.
[4] Nesterov (1983); Sutskever, Martens, Dahl, Hinton (2013), On the Importance of
    Initialization and Momentum in Deep Learning, ICML.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from coursekit._checks import (
    checked,
    require_fraction,
    require_numbers,
    require_positive,
    require_same_shape,
)
from coursekit._typing import Array


def one_vector(_: str, rule: Optimizer, theta: Array) -> None:
    """theta is an array of floats that can be changed in place."""
    where = type(rule).__name__
    _require_floats(where, "theta", theta)
    if not theta.flags.writeable:
        raise ValueError(
            f"{where}: theta is read-only, expected an array to change in place. Try theta.copy()."
        )


def two_vectors(_: str, rule: Optimizer, theta: Array, grad: Array) -> None:
    """theta and grad of one shape, and as much memory as the last reset made room for."""
    one_vector(_, rule, theta)
    where = type(rule).__name__
    _require_floats(where, "grad", grad)
    require_same_shape(where, "theta", theta, "grad", grad)
    for name in rule.remembers:
        if not hasattr(rule, name) or np.shape(getattr(rule, name)) != theta.shape:
            raise ValueError(
                f"{where}: its memory {name} does not fit theta of shape {theta.shape}, expected "
                "the same shape. Call reset(theta) once before the first step."
            )


def _require_floats(where: str, name: str, value: Array) -> None:
    """An array of float32 or finer."""
    require_numbers(where, name, value)
    if value.dtype.kind != "f" or value.itemsize < 4:
        raise TypeError(
            f"{where}: {name} has dtype {value.dtype}, which is too coarse for a small step; "
            f"expected floats. Try {name}.astype(float)."
        )


@dataclass
class Optimizer:
    """What all update rules share: a learning rate and a memory that can be emptied [1].

    `remembers` names the vectors that a rule keeps between steps.

    >>> SGD(lr=0.5).lr
    0.5
    """

    lr: float

    remembers: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        where = type(self).__name__
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.startswith("beta"):
                require_fraction(where, field.name, value)
            else:
                require_positive(where, field.name, value)
            setattr(self, field.name, float(value))

    @checked(one_vector)
    def reset(self, theta: Array) -> None:
        """Forget the past and make room for parameters like theta (P,)."""
        for name in self.remembers:
            setattr(self, name, np.zeros_like(theta))

    def step(self, theta: Array, grad: Array) -> None:
        """Change theta (P,) in place, given the gradient (P,)."""
        raise NotImplementedError(f"{type(self).__name__} has no step(self, theta, grad) yet.")


@dataclass
class SGD(Optimizer):
    """Gradient descent, a step against the gradient: θ ← θ − η g [2].

    "Stochastic" since g comes from a minibatch. The rate is fixed; the step is not: it shrinks with
    the gradient.

    >>> theta = np.array([1.0])
    >>> SGD(lr=0.1).step(theta, np.array([2.0]))
    >>> theta
    array([0.8])
    """

    lr: float = 0.1

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """θ ← θ − η g."""
        theta -= self.lr * grad


@dataclass
class Momentum(Optimizer):
    """Gradient descent with a velocity, in which past gradients keep pushing [3].

    velocity ← β velocity + g, θ ← θ − η velocity, as in PyTorch. Elsewhere the gradient counts with
    1 − β, or η stands inside the velocity; the path is the same for another η.

    >>> theta, rule = np.array([1.0]), Momentum(lr=0.1)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([1.0])); rule.step(theta, np.array([1.0]))
    >>> theta.round(3)
    array([0.71])
    """

    lr: float = 0.01
    beta: float = 0.9

    remembers: ClassVar = ("velocity",)

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """velocity ← β velocity + g, θ ← θ − η velocity."""
        self.velocity: Array = self.beta * self.velocity + grad
        theta -= self.lr * self.velocity


@dataclass
class Nesterov(Optimizer):
    """Momentum that looks ahead, as if the velocity's step were already taken [4].

    velocity ← β velocity + g, θ ← θ − η (g + β velocity), as in PyTorch.

    >>> theta, rule = np.array([1.0]), Nesterov(lr=0.1)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([1.0]))
    >>> theta.round(3)
    array([0.81])
    """

    lr: float = 0.01
    beta: float = 0.9

    remembers: ClassVar = ("velocity",)

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """velocity ← β velocity + g, θ ← θ − η (g + β velocity)."""
        self.velocity: Array = self.beta * self.velocity + grad
        theta -= self.lr * (grad + self.beta * self.velocity)
