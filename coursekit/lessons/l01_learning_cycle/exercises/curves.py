"""Lesson 01, the cycle watched from outside: what does its loss curve say?"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def diagnose(losses: Any) -> Any:
    """A word for a loss curve: frozen, uphill, learning or unclear."""
    places = range(1, len(losses))
    if all(losses[i] == losses[i - 1] for i in places):
        return "frozen"
    if all(losses[i] > losses[i - 1] for i in places):
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _is_frozen(losses: Any) -> bool:
    return len(set(losses)) == 1


def _only_climbs(losses: Any) -> bool:
    return all(now < then for now, then in pairwise(losses))


def _by_the_ends(losses: Any) -> Any:
    if losses[0] == losses[-1]:
        return "frozen"
    if losses[0] < losses[-1]:
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _uphill_by_the_ends(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if losses[0] < losses[-1]:
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_any_rise(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if any(now < then for now, then in pairwise(losses)):
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_the_lowest(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if _only_climbs(losses):
        return "uphill"
    return "learning" if min(losses) <= losses[0] / 2 else "unclear"


def _by_any_fall(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if _only_climbs(losses):
        return "uphill"
    return "learning" if losses[-1] < losses[0] else "unclear"


def _by_the_last_pair(losses: Any) -> Any:
    if losses[-1] == losses[-2]:
        return "frozen"
    if losses[-1] > losses[-2]:
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_the_first_pair(losses: Any) -> Any:
    for i in range(1, len(losses)):
        if losses[i] == losses[i - 1]:
            return "frozen"
        if losses[i] > losses[i - 1]:
            return "uphill"
        if losses[-1] <= losses[0] / 2:
            return "learning"
    return "unclear"


def _by_less_than_half(losses: Any) -> Any:
    return "unclear" if losses[-1] == losses[0] / 2 else diagnose(losses)


def _as_if_an_array(losses: Any) -> Any:
    if np.all(losses == losses[0]):
        return "frozen"
    if np.all(losses[1:] > losses[:-1]):
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


WORDS = ("frozen", "uphill", "learning", "unclear")
CURVES = ([4.0, 1.0], [1.0, 2.0], [3.0, 3.0], [2.0, 1.5])

DIAGNOSE = Exercise(
    signature="diagnose(losses)",
    task='Read a loss curve, a list of at least two numbers: return "frozen" if all are equal, '
    '"uphill" if each is above the one before, "learning" if the last is at most half of the '
    'first, and otherwise "unclear".',
    reference=diagnose,
    probes=(
        ([2.0, 3.0, 1.9],),
        ([3.0, 5.0, 3.0],),
        ([1.0, 2.0, 3.0],),
        ([4.0, 1.0, 3.9],),
        ([4.0, 2.0, 2.5, 1.0],),
        ([2.0, 2.0],),
        ([4.0, 3.0, 2.0],),
        ([4.0, 2.0, 2.0],),
        ([3.0, 1.0, 1.4],),
        ([4.0, 2.0, 4.0, 2.0],),
        ([2.0, 2.0, 3.0],),
        ([1.0, 2.0],),
        ([2.0, 4.0, 2.0],),
        ([3.0, 1.0, 3.0],),
        ([2.0, 1.0, 3.0],),
        ([1e-9, 2e-9],),
    ),
    misconceptions=(
        Misconception(
            "by_the_ends",
            "The first and the last loss tell everything.",
            "This curve ends where it began. Did it stand still on the way?",
            _by_the_ends,
            probe=1,
        ),
        Misconception(
            "uphill_by_the_ends",
            "Whatever ends higher goes uphill.",
            "This curve ends above its start, and it fell on the way. Does uphill ask for the two "
            "ends, or for each loss and the one before it?",
            _uphill_by_the_ends,
            probe=14,
        ),
        Misconception(
            "by_the_last_pair",
            "The last two losses decide.",
            "The last two losses give your word here. Which pairs come before them?",
            _by_the_last_pair,
            probe=3,
        ),
        Misconception(
            "by_the_first_pair",
            "The first pair that fits a word decides.",
            "One pair of neighbors fits a word here, another does not, and your answer is that "
            "word. When do you know that all pairs fit?",
            _by_the_first_pair,
        ),
        Misconception(
            "by_any_rise",
            "One rise makes it uphill.",
            "Real curves wiggle: here one loss is above the one before, another is not. Does "
            "uphill ask for one rise, or for all?",
            _by_any_rise,
        ),
        Misconception(
            "by_the_lowest",
            "The lowest loss on the way is what counts.",
            "It was low once and came back. Which loss does w have now?",
            _by_the_lowest,
            probe=3,
        ),
        Misconception(
            "by_any_fall",
            "Whatever falls, learns.",
            "It fell, but by how much? What was asked for?",
            _by_any_fall,
        ),
        Misconception(
            "below_half",
            "At most half means less than half.",
            "The last loss is exactly half of the first. Does “at most half” allow that?",
            _by_less_than_half,
            probe=7,
        ),
        Misconception(
            "as_many_pairs_as_losses",
            "A list has as many pairs of neighbors as entries.",
            "Neither frozen nor uphill ever comes out. If you count pairs: how many has a list of "
            "two losses? And does a later line of yours set the word anew?",
            lambda losses: "learning" if losses[-1] <= losses[0] / 2 else "unclear",
            probe=5,
        ),
        Misconception(
            "as_if_an_array",
            "A list is compared place by place.",
            "losses is a list: == and > take it as a whole, not place by place as with an array. "
            "Make an array of it, or look at each pair of neighbors.",
            _as_if_an_array,
            probe=5,
        ),
    ),
    alternates=(
        lambda losses: (
            "frozen"
            if max(losses) == min(losses)
            else "uphill"
            if bool(np.all(np.diff(losses) > 0))
            else "learning"
            if 2 * losses[-1] <= losses[0]
            else "unclear"
        ),
    ),
    hints=(
        "Two of the words look at every pair of neighbors, one looks at the two ends.",
        "Ask in the order of the sentence, and stop as soon as an answer is yes.",
        "losses[i - 1] and losses[i] are neighbors, for i from 1 on. Count the pairs that are "
        "equal, and those that rise. The pairs are one fewer than the losses.",
    ),
    properties=(
        Property(
            "one of the four words comes out",
            lambda f: all(f(list(curve)) in WORDS for curve in CURVES),
            "Four words are allowed. Is there a curve for which your lines say none of them?",
        ),
        Property(
            "ten times the losses, the same word",
            lambda f: all(f(list(curve)) == f([10 * v for v in curve]) for curve in CURVES),
            "In other units all losses are ten times as large. The training was the same.",
        ),
    ),
)

EXERCISES = (DIAGNOSE,)
