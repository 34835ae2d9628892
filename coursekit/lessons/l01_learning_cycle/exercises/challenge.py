"""Lesson 01, the challenge: the best knob without a single step."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

X, Y = np.array([1.0, 2.0, -3.0]), np.array([2.5, 3.0, -7.0])


def best_knob(x: Any, y: Any) -> Any:
    """Where the slope of the summed loss is zero, w times sum(x * x) equals sum(x * y)."""
    return np.sum(x * y) / np.sum(x * x)


def _loss(w: Any, x: Any, y: Any) -> Any:
    return np.mean((w * x - y) ** 2)


def _no_better_nearby(answer: Answer) -> bool:
    w = answer(X, Y)
    return all(_loss(w, X, Y) < _loss(w + turn, X, Y) for turn in (-0.1, -0.001, 0.001, 0.1))


def _twenty_steps(x: Any, y: Any) -> Any:
    w = 0.0
    for _ in range(20):
        w = w - 0.01 * np.mean(2 * (w * x - y) * x)
    return w


def _slope_of_any_line(x: Any, y: Any) -> Any:
    longer = x - np.mean(x)
    return np.sum(longer * (y - np.mean(y))) / np.sum(longer**2)


BEST_KNOB = Exercise(
    signature="best_knob(x, y)",
    task="Return the w for which the mean of (w * x - y)**2 over the N examples is as low as it "
    "can be, exactly; x and y have shape (N,).",
    reference=best_knob,
    probes=(
        (np.array([2.0]), np.array([3.0])),
        (X, Y),
        (np.array([0.5, 4.0, 0.0, 1.0]), np.array([1.0, 2.0, 3.0, -1.0])),
        (np.array([300.0, -150.0]), np.array([90.0, 10.0])),
    ),
    misconceptions=(
        Misconception(
            "ratio_of_sums",
            "The best knob is the total of y for the total of x.",
            "Your knob gets the total right. Try x = [1, -1], y = [2, -2]: what is the total, and "
            "what is the best knob?",
            lambda x, y: np.sum(y) / np.sum(x),
            probe=2,
        ),
        Misconception(
            "square_of_the_sum",
            "The sum of the squares is the square of the sum.",
            "These x sum to 0, and their squares do not. By which of the two sums do you divide, "
            "and which one stands in the slope?",
            lambda x, y: np.sum(x * y) / np.sum(x) ** 2,
            probe=1,
        ),
        Misconception(
            "without_the_square",
            "Each product with x is divided by x.",
            "Double all x and y. The best knob stays as it was, yours doubles. How often does x "
            "stand above the line, and how often below?",
            lambda x, y: np.sum(x * y) / np.sum(x),
            probe=2,
        ),
        Misconception(
            "mean_of_ratios",
            "Each example votes for its own knob with the same weight.",
            "Where x is near 0 the knob hardly moves the guess, and yet that example has a full "
            "vote in your answer. With x = 0 it has an endless one.",
            lambda x, y: np.mean(y / x),
            probe=2,
        ),
        Misconception(
            "line_with_a_start",
            "The best line may cross the axis anywhere.",
            "That is the slope of the best line of all. Ours has one knob: at x = 0 it says 0. "
            "What do your means take away?",
            _slope_of_any_line,
            probe=2,
        ),
        Misconception(
            "steps",
            "After a few steps the knob is where it should be.",
            "Near, but not there: more rounds would come nearer. At the lowest place the slope "
            "is zero. Which equation says so?",
            _twenty_steps,
            probe=0,
        ),
        Misconception(
            "not_divided",
            "Where input and answer agree most, there the knob is.",
            "Double all x. The best knob should become half as large; yours does not.",
            lambda x, y: np.sum(x * y),
        ),
    ),
    alternates=(
        lambda x, y: np.dot(x, y) / np.dot(x, x),
        lambda x, y: np.linalg.lstsq(x[:, None], y, rcond=None)[0][0],
    ),
    hints=(
        "The loss over w is a valley. What is its slope at the lowest place?",
        "Write down the slope of the sum of all losses, set it to zero, and solve for w.",
        "Each example adds (w * x - y) * x. Sort that sum: one part has w in every term, the other "
        "has none. The two cancel at the lowest place.",
    ),
    properties=(
        Property(
            "no knob nearby has a lower loss",
            _no_better_nearby,
            "Turn your knob a little to both sides and compare the losses.",
        ),
        Property(
            "twice the inputs, half the knob",
            lambda f: np.isclose(f(2 * X, Y), f(X, Y) / 2),
            "Double all inputs: what must the knob do to keep its predictions?",
        ),
        Property(
            "exact data give the exact knob",
            lambda f: np.isclose(f(X, 1.7 * X), 1.7),
            "Where every y is 1.7 times its x, there is a knob without any miss.",
        ),
    ),
)

EXERCISES = (BEST_KNOB,)
