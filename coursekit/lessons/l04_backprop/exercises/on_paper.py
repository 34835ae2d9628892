"""Lesson 04, the chain rule with numbers that fit on a sheet: one input, one unit, two weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import (
    Answer,
    Broken,
    Convention,
    Exercise,
    Misconception,
    Property,
)


def two_slopes(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    z = w1 * x
    h = max(z, 0.0)
    dy_hat = 2 * (w2 * h - y)
    dz = dy_hat * w2 if z > 0 else 0.0
    return dz * x, dy_hat * h


def _links(x: float, y: float, w1: float, w2: float) -> tuple[float, float, bool]:
    """The slope along the prediction, the hidden unit, and whether its gate is open."""
    h = max(w1 * x, 0.0)
    return 2 * (w2 * h - y), h, w1 * x > 0


def _case_by_case(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    if w1 * x <= 0:
        return 0.0, 0.0
    miss = w1 * w2 * x - y
    return 2 * miss * w2 * x, 2 * miss * w1 * x


def _instead(dw1: Answer, dw2: Answer) -> Answer:
    """An answer from what it says of each weight, given x, w1, w2, dy_hat, h and the gate."""

    def answer(x: float, y: float, w1: float, w2: float) -> Any:
        known = (x, w1, w2, *_links(x, y, w1, w2))
        return dw1(*known), dw2(*known)

    return answer


def _right_1(x: float, w1: float, w2: float, dy_hat: float, h: float, gate: bool) -> float:
    return dy_hat * w2 * gate * x


def _right_2(x: float, w1: float, w2: float, dy_hat: float, h: float, gate: bool) -> float:
    return dy_hat * h


def _begins_with(first: Answer) -> Answer:
    """An answer that is right but for the link it begins with, a function of the miss."""

    def answer(x: float, y: float, w1: float, w2: float) -> Any:
        _, h, gate = _links(x, y, w1, w2)
        start = first(w2 * h - y)
        return start * w2 * gate * x, start * h

    return answer


def _measured(answer: Answer) -> Any:
    x, y, w1, w2, eps = 1.5, 2.0, 0.5, 3.0, 1e-5

    def loss(w1: float, w2: float) -> float:
        return (w2 * max(w1 * x, 0.0) - y) ** 2

    measured = (
        round((loss(w1 + eps, w2) - loss(w1 - eps, w2)) / (2 * eps), 6),
        round((loss(w1, w2 + eps) - loss(w1, w2 - eps)) / (2 * eps), 6),
    )
    yours = answer(x, y, w1, w2)
    return np.allclose(yours, measured) or Broken(yours, measured, x=x, y=y, w1=w1, w2=w2)


TWO_SLOPES = Exercise(
    signature="two_slopes(x, y, w1, w2)",
    task="The smallest network is y_hat = w2 * relu(w1 * x), with the loss (y_hat - y)**2, all "
    "single numbers: return (dw1, dw2), the slopes of the loss along w1 and w2.",
    reference=two_slopes,
    probes=(
        (2.0, 1.0, 3.0, 0.5),
        (1.0, 2.0, 2.0, 3.0),
        (1.0, 2.0, -1.0, 2.0),
        (0.5, 4.0, 3.0, 2.0),
        (-1.5, 1.0, -2.0, 3.0),
        (2.0, 1.0, 0.0, 3.0),
    ),
    misconceptions=(
        Misconception(
            "no_gate",
            "ReLU matters on the way forward only.",
            "Here w1 * x is below 0, so that the ReLU puts out 0. Turn w1 a little: does the loss "
            "hear of it?",
            _instead(lambda x, w1, w2, dy_hat, h, gate: dy_hat * w2 * x, _right_2),
            probe=2,
        ),
        Misconception(
            "own_weight",
            "The slope along a weight has this weight as a factor.",
            "You multiply by the weight whose slope it is. In a product, by how much does the "
            "result move when one factor moves by 1?",
            _instead(
                lambda x, w1, w2, dy_hat, h, gate: dy_hat * w1 * gate * x,
                lambda x, w1, w2, dy_hat, h, gate: dy_hat * w2 * gate,
            ),
        ),
        Misconception(
            "w1_for_the_input",
            "The slope along w1 has w1 as a factor.",
            "The slope along w2 is right, and the one along w1 ends with w1 itself. In w1 * x, by "
            "how much does the product move when w1 moves by 1?",
            _instead(lambda x, w1, w2, dy_hat, h, gate: dy_hat * w2 * gate * w1, _right_2),
        ),
        Misconception(
            "w2_left_out",
            "The first weight hears the loss directly.",
            "Between w1 and the prediction stands w2. Set w2 to 0: can w1 still do anything?",
            _instead(lambda x, w1, w2, dy_hat, h, gate: dy_hat * gate * x, _right_2),
        ),
        Misconception(
            "input_for_hidden",
            "Every weight is multiplied by the input.",
            "The slope along w1 is right, and for w2 you take x. Which number meets w2 on the way "
            "forward?",
            _instead(_right_1, lambda x, w1, w2, dy_hat, h, gate: dy_hat * x),
        ),
        Misconception(
            "by_way_of_h",
            "At a ReLU the gradient is multiplied by what came out.",
            "In yours the slope along w1 has h as a factor, which belongs to the slope along w2. "
            "On the way to w1 stands the ReLU: how steep is it where its gate is open?",
            _instead(lambda x, w1, w2, dy_hat, h, gate: dy_hat * w2 * h * x, _right_2),
        ),
        Misconception(
            "swapped",
            "Backward means that the last one comes first.",
            "Both numbers are right. In which order are they asked for?",
            _instead(_right_2, _right_1),
        ),
        Misconception(
            "half_a_square",
            "The slope of a square is what was squared.",
            "Both should be twice as large. What is the slope of u**2 along u?",
            _begins_with(lambda miss: miss),
        ),
        Misconception(
            "loss_as_first_link",
            "The walk back begins with the loss.",
            "Your walk begins with the loss itself. It should begin with its slope along y_hat, "
            "and that has a sign: was the prediction too high or too low?",
            _begins_with(lambda miss: miss**2),
        ),
        Misconception(
            "sign_turned",
            "A miss is the truth minus the prediction.",
            "The sizes are right and the signs are turned. Raise a prediction that is too high "
            "already: does the loss rise or fall?",
            _begins_with(lambda miss: -2 * miss),
        ),
    ),
    alternates=(_case_by_case,),
    conventions=(
        Convention(
            "open_at_zero",
            "At w1 * x = 0 exactly there is a corner, and you let the gradient pass. This course "
            "takes the slope 0 there; both are fine.",
            _instead(
                lambda x, w1, w2, dy_hat, h, gate: dy_hat * w2 * (w1 * x >= 0) * x,
                _right_2,
            ),
        ),
    ),
    hints=(
        "Write the steps below one another: z, h, y_hat, loss. Beside each its local slope.",
        "Begin at the loss: its slope along y_hat is twice the miss. y_hat is a product, and a "
        "product swaps. What does the ReLU do with what arrives at it?",
        "What arrives at y_hat, times h, is the slope along w2. The same, times w2, arrives at the "
        "gate: all of it passes if z is above 0, else nothing. What has passed, times x, is the "
        "slope along w1.",
    ),
    properties=(
        Property(
            "a right prediction moves no weight",
            lambda f: np.allclose(f(1.0, 6.0, 2.0, 3.0), 0),
            "This prediction is right: the loss is at the bottom of its valley.",
        ),
        Property(
            "behind a closed gate both slopes are 0",
            lambda f: np.allclose(f(1.0, 5.0, -2.0, 3.0), 0),
            "The unit is silent, so that no small turn of either weight changes the prediction.",
        ),
        Property(
            "the slopes are those that can be measured",
            _measured,
            "Turn each weight alone by 0.00001 to both sides: the loss says something else.",
        ),
    ),
)

EXERCISES = (TWO_SLOPES,)
