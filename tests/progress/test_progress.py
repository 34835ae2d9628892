"""The diary loses nothing: several kernels, a crash, a full disk, a damaged file."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coursekit import cli
from coursekit.lessons.catalogue import names_by_lesson
from coursekit.progress import place
from coursekit.progress.diary import Diary, learners_diary
from coursekit.progress.store import set_aside
from coursekit.verbs.answers import yours
from coursekit.verbs.checking import check
from coursekit.verbs.helping import hint
from coursekit.verbs.ownership import whose

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
    assert f"2 of {IN_LESSON_02} tasks of lesson 02." in str(check(right))
    assert f"2 of {IN_LESSON_02} tasks of lesson 02." in str(check(right))


WRITER = """
import sys
from coursekit.progress.diary import learners_diary
diary = learners_diary()
for i in range(int(sys.argv[2])):
    diary.add(sys.argv[1], "attempt", str(i))
    print(diary.trouble() or "saved", flush=True)
"""


def test_several_kernels_write_at_once_and_no_line_is_lost(file):
    kernels = [python(WRITER, name, 40) for name in ("relu", "mse", "softmax")]
    for kernel in kernels:
        said = kernel.communicate(timeout=60)[0].splitlines()
        assert all(line == "saved" or "Another program holds" in line for line in said)
    for name in ("relu", "mse", "softmax"):
        assert [e.source for e in Diary(file).entries(name)] == [str(i) for i in range(40)]


LATE = """
from coursekit.progress.diary import learners_diary
learners_diary().add("relu", "pass")
print(learners_diary().trouble(), flush=True)
input()
"""


def test_what_could_not_be_saved_is_saved_when_python_ends(file):
    Diary(file).add("mse", "pass")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        kernel = python(LATE, stdin=subprocess.PIPE)
        assert "Another program holds" in kernel.stdout.readline()
        other.execute("ROLLBACK")
    kernel.communicate("\n", timeout=60)
    assert Diary(file).passed() == {"mse", "relu"}


def test_a_killed_kernel_leaves_all_that_was_saved(file):
    kernel = python(WRITER, "relu", 100_000)
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
    assert f"1 of {IN_LESSON_02} tasks of lesson 02." in str(result)


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
    learners_diary().add("relu", "pass", "an earlier answer")
    check(right)
    assert cli.main(["progress", "--export", str(tmp_path / "out.json")]) == 0
    content = json.loads((tmp_path / "out.json").read_text())
    (relu,) = [skill for skill in content["skills"] if skill["exercise"] == "relu"]
    assert relu["passed"]
    assert relu["source"].endswith("return np.maximum(z, 0)")
    assert [line["kind"] for line in content["diary"]] == ["pass", "pass"]
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


def test_a_reset_keeps_the_file_under_another_name(file):
    mine = Diary(file)
    mine.add("relu", "pass", "def relu(z): ...")
    kept = mine.reset()
    assert mine.entries() == []
    assert [entry.exercise for entry in Diary(kept).entries()] == ["relu"]
    mine.add("mse", "pass")
    assert Diary(file).passed() == {"mse"}


def test_a_reset_takes_along_what_sqlite_keeps_beside_the_file(file):
    endings = ("-journal", "-wal", "-shm")
    Diary(file).add("relu", "pass")
    for ending in endings:
        file.with_name(file.name + ending).write_text(ending)
    kept = set_aside(file, "before-reset")
    assert [kept.with_name(kept.name + ending).read_text() for ending in endings] == [*endings]
    assert not [*file.parent.glob(f"{file.name}*")]


def test_a_reset_forgets_what_was_never_saved_too():
    mine = Diary(None)
    mine.add("relu", "pass")
    assert mine.reset() is None
    assert mine.entries() == []


def test_no_statement_takes_lines_out_of_a_file():
    texts = [file.read_text(encoding="utf-8") for file in Path(place.__file__).parent.glob("*.py")]
    assert any("INSERT INTO" in text for text in texts)
    assert not any(re.search(r"DELETE|DROP|UPDATE|unlink|remove\(", text) for text in texts)


def test_the_tests_keep_to_a_diary_in_memory():
    assert learners_diary().path is None


OLDER = {
    "two columns less": "CREATE TABLE diary (at REAL NOT NULL, exercise TEXT NOT NULL, kind TEXT)",
    "an unknown one": "CREATE TABLE diary (at REAL, exercise TEXT, kind TEXT, mood TEXT)",
}


@pytest.mark.parametrize("table", OLDER.values(), ids=OLDER)
def test_an_older_file_is_read_and_goes_on(file, table):
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as old, old:
        old.execute(table)
        old.execute("INSERT INTO diary (at, exercise, kind) VALUES (1.5, 'mlp_forward', 'pass')")
    assert Diary(file).passed() == {"mlp_forward"}
    assert f"2 of {IN_LESSON_02} tasks of lesson 02." in str(check(right))
    first, *_ = lines = Diary(file).entries()
    assert (first.at, first.source, first.misconception) == (1.5, "", None)
    assert {line.exercise for line in lines} == {"mlp_forward", "relu"}
    with closing(sqlite3.connect(file)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_file_of_a_newer_course_is_left_as_it_is(file, capsys):
    Diary(file).add("mse", "pass")
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    assert "a newer version of the course wrote it" in str(check(right))
    assert cli.main(["progress"]) == 1
    assert "a newer version of the course wrote it" in capsys.readouterr().out
    assert file.read_bytes() == before


def test_a_trouble_is_said_once(file):
    file.mkdir(parents=True)
    mine = Diary(file)
    mine.add("mse", "pass")
    assert str(file) in mine.trouble()
    assert mine.trouble() == ""


def test_while_another_program_holds_the_file_each_call_says_so_and_nothing_is_lost(file):
    check(right)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for said in (check(right), hint("sigmoid"), yours("softmax"), whose("mse")):
            assert "Another program holds" in str(said)
        assert learners_diary().passed() == {"relu"}
        other.execute("ROLLBACK")
    assert "Another program" not in str(check(right))
    assert [entry.kind for entry in Diary(file).entries()] == ["pass", "pass", "hint", "pass"]
