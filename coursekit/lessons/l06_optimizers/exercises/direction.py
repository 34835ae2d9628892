"""Lesson 06, deeper: what a step of a ball leaves in one direction of a bowl."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def factor_left(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    inside = s**2 - 4 * beta
    if inside < 0:
        return np.sqrt(beta)
    return (abs(s) + np.sqrt(inside)) / 2


def _by_complex_roots(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    swing = complex(s * s - 4 * beta) ** 0.5
    return max(abs(s + swing), abs(s - swing)) / 2


def _by_cases(lr: float, beta: float, curvature: float) -> float:
    a = lr * curvature
    slow, fast = (1 - beta**0.5) ** 2, (1 + beta**0.5) ** 2
    if slow <= a <= fast:
        return beta**0.5
    half = abs(1 + beta - a) / 2
    return half + (half * half - beta) ** 0.5


def _roots(sign: float, share: float, start: float, lr: float, beta: float, c: float) -> float:
    """The larger root, with slips: the sign of the root, what stands for 4, what stands for 1."""
    s = start + beta - lr * c
    inside = s**2 - share * beta
    return float(np.sqrt(beta) if inside < 0 else (abs(s) + sign * np.sqrt(inside)) / 2)


def _signed(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    inside = s**2 - 4 * beta
    return float(np.sqrt(beta) if inside < 0 else (s + np.sqrt(inside)) / 2)


def _one_formula(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    with np.errstate(invalid="ignore"):
        return float((s + np.sqrt(s**2 - 4 * beta)) / 2)


def _product(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    return beta if s**2 < 4 * beta else factor_left(lr, beta, curvature)


def _real_part(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    return float((abs(s) + np.sqrt(max(s**2 - 4 * beta, 0))) / 2)


def _not_halved(lr: float, beta: float, curvature: float) -> float:
    s = 1 + beta - lr * curvature
    inside = s**2 - 4 * beta
    return float(np.sqrt(beta) if inside < 0 else abs(s) + np.sqrt(inside))


def _left_of(lr: float, beta: float, curvature: float, steps: int) -> float:
    """How far from the bottom a ball is that started at 1."""
    w, v = 1.0, 0.0
    for _ in range(steps):
        v = beta * v + curvature * w
        w -= lr * v
    return w


def _limit_found(answer: Answer) -> bool:
    return all(
        answer(0.999 * 2 * (1 + beta) / 4, beta, 4.0)
        < 1
        < answer(1.001 * 2 * (1 + beta) / 4, beta, 4.0)
        for beta in (0.0, 0.3, 0.9)
    )


FACTOR_LEFT = Exercise(
    signature="factor_left(lr, beta, curvature)",
    task="Return what one step of a ball leaves, in the long run, of its distance from the bottom: "
    "the size of the larger root of r² - s·r + beta = 0 with s = 1 + beta - lr · curvature.",
    reference=factor_left,
    probes=(
        (0.25, 0.25, 1.0),
        (0.1, 0.81, 1.0),
        (0.01, 0.5, 2.0),
        (0.0375, 0.9, 100.0),
        (0.039, 0.9, 100.0),
        (0.5, 0.0, 3.0),
        (0.02, 0.6, 100.0),
    ),
    misconceptions=(
        Misconception(
            "root_of_beta",
            "How fast a ball settles depends on beta alone.",
            "Yours depends on beta alone. With a tiny rate nearly nothing moves: how much of the "
            "distance is left then?",
            lambda lr, beta, curvature: np.sqrt(beta),
        ),
        Misconception(
            "no_memory",
            "What one step leaves is one minus rate times curvature.",
            "That is the factor of plain steps. Where does beta come in?",
            lambda lr, beta, curvature: abs(1 - lr * curvature),
        ),
        Misconception(
            "product",
            "A swinging ball keeps beta of its distance.",
            "Where the ball swings your answer is the product of the two roots. Both have the same "
            "size: how large is one of them?",
            _product,
        ),
        Misconception(
            "one_formula",
            "The root formula does it in every case.",
            "Where the ball swings, the number under the root is negative and NumPy finds no root. "
            "What does a step leave there?",
            _one_formula,
        ),
        Misconception(
            "signed",
            "The larger root is the one with the plus.",
            "With a large rate both roots are negative. Which of them lies farther from 0?",
            _signed,
        ),
        Misconception(
            "smaller_root",
            "The faster part says how fast it goes.",
            "Two parts fade, each at its own pace, and you name the quicker one. Which is still "
            "there after a hundred steps?",
            lambda lr, beta, curvature: _roots(-1, 4, 1, lr, beta, curvature),
        ),
        Misconception(
            "real_part",
            "A negative number under the root counts as 0.",
            "Where the ball swings, the roots are complex, and you count their real part only. "
            "What is the product of the two, and so the size of each?",
            _real_part,
        ),
        Misconception(
            "without_the_four",
            "Under the root stands s squared minus beta.",
            "At a quarter for beta and a quarter for lr · curvature both roots should be one "
            "half. Look up what stands under the root of a quadratic equation.",
            lambda lr, beta, curvature: _roots(1, 1, 1, lr, beta, curvature),
        ),
        Misconception(
            "not_halved",
            "The root formula ends with the root.",
            "Your number is twice a root. What is the sum in the formula divided by?",
            _not_halved,
        ),
        Misconception(
            "minus_beta",
            "The memory slows the ball down.",
            "In s your beta is taken away. A ball that keeps its speed goes on: which sign does "
            "that have?",
            lambda lr, beta, curvature: factor_left(lr + 2 * beta / curvature, beta, curvature),
        ),
        Misconception(
            "running_mean",
            "The new slope counts with 1 - beta.",
            "You let in only a share of each slope, as in a running mean. In this course it counts "
            "in full.",
            lambda lr, beta, curvature: factor_left((1 - beta) * lr, beta, curvature),
        ),
        Misconception(
            "rate_alone",
            "The rate says how far a step goes.",
            "Your answer is the same in a steep direction and in a flat one. Which argument have "
            "you not used?",
            lambda lr, beta, curvature: factor_left(lr, beta, 1.0),
        ),
    ),
    alternates=(_by_complex_roots, _by_cases),
    hints=(
        "A quadratic equation has two roots. What stands under the square root decides whether "
        "they are real: look at its sign first.",
        "Negative under the root: two complex roots of one size, and their product is beta. Else "
        "two real ones, of the same sign as s: take the one farther from 0.",
        "Work out s, then s squared minus four times beta. If that is negative, hand back the root "
        "of beta; if not, half of the size of s plus the root of what you worked out.",
    ),
    properties=(
        Property(
            "without memory it is what a plain step leaves",
            lambda answer: all(
                np.isclose(answer(lr, 0.0, 5.0), abs(1 - 5 * lr)) for lr in (0.05, 0.2, 0.3, 0.5)
            ),
            "With beta = 0 one step leaves the size of 1 minus lr times curvature.",
        ),
        Property(
            "in the long run the distance shrinks by it at every step",
            lambda answer: np.isclose(
                answer(0.01, 0.5, 2.0),
                _left_of(0.01, 0.5, 2.0, 101) / _left_of(0.01, 0.5, 2.0, 100),
                rtol=1e-6,
            ),
            "Let a ball roll many steps with these settings, and divide its last distance from the "
            "bottom by the one before.",
        ),
        Property(
            "it passes 1 where the ball flies out",
            _limit_found,
            "Below the limit 2(1 + beta) / curvature the answer should be under 1, above it over "
            "1.",
        ),
    ),
)

EXERCISES = (FACTOR_LEFT,)
