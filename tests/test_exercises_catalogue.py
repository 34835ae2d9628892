"""The catalogue keeps its promises: right answers pass, each mistake gets its own hint."""

from __future__ import annotations

import re

import numpy as np
import pytest

from coursekit.exercises.catalogue import EXERCISES, LESSONS
from coursekit.exercises.checking import check
from coursekit.exercises.exercise import Answer, Exercise, Misconception
from coursekit.exercises.outcome import run

ALL = list(EXERCISES.values())
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.name}-{mistake.name}")
    for exercise in ALL
    for mistake in exercise.misconceptions
]
RIGHT = [
    pytest.param(exercise, answer, id=f"{exercise.name}-{i}")
    for exercise in ALL
    for i, answer in enumerate((exercise.reference, *exercise.alternates))
]


def named(name: str, body: Answer) -> Answer:
    """A function of this name, as a learner would have written it."""

    def answer(*args: object) -> object:
        return body(*args)

    answer.__name__ = name
    return answer


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
def test_right_answers_pass_however_they_are_written(exercise: Exercise, answer: Answer) -> None:
    result = check(named(exercise.name, answer))
    assert result.passed, str(result)
    assert result == 1.0
    assert result.hint == ""


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_is_rejected_with_its_own_hint(
    exercise: Exercise, mistake: Misconception
) -> None:
    result = check(named(exercise.name, mistake.wrong))
    assert not result.passed
    assert result == 0.0
    assert (result.mistake, mistake.hint in result.hint) == (mistake.name, True), str(result)


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_the_reference_warns_of_nothing_and_changes_nothing(exercise: Exercise) -> None:
    for probe in exercise.probes:
        outcome = run(exercise.reference, probe)
        assert (outcome.error, outcome.warning, outcome.changed) == (None, "", None)
        assert np.isfinite(outcome.value).all()


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_an_entry_is_complete(exercise: Exercise) -> None:
    names = [m.name for m in exercise.misconceptions]
    assert len(set(names)) == len(names) >= 4
    assert len(exercise.alternates) >= 1
    assert all(len(exercise.arguments) >= len(probe) for probe in exercise.probes)
    assert exercise.task.endswith(".")


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_hint_holds_no_line_of_the_solution(exercise: Exercise, mistake: Misconception) -> None:
    for code in ("np.", "return", "lambda", "keepdims=", "axis=1"):
        assert code not in mistake.hint.replace("np.max and", "")
    assert re.search(r"[.?]$", mistake.hint)


def test_the_lessons_hold_the_exercises_of_the_course_map() -> None:
    assert {lesson: {e.name for e in group} for lesson, group in LESSONS.items()} == {
        "01": {"one_step"},
        "02": {
            "dense_forward", "relu", "sigmoid", "softmax", "mlp_forward", "count_params",
            "conv_valid", "accuracy",
        },
        "03": {
            "mse", "binary_cross_entropy", "cross_entropy_from_logits", "dataset_loss", "one_hot",
        },
    }  # fmt: skip
