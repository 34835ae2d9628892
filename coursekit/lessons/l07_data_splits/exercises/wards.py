"""Lesson 07, a pipeline to mend: what is measured is measured on the training set only."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def ready_for_test(train: Array, test: Array) -> Any:
    """The test column with its gaps filled and scaled, both as the training column says."""
    median = np.nanmedian(train)
    learned = np.where(np.isnan(train), median, train)
    filled = np.where(np.isnan(test), median, test)
    return (filled - learned.mean()) / learned.std()


def _measured_on_test(train: Array, test: Array) -> Any:
    test = np.where(np.isnan(test), np.nanmedian(test), test)
    return (test - test.mean()) / test.std()


def _fill(column: Array, value: Any) -> Array:
    return np.where(np.isnan(column), value, column)


def _ready(train: Array, test: Array, fill: Any, fill_test: Any = None) -> Array:
    """The test column on the scale of the training column, with these values in the gaps."""
    learned = _fill(train, fill)
    filled = _fill(test, fill if fill_test is None else fill_test)
    return (filled - learned.mean()) / learned.std()


def _scale_of_test(train: Array, test: Array) -> Any:
    filled = _fill(test, np.nanmedian(train))
    return (filled - filled.mean()) / filled.std()


def _both_together(train: Array, test: Array) -> Any:
    both = np.concatenate([train, test])
    return _ready(both, test, np.nanmedian(both))


def _known_values_only(train: Array, test: Array) -> Any:
    return (_fill(test, np.nanmedian(train)) - np.nanmean(train)) / np.nanstd(train)


def _filled_afterwards(train: Array, test: Array) -> Any:
    learned = _fill(train, np.nanmedian(train))
    return _fill((test - learned.mean()) / learned.std(), 0.0)


def _gap_by_gap(train: Array, test: Array) -> Any:
    median = np.median(train[~np.isnan(train)])
    learned, filled = train.copy(), test.copy()
    for column in (learned, filled):
        column[np.isnan(column)] = median
    return [(value - np.mean(learned)) / np.std(learned) for value in filled]


NAN = np.nan
KNOWN = np.array([1.0, 2.0, 6.0])


def _alone_or_not(answer: Answer) -> bool:
    alone, among = answer(KNOWN, np.array([3.0])), answer(KNOWN, np.array([3.0, 50.0]))
    return bool(np.isclose(alone[0], among[0]))


READY_FOR_TEST = Exercise(
    signature="ready_for_test(train, test)",
    task="Mend it: fill the gaps (nan) of one column, train (N,) and test (M,), then return the "
    "test column standardized, (M,); median, mean and std are measured on the filled training "
    "column only.",
    reference=ready_for_test,
    mend="measured_on_test",
    probes=(
        (np.array([1.0, NAN, 2.0, 9.0]), np.array([NAN, 4.0, 6.0])),
        (np.array([1.0, 2.0, 6.0, 7.0]), np.array([3.0, 10.0, 5.0])),
        (np.array([2.0, NAN, 3.0, 13.0, NAN]), np.array([10.0, 20.0])),
        (np.array([1.0, 2.0, NAN, 9.0]), np.array([NAN])),
    ),
    misconceptions=(
        Misconception(
            "measured_on_test",
            "Each set is made ready by itself.",
            "Follow the name train through the function: where is it used? Three numbers are "
            "measured here. On whose column?",
            _measured_on_test,
            probe=0,
        ),
        Misconception(
            "median_of_test",
            "Each set fills its own gaps.",
            "The scale is that of the training set, as it should be. And the number that goes into "
            "a gap of the test column?",
            lambda train, test: _ready(train, test, np.nanmedian(train), np.nanmedian(test)),
            probe=0,
        ),
        Misconception(
            "scale_of_test",
            "Each set has its own mean.",
            "The gaps are filled as they should be. But what is the mean of your answer, whoever "
            "lies in the test set?",
            _scale_of_test,
            probe=0,
        ),
        Misconception(
            "both_together",
            "More rows make a better scaler.",
            "Change one test value, and all your answers move. How would you do that for a patient "
            "who comes next week?",
            _both_together,
        ),
        Misconception(
            "zeros",
            "A gap is a zero.",
            "You put 0 into the gaps. Who has 0 degrees? Which number says “an ordinary one”?",
            lambda train, test: _ready(train, test, 0.0),
            probe=0,
        ),
        Misconception(
            "known_values_only",
            "Gaps take no part in mean and spread.",
            "The model learns from the column with its gaps filled. Of which column do you take "
            "mean and spread?",
            _known_values_only,
            probe=0,
        ),
        Misconception(
            "train_not_filled",
            "The median is known, so the gaps are filled.",
            "nan comes out. Three numbers are measured: median, mean, std. Print each. Which one "
            "met a column that still has its gaps?",
            lambda train, test: (_fill(test, np.nanmedian(train)) - train.mean()) / train.std(),
            probe=0,
        ),
        Misconception(
            "filled_afterwards",
            "On the finished scale a gap is a 0.",
            "0 on the finished scale is the mean. Which number of the training column was asked "
            "for?",
            _filled_afterwards,
            probe=0,
        ),
    ),
    alternates=(
        _gap_by_gap,
        lambda train, test: _ready(train, test, np.nanmedian(train)),
    ),
    hints=(
        "train goes in and is never used. What should it be asked?",
        "The filling is a measurement, too: the median. Fill both columns with the same one, then "
        "look for mean and std.",
        "Take the median of train. Fill train with it, and fill test with it. Then scale the "
        "filled test column with mean and std of the filled training column.",
    ),
    properties=(
        Property(
            "no gap is left",
            lambda answer: not np.isnan(answer(KNOWN, np.array([NAN, 3.0]))).any(),
            "A gap of the test column is still there.",
        ),
        Property(
            "who else lies in the test set does not matter",
            _alone_or_not,
            "The same value, once alone and once beside another. It should get the same number.",
        ),
    ),
)

EXERCISES = (READY_FOR_TEST,)
