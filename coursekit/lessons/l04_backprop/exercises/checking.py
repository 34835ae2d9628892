"""Lesson 04, backpropagation: slopes measured, and how well two gradients agree."""

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
STEEP = Formula("e**(3000 w)", lambda w: np.exp(3000 * w[0]))


def numerical_gradient(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    grad = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        step = np.zeros_like(w)
        step[i] = eps
        grad[i] = (f(w + step) - f(w - step)) / (2 * eps)
    return grad


def _knob_by_knob(f: Answer, w: Array, slope: Callable[[Array], Any]) -> Array:
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


def _left_turned(f: Answer, w: Array, eps: float = 1e-5) -> Array:
    grad = np.empty(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += eps
        up = f(w)
        w[i] -= 2 * eps
        grad[i] = (up - f(w)) / (2 * eps)
    return grad


def _row_by_row(f: Answer, w: Array, eps: float = 1e-5) -> Array:
    grad = np.zeros_like(w)
    for i in range(len(w)):
        step = np.zeros_like(w)
        step[i] = eps
        grad[i] = (f(w + step) - f(w - step)) / (2 * eps)
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
    # One knob at a time; ndindex gives each place, whatever the shape.
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
        (STEEP, np.array([0.0])),
    ),
    misconceptions=(
        Misconception(
            "one_sided",
            "One step is enough to see a slope.",
            "On a bent curve your number is a little off. A second look, from the other side, "
            "would cancel the bend.",
            lambda f, w, eps=1e-5: _knob_by_knob(f, w, lambda d: (f(w + eps * d) - f(w)) / eps),
        ),
        Misconception(
            "all_at_once",
            "All knobs can be tried in one go.",
            "You turn every knob at the same time. Which of them made the loss change?",
            lambda f, w, eps=1e-5: np.full(w.shape, (f(w + eps) - f(w - eps)) / (2 * eps)),
        ),
        Misconception(
            "left_turned",
            "Inside a function, w is a copy.",
            "The caller's w is another one after your call. A probe should leave no traces.",
            _left_turned,
        ),
        Misconception(
            "too_small_a_step",
            "A tiny eps is the most exact.",
            "With steps of 1e-15 the two values of f differ in their last digit or not at all. "
            "What is left of a difference that is rounded away?",
            lambda f, w, eps=1e-5: _knob_by_knob(
                f, w, lambda d: (f(w + 1e-15 * d) - f(w - 1e-15 * d)) / 2e-15
            ),
        ),
        Misconception(
            "divides_by_one_step",
            "The step is eps, so eps is what to divide by.",
            "Your slopes are twice too large. How far apart are the two points?",
            lambda f, w, eps=1e-5: _knob_by_knob(
                f, w, lambda d: (f(w + eps * d) - f(w - eps * d)) / eps
            ),
        ),
        Misconception(
            "down_minus_up",
            "The order of a difference does not matter.",
            "For w = 1 and the sum of squares the slope is 2, not -2. Which of the two points "
            "comes first?",
            lambda f, w, eps=1e-5: _knob_by_knob(
                f, w, lambda d: (f(w - eps * d) - f(w + eps * d)) / (2 * eps)
            ),
        ),
        Misconception(
            "row_by_row",
            "w[i] is one knob.",
            "For a vector yours is right. In a matrix, w[0] is a whole row: you turn several "
            "knobs at once.",
            _row_by_row,
        ),
        Misconception(
            "not_divided",
            "The slope is how much f changes.",
            "Halve eps and your numbers halve too. A slope is a change for each unit of distance.",
            lambda f, w, eps=1e-5: _knob_by_knob(f, w, lambda d: f(w + eps * d) - f(w - eps * d)),
        ),
    ),
    alternates=(
        _turn_and_restore,
        lambda f, w, eps=1e-5: _knob_by_knob(
            f, w, lambda d: (f(w + eps * d) - f(w - eps * d)) / (2 * eps)
        ),
    ),
    hints=(
        "Turn one knob a little up, then a little down, and look at f both times.",
        "Loop over all places of w; NumPy's ndindex gives them for any shape. Each time only one "
        "entry differs from w.",
        "For each place: a step array of zeros with eps at that place, f at w plus the step and "
        "at w minus the step, and the difference divided by the distance of the two points.",
    ),
    properties=(
        Property(
            "one knob is turned at a time",
            lambda answer: np.all(
                np.sum(_asked_for(answer, np.ones((2, 3))) != 0, axis=(1, 2)) == 1
            ),
            "Write down at which points you ask f. Some differ from w in several entries or none.",
        ),
        Property(
            "each knob is turned by eps to both sides",
            lambda answer: np.allclose(
                sorted(_asked_for(answer, np.array([0.0]), 0.25).ravel()), [-0.25, 0.25]
            ),
            "For a single knob f should be asked twice: eps below w and eps above it.",
        ),
        Property(
            "a straight line has the same slope everywhere",
            lambda answer: np.allclose(
                answer(lambda v: float(v @ [3.0, -2.0]), np.array([5.0, 70.0])), [3, -2]
            ),
            "For 3 w0 - 2 w1 the slopes are 3 and -2, wherever you stand.",
        ),
    ),
    easier=EASIER_NUMERICAL_GRADIENT,
)


