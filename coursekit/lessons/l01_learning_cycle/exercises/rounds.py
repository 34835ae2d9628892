"""Lesson 01, the cycle watched from outside: when has it settled?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property

ONE = np.array([1.0]), np.array([2.0])
TWO = np.array([1.0, 2.0]), np.array([1.0, 6.0])
EVEN = np.array([1.0, 2.0]), np.array([2.0, 4.0])


def rounds_needed(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    """Rounds of updates, one for each example, until a whole round moves w by less than tol."""
    for rounds in range(1, 1001):
        before = w
        for x_n, y_n in zip(x, y, strict=True):
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if abs(w - before) < tol:
            return rounds
    return 1000


def _from_the_start(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    before = w
    for rounds in range(1, 1001):
        for i in range(len(x)):
            w = w - lr * 2 * (w * x[i] - y[i]) * x[i]
        if abs(w - before) < tol:
            return rounds
    return 1000


def _each_example(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        for x_n, y_n in zip(x, y, strict=True):
            step = lr * 2 * (w * x_n - y_n) * x_n
            w = w - step
            if abs(step) < tol:
                return rounds
    return 1000


def _last_example(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        for x_n, y_n in zip(x, y, strict=True):
            before = w
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if abs(w - before) < tol:
            return rounds
    return 1000


def _with_itself(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    return 1


def _not_the_last(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    return rounds_needed(w, x, y, lr, tol) - 1


def _with_a_sign(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        before = w
        for x_n, y_n in zip(x, y, strict=True):
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if w - before < tol:
            return rounds
    return 1000


def _until_it_settles(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    rounds, moved = 0, np.inf
    while abs(moved) >= tol and rounds < 1000:
        before = w
        for i in range(len(x)):
            w -= 2 * lr * x[i] * (x[i] * w - y[i])
        rounds, moved = rounds + 1, w - before
    return rounds


ROUNDS_NEEDED = Exercise(
    signature="rounds_needed(w, x, y, lr, tol)",
    task="Mend it: train w on the pairs of x and y, both (N,), and return how many rounds it took "
    "until a whole round moved w by less than tol. That round counts; after 1000 it gives up.",
    reference=rounds_needed,
    mend="from_the_start",
    probes=(
        (0.0, *ONE, 0.25, 0.1),
        (5.0, *ONE, 0.1, 0.01),
        (1.0, *TWO, 0.05, 0.001),
    ),
    misconceptions=(
        Misconception(
            "from_the_start",
            "Little change since the start means that it has arrived.",
            "Print w and what it is compared with, once in each round. Which of the two never "
            "changes?",
            _from_the_start,
        ),
        Misconception(
            "each_example",
            "A small step for one example is the end.",
            "One example may be content while the next still pulls. What was to be compared: one "
            "step, or a whole round?",
            _each_example,
        ),
        Misconception(
            "last_example",
            "w is remembered before each step.",
            "How often is w remembered in one round here, and how often is it compared? A whole "
            "round was asked for.",
            _last_example,
        ),
        Misconception(
            "with_itself",
            "w is remembered when a round is done.",
            "This ends after one round, whatever happened in it. What has w done between being "
            "remembered and being compared?",
            _with_itself,
            probe=0,
        ),
        Misconception(
            "not_counting_the_last",
            "The round that moved nothing does not count.",
            "How many rounds did you look at before you knew?",
            _not_the_last,
        ),
        Misconception(
            "with_a_sign",
            "A move downward is a small move.",
            "Here w falls from above. Which sign has w minus what it was, and how large is it?",
            _with_a_sign,
            probe=1,
        ),
    ),
    alternates=(_until_it_settles,),
    hints=(
        "It runs to the end and says 1000, or stops by chance. With what is w compared?",
        "A round is compared with the round before it. Where must that be remembered anew?",
        "What was remembered stands above the loop over rounds. Move it to where each round "
        "begins.",
    ),
    properties=(
        Property(
            "a w that is right takes one round",
            lambda f: f(2.0, *EVEN, 0.05, 1e-9) == 1,
            "This w is right from the start: the first round moves nothing.",
        ),
        Property(
            "a w that never settles is given up after 1000 rounds",
            lambda f: f(1.0, *ONE, 1.0, 0.1) == 1000,
            "This w jumps between 1 and 3 for ever. What is to come out after 1000 rounds?",
        ),
    ),
)

EXERCISES = (ROUNDS_NEEDED,)
