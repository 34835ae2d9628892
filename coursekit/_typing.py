"""The types that the whole package shares: arrays, layers, losses, optimizers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import numpy as np
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[Any]"
"""A NumPy array of any dtype; shapes are given in docstrings."""

Loss: TypeAlias = "Callable[[Array, Array], tuple[float, Array]]"
"""(prediction, y) -> (loss, gradient with respect to the prediction)."""

Metric: TypeAlias = "Callable[[Array, Array], float]"
"""(prediction, y) -> a number for people, such as the accuracy."""

Schedule: TypeAlias = "Callable[[int], float]"
"""Step number (the first is 0) -> learning rate."""

Regularizer: TypeAlias = "Callable[[Array], tuple[float, Array]]"
"""Weights -> (penalty, gradient of the penalty)."""

Initializer: TypeAlias = "Callable[[int, int, np.random.Generator], Array]"
"""(n_in, n_out, rng) -> W of shape (n_in, n_out)."""


class LayerLike(Protocol):
    """Anything with a forward and a backward pass: a learner's own class will do."""

    def forward(self, x: Array) -> Array: ...

    def backward(self, dout: Array) -> Array: ...


class OptimizerLike(Protocol):
    """Anything that changes theta in place when it is handed a gradient."""

    lr: float

    def reset(self, theta: Array) -> None: ...

    def step(self, theta: Array, grad: Array) -> None: ...
