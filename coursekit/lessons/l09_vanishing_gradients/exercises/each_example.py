"""Lesson 09, clipping in another dress: no single example may pull harder than allowed."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def clip_each(grads: Array, max_norm: float) -> Any:
    norms = np.sqrt(np.sum(grads**2, axis=1, keepdims=True))
    clipped = grads * max_norm / np.maximum(norms, max_norm)
    return np.mean(clipped, axis=0)


def _lengths(grads: Array) -> Array:
    return np.linalg.norm(grads, axis=1, keepdims=True)


def _shortened(grads: Array, max_norm: float) -> Array:
    """All examples, each with at most this length."""
    return grads * max_norm / np.maximum(_lengths(grads), max_norm)


def _joint(grads: Array, max_norm: float) -> Any:
    return np.mean(grads, axis=0) * max_norm / max(np.linalg.norm(grads), max_norm)


def _column_lengths(grads: Array, max_norm: float) -> Any:
    lengths = np.linalg.norm(grads, axis=0)
    return np.mean(grads * max_norm / np.maximum(lengths, max_norm), axis=0)


def _squared_length(grads: Array, max_norm: float) -> Any:
    return np.mean(grads * max_norm / np.maximum(_lengths(grads) ** 2, max_norm), axis=0)


def _mean_first(grads: Array, max_norm: float) -> Any:
    mean = np.mean(grads, axis=0)
    return mean * max_norm / max(np.linalg.norm(mean), max_norm)


def _all_to_one_length(grads: Array, max_norm: float) -> Any:
    lengths = _lengths(grads)
    return np.mean(grads * max_norm / np.where(lengths > 0, lengths, 1), axis=0)


def _divides_by_zero(grads: Array, max_norm: float) -> Any:
    lengths = _lengths(grads)
    return np.mean(grads / lengths * np.minimum(lengths, max_norm), axis=0)


def _left_out(grads: Array, max_norm: float) -> Any:
    quiet = _lengths(grads) <= max_norm
    return np.mean(grads * quiet, axis=0)


def _one_after_the_other(grads: Array, max_norm: float) -> Any:
    total = np.zeros(grads.shape[1])
    for grad in grads:
        length = float(np.sqrt(grad @ grad))
        total += grad if length <= max_norm else grad / length * max_norm
    return total / len(grads)


GRADS = np.array([[3.0, 4.0], [0.3, -0.4], [-6.0, 8.0]])
FLAT = np.array([[2.0, -1.0, 2.0], [0.0, 0.0, 0.0], [0.5, 0.0, -0.25], [-4.0, 0.0, 3.0]])


def _louder_is_no_stronger(answer: Answer) -> bool:
    once, more = GRADS, GRADS * [[1.0], [1.0], [1000.0]]
    return np.allclose(answer(once, 1.0), answer(more, 1.0))


CLIP_EACH = Exercise(
    signature="clip_each(grads, max_norm)",
    task="grads (N, P) holds one gradient for each of N examples. Shorten each row that is longer "
    "than max_norm to that length, keep its direction, leave the others as they are, and return "
    "the mean over the examples, of shape (P,).",
    reference=clip_each,
    probes=(
        (np.array([[3.0, 4.0]]), 1.0),
        (GRADS, 1.0),
        (GRADS, 7.0),
        (FLAT, 2.0),
        (np.array([[0.3, 0.4], [0.6, -0.8], [0.0, 0.25]]), 5.0),
    ),
    misconceptions=(
        Misconception(
            "joint_length",
            "Clipping looks at the length of all numbers together.",
            "You measure all examples together, so one loud example makes the quiet ones quieter. "
            "Whose length counts here?",
            _joint,
        ),
        Misconception(
            "down_the_columns",
            "An arrow is a column.",
            "You measure how long the columns are. Which numbers belong to one example?",
            _column_lengths,
        ),
        Misconception(
            "mean_first",
            "It does not matter which of mean and clipping comes first.",
            "You take the mean before you clip. By then the loud example has already turned it: "
            "what comes first?",
            _mean_first,
        ),
        Misconception(
            "squared_length",
            "The sum of the squares is the length.",
            "You compare the sum of the squares with max_norm. How long is an arrow with these "
            "numbers?",
            _squared_length,
        ),
        Misconception(
            "each_number",
            "Every number is cut at the limit.",
            "You cut each number by itself. Which way did the arrow point before, and which way "
            "does it point after?",
            lambda grads, max_norm: np.mean(np.clip(grads, -max_norm, max_norm), axis=0),
        ),
        Misconception(
            "all_to_one_length",
            "Clipping gives all arrows the same length.",
            "You make short arrows longer. What should become of an example that pulls less than "
            "it may?",
            _all_to_one_length,
        ),
        Misconception(
            "a_sum",
            "The examples are added up.",
            "You add the examples up. What was asked for?",
            lambda grads, max_norm: np.sum(_shortened(grads, max_norm), axis=0),
        ),
        Misconception(
            "no_mean",
            "Clipping hands back as many gradients as it got.",
            "Each example is clipped, and all are still there. An update needs one gradient.",
            _shortened,
        ),
        Misconception(
            "mean_along_the_rows",
            "The mean goes along each gradient.",
            "You have one number for each example. Each gradient has P numbers: which way does "
            "the mean over the examples go?",
            lambda grads, max_norm: np.mean(_shortened(grads, max_norm), axis=1),
        ),
        Misconception(
            "one_number",
            "A mean is one number.",
            "You take the mean of all numbers at once. An update needs one for each of the P "
            "parameters.",
            lambda grads, max_norm: np.mean(_shortened(grads, max_norm)),
        ),
        Misconception(
            "left_out",
            "What is too loud is thrown away.",
            "You silence an example that is too loud. It may be right: how far should it be "
            "shortened?",
            _left_out,
        ),
        Misconception(
            "divides_by_zero",
            "Every gradient has a length.",
            "An example that is right already has a gradient of length 0. By what do you divide "
            "it?",
            _divides_by_zero,
            probe=3,
        ),
    ),
    alternates=(
        _one_after_the_other,
        lambda grads, max_norm: np.average(_shortened(grads, max_norm), axis=0),
    ),
    hints=(
        "clip_by_norm of the lesson has one length for everything. How many lengths are there "
        "here?",
        "First one length for each row. From it one factor for each row, never more than 1. The "
        "mean comes last.",
        "Square, add along each row, keep it as a column, take the root. Multiply each row by "
        "max_norm over its length or over max_norm, whichever of the two is larger.",
    ),
    properties=(
        Property(
            "an example that is too loud anyway is no stronger when it is louder",
            _louder_is_no_stronger,
            "The last example is shortened in both cases. What does its first length matter?",
        ),
        Property(
            "nobody can pull the mean further than max_norm",
            lambda f: np.linalg.norm(f(100 * GRADS[:2], 2.0)) <= 2.0001,
            "If each row has at most that length, how long can their mean be?",
        ),
    ),
)

EXERCISES = (CLIP_EACH,)
