"""Lesson 04, a gradient check is read: whose backward pass is to be looked at first?"""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def suspect(errors: list[float], limit: float) -> int | None:
    found = None
    for place, error in enumerate(errors):
        if error >= limit:
            found = place
    return found


def _from_the_end(errors: list[float], limit: float) -> int | None:
    for place in range(len(errors) - 1, -1, -1):
        if errors[place] >= limit:
            return place
    return None


def _bad(errors: list[float], limit: float) -> list[int]:
    """The places of all errors that are not below the limit."""
    return [place for place, error in enumerate(errors) if error >= limit]


def _of_the_bad(choose: Answer) -> Answer:
    """One of the places that are off, chosen with a look at all errors; None where all is well."""

    def answer(errors: list[float], limit: float) -> int | None:
        bad = _bad(errors, limit)
        return choose(bad, errors) if bad else None

    return answer


def _next_to_the_last_good(bad: list[int], errors: list[float]) -> int:
    good = [place for place in range(len(errors)) if place not in bad]
    return min(good[-1] + 1, len(errors) - 1) if good else len(errors) - 1


def _front_does_not_matter(answer: Answer) -> bool:
    return bool(answer([0.5, 0.25, 1e-9], 1e-6) == answer([1e-10, 0.25, 1e-9], 1e-6))


SUSPECT = Exercise(
    signature="suspect(errors, limit)",
    task="A gradient check gave one relative error for each layer, from the first layer to the "
    "last: return the place (from 0) of the layer whose backward pass is to be looked at first, or "
    "None if every error is below limit.",
    reference=suspect,
    probes=(
        ([0.3, 0.2, 1e-9], 1e-6),
        ([1e-9, 2e-9, 1e-10], 1e-6),
        ([0.1, 0.5, 0.2, 1e-10, 1e-9], 1e-6),
        ([0.02, 1e-9, 0.5, 0.01], 1e-3),
        ([0.4, 1e-9, 1e-9], 1e-6),
        ([0.5, 0.001], 0.001),
    ),
    misconceptions=(
        Misconception(
            "first_bad",
            "The first layer with an error is where the fault is.",
            "You take the first layer that is off. Whose backward pass runs first, and to whom "
            "does it hand its result?",
            _of_the_bad(lambda bad, errors: bad[0]),
        ),
        Misconception(
            "largest",
            "The largest error sits where the fault is.",
            "You take the largest error. On its way back an error may grow or shrink: is the "
            "largest one where it began?",
            _of_the_bad(lambda bad, errors: max(bad, key=lambda place: errors[place])),
        ),
        Misconception(
            "smallest_bad",
            "Errors grow on their way, so the smallest one is where it began.",
            "You take the smallest of the errors that are too large. What tells when a layer's "
            "backward pass runs, its error or its place in the row?",
            _of_the_bad(lambda bad, errors: min(bad, key=lambda place: errors[place])),
        ),
        Misconception(
            "last_layer",
            "Begin with the last layer, always.",
            "Here you name a layer whose slopes agree with the measured ones. Is it to be looked "
            "at?",
            _of_the_bad(lambda bad, errors: len(errors) - 1),
            probe=0,
        ),
        Misconception(
            "next_to_the_last_good",
            "The fault lies behind the last layer that is right.",
            "You look behind the last layer that is right. Draw an arrow above the list, the way "
            "the gradient goes: on which side of a right layer can the fault lie?",
            _of_the_bad(_next_to_the_last_good),
        ),
        Misconception(
            "counted_from_the_end",
            "Whoever looks from the end counts from the end.",
            "You found the right layer and say how far it is from the end. At which place of the "
            "list does it stand?",
            _of_the_bad(lambda bad, errors: len(errors) - 1 - bad[-1]),
        ),
        Misconception(
            "minus_one_for_nothing",
            "Where nothing is found, the place is -1.",
            "Every error is below the limit here. Look up place -1 in a list: whom would you "
            "suspect?",
            lambda errors, limit: max(_bad(errors, limit), default=-1),
            probe=1,
        ),
        Misconception(
            "at_the_limit_is_fine",
            "Up to the limit all is well.",
            "One error here is exactly the limit. Is it below?",
            lambda errors, limit: suspect(errors, np.nextafter(limit, 1)),
            probe=5,
        ),
        Misconception(
            "all_of_them",
            "Every layer that is off has to be mended.",
            "You name all layers that are off. The ones in front got a wrong gradient handed to "
            "them: which single one may have begun it?",
            _of_the_bad(lambda bad, errors: bad),
        ),
    ),
    alternates=(
        _from_the_end,
        lambda errors, limit: max(_bad(errors, limit), default=None),
    ),
    hints=(
        "Draw the layers in a row, and below them an arrow for the gradient. If one layer spoils "
        "it, which others get the spoiled one?",
        "A fault shows in its own layer and in those in front of it, never in those behind. So "
        "from which end do you look?",
        "Go through the places and their errors, and note the place whenever an error is not below "
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
            lambda f: f([0.5, 1e-9, 1e-9], 1e-6) == 0,
            "Only the first layer is off here. Which one is to be looked at?",
        ),
    ),
)

EXERCISES = (SUSPECT,)
