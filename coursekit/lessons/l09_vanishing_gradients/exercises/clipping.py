"""Lesson 09, vanishing gradients: a step that would be too long."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def clip_by_norm(grads: list[Array], max_norm: float) -> list[Array]:
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    scale = max_norm / max(norm, max_norm)
    return [scale * grad for grad in grads]


def _shortened(grads: Any, max_norm: float, length: Any) -> Any:
    """All arrays made shorter by one factor, if another idea of length says so."""
    return [grad * min(1.0, max_norm / max(length(grads), 1e-12)) for grad in grads]


def _in_place(grads: Any, max_norm: float) -> Any:
    factor = min(1.0, max_norm / max(_length(grads), 1e-12))
    for grad in grads:
        grad *= factor
    return grads


def _same_list(grads: Any, max_norm: float) -> Any:
    return grads if _length(grads) <= max_norm else clip_by_norm(grads, max_norm)


def _one_array(grads: Any, max_norm: float) -> Any:
    norm = np.linalg.norm(np.array(grads))
    return [grad * max_norm / max(norm, max_norm) for grad in grads]


def _used_up(answer: Answer, grads: Any, max_norm: float) -> Any:
    """The answer; its list is emptied afterwards, which must not reach the caller's."""
    clipped = answer(grads, max_norm)
    if not isinstance(clipped, list):
        return clipped
    kept = list(clipped)
    clipped.clear()
    return kept


def _length(grads: Any) -> float:
    return float(np.linalg.norm(np.concatenate([np.ravel(grad) for grad in grads])))


def _only_if_longer(grads: Any, max_norm: float) -> Any:
    squares = 0.0
    for grad in grads:
        for entry in np.ravel(grad):
            squares += entry * entry
    if squares <= max_norm**2:
        return [grad.copy() for grad in grads]
    return [(grad / squares**0.5 * max_norm).astype(np.float32) for grad in grads]


GRADS = [np.array([[3.0, -1.0], [0.5, 2.0]]), np.array([-4.0, 0.25])]

