"""Lesson 03, the loss: squared errors and two cross-entropies."""

from __future__ import annotations

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

Y_HAT, TARGET = np.array([2.0, -1.0, 4.0]), np.array([1.0, 2.0, 0.0])


def mse(pred: Array, y: Array) -> float:
    """A column is flattened first: (N, 1) minus (N,) would be (N, N)."""
    errors = pred.ravel() - y
    return float(np.mean(errors**2))


MSE = Exercise(
    signature="mse(pred, y)",
    task="Return the mean of the squared errors as one number; pred has shape (N,) or (N, 1), y "
    "has shape (N,).",
    reference=mse,
    probes=(
        (np.array([3.0]), np.array([1.0])),
        (np.array([1.0, -1.0]), np.array([0.0, 0.0])),
        (Y_HAT, TARGET),
        (Y_HAT[:, None], TARGET),
    ),
    misconceptions=(
        Misconception(
            "sum",
            "More data, more error.",
            "Write every example down ten times: your score gets ten times worse. Should it?",
            lambda pred, y: np.sum((np.ravel(pred) - y) ** 2),
        ),
        Misconception(
            "absolute",
            "An error counts with its size.",
            "Yours takes the size of each error as it is. What would squaring make of it?",
            lambda pred, y: np.mean(np.abs(np.ravel(pred) - y)),
        ),
        Misconception(
            "signed",
            "The errors can be averaged as they are.",
            "One guess too high and one as much too low: your loss says that all is well.",
            lambda pred, y: np.mean(np.ravel(pred) - y),
            probe=1,
        ),
        Misconception(
            "mean_first",
            "It does not matter which of mean and square comes first.",
            "In yours, errors of opposite sign cancel before they are squared.",
            lambda pred, y: np.mean(np.ravel(pred) - y) ** 2,
        ),
        Misconception(
            "half",
            "There is a 1/2 in front, as in some books.",
            "Yours is half of what it should be. That factor is a convention of other books.",
            lambda pred, y: np.mean((np.ravel(pred) - y) ** 2) / 2,
        ),
        Misconception(
            "root",
            "The loss has the unit of the prediction.",
            "Your answer is the square root of the loss. That is a fine number for people; "
            "here the square itself is asked.",
            lambda pred, y: np.sqrt(np.mean((np.ravel(pred) - y) ** 2)),
        ),
        Misconception(
            "all_pairs",
            "(N, 1) minus (N,) is (N,).",
            "Print the shape of pred - y when pred is a column: each guess meets every target.",
            lambda pred, y: np.mean((pred - y) ** 2),
        ),
    ),
    alternates=(
        lambda pred, y: np.square(pred.reshape(-1) - y.reshape(-1)).sum() / len(y),
        lambda pred, y: float((pred.ravel() - y) @ (pred.ravel() - y)) / y.size,
        lambda pred, y: (
            sum((float(p) - t) ** 2 for p, t in zip(pred.flat, y, strict=True)) / len(y)
        ),
    ),
    hints=(
        "What is the error of one example, and what happens to its sign?",
        "Three words, read from right to left: error, squared, mean. Mind the case in which pred "
        "is a column: it has to become a flat row of numbers first.",
        "Flatten pred, take y away from it, square each difference, and take the mean of all.",
    ),
    properties=(
        Property(
            "a perfect prediction costs nothing",
            lambda f: np.isclose(f(TARGET, TARGET), 0),
            "Prediction and truth are the same, and still your loss is not 0.",
        ),
        Property(
            "too high costs as much as too low",
            lambda f: np.isclose(f(TARGET + 1.5, TARGET), f(TARGET - 1.5, TARGET)),
            "1.5 too high and 1.5 too low are equally wrong.",
        ),
        Property(
            "twice the error costs four times as much",
            lambda f: np.isclose(f(TARGET + 3, TARGET), 4 * f(TARGET + 1.5, TARGET)),
            "Double every error and compare. What does a square do to a factor of two?",
        ),
    ),
)


SURE = np.array([0.9, 0.2, 0.6])


