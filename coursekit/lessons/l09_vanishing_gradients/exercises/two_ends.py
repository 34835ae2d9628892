"""Lesson 09, two witnesses: whether a deep network fails on the way there or on the way back."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def where_it_stops(sizes: Array, angles: Array) -> Any:
    gradient_lost = sizes[0] < 1e-9 * sizes[-1]
    drawings_alike = angles[-1] < 5
    if gradient_lost and drawings_alike:
        return "both"
    if gradient_lost:
        return "backward"
    if drawings_alike:
        return "forward"
    return "neither"


def _word(gradient_lost: Any, drawings_alike: Any) -> str:
    words = {(True, True): "both", (True, False): "backward", (False, True): "forward"}
    return words.get((bool(gradient_lost), bool(drawings_alike)), "neither")


def _first_found(sizes: Array, angles: Array) -> str:
    if sizes[0] < 1e-9 * sizes[-1]:
        return "backward"
    return "forward" if angles[-1] < 5 else "neither"


def _forward_first(sizes: Array, angles: Array) -> str:
    if angles[-1] < 5:
        return "forward"
    return "backward" if sizes[0] < 1e-9 * sizes[-1] else "neither"


def _passes(sizes: Array, angles: Array) -> str:
    failed = [sizes[0] / sizes[-1] < 1e-9, min(angles[-1:]) < 5.0]
    return ("neither", "backward", "forward", "both")[failed[0] + 2 * failed[1]]


HEALTHY = np.array([0.5, 0.7, 1.0]), np.array([46.0, 40.0])
LOST = np.array([1e-12, 1e-6, 1.0])
ALIKE = np.array([46.0, 20.0, 3.0, 0.5])

WHERE_IT_STOPS = Exercise(
    signature="where_it_stops(sizes, angles)",
    task='Two curves of a network, first layer first. Return "backward" if the size of the '
    "gradient in the first layer is below a billionth of that in the last, "
    '"forward" if two drawings are less than 5 degrees apart in the last layer, "both" if both '
    'hold, else "neither".',
    reference=where_it_stops,
    probes=(
        (np.array([0.5, 1.0]), np.array([46.0])),
        (LOST, HEALTHY[1]),
        (HEALTHY[0], ALIKE),
        (LOST, ALIKE),
        (np.array([2e-13, 3e-13, 1e-12]), np.array([40.0, 35.0])),
        (np.array([1e-6, 1e-3, 1e5, 1e4]), np.array([4.0, 9.0])),
        (np.array([8.0, 1.0, 1e-9]), np.array([2.0, 4.0, 5.0])),
        (np.array([1e-9, 1.0]), np.array([20.0, 7.0, 4.5])),
    ),
    misconceptions=(
        Misconception(
            "wrong_end",
            "The gradient starts in the first layer.",
            "You look for a gradient that has shrunk in the last layer. At which end does the way "
            "back begin?",
            lambda sizes, angles: _word(sizes[-1] < 1e-9 * sizes[0], angles[-1] < 5),
        ),
        Misconception(
            "small_is_lost",
            "A small gradient has vanished.",
            "Here the last layer hears as little as the first. Has anything been lost between "
            "them?",
            lambda sizes, angles: _word(sizes[0] < 1e-9, angles[-1] < 5),
            probe=4,
        ),
        Misconception(
            "where_the_drawings_come_in",
            "The first layer decides whether drawings can be told apart.",
            "You look at the angle where the drawings come in. Which layer has to tell them apart?",
            lambda sizes, angles: _word(sizes[0] < 1e-9 * sizes[-1], angles[0] < 5),
        ),
        Misconception(
            "in_any_layer",
            "One layer in which drawings are alike is enough.",
            "You look for any layer in which the drawings are alike. The task asks for one of "
            "them: which?",
            lambda sizes, angles: _word(sizes[0] < 1e-9 * sizes[-1], min(angles) < 5),
        ),
        Misconception(
            "an_angle_as_a_share",
            "The angle, too, is measured against the other end.",
            "The last angle is 4.5 degrees here, and you say nothing of drawings that look alike. "
            "With what does the task compare this angle?",
            lambda sizes, angles: _word(sizes[0] < 1e-9 * sizes[-1], angles[-1] < 1e-9 * angles[0]),
            probe=7,
        ),
        Misconception(
            "words_swapped",
            "The gradient goes forward.",
            "Your word is that of the other fault. Are two names exchanged, or was the wrong one "
            "found? The gradient belongs to the backward pass.",
            lambda sizes, angles: _word(angles[-1] < 5, sizes[0] < 1e-9 * sizes[-1]),
        ),
        Misconception(
            "backward_found_first",
            "The first fault that is found is the fault.",
            "Both passes fail here. What does your program do after it has found that the gradient "
            "is lost?",
            _first_found,
        ),
        Misconception(
            "forward_found_first",
            "Alike drawings explain everything.",
            "Both passes fail here. What does your program do after it has found that the drawings "
            "are alike?",
            _forward_first,
        ),
    ),
    alternates=(_passes,),
    hints=(
        "Two questions with yes or no, one for each curve. Ask both before you say a word.",
        "The gradient begins at the last layer, so measure the first against it. The signal "
        "begins at the first layer, so look at where it ends.",
        "Give each of the two comparisons a name. Then four cases: ask for the one where both hold "
        "before you ask for one alone.",
    ),
    properties=(
        Property(
            "all sizes a trillion times smaller, the same word",
            lambda f: f(1e-12 * HEALTHY[0], HEALTHY[1]) == f(*HEALTHY),
            "A smaller loss makes all sizes smaller, and nothing is lost on the way.",
        ),
        Property(
            "a layer more in the middle changes nothing",
            lambda f: f(np.array([1e-12, 7.0, 1.0]), ALIKE[:3]) == f(LOST[::2], ALIKE[:3]),
            "Only what arrives counts: the gradient in front, the drawings at the end.",
        ),
    ),
)

EXERCISES = (WHERE_IT_STOPS,)
