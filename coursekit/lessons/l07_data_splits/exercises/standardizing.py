"""Lesson 07, data: mean and spread, and three sets on the training set's scaler."""

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


def _safe(std: Any) -> Array:
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
    ),
    misconceptions=(
        Misconception(
            "variance",
            "Variance is another word for spread.",
            "If a column is in meters, your spread is in square meters. Which step is missing?",
            lambda x: (x.mean(axis=0), _safe(x.var(axis=0))),
        ),
        Misconception(
            "one_for_all",
            "A table has one mean and one spread.",
            "Both of your arrays repeat one number. A column of areas and a column of bedrooms "
            "cannot share it.",
            lambda x: (np.full(x.shape[1], x.mean()), _safe(np.full(x.shape[1], x.std()))),
        ),
        Misconception(
            "sample_spread",
            "A standard deviation divides by N - 1.",
            "You divide by N - 1, as statistics does for a sample. Here the task says N, so that "
            "the scaled training set has a spread of exactly 1.",
            lambda x: (
                x.mean(axis=0),
                _safe(np.sqrt(np.sum((x - x.mean(axis=0)) ** 2, axis=0) / max(len(x) - 1, 1))),
            ),
        ),
        Misconception(
            "median",
            "The middle is the median.",
            "Take a column 0, 0, 9: it balances at 3, and 0 stands in the middle. Which of them is "
            "the mean?",
            lambda x: (np.median(x, axis=0), _safe(x.std(axis=0))),
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
            lambda x: (x.mean(axis=0), _safe(np.abs(x - x.mean(axis=0)).mean(axis=0))),
        ),
        Misconception(
            "range",
            "Scaling divides by the range.",
            "Your second array is the width of the range. One palace alone would double it.",
            lambda x: (x.mean(axis=0), _safe(np.ptp(x, axis=0))),
        ),
        Misconception(
            "for_each_house",
            "axis 1 goes down the columns.",
            "You average along the rows, a house's area with its number of bedrooms. Who should be "
            "averaged with whom?",
            lambda x: (x.mean(axis=1), _safe(x.std(axis=1))),
        ),
        Misconception(
            "spread_first",
            "The order of the answers is free.",
            "Both arrays are right. Which of them is asked for first?",
            lambda x: (_safe(x.std(axis=0)), x.mean(axis=0)),
        ),
        Misconception(
            "not_averaged",
            "The spread is the root of the sum of the squares.",
            "You take the root of a sum: twice as many houses would make the spread larger. Which"
            " step comes before the root?",
            lambda x: (x.mean(axis=0), _safe(x.std(axis=0) * np.sqrt(len(x)))),
        ),
        Misconception(
            "one_spread",
            "A table has one spread.",
            "Your means are right, and one spread serves all columns. May large numbers in one "
            "column decide about another?",
            lambda x: (x.mean(axis=0), _safe(np.full(x.shape[1], x.std()))),
        ),
        Misconception(
            "rows_of_a_table",
            "One row of numbers is a table with one row.",
            "The numbers are right, but each of your two is a table with one row. Asked for are "
            "two arrays of shape (D,).",
            lambda x: (x.mean(axis=0, keepdims=True), _safe(x.std(axis=0, keepdims=True))),
        ),
        Misconception(
            "difference_of_squares",
            "On paper two forms are equal, so they are in the computer.",
            "You take two huge numbers from each other, and their difference drowns in rounding. "
            "On paper your form is right; what is small if the mean is taken off first?",
            lambda x: (x.mean(axis=0), _safe(np.sqrt((x**2).mean(axis=0) - x.mean(axis=0) ** 2))),
        ),
    ),
    alternates=(
        _by_hand,
        lambda x: (np.einsum("nd->d", x) / len(x), _safe(np.sqrt(x.var(axis=0)))),
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


def scale_splits(x_train: Array, x_val: Array, x_test: Array) -> tuple[Array, Array, Array]:
    lo, hi = x_train.min(axis=0), x_train.max(axis=0)
    span = np.where(hi > lo, hi - lo, 1)
    return (x_train - lo) / span, (x_val - lo) / span, (x_test - lo) / span


def _with_ruler_of(measured: Array, *piles: Array) -> tuple[Array, ...]:
    """The sets, scaled with the range of what was measured."""
    lo, hi = measured.min(axis=0), measured.max(axis=0)
    return tuple((pile - lo) / np.where(hi > lo, hi - lo, 1) for pile in piles)


def _stacked(x_train: Array, x_val: Array, x_test: Array) -> list[Array]:
    lo, hi = np.sort(x_train, axis=0)[[0, -1]]
    scaled = (np.concatenate([x_train, x_val, x_test]) - lo) / (hi - lo + (hi == lo))
    return np.split(scaled, np.cumsum([len(x_train), len(x_val)]))


def _written_into(*piles: Array) -> tuple[Array, ...]:
    lo, hi = piles[0].min(axis=0), piles[0].max(axis=0)
    for pile in piles:
        pile -= lo
        pile /= np.where(hi > lo, hi - lo, 1)
    return piles


VAL, TEST = np.array([[3000.0, 2.0, 0.0], [1000.0, 6.0, -1.0]]), np.array([[500.0, 0.0, 9.0]])

EASIER_SCALE_SPLITS = """
def scale_splits(x_train, x_val, x_test):
    # The scaler is made from the training set alone, one for each column.
    lo = «x_train.min(axis=0)»
    span = x_train.max(axis=0) - lo
    # A column that never changes has no length to divide by: only shift it.
    span = np.where(span == 0, 1, span)
    # The same scaler measures all three sets.
    return (x_train - lo) / span, (x_val - lo) / span, «(x_test - lo) / span»
"""

SCALE_SPLITS = Exercise(
    signature="scale_splits(x_train, x_val, x_test)",
    task="Return the three sets scaled so that each column of the training set runs from 0 to 1; "
    "the other two use the training set's scaler, and a constant column is only shifted.",
    reference=scale_splits,
    probes=(
        (np.array([[2.0], [6.0]]), np.array([[4.0]]), np.array([[8.0]])),
        (X, VAL, TEST),
        (LEVEL, LEVEL + 1, LEVEL[:1] - 2),
        (np.array([[3, -1], [5, 2]]), np.array([[9, 0]]), np.array([[0, 0], [4, 4], [1, 7]])),
        (1e3 * X, -VAL, TEST),
        (X[:2, :2], VAL[:, :2], X[2:, :2]),
        (X[:1, :1], X[1:2, :1], X[2:3, :1]),
    ),
    misconceptions=(
        Misconception(
            "measures_everything",
            "Scaling is preparation and can be done for the whole table.",
            "A palace in the test set makes all training houses small. Can training know of it?",
            lambda *piles: _with_ruler_of(np.vstack(piles), *piles),
        ),
        Misconception(
            "each_its_own",
            "Every set is scaled from 0 to 1.",
            "A house gets other numbers in other sets. A scale that changes is no scale.",
            lambda *piles: tuple(_with_ruler_of(pile, pile)[0] for pile in piles),
        ),
        Misconception(
            "train_and_validation",
            "Only the test set is secret.",
            "Your scaler has looked at validation, which checks what was learned without it.",
            lambda *piles: _with_ruler_of(np.vstack(piles[:2]), *piles),
        ),
        Misconception(
            "only_training_scaled",
            "Scaling is part of training.",
            "Look at your three sets: two of them still have their old units.",
            lambda *piles: (*_with_ruler_of(piles[0], piles[0]), 1.0 * piles[1], 1.0 * piles[2]),
        ),
        Misconception(
            "ruler_of_the_test",
            "The exam decides, so it sets the scale.",
            "Your scaler comes from the test set. Which set is open from the start?",
            lambda *piles: _with_ruler_of(piles[2], *piles),
        ),
        Misconception(
            "cuts_off",
            "Scaled values must lie between 0 and 1.",
            "A test house larger than all training houses looks like the largest of them in "
            "yours. It may well end up above 1.",
            lambda *piles: tuple(np.clip(p, 0, 1) for p in _with_ruler_of(piles[0], *piles)),
        ),
        Misconception(
            "standardizes",
            "Scaling is scaling.",
            "Your training set has mean 0 and spread 1. Here each column should run from 0 to 1.",
            lambda *piles: tuple(
                (pile - piles[0].mean(axis=0)) / _safe(piles[0].std(axis=0)) for pile in piles
            ),
        ),
        Misconception(
            "zero_division",
            "A range is never empty.",
            "What if all training houses have three bedrooms? Look at what you divide by.",
            lambda *piles: tuple(
                (pile - piles[0].min(axis=0)) / np.ptp(piles[0], axis=0) for pile in piles
            ),
            probe=2,
        ),
        Misconception(
            "one_ruler_for_all",
            "A table has one smallest and one largest number.",
            "One scaler measures all columns in yours. Which columns have units of their own?",
            lambda *piles: tuple(
                (pile - piles[0].min()) / _safe(np.ptp(piles[0])) for pile in piles
            ),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's sets have changed too. Who may need them?",
            _written_into,
        ),
    ),
    alternates=(
        _stacked,
        lambda *piles: _with_ruler_of(piles[0], *piles),
        lambda *piles: _with_ruler_of(*(piles[i].astype(np.float32) for i in (0, 0, 1, 2))),
    ),
    hints=(
        "Imagine that the exam is still in its envelope. What do you know about it?",
        "You have written the two halves already: one measures a set, the other scales a set "
        "with a given scaler.",
        "Measure the training set's smallest and largest values, column by column. Scale all "
        "three with these two arrays, with a width of 1 where a column is constant.",
    ),
    properties=(
        Property(
            "the training set runs from 0 to 1",
            lambda answer: (
                np.allclose(np.min(answer(X, VAL, TEST)[0], axis=0), 0)
                and np.allclose(np.max(answer(X, VAL, TEST)[0], axis=0), 1)
            ),
            "Look at the smallest and the largest value of each column of your training set.",
        ),
        Property(
            "the same house gets the same numbers in every set",
            lambda answer: (
                np.allclose(answer(X, X, X)[0], answer(X, X[:3], X[1:])[0])
                and np.allclose(answer(X, X[1:3], X[2:])[1], answer(X, VAL, X[1:3])[2])
            ),
            "Put one house into two sets and compare.",
        ),
        Property(
            "validation and test do not change the training set",
            lambda answer: np.array_equal(
                answer(X, VAL, TEST)[0], answer(X, 99 * VAL, -99 * TEST)[0]
            ),
            "Put something wild into the other two sets: your training set changes.",
        ),
    ),
    easier=EASIER_SCALE_SPLITS,
)

EXERCISES = (STANDARDIZE_FIT, SCALE_SPLITS)
