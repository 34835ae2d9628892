"""Lesson 09, where He's initialization comes from: the size of a signal, predicted on paper."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def size_after(n_in: Any, spread: Any, layers: Any) -> Any:
    one_layer = spread * np.sqrt(n_in / 2)
    return one_layer**layers


def _layer_by_layer(n_in: Any, spread: Any, layers: Any) -> Any:
    mean_square = 1.0
    for _ in range(layers):
        mean_square *= n_in * spread**2 / 2
    return np.sqrt(mean_square)


SIZE_AFTER = Exercise(
    signature="size_after(n_in, spread, layers)",
    task="A signal passes `layers` layers, each with random weights of mean 0 and standard "
    "deviation spread, sums over n_in inputs, and a ReLU that leaves half of the mean square. "
    "Return the factor by which the size of the signal, the root of its mean square, is expected "
    "to change.",
    reference=size_after,
    probes=(
        (18, 0.4, 1),
        (50, 0.1, 3),
        (32, 0.75, 2),
        (72, 0.25, 4),
        (8, 0.3, 7),
    ),
    misconceptions=(
        Misconception(
            "no_relu",
            "All sums get through.",
            "Your signal passes no ReLU. What does a ReLU do to its mean square, and what to the "
            "root of that?",
            lambda n_in, spread, layers: (spread * np.sqrt(n_in)) ** layers,
        ),
        Misconception(
            "relu_halves_the_size",
            "Half of the mean square is half of the size.",
            "You halve the size in each layer. It is the mean *square* that is halved: what "
            "becomes of its root?",
            lambda n_in, spread, layers: (spread * np.sqrt(n_in) / 2) ** layers,
        ),
        Misconception(
            "one_relu_for_all",
            "The ReLU counts once.",
            "You let a ReLU act once. How many of them does the signal pass?",
            lambda n_in, spread, layers: (spread * np.sqrt(n_in)) ** layers / np.sqrt(2),
        ),
        Misconception(
            "spread_under_the_root",
            "A spread is a mean square already.",
            "You put the spread under the root as it is. The root is taken of a mean square: what "
            "does a weight give to it?",
            lambda n_in, spread, layers: np.sqrt(n_in * spread / 2) ** layers,
        ),
        Misconception(
            "mean_square",
            "The mean square is the size.",
            "This is what becomes of the mean square. The size was asked for.",
            lambda n_in, spread, layers: (spread**2 * n_in / 2) ** layers,
        ),
        Misconception(
            "terms_add_up",
            "A sum of n terms is n times as large as one.",
            "A term may be positive or negative, so many of them cancel. How does the size of a "
            "sum grow with the number of its random terms?",
            lambda n_in, spread, layers: (spread * n_in / 2) ** layers,
        ),
        Misconception(
            "inputs_forgotten",
            "A layer multiplies by the spread of its weights.",
            "Change n_in: your answer stays. How many terms does a unit add up?",
            lambda n_in, spread, layers: (spread / np.sqrt(2)) ** layers,
        ),
        Misconception(
            "one_layer",
            "What one layer does is the answer.",
            "Change layers: your answer stays. With what does the second layer begin?",
            lambda n_in, spread, layers: spread * np.sqrt(n_in / 2),
        ),
        Misconception(
            "layers_add",
            "Twice as many layers do twice as much.",
            "You add up over the layers. The second one begins with what the first has made: is "
            "that added or multiplied?",
            lambda n_in, spread, layers: layers * spread * np.sqrt(n_in / 2),
        ),
    ),
    alternates=(
        _layer_by_layer,
        lambda n_in, spread, layers: float((spread * spread * n_in * 0.5) ** (layers / 2)),
    ),
    hints=(
        "Begin with one layer without a ReLU: the lesson has a table of that, with the size of "
        "the sum.",
        "The ReLU leaves half of the mean square. By which number is the size, its root, divided "
        "then?",
        "One layer: spread times the root of n_in, and the root of a half for the ReLU. Each "
        "further layer multiplies by the same once more.",
    ),
    properties=(
        Property(
            "He's initialization keeps the size, however deep",
            lambda f: np.isclose(f(50, 0.2, 30), 1),
            "Work one layer out by hand: how large is the sum of so many random terms, and what "
            "does the ReLU leave of its size?",
        ),
        Property(
            "twice the spread makes each of ten layers twice as loud",
            lambda f: np.isclose(f(80, 0.2, 10), 2**10 * f(80, 0.1, 10)),
            "Double the spread: each layer doubles what the one before has made.",
        ),
    ),
)

EXERCISES = (SIZE_AFTER,)
