"""Right answers as other people write them, in none of the catalogue's own styles, pass as well."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from coursekit.lessons.catalogue import every_exercise, lesson_of
from coursekit.verbs.checking import check

FILES = sorted(Path(__file__).with_name("second_person").glob("lesson_*.py"))
ANSWERS = {
    name: answer
    for file in FILES
    for name, answer in vars(import_module(f"tests.exercises.second_person.{file.stem}")).items()
    if name in every_exercise()
}


def test_from_lesson_04_on_another_person_has_written_each_function() -> None:
    """Classes are in test_exercises_classes.py."""
    asked = {
        name
        for name, exercise in every_exercise().items()
        if lesson_of(name).number >= "04" and not exercise.of_class
    }
    assert asked <= set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_another_persons_answer_passes(name: str) -> None:
    result = check(ANSWERS[name])
    assert result.passed, str(result)
