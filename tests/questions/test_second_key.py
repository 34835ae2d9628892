"""A second key to every question, written by one who saw the question and its options alone.

Where the two keys differ one of them is wrong: look closer before you change either.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from coursekit import widgets
from coursekit.lessons import LESSONS
from coursekit.lessons.catalogue import questions
from coursekit.questions.answers import position
from coursekit.questions.matching import Match
from coursekit.questions.ordering import Order

KEY: dict[str, Any] = json.loads(
    Path(__file__).with_name("second_key.json").read_text(encoding="utf-8")
)
FILES = [questions(lesson.number) for lesson in LESSONS]
VOTES = [name for file in FILES for name in getattr(file, "VOTES", ())]
SHOWN = {name: widgets.quiz(name) for file in FILES for name in file.QUIZ}
ASKED = {q.id: name for name, quiz in SHOWN.items() for q in getattr(quiz, "questions", ())}
PUZZLES = [name for name, shown in SHOWN.items() if isinstance(shown, Order | Match)]


def in_lessons(function: str) -> Iterator[list[Any]]:
    """The constants that the lessons' cells give to a function of the widgets."""
    for file in sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        codes = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        for code in (code for code in codes if f"widgets.{function}(" in code):
            for node in ast.walk(ast.parse(code)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == f"widgets.{function}":
                    yield [ast.literal_eval(argument) for argument in node.args]


PREDICTED = {id: options for id, _, options in in_lessons("predict")}
SETTLED = {id: truth for id, truth, _ in in_lessons("settle")}


def letters(options: Sequence[str], chosen: Sequence[str]) -> str:
    """What a learner types to choose these."""
    return " ".join("abcdefghij"[options.index(text)] for text in chosen)


def test_the_second_key_answers_every_question_and_no_other() -> None:
    assert sorted(KEY) == sorted([*ASKED, *PUZZLES, *VOTES, *PREDICTED])


@pytest.mark.parametrize("name", ASKED)
def test_of_all_options_typed_the_second_keys_alone_is_right(name: str) -> None:
    (question,) = [q for q in widgets.quiz(ASKED[name]).questions if q.id == name]
    options = list(question.options)
    told = {text: widgets.answer(name, letters(options, [text])) for text in options}
    assert [text for text, said in told.items() if said.startswith("Right. ")] == [KEY[name]]
    assert all(said.startswith("Not yet. ") for text, said in told.items() if text != KEY[name])


@pytest.mark.parametrize("name", VOTES)
def test_a_vote_is_settled_by_the_second_keys_option(name: str) -> None:
    vote = widgets.vote(name)
    widgets.answer(name, KEY[name])
    assert widgets.settle(name, KEY[name], "Because.").endswith(vote.ballot.options[KEY[name]])


@pytest.mark.parametrize("name", PREDICTED)
def test_a_lesson_settles_a_prediction_as_the_second_key_does(name: str) -> None:
    options = PREDICTED[name]
    assert options[position(SETTLED[name], options)] == KEY[name]


@pytest.mark.parametrize("name", PUZZLES)
def test_a_puzzle_takes_the_second_keys_solution(name: str) -> None:
    puzzle, solved = widgets.quiz(name), KEY[name]
    if isinstance(puzzle, Match):
        typed = letters(puzzle.right, [solved[left] for left in puzzle.pairs])
        assert widgets.answer(name, typed) == f"{len(solved)} of {len(solved)} pairs fit."
    else:
        assert widgets.answer(name, letters(puzzle.shown, solved)).startswith("Right. ")
