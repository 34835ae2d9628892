"""Lesson 07, a split by date: the newest rows judge, the older ones teach."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.lessons.l07_data_splits.exercises.challenge import in_order


def newest_last(day: Array, test_share: float) -> Any:
    """Row numbers for training and test: the newest round(test_share * N) rows are the test."""
    order = np.argsort(day)
    n_train = len(day) - round(test_share * len(day))
    return order[:n_train], order[n_train:]


def _newest(
    day: Array,
    test_share: float,
    order: Answer = np.argsort,
    cut: Answer = lambda order, n_test: (
        order[: len(order) - n_test], order[len(order) - n_test :]
    ),
) -> Any:  # fmt: skip
    """The right answer, unless its order or its cut is another."""
    return cut(order(day), round(test_share * len(day)))


def _with(**parts: Any) -> Answer:
    return lambda day, test_share: _newest(day, test_share, **parts)


def _days(day: Array, test_share: float) -> Any:
    train, test = _newest(day, test_share)
    return day[train], day[test]


def _yes_or_no(day: Array, test_share: float) -> Any:
    _, test = _newest(day, test_share)
    is_new = np.isin(np.arange(len(day)), test)
    return ~is_new, is_new


def _from_a_day_on(day: Array, test_share: float) -> Any:
    n_test = round(test_share * len(day))
    newest = sorted(range(len(day)), key=lambda row: -day[row])[:n_test]
    return np.array([row for row in range(len(day)) if row not in newest]), np.array(newest, int)


def _cut_by_time(day: Array, test_share: float) -> Any:
    limit = day.min() + (1 - test_share) * (day.max() - day.min())
    return np.flatnonzero(day <= limit), np.flatnonzero(day > limit)


def _rows_in_order(answer: Answer, day: Array, test_share: float) -> Any:
    """Both sets with their row numbers from small to large: no order within a set is asked for."""
    sets = answer(day, test_share)
    return tuple(map(in_order, sets)) if isinstance(sets, list | tuple) else sets


DAYS = np.array([30, 2, 41, 17, 8, 25, 3])


def _test_is_newer(answer: Answer) -> bool:
    train, test = answer(DAYS.copy(), 0.3)
    return bool(DAYS[np.asarray(test)].min() > DAYS[np.asarray(train)].max())


def _each_row_once(answer: Answer) -> bool:
    train, test = answer(DAYS.copy(), 0.3)
    return sorted([*train, *test]) == list(range(7))


NEWEST_LAST = Exercise(
    signature="newest_last(day, test_share)",
    task="day (N,) says on which day each row was written, each on another day, and the rows are "
    "in no order: return (train, test), arrays of row numbers, with the newest "
    "round(test_share * N) rows in test and all older ones in train.",
    reference=newest_last,
    probes=(
        (np.array([20, 30, 10]), 0.34),
        (np.array([5, 1, 4, 2, 3]), 0.4),
        (np.array([9, 8, 1, 90, 3, 7, 2]), 0.3),
        (np.array([14, 11, 12, 13]), 0.1),
        (np.array([6, 1, 4, 2, 9, 3, 7]), 0.25),
    ),
    trial=_rows_in_order,
    misconceptions=(
        Misconception(
            "as_they_stand",
            "The file is in the order of time.",
            "You take the last rows of the file. Print their days: is the newest among them?",
            _with(order=lambda day: np.arange(len(day))),
        ),
        Misconception(
            "oldest_judge",
            "The first rows of the order are the test.",
            "Your test set is older than your training set. Which of the two is meant to be "
            "tomorrow?",
            _with(order=lambda day: np.argsort(-day)),
        ),
        Misconception(
            "days",
            "The sorted days are the split.",
            "You hand back days. Asked for are the numbers of the rows in which they stand.",
            _days,
        ),
        Misconception(
            "yes_or_no",
            "True and False say which rows.",
            "You hand back a yes or no for each row. They can pick rows, but what was asked for "
            "are the numbers of the rows with a yes.",
            _yes_or_no,
        ),
        Misconception(
            "swapped",
            "The newest rows teach best.",
            "The new rows are in your first set. Which set comes first?",
            _with(cut=lambda order, n: (order[len(order) - n :], order[: len(order) - n])),
        ),
        Misconception(
            "share_of_training",
            "The share says how many rows teach.",
            "test_share is the share of one of the two sets. Whose size have you made of it?",
            _with(cut=lambda order, n: (order[:n], order[n:])),
        ),
        Misconception(
            "rounded_down",
            "int rounds.",
            "Your test set is a row too small. Of 1.75 rows, how many does round make, and how "
            "many do you?",
            lambda day, test_share: _newest(day, int(test_share * len(day)) / len(day)),
            probe=4,
        ),
        Misconception(
            "cut_at_minus_zero",
            "A cut at −n always leaves the last n.",
            "No row for the test: n is 0 here. What stands before the place −0, and what from it "
            "on?",
            _with(cut=lambda order, n: (order[:-n], order[-n:])),
            probe=3,
        ),
        Misconception(
            "cut_by_time",
            "A share of the time is a share of the rows.",
            "You cut the calendar: a share of the days between the first and the last. Asked for "
            "is a share of the rows.",
            _cut_by_time,
            probe=2,
        ),
    ),
    alternates=(_newest, _from_a_day_on),
    hints=(
        "Lay the rows on the table, the oldest on the left. Where do you cut?",
        "NumPy's argsort gives row numbers, those of the smallest values first. How many of them "
        "are for training?",
        "Take the argsort of the days. The number of training rows is N minus the rounded number "
        "of test rows. Cut there, once.",
    ),
    properties=(
        Property(
            "every test row is newer than every training row",
            _test_is_newer,
            "Compare the oldest day of your test set with the newest day of your training set.",
        ),
        Property(
            "each row is in exactly one set",
            _each_row_once,
            "Put the two sets together: every row number should be there once.",
        ),
    ),
)

EXERCISES = (NEWEST_LAST,)
