"""Lesson 05, batches to mend: rows that lost their labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def batches_of(x: Any, y: Any, size: Any, order: Any) -> Any:
    """Pairs of rows and their labels, dealt in this order."""
    x, y = x[order], y[order]
    batches = []
    for start in range(0, len(x), size):
        batches.append((x[start : start + size], y[start : start + size]))
    return batches


def _labels_stay(x: Any, y: Any, size: Any, order: Any) -> Any:
    x = x[order]
    batches = []
    for start in range(0, len(x), size):
        batches.append((x[start : start + size], y[start : start + size]))
    return batches


def _cut(x: Any, y: Any, size: Any) -> Any:
    """Rows and labels as they come, cut at the same places."""
    cuts = range(size, len(x), size)
    return list(zip(np.split(x, cuts), np.split(y, cuts), strict=True))


def _full_ones_only(x: Any, y: Any, size: Any, order: Any) -> Any:
    return [pair for pair in _cut(x[order], y[order], size) if len(pair[1]) == size]


def _by_row_numbers(x: Any, y: Any, size: Any, order: Any) -> Any:
    starts = range(0, len(order), size)
    return [(x[rows], y[rows]) for rows in (order[s : s + size] for s in starts)]


def array(*values: float) -> Any:
    return np.array(values)


ROWS, LABELS, DEALT = np.arange(5.0)[:, None], np.arange(5), array(4, 2, 0, 1, 3)


def _together(answer: Answer) -> bool:
    return all(
        np.array_equal(rows[:, 0], labels) for rows, labels in answer(ROWS, LABELS, 2, DEALT)
    )


def _each_row_once(answer: Answer) -> bool:
    dealt = np.concatenate([rows[:, 0] for rows, _ in answer(ROWS, LABELS, 2, DEALT)])
    return sorted(dealt.tolist()) == LABELS.tolist()


BATCHES_OF = Exercise(
    signature="batches_of(x, y, size, order)",
    task="Mend it: deal the rows of x, (N, D), with their labels y, (N,), into batches of size, "
    "each a pair of rows and labels, in the order of the row numbers in order; the last batch may "
    "be smaller.",
    reference=batches_of,
    mend="labels_stay",
    probes=(
        (array(1.0, 2.0, 3.0)[:, None], array(10, 20, 30), 2, array(2, 0, 1)),
        (array(1.0)[:, None], array(3), 1, array(0)),
        (np.arange(14.0).reshape(7, 2), np.arange(7), 3, array(6, 0, 5, 1, 4, 2, 3)),
        (np.arange(6.0)[:, None], array(0, 1, 1, 0, 2, 2), 3, array(1, 2, 4, 5, 0, 3)),
        (np.arange(4.0)[:, None], array(5, 6, 7, 8), 4, array(3, 0, 1, 2)),
    ),
    misconceptions=(
        Misconception(
            "labels_stay",
            "Whoever shuffles the rows has shuffled the examples.",
            "Look at the first row of the first pair and find it in x. Which label stood beside "
            "it?",
            _labels_stay,
        ),
        Misconception(
            "file_order",
            "Rows and labels fit together if neither is shuffled.",
            "The pairs fit, but they come in the order of the file. Which argument has no say?",
            lambda x, y, size, order: _cut(x, y, size),
        ),
        Misconception(
            "only_labels_move",
            "One of the two has to be put in order.",
            "Now the labels are dealt in the new order. And the rows?",
            lambda x, y, size, order: _cut(x, y[order], size),
        ),
        Misconception(
            "put_back",
            "The labels have to be turned the other way.",
            "order says which row comes first, which second. Are your labels asked in the same way "
            "as the rows?",
            lambda x, y, size, order: _cut(x[order], y[np.argsort(order)], size),
        ),
        Misconception(
            "rows_dealt_twice",
            "Asking for the order once more does no harm.",
            "The labels are right now, and the rows are not. How often is order put to the rows, "
            "counting the first line?",
            lambda x, y, size, order: _cut(x[order][order], y[order], size),
        ),
        Misconception(
            "full_ones_only",
            "A batch that is not full is none.",
            "Count the rows in all your batches, and the rows of x.",
            _full_ones_only,
        ),
        Misconception(
            "all_labels_in_each",
            "A batch of rows goes with the labels.",
            "Compare the lengths of the two halves of a pair. How many labels does a batch need?",
            lambda x, y, size, order: [
                (rows, y[order]) for rows, _ in _cut(x[order], y[order], size)
            ],
        ),
        Misconception(
            "row_numbers_as_labels",
            "The order says what the rows are.",
            "Your second halves hold row numbers. Where do the labels stand?",
            lambda x, y, size, order: _cut(x[order], order, size),
        ),
    ),
    alternates=(
        _by_row_numbers,
        lambda x, y, size, order: _cut(x[order], y[order], size),
    ),
    hints=(
        "Call it with three rows and the labels 10, 20 and 30, and look at the pairs. Which label "
        "came with which row?",
        "The rows are put into a new order before they are cut. What else would have to be?",
        "Do to the labels what the first line does to the rows, before the loop begins.",
    ),
    properties=(
        Property(
            "rows and labels stay together",
            _together,
            "Each of these rows has its own number as its label.",
        ),
        Property(
            "each row comes once",
            _each_row_once,
            "Write down the rows of all your batches: is each there, and none twice?",
        ),
    ),
)

EXERCISES = (BATCHES_OF,)
