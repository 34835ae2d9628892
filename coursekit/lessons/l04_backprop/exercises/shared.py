"""Lesson 04, one weight used in two places: a bug that every program once had."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

DOUT1, X1 = np.array([1.0, -2.0, 0.25]), np.array([3.0, 0.5, 2.0])
DOUT2, X2 = np.array([-1.0, 1.0, 4.0]), np.array([2.0, 4.0, 0.75])


def shared_backward(dout1: Array, x1: Array, dout2: Array, x2: Array) -> Any:
    return np.sum(dout1 * x1) + np.sum(dout2 * x2)


def _second_overwrites(dout1: Array, x1: Array, dout2: Array, x2: Array) -> Any:
    dw = np.sum(dout1 * x1)
    dw = np.sum(dout2 * x2)
    return dw


def _exchanged(answer: Any) -> bool:
    return bool(np.isclose(answer(DOUT1, X1, DOUT2, X2), answer(DOUT2, X2, DOUT1, X1)))


def _one_after_the_other(dout1: Array, x1: Array, dout2: Array, x2: Array) -> float:
    dw = 0.0
    for dout, x in ((dout1, x1), (dout2, x2)):
        for slope, entry in zip(dout, x, strict=True):
            dw += slope * entry
    return dw


SHARED_BACKWARD = Exercise(
    signature="shared_backward(dout1, x1, dout2, x2)",
    task="Mend it: one weight w is used twice, out1 = w * x1 and out2 = w * x2. Return the slope "
    "of the loss along w, one number, given dout1 and dout2, which hold the 1/N already; all four "
    "have the shape (N,).",
    reference=shared_backward,
    mend="second_overwrites",
    probes=(
        (np.array([1.0]), np.array([3.0]), np.array([2.0]), np.array([4.0])),
        (DOUT1, X1, DOUT2, X2),
        (DOUT1[:2], X1[:2], np.zeros(2), X2[:2]),
        (DOUT2, X1, DOUT1, np.zeros(3)),
    ),
    misconceptions=(
        Misconception(
            "second_overwrites",
            "The later use counts.",
            "Only the second place counts in your answer: with another dout1 it would stay as it "
            "is. Where is what the first place said lost?",
            _second_overwrites,
        ),
        Misconception(
            "mean_of_both",
            "Two uses, so the average.",
            "Turn w by 0.01: both places move, and each moves the loss. Does one of them move it "
            "less because there is the other?",
            lambda dout1, x1, dout2, x2: (np.sum(dout1 * x1) + np.sum(dout2 * x2)) / 2,
        ),
        Misconception(
            "added_before_multiplying",
            "Add first, multiply afterwards.",
            "In yours the gradient of one place meets the input of the other. Do they belong "
            "together?",
            lambda dout1, x1, dout2, x2: np.sum((dout1 + dout2) * (x1 + x2)),
        ),
        Misconception(
            "product_of_both",
            "Slopes are multiplied.",
            "Along a path slopes multiply. Do the two uses lie one behind the other, or side by "
            "side?",
            lambda dout1, x1, dout2, x2: np.sum(dout1 * x1) * np.sum(dout2 * x2),
        ),
        Misconception(
            "mean_over_examples",
            "Over examples one takes the mean.",
            "Both uses count now, and your sum is N times too small. Where was the average taken "
            "already?",
            lambda dout1, x1, dout2, x2: np.mean(dout1 * x1) + np.mean(dout2 * x2),
        ),
        Misconception(
            "first_only",
            "The first use counts.",
            "Now the first place counts alone. Set dout1 to zeros: does w still do anything?",
            lambda dout1, x1, dout2, x2: np.sum(dout1 * x1),
        ),
        Misconception(
            "one_for_each_example",
            "Each example has a slope of its own.",
            "You have a number for each example. How many weights are there?",
            lambda dout1, x1, dout2, x2: dout1 * x1 + dout2 * x2,
        ),
    ),
    alternates=(
        _one_after_the_other,
        lambda dout1, x1, dout2, x2: dout1 @ x1 + dout2 @ x2,
    ),
    hints=(
        "Try it with numbers: which of the four inputs can you change without changing the answer?",
        "From w two paths lead to the loss. What does the chain rule do with paths?",
        "Each line is right in itself. The second one has to keep what the first one found, and "
        "put its own to it.",
    ),
    properties=(
        Property(
            "it does not matter which place comes first",
            _exchanged,
            "Exchange the two places: the same weight, the same loss, and another slope.",
        ),
        Property(
            "a place whose input is 0 adds nothing",
            lambda f: np.isclose(f(DOUT1, X1, DOUT2, np.zeros(3)), np.sum(DOUT1 * X1)),
            "In the second place every input is 0, so that w moves the loss through the first one "
            "only.",
        ),
    ),
)

EXERCISES = (SHARED_BACKWARD,)
