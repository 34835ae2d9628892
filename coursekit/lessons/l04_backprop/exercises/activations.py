"""Lesson 04, backpropagation: the gradient on its way back through an activation."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import (
    Answer,
    Broken,
    Convention,
    Exercise,
    Misconception,
    Property,
)

DOUT = np.array([[1.5, -2.0, 0.5], [-1.0, 3.0, -0.25]])
Z = np.array([[0.5, -1.0, 2.0], [3.0, 0.25, -2.5]])
CUBE_DOUT = np.arange(-4.0, 8.0).reshape(2, 3, 2)
CUBE_Z = np.linspace(-2.3, 2.1, 12).reshape(2, 3, 2)


def _measured(activation: Answer, z: Array) -> Array:
    """The slope of an activation at each entry, by a step of 0.00001 to both sides."""
    return np.asarray(activation(z + 1e-5) - activation(z - 1e-5)) / 2e-5


def _can_be_measured(activation: Answer, hint: str) -> Property:
    """That the answer for a gradient of 1 is the activation's slope."""

    def holds(answer: Answer) -> Any:
        dout, z = np.ones(3), Z[0]
        yours, measured = answer(dout, z), _measured(activation, z)
        return np.allclose(yours, measured, rtol=1e-4) or Broken(yours, measured, dout=dout, z=z)

    return Property("the slope is the one that can be measured", holds, hint)


def _linear_in_dout(answer: Answer) -> Any:
    dout, z = 3 * DOUT[0], Z[0]
    yours, three = answer(dout, z), 3 * np.asarray(answer(DOUT[0], z))
    return np.allclose(yours, three) or Broken(yours, three, dout=dout, z=z)


TWICE_THE_GRADIENT = Property(
    "the answer grows in step with dout",
    _linear_in_dout,
    "Three times the gradient coming in should be three times the gradient going out. Expected is "
    "three times what you answer to a third of this dout.",
)


def sigmoid_backward(dout: Array, z: Array) -> Array:
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s)


def _looped(dout: Array, z: Array) -> Array:
    flat = [d * np.exp(-a) / (1 + np.exp(-a)) ** 2 for d, a in zip(dout.flat, z.flat, strict=True)]
    return np.reshape(flat, z.shape)


def _halves(dout: Array, z: Array) -> Array:
    t = np.tanh(0.5 * z.astype(np.float32))
    return dout * (1 - t**2) / 4


