"""Lesson 02, the forward pass: two activations."""

from __future__ import annotations

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

Z = np.array([[-3.0, -0.5, 0.25], [0.5, 2.0, -1.5]])


def sigmoid(z: Array) -> Array:
    return 0.5 * (1 + np.tanh(0.5 * z))


def _clipped_in_place(z: Array) -> Array:
    z[z < 0] = 0
    return z


RELU = Exercise(
    signature="relu(z)",
    task="Return max(z, 0) entry by entry, for a z of any shape, and leave z as it was.",
    reference=functional.relu,
    probes=(
        (np.array([-2.0, 0.5, 3.0]),),
        (np.array([0.0]),),
        (np.array([[-1, 2, 0], [4, -5, 6]]),),
        (np.array([[-1.0625, 2.0625], [0.4375, -0.5]]),),
    ),
    misconceptions=(
        Misconception(
            "absolute",
            "ReLU takes the minus sign away.",
            "A negative number comes out as a positive one. What should ReLU make of it?",
            lambda z: np.abs(z),
        ),
        Misconception(
            "one_maximum",
            "np.max and np.maximum are two names of one thing.",
            "You found the largest entry, and the shape changed. Each entry should be compared "
            "with 0 on its own.",
            lambda z: np.max(z, axis=0),
        ),
        Misconception(
            "python_max",
            "Python's max works entry by entry on arrays.",
            "One comparison for the whole array cannot be decided: each entry needs its own.",
            lambda z: max(z, 0),
        ),
        Misconception(
            "capped",
            "An activation stays between 0 and 1.",
            "What happens to a 3? ReLU holds nothing back on the positive side.",
            lambda z: np.clip(z, 0, 1),
            probe=0,
        ),
        Misconception(
            "step",
            "A unit fires or does not fire.",
            "You say yes or no. A positive number should come through with its size.",
            lambda z: 1.0 * (z > 0),
        ),
        Misconception(
            "wrong_side",
            "The minimum with 0 keeps what is useful.",
            "Positive numbers become 0 and negative ones stay: the other way round?",
            lambda z: np.minimum(0, z),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's z is changed too: z and your answer are the "
            "same array.",
            _clipped_in_place,
        ),
    ),
    alternates=(
        lambda z: z * (z > 0),
        lambda z: np.where(z > 0, z, 0),
        lambda z: np.array([max(v, 0) for v in z.ravel()]).reshape(z.shape),
    ),
    hints=(
        "What should come out for -2, for 0 and for 3?",
        "Each entry is compared with 0, and the larger of the two is kept. NumPy has a function "
        "that does this for all entries.",
        "NumPy's maximum (not max) takes two things and compares them entry by entry. One of them "
        "is z.",
    ),
    properties=(
        Property(
            "nothing below 0 comes out",
            lambda f: np.all(f(Z) >= 0),
            "Some of your outputs are below 0. What becomes of a negative entry?",
        ),
        Property(
            "positive numbers come through as they are",
            lambda f: np.allclose(f(np.abs(Z)), np.abs(Z)),
            "Give it positive numbers only: nothing should happen to them.",
        ),
        Property(
            "a second time changes nothing",
            lambda f: np.allclose(f(f(Z)), f(Z)),
            "What has passed once should pass a second time as it is.",
        ),
    ),
)

SIGMOID = Exercise(
    signature="sigmoid(z)",
    task="Return 1 / (1 + e**-z) entry by entry, with no warning for z from -1000 to 1000.",
    reference=sigmoid,
    probes=(
        (np.array([0.0]),),
        (np.array([np.log(3.0), -np.log(3.0)]),),
        (np.array([[-2, 0, 4], [1, 5, -6]]),),
        (np.array([-1000.0, 1000.0]),),
    ),
    misconceptions=(
        Misconception(
            "flipped",
            "The sign of the exponent does not matter.",
            "A large positive z gives you a number near 0. Which end should it be near?",
            lambda z: functional.sigmoid(-z),
        ),
        Misconception(
            "tanh",
            "All S-shaped curves are the same.",
            "Your curve goes below 0. Could such a number be a probability?",
            lambda z: np.tanh(z),
        ),
        Misconception(
            "cut_off",
            "To squash is to cut off.",
            "Your curve has corners at 0 and 1. The one we want bends smoothly and never arrives.",
            lambda z: np.clip(z, 0, 1),
        ),
        Misconception(
            "half_slope",
            "The factor inside the exponent is a detail.",
            "Right form, wrong steepness: yours rises half as fast at 0.",
            lambda z: functional.sigmoid(z / 2),
            probe=1,
        ),
        Misconception(
            "double_slope",
            "The z/2 inside the tanh is a detail.",
            "At 0 and far away your curve is right; in between it is too steep. What goes into "
            "the tanh?",
            lambda z: functional.sigmoid(2 * z),
            probe=1,
        ),
        Misconception(
            "overflow",
            "The formula can be typed in as it stands.",
            "The values are right, but at z = -1000 NumPy warns that e**1000 has no room in a "
            "float. Can the exponent be kept at or below 0?",
            lambda z: 1 / (1 + np.exp(-z)),
        ),
    ),
    alternates=(
        lambda z: np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z))),
        lambda z: np.exp(-np.logaddexp(0, -z)),
        lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700).astype(float))),
    ),
    hints=(
        "What should come out at 0, and what far to the right and far to the left?",
        "Typed as it stands, the formula is right until e**1000 is asked for. For which z is "
        "that so, and is there another form of the same curve?",
        "The curve is a tanh in disguise: squeeze z to its half, take NumPy's tanh, which never "
        "overflows, then lift the result from (-1, 1) to (0, 1).",
    ),
    silent=True,
    properties=(
        Property(
            "everything lies between 0 and 1",
            lambda f: np.all((f(Z) > 0) & (f(Z) < 1)),
            "A probability lies between 0 and 1. Some of your values do not.",
        ),
        Property(
            "the two sides add up to 1",
            lambda f: np.allclose(f(Z) + f(-Z), 1),
            "How sure it is of a yes at z, that sure it should be of a no at -z.",
        ),
        Property(
            "a larger z gives a larger value",
            lambda f: np.all(np.diff(f(np.linspace(-8, 8, 50))) > 0),
            "Your curve should rise everywhere. Draw it from -8 to 8.",
        ),
    ),
)

EXERCISES = (RELU, SIGMOID)
