"""Lesson 05, the learning rate: the whole training loop of a linear model."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


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


def _train(
    x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: np.random.Generator, *,
    deal: Any = lambda rng, n, epoch: rng.permutation(n),
    rows: Any = lambda order, start, size: order[start : start + size],
    target: Any = lambda y, rows, start: y[rows],
    guess: Any = lambda x, w, b: x @ w + b,
    share: Any = lambda rows, n: 2 / len(rows),
    turn_bias: bool = True,
    restart: bool = False,
) -> tuple[Array, float]:  # fmt: skip
    """The right answer, unless one of its parts is replaced."""
    knobs = np.zeros(x.shape[1] + 1)
    for epoch in range(epochs):
        order = deal(rng, len(x), epoch)
        knobs = 0 * knobs if restart else knobs
        for start in range(0, len(x), batch_size):
            now = rows(order, start, batch_size)
            error = guess(x[now], knobs[:-1], knobs[-1]) - target(y, now, start)
            knobs[:-1] -= lr * share(now, len(x)) * (error @ x[now])
            knobs[-1] -= turn_bias * lr * share(now, len(x)) * error.sum()
    return knobs[:-1], knobs[-1]


def _lots(rng: np.random.Generator, n: int, epoch: int) -> Array:
    return np.argsort(rng.random(n))


def _shuffled_once(x: Array, y: Array, lr: float, epochs: int, size: int, rng: Any) -> Any:
    order = rng.permutation(len(x))
    return _train(x, y, lr, epochs, size, rng, deal=lambda *_: order)


def _by_lot(x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any) -> Any:
    return _train(x, y, lr, epochs, batch_size, rng, deal=_lots)


def _bias_as_a_column(x: Array, y: Array, lr: float, epochs: int, size: int, rng: Any) -> Any:
    columns, w = np.hstack([np.ones((len(x), 1)), x]), np.zeros(x.shape[1] + 1)
    for _ in range(epochs):
        for rows in np.split(rng.permutation(len(x)), range(size, len(x), size)):
            w = w - 2 * lr * np.mean((columns[rows] @ w - y[rows])[:, None] * columns[rows], axis=0)
    return w[1:], float(w[0])


X = np.array([[1.0, -0.5], [0.25, 2.0], [-1.5, 1.0], [0.5, 0.75], [2.0, -1.0]])
Y = X @ np.array([1.5, -2.0]) + 0.5 + np.array([0.1, -0.2, 0.3, 0.0, -0.1])


def _knobs(answer: Answer, *args: Any, seed: int = 1) -> Array:
    """Weights and bias in one array."""
    w, b = answer(*args, np.random.default_rng(seed))
    return np.append(w, b)


def _as_reference(answer: Answer, *args: Any) -> bool:
    """Where the order of the rows cannot matter, there is one right result."""
    return np.allclose(_knobs(answer, *args), _knobs(train_linear, *args, seed=2), rtol=1e-4)


def _first_order(answer: Answer) -> Array:
    """The knobs after one epoch of tiny steps, over the sum of what each row wants of them."""
    return _knobs(answer, X, Y, 1e-6, 1, 1) / (2e-6 * np.append(X.T @ Y, Y.sum()))


def _finds_the_line(answer: Answer) -> bool:
    x = np.linspace(-1, 1, 40)[:, None] ** [1, 2]
    knobs = _knobs(answer, x, x @ [2.0, -3.0] + 0.5, 0.2, 200, 7)
    return np.allclose(knobs, [2, -3, 0.5], atol=0.01)


def _results(answer: Answer) -> int:
    """How many results 40 runs of 2 epochs over 2 rows lead to: there are 4 orders."""
    args = np.array([[1.0], [2.0]]), np.array([1.0, -1.0]), 0.1, 2, 1
    return len({tuple(_knobs(answer, *args, seed=seed).round(6)) for seed in range(40)})


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
        (X[:2], Y[:2], 0.1, 1, 1, np.random.default_rng(0)),
        (X, Y, 0.1, 3, 2, np.random.default_rng(0)),
        (X, Y, 0.05, 4, 5, np.random.default_rng(1)),
        (X[:, :1], Y, 0.01, 2, 8, np.random.default_rng(0)),
        (
            np.array([[1, 2], [3, -1], [0, 2]]),
            np.array([2, 1, 0]),
            0.1,
            2,
            2,
            np.random.default_rng(3),
        ),
        (X, Y, 0.1, 0, 2, np.random.default_rng(0)),
    ),
    compare=False,
    misconceptions=(
        Misconception(
            "labels_left_in_order",
            "Shuffling the inputs is shuffling the data.",
            "Inputs and labels have lost each other: a row of x meets somebody else's y.",
            lambda *args: _train(*args, target=lambda y, rows, start: y[start : start + len(rows)]),
        ),
        Misconception(
            "always_the_first_batch",
            "The inner loop only counts.",
            "Print the row numbers inside the inner loop: every step of an epoch looks at the "
            "same ones.",
            lambda *args: _train(*args, rows=lambda order, start, size: order[:size]),
        ),
        Misconception(
            "guess_never_renewed",
            "The guesses are a property of the data.",
            "The second step still complains about the errors of the first. What has changed by "
            "then?",
            lambda *args: _train(*args, guess=lambda x, w, b: np.zeros(len(x))),
        ),
        Misconception(
            "bias_stands_still",
            "b is a constant of the model.",
            "Train on x = 0 with y = 7 everywhere: you stay at 0. Only one knob could have moved "
            "there.",
            lambda *args: _train(*args, turn_bias=False),
        ),
        Misconception(
            "divides_by_all",
            "A mean always goes over the whole data set.",
            "With more data and the same batch size your steps get shorter. Over whom does a "
            "batch take its mean?",
            lambda *args: _train(*args, share=lambda rows, n: 2 / n),
        ),
        Misconception(
            "divides_by_batch_size",
            "Every batch has batch_size rows.",
            "The last batch of an epoch may be smaller. By how many rows is its mean divided?",
            lambda x, y, lr, epochs, batch_size, rng: _train(
                x, y, lr, epochs, batch_size, rng, share=lambda rows, n: 2 / batch_size
            ),
        ),
        Misconception(
            "sum_over_the_batch",
            "The slopes of a batch are added up.",
            "Your steps grow with the batch: twice the rows, twice the stride. The loss is a mean.",
            lambda *args: _train(*args, share=lambda rows, n: 2.0),
        ),
        Misconception(
            "no_two",
            "The slope of a square is what was squared.",
            "Right direction, half the length. What is the slope of u**2 at u?",
            lambda *args: _train(*args, share=lambda rows, n: 1 / len(rows)),
        ),
        Misconception(
            "starts_anew",
            "The zeros belong to the epoch.",
            "One epoch or a hundred, your result is that of the last epoch alone. Where are the "
            "zeros put in?",
            lambda *args: _train(*args, restart=True),
        ),
        Misconception(
            "not_shuffled",
            "The order of the rows is as good as any.",
            "Two generators with different seeds lead to the same knobs in yours. What is rng for?",
            lambda *args: _train(*args, deal=lambda rng, n, epoch: np.arange(n)),
        ),
        Misconception(
            "shuffled_once",
            "One good shuffle serves all epochs.",
            "Each of your epochs has the order of the first. When is the deck shuffled again?",
            _shuffled_once,
        ),
        Misconception(
            "uphill",
            "The gradient points to where the loss is lower.",
            "Your loss grows from step to step. Which way does the slope point?",
            lambda *args: _train(*args, share=lambda rows, n: -2 / len(rows)),
        ),
    ),
    alternates=(_train, _by_lot, _bias_as_a_column),
    hints=(
        "Two loops, one in the other: epochs outside, batches inside. What has to happen once for "
        "each epoch, and what for each batch?",
        "For each batch the four steps: guess, compare with the same rows of y, work out the "
        "slopes of w and of b, turn both.",
        "Shuffle row numbers at the start of each epoch and cut them into slices. With the errors "
        "of a slice, the slope of w is twice its inputs transposed times the errors over their "
        "number, and that of b twice the errors' mean.",
    ),
    properties=(
        Property(
            "with one batch for all rows it is gradient descent",
            lambda answer: _as_reference(answer, X, Y, 0.05, 3, 5),
            "If a batch holds all rows, the order does not matter, and three epochs are three "
            "steps. Work them out on a small set.",
        ),
        Property(
            "copies of one example are one example, seen once for each batch",
            lambda answer: _as_reference(answer, np.ones((10, 1)), np.ones(10), 0.1, 1, 4),
            "10 copies of one row in batches of 4: three steps of equal kind. How long is yours, "
            "for the full batches and for the last one?",
        ),
        Property(
            "in an epoch every row moves the weights once, with its own label",
            lambda answer: np.allclose(_first_order(answer)[:-1], 1, rtol=1e-3),
            "With a tiny learning rate the weights after one epoch are the sum of what each row "
            "wants. Some row is missing, comes twice or has another row's label.",
        ),
        Property(
            "in an epoch every row moves the bias once",
            lambda answer: np.isclose(_first_order(answer)[-1], 1, rtol=1e-3),
            "With a tiny learning rate the bias after one epoch is the sum of what each row wants. "
            "Yours is another number.",
        ),
        Property(
            "it finds the line behind the data",
            _finds_the_line,
            "Data on an exact curve with three knobs: after 200 epochs yours are somewhere else.",
        ),
        Property(
            "the order depends on rng",
            lambda answer: _results(answer) > 1,
            "40 generators with different seeds lead to the same knobs.",
        ),
        Property(
            "each epoch has an order of its own",
            lambda answer: _results(answer) > 2,
            "Two epochs over two rows can go in four ways. Yours go in two at most.",
        ),
        Property(
            "the same state of rng gives the same knobs",
            lambda answer: np.array_equal(
                _knobs(answer, X, Y, 0.1, 3, 2), _knobs(answer, X, Y, 0.1, 3, 2)
            ),
            "Two generators with the same seed should lead to the same knobs.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (TRAIN_LINEAR,)
