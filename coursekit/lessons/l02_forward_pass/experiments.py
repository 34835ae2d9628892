"""Lesson 02: the networks, trainings and measurements that its cells call by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coursekit._typing import Array, Initializer
from coursekit.adaptive import Adam
from coursekit.data import Dataset
from coursekit.initializers import he_normal
from coursekit.layers import Layer, Linear, ReLU
from coursekit.losses import softmax_cross_entropy
from coursekit.network import Sequential
from coursekit.plots import Drawing, network_diagram
from coursekit.training import train


class NoBias(Linear):
    """A dense layer whose forward pass forgets the bias."""

    def forward(self, x: Array) -> Array:
        """out = x W."""
        self.x = x
        return x @ self.W


def untrained(examples: Dataset, seed: int) -> Sequential:
    """A network of 16 hidden units for these examples, its weights as random as at first."""
    rng = np.random.default_rng(seed)
    return Sequential(Linear(examples.D, 16, rng), ReLU(), Linear(16, examples.K, rng))


def trained(
    examples: Dataset,
    seed: int,
    n_hidden: int = 16,
    *,
    bend: bool = True,
    init: Initializer = he_normal,
    dense: type[Linear] = Linear,
    last: Sequence[Layer] = (),
) -> Sequential:
    """A small network after 60 epochs on these examples, with or without a bend in the middle."""
    rng = np.random.default_rng(seed)
    between = [ReLU()] if bend else []
    first = dense(examples.D, n_hidden, rng, init)
    net = Sequential(first, *between, dense(n_hidden, examples.K, rng, init), *last)
    for _ in train(
        net, softmax_cross_entropy, Adam(lr=0.03), examples.x, examples.y,
        epochs=60, batch_size=20, rng=rng,
    ):  # fmt: skip
        pass
    return net


def all_equal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Weights that all start at 0.3: an initializer without chance."""
    return np.full((n_in, n_out), 0.3)


def ice_cream_stall() -> Drawing:
    """The network of the exercise `portions`, drawn."""
    weights = [np.array([[2.0, -1.0, 1.5], [-1.0, 3.0, 0.5]]), np.array([[4.0], [-2.0], [3.0]])]
    biases = [np.array([-3.0, -5.0, -6.0]), np.array([10.0])]
    drawn = network_diagram(weights, biases, input_names=["sun", "wind"], output_names=["portions"])
    alt = (
        "Diagram of a network with a number at each line. Hidden unit 0: sun 2, wind -1, b -3. "
        "Hidden unit 1: sun -1, wind 3, b -5. Hidden unit 2: sun 1.5, wind 0.5, b -6. "
        "Portions: 4, -2 and 3 from the hidden units, b 10"
    )
    return replace(drawn, alt=alt)
