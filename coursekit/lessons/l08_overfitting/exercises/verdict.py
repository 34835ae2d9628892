"""Lesson 08, a word for two curves: what ails a network, and what to do about it."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def verdict(train: Any, val: Any, goal: Any) -> Any:
    """Its own examples first: only who knows those can have learned them by heart."""
    if train[-1] > goal:
        return "underfitting"
    if val[-1] <= goal:
        return "fine"
    return "stop earlier" if min(val) <= goal else "overfitting"


def _validation_only(train: Any, val: Any, goal: Any) -> Any:
    if val[-1] <= goal:
        return "fine"
    return "stop earlier" if min(val) <= goal else "overfitting"


def _by_the_gap(train: Any, val: Any, goal: Any) -> Any:
    if val[-1] <= goal:
        return "fine"
    if min(val) <= goal:
        return "stop earlier"
    return "overfitting" if val[-1] - train[-1] > 0.05 else "underfitting"


def _below(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] > goal:
        return "underfitting"
    if val[-1] < goal:
        return "fine"
    return "stop earlier" if min(val) < goal else "overfitting"


def _two_words_swapped(train: Any, val: Any, goal: Any) -> Any:
    word = verdict(train, val, goal)
    swapped = {"underfitting": "overfitting", "overfitting": "underfitting"}
    return swapped.get(word, word)


def _ends_only(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] > goal:
        return "underfitting"
    return "fine" if val[-1] <= goal else "overfitting"


def _lowest_is_fine(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] > goal:
        return "underfitting"
    return "fine" if min(val) <= goal else "overfitting"


def _fine_too_late(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] > goal:
        return "underfitting"
    return "stop earlier" if min(val) <= goal else "overfitting"


def _at_the_start(train: Any, val: Any, goal: Any) -> Any:
    for own, new in zip(train, val, strict=True):
        if own > goal:
            return "underfitting"
        if new <= goal:
            return "fine"
    return "overfitting"


def _any_rise(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] > goal:
        return "underfitting"
    if val[-1] > min(val):
        return "stop earlier"
    return "fine" if val[-1] <= goal else "overfitting"


def _as_accuracy(train: Any, val: Any, goal: Any) -> Any:
    if train[-1] < goal:
        return "underfitting"
    if val[-1] >= goal:
        return "fine"
    return "stop earlier" if max(val) >= goal else "overfitting"


def _one_word_at_a_time(train: Any, val: Any, goal: Any) -> Any:
    known, best, last = train[-1] <= goal, np.min(val) <= goal, val[-1] <= goal
    words = ["overfitting", "stop earlier", "fine"]
    return words[int(best) + int(last)] if known else "underfitting"


HIGH, LOW = [0.9, 0.8, 0.7], [0.8, 0.4, 0.2]
CURVES = (LOW, LOW), (LOW, HIGH), (LOW, [0.8, 0.25, 0.9]), (HIGH, [0.9, 0.8, 0.74])
WORDS = ("underfitting", "fine", "stop earlier", "overfitting")


def _same_in_any_unit(answer: Answer) -> bool:
    return all(
        answer(train, val, 0.3) == answer([10 * v for v in train], [10 * v for v in val], 3.0)
        for train, val in CURVES
    )


VERDICT = Exercise(
    signature="verdict(train, val, goal)",
    task='Read two lists of losses, one for each epoch: return "underfitting" if the last training '
    'loss is above goal, else "fine" if the last validation loss is at most goal, else '
    '"stop earlier" if the lowest validation loss is at most goal, else "overfitting".',
    reference=verdict,
    probes=(
        ([0.9, 0.2], [0.8, 0.7], 0.3),
        ([0.9, 0.7], [0.8, 0.72], 0.3),
        ([0.8, 0.2], [0.7, 0.3], 0.3),
        ([0.8, 0.3, 0.1], [0.7, 0.2, 0.6], 0.3),
        ([0.9, 0.6], [0.9, 0.9], 0.3),
        ([0.9, 0.3], [0.9, 0.6], 0.3),
        ([0.9, 0.4, 0.1], [0.8, 0.3, 0.5], 0.3),
        ([0.8, 0.2, 0.1], [0.6, 0.1, 0.2], 0.3),
        ([0.8, 0.3, 0.1], [0.7, 0.5, 0.6], 0.3),
        ([0.9, 0.2, 0.5], [0.9, 0.8, 0.8], 0.3),
        ([1.8, 1.1], [1.9, 1.2], 1.5),
    ),
    misconceptions=(
        Misconception(
            "two_words_swapped",
            "Who fails on new examples has not learned enough.",
            "It knows its own examples well and new ones badly. Which of the two words is that?",
            _two_words_swapped,
            probe=0,
        ),
        Misconception(
            "validation_only",
            "Only new examples count.",
            "It is poor on its own examples, too. Could it have learned those by heart?",
            _validation_only,
            probe=1,
        ),
        Misconception(
            "by_the_gap",
            "A gap between the curves is overfitting.",
            "The curves lie apart. But has it learned its own examples? Would you hold it back?",
            _by_the_gap,
            probe=4,
        ),
        Misconception(
            "below_for_at_most",
            "At most means below.",
            "The last validation loss equals the goal. Is it at most the goal, and do your lines "
            "say so?",
            _below,
            probe=2,
        ),
        Misconception(
            "ends_only",
            "The last losses tell everything.",
            "At the end it is poor on new examples. Was it so in every epoch?",
            _ends_only,
            probe=3,
        ),
        Misconception(
            "lowest_is_fine",
            "Once good is good.",
            "It was good on new examples and is no longer. Which parameters are there at the end?",
            _lowest_is_fine,
            probe=3,
        ),
        Misconception(
            "fine_too_late",
            "Whoever was good once should have stopped there.",
            "Its last validation loss is good. Which question comes first in the sentence?",
            _fine_too_late,
            probe=2,
        ),
        Misconception(
            "at_the_start",
            "The first epoch that fits a rule decides.",
            "In its first epoch every network is poor. Which training loss does the sentence ask "
            "for?",
            _at_the_start,
            probe=0,
        ),
        Misconception(
            "any_rise",
            "Whoever rises should have stopped.",
            "The validation loss has risen a little. With which number is it to be compared?",
            _any_rise,
        ),
        Misconception(
            "as_accuracy",
            "High is good.",
            "These are losses. Is a loss above goal a good one?",
            _as_accuracy,
            probe=1,
        ),
    ),
    alternates=(_one_word_at_a_time,),
    hints=(
        "The first question is about its own examples. What does the last training loss say?",
        "Ask in the order of the sentence, and stop as soon as an answer is yes. Two questions "
        "look at the end of a list, one at the whole list.",
        "The last entry of a list has the place -1. Some validation loss was low enough if the "
        "smallest of them was: Python's min finds it.",
    ),
    properties=(
        Property(
            "one of the four words comes out",
            lambda f: all(f(train, val, 0.3) in WORDS for train, val in CURVES),
            "Compare your words with those of the sentence, letter by letter. And is there a case "
            "in which your lines say none of them?",
        ),
        Property(
            "new examples do not matter where its own are not learned",
            lambda f: f(HIGH, HIGH, 0.3) == f(HIGH, [2.0, 2.0, 2.0], 0.3),
            "Both times the training loss ends far above goal. Does it matter how new ones went?",
        ),
        Property(
            "in another unit the word is the same",
            _same_in_any_unit,
            "All losses and the goal are ten times as large. Has anything changed for the network?",
        ),
    ),
)

EXERCISES = (VERDICT,)
