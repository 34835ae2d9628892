"""Lesson 03, the loss: the mean of squared errors."""

from __future__ import annotations

import numpy as np

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
            "Write every example down ten times: your loss gets ten times larger. Should it?",
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
            "One prediction too high and one as much too low: your loss says that all is well.",
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
            "Print the shape of pred - y when pred is a column: each prediction meets each target.",
            lambda pred, y: np.mean((pred - y) ** 2),
        ),
        Misconception(
            "targets_as_a_column",
            "With y as a column both are columns.",
            "Print the shape of the difference when pred is flat: each prediction meets each "
            "target. Which of the two can always be made flat?",
            lambda pred, y: np.mean((pred - y[:, None]) ** 2),
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
            "a perfect prediction has the loss 0",
            lambda f: np.isclose(f(TARGET, TARGET), 0),
            "Prediction and truth are the same, and still your loss is not 0.",
        ),
        Property(
            "too high is as wrong as too low",
            lambda f: np.isclose(f(TARGET + 1.5, TARGET), f(TARGET - 1.5, TARGET)),
            "1.5 too high and 1.5 too low are equally wrong.",
        ),
        Property(
            "twice the error has four times the loss",
            lambda f: np.isclose(f(TARGET + 3, TARGET), 4 * f(TARGET + 1.5, TARGET)),
            "Double every error and compare. What does a square do to a factor of two?",
        ),
    ),
)

EXERCISES = (MSE,)
