"""Lesson 04, backpropagation: where the gradient starts, at the prediction."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient


def mse_backward(pred: Array, y: Array) -> Array:
    return 2 * (pred - y) / len(y)


def _mse_slopes_match(answer: Answer) -> Any:
    pred, y = np.array([0.5, -1.5]), np.array([1.0, -2.0])
    measured = numerical_gradient(lambda moved: float(np.mean((moved - y) ** 2)), pred)
    yours = answer(pred, y)
    return np.allclose(yours, measured, rtol=1e-4) or Broken(yours, measured, pred=pred, y=y)


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
            "The loss is a mean: of several examples each has only its share in it. Write each "
            "example down twice, and your slopes do not change.",
            lambda pred, y: 2 * (pred - y),
        ),
        Misconception(
            "truth_minus_prediction",
            "An error is what is missing to the truth.",
            "Look at a prediction that is too high. If it goes up a little, does the loss rise or "
            "fall? Compare with your sign.",
            lambda pred, y: 2 * (y - pred) / len(y),
        ),
        Misconception(
            "loss_itself",
            "An example's gradient is its loss.",
            "You hand back each example's part of the loss, and that is never below zero. How "
            "does a prediction learn that it was too low?",
            lambda pred, y: (pred - y) ** 2 / len(y),
        ),
        Misconception(
            "no_direction",
            "A gradient is an amount.",
            "Too high and too low by the same amount get the same number from you. They should "
            "move in different directions.",
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
            "Each prediction can be moved on its own, so each has a slope of its own. Where did "
            "they become one number?",
            lambda pred, y: 2 * np.mean(pred - y),
        ),
        Misconception(
            "loss_as_one_number",
            "Backward is the loss, computed again.",
            "That is the loss, one number. A slope says how the loss moves with each prediction, "
            "so there is one for each.",
            lambda pred, y: np.mean((pred - y) ** 2),
        ),
        Misconception(
            "one_share_too_few",
            "A mean over data divides by N - 1.",
            "By how many does the mean in the loss divide? Yours divides by one less.",
            lambda pred, y: 2 * (pred - y) / np.float64(len(y) - 1),
        ),
        Misconception(
            "half_and_no_mean",
            "The derivative of an error is the error.",
            "You hand back the errors themselves. What does the square do to the slope, and what "
            "the mean?",
            lambda pred, y: 1.0 * (pred - y),
        ),
    ),
    alternates=(
        lambda pred, y: np.array([(p - t) * 2 / y.size for p, t in zip(pred, y, strict=True)]),
        lambda pred, y: np.float32(2 / pred.size) * (pred - y).astype(np.float32),
        lambda pred, y: (pred - y) / (0.5 * np.ones_like(y).sum()),
    ),
    hints=(
        "Move one prediction a little and keep the others still. Which parts of the mean change?",
        "The slope of u**2 is 2 u, and the mean has given each example the same small share.",
        "For each example: twice the prediction minus the truth, divided by the number of "
        "examples.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _mse_slopes_match,
            "Move one prediction by 0.00001 and watch the loss: your slope says something else.",
        ),
        Property(
            "a perfect prediction has slope 0",
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

EXERCISES = (MSE_BACKWARD,)
