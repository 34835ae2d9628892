"""The diary loses nothing: several kernels, a crash, a full disk, a damaged file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from coursekit import cli
from coursekit.lessons.catalogue import names_by_lesson
from coursekit.progress import diary
from coursekit.progress.diary import Diary, learners_diary
from coursekit.verbs.checking import check

IN_LESSON_02 = len(names_by_lesson()["02"])


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a diary that this test alone uses."""
    place = tmp_path / "folder" / "progress.sqlite"
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(place))
    return place


def python(script: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """A Python of its own that runs a script."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)


def right(z):
    return np.maximum(z, 0)


right.__name__ = "relu"


def test_what_is_written_is_there_in_the_next_session(file):
    Diary(file).add("relu", "attempt", "def relu(z): ...", "absolute")
    Diary(file).add("mse", "pass", "def mse(pred, y): ...")
    (attempt,) = Diary(file).entries("relu")
    assert (attempt.kind, attempt.misconception) == ("attempt", "absolute")
    assert abs(attempt.at - time.time()) < 60
    assert [entry.exercise for entry in Diary(file).entries()] == ["relu", "mse"]
    assert Diary(file).passed() == {"mse"}


def test_reading_makes_no_file(file):
    assert Diary(file).entries() == []
    assert not file.exists()


def test_a_check_counts_what_earlier_sessions_passed(file):
    Diary(file).add("mlp_forward", "pass")
    assert f"2 of {IN_LESSON_02} in this lesson." in str(check(right))
    assert f"2 of {IN_LESSON_02} in this lesson." in str(check(right))


WRITER = """
import sys
from pathlib import Path
from coursekit.progress.diary import Diary
for i in range(int(sys.argv[3])):
    diary = Diary(Path(sys.argv[1]))
    diary.add(sys.argv[2], "attempt", str(i))
    print(diary.trouble() or "saved", flush=True)
"""


def test_several_kernels_write_at_once_and_no_line_is_lost(file):
    kernels = [python(WRITER, file, name, 40) for name in ("relu", "mse", "softmax")]
    said = [kernel.communicate(timeout=60)[0].split() for kernel in kernels]
    assert said == [["saved"] * 40] * 3
    for name in ("relu", "mse", "softmax"):
        assert [e.source for e in Diary(file).entries(name)] == [str(i) for i in range(40)]


def test_a_killed_kernel_leaves_all_that_was_saved(file):
    kernel = python(WRITER, file, "relu", 100_000)
    for _ in range(15):
        assert kernel.stdout.readline() == "saved\n"
    os.kill(kernel.pid, signal.SIGKILL)
    kernel.communicate()
    after = Diary(file)
    assert len(after.entries("relu")) >= 15
    after.add("mse", "pass")
    assert (after.trouble(), after.passed()) == ("", {"mse"})


FULL = """
import resource, sys
from pathlib import Path
from coursekit.progress.diary import Diary
diary = Diary(Path(sys.argv[1]))
diary.add("relu", "pass", "kept before")
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
diary.add("mse", "pass", 100_000 * "x")
print(diary.trouble())
print(sorted(diary.passed()))
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
diary.add("softmax", "pass")
print(repr(diary.trouble()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of the file size stands in for a disk")
def test_a_full_disk_is_said_and_what_was_not_saved_is_saved_later(file):
    trouble, passed, later = python(FULL, file).communicate(timeout=60)[0].splitlines()
    assert "Your progress cannot be saved in" in trouble
    assert "disk" in trouble
    assert passed == "['mse', 'relu']"
    assert later == "''"
    assert Diary(file).passed() == {"relu", "mse", "softmax"}


def test_a_folder_that_cannot_be_made_is_said_in_the_panel(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file, not a folder")
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "taken" / "progress.sqlite"))
    result = check(right)
    assert result.passed
    assert "Your progress cannot be saved in" in str(result)
    assert f"1 of {IN_LESSON_02} in this lesson." in str(result)


@pytest.mark.parametrize("damage", ["no database at all" * 100, "head kept"])
def test_a_damaged_file_is_set_aside_and_said(file, damage):
    Diary(file).add("mse", "pass", 30_000 * "x")
    whole = file.read_bytes()
    broken = damage.encode() if damage != "head kept" else whole[:200] + 12_000 * b"\xff"
    file.write_bytes(broken)
    result = check(right)
    assert "was damaged. It is kept as" in str(result)
    (aside,) = file.parent.glob("progress-damaged-*.sqlite")
    assert str(aside) in str(result)
    assert aside.read_bytes() == broken
    assert Diary(file).passed() == {"relu"}
    assert "damaged" not in str(check(right))


def test_a_second_damaged_file_does_not_overwrite_the_first(file):
    for text in ("first " * 400, "second " * 400):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        Diary(file).add("relu", "hint")
    kept = {aside.read_text()[:5] for aside in file.parent.glob("progress-damaged-*.sqlite")}
    assert kept == {"first", "secon"}


def test_a_tested_notebook_depends_on_nobodys_progress(monkeypatch):
    monkeypatch.delenv("COURSEKIT_PROGRESS", raising=False)
    assert diary.place() is None
    monkeypatch.delenv("PYTEST_VERSION")
    assert diary.place() == diary.COURSE / ".coursekit" / "progress.sqlite"
    monkeypatch.setenv("COURSEKIT_PROGRESS", "off")
    assert diary.place() is None


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_without_the_course_around_it_the_file_lies_with_the_users_data(
    system, tmp_path, monkeypatch
):
    monkeypatch.delenv("PYTEST_VERSION")
    monkeypatch.delenv("COURSEKIT_PROGRESS", raising=False)
    monkeypatch.setattr(diary, "COURSE", tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    assert diary.place().name == "progress.sqlite"
    assert diary.place().parent.name == "coursekit"


def test_the_command_shows_each_lesson(file, capsys):
    check(right)
    Diary(file).add("mse", "attempt", "x")
    Diary(file).add("mse", "hint")
    assert cli.main(["progress"]) == 0
    said = capsys.readouterr().out
    assert f"Lesson 02: 1 of {IN_LESSON_02} passed" in said
    assert "  relu                        passed   attempts that failed 0, hints 0" in said
    assert "  mse                         not yet  attempts that failed 1, hints 1" in said
    assert str(file) in said


def test_the_command_exports_everything(file, tmp_path, capsys):
    check(right)
    assert cli.main(["progress", "--export", str(tmp_path / "out.json")]) == 0
    content = json.loads((tmp_path / "out.json").read_text())
    (relu,) = [skill for skill in content["skills"] if skill["exercise"] == "relu"]
    assert relu["passed"]
    assert relu["source"].endswith("return np.maximum(z, 0)")
    assert [line["kind"] for line in content["diary"]] == ["pass"]
    assert cli.main(["progress", "--export", str(tmp_path / "no" / "out.json")]) == 1
    assert "could not be written" in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "left"), [("yes\n", set()), ("no\n", {"relu"}), ("", {"relu"})])
def test_the_command_forgets_everything_after_a_yes(file, typed, left, monkeypatch, tmp_path):
    check(right)
    (tmp_path / "typed").write_text(typed)
    with (tmp_path / "typed").open() as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        assert cli.main(["progress", "--reset"]) == (1 if left else 0)
    assert learners_diary().passed() == left
