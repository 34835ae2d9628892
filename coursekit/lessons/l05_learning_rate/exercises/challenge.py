"""Lesson 05, the challenge: the step of a large batch on a small machine."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def accumulate(slopes: Any, sizes: Any) -> Array:
    """A part of n examples stands for n rows of the large batch."""
    total = 0 * slopes[0]
    for slope, size in zip(slopes, sizes, strict=True):
        total = total + size * slope
    return total / sum(sizes)


def _in_place(slopes: Any, sizes: Any) -> Array:
    total = slopes[0]
    total *= sizes[0]
    for slope, size in zip(slopes[1:], sizes[1:], strict=True):
        total += size * slope
    return np.asarray(total / sum(sizes))


SLOPES = [
    np.array([[1.0, -2.0], [0.5, 3.0]]),
    np.array([[4.0, 1.0], [-1.0, 2.0]]),
    np.array([[-3.0, 0.5], [2.5, -6.0]]),
]
SIZES = [5, 2, 3]


def _cut_is_free(answer: Answer) -> Any:
    joined = [answer(SLOPES[:2], SIZES[:2]), SLOPES[2]], [sum(SIZES[:2]), SIZES[2]]
    once, twice = answer(SLOPES, SIZES), answer(*joined)
    return np.allclose(once, twice) or Broken(once, twice, slopes=SLOPES, sizes=SIZES)


ACCUMULATE = Exercise(
    signature="accumulate(slopes, sizes)",
    task="slopes is a list of arrays of one shape, each the mean slope over a part of a batch, and "
    "sizes says how many examples each part has; return the mean slope over the whole batch.",
    reference=accumulate,
    probes=(
        ([np.array([1.0]), np.array([4.0])], [2, 1]),
        (SLOPES, SIZES),
        (SLOPES[:1], [7]),
        ([np.array([2.0])], [1]),
        ([np.array([2.0, -1.0])] * 3, [4, 4, 2]),
        ([np.array([1, -2]), np.array([4, 3])], [3, 3]),
        ([np.array([3.0]), np.array([-1.0]), np.array([0.5])], [1, 1, 6]),
    ),
    misconceptions=(
        Misconception(
            "mean_of_means",
            "The mean of means is the mean.",
            "A small part counts as much as a large one in yours. How many examples does each "
            "part speak for?",
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
            lambda slopes, sizes: 1.0 * slopes[-1],
        ),
        Misconception(
            "divides_each_by_its_size",
            "A mean over a part is divided by its size.",
            "You divide each part's slope by its size, but it is a mean already. How does a large "
            "part get more say than a small one?",
            lambda slopes, sizes: sum(s / n for s, n in zip(slopes, sizes, strict=True)),
        ),
        Misconception(
            "all_entries_as_one",
            "A mean is one number.",
            "You hand back one number. Every entry of a slope has a mean of its own.",
            lambda slopes, sizes: np.average([np.mean(s) for s in slopes], weights=sizes),
        ),
        Misconception(
            "first_part_in_place",
            "A list that was handed in may be used as scratch paper.",
            "The mean is right, but the slopes that you were given hold other numbers now. In "
            "which array do you add up?",
            _in_place,
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
            _cut_is_free,
            "Expected is what you answer when two of these parts are joined first. The slope of "
            "the batch is the same.",
        ),
        Property(
            "a part of size 0 has no say",
            lambda f: np.allclose(f(SLOPES[:2], [3, 0]), SLOPES[0]),
            "Give one part the size 0. It speaks for nobody.",
        ),
    ),
)

EXERCISES = (ACCUMULATE,)
