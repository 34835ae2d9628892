"""Lesson 04, backpropagation: where the blame starts, at the loss."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient


def mse_backward(pred: Array, y: Array) -> Array:
    return 2 * (pred - y) / len(y)


def _mse_slopes_match(answer: Answer) -> bool:
    pred, y = np.array([0.3, -1.7, 2.2, 5.0]), np.array([1.0, -2.0, 2.5, -1.0])
    measured = numerical_gradient(lambda guess: float(np.mean((guess - y) ** 2)), pred)
    return np.allclose(answer(pred, y), measured, rtol=1e-4)


PRED, TARGET = np.array([2.0, -1.0, 4.0]), np.array([1.0, 2.0, 0.5])

MSE_BACKWARD = Exercise(
    signature="mse_backward(pred, y)",
    task="Return the slope of mean((pred - y)**2) along each entry of pred; pred, y and the answer "
    "have shape (N,).",
    reference=mse_backward,
    probes=(
        (np.array([3.0]), np.array([1.0])),
        (PRED, TARGET),
        (np.array([4, 0, 7, 1]), np.array([1, 2, 7, 3])),
        (TARGET, TARGET),
        (1e6 * PRED[:2], 1e3 * TARGET[:2]),
    ),
    misconceptions=(
        Misconception(
            "forgets_n",
            "Taking a derivative removes the average.",
            "Write each example down twice. The loss stays as it is, so each copy has half the say "
            "in it. Yours keep all of it.",
            lambda pred, y: 2 * (pred - y),
        ),
        Misconception(
            "truth_minus_guess",
            "An error is what is missing to the truth.",
            "Your guess is 3 and the truth is 1. If the guess goes up a little, does the loss rise "
            "or fall? Compare with your sign.",
            lambda pred, y: 2 * (y - pred) / len(y),
        ),
        Misconception(
            "loss_itself",
            "An example is to blame as much as it costs.",
            "None of your numbers is ever below zero. How does a guess learn that it was too low?",
            lambda pred, y: (pred - y) ** 2 / len(y),
        ),
        Misconception(
            "no_direction",
            "Blame is an amount.",
            "Too high by 2 and too low by 2 get the same number from you. They should move in "
            "different directions.",
            lambda pred, y: 2 * np.abs(pred - y) / len(y),
        ),
        Misconception(
            "no_two",
            "The square only brings its base down; or the loss has a 1/2 in front.",
            "Yours is half of the slope. Books that write a 1/2 in front of the square get your "
            "formula; our loss has none.",
            lambda pred, y: (pred - y) / len(y),
        ),
        Misconception(
            "one_number",
            "One loss has one slope.",
            "Each guess can be moved on its own, so each has a slope of its own. Where did you "
            "average them away?",
            lambda pred, y: 2 * np.mean(pred - y),
        ),
        Misconception(
            "one_share_too_few",
            "A mean over data divides by N - 1.",
            "By how many does the mean in the loss divide? With one example, yours divides by 0.",
            lambda pred, y: 2 * (pred - y) / np.float64(len(y) - 1),
        ),
    ),
    alternates=(
        lambda pred, y: np.array([(p - t) * 2 / y.size for p, t in zip(pred, y, strict=True)]),
        lambda pred, y: np.float32(2 / pred.size) * (pred - y).astype(np.float32),
        lambda pred, y: (pred - y) / (0.5 * np.ones_like(y).sum()),
    ),
    hints=(
        "Move one guess a little and keep the others still. Which parts of the mean change?",
        "The slope of u**2 is 2 u, and the mean has given each example the same small share.",
        "For each example: twice the guess minus the truth, divided by the number of examples.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _mse_slopes_match,
            "Move one guess by 0.00001 and watch the loss: your slope says something else.",
        ),
        Property(
            "a perfect guess has slope 0",
            lambda answer: np.all(answer(np.array([1.0, 2.0]), np.array([1.0, 5.0]))[0] == 0),
            "At the bottom of a parabola the ground is level.",
        ),
        Property(
            "every example twice halves each slope",
            lambda answer: np.allclose(
                2 * answer(np.tile(PRED, 2), np.tile(TARGET, 2))[:3], answer(PRED, TARGET)
            ),
            "More examples share one mean, so each of them counts for less.",
        ),
    ),
)


def softmax_ce_backward(logits: Array, y: Array) -> Array:
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - np.eye(logits.shape[1])[y]) / len(y)


def _truth(logits: Array, y: Array) -> Array:
    """The labels as rows of zeros with a single one."""
    return np.eye(logits.shape[1])[y]


def _each_label_in_every_row(logits: Array, y: Array) -> Array:
    p = functional.softmax(logits)
    p[:, y] -= 1
    return p / len(y)


def _row_by_row(logits: Array, y: Array) -> Array:
    blame = []
    for row, label in zip(logits.astype(float), y, strict=True):
        p = np.exp(row - max(row))
        p /= sum(p)
        p[label] -= 1
        blame.append(p / len(y))
    return np.array(blame)


def _single_precision(logits: Array, y: Array) -> Array:
    p = np.exp(functional.log_softmax(logits.astype(np.float32)))
    p[np.arange(len(y)), y] -= 1
    return p / np.float32(len(y))


def _unshifted(logits: Array, y: Array) -> Array:
    e = np.exp(logits)
    return (e / e.sum(axis=1, keepdims=True) - _truth(logits, y)) / len(y)


def _ce_slopes_match(answer: Answer) -> Any:
    logits, y = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, 0.3]]), np.array([1, 2])

    def loss(scores: Array) -> float:
        return -float(functional.log_softmax(scores)[[0, 1], y].mean())

    return np.allclose(answer(logits, y), numerical_gradient(loss, logits), rtol=1e-4)


LOGITS = np.array([[2.0, -1.0, 0.5, 0.0], [0.0, 1.0, 3.0, -2.0], [-1.5, 0.5, 1.0, 2.5]])

SOFTMAX_CE_BACKWARD = Exercise(
    signature="softmax_ce_backward(logits, y)",
    task="Return the slope of the mean softmax cross-entropy along each entry of logits (N, K), "
    "for labels y (N,), also where logits are as large as 1000.",
    reference=softmax_ce_backward,
    probes=(
        (np.array([[0.0, 0.0]]), np.array([0])),
        (LOGITS, np.array([2, 1, 1])),
        (np.array([[3, 1, 0], [0, 2, 2]]), np.array([1, 0])),
        (LOGITS[:1], np.array([0])),
        (np.array([[1000.0, 0.0], [-1000.0, -1001.0]]), np.array([1, 1])),
    ),
    misconceptions=(
        Misconception(
            "forgets_n",
            "The average is somebody else's business.",
            "Hand in the same picture twice: your rows stay as large as before. The loss is a "
            "mean, so what should happen to each share?",
            lambda logits, y: functional.softmax(logits) - _truth(logits, y),
        ),
        Misconception(
            "forgets_truth",
            "The slope of a loss that ends in a softmax is the softmax.",
            "All your slopes are positive, so every score is pushed down. Who tells the right "
            "class to go up?",
            lambda logits, y: functional.softmax(logits) / len(y),
        ),
        Misconception(
            "truth_minus_guess",
            "The blame is what is missing to the truth.",
            "Give it scores of 0 and 0 with label 0. Going against a slope is going downhill: "
            "your way down lowers score 0.",
            lambda logits, y: (_truth(logits, y) - functional.softmax(logits)) / len(y),
        ),
        Misconception(
            "every_label_in_every_row",
            "A colon pairs each row with its own label.",
            "Add up each of your rows: the sums should be 0. In how many places of a row did you "
            "take something off?",
            _each_label_in_every_row,
        ),
        Misconception(
            "averaged_over_classes_too",
            "A mean divides by the number of entries.",
            "Add ten classes that nobody ever chooses: your slopes shrink. Over what is the mean "
            "of the loss taken?",
            lambda logits, y: (functional.softmax(logits) - _truth(logits, y)) / logits.size,
        ),
        Misconception(
            "second_slope",
            "After the loss, the softmax still has to be passed with p (1 - p).",
            "Loss and softmax are taken in one go here, and most of the terms cancel. You send "
            "the blame through the softmax once more.",
            lambda logits, y: (
                (functional.softmax(logits) - _truth(logits, y))
                * functional.softmax(logits)
                * (1 - functional.softmax(logits))
                / len(y)
            ),
        ),
        Misconception(
            "only_the_right_class",
            "Only the class that should have won is to blame.",
            "A wrong class with a high score gets no blame from you. Its share was stolen from "
            "the right one.",
            lambda logits, y: (functional.softmax(logits) - 1) * _truth(logits, y) / len(y),
        ),
        Misconception(
            "scores_are_probabilities",
            "Logits can be compared with the truth as they are.",
            "You compare the truth with raw scores. What turns scores into shares of 1?",
            lambda logits, y: (logits - _truth(logits, y)) / len(y),
        ),
        Misconception(
            "stops_at_p",
            "The slope of -log p is the end of the way.",
            "Yours is the slope along the probabilities. The logits lie one step further back.",
            lambda logits, y: -_truth(logits, y) / np.maximum(functional.softmax(logits), 0.01),
        ),
        Misconception(
            "overflow",
            "The formula can be typed in as it stands.",
            "At 1000 the exponential has no room in a float. The same number may be taken off a "
            "whole row first: which one helps?",
            _unshifted,
        ),
    ),
    alternates=(
        _row_by_row,
        _single_precision,
        lambda logits, y: np.einsum(
            "nk,n->nk",
            functional.softmax(logits) - (np.arange(logits.shape[1]) == y[:, None]),
            np.full(len(y), 1 / len(y)),
        ),
    ),
    hints=(
        "Which scores should go down after a mistake, and which single one should go up?",
        "Loss and softmax together have a slope that is one subtraction: the probabilities and "
        "the labels written as rows of zeros with a single one.",
        "First a softmax for each row, safe because the row's maximum is taken off; then take 1 "
        "off in the column of each row's label; then think of the mean.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _ce_slopes_match,
            "Move one score by 0.00001 and watch the loss: your slope says something else.",
        ),
        Property(
            "each row sums to 0",
            lambda answer: np.allclose(
                answer(LOGITS, np.array([3, 0, 2])).sum(axis=1), 0, atol=1e-6
            ),
            "Adding one number to all scores of a row changes no probability, so the slopes of a "
            "row should cancel.",
        ),
        Property(
            "only the right class is pushed up",
            lambda answer: np.array_equal(
                answer(LOGITS, np.array([3, 0, 2])) < 0, _truth(LOGITS, np.array([3, 0, 2])) == 1
            ),
            "A slope below 0 means: this score should go up. For which class is that true?",
        ),
    ),
)

EXERCISES = (MSE_BACKWARD, SOFTMAX_CE_BACKWARD)
