"""The progress view: what the diary says, as bars, names and sentences; export and reset."""

from __future__ import annotations

import json
import sys

import pytest

from coursekit import plots, widgets
from coursekit.lessons import EVERY
from coursekit.lessons.catalogue import names_by_lesson
from coursekit.progress import diary
from coursekit.progress import view as view_of_progress
from coursekit.progress.diary import Diary, learners_diary
from coursekit.progress.spacing import DAY


@pytest.fixture
def file(tmp_path, monkeypatch):
    place = tmp_path / "folder" / "progress.sqlite"
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(place))
    monkeypatch.chdir(tmp_path)
    return place


def test_with_the_diary_off_it_is_the_same_for_everybody_and_names_no_exercise():
    said = widgets.progress()._repr_mimebundle_()
    assert said["text/plain"].startswith("Nothing tried yet.")
    assert "relu" not in said["text/html"]
    assert widgets.progress()._repr_mimebundle_()["text/html"] == said["text/html"]


def test_bars_names_and_sentence_say_what_the_diary_says(file):
    learners_diary().add("ink", "pass")
    learners_diary().add("relu", "pass")
    learners_diary().add("mse", "attempt", "x")
    learners_diary().add("softmax", "hint")
    view = widgets.progress()
    whole = sum(map(len, names_by_lesson().values()))
    assert repr(view) == f"Passed: 2 of {whole} exercises, 2 more tried. Complete: 00 start here."
    assert "<td>relu</td><td>softmax</td>" in view._repr_mimebundle_()["text/html"]
    assert view.live.words == repr(view)


def test_refresh_shows_what_another_kernel_has_written(file):
    view = widgets.progress()
    Diary(file).add("relu", "pass")
    refresh, *_ = view.box.children[2].children
    refresh.click()
    assert repr(view).startswith("Passed: 1 of")
    assert view.live.words == repr(view)


def test_what_was_passed_two_days_ago_and_what_was_missed_is_for_today(file, monkeypatch):
    learners_diary().add("relu", "pass")
    learners_diary().add("01.r2", "missed")
    learners_diary().add("02.r1", "missed")
    assert "To write once more" not in repr(widgets.progress())
    later = diary.time.time() + 3 * DAY
    monkeypatch.setattr(diary.time, "time", lambda: later)
    learners_diary().add("softmax", "pass")
    assert repr(widgets.progress()).endswith(
        "To write once more today, from memory: relu. "
        "2 questions to answer again: run widgets.repeat() in a cell."
    )


def test_the_export_button_writes_all_of_it_beside_the_notebook(file, tmp_path):
    learners_diary().add("relu", "pass", "def relu(z): ...")
    view = widgets.progress()
    view.box.children[2].children[1].click()
    content = json.loads((tmp_path / view_of_progress.FILE).read_text())
    assert [line["exercise"] for line in content["diary"]] == ["relu"]
    assert str(tmp_path / view_of_progress.FILE) in view.status.value
    view.export(str(tmp_path / "nowhere" / "file.json"))
    assert "could not be written" in view.status.value


def test_nothing_is_forgotten_before_a_second_button_says_so(file):
    learners_diary().add("relu", "pass")
    view = widgets.progress()
    forget, (yes, no) = view.box.children[2].children[2], view.box.children[4].children
    assert view.box.children[4].layout.display == "none"
    forget.click()
    assert "This forgets all" in view.status.value
    assert view.box.children[4].layout.display is None
    no.click()
    assert (view.status.value, view.box.children[4].layout.display) == ("", "none")
    assert Diary(file).passed() == {"relu"}
    forget.click()
    yes.click()
    assert "All of it is forgotten." in view.status.value
    assert (repr(view).split(".")[0], Diary(file).entries()) == ("Nothing tried yet", [])


def test_a_damaged_file_is_set_aside_and_said_here_too(file):
    Diary(file).add("relu", "pass")
    file.write_text("no database at all" * 100)
    view = widgets.progress()
    assert "was damaged. It is kept as" in view.status.value
    assert repr(view).startswith("Nothing tried yet.")
    assert list(file.parent.glob("progress-damaged-*.sqlite"))


@pytest.mark.skipif(sys.platform == "win32", reason="a folder's rights are other ones there")
def test_a_diary_that_cannot_be_read_is_said(file):
    file.mkdir(parents=True)
    view = widgets.progress()
    assert "Your progress cannot be read from" in view.status.value
    assert repr(view).startswith("Nothing tried yet.")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"a": (0, 0, 3)}, "Nothing tried yet."),
        ({"a": (0, 1, 0)}, "Passed: 0 of 1 exercise, 1 more tried."),
        ({"a": (3, 0, 0), "b": (0, 0, 1)}, "Passed: 3 of 4 exercises. Complete: a."),
        ({"a": (0, 0, 0)}, "Nothing tried yet."),
    ],
)
def test_the_sentence_of_the_bars_is_true(counts, sentence):
    drawing = plots.passed_bars(counts)
    ax = drawing.ax
    assert drawing.words.startswith(sentence)
    widths = [[bar.get_width() for bar in container] for container in ax.containers]
    assert [list(map(int, row)) for row in zip(*widths, strict=True)] == [
        list(row) for row in counts.values()
    ]


def test_awkward_counts_are_refused():
    for counts in ({}, {"a": (1, -1, 0)}):
        with pytest.raises(ValueError, match=r"expected a dict|at least 0"):
            plots.passed_bars(counts)


def test_the_name_of_every_lesson_fits_beside_its_bar():
    names = [f"{lesson.number} {lesson.topic}" for lesson in EVERY]
    ax = plots.passed_bars(dict.fromkeys(names, (0, 0, 1))).ax
    assert [label.get_text() for label in ax.get_yticklabels()] == names
