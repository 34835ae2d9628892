"""Lesson 06, the challenge: a learning rate that comes to rest."""

from __future__ import annotations

import math

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def cosine_lr(step: int, steps: int, lr: float) -> float:
    """Half a wave of the cosine, from 1 down to -1, lifted and halved."""
    return lr * (1 + np.cos(np.pi * step / steps)) / 2


COSINE_LR = Exercise(
    signature="cosine_lr(step, steps, lr)",
    task="Return the learning rate for a step from 0 to steps: it falls from lr to 0 along half a "
    "wave of the cosine, slowly at both ends and fastest in the middle.",
    reference=cosine_lr,
    probes=((0, 100, 0.1), (25, 100, 0.1), (50, 100, 0.2), (60, 80, 0.5), (100, 100, 0.1)),
    misconceptions=(
        Misconception(
            "straight_line",
            "Falling from lr to 0 is a straight line.",
            "Start, middle and end are right. In between yours falls at a steady pace: where is a "
            "half wave slow, and where is it fast?",
            lambda step, steps, lr: lr * (1 - step / steps),
        ),
        Misconception(
            "whole_wave",
            "One run is one wave.",
            "Your rate comes back up: at the end it is what it was at the start. How much of a "
            "wave is needed to go down once?",
            lambda step, steps, lr: lr * (1 + np.cos(2 * np.pi * step / steps)) / 2,
            probe=4,
        ),
        Misconception(
            "one_step_short",
            "Steps are counted from 0, so steps - 1 is the last one.",
            "You divide by steps - 1. The task lets step run from 0 to steps: which share of the "
            "run is over at the last one?",
            lambda step, steps, lr: lr * (1 + np.cos(np.pi * step / (steps - 1))) / 2,
        ),
        Misconception(
            "halves_the_one_only",
            "1 + cosine / 2 is the half of both.",
            "Only the cosine is halved in yours, and 1 is added after that. What has to stand in "
            "brackets?",
            lambda step, steps, lr: lr * (1 + np.cos(np.pi * step / steps) / 2),
        ),
        Misconception(
            "quarter_wave",
            "The cosine falls from 1 to 0.",
            "Yours falls along a quarter of a wave: slowly at first and fastest at the end. How "
            "much of a wave ends slowly as well?",
            lambda step, steps, lr: lr * np.cos(np.pi / 2 * step / steps),
        ),
        Misconception(
            "not_lifted",
            "The cosine is the schedule.",
            "Past the middle your rate is negative: the network climbs. Between which two numbers "
            "does a cosine move?",
            lambda step, steps, lr: lr * np.cos(np.pi * step / steps),
            probe=3,
        ),
        Misconception(
            "not_halved",
            "Adding 1 is enough.",
            "Your rate is twice as large as it should be. Between which two numbers does "
            "1 + cosine move?",
            lambda step, steps, lr: lr * (1 + np.cos(np.pi * step / steps)),
        ),
        Misconception(
            "angle_up_to_1",
            "The share of the run is the angle.",
            "Your angle goes from 0 to 1, and that is a small part of a wave. Which angle is half "
            "a wave?",
            lambda step, steps, lr: lr * (1 + np.cos(step / steps)) / 2,
        ),
        Misconception(
            "degrees",
            "A cosine takes degrees.",
            "Half a wave is 180 degrees, and NumPy counts angles in another unit.",
            lambda step, steps, lr: lr * (1 + np.cos(180 * step / steps)) / 2,
        ),
        Misconception(
            "upward",
            "A schedule starts small.",
            "Yours rises from 0 to lr. Which end is the end?",
            lambda step, steps, lr: lr * (1 - np.cos(np.pi * step / steps)) / 2,
        ),
    ),
    alternates=(
        lambda step, steps, lr: lr * math.cos(0.5 * math.pi * step / steps) ** 2,
        lambda step, steps, lr: lr - lr * math.sin(math.pi / 2 * step / steps) ** 2,
    ),
    hints=(
        "Draw the cosine from 0 to half a wave. Which numbers does it start and end at, and which "
        "are wanted?",
        "Lift it so that it ends at 0, squeeze it so that it starts at 1.",
        "The angle runs from 0 at the first step to pi at the last. Lifted by 1 the cosine runs "
        "from 2 to 0; what factor makes that lr to 0?",
    ),
    properties=(
        Property(
            "half of the rate is left in the middle",
            lambda f: np.isclose(f(500, 1000, 0.3), 0.15),
            "Half of the steps are made: half of lr should be left.",
        ),
        Property(
            "it never rises",
            lambda f: np.all(np.diff([f(step, 40, 0.3) for step in range(41)]) <= 0),
            "Somewhere on the way your rate goes up again.",
        ),
        Property(
            "it starts and ends gently",
            lambda f: f(0, 1000, 1.0) - f(10, 1000, 1.0) < 0.001 and f(990, 1000, 1.0) < 0.001,
            "In the first and the last hundredth of a run the rate should hardly move.",
        ),
    ),
)

EXERCISES = (COSINE_LR,)
