"""Lesson 03, a loss is a choice: the best single number, and a baker for whom sides differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

UNSORTED = np.array([7.0, 0.0, 2.0, 5.0, 3.0])


def best_constant(y: Any, loss: Any) -> Any:
    """Squares are content with the mean, sizes with the number in the middle."""
    return np.mean(y) if loss == "square" else np.median(y)


def _lowest_of_many(y: Any, loss: Any) -> Any:
    if loss == "square":
        return np.sum(y) / len(y)
    losses = [np.mean(np.abs(y - said)) for said in y]
    return y[np.argmin(losses)]


def _misses(said: Any, y: Any, loss: Any) -> Any:
    miss = np.abs(y - said)
    return np.mean(miss**2 if loss == "square" else miss)


def _is_lowest(loss: str) -> Any:
    """Whether no number beside the answer has a lower mean loss."""

    def holds(answer: Answer) -> bool:
        said = answer(UNSORTED, loss)
        beside = [_misses(said + step, UNSORTED, loss) for step in (-0.1, 0.1)]
        return bool(_misses(said, UNSORTED, loss) < min(beside))

    return holds


BEST_CONSTANT = Exercise(
    signature="best_constant(y, loss)",
    task="One and the same number is predicted for all N examples. Return the number with the "
    'lowest mean loss on y (N,), N odd, where loss is "square" (the squared miss) or "size" (the '
    "size of the miss).",
    reference=best_constant,
    probes=(
        (np.array([1.0, 2.0, 9.0]), "size"),
        (np.array([1.0, 2.0, 9.0]), "square"),
        (UNSORTED, "size"),
        (np.array([4.0, -8.0, 6.0, 0.5, 7.0]), "square"),
    ),
    misconceptions=(
        Misconception(
            "always_the_mean",
            "The best prediction is the mean.",
            "Move the largest number far away. Each step adds to one miss, and the sizes of the "
            "others are what they were. Should the best number follow?",
            lambda y, loss: np.mean(y),
        ),
        Misconception(
            "always_the_middle",
            "The middle one is safest, whatever the loss.",
            "Here the misses are squared, and one large miss weighs more than several small ones. "
            "Should the answer not move toward what is far away?",
            lambda y, loss: np.median(y),
        ),
        Misconception(
            "the_wrong_way_round",
            "Squares do not mind what is far away.",
            "Which of the two losses makes a miss of 10 a hundred times as large as a miss of 1?",
            lambda y, loss: np.median(y) if loss == "square" else np.mean(y),
        ),
        Misconception(
            "half_way",
            "The best number lies half way between the ends.",
            "Nine examples at 0 and one at 10: would you say 5?",
            lambda y, loss: (np.min(y) + np.max(y)) / 2,
        ),
        Misconception(
            "middle_of_the_list",
            "The middle one stands in the middle of the list.",
            "Write y down in another order: your answer changes. Which order makes the middle "
            "mean something?",
            lambda y, loss: np.mean(y) if loss == "square" else y[len(y) // 2],
        ),
    ),
    alternates=(
        _lowest_of_many,
        lambda y, loss: {"square": np.mean(y), "size": np.sort(y)[len(y) // 2]}[loss],
    ),
    hints=(
        "Look at the two curves: at which number is each lowest, and what is that number to the "
        "three examples 1, 2 and 9?",
        "One of the two is the number that you get by adding up and dividing. The other has as "
        "many examples below it as above it.",
        "For squares it is the mean. For sizes sort y in your mind and take the one in the middle; "
        "NumPy knows it as the median. An if chooses between the two.",
    ),
    properties=(
        Property(
            "no number beside it has a lower mean square",
            _is_lowest("square"),
            "A tenth more or a tenth less has a lower mean square than your number.",
        ),
        Property(
            "no number beside it has a lower mean size",
            _is_lowest("size"),
            "A tenth more or a tenth less has a lower mean size of the misses than your number.",
        ),
    ),
)


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


TWO_DAYS = np.array([10.0, 5.0]), np.array([8.0, 6.0])

BAKERY_LOSS = Exercise(
    signature="bakery_loss(baked, asked, too_many, too_few)",
    task="On N days a baker has baked (N,) loaves, and asked (N,) were asked for. Each loaf too "
    "many loses too_many euros, each missing one too_few euros. Return the mean loss of a day.",
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
            "never below zero",
            lambda f: f(np.array([1.0, 2.0]), np.array([9.0, 2.0]), 2.0, 1.0) > 0,
            "Eight loaves were missing. Nobody gains by that.",
        ),
    ),
)

EXERCISES = (BEST_CONSTANT, BAKERY_LOSS)
