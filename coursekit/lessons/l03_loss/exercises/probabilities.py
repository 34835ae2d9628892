"""Lesson 03, the loss: cross-entropy of a yes or no."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

SURE = np.array([0.9, 0.2, 0.6])


def _likelihood(p: Array, y: Array, eps: float, log: np.ufunc = np.log) -> Array:
    """The log-probability of each answer, with p kept eps away from 0 and 1."""
    q = np.clip(p, eps, 1 - eps)
    return np.asarray(y * log(q) + (1 - y) * log(1 - q))


def _half_negative(p: Array, y: Array, eps: float = 1e-12) -> float:
    q = np.clip(p, eps, 1 - eps)
    return float(np.mean(-y * np.log(q) + (1 - y) * np.log(1 - q)))


def binary_cross_entropy(p: Array, y: Array, eps: float = 1e-12) -> float:
    """Of the two terms, the label keeps one and multiplies the other by 0."""
    p = np.clip(p, eps, 1 - eps)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


BINARY_CROSS_ENTROPY = Exercise(
    signature="binary_cross_entropy(p, y, eps=1e-12)",
    task="Return the mean of -(y log p + (1 - y) log(1 - p)), finite also where p is 0 or 1: keep "
    "p between eps and 1 - eps.",
    reference=binary_cross_entropy,
    probes=(
        (np.array([0.5]), np.array([1])),
        (np.array([0.9, 0.2, 0.6]), np.array([1, 0, 0])),
        (np.array([0.0, 1.0]), np.array([1, 1])),
        (np.array([1.0, 0.25]), np.array([0, 0])),
        (np.array([0.0, 1.0, 0.7]), np.array([1, 0, 1]), 0.1),
    ),
    misconceptions=(
        Misconception(
            "eps_ignored",
            "eps is always 1e-12.",
            "With another eps your answer stays what it was. Where does the argument come in?",
            lambda p, y, eps=1e-12: -np.mean(_likelihood(p, y, 1e-12)),
        ),
        Misconception(
            "unclipped",
            "A network never says exactly 0 or 1.",
            "With p = 0 where the truth is 1, your loss is not a finite number any more. How can "
            "p be kept away from the edge?",
            lambda p, y, eps=0.0: -np.mean(_likelihood(p, y, 0.0)),
        ),
        Misconception(
            "no_minus",
            "The sign is cosmetic.",
            "Your loss is negative, for logarithms of probabilities are at most 0. A loss "
            "should not be below it.",
            lambda p, y, eps=1e-12: np.mean(_likelihood(p, y, eps)),
        ),
        Misconception(
            "minus_before_one_term",
            "The minus belongs to the first term.",
            "Here both labels are 0, and your loss is below zero. How far should the minus in "
            "front of the formula reach?",
            _half_negative,
            probe=3,
        ),
        Misconception(
            "sum",
            "More data, more loss.",
            "Your loss grows with the size of the batch, although the predictions are no worse.",
            lambda p, y, eps=1e-12: -np.sum(_likelihood(p, y, eps)),
        ),
        Misconception(
            "swapped",
            "Label and prediction may change places.",
            "You take the logarithm of the label. Whose logarithm says how wrong a prediction is?",
            lambda p, y, eps=1e-12: -np.mean(_likelihood(y, p, eps)),
        ),
        Misconception(
            "base_ten",
            "Any logarithm will do.",
            "A prediction of one half should have the natural logarithm of 2 as its loss. Which "
            "logarithm is yours?",
            lambda p, y, eps=1e-12: -np.mean(_likelihood(p, y, eps, np.log10)),
        ),
        Misconception(
            "only_ones",
            "Only the examples with label 1 count.",
            "A confident yes where the label is no has no loss in yours. Half of the formula is "
            "about those examples.",
            lambda p, y, eps=1e-12: -np.mean(y * np.log(np.clip(p, eps, 1 - eps))),
            probe=3,
        ),
    ),
    alternates=(
        lambda p, y, eps=1e-12: np.mean(-np.log(np.maximum(np.where(y == 1, p, 1 - p), eps))),
        lambda p, y, eps=1e-12: (
            sum(-np.log(max(q if t == 1 else 1 - q, eps)) for q, t in zip(p, y, strict=True))
            / len(y)
        ),
    ),
    hints=(
        "For an example with label 1, only one half of the formula is left. Which?",
        "Two things in order: keep p away from 0 and 1, then write the formula for all examples "
        "and average. NumPy can hold numbers between two bounds.",
        "Clip p between eps and 1 - eps. Multiply y with the logarithm of p, and 1 - y with the "
        "logarithm of 1 - p; the mean of their sum, with the opposite sign, is the loss.",
    ),
    properties=(
        Property(
            "a prediction of one half has the loss ln 2",
            lambda f: np.isclose(f(np.array([0.5, 0.5]), np.array([0, 1])), np.log(2)),
            "Who always says one half has the loss ln 2, whatever the labels are.",
        ),
        Property(
            "yes and no are treated alike",
            lambda f: np.isclose(f(SURE, np.array([1, 0, 1])), f(1 - SURE, np.array([0, 1, 0]))),
            "Exchange the names of the two classes, in p and in y: nothing has happened.",
        ),
        Property(
            "being surer of what is right lowers the loss",
            lambda f: f(np.array([0.9]), np.array([1])) < f(np.array([0.6]), np.array([1])),
            "Saying 0.9 when the label is yes should have a smaller loss than saying 0.6.",
        ),
    ),
)

EXERCISES = (BINARY_CROSS_ENTROPY,)
