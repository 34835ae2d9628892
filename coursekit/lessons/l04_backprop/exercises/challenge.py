"""Lesson 04, the challenge: the slope of a bend that nobody has shown you."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property

Z = np.array([[-2.0, 0.5, 1.0], [3.0, -0.7, 0.0]])
DOUT = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]])
FAR = np.array([-1000.0, -40.0, 40.0, 1000.0])


def softplus_backward(dout: Array, z: Array) -> Array:
    """The slope of log(1 + e**z) is the sigmoid of z, here by tanh so that nothing overflows."""
    return dout * (1 + np.tanh(z / 2)) / 2


def _with_where(dout: Array, z: Array) -> Array:
    small = np.exp(-np.abs(z))
    return dout * np.where(z > 0, 1, small) / (1 + small)


def _with_logaddexp(dout: Array, z: Array) -> Array:
    return dout * np.exp(-np.logaddexp(0, -z))


def _agrees_with_differences(answer: Answer) -> Any:
    def softplus(z: Array) -> Array:
        return np.logaddexp(0, z)

    dout, z = DOUT[0], Z[0]
    yours, measured = answer(dout, z), dout * (softplus(z + 1e-5) - softplus(z - 1e-5)) / 2e-5
    return np.allclose(yours, measured, atol=1e-8) or Broken(yours, measured, dout=dout, z=z)


SOFTPLUS_BACKWARD = Exercise(
    signature="softplus_backward(dout, z)",
    task="Return the slope of the loss along z, for out = log(1 + e**z) and dout, the slope of the "
    "loss along out, without a warning for z from -1000 to 1000; all three have one shape.",
    reference=softplus_backward,
    probes=(
        (np.array([2.0]), np.array([1.0])),
        (np.array([2.0]), np.array([-1.0])),
        (DOUT, Z),
        (np.array([[3.0, -1.0], [2.0, 0.5]]), np.array([[0.0, 5.0], [-5.0, 2.0]])),
        (np.array([1.0, -3.0, 2.0, 0.5]), FAR),
    ),
    misconceptions=(
        Misconception(
            "forward",
            "Backward means to apply the function once more.",
            "That is the height of the curve. Far to the right it is a line that rises by 1 for 1: "
            "how steep is it there?",
            lambda dout, z: dout * np.logaddexp(0, z),
        ),
        Misconception(
            "one_over",
            "The slope of log u is 1 / u, and that is all.",
            "The log has an inside that moves with z, too. What does the chain rule multiply by?",
            lambda dout, z: dout * np.exp(-np.logaddexp(0, z)),
        ),
        Misconception(
            "gate",
            "It looks like ReLU, so it has ReLU's slope.",
            "This bend is round: near 0 its slope is neither 0 nor 1, but in between.",
            lambda dout, z: dout * (z > 0),
        ),
        Misconception(
            "warns",
            "An overflow that ends in the right number is none.",
            "The numbers are right, and yet NumPy warns: at z = -1000 the power of e has no room "
            "in a float. For which sign of z is which exponent harmless?",
            lambda dout, z: dout / (1 + np.exp(-z)),
            probe=4,
        ),
        Misconception(
            "overflow",
            "The fraction can be typed in as it stands.",
            "At z = 1000 you divide one infinite number by another. For which sign of z is which "
            "exponent harmless?",
            lambda dout, z: dout * np.exp(z) / (1 + np.exp(z)),
            probe=4,
        ),
        Misconception(
            "sigmoid_slope",
            "What holds a sigmoid has the sigmoid's slope.",
            "Far to the right your slope fades to 0, and the curve still rises.",
            lambda dout, z: dout * (1 - np.tanh(z / 2) ** 2) / 4,
        ),
        Misconception(
            "no_dout",
            "The slope of the bend is the slope of the loss.",
            "Double dout: your answer stays as it is.",
            lambda dout, z: (1 + np.tanh(z / 2)) / 2,
        ),
    ),
    silent=True,
    alternates=(_with_where, _with_logaddexp),
    hints=(
        "Take paper: out = log(u) with u = 1 + e**z. What does the chain rule say?",
        "The slope of the log times the slope of its inside is a fraction. You know that fraction "
        "from lesson 02, under another name.",
        "The fraction is e**z / (1 + e**z). Divide above and below by e**z, and you know it. Your "
        "own function from lesson 02 survives a z of 1000. What is missing is what comes in.",
    ),
    properties=(
        Property(
            "agrees with a measured slope",
            _agrees_with_differences,
            "Measure: move z by a hair to both sides and compare, as your numerical gradient does.",
        ),
        Property(
            "no slope far left, slope 1 far right",
            lambda f: np.allclose(f(np.ones(4), FAR), [0, 0, 1, 1]),
            "Sketch log(1 + e**z): how steep is it far to the left and far to the right?",
        ),
        Property(
            "twice the gradient, twice the answer",
            lambda f: np.allclose(f(2 * DOUT, Z), 2 * f(DOUT, Z)),
            "The gradient that comes in is a factor.",
        ),
    ),
)

EXERCISES = (SOFTPLUS_BACKWARD,)
