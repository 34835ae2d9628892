"""Lesson 08, the challenge: targets that leave room for doubt."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Convention, Exercise, Misconception, Property


def soft_labels(y: Array, K: int, eps: float) -> Array:
    """A share eps of the certainty is spread evenly over all classes."""
    targets = np.full((len(y), K), eps / K)
    targets[np.arange(len(y)), y] += 1 - eps
    return targets


def _two_values(right: Any, other: Any) -> Any:
    """One value at the label, another elsewhere."""
    return lambda y, K, eps: np.where(
        np.arange(K) == y[:, None], float(right(K, eps)), float(other(K, eps))
    )


def _whole_columns(y: Array, K: int, eps: float) -> Array:
    targets = np.full((len(y), K), eps / K)
    targets[:, y] += 1 - eps
    return targets


def _classes_from_labels(y: Array, K: int, eps: float) -> Array:
    return soft_labels(y, int(y.max()) + 1, eps)


Y = np.array([2, 0, 1, 2])

SOFT_LABELS = Exercise(
    signature="soft_labels(y, K, eps)",
    task="Return targets of shape (N, K) for whole-number labels y: the certainty 1 of each row is "
    "cut by eps, and that share is spread evenly over all K classes, the right one included.",
    reference=soft_labels,
    probes=(
        (np.array([1]), 2, 0.1),
        (Y, 3, 0.3),
        (Y, 5, 0.2),
        (Y, 4, 0.0),
        (Y[:2], 3, 1.0),
        (Y[:3], 3, 0.6),
    ),
    misconceptions=(
        Misconception(
            "cut_and_kept",
            "The certainty is cut, and that is all.",
            "Add up a row: a part of the certainty is lost. Who gets it?",
            _two_values(lambda K, eps: 1 - eps, lambda K, eps: 0.0),
        ),
        Misconception(
            "nothing_for_the_right",
            "The right class keeps 1 - eps, whatever the others get.",
            "The others get eps / K each, so a row falls short of 1. The right class has a share "
            "in what is spread, too.",
            _two_values(lambda K, eps: 1 - eps, lambda K, eps: eps / K),
        ),
        Misconception(
            "added_on_top",
            "Doubt is added to certainty.",
            "Your rows sum to more than 1. What was cut before it was spread?",
            _two_values(lambda K, eps: 1 + eps / K, lambda K, eps: eps / K),
        ),
        Misconception(
            "eps_each",
            "Each wrong class gets eps.",
            "With many classes your doubt outweighs the truth. Among how many is eps shared?",
            _two_values(lambda K, eps: 1 - eps, lambda K, eps: eps),
        ),
        Misconception(
            "eps_is_kept",
            "eps is how certain we are.",
            "With eps = 0.1 your right class gets hardly more than the others. What is eps a share "
            "of?",
            _two_values(lambda K, eps: eps + (1 - eps) / K, lambda K, eps: (1 - eps) / K),
        ),
        Misconception(
            "hard",
            "A label is a label.",
            "Your targets do not know eps.",
            _two_values(lambda K, eps: 1, lambda K, eps: 0),
        ),
        Misconception(
            "whole_columns",
            "A list of columns picks one of them for each row.",
            "Every row of yours has the certainty of all labels: whole columns were written. "
            "Which row goes with which label?",
            _whole_columns,
        ),
        Misconception(
            "classes_from_labels",
            "The largest label tells how many classes there are.",
            "Your table has as many columns as the labels here need. A class that has no example "
            "here has its column too.",
            _classes_from_labels,
        ),
    ),
    conventions=(
        Convention(
            "among_the_others",
            "You spread eps over the K - 1 wrong classes only, as some papers do. PyTorch and this "
            "course spread it over all K, so the right class gets a little of it back.",
            _two_values(lambda K, eps: 1 - eps, lambda K, eps: eps / (K - 1)),
        ),
    ),
    alternates=(
        lambda y, K, eps: (1 - eps) * np.eye(K)[y] + eps / K,
        lambda y, K, eps: np.array(
            [[(1 - eps) * (k == label) + eps / K for k in range(K)] for label in y]
        ),
    ),
    hints=(
        "A row is one unit of certainty. Part of it is taken away, and nothing may be lost.",
        "Start with every class holding its part of eps. What is still missing, and where does it "
        "go?",
        "Fill the table with eps over K. Then add 1 minus eps in each row at its label.",
    ),
    properties=(
        Property(
            "each row sums to 1",
            lambda f: np.allclose(f(Y, 6, 0.25).sum(axis=1), 1),
            "Add up your rows.",
        ),
        Property(
            "without doubt they are one-hot",
            lambda f: np.array_equal(f(Y, 3, 0.0), np.eye(3)[Y]),
            "With eps = 0 the right class has 1 and the others 0.",
        ),
        Property(
            "the right class stays ahead",
            lambda f: np.array_equal(np.argmax(f(Y, 5, 0.5), axis=1), Y),
            "With eps = 0.5 the right class should still have the largest target.",
        ),
    ),
)

EXERCISES = (SOFT_LABELS,)
