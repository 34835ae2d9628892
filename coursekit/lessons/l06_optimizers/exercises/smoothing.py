"""Lesson 06, the two corrected lines without Adam around them: a curve is made smooth."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def smooth_curve(values: Any, beta: Any) -> Any:
    """The running mean, which starts at 0, is divided by what it holds of a full one."""
    mean, smooth = 0.0, []
    for t, value in enumerate(values, start=1):
        mean = beta * mean + (1 - beta) * value
        smooth.append(mean / (1 - beta**t))
    return np.array(smooth)


def _uncorrected(values: Any, beta: Any) -> Any:
    mean, smooth = 0.0, []
    for value in values:
        mean = beta * mean + (1 - beta) * value
        smooth.append(mean)
    return np.array(smooth)


def _keeps_the_corrected(values: Any, beta: Any) -> Any:
    mean, smooth = 0.0, []
    for t, value in enumerate(values, start=1):
        mean = (beta * mean + (1 - beta) * value) / (1 - beta**t)
        smooth.append(mean)
    return np.array(smooth)


def _counts_from_zero(values: Any, beta: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        return _uncorrected(values, beta) / (1 - beta ** np.arange(len(values)))


def _starts_at_the_first(values: Any, beta: Any) -> Any:
    mean, smooth = values[0], []
    for value in values:
        mean = beta * mean + (1 - beta) * value
        smooth.append(mean)
    return np.array(smooth)


def _shares_swapped(values: Any, beta: Any) -> Any:
    mean, smooth = 0.0, []
    for t, value in enumerate(values, start=1):
        mean = (1 - beta) * mean + beta * value
        smooth.append(mean / (1 - (1 - beta) ** t))
    return np.array(smooth)


def _as_weights(values: Any, beta: Any) -> Any:
    """What each value weighs, written down."""
    smooth = []
    for t in range(1, len(values) + 1):
        weights = beta ** np.arange(t)[::-1]
        smooth.append(np.sum(weights * values[:t]) / np.sum(weights))
    return np.array(smooth)


SMOOTH_CURVE = Exercise(
    signature="smooth_curve(values, beta)",
    task="Smooth a curve, (N,): a running mean, started at 0, keeps the share beta of itself at "
    "each value. Return it after each value, corrected as in Adam, (N,).",
    reference=smooth_curve,
    probes=(
        (np.array([10.0, 20.0]), 0.9),
        (np.array([1.0, 4.0, -2.0, 3.0]), 0.6),
        (np.array([5.0, 3.0, 7.0]), 0.0),
    ),
    misconceptions=(
        Misconception(
            "uncorrected",
            "A mean is a mean from the first value on.",
            "Your curve starts near 0, wherever the values are: the mean begins at 0 and is too "
            "small at first. How does Adam make up for it?",
            _uncorrected,
        ),
        Misconception(
            "keeps_the_corrected",
            "What was corrected goes on.",
            "The correction is applied to what was corrected before. Which of the two should the "
            "next value find?",
            _keeps_the_corrected,
        ),
        Misconception(
            "same_correction",
            "The correction is the same at each value.",
            "You correct each value as much as the first. Later the mean is warm: where does the "
            "count come in?",
            lambda values, beta: _uncorrected(values, beta) / (1 - beta),
        ),
        Misconception(
            "starts_at_the_first",
            "Starting at the first value makes up for it.",
            "A mean that starts at the first value counts it as if it had been there for ever. How "
            "much does it weigh in your second number, and how much the value that came in?",
            _starts_at_the_first,
        ),
        Misconception(
            "shares_swapped",
            "beta is the share of the new value.",
            "With beta near 1 much of the mean is kept, and the curve is smooth. Which share does "
            "the new value get in yours?",
            _shares_swapped,
        ),
        Misconception(
            "counts_from_zero",
            "The first value has t = 0, as enumerate counts.",
            "At the first value your correction divides by zero. How many values does the mean "
            "hold by then, with the new one?",
            _counts_from_zero,
        ),
    ),
    alternates=(_as_weights,),
    hints=(
        "It is m of Adam, with a value in place of each slope, and no step.",
        "Keep the mean as it stands for the next value, and put a corrected copy into the answer. "
        "The count starts at 1.",
        "For each value: renew the mean, then append it to a list, divided by what is missing from "
        "1 after t values: 1 minus beta to the power of t. In the end make an array of the list.",
    ),
    properties=(
        Property(
            "a flat curve stays as it is",
            lambda f: np.allclose(f(np.full(5, 7.0), 0.9), 7),
            "Five times 7: every mean of them is 7.",
        ),
        Property(
            "the first value is its own mean",
            lambda f: np.isclose(f(np.array([3.0, 9.0]), 0.5)[0], 3),
            "After one value, 3, the mean of all that was seen is 3.",
        ),
    ),
)

EXERCISES = (SMOOTH_CURVE,)
