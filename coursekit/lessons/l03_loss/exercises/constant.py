"""Lesson 03, a loss is a choice: the one number that is best for all."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

UNSORTED = np.array([7.0, 0.0, 2.5, 5.0, 3.0])


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
        (np.array([3.0, 8.0, 0.5, 6.0, -2.0, 9.0, 1.0]), "size"),
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
            "its_loss",
            "The lowest loss is what was asked for.",
            "That is the loss of the best number. Which number has it?",
            lambda y, loss: _misses(best_constant(y, loss), y, loss),
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

EXERCISES = (BEST_CONSTANT,)