def _likelihood(p: Array, y: Array, eps: float, log: np.ufunc = np.log) -> Array:
    """The log-probability of each answer, with p kept eps away from 0 and 1."""
    q = np.clip(p, eps, 1 - eps)
    return np.asarray(y * log(q) + (1 - y) * log(1 - q))


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
            "Your loss is negative, for logarithms of probabilities are at most 0. A penalty "
            "should be positive.",
            lambda p, y, eps=1e-12: np.mean(_likelihood(p, y, eps)),
        ),
        Misconception(
            "sum",
            "More data, more loss.",
            "Your loss grows with the size of the batch, although the guesses are no worse.",
            lambda p, y, eps=1e-12: -np.sum(_likelihood(p, y, eps)),
        ),
        Misconception(
            "swapped",
            "Truth and guess may change places.",
            "You take the logarithm of the label. Whose logarithm measures surprise?",
            lambda p, y, eps=1e-12: -np.mean(_likelihood(y, p, eps)),
        ),
        Misconception(
            "base_ten",
            "Any logarithm will do.",
            "A guess of one half should cost 0.693. Which logarithm gives that?",
            lambda p, y, eps=1e-12: -np.mean(_likelihood(p, y, eps, np.log10)),
        ),
        Misconception(
            "only_ones",
            "Only the examples with label 1 count.",
            "A confident yes where the truth is no costs nothing in yours. Half of the formula is "
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
            "a guess of one half costs log 2",
            lambda f: np.isclose(f(np.array([0.5, 0.5]), np.array([0, 1])), np.log(2)),
            "Someone who always says one half pays 0.693, whatever the truth.",
        ),
        Property(
            "yes and no are treated alike",
            lambda f: np.isclose(f(SURE, np.array([1, 0, 1])), f(1 - SURE, np.array([0, 1, 0]))),
            "Exchange the names of the two classes, in p and in y: nothing has happened.",
        ),
        Property(
            "being surer of the truth costs less",
            lambda f: f(np.array([0.9]), np.array([1])) < f(np.array([0.6]), np.array([1])),
            "Saying 0.9 when the answer is yes should cost less than saying 0.6.",
        ),
    ),
)


def _picked(logits: Array, y: Array) -> Array:
    """The log-probability of each row's label."""
    return np.asarray(functional.log_softmax(logits)[np.arange(len(y)), y])


LOGITS = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0]])


def cross_entropy_from_logits(logits: Array, y: Array) -> float:
    """log and exp meet on paper, so that no probability is rounded to 0."""
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-np.mean(log_p[np.arange(len(y)), y]))


EASIER_CROSS_ENTROPY_FROM_LOGITS = """
def cross_entropy_from_logits(logits, y):
    # Shift each row so that its largest score is 0: no e**z can overflow.
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    # log softmax = score minus the log of the row's sum of powers. No log of 0 can come up,
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
            "A tiny number inside the logarithm costs nothing.",
            "A tiny number added inside the logarithm keeps it finite, and caps the loss: a sure "
            "mistake costs 27.6 and never more. Log and exp can meet on paper first.",
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
            "The network's favorite class is the one to score.",
            "You score the class that the network likes best. Which class does the label name?",
            lambda logits, y: -np.mean(functional.log_softmax(logits).max(axis=1)),
        ),
        Misconception(
            "all_classes",
            "Every class has its share in the bill.",
            "You add up all the classes. One of them was the truth: whose surprise counts?",
            lambda logits, y: -np.mean(functional.log_softmax(logits).sum(axis=1)),
        ),
        Misconception(
            "probability",
            "One minus the probability is as good as its logarithm.",
            "A confident mistake costs at most 1 in yours. What makes the cost grow without end?",
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
        "Which one entry of each row decides what that example costs?",
        "The logarithm of a softmax is the score minus the logarithm of a sum of powers of e. Take "
        "the row's largest score away first, and nothing can overflow.",
        "Shift each row by its maximum; take the logarithm of the row's sum of exponentials away; "
        "pick, with row numbers and labels as two indices, one entry per row; average, and turn "
        "the sign round.",
    ),
    properties=(
        Property(
            "equal scores cost log K",
            lambda f: np.isclose(f(np.zeros((2, 3)), np.array([0, 2])), np.log(3)),
            "Three equal scores are a guess among three. That costs 1.0986.",
        ),
        Property(
            "one number added to a whole row changes nothing",
            lambda f: np.isclose(f(LOGITS + 7, np.array([0, 1])), f(LOGITS, np.array([0, 1]))),
            "Raise all scores of a row by 7. No probability changes, and so no loss.",
        ),
        Property(
            "a higher score for the truth costs less",
            lambda f: f(LOGITS + np.eye(3)[0], np.array([0, 0])) < f(LOGITS, np.array([0, 0])),
            "Raise the score of the right class. The loss should fall.",
        ),
        Property(
            "the same examples twice cost as much as once",
            lambda f: np.isclose(
                f(LOGITS[[0, 1, 0, 1]], np.array([0, 1, 0, 1])), f(LOGITS, np.array([0, 1]))
            ),
            "Write every example down twice: is the network any worse?",
        ),
    ),
    easier=EASIER_CROSS_ENTROPY_FROM_LOGITS,
)

EXERCISES = (MSE, BINARY_CROSS_ENTROPY, CROSS_ENTROPY_FROM_LOGITS)
