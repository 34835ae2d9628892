"""Lesson 00, start here: a warm-up on rows and columns."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def ink(x: Array) -> Array:
    """The pixels of a row lie along axis 1."""
    return x.sum(axis=1)


GRAY = np.array([[0.5, 0.25, 0.0], [0.75, 1.0, 0.5]])

INK = Exercise(
    signature="ink(x)",
    task="Return how much ink each drawing has: the sum of each row of x (N, D), shape (N,).",
    reference=ink,
    probes=(
        (np.array([[0.25]]),),
        (np.array([[0.5, 1.0, 0.5], [0.0, 1.0, 0.25]]),),
        (np.array([[1.0, 0.0], [0.5, 0.5], [0.25, 0.25]]),),
        (np.array([[0.1, 0.2], [0.3, 0.4]]),),
        (np.zeros((1, 4)),),
    ),
    misconceptions=(
        Misconception(
            "per_pixel",
            "axis=0 goes along a row.",
            "Two drawings of three pixels gave three numbers. Each of yours belongs to a pixel. "
            "Along which axis do you have to add so that each drawing keeps a number?",
            lambda x: x.sum(axis=0),
            probe=1,
        ),
        Misconception(
            "all_at_once",
            "sum() knows that rows are examples.",
            "You got one number for all drawings together. Which argument of sum tells it to stay "
            "inside a row?",
            lambda x: x.sum(),
        ),
        Misconception(
            "mean",
            "The mean and the sum are the same thing.",
            "A drawing with twice as many pixels and the same ink gets half of your number. "
            "What did you divide by?",
            lambda x: x.mean(axis=1),
        ),
        Misconception(
            "counts_pixels",
            "A pixel has ink or it has none.",
            "A gray pixel counts as much as a black one in your answer. How much ink does it have?",
            lambda x: (x > 0).sum(axis=1),
        ),
        Misconception(
            "column",
            "(N, 1) and (N,) are the same shape.",
            "The numbers are right and the shape is not: yours is a table with one column. "
            "Is there something that keeps the dimension alive?",
            lambda x: x.sum(axis=1, keepdims=True),
        ),
    ),
    alternates=(lambda x: x @ np.ones(x.shape[1]), lambda x: np.array([row.sum() for row in x])),
    hints=(
        "Each drawing is a row. How many numbers should come out for three drawings?",
        "An array can add itself up, over everything or along one of its axes.",
        "Ask the array for its sum, and name the axis that is to vanish, which counts pixels.",
    ),
    properties=(
        Property(
            "twice the ink, twice the number",
            lambda f: np.allclose(f(2 * GRAY), 2 * f(GRAY)),
            "Make every pixel twice as dark: each drawing has twice the ink.",
        ),
        Property(
            "each drawing is counted on its own",
            lambda f: np.allclose(f(GRAY)[1], f(GRAY[1:2])[0]),
            "Take one drawing alone: its ink is the same as in the company of the others.",
        ),
    ),
)

EXERCISES = (INK,)
