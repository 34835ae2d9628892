"""Lesson 01, the learning cycle: one knob, one step."""

from __future__ import annotations

from coursekit.exercises.exercise import Exercise, Misconception

ONE_STEP = Exercise(
    signature="one_step(w, x, y, lr)",
    task="Guess w * x, score it with (w * x - y)**2, and return w after one step downhill.",
    reference=lambda w, x, y, lr: w - lr * 2 * (w * x - y) * x,
    probes=(
        (1.0, 2.0, 6.0, 0.1),
        (3.0, 2.0, 6.0, 0.1),
        (0.5, 0.0, 1.0, 0.5),
        (2.0, -3.0, 1.0, 0.01),
    ),
    misconceptions=(
        Misconception(
            "uphill",
            "The slope points to where the loss is lower.",
            "The loss is higher after your step than before it. The slope says which way is up: "
            "which way do you want to go?",
            lambda w, x, y, lr: w + 2 * lr * x * (w * x - y),
        ),
        Misconception(
            "forgets_input",
            "Every knob has the same share in an error, whatever number it was multiplied by.",
            "With x = 0 the knob has no say in the guess, and yet your step turns it. "
            "Where does x come in?",
            lambda w, x, y, lr: w - 2 * lr * (w * x - y),
        ),
        Misconception(
            "no_learning_rate",
            "The slope is the step.",
            "Call it with lr = 0.1 and with lr = 0.001. Your two steps are equally long.",
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
            "no_factor_two",
            "The slope of a square is the number that was squared.",
            "Direction right, length half of what it should be. What is the slope of u**2 at u?",
            lambda w, x, y, lr: w - lr * x * (w * x - y),
        ),
        Misconception(
            "only_the_change",
            "A step returns how far to move.",
            "Your answer is the change of the knob. Where does the knob stand now?",
            lambda w, x, y, lr: -lr * 2 * x * (w * x - y),
        ),
    ),
    alternates=(lambda w, x, y, lr: w + 2 * lr * x * (y - x * w),),
)

EXERCISES = (ONE_STEP,)
