"""Lesson 04, backpropagation: slopes measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


@dataclass(frozen=True)
class Formula:
    """A function of w that shows itself as its formula."""

    text: str
    compute: Callable[[Array], Any]

    def __call__(self, w: Array) -> float:
        return float(self.compute(w))

    def __str__(self) -> str:
        return self.text


SQUARES = Formula("the sum of w**2", lambda w: np.sum(w**2))
CUBES = Formula("the sum of w**3", lambda w: np.sum(w**3))
PRODUCT = Formula("the product of w", lambda w: np.prod(w))
LINE = Formula("3 w[0] - 2 w[1]", lambda w: 3 * w[0] - 2 * w[1])
STEEP = Formula("e**(3000 w)", lambda w: np.exp(3000 * w[0]))


def numerical_gradient(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    grad = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        step = np.zeros_like(w)
        step[i] = eps
        grad[i] = (f(w + step) - f(w - step)) / (2 * eps)
    return grad


def _one_by_one(f: Answer, w: Array, slope: Callable[[Array], Any]) -> Array:
    """The slope for each direction, a step of 1 in one entry at a time."""
    directions = np.eye(w.size).reshape(-1, *w.shape)
    return np.array([slope(d) for d in directions]).reshape(w.shape)


def _turn_and_restore(f: Answer, w: Array, eps: float = 1e-5) -> Array:
    grad = np.empty(w.shape)
    for i in np.ndindex(w.shape):
        old, values = w[i], []
        for new in (old + eps, old - eps):
            w[i] = new
            values.append(f(w))
        w[i], grad[i] = old, (values[0] - values[1]) / eps / 2
    return grad


def _in_steps(f: Answer, w: Array, eps: float = 1e-5, home: int = 0) -> Array:
    """Up by eps, down by 2 eps, and perhaps up by eps again: w is not what it was."""
    grad = np.empty(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += eps
        up = f(w)
        w[i] -= 2 * eps
        grad[i] = (up - f(w)) / (2 * eps)
        w[i] += home * eps
    return grad


def _row_by_row(f: Answer, w: Array, eps: float = 1e-5) -> Array:
    grad = np.zeros_like(w)
    for i in range(len(w)):
        step = np.zeros_like(w)
        step[i] = eps
        grad[i] = (f(w + step) - f(w - step)) / (2 * eps)
    return grad


def _stays_turned(f: Answer, w: Array, eps: float = 1e-5) -> Array:
    moved, grad = np.array(w), np.empty(w.shape)
    for i in np.ndindex(w.shape):
        moved[i] += eps
        up = f(moved)
        moved[i] -= 2 * eps
        grad[i] = (up - f(moved)) / (2 * eps)
    return grad


def _asked_for(answer: Answer, w: Array, *eps: float) -> Array:
    """How far from w the points lie at which f is asked, one row for each point."""
    points: list[Array] = []

    def spy(v: Array) -> float:
        points.append(v - w)
        return float(np.sum(v))

    answer(spy, w.copy(), *eps)
    return np.array(points)


EASIER_NUMERICAL_GRADIENT = """
def numerical_gradient(f, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    # One entry at a time; ndindex gives each place, whatever the shape.
    for place in np.ndindex(w.shape):
        up, down = w.astype(float), w.astype(float)  # astype copies: w stays as it is
        up[place] += eps
        «down[place] -= eps»
        # The two points are 2 eps apart.
        slopes[place] = (f(up) - f(down)) / «(2 * eps)»
    return slopes
"""

NUMERICAL_GRADIENT = Exercise(
    signature="numerical_gradient(f, w, eps=1e-5)",
    task="Return the slope of f along each entry of w (any shape), measured by steps of eps to "
    "both sides of w; leave w as it was.",
    reference=numerical_gradient,
    probes=(
        (SQUARES, np.array([1.0, -3.0])),
        (CUBES, np.array([0.5, -1.0, 0.02]), 0.1),
        (PRODUCT, np.array([[1.0, 2.0, 3.0], [-1.0, 0.5, -2.0]])),
        (SQUARES, np.array([0.0])),
        (SQUARES, np.array([3.0]), 0.5),
        (PRODUCT, np.array([2.0, 3.0]), 0.5),
        (SQUARES, np.array([[1.0, -2.0], [0.5, 4.0]])),
        (STEEP, np.array([0.0])),
    ),
    misconceptions=(
        Misconception(
            "one_sided",
            "One step is enough to see a slope.",
            "You compare with f at w itself, and on a bent curve that is a little off. A second "
            "look, from the other side, would cancel the bend.",
            lambda f, w, eps=1e-5: _one_by_one(f, w, lambda d: (f(w + eps * d) - f(w)) / eps),
        ),
        Misconception(
            "all_at_once",
            "All entries can be tried in one go.",
            "You move every entry at the same time. Which of them made the loss change?",
            lambda f, w, eps=1e-5: np.full(w.shape, (f(w + eps) - f(w - eps)) / (2 * eps)),
        ),
        Misconception(
            "one_slope",
            "A function has one slope.",
            "You move every entry at the same time, and get one number. Which of the entries made "
            "f change, and by how much each?",
            lambda f, w, eps=1e-5: (f(w + eps) - f(w - eps)) / (2 * eps),
        ),
        Misconception(
            "two_names_for_one_array",
            "up = w makes a copy.",
            "All your slopes are 0. Do the two points at which you ask f differ?",
            lambda f, w, eps=1e-5: np.zeros(w.shape),
        ),
        Misconception(
            "stays_turned",
            "Each entry may stay where its measurement ended.",
            "An entry that was measured stays moved in yours while the next one is tried. From "
            "which point does each measurement start?",
            _stays_turned,
        ),
        Misconception(
            "own_step",
            "The usual step is as good as any.",
            "Your step has a length of its own, whatever eps says. The answers are close, but not "
            "those that were asked for.",
            lambda f, w, eps=1e-5: numerical_gradient(f, w),
        ),
        Misconception(
            "multiplies_by_eps",
            "/ 2 * eps divides by 2 * eps.",
            "Your slopes come out multiplied by eps. In which order are a division and a product "
            "worked out, if there are no brackets?",
            lambda f, w, eps=1e-5: eps * eps * numerical_gradient(f, w, eps),
        ),
        Misconception(
            "divides_the_second_only",
            "A difference is worked out before a division.",
            "Only the second of the two values is divided. What has to stand in brackets?",
            lambda f, w, eps=1e-5: _one_by_one(
                f, w, lambda d: f(w + eps * d) - f(w - eps * d) / (2 * eps)
            ),
        ),
        Misconception(
            "left_turned",
            "Inside a function, w is a copy.",
            "The caller's w is another one after your call. A probe should leave no traces.",
            _in_steps,
        ),
        Misconception(
            "stepped_back",
            "Up by eps, down by 2 eps and up by eps leads home.",
            "w is not what it was before your call. Where you step forth and back, each step is "
            "rounded, and an entry ends a hair beside its old value; and if your g is w itself, "
            "the slopes are written into w. What could you note down, or copy, before you step?",
            lambda f, w, eps=1e-5: _in_steps(f, w, eps, home=1),
        ),
        Misconception(
            "too_small_a_step",
            "A tiny eps is the most exact.",
            "Your steps are so small that the two values of f differ in their last digit or not "
            "at all. What is left of a difference that is rounded away?",
            lambda f, w, eps=1e-5: _one_by_one(
                f, w, lambda d: (f(w + 1e-15 * d) - f(w - 1e-15 * d)) / 2e-15
            ),
        ),
        Misconception(
            "divides_by_one_step",
            "The step is eps, so eps is what to divide by.",
            "Your slopes are twice too large. How far apart are the two points?",
            lambda f, w, eps=1e-5: _one_by_one(
                f, w, lambda d: (f(w + eps * d) - f(w - eps * d)) / eps
            ),
        ),
        Misconception(
            "down_minus_up",
            "The order of a difference does not matter.",
            "The size is right, and f rises where you say that it falls. Which of the two points "
            "comes first?",
            lambda f, w, eps=1e-5: _one_by_one(
                f, w, lambda d: (f(w - eps * d) - f(w + eps * d)) / (2 * eps)
            ),
        ),
        Misconception(
            "row_by_row",
            "w[i] is one entry.",
            "For a vector yours is right. In a matrix, w[0] is a whole row: you turn several "
            "entries at once.",
            _row_by_row,
        ),
        Misconception(
            "not_divided",
            "The slope is how much f changes.",
            "You hand back how much f changed. A slope is a change for each unit of distance.",
            lambda f, w, eps=1e-5: _one_by_one(f, w, lambda d: f(w + eps * d) - f(w - eps * d)),
        ),
    ),
    alternates=(
        _turn_and_restore,
        lambda f, w, eps=1e-5: _one_by_one(
            f, w, lambda d: (f(w + eps * d) - f(w - eps * d)) / (2 * eps)
        ),
    ),
    hints=(
        "Move one entry a little up, then a little down, and look at f both times.",
        "Loop over all places of w; NumPy's ndindex gives them for any shape. Each time only one "
        "entry differs from w.",
        "For each place: a step array of zeros with eps at that place, f at w plus the step and "
        "at w minus the step, and the difference divided by the distance of the two points.",
    ),
    properties=(
        Property(
            "one entry is moved at a time",
            lambda answer: np.all(
                np.sum(_asked_for(answer, np.ones((2, 3)), 0.5) != 0, axis=(1, 2)) == 1
            ),
            "Write down at which points you ask f. Some differ from w in several entries or none.",
        ),
        Property(
            "each entry is moved by eps to both sides",
            lambda answer: np.allclose(
                sorted(_asked_for(answer, np.array([0.0]), 0.25).ravel()), [-0.25, 0.25]
            ),
            "For a single entry f should be asked twice: eps below w and eps above it.",
        ),
        Property(
            "a straight line has the same slope everywhere",
            lambda answer: np.allclose(answer(LINE, np.array([5.0, 70.0])), [3, -2]),
            "On a straight line the slopes are its two factors, wherever you stand.",
        ),
    ),
    easier=EASIER_NUMERICAL_GRADIENT,
)

EXERCISES = (NUMERICAL_GRADIENT,)
