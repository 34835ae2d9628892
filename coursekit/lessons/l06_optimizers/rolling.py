"""Lesson 06, deeper: balls in the narrow valley, at every rate and β at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from coursekit._typing import Array
from coursekit.lessons.l06_optimizers.surfaces import VALLEY

FLAT, STEEP = 1.0, 100.0
"""The valley's curvatures, along it and across it."""
TEXTBOOK = 4 / 121, 81 / 121
"""The rate and β at which one step leaves least of both directions, in the long run."""
MOST = 400


def left_by_a_step(lr: Array, beta: Array, curvature: float) -> Array:
    """What one step leaves of a direction, in the long run: the size of the larger root."""
    s = 1 + beta - lr * curvature
    swing = np.sqrt((s * s - 4 * beta).astype(complex))
    return np.maximum(abs(s + swing), abs(s - swing)) / 2


def steps_until_low(lr: Array, beta: Array, look_ahead: bool = False) -> Array:
    """After how many steps the loss stays low in the valley; NaN where it never does.

    A ball makes them or, looking ahead, Nesterov's rule.
    """
    w = [np.full(np.broadcast(lr, beta).shape, start) for start in VALLEY.start]
    v = [np.zeros_like(w[0]), np.zeros_like(w[0])]
    last = np.zeros(w[0].shape)
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(1, MOST + 1):
            for k, curvature in enumerate((FLAT, STEEP)):
                grad = curvature * w[k]
                v[k] = beta * v[k] + grad
                w[k] = w[k] - lr * (grad + beta * v[k] if look_ahead else v[k])
            last[~(VALLEY.loss(*w) <= VALLEY.enough)] = step
    return np.where(last < MOST, last + 1, np.nan)


@lru_cache(maxsize=1)
def every_setting() -> tuple[Array, Array, Array]:
    """Rates (R,), βs (B,) and the steps (B, R) of each pair."""
    lr, beta = np.linspace(0.0005, 0.042, 84), np.linspace(0.0, 0.99, 100)
    return lr, beta, steps_until_low(lr[None, :], beta[:, None])
