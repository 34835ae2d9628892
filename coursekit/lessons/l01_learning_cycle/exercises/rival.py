"""Lesson 01, counting mistakes: is a program better than one that never looks?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def beats_nothing(guesses: Any, y: Any) -> Any:
    """Whether fewer guesses are wrong than if every guess were the most common label."""
    lazy = len(y) - np.bincount(y).max()
    return bool(np.sum(guesses != y) < lazy)


def array(*values: int) -> Any:
    return np.array(values)


BEATS_NOTHING = Exercise(
    signature="beats_nothing(guesses, y)",
    task="Return True if the guesses make fewer mistakes on the labels y than the best answer that "
    "is always the same, else False; both are whole numbers from 0, of shape (N,).",
    reference=beats_nothing,
    probes=(
        (array(1, 1, 0), array(1, 1, 1)),
        (array(0, 1, 0), array(0, 1, 1)),
        (array(0, 0, 0), array(0, 0, 1)),
        (array(0, 0, 1, 1), array(0, 1, 1, 1)),
        (array(0, 0, 0, 1), array(1, 1, 1, 1)),
        (array(0, 0, 0, 1, 0), array(0, 0, 0, 0, 1)),
        (array(2, 2, 1, 2, 0), array(2, 2, 2, 1, 0)),
        (array(2, 2, 2, 2, 0, 1, 1), array(2, 2, 2, 2, 1, 1, 0)),
        (array(0, 0, 0, 0, 0, 0, 0), array(0, 0, 0, 1, 1, 2, 2)),
        (array(0, 0, 0, 0, 2), array(1, 1, 1, 0, 2)),
        (array(3, 3, 0, 1), array(3, 3, 3, 3)),
    ),
    misconceptions=(
        Misconception(
            "better_than_half",
            "Better than half is better than nothing.",
            "Here most labels are the same. How often is a program right that says that one label "
            "each time?",
            lambda guesses, y: bool(np.mean(guesses != y) < 0.5),
            probe=5,
        ),
        Misconception(
            "always_zero",
            "The lazy answer is class 0.",
            "Here most labels are 1. Which single answer is right most often?",
            lambda guesses, y: bool(np.sum(guesses != y) < np.sum(y != 0)),
            probe=0,
        ),
        Misconception(
            "most_common_guess",
            "The lazy answer is what the guesses say most.",
            "Which single answer would be wrong least often on these labels? Only y can say.",
            lambda guesses, y: bool(
                np.sum(guesses != y) < np.sum(y != np.bincount(guesses).argmax())
            ),
        ),
        Misconception(
            "a_tie_wins",
            "As good as nothing is good enough.",
            "Both make the same number of mistakes. Fewer were asked for.",
            lambda guesses, y: bool(np.sum(guesses != y) <= len(y) - np.bincount(y).max()),
        ),
        Misconception(
            "against_its_hits",
            "A program that never looks is measured by how often it is right.",
            "On one side stand mistakes. What did you count for the program that never looks: the "
            "labels that it gets wrong, or those that it gets right?",
            lambda guesses, y: bool(np.sum(guesses != y) < np.bincount(y).max()),
        ),
        Misconception(
            "the_rarest",
            "The lazy program is wrong on the rarest label.",
            "Your rival is wrong on one label alone, the rarest. On which labels is a program "
            "wrong that says the most common one each time?",
            lambda guesses, y: bool(np.sum(guesses != y) < np.bincount(y).min()),
            probe=7,
        ),
        Misconception(
            "two_classes",
            "There are two classes, 0 and 1.",
            "Which labels occur here? Did you try each of them as the lazy answer?",
            lambda guesses, y: bool(np.sum(guesses != y) < min(np.sum(y != 0), np.sum(y != 1))),
            probe=6,
        ),
    ),
    alternates=(
        lambda guesses, y: bool(np.sum(guesses == y) > max(np.sum(y == k) for k in y)),
        lambda guesses, y: (
            sum(g != t for g, t in zip(guesses, y, strict=True))
            < min(sum(t != k for t in y) for k in set(y.tolist()))
        ),
    ),
    hints=(
        "Two numbers are to be compared: the mistakes of the guesses, and those of which program?",
        "count_labels of the lesson says how often each label occurs; K is the largest label, plus "
        "one. Which label would you say each time?",
        "Whoever says the most common label each time is wrong on all the others. Count them, and "
        "compare with <.",
    ),
    properties=(
        Property(
            "a program that never looks does not beat nothing",
            lambda f: not any(f(np.full(5, k), array(0, 1, 1, 0, 1)) for k in (0, 1)),
            "These guesses are always the same. They are the rival, at best.",
        ),
        Property(
            "a program without mistakes beats nothing, where two classes occur",
            lambda f: bool(f(array(0, 1), array(0, 1))),
            "No mistake at all, and two classes: nobody lazy does that.",
        ),
    ),
)

EXERCISES = (BEATS_NOTHING,)
