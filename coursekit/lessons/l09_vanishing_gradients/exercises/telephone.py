"""Lesson 09, vanishing gradients: a message through many layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def telephone(zs: Array, w: float) -> Array:
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    slopes = w * s * (1 - s)
    return np.cumprod(slopes[::-1])[::-1]


def _factors(zs: Any, w: float = 1.0, slope: Any = lambda s: s * (1 - s)) -> Any:
    """What each layer multiplies the message by, the last layer first."""
    return w * slope(functional.sigmoid(np.asarray(zs, dtype=float)))[::-1]


def _with_z_for_s(zs: Array, w: float) -> Array:
    return np.cumprod((w * zs * (1 - zs))[::-1])[::-1]


def _passed_on(zs: Any, w: float) -> Array:
    message, heard = 1.0, np.empty(len(zs))
    for k in reversed(range(len(zs))):
        message *= w / (2 + np.exp(zs[k]) + np.exp(-zs[k]))
        heard[k] = message
    return heard


def _from_here_on(zs: Any, w: float) -> Array:
    slopes = _factors(zs, w)[::-1].astype(np.float32)
    return np.array([np.prod(slopes[k:]) for k in range(len(slopes))])


def _measured(answer: Answer) -> bool:
    """The slope of the chain's end, where its first input is moved a little."""
    w = 1.7

    def chain(start: float) -> list[float]:
        values = [start]
        for _ in range(4):
            values.append(1 / (1 + np.exp(-w * values[-1] - 0.3)))
        return values

    zs = w * np.array(chain(0.4)[:-1]) + 0.3
    slope = (chain(0.4 + 1e-5)[-1] - chain(0.4 - 1e-5)[-1]) / 2e-5
    return bool(np.isclose(answer(zs, w)[0], slope, rtol=1e-3))


ZS = np.array([0.5, -1.0, 2.0, 0.0])

TELEPHONE = Exercise(
    signature="telephone(zs, w)",
    task="In a chain of layers a = sigmoid(z), z = w * a + b, with zs from the first layer to the "
    "last, return for each layer the product of w * sigmoid'(z) over itself and all layers after.",
    reference=telephone,
    probes=(
        (np.array([0.0, 0.0]), 2.0),
        (ZS, 3.0),
        (ZS[::-1], -1.5),
        (np.array([1, -2, 0]), 4),
        (np.array([2.0]), 0.5),
        (np.array([0.25, -0.5, 1.0]), 10.0),
        (np.array([30.0, 0.5]), 5.0),
    ),
    misconceptions=(
        Misconception(
            "adds",
            "Along a chain the effects add up.",
            "In the telephone game each player passes on a part of what was heard. What do parts "
            "of parts come to?",
            lambda zs, w: np.cumsum(_factors(zs, w))[::-1],
        ),
        Misconception(
            "value_for_slope",
            "A layer passes on its output.",
            "You multiply by what the S-curve says, not by how steeply it climbs. Which of the "
            "two tells what becomes of a small change?",
            lambda zs, w: np.cumprod(_factors(zs, w, lambda s: s))[::-1],
        ),
        Misconception(
            "last_layer_first",
            "The message comes from the end, so the answer starts there.",
            "The numbers are right. Which layer does your first number belong to?",
            lambda zs, w: np.cumprod(_factors(zs, w)),
        ),
        Misconception(
            "from_the_start",
            "The layers before are the ones to pass.",
            "You multiply from the first layer on. Where does the gradient come from?",
            lambda zs, w: np.cumprod(_factors(zs, w)[::-1]),
        ),
        Misconception(
            "one_weight",
            "w is a constant in front of the product.",
            "Between the end and the first layer lie many connections. How often is w met?",
            lambda zs, w: w * np.cumprod(_factors(zs))[::-1],
        ),
        Misconception(
            "no_weight",
            "Only the activations matter.",
            "Double w: your answer does not notice. A connection weighs what it passes on.",
            lambda zs, w: np.cumprod(_factors(zs))[::-1],
        ),
        Misconception(
            "slope_of_tanh",
            "All S-curves have the slope 1 - a**2.",
            "You use the slope of another S-curve, tanh. How is the sigmoid's slope written?",
            lambda zs, w: np.cumprod(_factors(zs, w, lambda s: 1 - s**2))[::-1],
        ),
        Misconception(
            "without_itself",
            "A layer hears what comes after it.",
            "Your last number is 1: nobody has passed anything on. The product runs over the "
            "layer itself as well.",
            lambda zs, w: np.append(np.cumprod(_factors(zs, w)[:-1])[::-1], 1.0),
        ),
        Misconception(
            "weighed_twice",
            "A layer weighs its z.",
            "You put w times z into the S-curve. The zs are weighted sums already.",
            lambda zs, w: np.cumprod(_factors(w * np.asarray(zs), w))[::-1],
        ),
        Misconception(
            "input_for_output",
            "The slope is z (1 - z).",
            "The slope of the S-curve can be written with what it puts out. You write it with "
            "what goes in.",
            _with_z_for_s,
        ),
        Misconception(
            "only_the_end",
            "One number says it all.",
            "You have what reaches the first layer. What do the others hear?",
            lambda zs, w: np.prod(_factors(zs, w)),
        ),
        Misconception(
            "each_alone",
            "Each layer has its own slope, and that is that.",
            "You say how much each layer passes on by itself. What has become of the message "
            "before it arrives there?",
            lambda zs, w: _factors(zs, w)[::-1],
        ),
    ),
    alternates=(_passed_on, _from_here_on),
    hints=(
        "The message starts at the last layer. What does each layer do to it?",
        "Each layer multiplies by w and by the sigmoid's slope at its z; the products grow from "
        "the end.",
        "One factor for each layer. Turn them round, let NumPy's cumprod build the products, and "
        "turn the result round again.",
    ),
    properties=(
        Property(
            "the first number is the slope that can be measured",
            _measured,
            "Move the input of a short chain by 0.00001 and watch its end.",
        ),
        Property(
            "a layer more at the front changes nothing behind it",
            lambda answer: np.allclose(answer(ZS, 3.0)[1:], answer(ZS[1:], 3.0), rtol=1e-4),
            "What reaches a layer depends on the layers after it, not on those before.",
        ),
        Property(
            "with w = 4 and z = 0 nothing is lost",
            lambda answer: np.allclose(answer(np.zeros(5), 4.0), 1),
            "At z = 0 the sigmoid passes on a quarter; w = 4 makes up for it.",
        ),
    ),
)


EXERCISES = (TELEPHONE,)
