"""Lesson 07, leaks: rows that were seen before, and columns that are not known in time."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def seen_before(train_ids: Array, test_ids: Array) -> Any:
    """The share of the test rows whose id stands in the training set as well."""
    return np.mean(np.isin(test_ids, train_ids))


def _one_by_one(train_ids: Array, test_ids: Array) -> Any:
    seen = 0
    for one in test_ids:
        if one in train_ids:
            seen = seen + 1
    return seen / len(test_ids)


def _each_id_once(train_ids: Array, test_ids: Array) -> Any:
    return len(set(train_ids.tolist()) & set(test_ids.tolist())) / len(set(test_ids.tolist()))


def _place_by_place(train_ids: Array, test_ids: Array) -> Any:
    together = min(len(train_ids), len(test_ids))
    return np.mean(train_ids[:together] == test_ids[:together])


SEEN_BEFORE = Exercise(
    signature="seen_before(train_ids, test_ids)",
    task="Each row belongs to somebody, who has a number: return the share of test rows, from 0 "
    "to 1, whose number stands in the training set as well; train_ids (N,), test_ids (T,).",
    reference=seen_before,
    probes=(
        (np.array([7, 8, 9]), np.array([9, 1])),
        (np.array([1, 1, 2, 5, 6]), np.array([1, 1, 3])),
        (np.array([4, 2]), np.array([2, 2, 4, 0, 1])),
        (np.array([3, 5, 3]), np.array([6, 2, 3, 9])),
    ),
    misconceptions=(
        Misconception(
            "of_training",
            "The share of training rows with a twin is the same.",
            "You count among the training rows. Whose grade is in danger? Divide by the rows of "
            "that set.",
            lambda train_ids, test_ids: np.mean(np.isin(train_ids, test_ids)),
        ),
        Misconception(
            "divided_by_training",
            "A share is counted from the training set.",
            "You divide by the number of training rows. Which set's rows are counted, and so which "
            "number is the whole?",
            lambda train_ids, test_ids: np.sum(np.isin(test_ids, train_ids)) / len(train_ids),
        ),
        Misconception(
            "count",
            "How many is as good as which share.",
            "You count rows. Are 10 seen rows much? That depends: of 20, or of 600?",
            lambda train_ids, test_ids: np.sum(np.isin(test_ids, train_ids)),
        ),
        Misconception(
            "each_id_once",
            "Each person counts once.",
            "You count people. One of them stands in the test set several times: how many answers "
            "of the grade does that touch?",
            _each_id_once,
            probe=1,
        ),
        Misconception(
            "pairs",
            "Every pair of twins counts.",
            "You count pairs: a test row with two twins in training counts twice. Was it seen, or "
            "was it not?",
            lambda train_ids, test_ids: np.mean(np.sum(test_ids[:, None] == train_ids, axis=1)),
            probe=1,
        ),
        Misconception(
            "place_by_place",
            "Twins stand at the same place.",
            "You compare the first with the first, the second with the second. The sets were "
            "shuffled: where may a twin stand?",
            _place_by_place,
        ),
        Misconception(
            "never_seen",
            "Asked is the share that is new.",
            "A test set that shares nothing with training is clean. Your number for it is 1.",
            lambda train_ids, test_ids: np.mean(~np.isin(test_ids, train_ids)),
            probe=3,
        ),
    ),
    alternates=(
        _one_by_one,
        lambda train_ids, test_ids: np.mean([one in set(train_ids.tolist()) for one in test_ids]),
        lambda train_ids, test_ids: np.mean(np.any(test_ids[:, None] == train_ids, axis=1)),
    ),
    hints=(
        "Take the test rows one by one, and ask each of them the same question.",
        "Is this number among the training numbers? Python's word for that is in. How many say "
        "yes, of how many?",
        "Walk through the test numbers and add 1 for each that is in the training numbers. "
        "Divide by the length of the test set.",
    ),
    properties=(
        Property(
            "nobody in both sets gives 0",
            lambda answer: answer(np.array([1, 2]), np.array([3])) == 0,
            "Nobody here is in both sets.",
        ),
        Property(
            "all test rows seen gives 1",
            lambda answer: answer(np.array([1, 2, 2, 3]), np.array([2, 1, 1])) == 1,
            "Every test row here has its number in the training set.",
        ),
        Property(
            "the order of the rows does not matter",
            lambda answer: (
                answer(np.array([3, 1, 2]), np.array([3, 9]))
                == answer(np.array([1, 2, 3]), np.array([9, 3]))
            ),
            "The same two sets in another order, and another share.",
        ),
    ),
)


def known_in_time(names: Any, known_at: Any, needed_at: Any) -> Any:
    """The names of the columns that are known when the prediction is needed."""
    return [name for name, hour in zip(names, known_at, strict=True) if hour <= needed_at]


def _up_to_the_first_late_one(names: Any, known_at: Any, needed_at: Any) -> Any:
    known = []
    for name, hour in zip(names, known_at, strict=True):
        if hour > needed_at:
            break
        known.append(name)
    return known


def _asked_in_turn(names: Any, known_at: Any, needed_at: Any) -> Any:
    known = []
    for i in range(len(names)):
        if known_at[i] <= needed_at:
            known.append(names[i])
    return known


DAY = ["till", "weekday", "queue", "forecast"]
HOURS = [18, -24, 7, 4]


def _the_first_only(names: Any, known_at: Any, needed_at: Any) -> Any:
    for name, hour in zip(names, known_at, strict=True):
        if hour <= needed_at:
            return [name]
    return []


def _in_a_row(answer: Answer, names: Any, known_at: Any, needed_at: Any) -> Any:
    """The names in one line, so that one sees which are there."""
    known = answer(names, known_at, needed_at)
    listed = isinstance(known, list | tuple | np.ndarray)
    if not listed or not all(isinstance(name, str) for name in known):
        return known
    return ", ".join(known) or "no column"


KNOWN_IN_TIME = Exercise(
    signature="known_in_time(names, known_at, needed_at)",
    task="Column i of a table has the name names[i] and is known from the hour known_at[i] on: "
    "return the list of the names, in their order, that are known at the hour needed_at, when the "
    "prediction is made; yesterday's hours are negative.",
    reference=known_in_time,
    probes=(
        (["weekday", "till"], [-24, 18], 4),
        (["queue", "forecast", "till"], [7, -4, 18], 4),
        (["till", "weekday", "forecast"], [18, -24, -4], 4),
        (DAY, HOURS, 4),
        (DAY, HOURS, 7),
        (["till"], [18], 4),
        (["sold", "weekday", "rain"], [20, -24, -2], -3),
    ),
    trial=_in_a_row,
    misconceptions=(
        Misconception(
            "all_of_the_day",
            "What is in the table can be used.",
            "You keep what is known only later that day. When is the prediction made?",
            lambda names, known_at, needed_at: [
                name for name, hour in zip(names, known_at, strict=True) if hour < 24
            ],
        ),
        Misconception(
            "only_yesterday",
            "What is from today comes too late.",
            "You keep only what was known before midnight. This column is known in time on the "
            "same day.",
            lambda names, known_at, needed_at: [
                name for name, hour in zip(names, known_at, strict=True) if hour < 0
            ],
            probe=4,
        ),
        Misconception(
            "the_first_only",
            "The answer is handed back as soon as there is one.",
            "One column, and the function is over. Where does the line stand that hands your list "
            "back: inside the loop, or after it?",
            _the_first_only,
            probe=2,
        ),
        Misconception(
            "the_late_ones",
            "Asked are the columns that are to go.",
            "These are the columns that are not known yet. Which ones may the model have?",
            lambda names, known_at, needed_at: [
                name for name, hour in zip(names, known_at, strict=True) if hour > needed_at
            ],
        ),
        Misconception(
            "at_the_hour_is_late",
            "Known at that hour is too late.",
            "One column is known exactly at the hour when it is needed. Does it count as known?",
            lambda names, known_at, needed_at: [
                name for name, hour in zip(names, known_at, strict=True) if hour < needed_at
            ],
            probe=3,
        ),
        Misconception(
            "up_to_the_first_late_one",
            "The columns stand in the order of time.",
            "You stop at the first column that is late. Do the columns stand in the order of "
            "their hours?",
            _up_to_the_first_late_one,
            probe=1,
        ),
        Misconception(
            "places",
            "The place says which column it is.",
            "You hand back places. Asked for are the names that stand there.",
            lambda names, known_at, needed_at: [
                i for i, hour in enumerate(known_at) if hour <= needed_at
            ],
        ),
        Misconception(
            "yes_or_no",
            "A list of True and False picks the columns.",
            "You hand back a yes or no for each column. Asked for are the names of those with a "
            "yes.",
            lambda names, known_at, needed_at: [hour <= needed_at for hour in known_at],
        ),
    ),
    alternates=(
        _asked_in_turn,
        lambda names, known_at, needed_at: [
            names[i] for i in np.flatnonzero(np.array(known_at) <= needed_at)
        ],
    ),
    hints=(
        "It is the hour needed_at, and you sit in front of the table. Which cells are still empty?",
        "Take names and hours side by side, with zip. One question for each column.",
        "Start with an empty list. For each name with its hour: append the name if the hour is not "
        "later than needed_at.",
    ),
    properties=(
        Property(
            "at the end of the day every column is known",
            lambda answer: list(answer(list(DAY), list(HOURS), 24)) == DAY,
            "At the hour 24 everything is known. Asked for is a list: here, one of all four names.",
        ),
        Property(
            "before yesterday nothing is known",
            lambda answer: list(answer(list(DAY), list(HOURS), -25)) == [],
            "At the hour −25 none of these columns is known yet.",
        ),
    ),
)

EXERCISES = (SEEN_BEFORE, KNOWN_IN_TIME)
