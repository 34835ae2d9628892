"""Recognize a known wrong answer, or another convention, by what an answer does."""

from __future__ import annotations

from typing import NamedTuple

from coursekit.exercises.exercise import Answer, Convention, Exercise, Misconception
from coursekit.exercises.outcome import Outcome, try_out


class Recognized(NamedTuple):
    """A misconception, and the probe on which the answer shows it, by its place."""

    misconception: Misconception
    shown: int


def recognize(
    exercise: Exercise, yours: list[Outcome], expected: list[Outcome]
) -> Recognized | None:
    """The known wrong answer that this one agrees with wherever that one is wrong.

    An answer that makes a second mistake may fall out of step on a few probes: it must then agree
    on at least two, and on more than it does not; a random function, which can agree by chance,
    never may. One that is wrong on more probes where the known one is right makes another mistake.
    Of several the one that agrees most often is named, the first of the list among equals: the
    list follows the order of the work.
    """
    found: list[tuple[tuple[int, int], Recognized]] = []
    for known in exercise.misconceptions:
        agrees, differs, elsewhere = _compare(exercise, known.wrong, yours, expected)
        mostly = exercise.compare and len(agrees) >= 2 and len(agrees) > len(differs)
        by_chance = len(elsewhere) > len(agrees)
        if agrees and (mostly or not differs) and not by_chance and known.probe in (None, *agrees):
            shown = smallest(yours, agrees) if known.probe is None else known.probe
            found.append(((-len(differs), len(agrees)), Recognized(known, shown)))
    return max(found, key=lambda each: each[0])[1] if found else None


def smallest(outcomes: list[Outcome], places: list[int]) -> int:
    """Of these probes the one with the smallest input, the first among equals."""
    return min(places, key=lambda i: (outcomes[i].size, i))


def _compare(
    exercise: Exercise, wrong: Answer, yours: list[Outcome], expected: list[Outcome]
) -> tuple[list[int], list[int], list[int]]:
    """Where the wrong answer is wrong and this one agrees or not; where this one alone is wrong.

    A probe on which this answer alone raises an exception decides nothing.
    """
    agrees: list[int] = []
    differs: list[int] = []
    elsewhere: list[int] = []
    theirs = try_out(exercise, wrong)
    once = len(exercise.probes)  # the last outcome is the first probe again
    for i, (own, other, right) in enumerate(zip(yours[:once], theirs, expected, strict=False)):
        if other.agrees(right, silent=exercise.silent):
            if not own.error and not own.agrees(right, silent=exercise.silent):
                elsewhere.append(i)
        elif own.agrees(other, silent=exercise.silent):
            agrees.append(i)
        elif not own.error:
            differs.append(i)
    return agrees, differs, elsewhere


def convention(exercise: Exercise, yours: list[Outcome]) -> Convention | None:
    """The other correct definition that this one follows on every probe."""
    return next((c for c in exercise.conventions if _same(exercise, yours, c.answer)), None)


def _same(exercise: Exercise, yours: list[Outcome], other: Answer) -> bool:
    theirs = try_out(exercise, other)
    return len(theirs) == len(yours) and all(map(Outcome.agrees, yours, theirs))
