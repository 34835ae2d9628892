"""Lesson 07, data: numbers that are missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

NAN = np.nan


def impute_median(train_col: Array, col: Array) -> Array:
    return np.where(np.isnan(col), np.nanmedian(train_col), col)


def _filled(col: Array, value: Any) -> Array:
    """col with another value in its holes."""
    return np.where(np.isnan(col), value, col)


def _known(train_col: Array) -> Array:
    """The numbers of a column, sorted."""
    return np.sort(train_col[~np.isnan(train_col)])


def _filled_in_place(train_col: Array, col: Array) -> Array:
    col[np.isnan(col)] = np.nanmedian(train_col)
    return col


def _sorted_by_hand(train_col: Array, col: Array) -> Array:
    known = sorted(v for v in train_col if v == v)
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    return np.array([v if v == v else middle for v in col])


TRAIN_COL = np.array([3.0, NAN, 1.0, 2.0, NAN, 40.0, 8.0])
COL = np.array([NAN, 7.0, 9.0, NAN, 0.0, 100.0])

IMPUTE_MEDIAN = Exercise(
    signature="impute_median(train_col, col)",
    task="Return a copy of col in which each nan is replaced by the median of the numbers that "
    "train_col does have.",
    reference=impute_median,
    probes=(
        (np.array([1.0, 2.0, 6.0]), np.array([5.0, NAN])),
        (TRAIN_COL, COL),
        (TRAIN_COL, TRAIN_COL),
        (TRAIN_COL[:4][::-1], COL[::-1]),
        (np.array([4, 1, 2, 9]), np.array([NAN, 3.5])),
        (TRAIN_COL, np.array([6.0, 2.5])),
        (np.array([2.0]), np.array([NAN])),
    ),
    misconceptions=(
        Misconception(
            "own_median",
            "Each set is repaired from itself.",
            "Holes in col are filled from col itself in yours. On the day of training nobody knows "
            "the numbers of another set.",
            lambda train_col, col: _filled(col, np.nanmedian(col)),
        ),
        Misconception(
            "mean",
            "The middle is the average.",
            "A single large number moves your replacement. Which kind of middle does not care how "
            "far out it lies?",
            lambda train_col, col: _filled(col, np.nanmean(train_col)),
        ),
        Misconception(
            "zeros",
            "nan is a kind of nothing, and nothing is 0.",
            "A missing area became an area of nothing. To the network that is a very small house,"
            " not an unknown one.",
            lambda train_col, col: _filled(col, 0.0),
        ),
        Misconception(
            "both_piles",
            "More data gives a better median.",
            "Change a number in col only: your replacement moves. Then the training has seen "
            "what it should not see.",
            lambda train_col, col: _filled(col, np.nanmedian(np.append(train_col, col))),
        ),
        Misconception(
            "upper_middle",
            "The entry in the middle place is the median.",
            "Sort the numbers that train_col does have: with an even count two of them stand in "
            "the middle. What is the median then?",
            lambda train_col, col: _filled(col, _known(train_col)[len(_known(train_col)) // 2]),
        ),
        Misconception(
            "empty_for_missing",
            "nan is False.",
            "The holes are still there, and every 0 is gone. Which of the two does Python take "
            "for False?",
            lambda train_col, col: np.where(col, col, np.nanmedian(train_col)),
        ),
        Misconception(
            "holes_stay",
            "A comparison with nan finds the holes.",
            "Your answer is col as it was. Which question finds a nan?",
            lambda train_col, col: col.copy(),
        ),
        Misconception(
            "holes_count_as_0",
            "A missing number is 0 for the median.",
            "The holes of train_col count as 0 in yours and pull the median down. The task wants "
            "that of the numbers that are there.",
            lambda train_col, col: _filled(col, np.median(np.nan_to_num(train_col))),
        ),
        Misconception(
            "median_of_holes",
            "median steps over nan.",
            "As soon as one training value is missing, your replacement is missing too.",
            lambda train_col, col: _filled(col, np.median(train_col)),
        ),
        Misconception(
            "drops_the_holes",
            "What is missing can be left out.",
            "Your answer is shorter than col. The other columns of those houses still have their "
            "rows.",
            lambda train_col, col: col[~np.isnan(col)],
        ),
        Misconception(
            "replaces_all",
            "Imputing means setting to the median.",
            "The numbers that were there are gone. Only the holes need filling.",
            lambda train_col, col: np.full(col.shape, np.nanmedian(train_col)),
        ),
        Misconception(
            "fills_training",
            "The training column is the one to repair.",
            "You repaired the training column. Which of the two is asked for?",
            lambda train_col, col: _filled(train_col, np.nanmedian(train_col)),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the holes in the caller's col are filled as well. A copy "
            "was asked for.",
            _filled_in_place,
        ),
    ),
    alternates=(
        _sorted_by_hand,
        lambda train_col, col: np.nan_to_num(
            col, nan=float(np.percentile(train_col[~np.isnan(train_col)], 50))
        ),
        lambda train_col, col: np.where(col == col, col, np.nanquantile(train_col, 0.5)).astype(
            np.float32
        ),
    ),
    hints=(
        "Which set may know the replacement, and which entries get it?",
        "nan spoils most sums and medians; NumPy has forms of them that step over it.",
        "NumPy's nanmedian of the training column, put in wherever isnan says so; NumPy's where "
        "chooses entry by entry.",
    ),
    properties=(
        Property(
            "no hole is left",
            lambda answer: np.isfinite(answer(TRAIN_COL, COL)).all(),
            "There is still a nan in your answer.",
        ),
        Property(
            "what was there stays",
            lambda answer: np.allclose(
                np.asarray(answer(TRAIN_COL, COL))[~np.isnan(COL)], [7, 9, 0, 100]
            ),
            "Numbers that were not missing have changed.",
        ),
        Property(
            "the replacement comes from the training set alone",
            lambda answer: answer(TRAIN_COL, COL)[0] == answer(TRAIN_COL, 10 * COL)[0],
            "Multiply col by 10: your replacement becomes another. It should not listen to col.",
        ),
    ),
)

EXERCISES = (IMPUTE_MEDIAN,)
