"""Lesson 04, backpropagation: where the gradient starts, at the logits."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient


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


def _rows_by_label(logits: Array, y: Array) -> Array:
    p = functional.softmax(logits)
    p[y] -= 1
    return p / len(y)


def _shares_along(logits: Array, y: Array, axis: int | None) -> Array:
    e = np.exp(logits - logits.max(axis=None if axis is None else 1, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True) - _truth(logits, y)) / len(y)


def _one_maximum(logits: Array, y: Array) -> Array:
    e = np.exp(logits - logits.max())
    return (e / e.sum(axis=1, keepdims=True) - _truth(logits, y)) / len(y)


def _row_by_row(logits: Array, y: Array) -> Array:
    slopes = []
    for row, label in zip(logits.astype(float), y, strict=True):
        p = np.exp(row - max(row))
        p /= sum(p)
        p[label] -= 1
        slopes.append(p / len(y))
    return np.array(slopes)


def _single_precision(logits: Array, y: Array) -> Array:
    p = np.exp(functional.log_softmax(logits.astype(np.float32)))
    p[np.arange(len(y)), y] -= 1
    return p / np.float32(len(y))


def _unshifted(logits: Array, y: Array) -> Array:
    e = np.exp(logits)
    return (e / e.sum(axis=1, keepdims=True) - _truth(logits, y)) / len(y)


def _ce_slopes_match(answer: Answer) -> Any:
    logits, y = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, 0.3]]), np.array([1, 2])

    def loss(moved: Array) -> float:
        return -float(functional.log_softmax(moved)[[0, 1], y].mean())

    yours, measured = answer(logits, y), numerical_gradient(loss, logits)
    return np.allclose(yours, measured, rtol=1e-4) or Broken(yours, measured, logits=logits, y=y)


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
        (np.array([[3.0]]), np.array([0])),
        (np.array([[1000.0, 0.0], [-1000.0, -1001.0]]), np.array([1, 1])),
    ),
    misconceptions=(
        Misconception(
            "forgets_n",
            "The average is somebody else's business.",
            "The loss is a mean over the rows, and each of your rows is as large as if it were "
            "the only one. What becomes of each row's share when there are more?",
            lambda logits, y: functional.softmax(logits) - _truth(logits, y),
        ),
        Misconception(
            "forgets_truth",
            "The slope of a loss that ends in a softmax is the softmax.",
            "All your slopes are positive, so every logit is pushed down. What tells the right "
            "class to go up?",
            lambda logits, y: functional.softmax(logits) / len(y),
        ),
        Misconception(
            "truth_minus_prediction",
            "The gradient is what is missing to the truth.",
            "Going against a slope is going downhill: your way down lowers the logit of the "
            "right class.",
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
            "label_as_number",
            "The label is the number to compare with.",
            "You take the number of its label off every entry of a row. A label only says in "
            "which place the truth is 1.",
            lambda logits, y: (functional.softmax(logits) - y[:, None]) / len(y),
        ),
        Misconception(
            "right_class_only_shifted",
            "The slope is asked for the right class alone.",
            "You have one number for each row. Every logit has a slope of its own, those of the "
            "wrong classes too.",
            lambda logits, y: (functional.softmax(logits)[np.arange(len(y)), y] - 1) / len(y),
        ),
        Misconception(
            "rows_by_label",
            "p[y] is the right class of each row.",
            "In your answer whole rows lose the 1, and they are picked by the labels. A label is "
            "the place of a class: in which row does it count?",
            _rows_by_label,
        ),
        Misconception(
            "softmax_down_the_columns",
            "The axis of a sum does not matter.",
            "Add up your shares along each row: they do not make 1. Along which axis do the "
            "classes of one example lie?",
            lambda logits, y: _shares_along(logits, y, 0),
        ),
        Misconception(
            "one_softmax_for_all",
            "A softmax makes one array of shares.",
            "All your shares together make 1. Each row is an example of its own: along which axis "
            "is the sum taken?",
            lambda logits, y: _shares_along(logits, y, None),
        ),
        Misconception(
            "one_maximum_for_all",
            "Any large number may be taken off.",
            "You take one and the same number off all rows, and a row far below it is left with "
            "nothing but zeros. Which number suits each row?",
            _one_maximum,
        ),
        Misconception(
            "averaged_over_classes_too",
            "A mean divides by the number of entries.",
            "You divide by the number of all logits. Over what is the mean of the loss taken?",
            lambda logits, y: (functional.softmax(logits) - _truth(logits, y)) / logits.size,
        ),
        Misconception(
            "second_slope",
            "After the loss, the softmax still has to be passed with p (1 - p).",
            "Loss and softmax are taken in one go here, and most of the terms cancel. You send "
            "the gradient through the softmax once more.",
            lambda logits, y: (
                (functional.softmax(logits) - _truth(logits, y))
                * functional.softmax(logits)
                * (1 - functional.softmax(logits))
                / len(y)
            ),
        ),
        Misconception(
            "only_the_right_class",
            "Only the class that should have won has a slope.",
            "The wrong classes get no gradient from you. Their shares were taken from the right "
            "one.",
            lambda logits, y: (functional.softmax(logits) - 1) * _truth(logits, y) / len(y),
        ),
        Misconception(
            "logits_are_probabilities",
            "Logits can be compared with the truth as they are.",
            "You compare the truth with the logits themselves. What turns them into shares of 1?",
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
        "Which logits should go down after a mistake, and which single one should go up?",
        "Loss and softmax together have a slope that is one subtraction: the probabilities and "
        "the labels written as rows of zeros with a single one.",
        "First a softmax for each row, safe because the row's maximum is taken off; then take 1 "
        "off in the column of each row's label; then think of the mean.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _ce_slopes_match,
            "Move one logit by 0.00001 and watch the loss: your slope says something else.",
        ),
        Property(
            "each row sums to 0",
            lambda answer: np.allclose(
                answer(LOGITS, np.array([3, 0, 2])).sum(axis=1), 0, atol=1e-6
            ),
            "Adding one number to all logits of a row changes no probability, so the slopes of a "
            "row should cancel.",
        ),
        Property(
            "only the right class is pushed up",
            lambda answer: np.array_equal(
                answer(LOGITS, np.array([3, 0, 2])) < 0, _truth(LOGITS, np.array([3, 0, 2])) == 1
            ),
            "A slope below 0 means: this logit should go up. For which class is that true?",
        ),
    ),
)

EXERCISES = (SOFTMAX_CE_BACKWARD,)
