"""Lesson 07, data: one scaler for all sets."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property

X = np.array([[1500.0, 3.0, -2.0], [900.0, 1.0, 0.5], [2500.0, 4.0, -7.0], [1200.0, 2.0, 1.0]])
LEVEL = np.array([[4.0, 3.0], [1.0, 3.0], [6.0, 3.0]])
WHOLE = np.array([[3, -1], [5, 2], [1, 0]])
NEW = np.array([[3000.0, 0.0, 0.0], [600.0, 5.0, -1.0]])


def _column_by_column(*summaries: Any) -> Answer:
    """A fit that summarizes each column with Python's own loops."""
    return lambda x: tuple(np.array([summary(list(col)) for col in x.T]) for summary in summaries)


def minmax_fit(x: Array) -> tuple[Array, Array]:
    return x.min(axis=0), x.max(axis=0)


def _ends_are_reached(answer: Answer) -> Any:
    lo, hi = answer(X)
    inside = (lo <= X) & (hi >= X)
    return inside.all() and (lo == X).any(axis=0).all() and (hi == X).any(axis=0).all()


MINMAX_FIT = Exercise(
    signature="minmax_fit(x)",
    task="Return (lo, hi): the smallest and the largest value of each column of x (N, D), two "
    "arrays of shape (D,).",
    reference=minmax_fit,
    probes=((X[:2, :2],), (X,), (X[:1],), (WHOLE,), (-1e6 * X,), (X[1:2, :1],), (X[1:],)),
    misconceptions=(
        Misconception(
            "one_range_for_all",
            "A table has one smallest and one largest number.",
            "Your range runs from the smallest number of the table to the largest, for every one. "
            "Whose smallest value should a column start from?",
            lambda x: (np.full(x.shape[1], x.min()), np.full(x.shape[1], x.max())),
        ),
        Misconception(
            "two_numbers",
            "min() of a table works column by column by itself.",
            "You found two numbers for the whole table. How many features does it have?",
            lambda x: (x.min(), x.max()),
        ),
        Misconception(
            "for_each_house",
            "axis 1 goes down the columns.",
            "You found a range for each row. Whose smallest value is asked for: a house's or a "
            "column's?",
            lambda x: (x.min(axis=1), x.max(axis=1)),
        ),
        Misconception(
            "high_before_low",
            "The order of the answers is free.",
            "Both arrays are right. Which of them is asked for first?",
            lambda x: (x.max(axis=0), x.min(axis=0)),
        ),
        Misconception(
            "low_and_span",
            "What is needed later is the width.",
            "Your second array says how wide the range is. The task asks where it ends.",
            lambda x: (x.min(axis=0), np.ptp(x, axis=0)),
        ),
        Misconception(
            "mean_and_span",
            "Scaling starts from the mean.",
            "With your numbers the average house is at 0 and small ones are below it. Which house"
            " should be at 0?",
            lambda x: (x.mean(axis=0), np.ptp(x, axis=0)),
        ),
        Misconception(
            "first_and_last",
            "The table is sorted.",
            "You took the first and the last row. Is this table sorted, by all columns at once?",
            lambda x: (1 * x[0], 1 * x[-1]),
        ),
        Misconception(
            "starts_from_zero",
            "A search for the smallest and the largest begins at 0.",
            "Yours begin at 0 before the first house is looked at. In a column that lies above 0,"
            " or below, which house takes its place?",
            lambda x: (np.minimum(x.min(axis=0), 0), np.maximum(x.max(axis=0), 0)),
        ),
        Misconception(
            "places",
            "argmin finds the smallest value.",
            "You say in which rows the smallest and the largest values stand. What are they?",
            lambda x: (x.argmin(axis=0), x.argmax(axis=0)),
        ),
        Misconception(
            "rows_of_a_table",
            "One row of numbers is a table with one row.",
            "The numbers are right, but each of your two is a table with one row. Asked for are "
            "two arrays of shape (D,).",
            lambda x: (x.min(axis=0, keepdims=True), x.max(axis=0, keepdims=True)),
        ),
    ),
    alternates=(
        _column_by_column(min, max),
        lambda x: (np.sort(x, axis=0)[0], np.sort(x, axis=0)[-1]),
        lambda x: [f.reduce(x.astype(np.float32)) for f in (np.minimum, np.maximum)],
    ),
    hints=(
        "The smallest area is compared with areas, never with bedrooms.",
        "NumPy's min and max take an axis: the one that they walk along and that is gone "
        "afterwards.",
        "Walk along the rows, which are axis 0: one number is left for each column. Smallest "
        "first, then largest.",
    ),
    properties=(
        Property(
            "every value lies between lo and hi, and both are reached",
            _ends_are_reached,
            "Hold each column against your two arrays: some value is outside, or an end is a "
            "value that no house has.",
        ),
        Property(
            "the order of the rows does not matter",
            lambda answer: np.array_equal(answer(X), answer(X[[2, 0, 3, 1]])),
            "Shuffle the rows: your answer changes.",
        ),
    ),
)


def minmax_transform(x: Array, lo: Array, hi: Array) -> Array:
    span = np.where(hi > lo, hi - lo, 1)
    return (x - lo) / span


def _scaled(x: Array, lo: Array, hi: Array) -> Any:
    """The right answer, for the wrong ones to start from."""
    return (x - lo) / np.where(hi > lo, hi - lo, 1)


def _house_by_house(x: Array, lo: Array, hi: Array) -> Array:
    out = np.empty(x.shape)
    for n, d in np.ndindex(x.shape):
        out[n, d] = x[n, d] - lo[d]
        if hi[d] != lo[d]:
            out[n, d] /= hi[d] - lo[d]
    return out


