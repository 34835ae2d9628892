"""Adaptive optimizers: a learning rate for every parameter, from the size of its gradients.

Parameters
----------
lr : float
    Learning rate η, above 0; in Adam nearly the length of each parameter's step.
beta, beta1, beta2 : float
    Shares of the running means (of g², in Adam also of g) that survive a step, each in [0, 1).
eps : float
    Keeps the division away from 0; it stands outside the root.
weight_decay : float
    λ, above 0; a step multiplies each parameter by 1 − η λ. Biases shrink too, as in PyTorch.

Raises
------
TypeError, ValueError
    If lr, eps or weight_decay is not above 0, or a beta lies outside [0, 1).

References
----------
[1] Duchi, Hazan, Singer (2011), Adaptive Subgradient Methods, JMLR 12.
[2] Tieleman and Hinton (2012), Neural Networks for Machine Learning, lecture 6e.
[3] Kingma and Ba (2015), Adam: A Method for Stochastic Optimization, ICLR, algorithm 1.
[4] Loshchilov and Hutter (2019), Decoupled Weight Decay Regularization, ICLR.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from coursekit._checks import checked
from coursekit._typing import Array
from coursekit.optimizers import Optimizer, two_vectors


@dataclass
class AdaGrad(Optimizer):
    """A rate for every parameter, smaller the more its gradients have added up [1].

    s ← s + g², θ ← θ − η g / (√s + ε).

    >>> theta, rule = np.array([1.0]), AdaGrad(lr=0.1)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([50.0]))
    >>> theta.round(3)
    array([0.9])
    """

    lr: float = 0.01
    eps: float = 1e-10

    remembers: ClassVar = ("s",)

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """s ← s + g², θ ← θ − η g / (√s + ε)."""
        self.s: Array = self.s + grad**2
        theta -= self.lr * grad / (np.sqrt(self.s) + self.eps)


@dataclass
class RMSProp(Optimizer):
    """A rate for every parameter, from the recent size of its gradients [2].

    s ← β s + (1 − β) g², θ ← θ − η g / (√s + ε), as in PyTorch (which calls β alpha).

    >>> theta, rule = np.array([1.0]), RMSProp(lr=0.01)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([50.0]))
    >>> theta.round(3)
    array([0.9])
    """

    lr: float = 0.01
    beta: float = 0.99
    eps: float = 1e-8

    remembers: ClassVar = ("s",)

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """s ← β s + (1 − β) g², θ ← θ − η g / (√s + ε)."""
        self.s: Array = self.beta * self.s + (1 - self.beta) * grad**2
        theta -= self.lr * grad / (np.sqrt(self.s) + self.eps)


@dataclass
class Adam(Optimizer):
    """Momentum and a rate for every parameter, both corrected for their start at 0 [3].

    m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ),
    θ ← θ − η m̂ / (√v̂ + ε), with t = 1 for the first step.

    >>> theta, rule = np.array([1.0]), Adam(lr=0.1)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([1000.0]))
    >>> theta.round(3)
    array([0.9])
    """

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    remembers: ClassVar = ("m", "v")

    def reset(self, theta: Array) -> None:
        """Forget the past; the next step is the first, t = 1."""
        super().reset(theta)
        self.t = 0

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """θ ← θ − η m̂ / (√v̂ + ε)."""
        self.t += 1
        self.m: Array = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v: Array = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        theta -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@dataclass
class AdamW(Adam):
    """Adam, and apart from it each parameter shrinks: θ ← (1 − η λ) θ, then Adam's step [4].

    This is not an L2 penalty in Adam's loss, which the division by √v̂ would rescale.

    >>> theta, rule = np.array([1.0]), AdamW(lr=0.1, weight_decay=0.5)
    >>> rule.reset(theta)
    >>> rule.step(theta, np.array([0.0]))
    >>> theta
    array([0.95])
    """

    weight_decay: float = 0.01

    @checked(two_vectors)
    def step(self, theta: Array, grad: Array) -> None:
        """θ ← (1 − η λ) θ, then as Adam."""
        theta *= 1 - self.lr * self.weight_decay
        super().step(theta, grad)
