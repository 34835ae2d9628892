"""Lesson 04, the gradient through the larger of two: where does it go?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

DOUT = np.array([[1.0, 4.0, -2.0], [0.5, -3.0, 2.0]])
A = np.array([[2.0, -1.0, 5.0], [0.0, -4.0, 1.5]])
B = np.array([[2.5, 3.0, -5.0], [0.5, -1.0, 0.25]])
TIED = np.array([3.0, -1.0, 0.5])


def larger_backward(dout: Array, a: Array, b: Array) -> tuple[Array, Array]:
    from_a = a >= b
    return dout * from_a, dout * ~from_a


def _entry_by_entry(dout: Array, a: Array, b: Array) -> tuple[Array, Array]:
    da, db = np.zeros(a.shape), np.zeros(b.shape)
    for place in np.ndindex(a.shape):
        winner = da if a[place] >= b[place] else db
        winner[place] = dout[place]
    return da, db


def _add_up(answer: Any) -> bool:
    return bool(np.allclose(np.add(*answer(DOUT[0], A[0], B[0])), DOUT[0]))


def _as_a_relu(answer: Any) -> bool:
    z = np.array([0.5, -1.0, 2.0])
    return bool(np.allclose(answer(DOUT[0], z, np.zeros(3))[0], DOUT[0] * (z > 0)))


LARGER_BACKWARD = Exercise(
    signature="larger_backward(dout, a, b)",
    task="For out = np.maximum(a, b), return (da, db), the slopes of the loss along a and b, given "
    "dout; all have one shape. Where a and b are equal, all of it goes to a.",
    reference=larger_backward,
    probes=(
        (np.array([2.0, -1.0]), np.array([1.0, 0.0]), np.array([0.0, 3.0])),
        (DOUT, A, B),
        (np.array([1.0, -2.0, 4.0]), TIED, np.array([3.0, 2.0, 0.25])),
        (np.array([3, -2, 1]), np.array([-4, 5, 0]), np.array([-6, 7, 0])),
    ),
    misconceptions=(
        Misconception(
            "both",
            "Whoever takes part gets the gradient.",
            "You hand dout on to both. Turn the smaller of the two a little: does out move?",
            lambda dout, a, b: (1.0 * dout, 1.0 * dout),
        ),
        Misconception(
            "half_each",
            "The gradient is shared.",
            "Each gets half in yours. Move the larger one by 0.01: how far does out move?",
            lambda dout, a, b: (dout / 2, dout / 2),
        ),
        Misconception(
            "gate_set_by_the_gradient",
            "A positive gradient goes to a, a negative one to b.",
            "You look at dout to choose the way. Which arrays chose on the way forward?",
            lambda dout, a, b: (np.maximum(dout, 0), np.minimum(dout, 0)),
        ),
        Misconception(
            "to_the_smaller",
            "The smaller one held the result back.",
            "Yours goes to the one that was not seen. Turn it a little: does out move?",
            lambda dout, a, b: (dout * (a < b), dout * (a >= b)),
        ),
        Misconception(
            "times_the_value",
            "The gradient is multiplied by what passed.",
            "The way is right, and then you multiply by the value. Where out is simply a, how far "
            "does it move when a moves by 1?",
            lambda dout, a, b: (dout * (a >= b) * a, dout * (a < b) * b),
        ),
        Misconception(
            "a_tie_pays_both",
            "At a tie both are the larger one.",
            "Somewhere a and b are equal, and both got all of dout: more has left than came in.",
            lambda dout, a, b: (dout * (a >= b), dout * (b >= a)),
            probe=2,
        ),
        Misconception(
            "a_tie_pays_nobody",
            "At a tie none is the larger one.",
            "Somewhere a and b are equal, and neither got anything. To whom should it go?",
            lambda dout, a, b: (dout * (a > b), dout * (b > a)),
            probe=2,
        ),
        Misconception(
            "a_tie_pays_b",
            "Whatever is not larger in a is larger in b.",
            "Somewhere a and b are equal, and all of it went to b. What does the task say about "
            "ties?",
            lambda dout, a, b: (np.where(a > b, dout, 0), np.where(a > b, 0, dout)),
            probe=2,
        ),
    ),
    alternates=(
        _entry_by_entry,
        lambda dout, a, b: (np.where(a < b, 0, dout), np.where(a < b, dout, 0)),
    ),
    hints=(
        "Take one entry. The larger number is what out is. How does out move with it, and how with "
        "the other one?",
        "The lesson's third pattern: max routes. Which comparison of a and b gives True wherever "
        "the way leads to a?",
        "Compare entry by entry, so that a tie counts for a. True is 1 and False 0 in a product "
        "with dout; b gets dout where the comparison says False (a tilde turns it around).",
    ),
    properties=(
        Property(
            "both together are dout",
            _add_up,
            "Add your two arrays: what comes in has to go somewhere, and only once.",
        ),
        Property(
            "with b = 0 it is the gate of a ReLU",
            _as_a_relu,
            "With zeros for b this is max(a, 0), and you know how that gate passes a gradient on.",
        ),
    ),
)

EXERCISES = (LARGER_BACKWARD,)
