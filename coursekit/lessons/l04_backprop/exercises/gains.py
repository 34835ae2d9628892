"""Lesson 04, a gain and a shift for each column: what all rows share, all rows have a say in."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient

DOUT = np.array([[0.5, -1.0], [2.0, 0.25], [-1.5, 3.0]])
X = np.array([[1.0, -2.0], [3.0, 0.5], [-0.5, 4.0]])
GAIN = np.array([2.0, -3.0])


def gain_backward(dout: Array, x: Array, gain: Array) -> tuple[Array, Array, Array]:
    dx = dout * gain
    dgain = (dout * x).sum(axis=0)
    dshift = dout.sum(axis=0)
    return dx, dgain, dshift


def _row_after_row(dout: Array, x: Array, gain: Array) -> tuple[Array, ...]:
    dx, dgain, dshift = np.zeros(x.shape), np.zeros(gain.shape), np.zeros(gain.shape)
    for n in range(len(x)):
        dx[n] = gain * dout[n]
        dgain = dgain + x[n] * dout[n]
        dshift = dshift + dout[n]
    return dx, dgain, dshift


def _measured(answer: Answer) -> Any:
    start = (X, GAIN, np.ones(2))

    def weighed(v: Array, i: int) -> float:
        x, gain, shift = (v if j == i else old for j, old in enumerate(start))
        return float(np.sum(DOUT * (x * gain + shift)))

    yours = answer(DOUT, X, GAIN)
    measured = tuple(numerical_gradient(partial(weighed, i=i), start[i]) for i in range(3))
    same = all(np.allclose(a, b, atol=1e-6) for a, b in zip(yours, measured, strict=True))
    return same or Broken(yours, measured, dout=DOUT, x=X, gain=GAIN)


def _rows_add(answer: Answer) -> bool:
    once = answer(DOUT, X, GAIN)[1:]
    twice = answer(np.tile(DOUT, (2, 1)), np.tile(X, (2, 1)), GAIN)[1:]
    return all(np.allclose(t, 2 * o) for o, t in zip(once, twice, strict=True))


GAIN_BACKWARD = Exercise(
    signature="gain_backward(dout, x, gain)",
    task="For out = x * gain + shift with x (N, D), gain (D,) and shift (D,), return (dx, dgain, "
    "dshift), the slopes of the loss along each, given dout (N, D), which holds the 1/N already.",
    reference=gain_backward,
    probes=(
        (np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]]), np.array([10.0])),
        (DOUT, X, GAIN),
        (DOUT[:1], X[:1], GAIN),
        (np.array([[1, -2, 3], [0, 4, -1]]), np.array([[2, 1, 0], [-1, 3, 5]]), np.arange(1, 4)),
    ),
    misconceptions=(
        Misconception(
            "one_for_each_row",
            "Each row has a gain of its own.",
            "Your slopes of gain and shift have a number for each entry of x. How many gains are "
            "there to turn?",
            lambda dout, x, gain: (dout * gain, dout * x, 1.0 * dout),
        ),
        Misconception(
            "averages_again",
            "Over the rows one takes the mean.",
            "For N rows your slopes of gain and shift are N times too small. The average was taken "
            "once, at the loss, and dout holds it.",
            lambda dout, x, gain: (dout * gain, (dout * x).mean(axis=0), dout.mean(axis=0)),
        ),
        Misconception(
            "as_in_a_linear_layer",
            "On the way back, inputs and gradients meet in a matrix product.",
            "Your product also pairs one column of x with another column's dout. Which columns "
            "does a gain work on?",
            lambda dout, x, gain: (dout * gain, x.T @ dout, dout.sum(axis=0)),
        ),
        Misconception(
            "along_the_rows",
            "A sum runs along a row.",
            "You add along each row and get N numbers. Do the D gains belong to rows or to "
            "columns?",
            lambda dout, x, gain: (dout * gain, (dout * x).sum(axis=1), dout.sum(axis=1)),
        ),
        Misconception(
            "shift_times_gain",
            "The shift is stretched as well.",
            "In yours the gain has a part in the slope of the shift. Read the forward line: which "
            "comes first, the product or the sum?",
            lambda dout, x, gain: (dout * gain, (dout * x).sum(axis=0), (dout * gain).sum(axis=0)),
        ),
        Misconception(
            "gain_left_out",
            "What arrives is handed on.",
            "Your dx is dout itself. Set a gain to 0: can the reading still do anything?",
            lambda dout, x, gain: (1.0 * dout, (dout * x).sum(axis=0), dout.sum(axis=0)),
        ),
        Misconception(
            "inputs_left_out",
            "Gain and shift work on the same rows, so they get the same.",
            "Your gain gets what the shift gets. Where a reading is 0, does its gain do anything?",
            lambda dout, x, gain: (dout * gain, dout.sum(axis=0), dout.sum(axis=0)),
        ),
    ),
    alternates=(
        _row_after_row,
        lambda dout, x, gain: (
            gain * dout,
            np.einsum("nd,nd->d", x, dout),
            np.ones(len(x)) @ dout,
        ),
    ),
    hints=(
        "Look at one column. out = x * gain + shift: multiply swaps, add distributes. And in how "
        "many rows does one gain work?",
        "Each slope has the shape of what it belongs to: dx (N, D), dgain (D,), dshift (D,). From "
        "(N, D) to (D,) leads a sum. Over which axis?",
        "dx: what arrives, times the gain. dgain: what arrives times what was read, added up down "
        "the columns. dshift: what arrives, added up down the columns.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _measured,
            "Move each entry alone by 0.00001 to both sides: the loss says something else.",
        ),
        Property(
            "the same rows twice, twice the slopes of gain and shift",
            _rows_add,
            "Each row has its say. With every row there twice, the slopes of gain and shift should "
            "double.",
        ),
    ),
)

EXERCISES = (GAIN_BACKWARD,)
