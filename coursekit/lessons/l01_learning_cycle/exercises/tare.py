"""Lesson 01, the cycle in another dress: a kitchen scale whose knob is added."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def tare_step(b: Any, shown: Any, true: Any, lr: Any) -> Any:
    """The prediction shown + b moves as far as b does, so the gradient is 2 times the miss."""
    return b - lr * 2 * (shown + b - true)


def _leaves_a_right_b_alone(answer: Answer) -> bool:
    return bool(np.isclose(answer(-4.0, 54.0, 50.0, 0.1), -4.0))


def _forgets_the_load(answer: Answer) -> bool:
    light, heavy = answer(0.0, 12.0, 10.0, 0.1), answer(0.0, 402.0, 400.0, 0.1)
    return bool(np.isclose(light, heavy))


TARE_STEP = Exercise(
    signature="tare_step(b, shown, true, lr)",
    task="A scale shows `shown` grams, its knob b is added to that, and `true` grams lie on it. "
    "The loss is (shown + b - true)**2: return b after one update with the learning rate lr.",
    reference=tare_step,
    probes=(
        (0.0, 54.0, 50.0, 0.1),
        (1.0, 3.0, 7.0, 0.25),
        (-2.0, 80.0, 79.5, 0.01),
        (0.5, 20.0, 26.0, 0.0),
    ),
    misconceptions=(
        Misconception(
            "times_what_is_shown",
            "A gradient always has the input as a factor.",
            "Turn b by one gram. How far does the prediction move when the scale shows 3 g, and "
            "how far when it shows 80 g?",
            lambda b, shown, true, lr: b - lr * 2 * (shown + b - true) * shown,
        ),
        Misconception(
            "multiplied",
            "A knob is multiplied by what comes in.",
            "Your prediction is b times what the scale shows. With b = 0, does the corrected scale "
            "show nothing?",
            lambda b, shown, true, lr: b - lr * 2 * (b * shown - true) * shown,
            probe=0,
        ),
        Misconception(
            "times_b",
            "The last factor is the knob.",
            "With b = 0 your b stays at 0, however far off the scale is. Turn b by one gram: how "
            "far does the prediction move?",
            lambda b, shown, true, lr: b - lr * 2 * (shown + b - true) * b,
            probe=0,
        ),
        Misconception(
            "uphill",
            "The gradient points to where the loss is lower.",
            "Here the corrected scale shows too much. Should b rise or fall?",
            lambda b, shown, true, lr: b + lr * 2 * (shown + b - true),
            probe=0,
        ),
        Misconception(
            "loss_as_step",
            "The loss says how far to go.",
            "A squared miss is never below zero, so your b can only fall. What tells a scale that "
            "shows too little from one that shows too much?",
            lambda b, shown, true, lr: b - lr * (shown + b - true) ** 2,
        ),
        Misconception(
            "b_left_out",
            "The miss is what the scale shows, minus the truth.",
            "Your miss is that of the bare scale, before b is added. When b is right already, will "
            "it stay?",
            lambda b, shown, true, lr: b - lr * 2 * (shown - true),
        ),
        Misconception(
            "half_as_far",
            "The slope of a square is what was squared.",
            "The direction is right, the step is half as long. What is the slope of u**2?",
            lambda b, shown, true, lr: b - lr * (shown + b - true),
        ),
        Misconception(
            "the_prediction",
            "The answer is what the corrected scale shows.",
            "Your answer is the prediction, what the corrected scale shows. The new b was asked "
            "for.",
            lambda b, shown, true, lr: shown + b,
        ),
        Misconception(
            "the_turn_alone",
            "An update is the amount by which b is turned.",
            "That is how far b is turned. The new b was asked for.",
            lambda b, shown, true, lr: -lr * 2 * (shown + b - true),
        ),
    ),
    alternates=(
        lambda b, shown, true, lr: (1 - 2 * lr) * b + 2 * lr * (true - shown),
        lambda b, shown, true, lr: b + 2 * lr * (true - b - shown),
    ),
    hints=(
        "The four steps are those of the lesson; one of them looks different here. Which?",
        "Write the loss with u = shown + b - true. How fast does u move when b is turned?",
        "u moves exactly as far as b, so the gradient is that of u**2 along u. Then update b "
        "against it.",
    ),
    properties=(
        Property(
            "a b that is right stays",
            _leaves_a_right_b_alone,
            "This b is right already: the corrected scale misses by nothing. Does your b stay?",
        ),
        Property(
            "the same miss makes the same step, whatever lies on the scale",
            _forgets_the_load,
            "Both times the scale is 2 g off. Does b care how heavy the load is?",
        ),
    ),
)

EXERCISES = (TARE_STEP,)
