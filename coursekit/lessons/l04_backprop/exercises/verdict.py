"""Lesson 04, a gradient check is read: whose backward pass is to be looked at first?"""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def suspect(names: list[str], errors: list[float], limit: float) -> str | None:
    found = None
    for name, error in zip(names, errors, strict=True):
        if error >= limit:
            found = name
    return found


def _from_the_end(names: list[str], errors: list[float], limit: float) -> str | None:
    for i in range(len(names) - 1, -1, -1):
        if errors[i] >= limit:
            return names[i]
    return None


def _first_bad(names: list[str], errors: list[float], limit: float) -> str | None:
    for name, error in zip(names, errors, strict=True):
        if error >= limit:
            return name
    return None


def _by_size(choose: Answer) -> Answer:
    """The name whose error is chosen among those that are not below the limit."""

    def answer(names: list[str], errors: list[float], limit: float) -> str | None:
        bad = [error for error in errors if error >= limit]
        return names[errors.index(choose(bad))] if bad else None

    return answer


def _next_to_the_last_good(names: list[str], errors: list[float], limit: float) -> str | None:
    good = [i for i, error in enumerate(errors) if error < limit]
    if len(good) == len(names):
        return None
    return names[(good[-1] + 1) % len(names)] if good else names[-1]


def _says_all_is_well(names: list[str], errors: list[float], limit: float) -> str:
    return suspect(names, errors, limit) or "none"


def _front_does_not_matter(answer: Answer) -> bool:
    names = ["a", "b", "c"]
    first, second = ([front, 0.25, 1e-9] for front in (0.5, 1e-10))
    return bool(answer(names, first, 1e-6) == answer(names, second, 1e-6))


SUSPECT = Exercise(
    signature="suspect(names, errors, limit)",
    task="A gradient check gave one relative error for each layer, from the first layer to the "
    "last: return the name of the layer whose backward pass is to be looked at first, or None if "
    "every error is below limit.",
    reference=suspect,
    probes=(
        (["linear 1", "relu", "linear 2"], [0.3, 0.2, 1e-9], 1e-6),
        (["linear 1", "relu", "linear 2"], [1e-9, 2e-9, 1e-10], 1e-6),
        (["a", "b", "c", "d"], [0.1, 0.5, 0.2, 1e-10], 1e-6),
        (["a", "b", "c", "d"], [0.02, 1e-9, 0.5, 0.01], 1e-3),
        (["a", "b", "c"], [0.4, 1e-9, 1e-9], 1e-6),
        (["a", "b"], [0.5, 0.001], 0.001),
    ),
    misconceptions=(
        Misconception(
            "first_bad",
            "The first layer with an error is to blame.",
            "You take the first layer that is off. Whose backward pass runs first, and to whom "
            "does it hand its result?",
            _first_bad,
        ),
        Misconception(
            "largest",
            "The largest error sits where the fault is.",
            "You take the largest error. On its way back an error may grow or shrink: is the "
            "largest one where it began?",
            _by_size(max),
        ),
        Misconception(
            "smallest_bad",
            "Errors grow on their way, so the smallest one is where it began.",
            "You take the smallest of the errors that are too large. What tells when a layer's "
            "backward pass runs, its error or its place in the row?",
            _by_size(min),
        ),
        Misconception(
            "last_layer",
            "Begin with the last layer, always.",
            "Here you name a layer whose slopes agree with the measured ones. Is it to be looked "
            "at?",
            lambda names, errors, limit: names[-1] if max(errors) >= limit else None,
            probe=0,
        ),
        Misconception(
            "next_to_the_last_good",
            "The fault lies behind the last layer that is right.",
            "You look behind the last layer that is right. Draw an arrow above the list, the way "
            "the gradient goes: on which side of a right layer can the fault lie?",
            _next_to_the_last_good,
        ),
        Misconception(
            "at_the_limit_is_fine",
            "Up to the limit all is well.",
            "One error here is exactly the limit. Is it below?",
            lambda names, errors, limit: suspect(names, errors, np.nextafter(limit, 1)),
            probe=5,
        ),
        Misconception(
            "all_of_them",
            "Every layer that is off has to be mended.",
            "You name all layers that are off. The ones in front got a wrong gradient handed to "
            "them: which single one may have begun it?",
            lambda names, errors, limit: [
                name for name, error in zip(names, errors, strict=True) if error >= limit
            ],
        ),
        Misconception(
            "a_word_for_nothing",
            "Where nothing is wrong, a word says so.",
            "Every error is below the limit here, and a text comes out. What was asked for then? "
            "It is Python's own word for nothing.",
            _says_all_is_well,
            probe=1,
        ),
    ),
    alternates=(
        _from_the_end,
        lambda names, errors, limit: next(
            (n for n, e in zip(names[::-1], errors[::-1], strict=True) if not e < limit), None
        ),
    ),
    hints=(
        "Draw the layers in a row, and below them an arrow for the gradient. If one layer spoils "
        "it, which others get the spoiled one?",
        "A fault shows in its own layer and in those in front of it, never in those behind. So "
        "from which end do you look?",
        "Go through names and errors together, and note the name whenever an error is not below "
        "limit. The last note is the answer; begin with a note of None.",
    ),
    properties=(
        Property(
            "errors in front of the suspect change nothing",
            _front_does_not_matter,
            "The first layer's error is another one, and nothing else. Can that tell where the "
            "fault began?",
        ),
        Property(
            "whoever is named has an error",
            lambda f: f(["a", "b", "c"], [0.5, 1e-9, 1e-9], 1e-6) == "a",
            "Only the first layer is off here. Which one is to be looked at?",
        ),
    ),
)

EXERCISES = (SUSPECT,)
