"""Lesson 01, the learning cycle: one knob, one step."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def one_step(w: float, x: float, y: float, lr: float) -> float:
    """The slope of (w * x - y)**2 along w is 2 * (w * x - y) * x; the step goes against it."""
    return w - lr * 2 * (w * x - y) * x


def _loss_falls(answer: Answer) -> bool:
    return all((answer(w, 1.5, 2.0, 0.05) * 1.5 - 2) ** 2 < (w * 1.5 - 2) ** 2 for w in (-1, 3))


ONE_STEP = Exercise(
    signature="one_step(w, x, y, lr)",
    task="Predict w * x, take the loss (w * x - y)**2, and return w after one update downhill.",
    reference=one_step,
    probes=(
        (1.0, 2.0, 6.0, 0.1),
        (3.0, 2.0, 6.0, 0.1),
        (0.5, 0.0, 1.0, 0.5),
        (0.1234, 1.7, -2.3, 0.037),
        (2.0, -3.0, 1.0, 0.01),
    ),
    misconceptions=(
        Misconception(
            "uphill",
            "The slope points to where the loss is lower.",
            "The step has the right length and the wrong direction. The slope says which way is "
            "up: which way do you want to go?",
            lambda w, x, y, lr: w + 2 * lr * x * (w * x - y),
        ),
        Misconception(
            "without_its_sign",
            "A miss is a length.",
            "Your step turns the knob down whether the prediction is too high or too low: what you "
            "made of the miss has no sign any more. Which line takes it away?",
            lambda w, x, y, lr: w - lr * 2 * abs(w * x - y) * x,
        ),
        Misconception(
            "forgets_input",
            "Every knob has the same share in an error, whatever number it was multiplied by.",
            "With x = 0 the knob has no say in the prediction, and yet your step turns it. "
            "Where does x come in?",
            lambda w, x, y, lr: w - 2 * lr * (w * x - y),
            probe=2,
        ),
        Misconception(
            "no_learning_rate",
            "The slope is the step.",
            "Your step is as long as the slope itself. What should make it shorter?",
            lambda w, x, y, lr: w - 2 * x * (w * x - y),
        ),
        Misconception(
            "loss_as_step",
            "The loss itself tells which way to turn.",
            "A squared error is never below zero, so your step can turn the knob in one direction "
            "only. What knows the direction?",
            lambda w, x, y, lr: w - lr * (y - w * x) ** 2,
        ),
        Misconception(
            "score_for_miss",
            "The slope of a square is two times the square.",
            "Your slope is made from the squared miss, and a square has no sign: it no longer says "
            "on which side the prediction is. What does?",
            lambda w, x, y, lr: w - lr * 2 * (w * x - y) ** 2 * x,
        ),
        Misconception(
            "no_factor_two",
            "The slope of a square is the number that was squared.",
            "Direction right, length half of what it should be. What is the slope of u**2 at u?",
            lambda w, x, y, lr: w - lr * x * (w * x - y),
        ),
        Misconception(
            "from_the_prediction",
            "The update is made to the prediction.",
            "Your step starts from w * x, the prediction. It is the knob that is turned: does its "
            "old value still stand somewhere?",
            lambda w, x, y, lr: w * x - lr * 2 * (w * x - y) * x,
        ),
        Misconception(
            "only_the_change",
            "A step returns how far to move.",
            "Your answer is the change of the knob. Where does the knob stand now?",
            lambda w, x, y, lr: -lr * 2 * x * (w * x - y),
        ),
        Misconception(
            "only_the_slope",
            "The gradient is the answer.",
            "Your answer is the slope. It says how to turn the knob; the task asks where the knob "
            "stands after the turn.",
            lambda w, x, y, lr: 2 * x * (w * x - y),
        ),
        Misconception(
            "one_sided",
            "A slope measured with a step of 0.01 is exact.",
            "You measure the slope with a step to one side. That is nearly the slope; the rule "
            "for a square gives it exactly.",
            lambda w, x, y, lr: w - lr * (((w + 0.01) * x - y) ** 2 - (w * x - y) ** 2) / 0.01,
        ),
        Misconception(
            "rounded",
            "Two decimals are enough.",
            "Your answer is right up to two decimals, and there it is cut. The next steps need "
            "the rest.",
            lambda w, x, y, lr: round(w - lr * 2 * x * (w * x - y), 2),
        ),
    ),
    alternates=(lambda w, x, y, lr: w + 2 * lr * x * (y - x * w),),
    hints=(
        "Guess, score, blame, adjust: which of the four tells the knob which way to turn?",
        "You need the slope of the loss along w. It knows three things: how far off the prediction "
        "is, on which side, and how strongly x carries w into it.",
        "First work out the error, prediction minus truth. The slope is two times the error times "
        "x. Then go from w against the slope, a step of lr times its size.",
    ),
    properties=(
        Property(
            "a right prediction moves nothing",
            lambda f: np.isclose(f(2.0, 3.0, 6.0, 0.1), 2.0),
            "Where the prediction is right the gradient is 0. Does your knob stay?",
        ),
        Property(
            "a small step lowers the loss",
            _loss_falls,
            "Work out the loss before and after your step, once from a prediction too low and "
            "once from one too high.",
        ),
        Property(
            "no step without a learning rate",
            lambda f: np.isclose(f(1.0, 2.0, 6.0, 0.0), 1.0),
            "With lr = 0 the knob may not move.",
        ),
    ),
)

EXERCISES = (ONE_STEP,)