def _written_into(x: Array, lo: Array, hi: Array) -> Array:
    x -= lo
    x /= np.where(hi > lo, hi - lo, 1)
    return x


def _ends_become_0_and_1(answer: Answer) -> Any:
    x = np.array([LO, HI, (LO + HI) / 2])
    wanted = np.outer([0, 1, 0.5], np.ones(3))
    yours = answer(x, LO, HI)
    return np.allclose(yours, wanted) or Broken(yours, wanted, x=x, lo=LO, hi=HI)


LO, HI = np.array([900.0, 1.0, -7.0]), np.array([2500.0, 4.0, 1.0])

MINMAX_TRANSFORM = Exercise(
    signature="minmax_transform(x, lo, hi)",
    task="Scale x (N, D) with the given lo and hi (D,): lo becomes 0, hi becomes 1, and values "
    "outside stay outside; a column with hi equal to lo is only shifted by lo.",
    reference=minmax_transform,
    probes=(
        (np.array([[3.0]]), np.array([1.0]), np.array([5.0])),
        (X, LO, HI),
        (NEW, LO, HI),
        (LEVEL, np.array([1.0, 3.0]), np.array([6.0, 3.0])),
        (LEVEL + 2, np.array([1.0, 3.0]), np.array([6.0, 3.0])),
        (WHOLE, np.array([1, -1]), np.array([5, 3])),
        (X[1:], LO, HI),
    ),
    misconceptions=(
        Misconception(
            "measures_again",
            "A scaler looks at what it scales.",
            "You were given lo and hi and measured x instead. Scale one single house: everything "
            "about it becomes 0.",
            lambda x, lo, hi: _scaled(x, x.min(axis=0), x.max(axis=0)),
        ),
        Misconception(
            "no_shift",
            "Scaling is dividing.",
            "Send lo itself through your function. It does not come out as 0.",
            lambda x, lo, hi: x / np.where(hi > lo, hi - lo, 1),
        ),
        Misconception(
            "zero_division",
            "A range is never empty.",
            "A column of equal values has lo = hi. What stands under your fraction then?",
            lambda x, lo, hi: (x - lo) / (hi - lo),
        ),
        Misconception(
            "cuts_off",
            "Everything has to end up between 0 and 1.",
            "hi and twice hi both come out as 1. Two different houses cannot be told apart any "
            "more.",
            lambda x, lo, hi: np.clip(_scaled(x, lo, hi), 0, 1),
        ),
        Misconception(
            "minus_one_to_one",
            "Scaled numbers run from -1 to 1.",
            "Send lo, the middle and hi through it: you get -1, 0 and 1. Which three numbers does"
            " the task want?",
            lambda x, lo, hi: 2 * _scaled(x, lo, hi) - 1,
        ),
        Misconception(
            "divides_by_hi",
            "The largest value is the scale.",
            "What becomes of hi itself? It should land at 1.",
            lambda x, lo, hi: (x - lo) / np.where(hi > lo, hi, 1),
        ),
        Misconception(
            "upside_down",
            "The order of a difference does not matter.",
            "In yours lo becomes 1 and hi becomes 0.",
            lambda x, lo, hi: (hi - x) / np.where(hi > lo, hi - lo, 1),
        ),
        Misconception(
            "shift_after",
            "Brackets around a difference may be left out.",
            "You divide first and shift afterwards, by a number that is still in the old units.",
            lambda x, lo, hi: x / np.where(hi > lo, hi - lo, 1) - lo,
        ),
        Misconception(
            "constant_is_0",
            "Where there is no range, there is nothing to say.",
            "Where hi equals lo yours says 0, whatever stands in x. A new house may differ there:"
            " what does the task do with it?",
            lambda x, lo, hi: np.where(hi > lo, _scaled(x, lo, hi), 0.0),
        ),
        Misconception(
            "all_or_none",
            "One column without a range, and there is nothing to divide by.",
            "One of the columns has no range, and yours then divides none of them. Who decides "
            "for a column?",
            lambda x, lo, hi: x - lo if np.any(hi == lo) else _scaled(x, lo, hi),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's x has changed too. Somebody may still need "
            "it.",
            _written_into,
        ),
    ),
    alternates=(
        _house_by_house,
        lambda x, lo, hi: (x - lo) / ((hi - lo) + (hi == lo)),
        lambda x, lo, hi: _scaled(*(a.astype(np.float32) for a in (x, lo, hi))),
    ),
    hints=(
        "First move lo to 0. By how much is the range still too wide?",
        "A column in which all values are equal has a range of width 0. What may it be divided "
        "by without harm?",
        "Take lo off, then divide by the width of each column's range; where that width is 0, let "
        "NumPy's where put a 1.",
    ),
    properties=(
        Property(
            "lo becomes 0 and hi becomes 1",
            _ends_become_0_and_1,
            "Scale lo, hi and the middle between them: where should each of them end up?",
        ),
        Property(
            "a house gets the same numbers in any company",
            lambda answer: np.allclose(answer(X, LO, HI)[1:2], answer(X[1:2], LO, HI)),
            "Scale one house alone, then together with others: its numbers change.",
        ),
        Property(
            "a constant column gives finite numbers",
            lambda answer: np.isfinite(answer(LEVEL, LEVEL.min(axis=0), LEVEL.max(axis=0))).all(),
            "If all values of a column are equal, its range has width 0.",
        ),
    ),
)

EXERCISES = (MINMAX_FIT, MINMAX_TRANSFORM)
