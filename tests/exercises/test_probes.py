"""Probes leave no hole: sizes that are all 1, all equal, and all different."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from coursekit.exercises.exercise import Exercise
from coursekit.lessons.catalogue import every_exercise

EXERCISES = every_exercise()
SIZES = {
    "ink": "x: N D",
    "count_labels": "y: N, K: K",
    "dense_forward": "x: N D, W: D H",
    "softmax": "logits: N K",
    "accuracy": "p: N K",
    "mlp_forward": "x: N D, W1: D H, W2: H K",
    "conv_valid": "img: H W, kernel: h w",
    "cross_entropy_from_logits": "logits: N K",
    "one_hot": "y: N, k: k",
    "softmax_ce_backward": "logits: N K",
    "dense_backward": "dout: N H, x: N D",
    "mlp_backward": "x: N D, W1: D H, W2: H K",
    "Linear": "W: D H, x: N D",
    "ReLU": "x: N D",
    "Sigmoid": "x: N D",
    "minibatches": "n: n, batch_size: size",
    "total_updates": "n: n, batch_size: size, epochs: epochs",
    "train_linear": "x: N D, epochs: epochs, batch_size: size",
    "SGD": "theta: knobs, slopes: steps",
    "Momentum": "theta: knobs, slopes: steps",
    "Adam": "theta: knobs, slopes: steps",
    "impute_median": "train_col: others, col: houses",
    "minmax_fit": "x: N D",
    "minmax_transform": "x: N D, lo: D, hi: D",
    "standardize_fit": "x: N D",
    "scale_splits": "x_train: N D, x_val: V D, x_test: T D",
    "majority_baseline": "y_train: N, y_test: T",
    "dropout_forward": "x: N D",
    "dropout_backward": "dout: N D, mask: N D",
    "l2_penalty": "W: D H, b: H",
    "l1_penalty": "W: D H",
    "he_init": "n_in: inputs, n_out: outputs",
    "xavier_init": "n_in: inputs, n_out: outputs",
    "residual_forward": "x: N D, W1: D H, b1: H, W2: H D, b2: D",
    "residual_backward": "dout: N D, x: N D, W1: D H, b1: H, W2: H D, b2: D",
    "batchnorm_forward": "x: N D, gamma: D, beta: D",
}
"""The sizes of an exercise with several: how many entries each of these arguments has, by name."""


def arguments(exercise: Exercise, probe: tuple[Any, ...]) -> dict[str, Any]:
    """The parts of a probe by name."""
    trial = exercise.trial
    names = tuple(inspect.signature(trial).parameters)[1:] if trial else exercise.arguments
    return dict(zip(names, probe, strict=False))


def lengths(value: Any) -> tuple[int, ...]:
    """The shape of an array, the length of a list, a whole number as it is."""
    if isinstance(value, list):
        return (len(value),)
    return value.shape if isinstance(value, np.ndarray) else (value,)


def sizes(exercise: Exercise, probe: tuple[Any, ...]) -> dict[str, int]:
    """How large a probe is in each direction; empty where an array has another rank."""
    given, found = arguments(exercise, probe), {}
    for part in SIZES[exercise.name].split(", "):
        name, directions = part.split(": ")
        shape = lengths(given[name])
        if len(shape) != len(directions.split()):
            return {}
        for direction, size in zip(directions.split(), shape, strict=True):
            assert found.setdefault(direction, size) == size
    return found


@pytest.mark.parametrize("name", SIZES)
def test_sizes_are_all_1_in_one_probe_equal_in_one_and_different_in_one(name: str) -> None:
    exercise = EXERCISES[name]
    seen = [[*sizes(exercise, probe).values()] for probe in exercise.probes]
    assert [s for s in seen if s and set(s) == {1}], "none with sizes of 1"
    assert [s for s in seen if len(set(s)) == 1 and s[0] > 1], "none with equal sizes"
    assert [s for s in seen if s and len(set(s)) == len(s)], "none with different sizes"


def test_a_generator_in_a_probe_has_another_seed_than_in_the_next() -> None:
    for exercise in EXERCISES.values():
        states = [
            str(value.bit_generator.state["state"])
            for probe in exercise.probes
            for value in probe
            if isinstance(value, np.random.Generator)
        ]
        assert len(states) < 2 or len(set(states)) > 1, exercise.name
