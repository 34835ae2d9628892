"""Lesson 02, what bends add up to: a tent, the piece from which any curve can be put together."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def tent(z: Array) -> Any:
    """The slope changes in three places: by 1, by -2 and by 1."""
    return np.maximum(z + 1, 0) - 2 * np.maximum(z, 0) + np.maximum(z - 1, 0)


def _is_even(answer: Answer) -> bool:
    z = np.array([0.3, 0.8, 2.0])
    return bool(np.allclose(answer(z), answer(-z)))


def _adds_up(answer: Answer) -> bool:
    z = np.linspace(0, 1, 11)
    return bool(np.allclose(answer(z) + answer(z - 1), 1))


TENT = Exercise(
    signature="tent(z)",
    task="Build a tent out of ReLUs: 1 at z = 0, 0 at -1 and at 1 and everywhere outside, straight "
    "in between; z has any shape and stays as it was.",
    reference=tent,
    probes=(
        (np.array([-2.0, -0.5, 0.0, 0.25, 3.0]),),
        (np.array([-1.0, 1.0]),),
        (np.array([[0.5, -0.75, 1.5], [-4.0, 0.125, -1.25]]),),
    ),
    misconceptions=(
        Misconception(
            "two_bends",
            "Up and down: two bends are enough.",
            "Look far to the right: your tent goes down and never stops. What has to happen at 1?",
            lambda z: np.maximum(z + 1, 0) - 2 * np.maximum(z, 0),
        ),
        Misconception(
            "stays_up",
            "At the top the rise is stopped.",
            "Your wall goes up and stays up. At the top the slope has to turn from up to down: by "
            "how much does it change?",
            lambda z: np.maximum(z + 1, 0) - np.maximum(z, 0),
        ),
        Misconception(
            "never_ends",
            "A tent is 1 minus the distance from the middle.",
            "Between -1 and 1 you are right. What happens outside?",
            lambda z: 1 - np.abs(z),
        ),
        Misconception(
            "upside_down",
            "The height is the distance from the middle.",
            "Where should the top be, and where the ground?",
            lambda z: np.minimum(np.abs(z), 1.0),
        ),
        Misconception(
            "a_box",
            "Inside 1, outside 0.",
            "You have a box with upright walls. The way up is a slope.",
            lambda z: np.where(np.abs(z) < 1, 1.0, 0.0),
        ),
        Misconception(
            "half_a_tent",
            "One ReLU with a minus makes a tent.",
            "One side is right. Which side goes up and up?",
            lambda z: np.maximum(1 - z, 0),
        ),
    ),
    alternates=(
        lambda z: np.maximum(1 - np.abs(z), 0),
        lambda z: np.maximum(1 - np.maximum(z, 0) - np.maximum(-z, 0), 0),
        lambda z: np.interp(z, [-1.0, 0.0, 1.0], [0.0, 1.0, 0.0]),
    ),
    hints=(
        "Draw the tent on paper. In how many places does it change its slope?",
        "A ReLU of z + 1 wakes up at -1, and from there on it rises by 1 for each step. Which "
        "ReLU must join at 0, and with which weight, so that the slope is -1 behind it?",
        "Three ReLUs, awake from -1, from 0 and from 1 on. Each one changes the slope from there "
        "on: first by 1, then by -2, then by 1.",
    ),
    properties=(
        Property(
            "both sides are alike",
            _is_even,
            "Fold the paper at 0: do the two sides of your tent lie on one another?",
        ),
        Property(
            "two tents side by side add up to 1 between their tops",
            _adds_up,
            "Put a second tent beside yours, with its top at 1. What do both come to in between?",
        ),
    ),
)

EXERCISES = (TENT,)
