"""Lesson 03, the loss: averages over batches, and labels as rows."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def dataset_loss(batch_losses: list[float], batch_sizes: list[int]) -> float:
    """A mean times its count is a sum again."""
    total = 0.0
    for loss, n in zip(batch_losses, batch_sizes, strict=True):
        total += loss * n
    return total / sum(batch_sizes)


LABELS = np.array([3, 0, 0, 2, 1])

DATASET_LOSS = Exercise(
    signature="dataset_loss(batch_losses, batch_sizes)",
    task="Return the mean loss over all examples, from the mean loss of each batch and the number "
    "of examples in it.",
    reference=dataset_loss,
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
            "A small batch has as much say in yours as a large one. Whose loss is it the mean of?",
            lambda batch_losses, batch_sizes: np.mean(batch_losses),
        ),
        Misconception(
            "total",
            "The loss of the data set is the sum over it.",
            "Twice the data, twice your number. The task asks for the mean over the examples.",
            lambda batch_losses, batch_sizes: np.dot(batch_losses, batch_sizes),
        ),
        Misconception(
            "best_batch",
            "The best batch shows what the network can do.",
            "You hand in your best piece of homework only. How large are the other losses?",
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
        lambda batch_losses, batch_sizes: np.average(batch_losses, weights=batch_sizes),
        lambda batch_losses, batch_sizes: (
            np.dot(np.asarray(batch_losses, np.float32), batch_sizes) / np.sum(batch_sizes)
        ),
    ),
    hints=(
        "A batch of nine and a batch of one: do they have the same say in the mean of all ten?",
        "From a batch's mean and its size you get back the sum over its examples. What do you do "
        "with all those sums?",
        "Multiply each batch's loss by its size and add up. Then divide by the number of examples "
        "in all batches together.",
    ),
    properties=(
        Property(
            "equal losses give that loss, whatever the sizes",
            lambda f: np.isclose(f([2.5, 2.5, 2.5], [3, 8, 1]), 2.5),
            "When every batch has the loss 2.5, so has the whole. Yours says something else.",
        ),
        Property(
            "the order of the batches does not count",
            lambda f: np.isclose(f([1.0, 4.0], [5, 2]), f([4.0, 1.0], [2, 5])),
            "Exchange two batches, each with its size: the mean over all examples stays.",
        ),
        Property(
            "a batch cut in two changes nothing",
            lambda f: np.isclose(f([1.0, 4.0], [6, 2]), f([1.0, 1.0, 4.0], [4, 2, 2])),
            "Cut a batch into two of the same loss. The examples are still the same.",
        ),
    ),
)


def _lit(rows: int, k: int, where: tuple[Array | slice, Array]) -> Array:
    """Zeros with ones at the given places."""
    out = np.zeros((rows, k))
    out[where] = 1
    return out


def one_hot(y: Array, k: int) -> Array:
    """Row numbers and labels, as two indices, name one place in each row."""
    out = np.zeros((len(y), k))
    out[np.arange(len(y)), y] = 1
    return out


def _first_row(y: Array, k: int) -> Array:
    out = np.zeros((len(y), k))
    out[0, y] = 1
    return out


ONE_HOT = Exercise(
    signature="one_hot(y, k)",
    task="Return an array (N, k): one row for each label in y (N,), with a 1 in the label's "
    "column and 0 elsewhere.",
    reference=one_hot,
    probes=(
        (np.array([0]), 2),
        (np.array([0]), 1),
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
            "one_row_only",
            "The row counter looks after itself.",
            "All your ones stand in the first row. What counts the rows?",
            _first_row,
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
            "Count the ones in each of your rows: every row has the labels of all. Is each row an "
            "array of its own, and does it meet only its own label?",
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
        lambda y, k: np.array([[float(label == c) for c in range(k)] for label in y]),
        lambda y, k: np.eye(k, dtype=np.float32)[y],
    ),
    hints=(
        "How many rows does the table have, and how many columns?",
        "Start from a table of zeros. In row 0 a single entry becomes 1: in the column that the "
        "first label names.",
        "Index the zeros with two lists of the same length, the row numbers 0, 1, 2, ... and the "
        "labels, and set those places to 1.",
    ),
    properties=(
        Property(
            "each row holds a single 1",
            lambda f: np.allclose(f(LABELS, 4).sum(axis=1), 1),
            "An example has one label. How many entries of a row should be 1?",
        ),
        Property(
            "the place of the 1 is the label",
            lambda f: np.array_equal(np.argmax(f(LABELS, 4), axis=1), LABELS),
            "Look for the 1 in each row and compare its column with the label.",
        ),
    ),
)

EXERCISES = (DATASET_LOSS, ONE_HOT)
