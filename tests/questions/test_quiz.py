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
PREDICTIONS = {name: asked for entry in ENTRIES for name, asked in entry.PREDICTIONS.items()}
RECALLED = [q for name in NAMES for q in getattr(widgets.quiz(name), "questions", ())]
ALL = [*RECALLED, *VOTES.values(), *PREDICTIONS.values()]
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
    ids = [question.id for question in ALL]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("verb", "known"), [("vote", VOTES), ("predict", PREDICTIONS)])
def test_every_vote_and_prediction_is_asked_once_and_then_settled_once(verb, known):
    asked = re.findall(rf'widgets\.{verb}\("([^"]+)"\)', CODE)
    settled = re.findall(r'widgets\.settle\("([^"]+)"\)', CODE)
    assert sorted(asked) == sorted(known) == sorted(name for name in settled if name in known)
    assert list(known) == [question.id for question in known.values()]
    for name in known:
        assert CODE.index(f'widgets.{verb}("{name}")') < CODE.index(f'widgets.settle("{name}")')


def test_who_always_takes_the_same_letter_is_seldom_right():
    places = [question.shown.index(question.right) for question in ALL]
    shares = [places.count(i) / len(places) for i in range(4)]
    assert max(shares) < 0.45, shares


def test_a_reply_is_a_sentence():
    replies = [said for q in ALL for said in q.options.values()]
    assert not [said for said in replies if len(said.split()) < 2]


def test_an_unknown_name_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"'03\.nothing'\. Expected one of 03\.warmup"):
        quiz_function("03.nothing")
    with pytest.raises(ValueError, match=r"'99\.warmup'\. There is no lesson '99'"):
        quiz_function("99.warmup")
    with pytest.raises(ValueError, match=r"there is no '01-z'\. Expected one of 01-a, 01-b"):
        widgets.vote("01-z")
    with pytest.raises(ValueError, match=r"another lesson, this one has no vote"):
        widgets.vote("00-a")