SIGMOID_BACKWARD = Exercise(
    signature="sigmoid_backward(dout, z)",
    task="Return the slope of the loss along z, for out = sigmoid(z) and dout, the slope of the "
    "loss along out; all three have one shape.",
    reference=sigmoid_backward,
    probes=(
        (np.array([1.0]), np.array([0.0])),
        (DOUT, Z),
        (np.array([2, -3, 0]), np.array([1, -1, 2])),
        (CUBE_DOUT, CUBE_Z),
        (np.array([1.0, 1.0]), np.array([30.0, -30.0])),
    ),
    misconceptions=(
        Misconception(
            "squashed_twice",
            "The slope is taken at the activation.",
            "Count how often your z was sent through the sigmoid before its slope was taken.",
            lambda dout, z: dout * _measured(functional.sigmoid, functional.sigmoid(z)),
        ),
        Misconception(
            "value_for_slope",
            "The gradient is multiplied by the output.",
            "At z = 30 the curve is as flat as a table, and yet you let all of dout through. "
            "You have its height: what about its steepness?",
            lambda dout, z: dout * functional.sigmoid(z),
            probe=4,
        ),
        Misconception(
            "adds",
            "The effects along a chain add up.",
            "You add dout and the slope. How do two slopes in a row combine?",
            lambda dout, z: dout + functional.sigmoid(z) * (1 - functional.sigmoid(z)),
        ),
        Misconception(
            "slope_of_tanh",
            "All S-curves have the slope 1 - a**2.",
            "At z = 0 yours lets three quarters through. Another S-curve has that formula.",
            lambda dout, z: dout * (1 - functional.sigmoid(z) ** 2),
            probe=0,
        ),
        Misconception(
            "dout_not_used",
            "A backward step is the derivative of the activation.",
            "Double the gradient that comes in: your answer does not notice.",
            lambda dout, z: functional.sigmoid(z) * (1 - functional.sigmoid(z)),
        ),
        Misconception(
            "z_is_the_output",
            "What is remembered from the forward pass is the output.",
            "You use z where the formula wants the output of the sigmoid, a number between 0 and "
            "1. What is that output here?",
            lambda dout, z: dout * z * (1 - z),
        ),
        Misconception(
            "times_z",
            "The chain rule multiplies by what came in.",
            "The slope of the curve is right, and then you multiply by z as well. By which slopes "
            "does the chain rule multiply?",
            lambda dout, z: dout * z * functional.sigmoid(z) * (1 - functional.sigmoid(z)),
        ),
        Misconception(
            "mirrored_height",
            "The slope is what the height lacks to 1.",
            "You let through what the curve lacks to 1, and far to the left that is everything. "
            "How steep is the curve there?",
            lambda dout, z: dout * (1 - functional.sigmoid(z)),
        ),
        Misconception(
            "added_up",
            "The gradient of all entries is one number.",
            "You hand back one number. Each z has a slope of its own.",
            lambda dout, z: np.sum(dout * functional.sigmoid(z) * (1 - functional.sigmoid(z))),
        ),
        Misconception(
            "forward_again",
            "Backward is forward with dout as its input.",
            "You send dout through the sigmoid. It is no input: it is a slope, multiplied by a "
            "slope, which is taken at z.",
            lambda dout, z: functional.sigmoid(dout) * (1 - functional.sigmoid(dout)) * z,
        ),
    ),
    alternates=(
        _looped,
        _halves,
        lambda dout, z: dout * (functional.sigmoid(z) - functional.sigmoid(z) ** 2),
    ),
    hints=(
        "Where is the S-curve steep, and where is it flat? The gradient passes where it is steep.",
        "The slope of the sigmoid can be written with the sigmoid's own value s and nothing else.",
        "Work out s from z first. The slope is s times what is missing from s to 1; dout is "
        "multiplied by it.",
    ),
    properties=(
        _can_be_measured(
            functional.sigmoid,
            "Move z by 0.00001 and watch the sigmoid: your slope says something else.",
        ),
        TWICE_THE_GRADIENT,
        Property(
            "z and -z have the same slope",
            lambda answer: np.allclose(answer(DOUT[0], Z[0]), answer(DOUT[0], -Z[0]), rtol=1e-4),
            "The S-curve looks the same from both ends. Your slopes differ.",
        ),
    ),
)


def relu_backward(dout: Array, z: Array) -> Array:
    return dout * (z > 0)


def _blocked_in_place(dout: Array, z: Array) -> Array:
    dout[z <= 0] = 0
    return dout


def _blocked_in_a_copy(dout: Array, z: Array) -> Array:
    dz = np.array(dout, dtype=np.float32)
    dz[z <= 0] = 0
    return dz


