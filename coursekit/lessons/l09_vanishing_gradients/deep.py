"""Lesson 09: deep networks for the digits, how they learn, and what arrives in their layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from coursekit import data
from coursekit._typing import Array, Initializer
from coursekit.adaptive import Adam
from coursekit.initializers import he_normal, zeros
from coursekit.layers import Linear, ReLU, Residual, Sigmoid, Tanh
from coursekit.losses import softmax_cross_entropy
from coursekit.network import Sequential
from coursekit.training import train


@cache
def drawings() -> tuple[data.Dataset, data.Dataset]:
    """The digits to train on, and those to look at afterwards; the same in every sitting."""
    train_set, val_set, _ = data.digits().split(np.random.default_rng(0))
    return train_set, val_set


def plain(
    depth: int,
    init: Initializer = he_normal,
    activation: Callable[[], Any] = ReLU,
    seed: int = 0,
    width: int = 24,
) -> Sequential:
    """Layer, activation, layer, activation, and so on."""
    rng = np.random.default_rng(seed)
    layers = [Linear(64, width, rng, init), activation()]
    for _ in range(depth - 2):
        layers += [Linear(width, width, rng, init), activation()]
    return Sequential(*layers, Linear(width, 10, rng, init))


def residual(depth: int, second: Initializer = zeros, seed: int = 0, width: int = 24) -> Sequential:
    """The same layers, but each pair in the middle stands in a Residual."""
    rng = np.random.default_rng(seed)
    layers: list[Any] = [Linear(64, width, rng), ReLU()]
    for _ in range((depth - 2) // 2):
        pair = Linear(width, width, rng), ReLU(), Linear(width, width, rng, second)
        layers += [Residual(*pair), ReLU()]
    return Sequential(*layers, Linear(width, 10, rng))


def training_losses(net: Sequential, optimizer: Any = None, seed: int = 0) -> Iterator[float]:
    """The loss of each step, while the network is trained on batches of 64 drawings."""
    train_set, _ = drawings()
    return train(
        net, softmax_cross_entropy, optimizer or Adam(lr=0.001), train_set.x, train_set.y,
        epochs=100, batch_size=64, rng=np.random.default_rng(seed),
    )  # fmt: skip


def end(net: Sequential, steps: int, optimizer: Any = None, seed: int = 0) -> float:
    """The mean loss of the last 20 steps."""
    run = training_losses(net, optimizer, seed)
    return float(np.mean([next(run) for _ in range(steps)][-20:]))


def gradient_by_layer(net: Sequential) -> Array:
    """The size of the gradient of what comes into each layer, from the second on."""
    train_set, _ = drawings()
    _, dout = softmax_cross_entropy(net(train_set.x[:200]), train_set.y[:200])
    sizes: list[float] = []
    for layer in reversed(net.layers):
        dout = layer.backward(dout)
        if not isinstance(layer, (ReLU, Sigmoid, Tanh)):
            sizes.insert(0, float(np.linalg.norm(dout)))
    return np.array(sizes[1:])


def arrives(net: Sequential) -> float:
    """The gradient in front, measured against that at the end."""
    walk = gradient_by_layer(net)
    return float(walk[0] / walk[-1])


def times_he(factor: float) -> Initializer:
    """Random weights whose spread is so many times that of He."""

    def init(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        return factor * he_normal(n_in, n_out, rng)

    return init


def near_identity(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Hand on what comes, with a little noise; He's weights where the layer is not square."""
    noise = rng.normal(0, 0.01, (n_in, n_out))
    return np.eye(n_in) + noise if n_in == n_out else he_normal(n_in, n_out, rng)


def cured(seed: int) -> Sequential:
    """A plain network of 152 layers whose weights are rescaled: the signal keeps its size."""
    train_set, _ = drawings()
    net, a = plain(152, seed=seed), train_set.x[:200]
    for layer in net.layers[:-1]:
        if isinstance(layer, Linear):
            layer.W /= np.sqrt(2 * np.mean(layer.forward(a) ** 2))
        a = layer.forward(a)
    return net


def angle(a: Array) -> float:
    """The angle between two typical rows, in degrees."""
    unit = a / np.linalg.norm(a, axis=1, keepdims=True)
    cosines = (unit @ unit.T)[np.triu_indices(len(a), 1)]
    return float(np.degrees(np.arccos(min(np.median(cosines), 1 - 1e-12))))


def angles(net: Sequential) -> list[float]:
    """The angle between two typical drawings in each hidden layer."""
    train_set, _ = drawings()
    net(train_set.x[:200])
    return [angle(a) for a in net.outputs[2:-1:2]]
