"""Lesson 02, a network read from its picture: how many portions will an ice cream stall sell?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def portions(x: Array) -> Array:
    """Each unit is a column: what it hears stands from top to bottom."""
    W1 = np.array([[2.0, -1.0, 1.5], [-1.0, 3.0, 0.5]])
    b1 = np.array([-3.0, -5.0, -6.0])
    W2 = np.array([[4.0], [-2.0], [3.0]])
    b2 = np.array([10.0])
    return np.maximum(x @ W1 + b1, 0) @ W2 + b2


W1, B1 = np.array([[2.0, -1.0, 1.5], [-1.0, 3.0, 0.5]]), np.array([-3.0, -5.0, -6.0])
W2, B2 = np.array([[4.0], [-2.0], [3.0]]), np.array([10.0])
DAYS = np.array([[8.0, 1.0], [0.0, 4.0], [1.0, 2.5], [5.0, 4.0]])


def _network(x: Array, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    return np.maximum(x @ W1 + b1, 0) @ W2 + b2


def _unit_by_unit(x: Array) -> Any:
    calm = np.maximum(2 * x[:, 0] - x[:, 1] - 3, 0)
    gusts = np.maximum(3 * x[:, 1] - x[:, 0] - 5, 0)
    long = np.maximum(1.5 * x[:, 0] + 0.5 * x[:, 1] - 6, 0)
    return (10 + 4 * calm - 2 * gusts + 3 * long)[:, None]


def _sells_ten_at_rest(answer: Answer) -> bool:
    return bool(np.allclose(answer(np.zeros((1, 2))), 10))


def _falls_evenly_in_a_storm(answer: Answer) -> bool:
    sold = np.asarray(answer(np.array([[0.0, 5.0], [0.0, 6.0], [0.0, 7.0]])))
    return bool(np.allclose(np.diff(sold, axis=0), -6))


PORTIONS = Exercise(
    signature="portions(x)",
    task="Read the drawn network: return what it predicts, (N, 1), for x (N, 2), which has a row "
    "for each day: hours of sun, wind in m/s.",
    reference=portions,
    probes=(
        (np.array([[5.0, 2.0]]),),
        (np.array([[0.0, 1.0]]),),
        (np.array([[0.0, 8.0]]),),
        (DAYS,),
    ),
    misconceptions=(
        Misconception(
            "no_bend",
            "The picture shows lines and circles only, so nothing bends.",
            "Some hidden unit has a sum below 0 on this day. What does it pass on?",
            lambda x: (x @ W1 + B1) @ W2 + B2,
        ),
        Misconception(
            "bend_at_the_end",
            "No layer may say less than nothing.",
            "In this network only the hidden units have a ReLU. What stands behind the last layer?",
            lambda x: np.maximum(_network(x, W1, B1, W2, B2), 0),
        ),
        Misconception(
            "dashed_as_solid",
            "How a line is drawn has nothing to do with its number.",
            "Some of the lines are dashed. Look at the sign of the number at such a line.",
            lambda x: _network(x, abs(W1), B1, abs(W2), B2),
        ),
        Misconception(
            "no_biases",
            "The numbers below the circles do not belong to the sum.",
            "Look below the circles: what does b stand for, and where does it join?",
            lambda x: _network(x, W1, 0, W2, 0),
        ),
        Misconception(
            "filled_unit_by_unit",
            "A matrix is filled in the order in which the numbers are read.",
            "Your weights of the first layer sit in other places. A unit is a column of W: read "
            "the lines that end in it, and write them from top to bottom.",
            lambda x: _network(x, W1.T.reshape(2, 3), B1, W2, B2),
        ),
        Misconception(
            "no_last_bias",
            "Only hidden units have a bias.",
            "Your answers are off by the same number on every day. What have you not read yet?",
            lambda x: _network(x, W1, B1, W2, 0),
        ),
    ),
    alternates=(_unit_by_unit,),
    hints=(
        "How many numbers does each hidden unit have in the picture, and how many the last one?",
        "Write down four arrays: the weights and biases of the first layer, then those of the "
        "second. Which shapes do they have, with two inputs, three hidden units and one output?",
        "The first row holds the three weights of the lines that leave sun, the second those that "
        "leave wind. With the four arrays it is the network that you have written: a layer, a "
        "ReLU, a layer.",
    ),
    properties=(
        Property(
            "without sun and wind it predicts 10",
            _sells_ten_at_rest,
            "No sun and no wind: which units are awake, and what is left?",
        ),
        Property(
            "without sun every m/s more of a storm costs 6 portions",
            _falls_evenly_in_a_storm,
            "Without sun only one hidden unit is awake in a storm. Follow its two lines.",
        ),
    ),
)

EXERCISES = (PORTIONS,)
