"""Lesson 03, the loss: cross-entropy, straight from the logits."""

from __future__ import annotations

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def _picked(logits: Array, y: Array) -> Array:
    """The log-probability of each row's label."""
    return np.asarray(functional.log_softmax(logits)[np.arange(len(y)), y])


def _one_maximum(logits: Array, y: Array) -> float:
    z = logits - logits.max()
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-np.mean(log_p[np.arange(len(y)), y]))


LOGITS = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0]])


def cross_entropy_from_logits(logits: Array, y: Array) -> float:
    """log and exp meet on paper, so that no probability is rounded to 0."""
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-np.mean(log_p[np.arange(len(y)), y]))


EASIER_CROSS_ENTROPY_FROM_LOGITS = """
def cross_entropy_from_logits(logits, y):
    # Shift each row so that its largest logit is 0: no e**z can overflow.
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    # log softmax = logit minus the log of the row's sum of powers. No log of 0 can come up,
    # since the sum holds e**0 = 1 at least.
    log_p = shifted - «np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))»
    # Of each row only the entry at its label counts.
    at_label = log_p[«np.arange(len(y)), y»]
    return -np.mean(at_label)
"""

CROSS_ENTROPY_FROM_LOGITS = Exercise(
    signature="cross_entropy_from_logits(logits, y)",
    task="Return the mean over the rows of -log softmax(logits) at the label y (N,), finite also "
    "for logits as large as 1000.",
    reference=cross_entropy_from_logits,
    probes=(
        (np.array([[0.0, 0.0]]), np.array([0])),
        (LOGITS, np.array([0, 1])),
        (LOGITS[:, :2], np.array([1, 1])),
        (np.array([[2.0]]), np.array([0])),
        (np.array([[1000.0, 0.0], [0.0, -1000.0]]), np.array([1, 0])),
    ),
    misconceptions=(
        Misconception(
            "softmax_then_log",
            "A stable softmax makes its logarithm stable.",
            "With logits 1000 and 0 the small probability is rounded to 0 before you take its "
            "logarithm. Can log and exp meet on paper first?",
            lambda logits, y: -np.mean(np.log(functional.softmax(logits)[np.arange(len(y)), y])),
        ),
        Misconception(
            "one_maximum_for_all_rows",
            "The largest logit of all protects every row.",
            "You take one number away from the logits of all rows. In a row far below it every "
            "power of e is rounded to 0. Which maximum is a row's own?",
            _one_maximum,
        ),
        Misconception(
            "sum",
            "More data, more loss.",
            "Give it the same pictures twice: your network is now twice as bad. Is it?",
            lambda logits, y: -np.sum(_picked(logits, y)),
        ),
        Misconception(
            "no_minus",
            "The sign is cosmetic.",
            "Training makes this number small. In yours, is being right rewarded or punished?",
            lambda logits, y: np.mean(_picked(logits, y)),
        ),
        Misconception(
            "all_pairs",
            "[:, y] picks one entry from each row.",
            "Print the shape of what you picked: each row met every label of the batch.",
            lambda logits, y: -np.mean(functional.log_softmax(logits)[:, y]),
        ),
        Misconception(
            "eps_in_the_log",
            "A tiny number inside the logarithm does no harm.",
            "A tiny number added inside the logarithm keeps it finite, and caps the loss: no sure "
            "mistake gets above that cap. Log and exp can meet on paper first.",
            lambda logits, y: (
                -np.mean(np.log(functional.softmax(logits)[np.arange(len(y)), y] + 1e-12))
            ),
        ),
        Misconception(
            "mean_of_all_entries",
            "A mean goes over everything that is there.",
            "Your sum holds one logarithm for each row, but it is divided by the number of all "
            "entries. How many examples are there?",
            lambda logits, y: -np.sum(_picked(logits, y)) / np.size(logits),
        ),
        Misconception(
            "predicted_class",
            "The network's favorite class is the one that counts.",
            "You take the class that the network likes best. Which class does the label name?",
            lambda logits, y: -np.mean(functional.log_softmax(logits).max(axis=1)),
        ),
        Misconception(
            "all_classes",
            "Every class has its share in the loss.",
            "You add up all the classes. One of them was the truth: which logarithm counts?",
            lambda logits, y: -np.mean(functional.log_softmax(logits).sum(axis=1)),
        ),
        Misconception(
            "probability",
            "One minus the probability is as good as its logarithm.",
            "A confident mistake has at most the loss 1 in yours. What makes it grow without end?",
            lambda logits, y: 1 - np.mean(np.exp(_picked(logits, y))),
        ),
    ),
    alternates=(
        lambda logits, y: np.mean(
            np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(y)), y]
        ),
        lambda logits, y: (
            -np.sum(functional.log_softmax(logits) * np.eye(logits.shape[1])[y]) / len(y)
        ),
        lambda logits, y: np.mean(
            [
                np.log(np.sum(np.exp(row - row.max()))) + row.max() - row[k]
                for row, k in zip(logits, y, strict=True)
            ]
        ),
    ),
    hints=(
        "Which one entry of each row decides the loss of that example?",
        "The logarithm of a softmax is the logit minus the logarithm of a sum of powers of e. Take "
        "the row's largest logit away first, and nothing can overflow.",
        "Shift each row by its maximum; take the logarithm of the row's sum of exponentials away; "
        "pick, with row numbers and labels as two indices, one entry per row; average, and turn "
        "the sign round.",
    ),
    properties=(
        Property(
            "equal logits have the loss ln K",
            lambda f: np.isclose(f(np.zeros((2, 3)), np.array([0, 2])), np.log(3)),
            "Equal logits give each of the K classes 1/K. The loss of that is ln K.",
        ),
        Property(
            "one number added to a whole row changes nothing",
            lambda f: np.isclose(f(LOGITS + 7, np.array([0, 1])), f(LOGITS, np.array([0, 1]))),
            "Raise all logits of a row by 7. No probability changes, and so no loss.",
        ),
        Property(
            "a higher logit for the right class lowers the loss",
            lambda f: f(LOGITS + np.eye(3)[0], np.array([0, 0])) < f(LOGITS, np.array([0, 0])),
            "Raise the logit of the right class. The loss should fall.",
        ),
        Property(
            "the same examples twice have the loss of once",
            lambda f: np.isclose(
                f(LOGITS[[0, 1, 0, 1]], np.array([0, 1, 0, 1])), f(LOGITS, np.array([0, 1]))
            ),
            "Write every example down twice: is the network any worse?",
        ),
    ),
    easier=EASIER_CROSS_ENTROPY_FROM_LOGITS,
)

EXERCISES = (CROSS_ENTROPY_FROM_LOGITS,)
