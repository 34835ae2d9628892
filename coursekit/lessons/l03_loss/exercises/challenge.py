"""Lesson 03, the challenge: a loss that is not upset by one wild example."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

PRED, Y = np.array([1.0, -0.4, 5.0, 2.5]), np.array([0.7, 0.3, 1.0, 6.0])
ZERO = np.zeros(1)


def huber(pred: Array, y: Array, delta: float = 1.0) -> Any:
    """A parabola near zero, straight lines outside; at delta both have one value and one slope."""
    size = np.abs(pred - y)
    near, far = size**2 / 2, delta * (size - delta / 2)
    return np.mean(np.where(size <= delta, near, far))


def _with_minimum(pred: Array, y: Array, delta: float = 1.0) -> Any:
    size = np.abs(pred - y)
    near = np.minimum(size, delta)
    return np.mean(near * (size - near / 2))


def _jump(pred: Array, y: Array, delta: float = 1.0) -> Any:
    size = np.abs(pred - y)
    return np.mean(np.where(size <= delta, size**2 / 2, delta * size))


def _slope_one(pred: Array, y: Array, delta: float = 1.0) -> Any:
    size = np.abs(pred - y)
    return np.mean(np.where(size <= delta, size**2 / 2, size - delta + delta**2 / 2))


def _one_loop(pred: Array, y: Array, delta: float = 1.0) -> Any:
    sizes = [abs(a - b) for a, b in zip(pred, y, strict=True)]
    losses = [s * s / 2 if s < delta else delta * s - delta * delta / 2 for s in sizes]
    return sum(losses) / len(losses)


def _signed(pred: Array, y: Array, delta: float = 1.0) -> Any:
    miss = pred - y
    return np.mean(np.where(miss <= delta, miss**2 / 2, delta * (miss - delta / 2)))


HUBER = Exercise(
    signature="huber(pred, y, delta=1.0)",
    task="Return the mean over the N examples of their loss: half the squared miss where the miss "
    "is at most delta, and outside a straight line that goes on with the same value and the same "
    "slope; pred and y have shape (N,).",
    reference=huber,
    probes=(
        (np.array([3.0]), np.array([0.5])),
        (PRED, Y),
        (PRED, Y, 0.5),
        (Y, PRED, 2.0),
    ),
    misconceptions=(
        Misconception(
            "parabola_everywhere",
            "A squared error is always the right loss.",
            "Yours goes on growing as a square. From delta on the loss should grow evenly.",
            lambda pred, y, delta=1.0: np.mean((pred - y) ** 2) / 2,
        ),
        Misconception(
            "lines_everywhere",
            "Robust means absolute.",
            "Near zero yours has a corner. A small miss should have half its square as its loss.",
            lambda pred, y, delta=1.0: np.mean(np.abs(pred - y)),
        ),
        Misconception(
            "cut_off",
            "A wild example should have no larger loss than any other.",
            "From delta on all misses have one loss with yours: such an example has no slope, and "
            "nothing would ever correct it.",
            lambda pred, y, delta=1.0: np.mean(np.minimum(np.abs(pred - y), delta) ** 2) / 2,
        ),
        Misconception(
            "jump",
            "The line may start anywhere.",
            "Your loss jumps at delta. Where must the line begin, so that both parts meet?",
            _jump,
        ),
        Misconception(
            "slope_one",
            "The line rises by one for one.",
            "Here delta is not 1, and your line rises as if it were. How steep is the parabola "
            "where it ends?",
            _slope_one,
        ),
        Misconception(
            "one_side",
            "A miss is large when it is above delta.",
            "Predictions that are much too low are still squared. Which side did you forget?",
            _signed,
        ),
        Misconception(
            "sum",
            "The loss of a batch is that of its examples together.",
            "Hand in every example twice: the loss should stay as it is.",
            lambda pred, y, delta=1.0: huber(pred, y, delta) * len(y),
        ),
    ),
    alternates=(_with_minimum, _one_loop),
    hints=(
        "Draw the loss over the miss: a parabola in the middle, a line on each side. Where do they "
        "meet, and how steep is the parabola there?",
        "At a miss of delta the parabola has a value and a slope. The line through that point with "
        "that slope is the rest.",
        "The slope of the parabola at delta is delta itself. So outside the loss is delta times "
        "the size of the miss, minus a constant that makes both agree at delta.",
    ),
    properties=(
        Property(
            "a small miss has half its square as its loss",
            lambda f: np.isclose(f(np.array([0.3]), ZERO), 0.045),
            "With delta = 1, what is the loss of a miss of 0.3?",
        ),
        Property(
            "outside, one unit more adds delta",
            lambda f: np.isclose(f(ZERO + 9, ZERO, 2.0) - f(ZERO + 8, ZERO, 2.0), 2),
            "Compare a miss of 8 with one of 9, for delta = 2.",
        ),
        Property(
            "no jump where the parts meet",
            lambda f: abs(f(ZERO + 2.001, ZERO, 2.0) - f(ZERO + 1.999, ZERO, 2.0)) < 0.01,
            "Compare a miss a hair below delta with one a hair above it.",
        ),
        Property(
            "too high and too low have the same loss",
            lambda f: np.isclose(f(PRED, Y), f(-PRED, -Y)),
            "Turn all signs round: nothing may change.",
        ),
    ),
)

EXERCISES = (HUBER,)