CLIP_BY_NORM = Exercise(
    signature="clip_by_norm(grads, max_norm)",
    task="grads is a list of arrays: if their joint length (the root of the sum of all squares) is "
    "above max_norm, scale them all by one factor so that it is max_norm; return a new list.",
    reference=clip_by_norm,
    trial=_used_up,
    probes=(
        ([np.array([3.0]), np.array([4.0])], 1.0),
        (GRADS, 2.0),
        (GRADS, 100.0),
        ([np.array([6.0, 8.0])], 10.0),
        ([np.array([0.3]), np.array([0.0, 0.4])], 2.0),
        ([np.zeros(3), np.zeros((2, 2))], 1.0),
        ([1e6 * grad for grad in GRADS[::-1]], 0.5),
        ([np.array([[-2.0]])], 0.5),
    ),
    misconceptions=(
        Misconception(
            "number_by_number",
            "Clipping cuts off what is too large.",
            "Each number is cut for itself in yours, so the arrow points elsewhere. A shorter "
            "arrow keeps its direction.",
            lambda grads, max_norm: [np.clip(grad, -max_norm, max_norm) for grad in grads],
        ),
        Misconception(
            "array_by_array",
            "Every array is clipped for itself.",
            "Each of your arrays keeps to the limit. How long are all of them together?",
            lambda grads, max_norm: [_shortened([grad], max_norm, _length)[0] for grad in grads],
        ),
        Misconception(
            "lengths_added",
            "The whole is as long as its parts together.",
            "You walk along one array and then along the other. The straight way between start "
            "and end is shorter.",
            lambda grads, max_norm: _shortened(
                grads, max_norm, lambda g: sum(np.linalg.norm(grad) for grad in g)
            ),
        ),
        Misconception(
            "no_root",
            "The sum of the squares is the length.",
            "Your measure of length is in squared units: twice as long counts as four times.",
            lambda grads, max_norm: _shortened(grads, max_norm, lambda g: _length(g) ** 2),
        ),
        Misconception(
            "largest_entry",
            "The largest entry says how long a gradient is.",
            "You look at the largest entry alone. Many small ones make a long step too.",
            lambda grads, max_norm: _shortened(
                grads, max_norm, lambda g: max(np.abs(grad).max() for grad in g)
            ),
        ),
        Misconception(
            "sizes_added",
            "Length is the sum of the sizes.",
            "You measure as a taxi drives, block by block. The length of an arrow is the straight"
            " way.",
            lambda grads, max_norm: _shortened(
                grads, max_norm, lambda g: sum(np.abs(grad).sum() for grad in g)
            ),
        ),
        Misconception(
            "always_scaled",
            "Afterwards the length is max_norm.",
            "A short gradient becomes longer in yours. A limit is not a target.",
            lambda grads, max_norm: [
                grad * max_norm / max(_length(grads), 1e-12) for grad in grads
            ],
        ),
        Misconception(
            "unit_length",
            "Clipping brings the length to 1.",
            "Your long gradients all end up with length 1. Which argument says how long they may "
            "be?",
            lambda grads, max_norm: [
                grad / (_length(grads) if _length(grads) > max_norm else 1) for grad in grads
            ],
        ),
        Misconception(
            "all_or_nothing",
            "A gradient that is too long is thrown away.",
            "Where the slope is steep your step is 0. It should be shorter, not gone.",
            lambda grads, max_norm: [grad * (_length(grads) <= max_norm) for grad in grads],
        ),
        Misconception(
            "same_list",
            "Where nothing is to be clipped, nothing is to be done.",
            "A short gradient comes back in the caller's own list. Who changes one later changes "
            "both: a new list was asked for.",
            _same_list,
        ),
        Misconception(
            "in_place",
            "The old gradients are not needed any more.",
            "The numbers are right, but the caller's arrays have changed too. New ones were "
            "asked for.",
            _in_place,
        ),
        Misconception(
            "sums_squared",
            "It does not matter which of sum and square comes first.",
            "Numbers with different signs pay for each other in your length. Which comes first, "
            "the sum or the square?",
            lambda grads, max_norm: _shortened(
                grads, max_norm, lambda g: np.sqrt(sum(np.sum(grad) ** 2 for grad in g))
            ),
        ),
        Misconception(
            "one_array",
            "A list of arrays is an array.",
            "The arrays have different shapes and make no array together. Which number does each "
            "of them give to the sum?",
            _one_array,
        ),
    ),
    alternates=(
        _only_if_longer,
        lambda grads, max_norm: _shortened(grads, max_norm, _length),
        lambda grads, max_norm: tuple(
            grad * np.minimum(1, max_norm / (np.sqrt(sum(np.vdot(g, g) for g in grads)) + 1e-12))
            for grad in grads
        ),
    ),
    hints=(
        "Think of all entries of all arrays as one long arrow. How long is it?",
        "Add up the squares over all arrays and take the root. One factor for all keeps the "
        "direction.",
        "The factor is max_norm over the length, but never more than 1. Multiply every array by "
        "it and put the results into a new list.",
    ),
    properties=(
        Property(
            "a long gradient ends up exactly as long as allowed",
            lambda answer: np.isclose(_length(answer(GRADS, 2.0)), 2.0, rtol=1e-4),
            "Work out the joint length of your answer.",
        ),
        Property(
            "a short gradient stays as it is",
            lambda answer: all(
                np.array_equal(new, old)
                for new, old in zip(answer(GRADS, 50.0), GRADS, strict=True)
            ),
            "A gradient below the limit should come back unchanged.",
        ),
        Property(
            "the direction stays",
            lambda answer: np.isclose(
                sum(np.vdot(new, old) for new, old in zip(answer(GRADS, 0.5), GRADS, strict=True)),
                0.5 * _length(GRADS),
                rtol=1e-4,
            ),
            "Some entries were shortened more than others: the arrow has turned.",
        ),
    ),
)

EXERCISES = (CLIP_BY_NORM,)