RELU_BACKWARD = Exercise(
    signature="relu_backward(dout, z)",
    task="Return the slope of the loss along z, for out = relu(z) and dout, the slope of the loss "
    "along out; leave dout as it was.",
    reference=relu_backward,
    probes=(
        (np.array([2.0, -1.0, 3.0]), np.array([0.5, 4.0, -1.0])),
        (DOUT, Z),
        (CUBE_DOUT, CUBE_Z),
        (DOUT[0], np.zeros(3)),
        (np.array([3.0, -2.0]), np.array([7, -7])),
    ),
    misconceptions=(
        Misconception(
            "gate_set_by_the_gradient",
            "The gate lets positive gradients through.",
            "Your gate looks at dout, and holds back what is negative. A minus in dout "
            "says only: go the other way. Which number opens the gate?",
            lambda dout, z: dout * (dout > 0),
        ),
        Misconception(
            "gate_only",
            "A backward step is the derivative of the activation.",
            "Whatever gradient comes in, you answer 1 where the gate is open. What should become "
            "of dout?",
            lambda dout, z: 1.0 * (z > 0),
        ),
        Misconception(
            "times_the_output",
            "The gradient is multiplied by the output.",
            "Where the gate is open, ReLU is the line out = z. How steep is that line, near 0 and "
            "far away?",
            lambda dout, z: dout * functional.relu(z),
        ),
        Misconception(
            "times_the_input",
            "The chain rule multiplies by what came in.",
            "You multiply dout by z itself. What is the slope of ReLU at a negative z, and "
            "at a positive one?",
            lambda dout, z: dout * z,
        ),
        Misconception(
            "forward_again",
            "Backward is forward once more.",
            "That is the ReLU itself: your answer does not look at dout at all. Which "
            "number should an open gate hand on?",
            lambda dout, z: functional.relu(z),
        ),
        Misconception(
            "only_what_passes",
            "What is blocked is left out.",
            "You hand on only the entries that pass, and the answer is shorter than z. What "
            "becomes of the gradient of a silent unit?",
            lambda dout, z: dout[z > 0],
        ),
        Misconception(
            "no_gate",
            "A ReLU is a straight line.",
            "A unit that was silent had no influence on the loss. Yours gets a gradient all the "
            "same.",
            lambda dout, z: 1.0 * dout,
        ),
        Misconception(
            "gate_reversed",
            "Negative inputs are the ones to correct.",
            "You hand the gradient to the units that were silent, and none to those that spoke.",
            lambda dout, z: dout * (z < 0),
        ),
        Misconception(
            "relu_on_the_gradient",
            "Going back, the same activation is applied to the gradient as well.",
            "The gate is right, but then you cut off negative gradients too. A prediction that "
            "was too low sends a gradient with a minus.",
            lambda dout, z: functional.relu(dout) * (z > 0),
        ),
        Misconception(
            "leaky",
            "Something always gets through.",
            "For a silent unit a hundredth of dout still passes. That is the slope of another "
            "activation, the leaky ReLU.",
            lambda dout, z: dout * np.where(z > 0, 1, 0.01),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's dout has changed too. Somebody may still "
            "need it.",
            _blocked_in_place,
        ),
    ),
    alternates=(
        lambda dout, z: np.where(z > 0, dout, 0),
        _blocked_in_a_copy,
        lambda dout, z: dout * np.sign(functional.relu(z)),
    ),
    hints=(
        "Draw ReLU. How steep is it left of 0, and how steep right of 0?",
        "Think of a gate for each entry: the forward input opens or closes it, and dout "
        "passes or does not.",
        "Compare z with 0, entry by entry; True counts as 1 and False as 0 when multiplied with "
        "dout.",
    ),
    properties=(
        _can_be_measured(
            functional.relu,
            "Move z by 0.00001 and watch the output: your slope says something else.",
        ),
        TWICE_THE_GRADIENT,
        Property(
            "a gradient of either sign passes an open gate unchanged",
            lambda answer: np.allclose(answer(DOUT[0], 50 * np.ones(3)), DOUT[0]),
            "With every z above 0 the layer does nothing at all, forward or backward.",
        ),
    ),
    conventions=(
        Convention(
            "slope_one_at_zero",
            "At z = 0 exactly there is a corner, and you take the slope of its right side, 1. "
            "This course, like PyTorch, takes 0; both are fine.",
            lambda dout, z: dout * (z >= 0),
        ),
        Convention(
            "slope_half_at_zero",
            "At z = 0 exactly there is a corner, and you take a slope of one half. "
            "This course, like PyTorch, takes 0; any number from 0 to 1 would do.",
            lambda dout, z: dout * np.heaviside(z, 0.5),
        ),
    ),
)

EXERCISES = (SIGMOID_BACKWARD, RELU_BACKWARD)
