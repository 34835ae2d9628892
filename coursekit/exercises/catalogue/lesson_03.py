"""Lesson 03, the loss: squared errors, cross-entropies, averages, labels as rows."""

from __future__ import annotations

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception

Y_HAT, TARGET = np.array([2.0, -1.0, 4.0]), np.array([1.0, 2.0, 0.0])

MSE = Exercise(
    signature="mse(pred, y)",
    task="Return the mean of the squared errors as one number; pred has shape (N,) or (N, 1), y "
    "has shape (N,).",
    reference=lambda pred, y: np.mean((np.ravel(pred) - y) ** 2),
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
            "An error of 4 costs you twice as much as an error of 2. "
            "What would squaring make of it?",
            lambda pred, y: np.mean(np.abs(np.ravel(pred) - y)),
        ),
        Misconception(
            "signed",
            "The errors can be averaged as they are.",
            "One guess 3 too high and one 3 too low: your loss says that all is well.",
            lambda pred, y: np.mean(np.ravel(pred) - y),
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
    ),
)


def _likelihood(p: Array, y: Array, eps: float, log: np.ufunc = np.log) -> Array:
    """The log-probability of each answer, with p kept eps away from 0 and 1."""
    q = np.clip(p, eps, 1 - eps)
    return np.asarray(y * log(q) + (1 - y) * log(1 - q))


BINARY_CROSS_ENTROPY = Exercise(
    signature="binary_cross_entropy(p, y, eps=1e-12)",
    task="Return the mean of -(y log p + (1 - y) log(1 - p)), finite also where p is 0 or 1: keep "
    "p between eps and 1 - eps.",
    reference=lambda p, y, eps=1e-12: -np.mean(_likelihood(p, y, eps)),
    probes=(
        (np.array([0.5]), np.array([1])),
        (np.array([0.9, 0.2, 0.6]), np.array([1, 0, 0])),
        (np.array([0.0, 1.0]), np.array([1, 1])),
        (np.array([1.0, 0.25]), np.array([0, 0])),
    ),
    misconceptions=(
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
        ),
    ),
    alternates=(
        lambda p, y, eps=1e-12: np.mean(-np.log(np.maximum(np.where(y == 1, p, 1 - p), eps))),
    ),
)


def _picked(logits: Array, y: Array) -> Array:
    """The log-probability of each row's label."""
    return np.asarray(functional.log_softmax(logits)[np.arange(len(y)), y])


LOGITS = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0]])

CROSS_ENTROPY_FROM_LOGITS = Exercise(
    signature="cross_entropy_from_logits(logits, y)",
    task="Return the mean over the rows of -log softmax(logits) at the label y (N,), finite also "
    "for logits as large as 1000.",
    reference=lambda logits, y: -np.mean(_picked(logits, y)),
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
    ),
)

DATASET_LOSS = Exercise(
    signature="dataset_loss(batch_losses, batch_sizes)",
    task="Return the mean loss over all examples, from the mean loss of each batch and the number "
    "of examples in it.",
    reference=lambda batch_losses, batch_sizes: np.average(batch_losses, weights=batch_sizes),
    probes=(
        ([2.0], [4]),
        ([1.0, 11.0], [9, 1]),
        ([0.5, 0.25, 3.0], [32, 32, 8]),
        (np.array([4.0, 1.0]), np.array([2, 6])),
    ),
    misconceptions=(
        Misconception(
            "mean_of_means",
            "The mean of the means is the mean.",
            "A batch of one example has as much say in yours as a batch of nine.",
            lambda batch_losses, batch_sizes: np.mean(batch_losses),
        ),
        Misconception(
            "total",
            "The loss of the data set is the sum over it.",
            "Twice the data, twice your number. The task asks for what one example costs.",
            lambda batch_losses, batch_sizes: np.dot(batch_losses, batch_sizes),
        ),
        Misconception(
            "best_batch",
            "The best batch shows what the network can do.",
            "You hand in your best piece of homework only. What did the others cost?",
            lambda batch_losses, batch_sizes: np.min(batch_losses),
        ),
        Misconception(
            "per_batch",
            "A mean divides by the length of the list.",
            "What you add up belongs to examples. By how many of what should it be divided?",
            lambda batch_losses, batch_sizes: np.dot(batch_losses, batch_sizes) / len(batch_sizes),
        ),
    ),
    alternates=(
        lambda batch_losses, batch_sizes: (
            sum(loss * n for loss, n in zip(batch_losses, batch_sizes, strict=True))
            / sum(batch_sizes)
        ),
    ),
)


def _lit(rows: int, k: int, where: tuple[Array | slice, Array]) -> Array:
    """Zeros with ones at the given places."""
    out = np.zeros((rows, k))
    out[where] = 1
    return out


ONE_HOT = Exercise(
    signature="one_hot(y, k)",
    task="Return an array (N, k): one row for each label in y (N,), with a 1 in the label's "
    "column and 0 elsewhere.",
    reference=functional.one_hot,
    probes=(
        (np.array([0]), 2),
        (np.array([1, 0, 2]), 3),
        (np.array([1, 1]), 4),
        (np.array([2, 0, 1, 2]), 3),
    ),
    misconceptions=(
        Misconception(
            "k_from_batch",
            "A batch shows every class.",
            "The last class may be absent from a batch. Which argument tells how many there are?",
            lambda y, k: np.eye(y.max() + 1)[y],
        ),
        Misconception(
            "counts_from_one",
            "The first label is 1.",
            "Label 0 lights up your last column. Which one is its own?",
            lambda y, k: np.eye(k)[y - 1],
        ),
        Misconception(
            "all_columns",
            "A colon pairs the rows with the labels.",
            "Count the ones in each of your rows. The colon means every row meets every label.",
            lambda y, k: _lit(len(y), k, (slice(None), y)),
        ),
        Misconception(
            "transposed",
            "Each class has a row.",
            "Rows are examples in this course. Yours are classes.",
            lambda y, k: np.eye(k)[y].T,
        ),
    ),
    alternates=(
        lambda y, k: _lit(len(y), k, (np.arange(len(y)), y)),
        lambda y, k: 1 * (y[:, None] == np.arange(k)),
    ),
)

EXERCISES = (MSE, BINARY_CROSS_ENTROPY, CROSS_ENTROPY_FROM_LOGITS, DATASET_LOSS, ONE_HOT)
