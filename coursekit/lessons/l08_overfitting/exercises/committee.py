"""Lesson 08, a committee to mend: several networks answer together."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def committee(p: Array) -> Any:
    """The mean is taken of probabilities, and only then is a class chosen."""
    return p.mean(axis=0).argmax(axis=1)


def _mean_of_class_numbers(p: Any) -> Any:
    answers = p.argmax(axis=2)
    return answers.mean(axis=0).round().astype(int)


def _votes(p: Any) -> Any:
    answers = p.argmax(axis=2)
    return np.array([np.bincount(day, minlength=p.shape[2]).argmax() for day in answers.T])


def _added_one_by_one(p: Any) -> Any:
    together = []
    for n in range(p.shape[1]):
        sums = [sum(member[n][k] for member in p) for k in range(p.shape[2])]
        together.append(sums.index(max(sums)))
    return np.array(together)


APART = np.array([[[0.6, 0.3, 0.1]], [[0.1, 0.2, 0.7]]])
"""Two members and one day: sun says one, snow says the other."""
SURE = np.array(
    [[[0.5, 0.4, 0.1], [0.1, 0.2, 0.7]],
     [[0.5, 0.4, 0.1], [0.1, 0.6, 0.3]],
     [[0.0, 0.9, 0.1], [0.1, 0.6, 0.3]]]
)  # fmt: skip
"""Three members, two days; on the first two shrug and one is sure."""
CALM = np.array(
    [[[0.1, 0.5, 0.4, 0.0], [0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]],
     [[0.1, 0.5, 0.4, 0.0], [0.4, 0.2, 0.3, 0.1], [0.0, 0.0, 0.4, 0.6]],
     [[0.0, 0.2, 0.2, 0.6], [0.2, 0.1, 0.1, 0.6], [0.1, 0.1, 0.3, 0.5]],
     [[0.2, 0.4, 0.4, 0.0], [0.5, 0.4, 0.1, 0.0], [0.2, 0.2, 0.1, 0.5]],
     [[0.1, 0.5, 0.3, 0.1], [0.5, 0.1, 0.3, 0.1], [0.2, 0.3, 0.1, 0.4]]]
)  # fmt: skip
"""Five members, three days, four classes; one member is loud."""


def _copies(answer: Answer) -> bool | Broken:
    """Members that agree answer as one of them."""
    same = np.repeat(SURE[:1], 4, axis=0)
    alone, all_four = SURE[0].argmax(axis=1), answer(same)
    return np.array_equal(all_four, alone) or Broken(all_four, alone, p=same)


COMMITTEE = Exercise(
    signature="committee(p)",
    task="Mend it: p, of shape (M, N, K), holds the probabilities that M networks give to the K "
    "classes of N examples; return for each example the class with the highest mean, (N,).",
    reference=committee,
    mend="mean_of_class_numbers",
    probes=((APART,), (SURE,), (CALM,)),
    misconceptions=(
        Misconception(
            "mean_of_class_numbers",
            "The mean of the answers is the answer.",
            "Look at what each member says alone. Who of them means the class between?",
            _mean_of_class_numbers,
            probe=0,
        ),
        Misconception(
            "one_vote_each",
            "The answer that most of them give wins.",
            "Each member has one vote in yours. Two of them hardly know what to say here, and one "
            "is sure: where do your lines use that?",
            _votes,
            probe=1,
        ),
        Misconception(
            "loudest",
            "The surest member decides.",
            "Most members agree here, and one is loud. Does a single member decide in yours?",
            lambda p: p.max(axis=0).argmax(axis=1),
            probe=2,
        ),
        Misconception(
            "first_member",
            "One member is as good as any.",
            "Do your lines look at all members, or at one?",
            lambda p: p[0].argmax(axis=1),
        ),
        Misconception(
            "probabilities_only",
            "The mean of the probabilities is the answer.",
            "These are the mean probabilities. Which class is the answer?",
            lambda p: p.mean(axis=0),
        ),
        Misconception(
            "how_probable_it_is",
            "The highest mean probability is asked for.",
            "So probable is the best class. Which class is it?",
            lambda p: p.mean(axis=0).max(axis=1),
        ),
        Misconception(
            "over_the_examples",
            "The first axis to be averaged counts the examples.",
            "You have one answer for each member. Which axis counts the members?",
            lambda p: p.mean(axis=1).argmax(axis=1),
        ),
        Misconception(
            "best_example_of_each_class",
            "The largest is looked for along the first axis.",
            "After the mean there are two axes left, and you have one answer for each class. Along "
            "which of the two are the classes?",
            lambda p: p.mean(axis=0).argmax(axis=0),
        ),
    ),
    alternates=(
        _added_one_by_one,
        lambda p: np.argmax(np.sum(p, axis=0), axis=-1),
    ),
    hints=(
        "One member says class 0, one says class 2, and the given lines say class 1. What was "
        "averaged?",
        "Two things are done: a class is chosen, and a mean is taken. Try them in the other order.",
        "First the mean over the members, which leaves (N, K). Then the place of the largest in "
        "each row.",
    ),
    properties=(
        Property(
            "the order of the members does not matter",
            lambda f: np.array_equal(f(SURE), f(SURE[::-1])),
            "The same members sat down in another order. Whom do your lines prefer?",
        ),
        Property(
            "copies of one member answer as that one",
            _copies,
            "All members are the same here. What does one of them say alone?",
        ),
    ),
)

EXERCISES = (COMMITTEE,)
