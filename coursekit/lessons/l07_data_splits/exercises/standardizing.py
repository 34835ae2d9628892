"""Lesson 07, data: mean and standard deviation of each column."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

X = np.array([[1500.0, 3.0, -2.0], [900.0, 1.0, 0.5], [2500.0, 4.0, -7.0], [1200.0, 2.0, 1.0]])
LEVEL = np.array([[4.0, 3.0], [1.0, 3.0], [6.0, 3.0]])


def standardize_fit(x: Array) -> tuple[Array, Array]:
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std > 0, std, 1)


def safe(std: Any) -> Array:
    """1 in place of a spread of 0."""
    return np.where(np.asarray(std) > 0, std, 1)


def _by_hand(x: Array) -> tuple[Array, Array]:
    mean = np.add.reduce(x) / len(x)
    std = (sum((row - mean) ** 2 for row in x) / len(x)) ** 0.5
    std[std == 0] = 1
    return mean, std


STANDARDIZE_FIT = Exercise(
    signature="standardize_fit(x)",
    task="Return (mean, std) of each column of x (N, D), two arrays (D,): the population standard "
    "deviation, which divides by N, with 1 in place of 0.",
    reference=standardize_fit,
    probes=(
        (np.array([[1.0], [3.0]]),),
        (X,),
        (LEVEL,),
        (X[:1],),
        (np.array([[3, -1], [5, 2], [1, 0]]),),
        (1e6 + 1e3 * X,),
        (X / 1e4,),
        (X[1:],),
        (X[:1, :1],),
        (np.array([[1e8], [1e8 + 3], [1e8 + 7]]),),
        (np.array([[1.0, 5.0], [-1.0, 8.0]]),),
    ),
    misconceptions=(
        Misconception(
            "variance",
            "Variance is another word for spread.",
            "If a column is in meters, your spread is in square meters. Which step is missing?",
            lambda x: (x.mean(axis=0), safe(x.var(axis=0))),
        ),
        Misconception(
            "one_for_all",
            "A table has one mean and one spread.",
            "Both of your arrays repeat one number. A column of areas and a column of bedrooms "
            "cannot share it.",
            lambda x: (np.full(x.shape[1], x.mean()), safe(np.full(x.shape[1], x.std()))),
        ),
        Misconception(
            "sample_spread",
            "A standard deviation divides by N - 1.",
            "You divide by N - 1, as statistics does for a sample. Here the task says N, so that "
            "the scaled training set has a spread of exactly 1.",
            lambda x: (
                x.mean(axis=0),
                safe(np.sqrt(np.sum((x - x.mean(axis=0)) ** 2, axis=0) / max(len(x) - 1, 1))),
            ),
        ),
        Misconception(
            "median",
            "The middle is the median.",
            "Take a column 0, 0, 9: it balances at 3, and 0 stands in the middle. Which of them is "
            "the mean?",
            lambda x: (np.median(x, axis=0), safe(x.std(axis=0))),
        ),
        Misconception(
            "spread_of_zero",
            "No column is constant.",
            "In a column of equal values your spread is 0, or next to nothing, and soon somebody "
            "divides by it. What does the task put in its place?",
            lambda x: (x.mean(axis=0), x.std(axis=0)),
        ),
        Misconception(
            "at_least_one",
            "A spread should be 1 or more.",
            "You lift every small spread to 1. Which one spread alone is to be replaced?",
            lambda x: (x.mean(axis=0), np.maximum(x.std(axis=0), 1)),
        ),
        Misconception(
            "mean_distance",
            "The spread is the average distance to the mean.",
            "You average the distances as they are. In a standard deviation they are squared "
            "first; what is done after the averaging to make up for that?",
            lambda x: (x.mean(axis=0), safe(np.abs(x - x.mean(axis=0)).mean(axis=0))),
        ),
        Misconception(
            "range",
            "Scaling divides by the range.",
            "Your second array is the width of the range. One palace alone would double it.",
            lambda x: (x.mean(axis=0), safe(np.ptp(x, axis=0))),
        ),
        Misconception(
            "for_each_house",
            "axis 1 goes down the columns.",
            "You average along the rows, a house's area with its number of bedrooms. Who should be "
            "averaged with whom?",
            lambda x: (x.mean(axis=1), safe(x.std(axis=1))),
        ),
        Misconception(
            "spread_first",
            "The order of the answers is free.",
            "Both arrays are right. Which of them is asked for first?",
            lambda x: (safe(x.std(axis=0)), x.mean(axis=0)),
        ),
        Misconception(
            "not_averaged",
            "The spread is the root of the sum of the squares.",
            "You take the root of a sum: twice as many houses would make the spread larger. Which"
            " step comes before the root?",
            lambda x: (x.mean(axis=0), safe(x.std(axis=0) * np.sqrt(len(x)))),
        ),
        Misconception(
            "one_spread",
            "A table has one spread.",
            "Your means are right, and one spread serves all columns. May large numbers in one "
            "column decide about another?",
            lambda x: (x.mean(axis=0), safe(np.full(x.shape[1], x.std()))),
        ),
        Misconception(
            "rows_of_a_table",
            "One row of numbers is a table with one row.",
            "The numbers are right, but each of your two is a table with one row. Asked for are "
            "two arrays of shape (D,).",
            lambda x: (x.mean(axis=0, keepdims=True), safe(x.std(axis=0, keepdims=True))),
        ),
        Misconception(
            "difference_of_squares",
            "On paper two forms are equal, so they are in the computer.",
            "You take two huge numbers from each other, and their difference drowns in rounding. "
            "On paper your form is right; what is small if the mean is taken off first?",
            lambda x: (x.mean(axis=0), safe(np.sqrt((x**2).mean(axis=0) - x.mean(axis=0) ** 2))),
        ),
    ),
    alternates=(
        _by_hand,
        lambda x: (np.einsum("nd->d", x) / len(x), safe(np.sqrt(x.var(axis=0)))),
        lambda x: (x.mean(axis=0, dtype=float), x.std(axis=0) + (x.min(axis=0) == x.max(axis=0))),
    ),
    hints=(
        "Each feature has its own middle and its own spread.",
        "NumPy's mean and std take an axis; a spread of 0 would be divided by later on.",
        "Mean and std, both along the rows; then let NumPy's where put a 1 wherever the spread "
        "is not above 0.",
    ),
    properties=(
        Property(
            "scaled columns have mean 0 and spread 1",
            lambda answer: (
                np.allclose(((X - answer(X)[0]) / answer(X)[1]).mean(axis=0), 0)
                and np.allclose(((X - answer(X)[0]) / answer(X)[1]).std(axis=0), 1, rtol=1e-4)
            ),
            "Scale the training set with your two arrays and look at the mean and the spread of "
            "each column.",
        ),
        Property(
            "a shift moves the mean and not the spread",
            lambda answer: (
                np.allclose(answer(X + 5)[0], answer(X)[0] + 5)
                and np.allclose(answer(X + 5)[1], answer(X)[1])
            ),
            "Add 5 to every value: only the mean should notice.",
        ),
        Property(
            "nothing is ever divided by 0",
            lambda answer: np.all(answer(LEVEL)[1] > 0),
            "A column of equal values: look at its spread.",
        ),
    ),
)

EXERCISES = (STANDARDIZE_FIT,)
