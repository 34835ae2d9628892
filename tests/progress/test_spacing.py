"""What was missed comes back at once, what was right after 2, 7 and 21 days, then never."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit import widgets
from coursekit.lessons.catalogue import questions
from coursekit.progress import diary
from coursekit.progress.diary import Diary
from coursekit.progress.spacing import DAY, due, due_at
from coursekit.verbs.asking import waiting
from coursekit.widgets import answer


@pytest.mark.parametrize(
    ("days", "results", "due_on_day"),
    [
        ([], [], math.inf),
        ([0], [True], 2),
        ([0], [False], 0),
        ([0, 2], [True, True], 9),
        ([0, 2, 9], [True, True, True], 30),
        ([0, 2, 9, 30], [True, True, True, True], math.inf),
        ([0, 1], [True, True], 2),  # too early: counts for nothing
        ([0, 0.01, 1.9], [True, True, True], 2),
        ([0, 5, 6], [True, False, True], 8),  # begins anew
        ([0, 2, 9, 30, 40], [True, True, True, True, False], 40),
    ],
)
def test_the_intervals_are_2_7_and_21_days(days, results, due_on_day):
    tries = zip((day * DAY for day in days), results, strict=True)
    assert due_at(tries) / DAY == due_on_day


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1))
def test_after_a_miss_it_is_due_and_after_a_success_never_at_once(tries):
    tries = sorted(tries)
    at, success = tries[-1]
    assert (due_at((day * DAY, ok) for day, ok in tries) > at * DAY) == success


@pytest.fixture
def at(tmp_path, monkeypatch):
    """A diary in a file, and a clock: at(day) sets the day on which things happen."""
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "progress.sqlite"))
    start = time.time()
    return lambda day: monkeypatch.setattr(diary.time, "time", lambda: start + day * DAY)


def option(name, right):
    """An option of a warm-up question, or of another quiz with one question: right or wrong."""
    quiz = name if "." in name and not re.search(r"r\d$", name) else f"{name[:2]}.warmup"
    (asked,) = [q for q in questions(name[:2]).QUIZ[quiz]().questions if q.id == name]
    return next(text for text in asked.shown if (text == asked.right) == right)


def reply(name, right=True):
    """Answer a question that is open."""
    return answer(name, option(name, right))


def ids(asked):
    """Which questions come back."""
    return [question.id for question in asked.repeated]


def test_a_missed_question_comes_back_in_the_next_warmup_after_the_lessons_own(at):
    at(0)
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    reply("01.r1")
    asked = widgets.quiz("02.warmup")
    assert [question.id for question in asked.questions] == ["02.r1", "02.r2", "02.r3"]
    assert ids(asked) == ["01.r2"]
    lines = repr(asked).split("\n")
    assert lines.index("Back from an earlier lesson, so that it stays:") == 12
    assert "x.shape" in lines[13]
    assert len(asked.box.children) == 5
    assert ids(widgets.quiz("01.warmup")) == []


def test_it_can_be_answered_there_and_then_waits_two_days(at):
    at(0)
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    widgets.quiz("02.warmup")
    assert reply("01.r2").startswith("Right.")
    at(1.9)
    assert ids(widgets.quiz("03.warmup")) == []
    at(2.1)
    assert ids(widgets.quiz("03.warmup")) == ["01.r2"]
    reply("01.r2")
    at(9)
    assert ids(widgets.quiz("04.warmup")) == []
    at(9.2)
    assert ids(widgets.quiz("04.warmup")) == ["01.r2"]


def test_only_the_first_pick_of_a_showing_counts(at):
    at(0)
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    reply("01.r2")
    assert ids(widgets.quiz("02.warmup")) == ["01.r2"]


def test_at_most_two_come_back_the_missed_ones_first(at):
    at(0)
    widgets.quiz("01.warmup")
    widgets.quiz("02.warmup")
    for name in ("01.r1", "01.r3", "02.r1"):
        reply(name)
    reply("02.r2", right=False)
    at(3)
    assert ids(widgets.quiz("05.warmup")) == ["02.r2", "01.r1"]
    assert [question.id for question in waiting()] == ["02.r2", "01.r1", "01.r3", "02.r1"]
    assert [question.id for question in widgets.repeat().questions] == [
        "02.r2", "01.r1", "01.r3", "02.r1",
    ]  # fmt: skip


def test_questions_that_need_their_lessons_picture_do_not_come_back(at):
    at(0)
    widgets.quiz("04.fill")
    reply("04.fill", right=False)
    assert ids(widgets.quiz("05.warmup")) == []


def test_a_question_that_is_no_longer_in_the_course_is_left_out(at):
    at(0)
    for name in ("01.r99", "77.r1"):
        diary.learners_diary().add(name, "missed", "it was there once")
    assert waiting() == []


def test_where_no_progress_is_kept_the_warmup_is_the_same_for_everybody():
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    assert ids(widgets.quiz("02.warmup")) == []
    assert widgets.repeat() == "No question is due today."


def test_a_reset_forgets_the_questions_too(at):
    at(0)
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    diary.learners_diary().reset()
    assert waiting() == []


def test_an_answer_is_marked_even_if_it_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file, not a folder")
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "taken" / "progress.sqlite"))
    widgets.quiz("01.warmup")
    said = reply("01.r2")
    assert said.startswith("Right.")
    assert "Your progress cannot be saved in" in said


def test_two_sessions_share_one_memory(tmp_path):
    file = tmp_path / "progress.sqlite"
    Diary(file).add("01.r2", "missed")
    Diary(file).add("01.r2", "right")
    Diary(file).add("relu", "pass")
    now = time.time()
    assert due(Diary(file), now, success="right", failure="missed") == []
    assert due(Diary(file), now + 3 * DAY, success="right", failure="missed") == ["01.r2"]
    assert due(Diary(file), now + 3 * DAY, success="pass") == ["relu"]


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 96 kB, where this system lets a test mount one."""
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(tmp_path)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk can be mounted by the administrator of a Linux system only")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_on_a_full_disk_answers_and_votes_are_marked_and_written_when_there_is_room_again(
    tiny_disk, monkeypatch
):
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tiny_disk / "progress.sqlite"))
    widgets.quiz("01.warmup")
    reply("01.r2", right=False)
    with pytest.raises(OSError, match="space"):
        (tiny_disk / "fill").write_bytes(100_000 * b"x")
    for _ in range(60):  # the file's last page has room for some lines
        diary.learners_diary().add("relu", "attempt", 200 * "x")
    assert "disk is full" in reply("01.r1", right=False)
    widgets.vote("01-a")
    assert "disk is full" in answer("01-a", "a")
    assert {question.id for question in waiting()} == {"01.r1", "01.r2"}
    (tiny_disk / "fill").unlink()
    assert "cannot be saved" not in answer("01-a", "b")
    saved = Diary(tiny_disk / "progress.sqlite").entries()
    assert [entry.exercise for entry in saved] == ["01.r2", *60 * ["relu"], "01.r1", "01-a", "01-a"]


KERNEL = """
import sys
from coursekit import widgets
name, option = sys.argv[1:]
for _ in range(10):
    widgets.quiz("01.warmup")
    widgets.answer(name, option)
    widgets.vote("01-a")
    widgets.answer("01-a", "again")
    widgets.answer("01-a", "b")
"""


def test_several_kernels_answer_and_vote_at_once_and_no_line_is_lost(tmp_path):
    file = tmp_path / "progress.sqlite"
    kernels = [
        subprocess.Popen(
            [sys.executable, "-c", KERNEL, name, option(name, name == "01.r2")],
            env={**os.environ, "COURSEKIT_PROGRESS": str(file)},
        )
        for name in ("01.r1", "01.r2", "01.r3")
    ]
    assert [kernel.wait(timeout=120) for kernel in kernels] == [0, 0, 0]
    lines = [(entry.exercise, entry.kind) for entry in Diary(file).entries()]
    assert Counter(lines) == {
        ("01.r1", "missed"): 10, ("01.r2", "right"): 10, ("01.r3", "missed"): 10,
        ("01-a", "first vote"): 30,
    }  # fmt: skip
