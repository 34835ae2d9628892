"""A slip of the pen in a reference, of whatever kind, is never taken for a right answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from edits import edits

from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.feedback import feedback
from coursekit.exercises.outcome import run
from coursekit.lessons.catalogue import every_exercise

pytestmark = pytest.mark.slow

EXERCISES = every_exercise()
VARIATIONS = 4
SECONDS = 0.5
"""A reference takes milliseconds; a fault that loops longer than this has changed behavior."""


def varied(value: Any, rng: np.random.Generator) -> Any:
    """Another input of the same kind: smaller numbers of the same signs, labels in other places."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return (value * rng.uniform(0.3, 1, value.shape)).astype(value.dtype)
    if isinstance(value, np.ndarray) and value.ndim:
        return rng.permutation(value)
    if isinstance(value, float):
        return value * rng.uniform(0.3, 1)
    if isinstance(value, list | tuple):
        return type(value)(varied(part, rng) for part in value)
    if isinstance(value, np.random.Generator):
        return np.random.default_rng(rng.integers(1000))
    return value


def inputs(exercise: Exercise) -> Iterator[tuple[Any, ...]]:
    """The probes, and others like them that no check has seen."""
    rng = np.random.default_rng(0)
    yield from exercise.probes
    for _ in range(VARIATIONS):
        for probe in exercise.probes:
            yield tuple(varied(value, rng) for value in probe)


def changes(exercise: Exercise, answer: Answer) -> bool:
    """Whether the answer ever does something else than the reference, numbers included."""
    for probe in inputs(exercise):
        expected = run(exercise, exercise.reference, probe)
        if not run(exercise, answer, probe, SECONDS).agrees(expected):
            return True
    return False


class Tried(NamedTuple):
    """How many edits of a reference there are and change behavior, and which were accepted."""

    edits: int
    changed: int
    accepted: list[str]


@cache
def tried(name: str) -> Tried:
    """Judge every edit of one reference; each once, whichever test asks."""
    exercise = EXERCISES[name]
    every = list(edits(exercise))
    changed = [edit for edit in every if changes(exercise, edit.answer)]
    told = [(edit.what, feedback(exercise, edit.answer)) for edit in changed]
    accepted = [what for what, said in told if said.status == "passed" and not said.note]
    return Tried(len(every), len(changed), accepted)  # a note names another convention


@pytest.fixture(autouse=True)
def soon_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", SECONDS)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_edit_that_changes_behavior_is_rejected(name: str) -> None:
    assert tried(name).accepted == []


def test_at_least_three_hundred_edits_change_behavior(capsys: pytest.CaptureFixture[str]) -> None:
    every = [tried(name) for name in EXERCISES]
    counts = [sum(one.edits for one in every), sum(one.changed for one in every)]
    with capsys.disabled():
        print(f"\n  edits tried {counts[0]}, that change behavior {counts[1]}")
    assert counts[1] >= 300
