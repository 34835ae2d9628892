"""Lesson 05: what goes wrong in a training loop, in the order in which the loop does its work."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Misconception


def mean_slopes(x: Array, error: Array, n: int, size: int) -> tuple[Any, Any]:
    """The slopes of the mean squared error of a batch, out of n rows in batches of this size."""
    return 2 * error @ x / len(x), 2 * error.mean()


def in_slices(order: Array, size: int) -> list[Array]:
    """An order of rows, cut into batches."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def train(
    x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: np.random.Generator, *,
    deal: Any = lambda rng, n: rng.permutation(n),
    cut: Any = in_slices,
    label: Any = lambda y, rows, batch: y[rows],
    guess: Any = lambda x, w, b: x @ w + b,
    slopes: Any = mean_slopes,
    stale: bool = False,
    restart: bool = False,
    bias_last: bool = False,
) -> tuple[Array, Any]:  # fmt: skip
    """The right training of a linear model, unless one of its parts is replaced."""
    w, b = np.zeros(x.shape[1]), np.float64(0)
    for _ in range(epochs):
        w, b = (0 * w, 0 * b) if restart else (w, b)
        old = w, b
        for batch, rows in enumerate(cut(deal(rng, len(x)), batch_size)):
            known = label(y, rows, batch * batch_size)
            error = guess(x[rows], *(old if stale else (w, b))) - known
            dw, db = slopes(x[rows], error, len(x), batch_size)
            w = w - lr * dw
            db = 2 * (guess(x[rows], w, b) - known).mean() if bias_last else db
            b = b - lr * db
    return w, b


def _scaled(both: Any = 1.0, w: Any = 1.0, b: Any = 1.0) -> Any:
    """Training with slopes times a factor, which may depend on the sizes."""

    def factor(given: Any, sizes: tuple[int, int, int]) -> Any:
        return given(*sizes) if callable(given) else given

    def slopes(x: Array, error: Array, n: int, size: int) -> tuple[Any, Any]:
        dw, db = mean_slopes(x, error, n, size)
        sizes = len(x), n, size
        return (factor(both, sizes) * factor(w, sizes) * dw,
                factor(both, sizes) * factor(b, sizes) * db)  # fmt: skip

    return lambda *args: train(*args, slopes=slopes)


def _turned(weights: Any) -> Any:
    """Training with other slopes for the weights."""

    def slopes(x: Array, error: Array, n: int, size: int) -> tuple[Any, Any]:
        return weights(x, error), mean_slopes(x, error, n, size)[1]

    return lambda *args: train(*args, slopes=slopes)


def _squared(x: Array, error: Array, n: int, size: int) -> tuple[Any, Any]:
    return mean_slopes(x, error**2, n, size)


def _sizes_only(x: Array, error: Array, n: int, size: int) -> tuple[Any, Any]:
    return mean_slopes(x, np.abs(error), n, size)


