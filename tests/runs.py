"""Small runs that the tests of training share."""

import numpy as np

from coursekit import Dropout, Linear, ReLU, Sequential

SEEDS = range(3)


def line(seed, N=23):
    """Numbered examples of a linear rule, a net that can learn it, and a generator."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(N, 2))
    return Sequential(Linear(2, 1, rng)), x, x @ np.array([[2.0], [-1.0]]) + 0.5, rng


def classes(seed, N=60):
    """Two clouds, a small net with Dropout, and a generator."""
    rng = np.random.default_rng(seed)
    y = np.arange(N) % 2
    x = rng.normal(size=(N, 2)) + 3 * y[:, None]
    net = Sequential(Linear(2, 8, rng), ReLU(), Dropout(0.2, rng), Linear(8, 2, rng))
    return net, x, y, rng
