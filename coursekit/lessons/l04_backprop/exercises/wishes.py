"""Lesson 04, deeper: how far two examples wish for the same."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def cosine(g: Array, h: Array) -> Any:
    return np.sum(g * h) / np.sqrt(np.sum(g**2) * np.sum(h**2))


def _entry_by_entry(g: Array, h: Array) -> float:
    dot = gg = hh = 0.0
    for a, b in zip(g, h, strict=True):
        dot, gg, hh = dot + a * b, gg + a * a, hh + b * b
    return dot / math.sqrt(gg) / math.sqrt(hh)


G = np.array([3.0, 4.0, -1.0])
H = np.array([-0.5, 2.0, 0.25])

COSINE = Exercise(
    signature="cosine(g, h)",
    task="Return the cosine of the angle between two gradients g and h, both of shape (P,): the "
    "sum of g * h, divided by the length of g and by the length of h.",
    reference=cosine,
    probes=(
        (np.array([2.0]), np.array([-3.0])),
        (np.array([3.0, 4.0]), np.array([6.0, 8.0])),
        (np.array([1.0, 0.0]), np.array([0.0, 5.0])),
        (G, H),
        (-G, 10 * H),
        (np.array([1.0, -2.0, 0.5, 4.0]), np.array([0.5, 3.0, -1.0, 0.25])),
    ),
    misconceptions=(
        Misconception(
            "not_divided",
            "Two arrows agree as much as their product is large.",
            "Your number grows with the lengths of the two. Make one of them ten times as long: "
            "its direction stays.",
            lambda g, h: np.sum(g * h),
        ),
        Misconception(
            "without_roots",
            "The length is the sum of the squares.",
            "You divide by the squares of the lengths. How long is the arrow (3, 4)?",
            lambda g, h: np.sum(g * h) / (np.sum(g**2) * np.sum(h**2)),
        ),
        Misconception(
            "one_length",
            "Dividing by one length is enough.",
            "You divide by the length of g alone. Make h ten times as long: your number should "
            "stay.",
            lambda g, h: np.sum(g * h) / np.sqrt(np.sum(g**2)),
        ),
        Misconception(
            "times_the_second_length",
            "Python divides by all that follows.",
            "Python divides by the first length alone, and multiplies by the second. What has to "
            "stand in brackets?",
            lambda g, h: np.sum(g * h) / np.sqrt(np.sum(g**2)) * np.sqrt(np.sum(h**2)),
        ),
        Misconception(
            "lengths_added",
            "Both lengths together are their sum.",
            "You add the two lengths. An arrow with itself should give 1.",
            lambda g, h: np.sum(g * h) / (np.sqrt(np.sum(g**2)) + np.sqrt(np.sum(h**2))),
        ),
        Misconception(
            "sign_lost",
            "An angle has no sign.",
            "Two opposite wishes look the same to you as two equal ones. Where does the sign get "
            "lost?",
            lambda g, h: np.abs(np.sum(g * h)) / np.sqrt(np.sum(g**2) * np.sum(h**2)),
        ),
        Misconception(
            "entry_by_entry",
            "Each entry has its own angle.",
            "You have a number for each entry. Two arrows have one angle.",
            lambda g, h: g * h / np.sqrt(np.sum(g**2) * np.sum(h**2)),
        ),
        Misconception(
            "length_of_sums",
            "The length is the sum of the sizes of the entries.",
            "You add up the sizes of the entries. As the crow flies, how long is the arrow (3, 4)?",
            lambda g, h: np.sum(g * h) / (np.sum(np.abs(g)) * np.sum(np.abs(h))),
        ),
        Misconception(
            "the_angle_itself",
            "The cosine is the angle.",
            "Yours is the angle in radians. Its cosine is asked for, which needs no arccos.",
            lambda g, h: np.arccos(
                np.clip(np.sum(g * h) / np.sqrt(np.sum(g**2) * np.sum(h**2)), -1, 1)
            ),
        ),
    ),
    alternates=(
        _entry_by_entry,
        lambda g, h: (g / np.linalg.norm(g)) @ (h / np.linalg.norm(h)),
    ),
    hints=(
        "Two arrows of any length: what must the answer not depend on?",
        "The length of an arrow is the root of the sum of its squares. NumPy has sqrt and sum.",
        "Above the line the sum of the products, entry by entry. Below it the root of the one sum "
        "of squares, times the root of the other.",
    ),
    properties=(
        Property(
            "an arrow with itself gives 1",
            lambda answer: np.isclose(answer(G, G), 1),
            "An arrow points the same way as itself.",
        ),
        Property(
            "opposite arrows give -1",
            lambda answer: np.isclose(answer(G, -2 * G), -1),
            "Turn an arrow around: nothing could agree less.",
        ),
        Property(
            "lengths do not matter",
            lambda answer: np.isclose(answer(G, H), answer(10 * G, H)),
            "Make g ten times as long: the angle stays.",
        ),
    ),
)

EXERCISES = (COSINE,)
