"""Every layer of coursekit, one line each: all tests for layers run on all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import coursekit as ck

# How to make it, and the shape of one example.
LAYERS: list[tuple[Callable[[np.random.Generator], ck.Layer], tuple[int, ...]]] = [
    (lambda rng: ck.Linear(3, 4, rng), (3,)),
    (lambda rng: ck.Linear(1, 1, rng), (1,)),
    (lambda rng: ck.Sigmoid(), (3,)),
    (lambda rng: ck.Tanh(), (3,)),
    (lambda rng: ck.Tanh(), (2, 3, 4)),
    (lambda rng: ck.ReLU(), (3,)),
    (lambda rng: ck.ReLU(), (2, 3, 4)),
    (lambda rng: ck.Dropout(0.4, rng), (3,)),
    (lambda rng: ck.Residual(ck.Linear(3, 3, rng), ck.Tanh(), ck.Dropout(0.4, rng)), (3,)),
    (lambda rng: ck.Residual(ck.ReLU()), (3,)),
    (lambda rng: ck.BatchNorm(3), (3,)),
    (lambda rng: ck.Conv2D(2, 3, 3, rng, padding=1), (2, 4, 5)),
    (lambda rng: ck.Conv2D(1, 1, 1, rng), (1, 1, 1)),
    (lambda rng: ck.MaxPool2D(2), (2, 4, 6)),
    (lambda rng: ck.AvgPool2D(2), (2, 4, 6)),
    (lambda rng: ck.Flatten(), (2, 4, 3)),
]
