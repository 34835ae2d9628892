"""Lesson 05, the bowl under the shower: two misses tell the rate that hits at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def perfect_rate(lr: Any, before: Any, after: Any) -> Any:
    """The rate whose step ends at a miss of 0."""
    factor = after / before
    return lr / (1 - factor)


def _by_the_curvature(lr: Any, before: Any, after: Any) -> Any:
    c = (before - after) / (lr * before)
    return 1 / c


PERFECT_RATE = Exercise(
    signature="perfect_rate(lr, before, after)",
    task="A turn of the tap with rate lr took the miss, in degrees, from before to after; return "
    "the rate that would have taken it to 0 at once.",
    reference=perfect_rate,
    probes=(
        (0.5, 8.0, 6.0),
        (0.9, 10.0, -8.0),
        (0.6, 2.0, -2.8),
        (0.05, -5.0, -4.0),
        (0.25, -4.0, 0.0),
        (0.3, -6.0, 1.5),
    ),
    misconceptions=(
        Misconception(
            "without_a_sign",
            "What counts is how much is left.",
            "Before it was too cold, then too hot, or the other way round. What does that change "
            "in the factor?",
            lambda lr, before, after: lr / (1 - abs(after / before)),
        ),
        Misconception(
            "largest_allowed",
            "The limit is the best rate.",
            "Yours is the rate at which the miss stays as large for ever, from one side to the "
            "other. Which factor ends at 0?",
            lambda lr, before, after: 2 * lr * before / (before - after),
        ),
        Misconception(
            "curvature",
            "What is asked for is c.",
            "You found how strongly the shower answers, c. Which rate goes with it?",
            lambda lr, before, after: (1 - after / before) / lr,
        ),
        Misconception(
            "multiplied",
            "A step that does too much needs a larger rate.",
            "A turn that went half the way asks for a larger rate, one that went too far for a "
            "smaller one. Yours answers the other way round.",
            lambda lr, before, after: lr * (1 - after / before),
        ),
        Misconception(
            "scaled_by_the_factor",
            "The rate shrinks like the miss.",
            "You multiply the rate by the factor, or by its size. A turn that hit at once would "
            "get the rate 0. Should it?",
            lambda lr, before, after: lr * abs(after / before),
        ),
        Misconception(
            "what_is_left",
            "The rate grows by the share that is missing.",
            "Try yours on a turn that took the miss from 8 to 4. How far did it go, and how often "
            "does that fit into 8?",
            lambda lr, before, after: lr * (1 + after / before),
        ),
        Misconception(
            "divided_by_the_factor",
            "The less is left, the larger the next rate.",
            "Try yours on a turn that leaves a quarter of the miss, and on one that leaves three "
            "quarters. Which of them asks for the larger rate?",
            lambda lr, before, after: lr * np.divide(before, after),
        ),
        Misconception(
            "upside_down",
            "The factor is before divided by after.",
            "Multiply before by your factor. Does after come out?",
            lambda lr, before, after: lr / (1 - np.divide(before, after)),
        ),
        Misconception(
            "in_degrees",
            "The change of the miss is all one needs.",
            "Double both misses: the shower is the same, and your rate is another.",
            lambda lr, before, after: lr / (before - after),
        ),
    ),
    alternates=(
        _by_the_curvature,
        lambda lr, before, after: lr * before / (before - after),
    ),
    hints=(
        "By which number, with its sign, did the turn multiply the miss?",
        "As in the bowl, that number is 1 - lr times c. Solve for c on paper. At which rate would "
        "the number be 0?",
        "Factor: after divided by before. Then c is 1 minus the factor, divided by lr, and the "
        "rate that hits at once is 1 divided by c.",
    ),
    properties=(
        Property(
            "a rate that hit at once stays as it is",
            lambda f: np.isclose(f(0.3, 5.0, 0.0), 0.3),
            "The miss after this turn was 0 already.",
        ),
        Property(
            "in other degrees the rate is the same",
            lambda f: np.isclose(f(0.4, 9.0, -1.8), f(0.4, 5.0, -1.0)),
            "Measured in Fahrenheit both misses are 1.8 times as large. The tap is the same.",
        ),
        Property(
            "a turn that does half of it asks for twice the rate",
            lambda f: np.isclose(f(0.7, 6.0, 3.0), 1.4),
            "Half of the miss went away. How far would the tap have had to be turned?",
        ),
    ),
)

EXERCISES = (PERFECT_RATE,)
