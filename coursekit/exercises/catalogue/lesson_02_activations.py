"""Lesson 02, the forward pass: activations, softmax, and how often the guess is right."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception


def _clipped_in_place(z: Array) -> Array:
    z[z < 0] = 0
    return z


RELU = Exercise(
    signature="relu(z)",
    task="Return max(z, 0) entry by entry, for a z of any shape, and leave z as it was.",
    reference=functional.relu,
    probes=(
        (np.array([-2.0, 0.5, 3.0]),),
        (np.array([0.0]),),
        (np.array([[-1, 2, 0], [4, -5, 6]]),),
    ),
    misconceptions=(
        Misconception(
            "absolute",
            "ReLU takes the minus sign away.",
            "relu(-2) and relu(2) give you the same number. Should they?",
            lambda z: np.abs(z),
        ),
        Misconception(
            "one_maximum",
            "np.max and np.maximum are two names of one thing.",
            "You found the largest entry, and the shape changed. Each entry should be compared "
            "with 0 on its own.",
            lambda z: np.max(z, axis=0),
        ),
        Misconception(
            "python_max",
            "Python's max works entry by entry on arrays.",
            "Python's max looks at the array as a whole and cannot decide. You need a comparison "
            "that is made for each entry.",
            lambda z: max(z, 0),
        ),
        Misconception(
            "capped",
            "An activation stays between 0 and 1.",
            "What happens to a 3? ReLU holds nothing back on the positive side.",
            lambda z: np.clip(z, 0, 1),
        ),
        Misconception(
            "step",
            "A unit fires or does not fire.",
            "You say yes or no. A positive number should come through with its size.",
            lambda z: 1.0 * (z > 0),
        ),
        Misconception(
            "wrong_side",
            "The minimum with 0 keeps what is useful.",
            "Positive numbers become 0 and negative ones stay: the other way round?",
            lambda z: np.minimum(0, z),
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's z is changed too: z and your answer are the "
            "same array.",
            _clipped_in_place,
        ),
    ),
    alternates=(lambda z: z * (z > 0), lambda z: np.where(z > 0, z, 0)),
)

SIGMOID = Exercise(
    signature="sigmoid(z)",
    task="Return 1 / (1 + e**-z) entry by entry, with no warning for z from -1000 to 1000.",
    reference=functional.sigmoid,
    probes=(
        (np.array([0.0]),),
        (np.array([np.log(3.0), -np.log(3.0)]),),
        (np.array([[-2, 0, 4], [1, 5, -6]]),),
        (np.array([-1000.0, 1000.0]),),
    ),
    misconceptions=(
        Misconception(
            "flipped",
            "The sign of the exponent does not matter.",
            "A large positive z gives you a number near 0. Which end should it be near?",
            lambda z: functional.sigmoid(-z),
        ),
        Misconception(
            "tanh",
            "All S-shaped curves are the same.",
            "Your curve goes below 0. Could such a number be a probability?",
            lambda z: np.tanh(z),
        ),
        Misconception(
            "cut_off",
            "To squash is to cut off.",
            "Your curve has corners at 0 and 1. The one we want bends smoothly and never arrives.",
            lambda z: np.clip(z, 0, 1),
        ),
        Misconception(
            "half_slope",
            "The factor inside the exponent is a detail.",
            "Right form, wrong steepness: at z = log 3 it should be exactly 0.75.",
            lambda z: functional.sigmoid(z / 2),
        ),
        Misconception(
            "overflow",
            "The formula can be typed in as it stands.",
            "The values are right, but at z = -1000 NumPy warns that e**1000 has no room in a "
            "float. Can the exponent be kept at or below 0?",
            lambda z: 1 / (1 + np.exp(-z)),
        ),
    ),
    alternates=(
        lambda z: np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z))),
        lambda z: np.exp(-np.logaddexp(0, -z)),
    ),
)

SOFTMAX = Exercise(
    signature="softmax(logits)",
    task="Turn each row of logits (N, K) into K positive numbers that sum to 1, also where the "
    "logits are as large as 1000.",
    reference=functional.softmax,
    probes=(
        (np.array([[0.0, 0.0]]),),
        (np.log([[0.9, 0.1]]),),
        (np.array([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]]),),
        (np.array([[1.0, 2.0], [4.0, -4.0]]),),
        (np.array([[1000.0, 999.0], [-1000.0, -1001.0]]),),
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
        ),
        Misconception(
            "overflow",
            "The formula can be typed in as it stands.",
            "e**1000 has no room in a float. Adding one number to a whole row changes no "
            "probability: which number would help?",
            lambda logits: _row_shares(np.exp(logits)),
        ),
        Misconception(
            "no_exponential",
            "Probabilities are scores divided by their sum.",
            "Try a row with a negative score. Can a probability be negative?",
            lambda logits: _row_shares(logits),
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
            "When the score of one class rises, the others' shares must shrink. Yours stay as they "
            "are.",
            lambda logits: functional.sigmoid(logits),
        ),
    ),
    alternates=(lambda logits: np.exp(functional.log_softmax(logits)),),
)


def _shifted_exp(logits: Array) -> Any:
    return np.exp(logits - logits.max(axis=1, keepdims=True))


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
        (P[:, [0, 1, 1]] - [0, 0, 0.5], np.array([0, 1, 1, 1])),
        (P[:1], np.array([0])),
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
        ),
        Misconception(
            "wrong_axis",
            "axis=0 goes along a row.",
            "You asked which picture wins within a class. Which class wins within a picture?",
            lambda p, y: np.mean(p.argmax(axis=0) == y),
        ),
        Misconception(
            "confidence",
            "Accuracy is how sure the network is of the truth.",
            "51% sure and right counts in full. In yours it counts about half.",
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
    ),
)

EXERCISES = (RELU, SIGMOID, SOFTMAX, ACCURACY)
