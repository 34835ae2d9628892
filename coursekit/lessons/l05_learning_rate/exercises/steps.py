"""Lesson 05, the learning rate: one update."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def sgd_step(w: Array, g: Array, lr: float) -> Array:
    return w - lr * g


def _overwrites(w: Array, g: Array, lr: float) -> Array:
    w -= lr * g
    return w


WEIGHTS, SLOPES = np.array([1.0, -2.0, 0.5]), np.array([0.5, -1.5, 4.0])

SGD_STEP = Exercise(
    signature="sgd_step(w, g, lr)",
    task="Return w after one step of length lr times the gradient g, downhill; leave w as it was.",
    reference=sgd_step,
    probes=(
        (np.array([2.0]), np.array([3.0]), 0.1),
        (np.array([2.0]), np.array([-4.0]), 1.5),
        (WEIGHTS, SLOPES, 0.1),
        (np.outer(WEIGHTS, SLOPES[:2]), np.array([[3, -1], [0, 2], [-2, 4]]), 0.25),
        (WEIGHTS, 0 * SLOPES, 0.5),
        (WEIGHTS, 1e6 * SLOPES, 1e-3),
        (np.array([[0.123456, -2.0], [1.0, 3.0]]), np.array([[0.5, 1.5], [-2.0, 1.0]]), 0.01),
    ),
    misconceptions=(
        Misconception(
            "uphill",
            "The gradient points to where the loss is lower.",
            "Where g is positive your w grows. A gradient is an arrow that points up the slope.",
            lambda w, g, lr: w + lr * g,
        ),
        Misconception(
            "fixed_length",
            "SGD takes steps of a fixed length.",
            "However steep the slope is, your w moves by lr. lr is a rate: so much for each unit "
            "of slope.",
            lambda w, g, lr: w - lr * np.sign(g),
        ),
        Misconception(
            "unit_length",
            "The gradient only gives the direction.",
            "Your step as a whole has the length lr, however steep it is. Near the bottom steps "
            "should get shorter by themselves.",
            lambda w, g, lr: w - lr * g / max(np.linalg.norm(g), 1e-12),
        ),
        Misconception(
            "in_place",
            "The old weights are of no use to anybody.",
            "The numbers are right, but the caller's w has changed too. Somebody may want to "
            "compare before and after.",
            _overwrites,
        ),
        Misconception(
            "shrinks_weights",
            "A step begins with forgetting a little.",
            "Put g = 0 into it: your w moves all the same. Nothing in the loss asked for that.",
            lambda w, g, lr: (1 - lr) * w - lr * g,
        ),
        Misconception(
            "divides",
            "lr says how finely a step is cut up.",
            "You divide by lr. Make it ten times smaller: your step gets ten times longer.",
            lambda w, g, lr: w - g / lr,
        ),
        Misconception(
            "no_learning_rate",
            "A step is as long as the slope is steep.",
            "Your step is the whole slope, whatever lr says. Call it with lr = 0.1 and with "
            "lr = 0.001.",
            lambda w, g, lr: w - g,
        ),
        Misconception(
            "only_the_change",
            "A step is how far to move.",
            "Your answer is the way that w has to go. Where does w stand afterwards?",
            lambda w, g, lr: -lr * g,
        ),
        Misconception(
            "average_slope",
            "All weights move by the same amount.",
            "Each weight has a slope of its own. Yours all move together by the average.",
            lambda w, g, lr: w - lr * np.mean(g),
        ),
    ),
    alternates=(
        lambda w, g, lr: np.array([a - lr * b for a, b in zip(w, g, strict=True)]),
        lambda w, g, lr: np.add(w, np.multiply(-lr, g)),
        lambda w, g, lr: w.astype(np.float32) - np.float32(lr) * g.astype(np.float32),
    ),
    hints=(
        "The gradient points to where the loss grows fastest.",
        "Each weight moves against its own slope, and lr says how much of it.",
        "From w take away the gradient made shorter by the learning rate, in a new array.",
    ),
    properties=(
        Property(
            "a slope of 0 moves nothing",
            lambda answer: np.array_equal(answer(WEIGHTS, 0 * WEIGHTS, 0.3), WEIGHTS),
            "At the bottom of the valley there is no reason to move.",
        ),
        Property(
            "ten times the slope is ten times the step",
            lambda answer: np.allclose(
                answer(WEIGHTS, 10 * SLOPES, 0.1) - WEIGHTS,
                10 * (answer(WEIGHTS, SLOPES, 0.1) - WEIGHTS),
                rtol=1e-4,
            ),
            "What is fixed is the factor, not the length of the step.",
        ),
        Property(
            "a small step lowers the loss",
            lambda answer: np.sum(answer(WEIGHTS, 2 * WEIGHTS, 0.1) ** 2) < np.sum(WEIGHTS**2),
            "On the bowl sum of w**2 this g is the slope at w, and your step leads up.",
        ),
    ),
)


EXERCISES = (SGD_STEP,)