def _whole_set(x: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any) -> Any:
    def all_rows(order: Array, size: int) -> list[Array]:
        return [order] * -(-len(order) // size)

    return train(x, y, lr, epochs, batch_size, rng, cut=all_rows)


GUESS_AND_ERROR = (
    Misconception(
        "guess_without_bias",
        "A prediction is x @ w; b finds its place by itself.",
        "The bias has no part in your prediction, so no error ever tells it to stop. Of what is a "
        "prediction of this model made?",
        lambda *args: train(*args, guess=lambda x, w, b: x @ w),
    ),
    Misconception(
        "guess_never_renewed",
        "The predictions are a property of the data.",
        "Your later steps still complain about the errors of the first. What has changed since "
        "then?",
        lambda *args: train(*args, guess=lambda x, w, b: np.zeros(len(x))),
    ),
    Misconception(
        "guess_once_an_epoch",
        "All predictions of an epoch are made before its first step.",
        "All predictions of an epoch come from the parameters with which it began. After the "
        "first batch, which parameters are the newest?",
        lambda *args: train(*args, stale=True),
    ),
    Misconception(
        "labels_left_in_order",
        "Shuffling the inputs is shuffling the data.",
        "Inputs and labels have lost each other: a row of x meets somebody else's y.",
        lambda *args: train(*args, label=lambda y, rows, start: y[start : start + len(rows)]),
    ),
    Misconception(
        "uphill",
        "The gradient points to where the loss is lower; or an error is truth minus prediction.",
        "Each step goes the wrong way. With an error of prediction minus truth, which way does the "
        "loss rise, and which way does your step go?",
        _scaled(both=-1.0),
    ),
    Misconception(
        "size_of_the_error",
        "An error is an amount.",
        "Your errors have lost their sign: too high and too low lead to the same step. Which way "
        "should w go when the prediction is too low?",
        lambda *args: train(*args, slopes=_sizes_only),
    ),
    Misconception(
        "squares_the_error",
        "The slope of a loss is the loss times the input.",
        "You square the error, and its sign is lost: too high and too low lead to the same step.",
        lambda *args: train(*args, slopes=_squared),
    ),
)

SLOPES = (
    Misconception(
        "forgets_the_input",
        "Every weight is answerable for the whole error.",
        "Your weights move as the bias does, whatever stands in x. By which number was each weight "
        "multiplied in the prediction?",
        _turned(lambda x, error: 2 * error.mean()),
    ),
    Misconception(
        "one_mean_for_all_weights",
        "The slope is the mean of 2 * error * x, one number.",
        "All your weights move by one and the same number. Each has a column of its own in x: "
        "along which axis may the mean be taken?",
        _turned(lambda x, error: np.mean(2 * error[:, None] * x)),
    ),
    Misconception(
        "no_two",
        "The slope of a square is what was squared.",
        "Right direction, half the length. What is the slope of u**2 at u?",
        _scaled(both=0.5),
    ),
    Misconception(
        "sum_over_the_batch",
        "The slopes of a batch are added up.",
        "Your steps grow with the batch: twice the rows, twice the stride. The loss is a mean.",
        _scaled(both=lambda rows, n, size: rows),
    ),
    Misconception(
        "sum_for_the_weights",
        "A product of matrices takes care of the mean.",
        "b takes the mean over the batch, and w takes the sum. A matrix product adds up: what is "
        "still to be done?",
        _scaled(w=lambda rows, n, size: rows),
    ),
    Misconception(
        "sum_for_the_bias",
        "The mean is a matter of the weights.",
        "w takes the mean over the batch, and b takes the sum. What does the loss do with the "
        "errors of a batch?",
        _scaled(b=lambda rows, n, size: rows),
    ),
    Misconception(
        "divides_by_all",
        "A mean always goes over the whole data set.",
        "You divide by the number of all rows. Over whom does a batch take its mean?",
        _scaled(both=lambda rows, n, size: rows / n),
    ),
    Misconception(
        "divides_by_batch_size",
        "Every batch has batch_size rows.",
        "A batch can have fewer rows than batch_size. By how many rows is its mean divided?",
        _scaled(both=lambda rows, n, size: rows / size),
    ),
)

UPDATE = (
    Misconception(
        "bias_stands_still",
        "b is a constant of the model.",
        "Your b is still 0 after training. Which parameters does this model have?",
        _scaled(b=0.0),
    ),
    Misconception(
        "bias_after_the_weights",
        "The parameters are turned one after the other, each with a fresh prediction.",
        "Your b looks at the error after w has moved. Both slopes belong to one prediction: when "
        "is it made?",
        lambda *args: train(*args, bias_last=True),
    ),
    Misconception(
        "no_learning_rate",
        "The slope is the step.",
        "Your steps have the length of the whole slope. What was lr for?",
        lambda x, y, lr, *rest: train(x, y, 1.0, *rest),
    ),
)

LOOPS = (
    Misconception(
        "whole_set_each_step",
        "The inner loop only counts the steps.",
        "Every step of yours looks at all rows of x. Which rows belong to the batch of a step?",
        _whole_set,
    ),
    Misconception(
        "row_by_row",
        "Each row makes a step of its own.",
        "Every row makes a step of its own in yours. What is batch_size for?",
        lambda *args: train(*args, cut=lambda order, size: order[:, None]),
    ),
    Misconception(
        "always_the_first_batch",
        "The slice is the same in each round.",
        "Every step of an epoch looks at the same rows in yours. Print the row numbers inside the "
        "inner loop.",
        lambda *args: train(*args, cut=lambda order, size: [order[:size]] * -(-len(order) // size)),
    ),
    Misconception(
        "one_batch_an_epoch",
        "An epoch is one random batch.",
        "You take a single step in each epoch. An epoch goes once through all rows: how many "
        "batches does that make here?",
        lambda *args: train(*args, cut=lambda order, size: [order[:size]]),
    ),
    Misconception(
        "drops_the_rest",
        "A batch that is not full does not count.",
        "The rows that do not fill a whole batch never get their turn in yours. Count your steps.",
        lambda *args: train(
            *args,
            cut=lambda order, size: [
                order[i : i + size] for i in range(0, len(order) - size + 1, size)
            ],
        ),
    ),
    Misconception(
        "last_batch_missing",
        "The starts of the batches go up to n - batch_size, which is left out.",
        "The last batch of an epoch never gets its turn in yours, full or not. At which row does "
        "it start?",
        lambda *args: train(
            *args,
            cut=lambda order, size: [
                order[i : i + size] for i in range(0, len(order) - size, size)
            ],
        ),
    ),
    Misconception(
        "starts_anew",
        "The zeros belong to the epoch.",
        "However many epochs there are, your result is that of a single one. Where are the zeros "
        "put in, and where does the function return?",
        lambda *args: train(*args, restart=True),
    ),
    Misconception(
        "only_the_weights",
        "The result of training is w.",
        "You hand back w alone. Without its b the model cannot make a prediction.",
        lambda *args: train(*args)[0],
    ),
    Misconception(
        "bias_first",
        "The order of the answers is free.",
        "Both parts are right. Which of them is asked for first?",
        lambda *args: train(*args)[::-1],
    ),
)

MISTAKES = (*GUESS_AND_ERROR, *SLOPES, *UPDATE, *LOOPS)
