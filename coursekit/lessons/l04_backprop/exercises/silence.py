"""Lesson 04, the weights that a batch cannot teach: no gradient reaches them, whatever arrives."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import (
    Answer,
    Broken,
    Convention,
    Exercise,
    Misconception,
    Property,
)

X = np.array([[0.0, 1.0, 2.0], [0.0, 3.0, 0.0], [0.0, 0.5, 0.0], [0.0, 2.0, 0.0]])
W = np.array([[1.0, -2.0], [2.0, 0.5], [-3.0, 1.0]])
B = np.array([0.5, -1.25])


def silent_weights(x: Array, W: Array, b: Array) -> Array:
    input_speaks = (x != 0).astype(float)
    gate_is_open = (x @ W + b > 0).astype(float)
    return input_speaks.T @ gate_is_open == 0


def _weight_by_weight(x: Array, W: Array, b: Array) -> Array:
    z = x @ W + b
    silent = np.ones(W.shape, dtype=bool)
    for i, j in np.ndindex(W.shape):
        for n in range(len(x)):
            if x[n, i] != 0 and z[n, j] > 0:
                silent[i, j] = False
    return silent


def _both_at_once(x: Array, gates: Array) -> Array:
    """How many examples of each pair of input and unit have the one speak and the other open."""
    return np.sum((x != 0)[:, :, None] & gates[:, None, :], axis=0)


def _as_walked_back(answer: Answer) -> Any:
    reaches = _both_at_once(X, X @ W + B > 0)
    yours, expected = answer(X, W, B), reaches == 0
    return np.array_equal(yours, expected) or Broken(yours, expected, x=X, W=W, b=B)


def _more_examples(answer: Answer) -> bool:
    few, many = answer(X[1:3], W, B), answer(X, W, B)
    return bool(np.all(np.asarray(few) >= np.asarray(many)))


SILENT_WEIGHTS = Exercise(
    signature="silent_weights(x, W, b)",
    task="For a batch x (N, D) in relu(x @ W + b) with W (D, H) and b (H,), return an array (D, H) "
    "of True and False: True for a weight if in every example its input is 0 or its unit's gate is "
    "closed.",
    reference=silent_weights,
    probes=(
        (np.array([[0.0, 2.0]]), np.array([[1.0], [3.0]]), np.array([-1.0])),
        (
            np.array([[1.0, 0.0], [0.0, 2.0]]),
            np.array([[1.0, -1.0, 0.5], [-1.0, 1.0, 2.0]]),
            np.zeros(3),
        ),
        (X, W, B),
        (
            np.array([[1.0, 0.0], [3.0, 0.0], [0.5, 0.0]]),
            np.array([[1.0, -1.0, 0.0, 2.0], [1.0, -2.0, 0.5, 0.0]]),
            np.array([-0.5, 0.25, -2.0, -7.0]),
        ),
        (
            np.array([[2.0, 1.0, -1.0], [-2.0, 1.0, 0.0]]),
            np.array([[0.0], [1.0], [0.0]]),
            np.array([0.5]),
        ),
        (np.array([[2.0, -1.0]]), np.array([[1.0, 0.5, -1.0], [2.0, -1.0, 1.0]]), np.zeros(3)),
    ),
    misconceptions=(
        Misconception(
            "each_on_its_own",
            "A weight is silent if its input never speaks or its unit is never open.",
            "Here an input speaks in one example, and the unit is open in another one. In which "
            "example do the two meet?",
            lambda x, W, b: (x == 0).all(axis=0)[:, None] | (x @ W + b <= 0).all(axis=0),
            probe=1,
        ),
        Misconception(
            "one_example_is_enough",
            "A weight that one example teaches nothing is silent.",
            "You say True where a single example teaches the weight nothing. Slopes add up over "
            "the batch: what do the other examples do?",
            lambda x, W, b: _both_at_once(x, x @ W + b > 0) < len(x),
        ),
        Misconception(
            "inputs_only",
            "Only a silent input keeps the gradient from a weight.",
            "You look at the inputs. What else stands between a weight and the loss?",
            lambda x, W, b: np.repeat((x == 0).all(axis=0)[:, None], len(b), axis=1),
        ),
        Misconception(
            "gates_only",
            "Only a closed gate keeps the gradient from a weight.",
            "You look at the gates. By what is the gradient multiplied, once it has passed the "
            "gate?",
            lambda x, W, b: np.tile((x @ W + b <= 0).all(axis=0), (x.shape[1], 1)),
        ),
        Misconception(
            "only_if_both",
            "It takes a silent input and a closed gate.",
            "You say True only where the input never speaks and the gate never opens. A product is "
            "0: how many of its factors have to be?",
            lambda x, W, b: np.outer((x == 0).all(axis=0), (x @ W + b <= 0).all(axis=0)),
        ),
        Misconception(
            "turned_around",
            "True stands for a weight that learns.",
            "Your True and False are exchanged. Which weights were asked for?",
            lambda x, W, b: _both_at_once(x, x @ W + b > 0) > 0,
        ),
        Misconception(
            "weights_of_zero",
            "A weight of 0 is silent.",
            "You look for weights that are 0. Where the input speaks and the gate is open, does "
            "such a weight stay at 0?",
            lambda x, W, b: W == 0,
        ),
        Misconception(
            "below_zero_says_nothing",
            "An input below 0 is silent.",
            "One input here is below 0. Multiply by it: is that nothing?",
            lambda x, W, b: np.sum((x > 0)[:, :, None] & (x @ W + b > 0)[:, None, :], axis=0) == 0,
            probe=5,
        ),
        Misconception(
            "signs_cancel",
            "A sum of inputs that is 0 means that all of them are 0.",
            "Here inputs of both signs add up to 0. What arrives at the gate may differ from "
            "example to example: is the slope 0 even then?",
            lambda x, W, b: x.T @ (x @ W + b > 0) == 0,
            probe=4,
        ),
        Misconception(
            "bias_left_out",
            "The gate sees the weighted sum alone.",
            "A gate of yours is in the wrong position. What is added to the weighted sum before "
            "the ReLU?",
            lambda x, W, b: _both_at_once(x, x @ W > 0) == 0,
        ),
    ),
    alternates=(
        _weight_by_weight,
        lambda x, W, b: np.abs(x).T @ (x @ W + b > 0) == 0,
    ),
    conventions=(
        Convention(
            "open_at_zero",
            "Where a sum is exactly 0 you take the gate for open. This course takes it for closed, "
            "with the slope 0; both are fine.",
            lambda x, W, b: _both_at_once(x, x @ W + b >= 0) == 0,
        ),
    ),
    hints=(
        "One weight, one example: it gets its input times what comes through the gate. When is "
        "that 0, whatever arrives at the gate?",
        "Make two arrays of ones and zeros: where an input is not 0, (N, D), and where a gate is "
        "open, (N, H). How often do both have a one in the same example?",
        "That count, for each pair of an input and a unit, is the matrix product by which a layer "
        "makes its dW, with your two arrays in it. A weight is silent where the count is 0.",
    ),
    properties=(
        Property(
            "True exactly where the walk back brings 0",
            _as_walked_back,
            "Take one weight, and go through the examples: is there one in which its input is not "
            "0 and its gate is open?",
        ),
        Property(
            "more examples never silence a weight",
            _more_examples,
            "The second batch holds the first one and two examples more. Can a weight that learned "
            "from the first be silent now?",
        ),
    ),
)

EXERCISES = (SILENT_WEIGHTS,)
