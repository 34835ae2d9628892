"""Lesson 04, one slope measured: whoever turns a weight has to put it back."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.lessons.l04_backprop.exercises.checking import CUBES, LINE, PRODUCT, SQUARES


def slope_at(f: Any, w: Array, i: int, eps: float) -> Any:
    up, down = w.copy(), w.copy()
    up[i] += eps
    down[i] -= eps
    return (f(up) - f(down)) / (2 * eps)


def _half_way_back(f: Any, w: Array, i: int, eps: float) -> Any:
    w[i] += eps
    up = f(w)
    w[i] -= eps
    down = f(w)
    return (up - down) / (2 * eps)


def _left_below(f: Any, w: Array, i: int, eps: float) -> Any:
    w[i] += eps
    up = f(w)
    w[i] -= 2 * eps
    down = f(w)
    return (up - down) / (2 * eps)


def _put_back(f: Any, w: Array, i: int, eps: float) -> Any:
    kept = w[i]
    w[i] = kept + eps
    up = f(w)
    w[i] = kept - eps
    down = f(w)
    w[i] = kept
    return (up - down) / (2 * eps)


def _one_array_under_two_names(f: Any, w: Array, i: int, eps: float) -> Any:
    up, down = w, w
    up[i] += eps
    down[i] -= eps
    return (f(up) - f(down)) / (2 * eps)


def _at(w: Array, i: int, turn: float) -> Array:
    """A copy of w whose entry i is turned."""
    turned = w.copy()
    turned[i] += turn
    return turned


def _kept(answer: Answer) -> bool:
    w, seen = np.array([1.0, 2.0, -1.0]), []

    def spy(v: Array) -> float:
        seen.append(v[[0, 2]])
        return float(np.sum(v))

    answer(spy, w, 1, 0.5)
    return all(np.allclose(others, w[[0, 2]]) for others in seen)


def _exact_for_a_square(answer: Answer) -> Any:
    w, i, eps = np.array([3.0, 1.0]), 0, 2.0
    yours = answer(SQUARES, w, i, eps)
    return np.isclose(yours, 6.0) or Broken(yours, 6.0, f=SQUARES, w=w, i=i, eps=eps)


SLOPE_AT = Exercise(
    signature="slope_at(f, w, i, eps)",
    task="Mend it: return the slope of f (an array goes in, a number comes out) along entry i of "
    "w, shape (D,), measured by steps of eps to both sides; afterwards w is as it was.",
    reference=slope_at,
    mend="half_way_back",
    probes=(
        (SQUARES, np.array([3.0]), 0, 0.5),
        (SQUARES, np.array([1.0, -3.0]), 1, 0.125),
        (CUBES, np.array([0.5, -1.0, 2.0]), 0, 0.25),
        (LINE, np.array([2.0, 1.0]), 1, 0.5),
        (PRODUCT, np.array([2.0, 3.0, 4.0]), 2, 0.125),
    ),
    misconceptions=(
        Misconception(
            "half_way_back",
            "A step up and a step down lead below.",
            "Here w[i] is turned up by eps and then down by eps. Print w[i] before each call of f: "
            "where does it stand the second time?",
            _half_way_back,
        ),
        Misconception(
            "left_below",
            "What becomes of w afterwards is nobody's business.",
            "The slope is right now. Print w before and after the call: where does the entry end?",
            _left_below,
        ),
        Misconception(
            "one_array_under_two_names",
            "A new name is a new array.",
            "Turn one of your two arrays and print the other. How many arrays are there?",
            _one_array_under_two_names,
        ),
        Misconception(
            "one_eps_apart",
            "The distance is eps.",
            "Your slope is twice too large. How far apart are the two points at which you ask f?",
            lambda f, w, i, eps: (f(_at(w, i, eps)) - f(_at(w, i, -eps))) / eps,
        ),
        Misconception(
            "one_sided",
            "One side is as good as two.",
            "You compare with f at w itself, and on a bent curve that is off. On which side of w "
            "is there no point yet?",
            lambda f, w, i, eps: (f(_at(w, i, eps)) - f(w)) / eps,
        ),
        Misconception(
            "all_at_once",
            "All entries may be turned at once.",
            "You turn every entry of w. Which one is asked for, and what should the others do?",
            lambda f, w, i, eps: (f(w + eps) - f(w - eps)) / (2 * eps),
        ),
        Misconception(
            "down_minus_up",
            "The order of a difference does not matter.",
            "The size is right and the sign is turned. Which of the two points comes first in the "
            "difference?",
            lambda f, w, i, eps: (f(_at(w, i, -eps)) - f(_at(w, i, eps))) / (2 * eps),
        ),
    ),
    alternates=(
        _put_back,
        lambda f, w, i, eps: (
            (f(w + eps * np.eye(len(w))[i]) - f(w - eps * np.eye(len(w))[i])) / eps / 2
        ),
    ),
    hints=(
        "Follow w[i] line by line on paper, from 3.0 with eps 0.5. Where does it stand at each "
        "call of f?",
        "From the upper point to the lower one it is further than one eps. And after the second "
        "call w[i] has to come home.",
        "Either step down twice as far as you stepped up, and up once more at the end. Or leave w "
        "alone: its method copy makes another array, one to be turned up and one down.",
    ),
    properties=(
        Property(
            "the other entries stand still",
            _kept,
            "While one entry is turned, f should meet the others as they are in w.",
        ),
        Property(
            "for a square even a large eps gives the right slope",
            _exact_for_a_square,
            "The slope of a square does not depend on eps if it is measured to both sides. How far "
            "apart are your two points, and by what do you divide?",
        ),
    ),
)

EXERCISES = (SLOPE_AT,)
