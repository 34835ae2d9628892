"""Lesson 07, what an accuracy is worth: beside a baseline, and after a choice."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def mistakes_removed(accuracy: Any, baseline: Any) -> Any:
    """The share of the baseline's mistakes that a model no longer makes."""
    return (accuracy - baseline) / (1 - baseline)


MISTAKES_REMOVED = Exercise(
    signature="mistakes_removed(accuracy, baseline)",
    task="A model has this accuracy and the baseline that one, which is below 1: return the share "
    "of the baseline's mistakes that the model has removed, 1 if it makes none and below 0 if it "
    "makes more.",
    reference=mistakes_removed,
    probes=((0.95, 0.9), (0.8, 0.5), (0.4, 0.5), (0.97, 0.96), (0.9, 0.87)),
    misconceptions=(
        Misconception(
            "difference",
            "How much better is a difference.",
            "From 0.9 to 1 there is only a tenth to win. You say how much was won, not which share "
            "of it.",
            lambda accuracy, baseline: accuracy - baseline,
        ),
        Misconception(
            "times_as_good",
            "How much better is a ratio.",
            "A model exactly as good as the baseline has removed nothing. Yours says 1.",
            lambda accuracy, baseline: accuracy / baseline,
        ),
        Misconception(
            "gain_over_the_baseline",
            "A gain is counted from what one has.",
            "You divide by what the baseline gets right. Asked for is a share of what it gets "
            "wrong.",
            lambda accuracy, baseline: (accuracy - baseline) / baseline,
            probe=0,
        ),
        Misconception(
            "left_over",
            "The mistakes that are left are what counts.",
            "You say which share of the mistakes is left. For a perfect model that is 0. Asked for "
            "is what went away.",
            lambda accuracy, baseline: (1 - accuracy) / (1 - baseline),
        ),
        Misconception(
            "of_the_models_mistakes",
            "The share is one of the model's mistakes.",
            "You divide by the model's mistakes. Before the model came, how many were there to be "
            "removed?",
            lambda accuracy, baseline: (accuracy - baseline) / (1 - accuracy),
        ),
        Misconception(
            "never_below_zero",
            "Nothing removed is the worst.",
            "This model makes more mistakes than the baseline, and you say 0, as if it made as "
            "many.",
            lambda accuracy, baseline: max(0.0, (accuracy - baseline) / (1 - baseline)),
            probe=2,
        ),
    ),
    alternates=(
        lambda accuracy, baseline: 1 - (1 - accuracy) / (1 - baseline),
        lambda accuracy, baseline: ((1 - baseline) - (1 - accuracy)) / (1 - baseline),
        lambda accuracy, baseline: (baseline - accuracy) / (baseline - 1),
    ),
    hints=(
        "Take 100 examples. How many does the baseline get wrong, and how many the model?",
        "10 mistakes have become 5: that is a half. How do you get from the two accuracies to "
        "these two numbers?",
        "Mistakes before are 1 minus the baseline. The mistakes that went away are the difference "
        "of the accuracies. Divide the second by the first.",
    ),
    properties=(
        Property(
            "as good as the baseline is 0",
            lambda answer: np.isclose(answer(0.75, 0.75), 0),
            "Model and baseline make the same mistakes. What was removed?",
        ),
        Property(
            "a perfect model gives 1",
            lambda answer: np.isclose(answer(1.0, 0.75), 1),
            "No mistake is left: all of them were removed.",
        ),
        Property(
            "worse than the baseline is below 0",
            lambda answer: answer(0.25, 0.5) < 0,
            "This model makes more mistakes than the baseline.",
        ),
    ),
)


def flattery(val: Array, test: Array) -> Any:
    """How far the model chosen on validation is better there than in the test."""
    chosen = np.argmax(val)
    return val[chosen] - test[chosen]


