"""The learner's own folder when things go wrong: files stay whole, a sentence says what to do."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import EXERCISE, LESSON, SECOND, code, newer, sources, write

from coursekit import handout
from coursekit.handout import MANIFEST, HandOutError, hand_out, names

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_a_file_of_the_folders_name_stays(course: Path, make: Callable[[Path], None]) -> None:
    make(course / "my_course")
    with pytest.raises(HandOutError, match=r"my_course is no folder.*Give it another name"):
        hand_out(course, course / "my_course")
    assert not (course / "my_course").is_dir()


def test_a_folder_of_somebody_else_is_left_alone(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / LESSON).unlink()
    monkeypatch.setattr(handout, "foreign", lambda path: path == mine)
    with pytest.raises(HandOutError, match="belongs to somebody else"):
        hand_out(course, mine)
    assert not (mine / LESSON).exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder closed even to root: Linux")
def test_where_nothing_can_be_written_a_sentence_says_so(course: Path) -> None:
    with pytest.raises(HandOutError, match="Your copies in /proc are not complete") as told:
        hand_out(course, Path("/proc"))
    assert told.value.__cause__ is not None


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EROFS, "Copy the course into a folder of your own"),
        (errno.EACCES, "Copy the course into a folder of your own"),
        (errno.ENOSPC, "Free some space on the disk"),
        (errno.EIO, "Look what is there"),
    ],
)
def test_each_fault_of_the_disk_has_its_advice(
    course: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    def fail(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(HandOutError, match=f"{os.strerror(number)}.*{advice}, then type the same"):
        hand_out(course, course / "my_course")


def break_off(step: int, fault: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the step-th file be written by half, or not get its name, and then the fault come."""
    steps = iter(range(step + 1))
    write_text, replace = Path.write_text, os.replace

    def half(path: Path, text: str, **how: str) -> None:
        if next(steps, None) == step:
            write_text(path, text[: len(text) // 2], **how)
            raise fault
        write_text(path, text, **how)

    def no_name(old: Path, new: Path) -> None:
        if next(steps, None) == step:
            raise fault
        replace(old, new)

    monkeypatch.setattr(Path, "write_text", half)
    monkeypatch.setattr(os, "replace", no_name)


FAULTS = [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")]


@pytest.mark.parametrize("fault", FAULTS, ids=["Ctrl-C", "a full disk"])
@pytest.mark.parametrize("step", range(8))
def test_what_breaks_off_leaves_whole_files_and_the_next_call_goes_on(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, step: int, fault: BaseException
) -> None:
    write(mine / LESSON, code("mine"))
    newer(course)
    with monkeypatch.context() as patch:
        break_off(step, fault, patch)
        with pytest.raises((HandOutError, KeyboardInterrupt)):
            hand_out(course, mine, "03")
    written = [sources(path) for path in mine.glob("notebooks/03*")]
    assert ["mine"] in written
    assert set(map(tuple, written)) <= {("mine",), ("first", "second, better")}
    assert sorted(path.name for path in (mine / MANIFEST).parent.iterdir()) == [MANIFEST.name]
    assert json.loads((mine / MANIFEST).read_text())
    hand_out(course, mine, "03")
    assert {tuple(sources(mine / name)) for name in names(course)} == {("first", "second, better")}


@pytest.mark.parametrize("step", range(6))
def test_what_was_handed_out_before_a_break_is_known(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    newer(course)
    with monkeypatch.context() as patch:
        break_off(step, KeyboardInterrupt(), patch)
        with pytest.raises(KeyboardInterrupt):
            hand_out(course, mine)
    for name in names(course):
        write(course / name, code("third"))
    hand_out(course, mine)
    assert {tuple(sources(mine / name)) for name in names(course)} == {("third",)}


def test_a_kept_file_is_whole_or_not_there(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(mine / LESSON, code("mine"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda path: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            hand_out(course, mine, "03")
    assert [path.name for path in mine.glob("notebooks/03*")] == ["03_loss.ipynb"]
    assert sources(mine / LESSON) == ["mine"]


CALL = """import sys; from pathlib import Path; from coursekit.handout import hand_out
course = Path(sys.argv[1])
for round in range(40): hand_out(course, course / "my_course", sys.argv[2] or None)"""


@pytest.mark.parametrize("numbers", [("", ""), ("03", ""), ("03", "03")])
def test_two_calls_at_once_lose_nothing(course: Path, mine: Path, numbers: tuple[str]) -> None:
    write(mine / LESSON, code("mine"))
    newer(course)
    calls = [
        subprocess.Popen([sys.executable, "-c", CALL, course, number], cwd=ROOT)
        for number in numbers
    ]
    assert [call.wait() for call in calls] == [0, 0]
    assert ["mine"] in [sources(path) for path in mine.glob("notebooks/03*")]
    assert sources(mine / EXERCISE) == ["first", "second, better"]
    assert sorted(path.name for path in (mine / MANIFEST).parent.iterdir()) == [MANIFEST.name]
    write(course / EXERCISE, code("third"))
    hand_out(course, mine)
    assert sources(mine / EXERCISE) == ["third"]


NO_NOTEBOOK = ["", "{", "[]", '{"cells": 3}', '{"cells": [3]}', '{"cells": [{}]}', "[" * 100_000]


@pytest.mark.parametrize("text", NO_NOTEBOOK, ids=range(len(NO_NOTEBOOK)))
def test_a_file_that_is_no_notebook_is_named_and_the_others_are_handed_out(
    course: Path, mine: Path, text: str
) -> None:
    newer(course)
    (course / EXERCISE).write_text(text)
    (mine / LESSON).write_text(text)
    _, theirs, broken = hand_out(course, mine, "00")[-3:]
    assert theirs.startswith(f"{LESSON} cannot be read as a notebook and stays as it is.")
    assert broken.startswith(f"The course's own {EXERCISE} cannot be read as a notebook")
    assert (mine / LESSON).read_text() == text
    assert sources(mine / EXERCISE) == ["first", SECOND]
    said, *_ = hand_out(course, mine, "03")
    assert said.startswith(f"{LESSON} is fresh; yours is now: 03_loss (yours, ")
    assert sources(mine / LESSON) == ["first", "second, better"]
