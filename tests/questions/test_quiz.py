"""The course's quizzes: each is shown by one lesson, and its answers stand in no notebook."""

import json
import re
from pathlib import Path

import pytest

from coursekit import widgets
from coursekit.lessons import LESSONS
from coursekit.lessons.catalogue import questions
from coursekit.widgets import quiz as quiz_function

ROOT = Path(__file__).parents[2]
ENTRIES = [questions(lesson.number) for lesson in LESSONS]
NAMES = [name for entry in ENTRIES for name in entry.QUIZ]
VOTES = {n: ballot for entry in ENTRIES for n, ballot in getattr(entry, "VOTES", {}).items()}
CODE = "\n".join(
    "".join(cell["source"])
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb"))
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    if cell["cell_type"] == "code"
)


def test_every_quiz_is_asked_once_and_every_asked_quiz_exists():
    asked = re.findall(r'widgets\.quiz\("([^"]+)"\)', CODE)
    assert sorted(asked) == sorted(NAMES)


def test_no_notebook_shows_the_answers_in_its_code():
    assert not re.findall(r"widgets\.(?:recall|order|match|Question)\(", CODE)


@pytest.mark.parametrize("name", NAMES)
def test_a_quiz_starts_without_a_reply(name):
    shown = widgets.quiz(name)
    said = [part.feedback for part in getattr(shown, "choices", [shown])]
    assert said
    assert not any(said)


def test_question_ids_stand_in_one_place_only():
    ids = [
        question.id for name in NAMES for question in getattr(widgets.quiz(name), "questions", ())
    ]
    assert len(ids) == len(set(ids))


def test_every_vote_is_taken_once_and_settled_once_by_its_right_option():
    assert sorted(re.findall(r'widgets\.vote\(\s*"([^"]+)"', CODE)) == sorted(VOTES)
    settled = re.findall(r'widgets\.settle\(\s*"(\d\d-\w)",\s*"([^"]+)"', CODE)
    assert sorted(name for name, _ in settled) == sorted(VOTES)
    for name, truth in settled:
        assert widgets.vote(name).ballot.id == name
        assert widgets.settle(name, truth, "Because.").startswith("The cell shows: ")


def test_an_unknown_name_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"'03\.nothing'\. Expected one of 03\.warmup"):
        quiz_function("03.nothing")
    with pytest.raises(ValueError, match=r"'99\.warmup'\. There is no lesson '99'"):
        quiz_function("99.warmup")
    with pytest.raises(ValueError, match=r"there is no '01-z'\. Expected one of 01-a, 01-b"):
        widgets.vote("01-z")
    with pytest.raises(ValueError, match=r"another lesson, this one has no vote"):
        widgets.vote("00-a")
