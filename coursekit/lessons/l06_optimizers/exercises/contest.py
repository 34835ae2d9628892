"""Lesson 06, a fair comparison: a table of losses is read, each rule at its own best rate."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def fair_winner(losses: Any) -> Any:
    """The row whose lowest number is the lowest."""
    return int(np.argmin(np.nanmin(losses, axis=1)))


def _in_the_column(losses: Any, column: int) -> int:
    return int(np.nanargmin(losses[:, column]))


def _row_by_row(losses: Any) -> Any:
    best, winner = np.inf, 0
    for row in range(len(losses)):
        for loss in losses[row]:
            if loss < best:
                best, winner = loss, row
    return winner


TABLE = np.array([[0.5, 0.3, 0.9, 2.0], [0.4, 0.7, 0.8, 0.9], [2.3, 2.2, 0.6, 0.35]])
BLEW_UP = np.array([[0.9, 0.5], [0.4, np.nan], [0.8, 0.3]])
HIDING = np.array([[0.9, 0.4], [np.nan, 0.2], [0.8, 0.5]])

FAIR_WINNER = Exercise(
    signature="fair_winner(losses)",
    task="Each row of `losses`, (R, C), belongs to a rule and each column to a rate; nan marks a "
    "run that blew up. Return the row that wins when each rule is taken at its own best rate.",
    reference=fair_winner,
    probes=(
        (np.array([[0.4, 0.6, 0.9], [0.5, 0.3, 0.8]]),),
        (BLEW_UP,),
        (TABLE,),
        (TABLE[:, ::-1],),
        (TABLE[[1, 2, 0], :2],),
    ),
    misconceptions=(
        Misconception(
            "first_rate",
            "Fair means the same rate for all.",
            "Your winner is the best in the first column. Is that the best rate of each rule?",
            lambda losses: _in_the_column(losses, 0),
        ),
        Misconception(
            "a_rate_for_all",
            "The rate that is best on the whole is fair to all.",
            "You take one column for all rules. Where in its row does each rule have its lowest "
            "loss?",
            lambda losses: _in_the_column(losses, int(np.nanargmin(np.nanmean(losses, axis=0)))),
        ),
        Misconception(
            "largest_wins",
            "The best number is the largest.",
            "Your winner is the rule whose best number is the largest. These are losses: which is "
            "better, 0.3 or 0.9?",
            lambda losses: int(np.argmax(np.nanmin(losses, axis=1))),
        ),
        Misconception(
            "on_the_whole",
            "A rule is as good as its mean over the rates.",
            "A row is not its mean: a bad rate can be left out, once a better one is known. Which "
            "number of a row counts?",
            lambda losses: int(np.argmin(np.nanmean(losses, axis=1))),
        ),
        Misconception(
            "nan_wins",
            "The smallest number is never nan.",
            "A run of the rule that you name blew up. To NumPy's min and argmin a nan is the "
            "lowest of all. Which of its functions pass over it, along each row?",
            lambda losses: int(np.argmin(losses.min(axis=1))),
            probe=1,
        ),
        Misconception(
            "the_rate",
            "Along axis 0 are the rules.",
            "That is a column, the place of a rate. In which direction does a row run?",
            lambda losses: int(np.argmin(np.nanmin(losses, axis=0))),
        ),
        Misconception(
            "place_in_the_table",
            "The place of the lowest number is its row.",
            "Your number counts the cells of the table one after the other, row by row. In which "
            "row does that cell stand?",
            lambda losses: int(np.nanargmin(losses)),
        ),
    ),
    alternates=(
        _row_by_row,
        lambda losses: int(np.nanargmin(losses)) // losses.shape[1],
    ),
    hints=(
        "First one number for each rule, then the best of these.",
        "Along which axis do you go from rate to rate? And what does a minimum say when there is a "
        "nan?",
        "NumPy's nanmin, along each row, gives each rule's best loss and passes over nan. Its "
        "argmin says where the lowest of them stands.",
    ),
    properties=(
        Property(
            "a run that blew up hides no better one",
            lambda f: f(HIDING) == f(HIDING[:, ::-1]) == 1,
            "The rule in row 1 has the lowest loss, beside a nan. Every comparison with nan is "
            "False: what does your minimum make of that?",
        ),
        Property(
            "the order of the rates does not matter",
            lambda f: f(TABLE) == f(TABLE[:, [2, 0, 3, 1]]),
            "The same table with its columns in another order: the same rule wins.",
        ),
        Property(
            "one more bad rate takes the victory from nobody",
            lambda f: f(TABLE) == f(np.hstack([TABLE, [[0.9], [9.0], [1.0]]])),
            "A rate was added at which all rules do badly. Their best rates are what they were.",
        ),
    ),
)

EXERCISES = (FAIR_WINNER,)
