"""One language in all that a learner reads: exercises, hints, questions and widgets too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursekit.assignments.files import read
from coursekit.lessons import LESSONS
from tools.language import (
    FIELD_TAKES_OVER,
    SYNONYM,
    loss_has_one_name,
    one_word_for_one_thing,
    outside_the_cycle,
)

ROOT = Path(__file__).parents[2]
LATER = LESSONS[FIELD_TAKES_OVER:]


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """The texts of more than one word in a module, with their lines."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, node.value


@pytest.mark.parametrize("lesson", LATER, ids=lambda lesson: lesson.number)
def test_hints_questions_and_widgets_speak_the_fields_language(lesson):
    folder = ROOT / lesson.package.replace(".", "/")
    said = {
        f"{file.name}:{line}": words
        for file in folder.rglob("*.py")
        for line, text in sentences(file)
        if (words := outside_the_cycle(text, int(lesson.number)) + SYNONYM.findall(text))
    }
    assert said == {}


@pytest.mark.parametrize("lesson", LESSONS[1:], ids=lambda lesson: lesson.number)
def test_exercises_keep_one_word_for_one_thing(lesson):
    exercises = read(ROOT / "exercises" / f"{lesson.name}.ipynb")
    assert [*one_word_for_one_thing(exercises), *loss_has_one_name(exercises)] == []


def test_a_hint_in_the_words_of_the_first_lessons_is_found(tmp_path):
    module = tmp_path / "hints.py"
    module.write_text(
        'HINT = (\n    "Turn the knob: who is "\n    "to blame?"\n)\nNAME = "score"\n'
    )
    assert list(sentences(module)) == [(2, "Turn the knob: who is to blame?")]
    assert outside_the_cycle("Turn the knob: who is to blame?", 3) == ["knob", "blame"]
    assert outside_the_cycle("Turn the knob: who is to blame?", 2) == []
    assert outside_the_cycle("guess, score, blame, adjust", 3) == []
