"""Lesson 04, backpropagation: the dense layer as a class that remembers."""

from __future__ import annotations

from copy import copy
from functools import partial
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Property
from coursekit.gradcheck import numerical_gradient
from coursekit.lessons.l04_backprop.exercises.linear_mistakes import MISTAKES, Linear


def _passes(
    answer: Answer, rng: Any, W: Array, b: Array,
    x: Array, dout: Array, more_x: Array, more_dout: Array,
) -> dict[str, Any]:  # fmt: skip
    """Made, filled with given weights, and used twice, with a second object in between."""
    layer, other = answer(*W.shape, rng), answer(*W.shape, rng)
    told: dict[str, Any] = {"names in params": sorted(getattr(layer, "params", ()))}
    told["shape of W"] = np.shape(layer.W)
    told["b at the start"] = layer.b
    told["a second layer starts elsewhere"] = not np.array_equal(layer.W, other.W)
    large = answer(400, 60, rng).W * np.sqrt(400 / 2)
    told["mean of a large W, in units of sqrt(2 / n_in)"] = round(float(np.mean(large)), 1)
    told["spread of a large W, in units of sqrt(2 / n_in)"] = round(float(np.std(large)), 1)
    layer.W, layer.b = W, b  # as Sequential does, so that all parameters lie in one vector
    told["out"] = layer.forward(x)
    other.forward(more_x)
    told |= _gradients(layer, "", dout)
    told["out of a second batch"] = layer.forward(more_x)
    return told | _gradients(layer, " of the second batch", more_dout)


def _gradients(layer: Any, batch: str, dout: Array) -> dict[str, Any]:
    """What backward returns and leaves."""
    dx = layer.backward(dout)
    slopes = {f"{name}{batch}": copy(getattr(layer, name, None)) for name in ("dW", "db")}
    return {f"dx{batch}": dx, **slopes}


class _Einsum:
    params = ("b", "W")

    def __init__(self, n_in: int, n_out: int, rng: Any) -> None:
        bound = (6 / n_in) ** 0.5
        self.W, self.b = rng.uniform(-bound, bound, size=(n_in, n_out)), np.array([0.0] * n_out)
        self.dW, self.db = np.empty_like(self.W), np.empty_like(self.b)

    def forward(self, x: Array) -> Array:
        self.seen = [x]
        return np.einsum("nd,dh->nh", x, self.W) + self.b[None, :]

    def backward(self, dout: Array) -> Array:
        self.dW[...] = np.einsum("nd,nh->dh", self.seen.pop(), dout)
        self.db[...] = np.einsum("nh->h", dout)
        return np.einsum("nh,dh->nd", dout, self.W)


class _Looped(Linear):
    params = ("W", "b")

    def forward(self, x: Array) -> Array:
        self.x = np.copy(x)
        rows = [sum(x[n, d] * self.W[d] for d in range(len(self.W))) for n in range(len(x))]
        return np.array(rows) + self.b

    def backward(self, dout: Array) -> Array:
        self.dW, self.db = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for row, slopes in zip(self.x, dout, strict=True):
            self.dW += row[:, None] * slopes
            self.db += slopes
        return np.array([[float(slopes @ weights) for weights in self.W] for slopes in dout])


SHORT = (
    np.array([[2.0, -1.0], [0.5, 3.0], [1.0, 1.5]]), np.array([0.5, -2.0]),
    np.array([[1.0, 2.0, -1.0]]), np.array([[1.0, -0.5]]),
    np.array([[0.5, -1.0, 2.0], [3.0, 1.0, -2.0]]), np.array([[-1.0, 2.0], [0.25, 1.5]]),
)  # fmt: skip
ONE_WIDE = (
    np.array([[1.5, -0.5, 2.0, 1.0]]), np.array([1.0, 2.0, -1.0, 0.5]),
    np.array([[2.0], [-1.0], [3.0]]), np.linspace(-1, 2, 12).reshape(3, 4),
    np.array([[4.0]]), np.array([[1.0, -2.0, 0.5, 3.0]]),
)  # fmt: skip
SQUARE = (
    np.array([[1.0, 2.0], [-3.0, 0.5]]), np.array([0.25, -1.0]),
    np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([[2.0, 1.0], [-1.0, 3.0]]),
    np.array([[-1.0, 0.5], [2.0, 3.0]]), np.array([[1.0, 1.5], [0.5, -2.0]]),
)  # fmt: skip


SINGLE = (
    np.array([[2.0]]), np.array([0.5]), np.array([[3.0]]), np.array([[1.5]]),
    np.array([[-1.0]]), np.array([[2.0]]),
)  # fmt: skip


def _measured(answer: Answer) -> bool:
    W, b, x, dout = (SHORT[i].copy() for i in (0, 1, 4, 5))
    layer = answer(*W.shape, np.random.default_rng(1))
    layer.W, layer.b = W.copy(), b.copy()
    layer.forward(x)
    slopes = layer.backward(dout), layer.dW, layer.db

    given = [x, W, b]

    def total(v: Array, i: int) -> float:
        x, layer.W, layer.b = (v if j == i else old for j, old in enumerate(given))
        return float(np.sum(dout * layer.forward(x)))

    return all(
        np.allclose(slope, numerical_gradient(partial(total, i=i), given[i]), atol=1e-5)
        for i, slope in enumerate(slopes)
    )


def _no_twins(answer: Answer) -> bool:
    W = np.asarray(answer(40, 30, np.random.default_rng(1)).W)
    return len(np.unique(W, axis=0)) == 40 and len(np.unique(W.T, axis=0)) == 30


def _repeatable(answer: Answer) -> bool:
    first, second = (answer(3, 2, np.random.default_rng(5)).W for _ in range(2))
    return np.array_equal(first, second)


LINEAR = Exercise(
    signature="Linear(n_in, n_out, rng)",
    task="Write a dense layer with params = ('W', 'b'): W begins normal with spread √(2 / n_in), "
    "b at 0; "
    "forward(x) returns x @ W + b; backward(dout) leaves dW and db and returns dx.",
    reference=Linear,
    trial=_passes,
    probes=tuple(
        (np.random.default_rng(i), *probe)
        for i, probe in enumerate((SHORT, ONE_WIDE, SQUARE, SINGLE))
    ),
    misconceptions=MISTAKES,
    alternates=(_Einsum, _Looped),
    hints=(
        "Three moments: what is made once, what each forward leaves for the way back, and what "
        "each backward leaves for the optimizer.",
        "You have written two of the parts: dense_forward and dense_backward. What they "
        "hand to each other stands in the object here, under self.",
        "Made: W, random with variance 2 over n_in, and b, zeros. Forward: keep x, hand on the "
        "weighted sums plus b. Backward: dW is x transposed times dout, db the column sums of "
        "dout, and what you hand on is dout times W transposed.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _measured,
            "Move one entry of x, W or b by 0.00001 and watch the output: your slope differs.",
        ),
        Property(
            "no two units start as twins",
            _no_twins,
            "Two rows or two columns of a new W are equal.",
        ),
        Property(
            "the same state of rng gives the same weights",
            _repeatable,
            "Two generators with the same seed should lead to the same weights.",
        ),
    ),
)

EXERCISES = (LINEAR,)
