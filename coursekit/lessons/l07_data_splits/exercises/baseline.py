"""Lesson 07, data: the accuracy to beat."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def majority_baseline(y_train: Array, y_test: Array) -> Any:
    labels, counts = np.unique(y_train, return_counts=True)
    return np.mean(y_test == labels[np.argmax(counts)])


def _commonest(y: Array) -> Any:
    """The label that comes most often."""
    labels, counts = np.unique(y, return_counts=True)
    return labels[np.argmax(counts)]


def _counted(y_train: Array, y_test: Array) -> float:
    labels = list(y_train)
    favorite = max(set(labels), key=labels.count)
    return sum(label == favorite for label in y_test) / len(y_test)


Y_TRAIN, Y_TEST = np.array([1, 0, 1, 2, 1, 0, 2, 1]), np.array([2, 1, 0, 1, 2, 2, 2])

MAJORITY_BASELINE = Exercise(
    signature="majority_baseline(y_train, y_test)",
    task="Return the share, from 0 to 1, of y_test that somebody gets right who always answers "
    "the most common label of y_train.",
    reference=majority_baseline,
    probes=(
        (np.array([1, 1, 0]), np.array([1, 0])),
        (Y_TRAIN, Y_TEST),
        (Y_TEST, Y_TRAIN),
        (np.array([5, 3, 3]), np.array([5, 5, 3, 0, 0, 0])),
        (np.array([0, 0, 0, 1]), np.array([0, 1, 0, 0, 0])),
        (np.array([4, 2, 2]), np.array([2, 4, 4])),
        (np.array([2]), np.array([2])),
        (np.array([0, 0, 0, 1, 2, 3, 4]), np.array([0, 1, 0, 4])),
    ),
    misconceptions=(
        Misconception(
            "majority_of_test",
            "The baseline knows what is common in the exam.",
            "Your rival has looked into the test set before choosing. From where should it know "
            "the commonest label?",
            lambda y_train, y_test: np.mean(y_test == _commonest(y_test)),
        ),
        Misconception(
            "measured_on_training",
            "How common the favorite is in training is the grade.",
            "You choose on the training labels, which is right, and then you grade there too.",
            lambda y_train, y_test: np.mean(y_train == _commonest(y_train)),
        ),
        Misconception(
            "largest_label",
            "max finds the favorite.",
            "The label with the largest number is a name, not a count.",
            lambda y_train, y_test: np.mean(y_test == y_train.max()),
        ),
        Misconception(
            "one_over_k",
            "Chance is right once in K times.",
            "You count how many labels exist, not how common they are. With 99 dogs and a cat, "
            "always saying dog is far from 50%.",
            lambda y_train, y_test: 1 / len(np.unique(y_train)),
        ),
        Misconception(
            "the_label",
            "The answer of the baseline is the baseline.",
            "You found out what to answer. How often is that answer right in the test?",
            lambda y_train, y_test: _commonest(y_train),
        ),
        Misconception(
            "rarest",
            "A count is sorted from large to small.",
            "Your rival always gives the rarest answer.",
            lambda y_train, y_test: np.mean(
                y_test == min(np.unique(y_train), key=lambda label: np.sum(y_train == label))
            ),
        ),
        Misconception(
            "counts",
            "Accuracy is how many are right.",
            "An exam of twice as many questions doubles your number. A share stays from 0 to 1.",
            lambda y_train, y_test: np.sum(y_test == _commonest(y_train)),
        ),
        Misconception(
            "count_for_label",
            "The largest count is the favorite.",
            "You compare labels with a count. It says how often the favorite comes, not what it "
            "is.",
            lambda y_train, y_test: np.mean(
                y_test == np.unique(y_train, return_counts=True)[1].max()
            ),
        ),
        Misconception(
            "middle_label",
            "The middle one is the typical one.",
            "The label in the middle need not be the most common one. Labels are names: their "
            "order says nothing.",
            lambda y_train, y_test: np.mean(y_test == np.median(y_train)),
        ),
        Misconception(
            "average_label",
            "The average is the typical one.",
            "You average labels. They are names, and between two names there is no third.",
            lambda y_train, y_test: np.mean(y_test == np.round(np.mean(y_train))),
        ),
        Misconception(
            "place_for_label",
            "The place of the largest count is the label.",
            "With labels 3 and 5 you look for a label 0, which is none of them. Labels are names: "
            "where do you get yours from?",
            lambda y_train, y_test: np.mean(
                y_test == np.argmax(np.unique(y_train, return_counts=True)[1])
            ),
            probe=3,
        ),
    ),
    alternates=(
        _counted,
        lambda y_train, y_test: np.mean(np.bincount(y_train).argmax() == y_test),
        lambda y_train, y_test: np.float32((y_test == _commonest(y_train)).sum() / y_test.size),
    ),
    hints=(
        "Somebody has read the textbook's answers only and never looks at a question. What do "
        "they answer?",
        "Count each label in the training set; NumPy's unique can count as well.",
        "Find the label with the largest count in training, compare all test labels with it, and "
        "take the share of True.",
    ),
    properties=(
        Property(
            "the order of the examples does not matter",
            lambda answer: np.isclose(
                answer(Y_TRAIN, Y_TEST), answer(np.roll(Y_TRAIN, -1), np.roll(Y_TEST, 2))
            ),
            "Shuffle either set: your share changes.",
        ),
        Property(
            "a test without the favorite label gives 0",
            lambda answer: answer(Y_TRAIN, np.array([0, 2, 2])) == 0,
            "If the favorite of the training set never comes up, nothing is right.",
        ),
        Property(
            "a test of the favorite label alone gives 1",
            lambda answer: answer(Y_TRAIN, np.array([1, 1, 1, 1])) == 1,
            "If only the favorite of the training set comes up, all is right.",
        ),
    ),
)

EXERCISES = (MAJORITY_BASELINE,)
