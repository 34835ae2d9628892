"""Lesson 04, the challenge: the slope of a bend that nobody has shown you."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

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


def _agrees_with_differences(answer: Answer) -> bool:
    def softplus(z: Array) -> Array:
        return np.logaddexp(0, z)

    slopes = (softplus(Z + 1e-5) - softplus(Z - 1e-5)) / 2e-5
    return np.allclose(answer(DOUT, Z), DOUT * slopes, atol=1e-8)


SOFTPLUS_BACKWARD = Exercise(
    signature="softplus_backward(dout, z)",
    task="Return the slope of the loss along z, for out = log(1 + e**z) and dout, the slope of the "
    "loss along out, without a warning for z from -1000 to 1000; all three have one shape.",
    reference=softplus_backward,
    probes=(
        (np.array([2.0]), np.array([1.0])),
        (DOUT, Z),
        (np.array([1.0, -3.0, 2.0, 0.5]), FAR),
    ),
    misconceptions=(
        Misconception(
            "forward",
            "Backward means to apply the function once more.",
            "Far to the right the curve is a line that rises by 1 for 1. Your slope grows there.",
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
            "Near 0 this bend is round: at z = 0 the slope is neither 0 nor 1.",
            lambda dout, z: dout * (z > 0),
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
            "Double dout: the answer should double.",
            lambda dout, z: (1 + np.tanh(z / 2)) / 2,
        ),
    ),
    alternates=(_with_where, _with_logaddexp),
    hints=(
        "Take paper: out = log(u) with u = 1 + e**z. What does the chain rule say?",
        "The slope of the log times the slope of its inside is a fraction. You know that fraction "
        "from lesson 02, under another name.",
        "The slope of this bend is the sigmoid. Multiply it by the blame that comes in, and write "
        "the sigmoid so that it survives a z of 1000.",
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
            "twice the blame, twice the answer",
            lambda f: np.allclose(f(2 * DOUT, Z), 2 * f(DOUT, Z)),
            "The blame that comes in is a factor.",
        ),
    ),
)

EXERCISES = (SOFTPLUS_BACKWARD,)
