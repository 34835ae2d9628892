"""Lesson 06, deeper: the rate and the momentum that suit both ends of a bowl."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def best_ball(flattest: float, steepest: float) -> tuple[float, float]:
    low, high = flattest**0.5, steepest**0.5
    return 4 / (low + high) ** 2, ((high - low) / (high + low)) ** 2


def _by_the_ratio(flattest: float, steepest: float) -> tuple[float, float]:
    root = (steepest / flattest) ** 0.5
    left = (root - 1) / (root + 1)
    return (1 - left) ** 2 / flattest, left**2


def _at_the_far_edge(flattest: float, steepest: float) -> list[float]:
    root = np.sqrt(np.divide(steepest, flattest))
    beta = np.square((root - 1) / (root + 1))
    return [np.square(1 + np.sqrt(beta)) / steepest, beta]


def _wrong_ball(lr: Answer, beta: Answer) -> Answer:
    """Another rate and another beta, from the two roots."""

    def answer(flattest: float, steepest: float) -> tuple[float, float]:
        low, high = np.sqrt(flattest), np.sqrt(steepest)
        return float(lr(low, high)), float(beta(low, high))

    return answer


def _rate(low: float, high: float) -> float:
    return 4 / (low + high) ** 2


def _beta(low: float, high: float) -> float:
    return ((high - low) / (high + low)) ** 2


def _levels(answer: Answer) -> bool:
    """Whether one step leaves the same in both directions of a bowl."""
    lr, beta = answer(3.0, 48.0)
    flat, steep = (abs(np.roots([1, lr * c - 1 - beta, beta])).max() for c in (3.0, 48.0))
    return bool(np.isclose(flat, steep, rtol=1e-6))


BEST_BALL = Exercise(
    signature="best_ball(flattest, steepest)",
    task="Return (lr, beta) for a bowl with these two curvatures: where (1 - √beta)² is lr times "
    "the flattest and (1 + √beta)² is lr times the steepest.",
    reference=best_ball,
    probes=((1.0, 9.0), (1.0, 100.0), (4.0, 25.0), (2.0, 2.0), (0.01, 50.0)),
    misconceptions=(
        Misconception(
            "plain_steps",
            "The best rate is that of plain steps.",
            "That suits plain steps: the bowl's two ends shrink alike without a memory. What do "
            "the two conditions in the task say about beta?",
            lambda flattest, steepest: (2 / (flattest + steepest), 0.0),
        ),
        Misconception(
            "curvatures_without_roots",
            "The ratio of the curvatures stands in the formula.",
            "You work with the curvatures themselves. Take the square root on both sides of each "
            "condition first: what is left on the right?",
            lambda flattest, steepest: best_ball(flattest**2, steepest**2),
        ),
        Misconception(
            "beta_not_squared",
            "The quotient is beta.",
            "Your rate is right. The conditions hold the root of beta, and that is what you hand "
            "back. Which number is wanted?",
            _wrong_ball(_rate, lambda low, high: (high - low) / (high + low)),
        ),
        Misconception(
            "rate_not_squared",
            "The rate is 2 through the sum of the roots.",
            "Your beta is right. In each condition lr stands inside a square: check the first one "
            "with your numbers.",
            _wrong_ball(lambda low, high: 2 / (low + high), _beta),
        ),
        Misconception(
            "rate_without_roots",
            "The rate holds the sum of the curvatures.",
            "Your beta is right. In your rate the curvatures themselves are added. What of them "
            "stands in the formula?",
            _wrong_ball(lambda low, high: 4 / (low**2 + high**2) ** 2, _beta),
        ),
        Misconception(
            "flattest_is_1",
            "Only how narrow the valley is counts.",
            "Both arguments ten times as large is the same valley in another unit: beta stays, "
            "and lr?",
            lambda flattest, steepest: best_ball(1.0, steepest / flattest),
        ),
        Misconception(
            "sum_under_the_root",
            "The root of a sum is the sum of the roots.",
            "Your beta is right. Below the line you square the two roots one by one; the sum is "
            "squared as a whole.",
            _wrong_ball(lambda low, high: 4 / (low**2 + high**2), _beta),
        ),
        Misconception(
            "beta_first",
            "The order of the answers is free.",
            "Both numbers are right. Which of them is asked for first?",
            lambda flattest, steepest: best_ball(flattest, steepest)[::-1],
        ),
        Misconception(
            "at_the_limit",
            "The largest usable rate is the best.",
            "With your rate the steep direction never comes to rest: that is the limit itself. "
            "Both conditions of the task have to hold.",
            _wrong_ball(lambda low, high: 2 * (1 + _beta(low, high)) / high**2, _beta),
        ),
    ),
    alternates=(_by_the_ratio, _at_the_far_edge),
    hints=(
        "Take the square root of both conditions. Then lr and the root of beta stand in two plain "
        "equations.",
        "Divide one equation by the other and lr is gone: that gives beta. Add them up and beta is "
        "gone: that gives lr.",
        "With the roots of the two curvatures: beta is the square of their difference through "
        "their sum, and the root of lr is 2 through their sum.",
    ),
    properties=(
        Property(
            "both directions keep the same share at each step",
            _levels,
            "With your settings one step leaves more in one of the two directions than in the "
            "other. Check each condition of the task with your numbers.",
        ),
        Property(
            "a round bowl needs no memory",
            lambda answer: np.allclose(answer(4.0, 4.0), (0.25, 0.0)),
            "In a round bowl one plain step of the right rate lands on the bottom: beta should be "
            "0.",
        ),
        Property(
            "another unit changes the rate alone",
            lambda answer: np.allclose(
                np.multiply(answer(10.0, 90.0), (10, 1)), answer(1.0, 9.0), rtol=1e-9
            ),
            "Make both curvatures ten times as large: lr should be a tenth, and beta the same.",
        ),
    ),
)


EXERCISES = (BEST_BALL,)
