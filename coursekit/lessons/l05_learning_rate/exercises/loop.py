"""Lesson 05, the learning rate: the whole training loop of a linear model."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Property
from coursekit.lessons.l05_learning_rate.exercises.loop_mistakes import MISTAKES, train


def train_linear(
    x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: np.random.Generator
) -> tuple[Array, float]:
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            error = x[rows] @ w + b - y[rows]
            w = w - lr * 2 * x[rows].T @ error / len(rows)
            b = b - lr * 2 * error.mean()
    return w, b


def _by_lot(x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any) -> Any:
    return train(x, y, lr, epochs, batch_size, rng, deal=lambda rng, n: np.argsort(rng.random(n)))


def _bias_as_a_column(x: Array, y: Array, lr: float, epochs: int, size: int, rng: Any) -> Any:
    columns, w = np.hstack([np.ones((len(x), 1)), x]), np.zeros(x.shape[1] + 1)
    for _ in range(epochs):
        for rows in np.split(rng.permutation(len(x)), range(size, len(x), size)):
            w = w - 2 * lr * np.mean((columns[rows] @ w - y[rows])[:, None] * columns[rows], axis=0)
    return w[1:], float(w[0])


ROW, LABEL = np.array([[1.5, -0.75]]), np.array([1.25])
BATCH, LABELS = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 2.0]]), np.array([2.0, 1.0, 0.5])
SQUARE = np.array([[1.0, 1.0, 1.0], [1.0, -1.0, -1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]])
CORNERS = np.array([1.0, -2.0, 0.5, 3.0])
"""What one row of SQUARE moves, no other row of it sees: their order cannot matter."""


def _run(answer: Answer, x: Array, y: Array, epochs: int, batch_size: int) -> Any:
    """Whether the order of the rows, which cannot matter here, leads where the reference goes."""
    given = (x, y, 0.1, epochs, batch_size)
    yours, right = (f(*given, np.random.default_rng(2)) for f in (answer, train_linear))
    if np.allclose(np.append(*yours), np.append(*right), rtol=1e-4, atol=1e-7):
        return True
    names = ("x", "y", "lr", "epochs", "batch_size")
    return Broken(yours, right, **dict(zip(names, given, strict=True)))


def _leads_to_the_same(name: str, hint: str, *args: Any) -> Property:
    return Property(name, lambda answer: _run(answer, *args), hint)


def _results(answer: Answer) -> int:
    """How many results 40 runs of 2 epochs over 2 rows lead to: there are 4 orders."""
    args = np.array([[1.0], [2.0]]), np.array([1.0, -1.0]), 0.1, 2, 1
    runs = (answer(*args, np.random.default_rng(seed)) for seed in range(40))
    return len({tuple(np.append(w, b).round(6)) for w, b in runs})


def _repeatable(answer: Answer) -> bool:
    first, second = (
        np.append(*answer(BATCH, LABELS, 0.1, 3, 2, np.random.default_rng(1))) for _ in range(2)
    )
    return np.array_equal(first, second)


EASIER = """
def train_linear(x, y, lr, epochs, batch_size, rng):
    N, D = x.shape
    w, b = np.zeros(D), 0.0
    for _ in range(epochs):
        # A new order in each epoch.
        order = «rng.permutation(N)»
        for start in range(0, N, batch_size):
            rows = order[start : start + batch_size]
            # Guess and error, for this batch alone and with today's w and b.
            error = x[rows] @ w + b - y[rows]
            # Blame: the slopes of the batch's mean squared error.
            dw = 2 * x[rows].T @ error / «len(rows)»
            db = 2 * np.mean(error)
            # Adjust.
            w = w - lr * dw
            b = b - lr * db
    return w, b
