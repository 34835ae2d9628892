"""Lesson 04: the dense layer, and what goes wrong when one is written."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Misconception
from coursekit.exercises.objects import first_memory, one_memory, variant


class Linear:
    params = ("W", "b")

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator) -> None:
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x: Array) -> Array:
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout: Array) -> Array:
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


def _backward(change: Any) -> type:
    """The right class, but something happens after backward."""

    def backward(self: Any, dout: Array) -> Any:
        return change(self, dout, Linear.backward(self, dout))

    return variant(Linear, backward=backward)


def _adds_up(self: Any, dout: Array, dx: Array) -> Array:
    self.sum_W, self.sum_b = (
        getattr(self, name, 0) + new for name, new in (("sum_W", self.dW), ("sum_b", self.db))
    )
    self.dW, self.db = self.sum_W, self.sum_b
    return dx


def _averages(self: Any, dout: Array, dx: Array) -> Array:
    self.dW, self.db = self.dW / len(dout), self.db / len(dout)
    return dx


def _trains_itself(self: Any, dout: Array, dx: Array) -> Array:
    self.W -= 0.1 * self.dW
    self.b -= 0.1 * self.db
    return dx


def _column(self: Any, dout: Array, dx: Array) -> Array:
    self.db = dout.sum(axis=0, keepdims=True)
    return dx


def _only_returned(self: Any, dout: Array, dx: Array) -> Any:
    slopes = dx, self.dW, self.db
    del self.dW, self.db
    return slopes


def _forgets(self: Any, dout: Array, dx: Array) -> Array:
    del self.dW, self.db
    return dx


class _OnItsSide(Linear):
    params = ("W", "b")

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator) -> None:
        self.W, self.b = rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)

    def forward(self, x: Array) -> Array:
        self.x = x
        return x @ self.W.T + self.b


def _made(change: Any) -> type:
    """The right class, but its first weights are others."""

    def make(self: Any, n_in: int, n_out: int, rng: Any) -> None:
        Linear.__init__(self, n_in, n_out, rng)
        change(self, rng)

    return variant(Linear, __init__=make)


def _zeros(self: Any, rng: Any) -> None:
    self.W *= 0


def _unit(self: Any, rng: Any) -> None:
    self.W *= np.sqrt(len(self.W) / 2)


def _variance(self: Any, rng: Any) -> None:
    self.W *= np.sqrt(2 / len(self.W))


def _own_seed(self: Any, rng: Any) -> None:
    n_in, n_out = self.W.shape
    Linear.__init__(self, n_in, n_out, np.random.default_rng(0))


def _random_biases(self: Any, rng: Any) -> None:
    self.b = rng.normal(size=self.b.shape)


def _private(self: Any, rng: Any) -> None:
    self.own_W, self.own_b = self.W, self.b


MISTAKES = (
    Misconception(
        "one_memory_for_all",
        "What forward remembers belongs to the class.",
        "A second object went forward in between, and the first one works with that one's input. "
        "Whose memory is it, the class's or the object's?",
        one_memory(Linear, "x"),
    ),
    Misconception(
        "remembers_the_first",
        "The input is remembered once.",
        "After a second forward, your dW still belongs to the first batch. When is the input "
        "to be remembered?",
        first_memory(Linear, "x"),
    ),
    Misconception(
        "adds_up",
        "Gradients are collected over the batches, as in PyTorch.",
        "Your second dW holds the first one too. PyTorch collects until zero_grad; here each "
        "backward replaces what the last one left.",
        _backward(_adds_up),
    ),
    Misconception(
        "averages",
        "A layer averages over its batch.",
        "dW and db are N times too small for N rows. The average was taken once, at the loss.",
        _backward(_averages),
    ),
    Misconception(
        "trains_itself",
        "Backward is where a layer learns.",
        "After a backward your W is no longer what it was. Backward and update are two steps: "
        "who makes the second one?",
        _backward(_trains_itself),
    ),
    Misconception(
        "bias_keeps_an_axis",
        "Sums over the batch stay a row.",
        "db has two axes and b has one: an optimizer puts them side by side.",
        _backward(_column),
    ),
    Misconception(
        "returns_all_three",
        "A method hands out everything, as dense_backward does.",
        "Only the layer before is waiting for an answer, and it wants dx. The other two are "
        "left in the object, under their names.",
        _backward(_only_returned),
    ),
    Misconception(
        "slopes_not_kept",
        "A method's names are kept in the object.",
        "After a backward the object has no dW and no db: they were worked out and forgotten. "
        "Where does an object keep things?",
        _backward(_forgets),
    ),
    Misconception(
        "weights_on_their_side",
        "A layer has a row of weights for each unit.",
        "Your W has a row for each unit, as in PyTorch. Here it has a row for each input, so "
        "that the layer is x @ W + b.",
        _OnItsSide,
    ),
    Misconception(
        "variance_for_spread",
        "A normal distribution is asked for by its variance.",
        "The spread of your W is the square of what it should be. What does the generator's "
        "normal ask for, the variance or its root?",
        _made(_variance),
    ),
    Misconception(
        "private_weights",
        "The weights are known when the object is made.",
        "Put other numbers into W from outside, as training does: your forward still uses the "
        "first ones. Is there a second copy?",
        variant(
            _made(_private),
            forward=lambda self, x: Linear.forward(self, x) * 0 + x @ self.own_W + self.own_b,
        ),
    ),
    Misconception(
        "bias_forgotten",
        "A layer is a matrix.",
        "Your output does not hold b. What should come out of a layer when zeros come in?",
        variant(Linear, forward=lambda self, x: Linear.forward(self, x) - self.b),
    ),
    Misconception(
        "zeros",
        "Training finds the weights, so they may begin at 0.",
        "All weights of a new layer are equal: all units begin as twins and stay twins.",
        _made(_zeros),
    ),
    Misconception(
        "unit_spread",
        "Random is random.",
        "The spread of your W is the same for every layer. With many inputs the sums become "
        "too large: what should it depend on?",
        _made(_unit),
    ),
    Misconception(
        "own_seed",
        "A seed inside the class makes a run repeatable.",
        "Two layers of one network begin with the same weights. You were given a source of chance.",
        _made(_own_seed),
    ),
    Misconception(
        "random_biases",
        "All parameters begin at random.",
        "The weights alone break the tie between units. Where do biases begin?",
        _made(_random_biases),
    ),
)
