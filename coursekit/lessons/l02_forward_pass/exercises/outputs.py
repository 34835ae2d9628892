"""Lesson 02, the forward pass: from logits to probabilities, and how often they are right."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

Z = np.array([[-3.0, -0.5, 0.25], [0.5, 2.0, -1.5]])


def softmax(logits: Array) -> Array:
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


EASIER_SOFTMAX = """
def softmax(logits):
    # Only differences between logits count. So take the largest of each row away first:
    # then no e**z can overflow. keepdims leaves a column, which fits under every row.
    largest = np.max(logits, «axis=1», keepdims=True)
    powers = np.exp(logits - largest)
    # Each row becomes parts of its own sum.
    return powers / «np.sum(powers, axis=1, keepdims=True)»
"""

SOFTMAX = Exercise(
    signature="softmax(logits)",
    task="Turn each row of logits (N, K) into K positive numbers that sum to 1, also where the "
    "logits are as large as 1000.",
    reference=softmax,
    probes=(
        (np.array([[0.0, 0.0]]),),
        (np.log([[0.9, 0.1]]),),
        (np.array([[3.0]]),),
        (np.array([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]]),),
        (np.array([[1.0, 2.0], [4.0, -4.0]]),),
        (np.array([[1000.0, 999.0], [-1000.0, -1001.0]]),),
        (np.array([[0.0, 1000.0, -5.0], [1000.0, 0.0, 0.0]]),),
    ),
    misconceptions=(
        Misconception(
            "down_the_columns",
            "Probabilities are shared out over the examples.",
            "Your columns sum to 1. Who competes with whom: the classes of one picture, or the "
            "pictures of one class?",
            lambda logits: functional.softmax(logits.T).T,
        ),
        Misconception(
            "whole_batch",
            "One sum serves the whole batch.",
            "All your rows together sum to 1. How much does each picture need?",
            lambda logits: functional.softmax(logits.reshape(1, -1)).reshape(logits.shape),
        ),
        Misconception(
            "shared_maximum",
            "Any maximum will do against overflow.",
            "A row near 1000 and a row near -1000: one of them took off the other one's maximum "
            "and has nothing left.",
            lambda logits: _row_shares(np.exp(logits - logits.max())),
            probe=5,
        ),
        Misconception(
            "overflow",
            "The formula can be typed in as it stands.",
            "e**1000 has no room in a float. Adding one number to a whole row changes no "
            "probability: which number would help?",
            lambda logits: _row_shares(np.exp(logits)),
            probe=5,
        ),
        Misconception(
            "clipped",
            "Logits beyond 500 can be cut off.",
            "Large logits are all the same to you, and a lead is lost. Taking one number off "
            "a whole row keeps every lead.",
            lambda logits: _row_shares(np.exp(np.clip(logits, -500, 500))),
            probe=5,
        ),
        Misconception(
            "no_exponential",
            "Probabilities are logits divided by their sum.",
            "A row with a negative logit has a negative entry in yours. Can a probability be "
            "negative?",
            lambda logits: _row_shares(logits),
            probe=3,
        ),
        Misconception(
            "keepdims_lost",
            "Broadcasting lines things up the way I mean it.",
            "Print the shape of your row sums. NumPy lines such a vector up with the columns, not "
            "with the rows.",
            lambda logits: _shifted_exp(logits) / _shifted_exp(logits).sum(axis=1),
        ),
        Misconception(
            "independent",
            "Each class has a yes-or-no probability of its own.",
            "When the logit of one class rises, the others' probabilities must shrink. Yours stay "
            "as they are.",
            lambda logits: functional.sigmoid(logits),
        ),
    ),
    alternates=(
        lambda logits: np.exp(functional.log_softmax(logits)),
        lambda logits: np.array(
            [_shifted_exp(r[None])[0] / _shifted_exp(r[None]).sum() for r in logits]
        ),
    ),
    hints=(
        "Two steps: make every logit positive, then let each row divide 1 among its classes.",
        "e to the power of a logit is positive. Adding one number to a whole row changes no "
        "probability, so which number keeps the powers small?",
        "Take the largest logit of each row away from that row, raise e to what is left, and "
        "divide by the sum of the row. Keep the row's maximum and sum as a column, so that both "
        "line up.",
    ),
    properties=(
        Property(
            "each row sums to 1",
            lambda f: np.allclose(f(Z).sum(axis=1), 1),
            "Add up your rows. Each of them should come to 1.",
        ),
        Property(
            "no probability is negative",
            lambda f: np.all(f(Z) > 0),
            "A probability cannot be below 0. Which of your steps makes logits positive?",
        ),
        Property(
            "one number added to a whole row changes nothing",
            lambda f: np.allclose(f(Z + np.array([[5.0], [-7.0]])), f(Z)),
            "Raise all logits of a row by 5. The classes stand to one another as before.",
        ),
        Property(
            "each row is worked out on its own",
            lambda f: np.allclose(f(Z)[1], f(Z[1:])[0]),
            "Take one row alone: it should get the same numbers as in the company of others.",
        ),
    ),
    easier=EASIER_SOFTMAX,
)


def _shifted_exp(logits: Array) -> Any:
    return np.exp(logits - logits.max(axis=1, keepdims=True))


def _one_row(row: list[float]) -> list[float]:
    powers = [float(np.exp(logit - max(row))) for logit in row]
    return [power / sum(powers) for power in powers]


def _row_shares(e: Array) -> Any:
    return e / e.sum(axis=1, keepdims=True)


P = np.array([[0.7, 0.3], [0.4, 0.6], [0.2, 0.8], [0.9, 0.1]])

ACCURACY = Exercise(
    signature="accuracy(p, y)",
    task="Return the share, from 0 to 1, of rows of p (N, K) whose largest entry is at the label "
    "in y (N,).",
    reference=functional.accuracy,
    probes=(
        (np.array([[0.9, 0.1], [0.4, 0.6]]), np.array([0, 0])),
        (P, np.array([0, 1, 0, 0])),
        (P[:3], np.array([0, 1, 0])),
        (P[:, [0, 1, 1]] - [0, 0, 0.5], np.array([0, 1, 1, 1])),
        (P[:1], np.array([0])),
        (np.array([[1.0]]), np.array([0])),
    ),
    misconceptions=(
        Misconception(
            "counts",
            "Accuracy is how many answers are right.",
            "A class of twice as many pupils, all as good as before: your number doubles. "
            "Should it?",
            lambda p, y: np.sum(p.argmax(axis=1) == y),
        ),
        Misconception(
            "error_rate",
            "Accuracy and error rate are the same thing.",
            "Somebody with every answer right gets 0 from you.",
            lambda p, y: np.mean(p.argmax(axis=1) != y),
            probe=4,
        ),
        Misconception(
            "wrong_axis",
            "axis=0 goes along a row.",
            "You asked which picture wins within a class. Which class wins within a picture?",
            lambda p, y: np.mean(p.argmax(axis=0) == y),
        ),
        Misconception(
            "one_vote_for_all",
            "argmax alone gives the winner of each row.",
            "There is one winner for the whole table in yours, and so one vote. How many rows "
            "vote?",
            lambda p, y: np.mean(p.argmax() == y),
        ),
        Misconception(
            "all_pairs",
            "A column of labels is as good as a row.",
            "Each row of p meets every label here, also those of other pictures. Print the shape "
            "of what you average.",
            lambda p, y: np.mean(p.argmax(axis=1) == np.reshape(y, (-1, 1))),
            probe=1,
        ),
        Misconception(
            "largest_entry",
            "The largest entry is the class.",
            "You compare the largest probability itself with the label. At which place does it "
            "stand?",
            lambda p, y: np.mean(p.max(axis=1) == y),
        ),
        Misconception(
            "confidence",
            "Accuracy is how sure the network is of the truth.",
            "A right vote counts in full, however sure it was. In yours it counts with its "
            "probability.",
            lambda p, y: np.mean(p[np.arange(len(y)), y]),
        ),
        Misconception(
            "one_verdict_each",
            "Comparing gives the answer.",
            "You have a True or False for each picture. The task asks for one number for all.",
            lambda p, y: p.argmax(axis=1) == y,
        ),
    ),
    alternates=(
        lambda p, y: sum(int(row.argmax() == k) for row, k in zip(p, y, strict=True)) / len(y),
        lambda p, y: np.count_nonzero(np.argmax(p, axis=1) == y) / y.size,
    ),
    hints=(
        "Which class does a row vote for?",
        "Find the place of the largest entry in each row and compare it with the label. How do "
        "many True and False become one share?",
        "NumPy's argmax, asked to work along each row, gives one class per row. Compare those with "
        "y, and take the mean of the comparison.",
    ),
    properties=(
        Property(
            "all right is 1",
            lambda f: np.isclose(f(P, P.argmax(axis=1)), 1),
            "Every row has its largest entry at its label. What share of them is right?",
        ),
        Property(
            "all wrong is 0",
            lambda f: np.isclose(f(P, P.argmin(axis=1)), 0),
            "Every row votes for the wrong class. What share of them is right?",
        ),
        Property(
            "how sure a right vote is does not matter",
            lambda f: np.isclose(f(P**4, np.array([0, 1, 0, 0])), f(P, np.array([0, 1, 0, 0]))),
            "Make the network more or less sure without changing a vote. The accuracy should stay.",
        ),
    ),
)

EXERCISES = (SOFTMAX, ACCURACY)
