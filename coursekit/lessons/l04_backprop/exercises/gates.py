"""Lesson 04, backpropagation: activations as classes that remember."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Convention, Exercise, Misconception, Property
from coursekit.exercises.objects import first_memory, one_memory, passes, variant
from coursekit.gradcheck import numerical_gradient

PROBES = (
    (
        np.array([[-1.0, 2.0, 0.5]]), np.array([[3.0, -2.0, 0.25]]),
        np.array([[-1.5, 0.5, 3.0]]), np.array([[-1.0, 4.0, 2.0]]),
    ),
    (
        np.linspace(1.9, -2.1, 12).reshape(2, 3, 2), np.arange(5.0, -7.0, -1.0).reshape(2, 3, 2),
        np.linspace(-2.3, 2.1, 12).reshape(2, 3, 2), np.arange(-4.0, 8.0).reshape(2, 3, 2),
    ),
    (np.array([[1.5]]), np.array([[-2.0]]), np.array([[-0.5]]), np.array([[3.0]])),
    (
        np.array([[0.5, -1.5], [2.0, -0.25]]), np.array([[1.0, -2.0], [-3.0, 0.5]]),
        np.array([[-1.0, 1.5], [0.75, -3.0]]), np.array([[2.0, 1.0], [-1.0, 4.0]]),
    ),
)  # fmt: skip


def _measured(answer: Answer) -> bool:
    x, dout = PROBES[1][2].copy(), PROBES[1][3].copy()
    layer = answer()
    layer.forward(x)
    dx = layer.backward(dout)
    return np.allclose(
        dx, numerical_gradient(lambda v: float(np.sum(dout * layer.forward(v))), x), atol=1e-6
    )


def _its_own_memory(answer: Answer) -> bool:
    other, _, x, dout = (part.copy() for part in PROBES[1])
    alone, layer, neighbor = answer(), answer(), answer()
    alone.forward(x)
    expected = alone.backward(dout)
    layer.forward(x)
    neighbor.forward(other)
    return np.allclose(layer.backward(dout), expected)


PROPERTIES = (
    Property(
        "the slopes are those that can be measured",
        _measured,
        "Move one entry of x by 0.00001 and watch the output: your slope differs.",
    ),
    Property(
        "an object goes back through its own forward",
        _its_own_memory,
        "Two objects of your class get in each other's way.",
    ),
)


class ReLU:
    def forward(self, x: Array) -> Array:
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout: Array) -> Array:
        return dout * (self.x > 0)


class _Masked:
    def forward(self, x: Array) -> Array:
        self.passed = np.where(x > 0, 1.0, 0.0)
        return x * self.passed

    def backward(self, dout: Array) -> Array:
        dx = dout.copy()
        dx[self.passed == 0] = 0
        return dx


class _Counted:
    def __init__(self) -> None:
        self.blocked: list[Any] = []

    def forward(self, x: Array) -> Array:
        self.blocked = [i for i in np.ndindex(x.shape) if not x[i] > 0]
        return (x + np.abs(x)) / 2

    def backward(self, dout: Array) -> Array:
        dx = np.array(dout, dtype=np.float32)
        for i in self.blocked:
            dx[i] = 0
        return dx


def _in_place(self: Any, x: Array) -> Array:
    x[x < 0] = 0
    self.x = x
    return x


def _blocks_in_place(self: Any, dout: Array) -> Array:
    dout[self.x <= 0] = 0
    return dout


def _relu(**members: Any) -> type:
    return variant(ReLU, **members)


RELU = Exercise(
    signature="ReLU()",
    task="Write a layer: forward(x) returns max(x, 0) entry by entry for an x of any shape, and "
    "backward(dout) returns dx, where dout passes only if the signal passed.",
    reference=ReLU,
    trial=passes,
    probes=(*PROBES, (np.array([[0.0, 2.0]]), *(np.array([[3.0, -1.0]]),) * 3)),
    misconceptions=(
        Misconception(
            "one_memory_for_all",
            "What forward remembers belongs to the class.",
            "A second object went forward in between, and its gates decide what the first one "
            "lets back. Whose memory is it, the class's or the object's?",
            one_memory(ReLU, "x"),
        ),
        Misconception(
            "remembers_the_first",
            "The input is remembered once.",
            "A second batch came through, and your gates still stand as the first batch left them.",
            first_memory(ReLU, "x"),
        ),
        Misconception(
            "no_gate",
            "An activation has nothing to do on the way back.",
            "A unit that was silent gets all of the gradient. What did it contribute?",
            _relu(backward=lambda self, dout: 1 * dout),
        ),
        Misconception(
            "gate_set_by_the_gradient",
            "Backward is forward with dout as its input.",
            "You let positive gradients through and hold back the negative. What was it that "
            "opened or closed the gate, and when?",
            _relu(backward=lambda self, dout: np.maximum(dout, 0)),
        ),
        Misconception(
            "both_gates",
            "Only positive gradients pass an open gate.",
            "An open gate lets either sign through. Where did your negative gradients go?",
            _relu(backward=lambda self, dout: np.maximum(dout, 0) * (self.x > 0)),
        ),
        Misconception(
            "dout_not_used",
            "A backward step is the derivative of the activation.",
            "Your backward does not look at dout. Double dout: your answer stays as it is.",
            _relu(backward=lambda self, dout: 1.0 * (self.x > 0)),
        ),
        Misconception(
            "value_for_slope",
            "The gradient is multiplied by the output.",
            "You multiply dout by the output. Where the gate is open, ReLU is the line "
            "out = x: how steep is that line, near 0 and far away?",
            _relu(backward=lambda self, dout: dout * np.maximum(self.x, 0)),
        ),
        Misconception(
            "output_again",
            "Backward is forward once more.",
            "Your backward hands back the output of forward. What goes back is a gradient: where "
            "does dout come in?",
            _relu(backward=lambda self, dout: np.maximum(self.x, 0)),
        ),
        Misconception(
            "dout_in_place",
            "Inside a method, dout is a copy.",
            "dx is right, but the caller's dout has changed too. Somebody may still need it.",
            _relu(backward=_blocks_in_place),
        ),
        Misconception(
            "gate_reversed",
            "The silent units are the ones to correct.",
            "You hold dout back exactly where the signal passed.",
            _relu(backward=lambda self, dout: dout * (self.x <= 0)),
        ),
        Misconception(
            "in_place",
            "The input is not needed any more.",
            "You wrote into the array that you were given. The layer before remembers that array.",
            _relu(forward=_in_place),
        ),
        Misconception(
            "leaky",
            "A little should pass, so that no unit dies.",
            "Yours lets a hundredth pass below 0: that is a leaky ReLU. Here nothing passes.",
            _relu(
                forward=lambda self, x: ReLU.forward(self, x) + 0.01 * np.minimum(x, 0),
                backward=lambda self, dout: dout * np.where(self.x > 0, 1, 0.01),
            ),
        ),
    ),
    alternates=(_Masked, _Counted),
    conventions=(
        Convention(
            "slope_1_at_0",
            "At exactly 0 you take the slope as 1. This course takes 0, as PyTorch does; both are "
            "allowed.",
            _relu(backward=lambda self, dout: dout * (self.x >= 0)),
        ),
    ),
    hints=(
        "A gate that was open on the way forward is open on the way back. How can backward know?",
        "backward is handed dout only. What it needs besides, forward has to leave in self.",
        "Forward: keep x in self and hand on NumPy's maximum of x and 0. Backward: multiply dout "
        "by whether that x was above 0.",
    ),
    properties=PROPERTIES,
)


class Sigmoid:
    def forward(self, x: Array) -> Array:
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout: Array) -> Array:
        return dout * self.out * (1 - self.out)


class _Halves:
    def forward(self, x: Array) -> Array:
        self.half_tanh = np.tanh(x / 2)
        return (1 + self.half_tanh) / 2

    def backward(self, dout: Array) -> Array:
        return dout * (1 - self.half_tanh**2) / 4


class _KeepsInput:
    def forward(self, x: Array) -> Array:
        self.x = np.array(x, dtype=float)
        return self.curve(self.x)

    @staticmethod
    def curve(z: Array) -> Array:
        e = np.exp(-np.abs(z))
        return np.where(z < 0, e, 1) / (1 + e)

    def backward(self, dout: Array) -> Array:
        return np.multiply(dout, self.curve(self.x) * self.curve(-self.x))


def _sigmoid(slope: Answer) -> type:
    """The right class with another slope, taken at what forward returned."""
    return variant(Sigmoid, backward=lambda self, dout: slope(dout, self.out))


def _slope_at_input(self: Any, x: Array) -> Array:
    self.out = x
    return functional.sigmoid(x)


SIGMOID = Exercise(
    signature="Sigmoid()",
    task="Write a layer: forward(x) returns 1 / (1 + exp(-x)) entry by entry for an x of any "
    "shape, and backward(dout) returns dx, the slope of the loss along x.",
    reference=Sigmoid,
    trial=passes,
    probes=PROBES,
    misconceptions=(
        Misconception(
            "one_memory_for_all",
            "What forward remembers belongs to the class.",
            "A second object went forward in between, and overwrote what the first one had left. "
            "Whose memory is it, the class's or the object's?",
            one_memory(Sigmoid, "out"),
        ),
        Misconception(
            "remembers_the_first",
            "What is needed is remembered once.",
            "A second batch came through, and your slopes are still those of the first.",
            first_memory(Sigmoid, "out"),
        ),
        Misconception(
            "input_for_output",
            "What is remembered from the forward pass is the input.",
            "Your slope is worked out from x where it wants what forward returned, a number "
            "between 0 and 1. Which of the two did you keep?",
            variant(Sigmoid, forward=_slope_at_input),
        ),
        Misconception(
            "squashed_twice",
            "The slope is taken at the activation, by the whole formula.",
            "Count how often your x was sent through the curve before its slope was taken.",
            _sigmoid(lambda dout, s: dout * functional.sigmoid(s) * (1 - functional.sigmoid(s))),
        ),
        Misconception(
            "value_for_slope",
            "The gradient is multiplied by the output.",
            "You let through as much of dout as the curve is high. That is its height: what about "
            "its steepness?",
            _sigmoid(lambda dout, s: dout * s),
        ),
        Misconception(
            "dout_not_used",
            "A backward step is the derivative of the activation.",
            "Your backward does not look at dout. Double dout: your answer stays as it is.",
            _sigmoid(lambda dout, s: s * (1 - s)),
        ),
        Misconception(
            "dout_on_a_part",
            "dout * s - s**2 is dout times the difference.",
            "Only a part of your slope is multiplied by dout. What has to stand in brackets?",
            _sigmoid(lambda dout, s: dout * s - s**2),
        ),
        Misconception(
            "slope_of_tanh",
            "All S-curves have the slope 1 - a**2.",
            "Yours is the slope of another S-curve, tanh. What is the formula for this one?",
            _sigmoid(lambda dout, s: dout * (1 - s**2)),
        ),
        Misconception(
            "straight_through",
            "An activation has nothing to do on the way back.",
            "Your dout passes as if nothing had bent it. How steep is the curve at most?",
            _sigmoid(lambda dout, s: 1 * dout),
        ),
        Misconception(
            "sign_forgotten",
            "The sign in the exponent does not matter.",
            "Your curve falls from left to right. Which side should be near 1?",
            variant(Sigmoid, forward=lambda self, x: Sigmoid.forward(self, -x)),
        ),
    ),
    alternates=(_Halves, _KeepsInput),
    hints=(
        "backward is handed dout only. What does the slope of the curve depend on?",
        "The slope of this curve can be written with its own height. Keep in self what forward "
        "hands on.",
        "Forward: the curve of x, kept in self and handed on. Backward: dout times the height "
        "times what the height lacks to 1.",
    ),
    properties=PROPERTIES,
)

EXERCISES = (RELU, SIGMOID)
