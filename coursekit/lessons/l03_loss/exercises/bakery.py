"""Lesson 03, a loss is a choice: too much and too little need not be equally bad."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def bakery_loss(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    """Above and below the line are two slopes, as large as the baker says."""
    over = baked - asked
    return np.mean(np.where(over > 0, too_many * over, -too_few * over))


def _two_sides(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    left, missing = np.maximum(baked - asked, 0), np.maximum(asked - baked, 0)
    return np.mean(left) * too_many + np.mean(missing) * too_few


def _day_by_day(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    total = 0.0
    for b, a in zip(baked, asked, strict=True):
        if b > a:
            total += (b - a) * too_many
        else:
            total += (a - b) * too_few
    return total / len(baked)


def _with_a_sign(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    over = baked - asked
    return np.mean(np.where(over > 0, too_many * over, too_few * over))


def _both_of_the_sum(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    over = np.mean(baked - asked)
    return too_many * over if over > 0 else -too_few * over


def _each_side_apart(baked: Any, asked: Any, too_many: Any, too_few: Any) -> Any:
    over = baked - asked
    sides = (too_many, over[over > 0]), (-too_few, over[over < 0])
    return sum(euros * misses.sum() / max(len(misses), 1) for euros, misses in sides)


TWO_DAYS = np.array([10.0, 5.0]), np.array([8.0, 6.0])

BAKERY_LOSS = Exercise(
    signature="bakery_loss(baked, asked, too_many, too_few)",
    task="A baker's loaves on N days: baked (N,), and asked for, asked (N,). Each loaf too many "
    "loses too_many euros, each missing one too_few euros. Return the mean loss of a day.",
    reference=bakery_loss,
    probes=(
        (np.array([3.0]), np.array([1.0]), 1.0, 5.0),
        (*TWO_DAYS, 1.0, 3.0),
        (np.array([2.0, 9.0, 4.0]), np.array([7.0, 4.0, 4.0]), 2.0, 0.5),
        (np.array([6.0, 1.5, 2.5]), np.array([9.0, 1.0, 3.0]), 0.25, 2.0),
    ),
    misconceptions=(
        Misconception(
            "sides_exchanged",
            "A positive miss is a missing loaf.",
            "Take a day on which more was baked than asked for. Which of the two amounts is due?",
            lambda baked, asked, too_many, too_few: bakery_loss(asked, baked, too_many, too_few),
        ),
        Misconception(
            "with_a_sign",
            "What is missing counts below zero.",
            "On a day with a missing loaf yours falls below zero, as if the baker had gained by "
            "it. Which sign has the loss of such a day?",
            _with_a_sign,
            probe=1,
        ),
        Misconception(
            "by_the_day",
            "A bad day is a bad day.",
            "In yours a day has the same loss with one loaf too many as with two. The amounts are "
            "for each loaf.",
            lambda baked, asked, too_many, too_few: np.mean(
                np.where(baked > asked, too_many, np.where(baked < asked, too_few, 0.0))
            ),
        ),
        Misconception(
            "one_amount_for_both",
            "A miss is a miss.",
            "In yours a missing loaf loses as much as one too many. What is too_few for?",
            lambda baked, asked, too_many, too_few: np.mean(np.abs(baked - asked)) * too_many,
            probe=1,
        ),
        Misconception(
            "squared",
            "Misses are squared.",
            "Yours squares the misses. When one loaf too many loses 1 euro, what do two lose?",
            lambda baked, asked, too_many, too_few: np.mean(
                np.where(baked > asked, too_many, too_few) * (baked - asked) ** 2
            ),
        ),
        Misconception(
            "days_make_up_for_each_other",
            "What is left on Monday is sold on Tuesday.",
            "Yours adds up the days first, and a loaf too many makes up for a missing one. Old "
            "bread is not sold: what is the loss of each day by itself?",
            _both_of_the_sum,
            probe=1,
        ),
        Misconception(
            "each_side_by_its_own_days",
            "A mean divides by what was added up.",
            "You divide the loaves too many by the days that had some, and the missing ones by "
            "theirs. By how many days does one divide for the loss of a day?",
            _each_side_apart,
            probe=1,
        ),
        Misconception(
            "sum",
            "More days, more loss.",
            "Write down each day twice: did the baker get any worse?",
            lambda baked, asked, too_many, too_few: (
                bakery_loss(baked, asked, too_many, too_few) * len(asked)
            ),
        ),
    ),
    alternates=(_two_sides, _day_by_day),
    hints=(
        "A day with 10 baked and 8 asked for, and a day with 5 baked and 6 asked for: work out the "
        "loss of each on paper.",
        "Take asked away from baked, for all days at once. What does its sign tell you? NumPy can "
        "choose between two values, day by day.",
        "Where the difference is above zero, too_many times the difference; elsewhere too_few "
        "times the difference with its sign turned round. Then the mean.",
    ),
    properties=(
        Property(
            "a right number of loaves has no loss",
            lambda f: f(np.array([3.0, 4.0]), np.array([3.0, 4.0]), 2.0, 5.0) == 0,
            "On these days nothing was left and nothing was missing.",
        ),
        Property(
            "twice as far off, twice the loss",
            lambda f: np.isclose(
                f(2 * TWO_DAYS[0], 2 * TWO_DAYS[1], 1.0, 3.0), 2 * f(*TWO_DAYS, 1.0, 3.0)
            ),
            "Every number of loaves is doubled, and so every miss. What becomes of the loss?",
        ),
        Property(
            "missing loaves are a loss",
            lambda f: f(np.array([1.0, 2.0]), np.array([9.0, 2.0]), 2.0, 1.0) > 0,
            "Eight loaves were missing on the first day, none on the second. What did that lose?",
        ),
    ),
)

EXERCISES = (BAKERY_LOSS,)