def relative_error(a: Array, b: Array) -> Any:
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


def _entry_by_entry(a: Array, b: Array) -> float:
    worst = 0.0
    for p, q in zip(np.ravel(a), np.ravel(b), strict=True):
        worst = max(worst, abs(p - q) / max(abs(p) + abs(q), 1e-8))
    return worst


GRAD = np.array([[1.0, -2.0, 0.5], [0.001, 30.0, -4.0]])
NEAR = GRAD * np.array([[1.0, 1.1, 0.9], [3.0, 1.0, 1.2]])

RELATIVE_ERROR = Exercise(
    signature="relative_error(a, b)",
    task="Return the largest entry of |a - b| / max(1e-8, |a| + |b|), one number for two arrays "
    "of one shape.",
    reference=relative_error,
    probes=(
        (np.array([1.0, 2.0]), np.array([1.0, 3.0])),
        (GRAD, NEAR),
        (np.array([0.0, 1.0]), np.array([0.0, 0.5])),
        (np.zeros(3), np.zeros(3)),
        (np.array([1e-10, 0.0]), np.array([3e-10, 0.0])),
        (np.array([3, -2, 1]), np.array([-3, -2, 4])),
    ),
    misconceptions=(
        Misconception(
            "plain_difference",
            "Close numbers agree, whatever their scale.",
            "0.001 against 0.003 looks harmless in yours, though one is three times the other. "
            "Small compared with what?",
            lambda a, b: np.max(np.abs(a - b)),
        ),
        Misconception(
            "zero_over_zero",
            "The denominator is always positive.",
            "Give it two arrays of zeros. What do you divide by, and what does NumPy say?",
            lambda a, b: np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "average",
            "The average says how good a gradient is.",
            "Spoil one entry of a hundred completely: your score is one hundredth of what it "
            "should be.",
            lambda a, b: np.mean(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "only_the_first",
            "One of the two is the truth, so its size counts.",
            "Swap the two arguments: your score changes. Neither of them is known to be right.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a))),
        ),
        Misconception(
            "largest_of_the_two",
            "The larger of the two sizes is the scale, as in the notes of CS231n.",
            "You divide by the larger of |a| and |b|, as some books do. The task divides by "
            "their sum, so that opposite signs score 1.",
            lambda a, b: np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b)))),
        ),
        Misconception(
            "maximum_too_early",
            "The largest difference belongs to the largest size.",
            "You divide one entry's difference by another entry's size. Which comes first, the "
            "division or the search for the largest?",
            lambda a, b: np.max(np.abs(a - b)) / np.maximum(1e-8, np.max(np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "lengths",
            "Two gradients are compared as arrows.",
            "You compare the lengths of two arrows. That is a fine check of the whole; here every "
            "entry is judged, and the worst one counts.",
            lambda a, b: (
                np.linalg.norm(a - b) / np.maximum(1e-8, np.linalg.norm(a) + np.linalg.norm(b))
            ),
        ),
        Misconception(
            "signed",
            "A difference has a sign, and that is fine.",
            "An entry of a that is far too low counts as better than a perfect one.",
            lambda a, b: np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))),
        ),
        Misconception(
            "verdict_for_each",
            "Dividing gives the answer.",
            "You have a score for each entry. The task asks for one number for all of them.",
            lambda a, b: np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)),
        ),
    ),
    alternates=(
        _entry_by_entry,
        lambda a, b: np.max(np.abs(a - b) / np.clip(np.abs(a) + np.abs(b), 1e-8, None)),
        lambda a, b: relative_error(a.astype("float32"), b.astype("float32")),
    ),
    hints=(
        "0.1 is a lot for a slope of 0.2 and nothing for a slope of 1000. How can a difference "
        "be measured so that both are treated alike?",
        "Work out a score for each entry, with a denominator that never gets below 1e-8.",
        "The difference without its sign, over the larger of 1e-8 and the two sizes together "
        "(NumPy's maximum compares entry by entry); then the largest of the scores.",
    ),
    properties=(
        Property(
            "it does not matter which comes first",
            lambda answer: np.isclose(answer(GRAD, NEAR), answer(NEAR, GRAD)),
            "Swap the two arguments. Neither of them is known to be the right one.",
        ),
        Property(
            "units do not matter",
            lambda answer: np.isclose(answer(GRAD, NEAR), answer(1000 * GRAD, 1000 * NEAR)),
            "Measure both in millimeters instead of meters: the score should stay.",
        ),
        Property(
            "0 for equal arrays and 1 for opposite ones",
            lambda answer: answer(NEAR, NEAR) == 0 and np.isclose(answer(GRAD, -GRAD), 1),
            "Try an array against itself, and against itself with the sign turned.",
        ),
    ),
)

EXERCISES = (NUMERICAL_GRADIENT, RELATIVE_ERROR)
