"""Lesson 05, the challenge: the step of a large batch on a small machine."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def accumulate(slopes: Any, sizes: Any) -> Array:
    """A part of n examples stands for n rows of the large batch."""
    total = 0 * slopes[0]
    for slope, size in zip(slopes, sizes, strict=True):
        total = total + size * slope
    return total / sum(sizes)


SLOPES = [
    np.array([[1.0, -2.0], [0.5, 3.0]]),
    np.array([[4.0, 1.0], [-1.0, 2.0]]),
    np.array([[-3.0, 0.5], [2.5, -6.0]]),
]
SIZES = [5, 2, 3]

ACCUMULATE = Exercise(
    signature="accumulate(slopes, sizes)",
    task="slopes is a list of arrays of one shape, each the mean slope over a part of a batch, and "
    "sizes says how many examples each part has; return the mean slope over the whole batch.",
    reference=accumulate,
    probes=(
        ([np.array([1.0]), np.array([4.0])], [2, 1]),
        (SLOPES, SIZES),
        (SLOPES[:1], [7]),
        ([np.array([2.0, -1.0])] * 3, [4, 4, 2]),
    ),
    misconceptions=(
        Misconception(
            "mean_of_means",
            "The mean of means is the mean.",
            "A part with one example counts as much as one with sixty in yours. How many examples "
            "does each part speak for?",
            lambda slopes, sizes: sum(slopes) / len(slopes),
        ),
        Misconception(
            "sum_of_means",
            "Slopes of parts are added up.",
            "Cut the batch into more parts, and your slope grows. The batch is the same.",
            lambda slopes, sizes: sum(slopes) + 0.0,
        ),
        Misconception(
            "not_divided",
            "Each part counts with its size, and that is all.",
            "Your slope is that of a sum over all examples. What makes a mean of it?",
            lambda slopes, sizes: sum(n * s for s, n in zip(slopes, sizes, strict=True)),
        ),
        Misconception(
            "divides_by_parts",
            "A mean divides by how many things were added.",
            "You divided by the number of parts. How many examples were there in all?",
            lambda slopes, sizes: (
                sum(n * s for s, n in zip(slopes, sizes, strict=True)) / len(sizes)
            ),
        ),
        Misconception(
            "last_part",
            "Each part replaces the one before.",
            "Only the last part has a say in yours.",
            lambda slopes, sizes: slopes[-1],
        ),
    ),
    alternates=(
        lambda slopes, sizes: np.average(np.stack(slopes), axis=0, weights=sizes),
        lambda slopes, sizes: np.tensordot(np.divide(sizes, np.sum(sizes)), slopes, axes=1),
    ),
    hints=(
        "Think of all examples in one long list. How often does each part appear in the mean?",
        "From a mean and a size you get back a sum. Sums can be added.",
        "Multiply each part's slope by its size, add these up, and divide by how many examples "
        "there are in all.",
    ),
    properties=(
        Property(
            "it does not matter how the batch was cut",
            lambda f: np.allclose(
                f([f(SLOPES[:2], SIZES[:2]), SLOPES[2]], [7, 3]), f(SLOPES, SIZES)
            ),
            "Join two of three parts first, then the third: the slope should be the same.",
        ),
        Property(
            "a part of size 0 has no say",
            lambda f: np.allclose(f(SLOPES[:2], [3, 0]), SLOPES[0]),
            "Give one part the size 0. It speaks for nobody.",
        ),
    ),
)

EXERCISES = (ACCUMULATE,)
