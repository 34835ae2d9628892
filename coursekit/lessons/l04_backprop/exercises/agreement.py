"""Lesson 04, backpropagation: how well two gradients agree."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def relative_error(a: Array, b: Array) -> Any:
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


def _entry_by_entry(a: Array, b: Array) -> float:
    worst = 0.0
    for p, q in zip(np.ravel(a), np.ravel(b), strict=True):
        worst = max(worst, abs(p - q) / max(abs(p) + abs(q), 1e-8))
    return worst


GRAD = np.array([[1.0, -2.0, 0.5], [0.001, 30.0, -4.0]])
NEAR = GRAD * np.array([[1.0, 1.1, 0.9], [3.0, 1.0, 1.2]])

RELATIVE_ERROR = Exercise(
    signature="relative_error(a, b)",
    task="Return the largest entry of |a - b| / max(1e-8, |a| + |b|), one number for two arrays "
    "of one shape.",
    reference=relative_error,
    probes=(
        (np.array([3.0]), np.array([-1.0])),
        (np.array([1.0, 2.0]), np.array([1.0, 3.0])),
        (GRAD, NEAR),
        (np.array([0.0, 1.0]), np.array([0.0, 0.5])),
        (np.zeros(3), np.zeros(3)),
        (np.array([1e-10, 0.0]), np.array([3e-10, 0.0])),
        (np.array([3, -2, 1]), np.array([-3, -2, 4])),
    ),
    misconceptions=(
        Misconception(
            "plain_difference",
            "Close numbers agree, whatever their scale.",
            "You hand back a difference as it is. It may be much for small numbers and nothing for "
            "large ones: what is it to be compared with?",
            lambda a, b: np.max(np.abs(a - b)),
        ),
        Misconception(
            "floor_added",
            "A small number added below the line does no harm.",
            "You add 1e-8 below the line. The task takes the larger of the two: for tiny entries "
            "that is not the same.",
            lambda a, b: np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-8)),
        ),
        Misconception(
            "signs_cancel",
            "|a + b| is |a| + |b|.",
            "You add a and b first, and numbers of opposite signs cancel. When is the sign to be "
            "taken off?",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a + b))),
        ),
        Misconception(
            "half_of_the_sum",
            "The scale is the mean of the two sizes.",
            "You divide by the mean of the two sizes. The task divides by their sum, so that "
            "opposite signs give 1.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, (np.abs(a) + np.abs(b)) / 2)),
        ),
        Misconception(
            "zero_over_zero",
            "The denominator is always positive.",
            "Give it two arrays of zeros. What do you divide by, and what does NumPy say?",
            lambda a, b: np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "average",
            "The average says how good a gradient is.",
            "You average the errors of all entries. Spoil one entry of a hundred completely: your "
            "answer is one hundredth of what it should be.",
            lambda a, b: np.mean(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "sum_of_errors",
            "All errors count together.",
            "You add up the errors of all entries. Which one of them is asked for?",
            lambda a, b: np.sum(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "only_the_first",
            "One of the two is the truth, so its size counts.",
            "You divide by the size of the first alone. Swap the two: your answer changes, and "
            "neither is known to be right.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a))),
        ),
        Misconception(
            "only_the_second",
            "The second of the two is the truth, so its size counts.",
            "You divide by the size of the second alone. Swap the two: your answer changes, and "
            "neither is known to be right.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(b))),
        ),
        Misconception(
            "largest_of_the_two",
            "The larger of the two sizes is the scale, as in the notes of CS231n.",
            "You divide by the larger of |a| and |b|, as some books do. The task divides by "
            "their sum, so that opposite signs give 1.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b)))),
        ),
        Misconception(
            "maximum_too_early",
            "The largest difference belongs to the largest size.",
            "You divide one entry's difference by another entry's size. Which comes first, the "
            "division or the search for the largest?",
            lambda a, b: np.max(np.abs(a - b)) / np.maximum(1e-8, np.max(np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "lengths",
            "Two gradients are compared as arrows.",
            "You compare the lengths of two arrows. That is a fine check of the whole; here every "
            "entry is judged, and the worst one counts.",
            lambda a, b: (
                np.linalg.norm(a - b) / np.maximum(1e-8, np.linalg.norm(a) + np.linalg.norm(b))
            ),
        ),
        Misconception(
            "signed",
            "A difference has a sign, and that is fine.",
            "Your differences keep their signs: an entry of a that is too low counts as better "
            "than a perfect one.",
            lambda a, b: np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "verdict_for_each",
            "Dividing gives the answer.",
            "You have an error for each entry. The task asks for one number for all of them.",
            lambda a, b: np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)),
        ),
    ),
    alternates=(
        _entry_by_entry,
        lambda a, b: np.max(np.abs(a - b) / np.clip(np.abs(a) + np.abs(b), 1e-8, None)),
        lambda a, b: relative_error(a.astype("float32"), b.astype("float32")),
    ),
    hints=(
        "0.1 is a lot for a slope of 0.2 and nothing for a slope of 1000. How can a difference "
        "be measured so that both are treated alike?",
        "Work out an error for each entry, with a denominator that never gets below 1e-8.",
        "The difference without its sign, over the larger of 1e-8 and the two sizes together "
        "(NumPy's maximum compares entry by entry); then the largest of these errors.",
    ),
    properties=(
        Property(
            "it does not matter which comes first",
            lambda answer: np.isclose(answer(GRAD[0], NEAR[0]), answer(NEAR[0], GRAD[0])),
            "Swap the two arguments. Neither of them is known to be the right one.",
        ),
        Property(
            "units do not matter",
            lambda answer: np.isclose(
                answer(GRAD[0], NEAR[0]), answer(1000 * GRAD[0], 1000 * NEAR[0])
            ),
            "Measure both in millimeters instead of meters: the answer should stay.",
        ),
        Property(
            "equal arrays give 0",
            lambda answer: answer(NEAR[0], NEAR[0]) == 0,
            "An array against itself: there is no error at all.",
        ),
        Property(
            "opposite arrays give 1",
            lambda answer: np.isclose(answer(GRAD[0], -GRAD[0]), 1),
            "An array against itself with the sign turned: how large is the difference, and how "
            "large are the two together?",
        ),
    ),
)

EXERCISES = (RELATIVE_ERROR,)
