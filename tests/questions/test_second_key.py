"""A second key to every question, written by one who saw the question and its options alone.

Where the two keys differ one of them is wrong: look closer before you change either.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coursekit import widgets
from coursekit.lessons import LESSONS
from coursekit.lessons.catalogue import questions
from coursekit.questions.matching import Match
from coursekit.questions.ordering import Order

KEY: dict[str, Any] = json.loads(
    Path(__file__).with_name("second_key.json").read_text(encoding="utf-8")
)
FILES = [questions(lesson.number) for lesson in LESSONS]
PREDICTIONS = [name for file in FILES for name in file.PREDICTIONS]
VOTES = [name for file in FILES for name in getattr(file, "VOTES", ())]
SHOWN = {name: widgets.quiz(name) for file in FILES for name in file.QUIZ}
ASKED = {q.id: name for name, quiz in SHOWN.items() for q in getattr(quiz, "questions", ())}
PUZZLES = [name for name, shown in SHOWN.items() if isinstance(shown, Order | Match)]


def letters(options: Sequence[str], chosen: Sequence[str]) -> str:
    """What a learner types to choose these."""
    return " ".join("abcdefghij"[options.index(text)] for text in chosen)


def test_the_second_key_answers_every_question_and_no_other() -> None:
    assert sorted(KEY) == sorted([*ASKED, *PUZZLES, *VOTES, *PREDICTIONS])


@pytest.mark.parametrize("name", ASKED)
def test_of_all_options_typed_the_second_keys_alone_is_right(name: str) -> None:
    (question,) = [q for q in widgets.quiz(ASKED[name]).questions if q.id == name]
    options = question.shown
    told = {text: widgets.answer(name, letters(options, [text])) for text in options}
    assert [text for text, said in told.items() if said.startswith("Right. ")] == [KEY[name]]
    assert all(said.startswith("Not yet. ") for text, said in told.items() if text != KEY[name])


@pytest.mark.parametrize("name", [*VOTES, *PREDICTIONS])
def test_what_the_second_key_holds_is_settled_as_right(name: str) -> None:
    widgets.vote(name) if name in VOTES else widgets.predict(name)
    widgets.answer(name, KEY[name])
    said = str(widgets.settle(name))
    assert f"The cell shows: {KEY[name]}. " in said or "The run shows the same. " in said
    assert "To “" not in said


@pytest.mark.parametrize("name", PUZZLES)
def test_a_puzzle_takes_the_second_keys_solution(name: str) -> None:
    puzzle, solved = widgets.quiz(name), KEY[name]
    if isinstance(puzzle, Match):
        typed = letters(puzzle.right, [solved[left] for left in puzzle.pairs])
        assert widgets.answer(name, typed) == f"{len(solved)} of {len(solved)} pairs fit."
    else:
        assert widgets.answer(name, letters(puzzle.shown, solved)).startswith("Right. ")
