"""Lesson 06, deeper: how far noisy slopes throw a ball about."""

from __future__ import annotations

import math

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def noise_spread(lr: float, beta: float, curvature: float, noise: float) -> float:
    room = 2 * (1 + beta) - lr * curvature
    variance = lr * noise**2 * (1 + beta) / (curvature * (1 - beta) * room)
    return np.sqrt(variance)


def _by_parts(lr: float, beta: float, curvature: float, noise: float) -> float:
    a = lr * curvature
    plain = lr / curvature / (2 - a / (1 + beta))
    return noise * math.sqrt(plain / (1 - beta))


def _settled(lr: float, beta: float, curvature: float, noise: float) -> float:
    """The spread of place and velocity, carried on step by step until it stays."""
    step = np.array([[1 - lr * curvature, -lr * beta], [curvature, beta]])
    push = noise * np.array([-lr, 1.0])
    spread = np.zeros((2, 2))
    for _ in range(4000):
        spread = step @ spread @ step.T + np.outer(push, push)
    return float(np.sqrt(spread[0, 0]))


def _at_its_limit(answer: Answer) -> bool:
    near, half = (answer(share * 3.8 / 5, 0.9, 5.0, 1.0) for share in (0.99999, 0.5))
    return bool(near > 100 * half)


NOISE_SPREAD = Exercise(
    signature="noise_spread(lr, beta, curvature, noise)",
    task="Return the standard deviation with which a ball hovers over the bottom: the root of "
    "lr · noise² (1 + beta) / (curvature (1 - beta) (2(1 + beta) - lr · curvature)), where noise "
    "is the standard deviation of one slope.",
    reference=noise_spread,
    probes=(
        (1.0, 0.0, 1.0, 1.0),
        (0.3, 0.0, 1.0, 0.8),
        (0.1, 0.9, 1.0, 2.0),
        (0.1, 0.5, 4.0, 3.0),
        (0.02, 0.9, 100.0, 0.5),
        (0.1, 0.9, 2.0, 0.0),
    ),
    misconceptions=(
        Misconception(
            "variance",
            "Variance and spread are two words for one thing.",
            "That is the mean square. In kilograms, not in square kilograms: which step is "
            "missing?",
            lambda lr, beta, curvature, noise: noise_spread(lr, beta, curvature, noise) ** 2,
        ),
        Misconception(
            "momentum_averages",
            "A memory averages the noise away.",
            "Your spread falls when beta grows. Each noisy slope stays in the velocity for a "
            "while: does it push once or many times?",
            lambda lr, beta, curvature, noise: np.sqrt(
                lr
                * noise**2
                * (1 - beta)
                / (curvature * (1 + beta) * (2 * (1 + beta) - lr * curvature))
            ),
        ),
        Misconception(
            "no_memory",
            "Noise is a matter of the rate alone.",
            "Your spread does not depend on beta. Where does it stand in the formula?",
            lambda lr, beta, curvature, noise: noise_spread(lr, 0.0, curvature, noise),
        ),
        Misconception(
            "noise_under_the_root",
            "Noise goes in as it is.",
            "Four times as many examples in a batch halve the noise. Does your spread halve as "
            "well?",
            lambda lr, beta, curvature, noise: noise_spread(lr, beta, curvature, noise**0.5),
        ),
        Misconception(
            "small_rates_only",
            "lr · curvature is too small to count.",
            "Near the limit the spread must grow beyond all bounds, and yours stays. What is taken "
            "away in the last bracket?",
            lambda lr, beta, curvature, noise: np.sqrt(
                lr * noise**2 / (2 * curvature * (1 - beta))
            ),
        ),
        Misconception(
            "curvature_in_the_limit_only",
            "A steep bowl is thrown about like a flat one.",
            "The curvature stands in two places of the formula. Which is missing?",
            lambda lr, beta, curvature, noise: (
                np.sqrt(curvature) * noise_spread(lr, beta, curvature, noise)
            ),
        ),
        Misconception(
            "limit_of_plain_steps",
            "The limit of the rate is 2 / curvature.",
            "The last bracket is that of plain steps. A ball stands larger rates: what is the 2 "
            "multiplied with?",
            lambda lr, beta, curvature, noise: np.sqrt(
                abs(lr * noise**2 * (1 + beta) / (curvature * (1 - beta) * (2 - lr * curvature)))
            ),
        ),
        Misconception(
            "below_the_line",
            "After a stroke everything is divided.",
            "Python divides by the curvature alone here, and multiplies by what follows. What has "
            "to stand in brackets?",
            lambda lr, beta, curvature, noise: np.sqrt(
                lr
                * noise**2
                * (1 + beta)
                / curvature
                * (1 - beta)
                * (2 * (1 + beta) - lr * curvature)
            ),
        ),
        Misconception(
            "bracket_taken_apart",
            "Brackets inside a product can be left out.",
            "From what is lr · curvature taken away in yours: from the last bracket, or from the "
            "whole product below the line?",
            lambda lr, beta, curvature, noise: np.sqrt(
                abs(
                    lr
                    * noise**2
                    * (1 + beta)
                    / (curvature * (1 - beta) * 2 * (1 + beta) - lr * curvature)
                )
            ),
        ),
        Misconception(
            "one_plus_beta_once",
            "The 1 + beta above cancels the one below.",
            "With lr · curvature in the bracket, too, nothing cancels: what stands above the line?",
            lambda lr, beta, curvature, noise: (
                noise_spread(lr, beta, curvature, noise) / np.sqrt(1 + beta)
            ),
        ),
    ),
    alternates=(
        _by_parts,
        lambda lr, beta, curvature, noise: (
            noise
            * (lr * (1 + beta) / curvature / (1 - beta) / (2 + 2 * beta - lr * curvature)) ** 0.5
        ),
    ),
    hints=(
        "The task's formula is a mean square. Work it out in two parts, and take the root last.",
        "Begin with the last bracket: it is what is left up to the limit of lr · curvature.",
        "Above the line three factors: lr, the squared noise, 1 plus beta. Below it three as well: "
        "curvature, 1 minus beta, the bracket. Then the root.",
    ),
    properties=(
        Property(
            "noise keeps a spread of this size as it is",
            lambda answer: all(
                np.isclose(answer(*setting), _settled(*setting), rtol=1e-6)
                for setting in ((0.3, 0.0, 1.0, 0.8), (0.1, 0.9, 3.0, 2.0))
            ),
            "One noisy step more should leave the spread as it is. Try lr = 0.1, beta = 0.9, "
            "curvature 3, noise 2.",
        ),
        Property(
            "half the noise is half the spread",
            lambda answer: np.isclose(2 * answer(0.1, 0.9, 3.0, 1.0), answer(0.1, 0.9, 3.0, 2.0)),
            "Halve the noise and leave the rest: the spread should be half as large.",
        ),
        Property(
            "at the limit of the rate it grows beyond all bounds",
            _at_its_limit,
            "Just below lr · curvature = 2(1 + beta) the spread should be very large.",
        ),
    ),
)

EXERCISES = (NOISE_SPREAD,)
