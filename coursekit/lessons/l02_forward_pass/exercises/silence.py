"""Lesson 02, what a ReLU lets through: which hidden units never say anything?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def silent_units(x: Array, W: Array, b: Array) -> Any:
    """A unit is a column; it is silent when no row brings its sum above 0."""
    return np.all(x @ W + b <= 0, axis=0)


X = np.array([[1.0, -1.0], [-1.0, 2.0], [-4.0, 1.0], [0.5, 0.5]])
W = np.array([[1.0, -1.0, 0.5], [-1.0, -2.0, 0.0]])
B = np.array([0.0, -4.0, -0.5])


def _unit_by_unit(x: Array, W: Array, b: Array) -> Any:
    silent = []
    for h in range(W.shape[1]):
        loudest = max(float(row @ W[:, h] + b[h]) for row in x)
        silent.append(loudest <= 0)
    return silent


def _does_not_mind_the_order(answer: Answer) -> bool:
    return bool(np.array_equal(answer(X, W, B), answer(X[::-1].copy(), W, B)))


SILENT_UNITS = Exercise(
    signature="silent_units(x, W, b)",
    task="Return an array (H,) with True for each hidden unit whose ReLU gives 0 for every row of "
    "x, else False; x is (N, D), W (D, H), b (H,).",
    reference=silent_units,
    probes=(
        (np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, -1.0]]), np.array([0.0, 0.5])),
        (X, W, B),
        (np.array([[-1.0], [-2.0]]), np.array([[-1.0, 2.0, -3.0]]), np.array([0.0, 0.0, -9.0])),
        (np.array([[0.0], [0.0]]), np.array([[1.0, 1.0, 1.0]]), np.array([0.0, 1.0, -1.0])),
        (np.array([[9.0], [-1.0]]), np.array([[1.0, -1.0, 2.0]]), np.array([-6.0, -9.0, 0.0])),
    ),
    misconceptions=(
        Misconception(
            "a_row_is_a_unit",
            "Each row is a unit.",
            "You have one answer for each example. How many units are there, and where does one "
            "unit stand in x @ W + b?",
            lambda x, W, b: np.all(x @ W + b <= 0, axis=1),
        ),
        Misconception(
            "silent_once",
            "Who is silent once is silent.",
            "One of the units that you call silent speaks up for another row. For how many rows "
            "must it give 0?",
            lambda x, W, b: np.any(x @ W + b <= 0, axis=0),
        ),
        Misconception(
            "negative_weights",
            "Negative weights silence a unit.",
            "Inputs may be negative, too, and there is a bias. What does the ReLU look at?",
            lambda x, W, b: np.all(W <= 0, axis=0),
        ),
        Misconception(
            "on_average",
            "Who is silent on average is silent.",
            "Add up many quiet rows and a loud one. Is such a unit silent?",
            lambda x, W, b: np.mean(x @ W + b, axis=0) <= 0,
        ),
        Misconception(
            "zero_is_heard",
            "Only a sum below 0 is silenced.",
            "Here a unit's sum is exactly 0. What does the ReLU make of it?",
            lambda x, W, b: np.all(x @ W + b < 0, axis=0),
            probe=3,
        ),
        Misconception(
            "numbers_of_units",
            "The silent units are asked for by their numbers.",
            "You list which units are silent. Here each unit gets an answer of its own, True or "
            "False, also those that speak.",
            lambda x, W, b: np.flatnonzero(np.all(x @ W + b <= 0, axis=0)),
        ),
        Misconception(
            "who_speaks",
            "True stands for a unit that speaks.",
            "True and False are swapped: which units were asked for?",
            lambda x, W, b: np.any(x @ W + b > 0, axis=0),
        ),
    ),
    alternates=(
        _unit_by_unit,
        lambda x, W, b: np.maximum(x @ W + b, 0).sum(axis=0) == 0,
    ),
    hints=(
        "Work out the sums of all units for all rows. What must be true of a unit's sums?",
        "In the table of the sums a unit is a column. All its numbers are to be looked at: which "
        "of them would be enough to decide?",
        "The largest sum of a column decides: when that is not above 0, no row wakes the unit. "
        "NumPy's max with axis=0 goes down the columns.",
    ),
    properties=(
        Property(
            "a bias of -1000 silences a unit",
            lambda f: list(f(X, W, np.array([-1000.0, 1.0, 1.0]))) == [True, False, False],
            "No input here comes near 1000. Which of the three units can still speak?",
        ),
        Property(
            "the order of the rows does not matter",
            _does_not_mind_the_order,
            "The same examples in another order: the same units are silent.",
        ),
    ),
)

EXERCISES = (SILENT_UNITS,)
