"""Lesson 02, two steps without a bend in one: a layer learns to read another thermometer."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def in_fahrenheit(W: Array, b: Array) -> Any:
    """Celsius is (F - 32) / 1.8: each weight is divided, and its share of the 32 joins b."""
    return W / 1.8, b - 32 * W.sum(axis=0) / 1.8


CELSIUS = np.array([[0.0, 10.0], [-40.0, 100.0], [25.0, -5.0]])
W = np.array([[0.5, -1.0, 0.25], [1.5, 2.0, -0.5]])
B = np.array([-4.0, 2.0, 8.0])


def _as_two_layers(W: Array, b: Array) -> Any:
    D = len(W)
    return np.eye(D) / 1.8 @ W, np.full(D, -32 / 1.8) @ W + b


def _from_two_readings(W: Array, b: Array) -> Any:
    new_b = (0.0 - 32) / 1.8 * np.ones(len(W)) @ W + b
    rows = [(np.where(np.arange(len(W)) == d, 1.0, 0.0) - 32) / 1.8 @ W for d in range(len(W))]
    return np.array([row + b - new_b for row in rows]), new_b


def _says_the_same(answer: Answer) -> bool:
    new_W, new_b = answer(W, B)
    return bool(np.allclose((1.8 * CELSIUS + 32) @ new_W + new_b, CELSIUS @ W + B))


def _keeps_a_deaf_layer(answer: Answer) -> bool:
    new_W, new_b = answer(0 * W, B)
    return bool(np.allclose(new_W, 0) and np.allclose(new_b, B))


IN_FAHRENHEIT = Exercise(
    signature="in_fahrenheit(W, b)",
    task="A layer with W (D, H) and b (H,) was trained on D temperatures in °C. Return (W, b) of "
    "the layer that gets them in °F and gives the same outputs; °C = (°F - 32) / 1.8.",
    reference=in_fahrenheit,
    probes=(
        (np.array([[3.6]]), np.array([1.0])),
        (np.array([[0.9], [-3.6]]), np.array([5.0])),
        (W, B),
        (np.array([[2.0, -1.0], [0.0, 0.5], [-1.0, 4.0]]), np.array([1.0, -2.5])),
    ),
    misconceptions=(
        Misconception(
            "bias_kept",
            "Other units change the weights, and nothing else.",
            "Put in 32 °F, which is 0 °C, for every temperature. The old layer gives its bias "
            "then. And yours?",
            lambda W, b: (W / 1.8, b),
        ),
        Misconception(
            "weights_kept",
            "The two scales differ by 32.",
            "One degree of °C is a larger step than one of °F. What has to become of the weights?",
            lambda W, b: (W, b - 32 * W.sum(axis=0)),
        ),
        Misconception(
            "other_way",
            "A layer is converted as its inputs are.",
            "The inputs become larger numbers in °F, and the outputs must stay. Do the weights "
            "grow or shrink?",
            lambda W, b: (1.8 * W, b + 32 * W.sum(axis=0)),
        ),
        Misconception(
            "bias_converted",
            "The bias is a temperature, too.",
            "The bias is added to outputs, which are no temperatures. Does it need converting?",
            lambda W, b: (W / 1.8, (b - 32) / 1.8),
        ),
        Misconception(
            "weights_as_readings",
            "Everything in the layer is in °C and has to be converted.",
            "You convert the weights as if they were readings. A weight says what one degree "
            "more does: how many °C is one degree of °F?",
            lambda W, b: ((W - 32) / 1.8, b),
        ),
        Misconception(
            "unweighted",
            "The 32 are taken off once for each unit.",
            "Each input is too large by 32, and each one is multiplied by a weight. What reaches "
            "the unit of these 32?",
            lambda W, b: (W / 1.8, b - 32 / 1.8),
        ),
        Misconception(
            "not_weighted_at_all",
            "32 too many come in, so 32 are taken off.",
            "Your weights are right. But the 32 come in at the input and the bias is added behind "
            "the weights: with larger weights, are the 32 still 32 there?",
            lambda W, b: (W / 1.8, b - 32),
        ),
        Misconception(
            "first_input_only",
            "One thermometer is taken care of, so all are.",
            "With one input your layer is right. With two, each of them is too large by 32: what "
            "does the second one bring into the sum?",
            lambda W, b: (W / 1.8, b - 32 * W[0] / 1.8),
            probe=1,
        ),
        Misconception(
            "added",
            "What is taken off the input has to be given back.",
            "Your weights are right. A reading in °F is larger by what the 32 add. Does that have "
            "to be taken off behind the weights, or put on once more?",
            lambda W, b: (W / 1.8, b + 32 * W.sum(axis=0) / 1.8),
        ),
        Misconception(
            "all_weights_for_all",
            "The 32 pass through all weights of the layer.",
            "All units get the same correction from you. Through which weights do the 32 of an "
            "input come to *one* unit?",
            lambda W, b: (W / 1.8, b - 32 * W.sum() / 1.8),
        ),
        Misconception(
            "divided_twice",
            "W is what was handed in, also after it was given a new value.",
            "Your weights are right, but in your bias the 32 are divided by 1.8 twice. Which W "
            "does that line see, the old one or the new one?",
            lambda W, b: (W / 1.8, b - 32 * W.sum(axis=0) / 1.8**2),
        ),
        Misconception(
            "divided_once",
            "Only what is multiplied with the input is divided.",
            "Your weights are right. Is the 32 taken off before the division by 1.8 or after it?",
            lambda W, b: (W / 1.8, b - 32 * W.sum(axis=0)),
        ),
    ),
    alternates=(_as_two_layers, _from_two_readings),
    hints=(
        "The conversion multiplies and adds, and so does the layer. Is there a bend between them?",
        "Write the sum of one unit with one input, put (°F - 32) / 1.8 in the place of the input, "
        "and multiply out. What stands before °F, and what is left?",
        "What stands before °F is the new weight: the old one, divided. What is left joins the "
        "bias: for each input -32 times that new weight, added up over the inputs.",
    ),
    properties=(
        Property(
            "the outputs are the same on both thermometers",
            _says_the_same,
            "Send 0 °C through the old layer and 32 °F through yours, then 10 °C and 50 °F. Is it "
            "the start that differs, or the step?",
        ),
        Property(
            "a layer of zero weights keeps its bias",
            _keeps_a_deaf_layer,
            "A layer whose weights are all 0 hears no thermometer. Does its output change?",
        ),
    ),
)

EXERCISES = (IN_FAHRENHEIT,)
