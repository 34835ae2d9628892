"""Lesson 06, footprints: which rule has made these steps?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def which_rule(moves: Any, lr: Any, g: Any) -> Any:
    """Adam's steps do not know the slope, SGD's are proportional to it, the ball's grow."""
    if np.allclose(moves, lr):
        return "Adam"
    return "SGD" if np.allclose(moves, lr * g) else "Momentum"


def _swapped(moves: Any, lr: Any, g: Any) -> Any:
    return {"Adam": "SGD", "SGD": "Adam"}.get(which_rule(moves, lr, g), "Momentum")


def _by_the_first(moves: Any, lr: Any, g: Any) -> Any:
    return which_rule(moves[0], lr, g)


def _equal_is_sgd(moves: Any, lr: Any, g: Any) -> Any:
    return "SGD" if np.allclose(moves, moves[0]) else "Momentum"


def _growing_is_adam(moves: Any, lr: Any, g: Any) -> Any:
    if np.allclose(moves, lr * g):
        return "SGD"
    return "Adam" if moves[-1] > moves[0] else "Momentum"


def _to_the_last_digit(moves: Any, lr: Any, g: Any) -> Any:
    if np.all(moves == lr):
        return "Adam"
    return "SGD" if np.all(moves == lr * g) else "Momentum"


def _with_a_margin(moves: Any, lr: Any, g: Any) -> Any:
    for name, length in (("Adam", lr), ("SGD", lr * g)):
        if max(abs(move - length) for move in moves) < length / 1000:
            return name
    return "Momentum"


WHICH_RULE = Exercise(
    signature="which_rule(moves, lr, g)",
    task="On a steady slope g, above 0 and not 1, a parameter made these moves downhill, (N,). "
    'Return "Adam" if all are about lr, "SGD" if all are about lr * g, else "Momentum".',
    reference=which_rule,
    probes=(
        (np.array([0.2, 0.38, 0.542]), 0.1, 2.0),
        (np.array([0.05, 0.05, 0.05, 0.05]), 0.1, 0.5),
        (np.array([0.1, 0.1, 0.1, 0.1]), 0.1, 2.0),
        (np.array([0.3, 0.3, 0.3, 0.3, 0.3]), 0.1, 3.0),
        (np.array([0.05, 0.075, 0.0875, 0.09375]), 0.1, 0.5),
    ),
    misconceptions=(
        Misconception(
            "swapped",
            "SGD's steps are as long as lr.",
            "Make the slope steeper: whose steps become longer, and whose do not?",
            _swapped,
        ),
        Misconception(
            "by_the_first",
            "The first move tells.",
            "Your answer looks at one move. The ball starts from rest with a plain step: what "
            "gives it away later?",
            _by_the_first,
        ),
        Misconception(
            "equal_is_sgd",
            "Moves of one length are SGD's.",
            "On a steady slope two of the rules make moves of one length. How long is it for each?",
            _equal_is_sgd,
        ),
        Misconception(
            "growing_is_adam",
            "Adam takes larger and larger steps.",
            "Two rules are mixed up here. On a steady slope, can a step grow that is the mean "
            "slope divided by its own size?",
            _growing_is_adam,
        ),
        Misconception(
            "to_the_last_digit",
            "Equal numbers are equal to the last digit.",
            "Print lr * g with all its digits. Is it what you see among the moves? Does == forgive "
            "a last digit?",
            _to_the_last_digit,
            probe=3,
        ),
    ),
    alternates=(_with_a_margin,),
    hints=(
        "On a steady slope, what does each rule do at its first step, and what at its tenth?",
        "Two lengths are to be compared with all moves at once: lr, and lr times the slope. "
        "What is neither is the ball's.",
        "NumPy's allclose(a, b) says whether all numbers of a are about b. Ask it twice.",
    ),
    properties=(
        Property(
            "a far digit does not matter",
            lambda f: f(0.1 - np.array([5e-10, 4e-10, 2e-10]), 0.1, 2.0) == "Adam",
            "All three moves are about lr, though in a far digit they are not: Adam's eps does "
            "that. What do you compare with what?",
        ),
        Property(
            "Adam is known on any slope",
            lambda f: f(np.full(4, 0.1), 0.1, 5.0) == f(np.full(4, 0.1), 0.1, 0.01) == "Adam",
            "Four moves of 0.1 at lr 0.1, on a steep slope and on a flat one: who moves like that?",
        ),
        Property(
            "SGD is known by its slope",
            lambda f: f(np.full(4, 0.6), 0.3, 2.0) == f(np.full(4, 0.03), 0.3, 0.1) == "SGD",
            "Moves of lr times g, with g = 2 and with g = 0.1.",
        ),
    ),
)

EXERCISES = (WHICH_RULE,)
