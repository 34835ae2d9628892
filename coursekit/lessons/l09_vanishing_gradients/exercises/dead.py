"""Lesson 09, dead units: silent for one example, or for every one."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def dead_share(a: Array) -> Any:
    silent = a == 0
    return np.mean(silent.all(axis=0))


def _each_zero(a: Array) -> Any:
    silent = a == 0
    return np.mean(silent)


def _unit_by_unit(a: Array) -> float:
    dead = [unit for unit in a.T if max(unit) <= 0]
    return len(dead) / a.shape[1]


A = np.array(
    [
        [0.0, 0.0, 2.0, 0.0, 1.0],
        [0.5, 0.0, 0.0, 0.0, 3.0],
        [0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.5, 0.0, 0.25],
    ]
)


def _one_shout_wakes_all(answer: Answer) -> bool:
    return bool(np.isclose(answer(np.vstack([A, np.ones(5)])), 0))


DEAD_SHARE = Exercise(
    signature="dead_share(a)",
    task="Mend it: a (N, units) is what the ReLUs of a layer put out for N examples. Return the "
    "share of the units that are 0 for every example.",
    reference=dead_share,
    mend="each_zero",
    probes=(
        (np.array([[0.0, 2.0, 0.0], [0.0, 0.0, 1.0]]),),
        (A,),
        (A[2:],),
        (A[:, 2:],),
        (np.zeros((3, 2)),),
        (A[:2, ::4],),
    ),
    misconceptions=(
        Misconception(
            "each_zero",
            "Every 0 is a dead unit.",
            "You count every 0. A unit may be silent for one example and speak for the next: what "
            "makes it dead?",
            _each_zero,
        ),
        Misconception(
            "silent_once",
            "A unit that is silent once is dead.",
            "You count every unit that is 0 somewhere. How often must it be 0 to be dead?",
            lambda a: np.mean((a == 0).any(axis=0)),
        ),
        Misconception(
            "empty_examples",
            "A row is a unit.",
            "You look for rows that are all 0. Is a row an example or a unit?",
            lambda a: np.mean((a == 0).all(axis=1)),
        ),
        Misconception(
            "the_whole_layer",
            "One question is enough for a layer.",
            "You ask once, whether the whole layer is silent. Which way do the examples of one "
            "unit lie, and how many answers are there then?",
            lambda a: np.mean((a == 0).all()),
        ),
        Misconception(
            "alive",
            "The share of units that work is asked for.",
            "This is the share of the units that speak at least once.",
            lambda a: np.mean((a != 0).any(axis=0)),
        ),
        Misconception(
            "a_number",
            "Counting is enough.",
            "You have how many are dead. Of how many?",
            lambda a: np.sum((a == 0).all(axis=0)),
        ),
        Misconception(
            "silent_examples_counted",
            "Counting the zeros of each unit is enough.",
            "You count for how many examples a unit is silent. Which count makes it dead?",
            lambda a: np.mean(np.sum(a == 0, axis=0)),
        ),
        Misconception(
            "of_the_examples",
            "A share is a number divided by N.",
            "You count the right things and divide by how many examples there are. Of what is it "
            "the share?",
            lambda a: np.sum((a == 0).all(axis=0)) / len(a),
        ),
    ),
    alternates=(
        _unit_by_unit,
        lambda a: 1 - np.count_nonzero(a.sum(axis=0)) / a.shape[1],
    ),
    hints=(
        "Run the lines on two examples and three units. Which of the zeros belong to a unit that "
        "never speaks?",
        "One unit is one column. Ask of each column whether all of it is silent, before you take "
        "a mean.",
        "all with axis 0 goes down the columns and gives one True or False for each unit. The mean "
        "of those is the share.",
    ),
    properties=(
        Property(
            "one example for which every unit speaks: none is dead",
            _one_shout_wakes_all,
            "In the last row every unit speaks. Can one of them be dead?",
        ),
        Property(
            "the same examples twice change nothing",
            lambda f: np.isclose(f(np.vstack([A, A])), f(A)),
            "The same examples once more: as many units are dead as before.",
        ),
    ),
)

EXERCISES = (DEAD_SHARE,)