def _looked_up(val: Array, test: Array) -> Any:
    best = 0
    for place in range(1, len(val)):
        if val[place] > val[best]:
            best = place
    return float(val[best]) - float(test[best])


VAL, TEST = np.array([0.5, 0.75, 0.625, 0.25]), np.array([0.625, 0.5, 0.875, 0.75])

FLATTERY = Exercise(
    signature="flattery(val, test)",
    task="val and test (M,) hold the accuracies of M models on the validation and on the test set: "
    "choose the best on validation, the first of equals, and return by how much its validation "
    "accuracy is above its test accuracy.",
    reference=flattery,
    probes=(
        (np.array([0.5, 0.75]), np.array([0.625, 0.5])),
        (VAL, TEST),
        (np.array([0.75, 0.5, 0.25]), np.array([0.875, 0.25, 1.0])),
        (np.array([0.25, 0.75, 0.75]), np.array([1.0, 0.625, 0.375])),
        (np.array([0.5]), np.array([0.5])),
    ),
    misconceptions=(
        Misconception(
            "best_of_each",
            "The best is the best in both sets.",
            "Your two numbers belong to two models. Only one was chosen: where does it stand in "
            "the test?",
            lambda val, test: np.max(val) - np.max(test),
            probe=1,
        ),
        Misconception(
            "chosen_in_the_test",
            "The better model is the one that is better in the test.",
            "You choose by the test. Who was allowed to choose?",
            lambda val, test: val[np.argmax(test)] - test[np.argmax(test)],
        ),
        Misconception(
            "on_average",
            "All models count.",
            "You average over all models. Without a choice nobody is flattered: which one was "
            "chosen?",
            lambda val, test: np.mean(val) - np.mean(test),
        ),
        Misconception(
            "test_first",
            "The difference is what the test adds.",
            "Your sign is turned. A model that is worse in the test was flattered: which of its "
            "two accuracies is larger?",
            lambda val, test: test[np.argmax(val)] - val[np.argmax(val)],
        ),
        Misconception(
            "without_a_sign",
            "A difference has no sign.",
            "This model is better in the test than on validation: nobody flattered it. Your number "
            "does not say so.",
            lambda val, test: abs(val[np.argmax(val)] - test[np.argmax(val)]),
            probe=2,
        ),
        Misconception(
            "last_of_equals",
            "Of equals, the last is taken.",
            "Two models are equal on validation. Which of them was to be taken?",
            lambda val, test: val.max() - test[len(val) - 1 - np.argmax(val[::-1])],
            probe=3,
        ),
        Misconception(
            "largest_gap",
            "The most flattered model is the one that is meant.",
            "You look for the largest gap. It was validation that chose, and it saw one column of "
            "numbers only.",
            lambda val, test: np.max(val - test),
            probe=3,
        ),
        Misconception(
            "place",
            "The chosen one is the answer.",
            "That is the place of the chosen model. What do the two sets say about it?",
            lambda val, test: np.argmax(val),
        ),
    ),
    alternates=(
        _looked_up,
        lambda val, test: np.max(val) - test[np.argmax(val)],
        lambda val, test: (val - test)[val.argmax()],
    ),
    hints=(
        "One model is chosen, and it has two accuracies.",
        "Which array may say who is chosen? You need the place of its largest value, for that "
        "place holds in both arrays.",
        "argmax of val gives the place. Look up val and test there, and subtract the second from "
        "the first.",
    ),
    properties=(
        Property(
            "equal in both sets is no flattery",
            lambda answer: answer(VAL, VAL.copy()) == 0,
            "Each model has the same accuracy in both sets.",
        ),
        Property(
            "the test accuracies of the others do not matter",
            lambda answer: answer(VAL, TEST) == answer(VAL, np.array([0.0, 0.5, 0.25, 1.0])),
            "Only the test accuracies of models that were not chosen were changed.",
        ),
    ),
)

EXERCISES = (MISTAKES_REMOVED, FLATTERY)
