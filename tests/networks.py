"""Networks that several tests of Sequential build, and a batch for them."""

import numpy as np

from coursekit import (
    SGD,
    BatchNorm,
    Conv2D,
    Flatten,
    Linear,
    ReLU,
    Residual,
    Sequential,
    Tanh,
    softmax_cross_entropy,
    train,
)

IMAGES = np.random.default_rng(1).normal(size=(8, 1, 3, 3))
LABELS = np.array([0, 1] * 4)


def small(rng):
    return Sequential(Linear(3, 4, rng), ReLU(), Linear(4, 2, rng))


def rich(rng):
    """A network with every kind of thing that a file must hold."""
    branch = Residual(Linear(6, 6, rng), BatchNorm(6), Tanh())
    return Sequential(Conv2D(1, 2, 2, rng), Flatten(), Linear(8, 6, rng), branch, Linear(6, 2, rng))


def trained(net, x, y, rng):
    for _ in train(net, softmax_cross_entropy, SGD(0.1), x, y, epochs=2, batch_size=4, rng=rng):
        pass
    return net
