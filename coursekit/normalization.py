"""BatchNorm: each feature on the same scale, measured over the batch."""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    floats,
    require_count,
    require_fraction,
    require_positive,
    require_room,
)
from coursekit._typing import Array
from coursekit.layers import Layer


class BatchNorm(Layer):
    """Give each feature mean 0 and standard deviation 1 over the batch, then a learned scale.

    Parameters
    ----------
    n : int
        Number of features.
    momentum : float
        Share of the newest batch in the running mean and variance.
    eps : float
        Added to the variance, so that a constant feature does not divide by 0.

    Attributes
    ----------
    gamma, beta : ndarray, shape (n,)
        Learned scale and shift, at first 1 and 0.
    running_mean, running_var : ndarray, shape (n,)
        What is used instead of the batch when not training.

    Raises
    ------
    TypeError, ValueError
        If n is not a whole number of at least 1, momentum lies outside [0, 1], eps is not above 0,
        or a training batch has a single example.

    Notes
    -----
    x̂ = (x − μ) / √(σ² + ε), out = γ x̂ + β, with the batch's mean and population variance. As in
    PyTorch the running variance is the unbiased one.

    References
    ----------
    Ioffe and Szegedy (2015), Batch Normalization, ICML, algorithms 1 and 2.

    Examples
    --------
    >>> BatchNorm(2).forward(np.array([[1.0, 2.0]])).round(2)
    array([[1., 2.]])
    """

    params = ("gamma", "beta")
    buffers = ("running_mean", "running_var")

    def __init__(self, n: int, momentum: float = 0.1, eps: float = 1e-5) -> None:
        require_count("BatchNorm", "n", n)
        require_room("BatchNorm", n=n)
        require_fraction("BatchNorm", "momentum", momentum, with_one=True)
        require_positive("BatchNorm", "eps", eps)
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.running_mean, self.running_var = np.zeros(n), np.ones(n)
        self.momentum, self.eps = momentum, eps
        self.takes = f"(N, {n})"

    def __repr__(self) -> str:
        return f"BatchNorm({len(self.gamma)})"

    def forward(self, x: Array) -> Array:
        """out = γ (x − μ) / √(σ² + ε) + β."""
        mean, var = self._statistics(floats(x))
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout: Array) -> Array:
        """While training, every example moved the mean and the variance too: two extra terms."""
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        dx_hat = dout * self.gamma
        if self.training:
            dx_hat = dx_hat - dx_hat.mean(axis=0) - self.x_hat * (dx_hat * self.x_hat).mean(axis=0)
        return dx_hat / self.std

    def _statistics(self, x: Array) -> tuple[Array, Array]:
        """The batch's mean and variance while training, else the running ones."""
        if not self.training:
            return self.running_mean, self.running_var
        if len(x) == 1:
            raise ValueError(
                "a batch of one example has no spread to normalize by. "
                "Choose a batch_size that does not leave a single example over."
            )
        mean, var = x.mean(axis=0), x.var(axis=0)
        self.running_mean += self.momentum * (mean - self.running_mean)
        self.running_var += self.momentum * (x.var(axis=0, ddof=1) - self.running_var)
        return mean, var