"""

TRAIN_LINEAR = Exercise(
    signature="train_linear(x, y, lr, epochs, batch_size, rng)",
    task="Train y = x @ w + b on the mean squared error with minibatches, shuffled anew by rng in "
    "each epoch, from zeros; return (w, b), an array (D,) and a number.",
    reference=train_linear,
    probes=(
        (ROW[:, :1], LABEL, 0.1, 1, 1, np.random.default_rng(0)),
        (ROW[:, :1], LABEL, 0.1, 0, 1, np.random.default_rng(0)),
        (ROW[:, :1], -LABEL, 0.05, 3, 1, np.random.default_rng(0)),
        (BATCH, LABELS, 0.05, 1, 3, np.random.default_rng(2)),
        (BATCH, -LABELS, 0.1, 4, 8, np.random.default_rng(3)),
        (
            np.repeat(ROW[:, :1], 2, axis=0),
            np.repeat(LABEL, 2),
            0.1,
            1,
            1,
            np.random.default_rng(0),
        ),
        (np.repeat(ROW, 5, axis=0), np.repeat(LABEL, 5), 0.1, 1, 2, np.random.default_rng(0)),
        (np.repeat(-ROW, 3, axis=0), np.repeat(-LABEL, 3), 0.05, 4, 2, np.random.default_rng(0)),
        (SQUARE, CORNERS, 0.1, 1, 1, np.random.default_rng(4)),
        (SQUARE, CORNERS, 0.2, 3, 2, np.random.default_rng(2)),
        (np.array([[1, 2], [3, -1]]), np.array([2, 1]), 0.05, 2, 2, np.random.default_rng(0)),
    ),
    misconceptions=MISTAKES,
    alternates=(train, _by_lot, _bias_as_a_column),
    hints=(
        "Two loops, one in the other: epochs outside, batches inside. What has to happen once for "
        "each epoch, and what for each batch?",
        "For each batch the four steps: predict, compare with the same rows of y, work out the "
        "slopes of w and of b, turn both.",
        "Shuffle row numbers at the start of each epoch and cut them into slices. With the errors "
        "of a slice, the slope of w is twice its inputs transposed times the errors over their "
        "number, and that of b twice the errors' mean.",
    ),
    properties=(
        _leads_to_the_same(
            "before the first step w and b are 0",
            "Ask for no epochs at all: what comes back is what you start with.",
            ROW,
            LABEL,
            0,
            1,
        ),
        _leads_to_the_same(
            "one row, one step",
            "This is a single step for a single row, from zeros. Work it out: prediction, error, "
            "the slope of each parameter, and the step.",
            ROW,
            LABEL,
            1,
            1,
        ),
        _leads_to_the_same(
            "one row, two steps",
            "The first step for this row is right, the second is not. From which parameters is the "
            "second prediction made?",
            ROW,
            LABEL,
            2,
            1,
        ),
        _leads_to_the_same(
            "one batch of all rows, one step",
            "A single row is right, a batch of several is not. Is each row in it once, with its "
            "own label? And is each parameter's slope the mean over the batch?",
            BATCH,
            LABELS,
            1,
            3,
        ),
        _leads_to_the_same(
            "in an epoch every batch makes one step",
            "All rows are copies of one, so only the number and the length of the steps count. "
            "How many batches are there, and how many rows has each?",
            np.repeat(ROW, 5, axis=0),
            np.repeat(LABEL, 5),
            1,
            2,
        ),
        _leads_to_the_same(
            "in an epoch every row has one turn, with its own label",
            "These rows do not get in each other's way, so their order cannot matter. Print which "
            "rows of x and which labels meet in each step.",
            SQUARE,
            CORNERS,
            1,
            1,
        ),
        Property(
            "the order depends on rng",
            lambda answer: _results(answer) > 1,
            "40 generators with different seeds lead to the same parameters: the rows come in one "
            "and the same order. What is rng for?",
        ),
        Property(
            "each epoch has an order of its own",
            lambda answer: _results(answer) > 2,
            "Two epochs over two rows can go in four ways. Yours go in two at most: when is the "
            "deck shuffled again?",
        ),
        Property(
            "the same state of rng gives the same parameters",
            _repeatable,
            "Two generators with the same seed should lead to the same parameters.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (TRAIN_LINEAR,)
