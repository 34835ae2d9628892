"""Lesson 03, behind the mean: the examples with the largest loss, to be looked at first."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def worst_rows(p: Any, y: Any, k: Any) -> Any:
    """The loss −ln p is largest where the right class was given least."""
    given = p[np.arange(len(y)), y]
    return np.argsort(given)[:k]


def _least_sure(p: Any, y: Any, k: Any) -> Any:
    given = p.max(axis=1)
    order = np.argsort(given)
    return order[:k]


def _by_loss(p: Any, y: Any, k: Any) -> Any:
    losses = np.array([-np.log(p[n, y[n]]) for n in range(len(y))])
    return np.argsort(losses)[::-1][:k]


def _one_by_one(p: Any, y: Any, k: Any) -> Any:
    def given(n: int) -> Any:
        return p[n][y[n]]

    return np.array(sorted(range(len(y)), key=given)[:k])


def _smallest_loss(p: Any, y: Any, k: Any) -> Any:
    losses = -np.log(p[np.arange(len(y)), y])
    return np.argsort(losses)[:k]


def _all_pairs(p: Any, y: Any, k: Any) -> Any:
    return np.argsort(p[:, y])[:k]


def _finds_the_mistake(answer: Answer) -> bool:
    return bool(np.array_equal(answer(SURE, np.array([0, 1, 1]), 1), [2]))


def _follows_the_labels(answer: Answer) -> bool:
    both = [int(answer(SURE, np.array(y), 1)[0]) for y in ([1, 1, 0], [0, 0, 0])]
    return both == [0, 1]


SURE = np.array([[0.9, 0.1], [0.2, 0.8], [0.97, 0.03]])
FOUR = np.array([[0.5, 0.3, 0.2], [0.05, 0.05, 0.9], [0.6, 0.25, 0.15], [0.1, 0.8, 0.1]])
FIVE = np.array([[0.6, 0.4], [0.3, 0.7], [0.96, 0.04], [0.45, 0.55], [0.1, 0.9]])

WORST_ROWS = Exercise(
    signature="worst_rows(p, y, k)",
    task="Mend it: p (N, K) holds each example's probabilities, y (N,) the labels. Return the row "
    "numbers of the k examples with the largest loss, the largest first: an array (k,).",
    reference=worst_rows,
    mend="least_sure",
    probes=(
        (np.array([[0.1, 0.9], [0.6, 0.4]]), np.array([0, 0]), 1),
        (FOUR, np.array([0, 0, 2, 1]), 2),
        (FIVE, np.array([1, 1, 1, 0, 0]), 3),
    ),
    misconceptions=(
        Misconception(
            "least_sure",
            "The worst example is the one that the network is least sure about.",
            "Your order is that of how sure the network is: sure and wrong comes last. Which of a "
            "row's probabilities makes its loss?",
            _least_sure,
        ),
        Misconception(
            "smallest_loss",
            "argsort puts the largest first.",
            "Look at the row that comes first in yours: how much was its right class given? "
            "argsort begins at the small end.",
            _smallest_loss,
        ),
        Misconception(
            "the_other_end",
            "The largest stand at the end of argsort.",
            "Yours are the rows whose right class was given most. Does a small probability make a "
            "small loss or a large one?",
            lambda p, y, k: np.argsort(p[np.arange(len(y)), y])[-k:],
        ),
        Misconception(
            "losses_not_rows",
            "The worst are their losses.",
            "These are losses. In which rows do they stand?",
            lambda p, y, k: np.sort(-np.log(p[np.arange(len(y)), y]))[::-1][:k],
        ),
        Misconception(
            "largest_last",
            "The order among the worst does not matter.",
            "These are the right rows. Where among them does the largest loss stand, and where "
            "was it to stand?",
            lambda p, y, k: worst_rows(p, y, k)[::-1],
            probe=2,
        ),
        Misconception(
            "all_pairs",
            "[:, y] picks one entry from each row.",
            "Print the shape of what you sort: each row met every label. Two lists of places side "
            "by side, rows and columns, pick one entry of each row.",
            _all_pairs,
        ),
    ),
    alternates=(_by_loss, _one_by_one),
    hints=(
        "Change the labels in y and run the lines as they were given: does anything change?",
        "The loss of an example hangs on the one probability that its own label was given. You "
        "have picked those before, in the cross-entropy from logits.",
        "One line is at fault: instead of the largest entry of each row pick the entry at its "
        "label, with row numbers and labels as two indices. Small comes first, and that is right.",
    ),
    properties=(
        Property(
            "sure and wrong comes first",
            _finds_the_mistake,
            "The last example is wrong, and surer than all others. Where does it stand in yours?",
        ),
        Property(
            "other labels, other rows",
            _follows_the_labels,
            "Twice the same probabilities, with other labels.",
        ),
    ),
)

EXERCISES = (WORST_ROWS,)
