"""A slip of the pen in a reference, of whatever kind, is never taken for a right answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

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

counted: Counter[str] = Counter()


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


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.name)
def test_an_edit_that_changes_behavior_is_rejected(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", SECONDS)
    accepted = []
    for edit in edits(exercise):
        counted["tried"] += 1
        if changes(exercise, edit.answer):
            counted["changed"] += 1
            told = feedback(exercise, edit.answer)
            if told.status == "passed" and not told.note:  # a note names another convention
                accepted.append(edit.what)
    counted["accepted"] += len(accepted)
    assert accepted == []


def test_at_least_three_hundred_edits_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    if len(EXERCISES) * 3 > counted["tried"]:
        pytest.skip("only some of the exercises were edited")
    with capsys.disabled():
        print(f"\n  edits tried {counted['tried']}, that change behavior {counted['changed']},")
        print(f"  accepted {counted['accepted']}")
    assert counted["changed"] >= 300
