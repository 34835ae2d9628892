"""Lesson 07, data: three sets on the training set's scaler."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property
from coursekit.lessons.l07_data_splits.exercises.standardizing import LEVEL, X, safe


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
                (pile - piles[0].mean(axis=0)) / safe(piles[0].std(axis=0)) for pile in piles
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
                (pile - piles[0].min()) / safe(np.ptp(piles[0])) for pile in piles
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

EXERCISES = (SCALE_SPLITS,)
