"""The learner's own folder: nothing written is lost, nothing spoiled, whatever comes between."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coursekit import handout
from coursekit.handout import MANIFEST, HandOutError, hand_out, names
from tools.notebooks import execute

ROOT = Path(__file__).parents[2]
LESSON, EXERCISE = "notebooks/03_loss.ipynb", "exercises/03_loss.ipynb"
DAY = 1_795_867_200  # noon of 28 November 2026, in UTC
FIRST = "Your own copies of the lessons are in {}. What you write there stays."


def code(source: str, **metadata: Any) -> dict[str, Any]:
    """A code cell that was run."""
    shown = {"output_type": "stream", "name": "stdout", "text": ["the answer\n"]}
    return {
        "cell_type": "code",
        "execution_count": 1,
        "id": f"id-{source}",
        "metadata": metadata,
        "outputs": [shown],
        "source": source.splitlines(keepends=True),
    }


def write(path: Path, *cells: dict[str, Any], indent: int | None = 1) -> None:
    """A notebook of these cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=indent), encoding="utf-8")


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a file."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def sources(path: Path) -> list[str]:
    """What stands in the cells of a file."""
    return ["".join(cell["source"]) for cell in cells(path)]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two lessons, of which one has exercises."""
    folder = tmp_path / "course"
    for name in ("notebooks/00_start_here.ipynb", LESSON, EXERCISE):
        write(folder / name, code("first", tags=["setup"]), code("second"))
    return folder


@pytest.fixture
def mine(course: Path) -> Path:
    """The folder of a learner who was given this course."""
    folder = course / "my_course"
    assert hand_out(course, folder) == [FIRST.format(folder)]
    return folder


def newer(course: Path) -> None:
    """The course has a new version of every notebook."""
    for name in names(course):
        write(course / name, code("first"), code("second, better"))


def test_copies_hold_all_of_the_course_but_what_its_runs_put_out(tmp_path: Path) -> None:
    hand_out(ROOT, tmp_path)
    handed_out = [str(path.relative_to(tmp_path)) for path in tmp_path.glob("[!.]*/*")]
    assert sorted(handed_out) == sorted(names(ROOT))
    for name in names(ROOT):
        truth = cells(ROOT / name)
        for cell in truth:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        assert cells(tmp_path / name) == truth
        text = (tmp_path / name).read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#:]+\.ipynb)", text)
        assert [
            link for link in links if not (tmp_path / name).parent.joinpath(link).exists()
        ] == []


def test_a_second_call_touches_nothing(course: Path, mine: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*")}
    assert hand_out(course, mine) == []
    assert {path: path.stat().st_mtime_ns for path in mine.rglob("*")} == before


WRITTEN = {
    "a line": lambda first, second: [first, code("second, mine")],
    "a cell added": lambda first, second: [first, second, code("mine")],
    "a cell deleted": lambda first, second: [first],
    "a cell emptied": lambda first, second: [first, code("")],
    "an order of one's own": lambda first, second: [second, first],
    "a note made of code": lambda first, second: [first, {**second, "cell_type": "markdown"}],
}


@pytest.mark.parametrize("change", WRITTEN.values(), ids=WRITTEN)
def test_what_was_written_stays_for_ever(
    course: Path, mine: Path, change: Callable[..., list[dict[str, Any]]]
) -> None:
    write(mine / LESSON, *change(*cells(mine / LESSON)))
    before = (mine / LESSON).read_bytes()
    assert hand_out(course, mine) == []
    newer(course)
    for _ in range(2):
        *_, said = hand_out(course, mine)
        assert said.startswith(f"The course has another version of {LESSON}. What you wrote there")
        assert "--fresh 03;" in said
    assert (mine / LESSON).read_bytes() == before
    assert sources(mine / EXERCISE) == ["first", "second, better"]


ONLY_RUN = {
    "never touched": lambda first, second: [first, second],
    "run": lambda first, second: [code("first", scrolled=True), code("second")],
    "a blank cell at the end": lambda first, second: [first, second, code("\n")],
    "other ends of lines": lambda first, second: [{**first, "source": "first\r\n"}, second],
}


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("change", ONLY_RUN.values(), ids=ONLY_RUN)
def test_a_copy_that_was_only_run_is_replaced_by_a_newer_one(
    course: Path, mine: Path, indent: int | None, change: Callable[..., list[dict[str, Any]]]
) -> None:
    write(mine / LESSON, *change(*cells(mine / LESSON)), indent=indent)
    before = (mine / LESSON).read_bytes()
    assert hand_out(course, mine) == []
    assert (mine / LESSON).read_bytes() == before
    newer(course)
    (said,) = hand_out(course, mine)
    assert said.startswith("Newer than before, since you had not written in it: ")
    assert LESSON in said
    assert sources(mine / LESSON) == ["first", "second, better"]
    assert hand_out(course, mine) == []


def test_a_new_tag_makes_a_new_version_too(course: Path, mine: Path) -> None:
    write(course / LESSON, code("first", tags=["setup"]), code("second", tags=["folded"]))
    write(mine / EXERCISE, code("mine"))
    write(course / EXERCISE, code("first"), code("second"))
    said = hand_out(course, mine)
    assert said == [f"Newer than before, since you had not written in it: {LESSON}."]
    assert cells(mine / LESSON)[1]["metadata"] == {"tags": ["folded"]}


def test_what_is_new_is_added_and_what_was_deleted_comes_back(course: Path, mine: Path) -> None:
    write(course / "notebooks/04_backprop.ipynb", code("new"))
    (mine / LESSON).unlink()
    shutil.rmtree(mine / "exercises")
    said = hand_out(course, mine)
    assert said == [
        f"New in your folder: {LESSON}, notebooks/04_backprop.ipynb and {EXERCISE}.",
    ]
    assert sources(mine / LESSON) == ["first", "second"]


BROKEN = ["", "no JSON", "[]", "{}", '{"notebooks/03_loss.ipynb": 3}', "\x00", None]


@pytest.mark.parametrize("text", BROKEN)
def test_without_a_record_whatever_differs_is_the_learners(
    course: Path, mine: Path, text: str | None
) -> None:
    write(mine / LESSON, code("mine"))
    before = {name: (mine / name).read_bytes() for name in names(course)}
    (mine / MANIFEST).unlink()
    if text is not None:
        (mine / MANIFEST).write_text(text)
    (said,) = hand_out(course, mine)
    assert said.startswith(f"The course has another version of {LESSON}.")
    assert {name: (mine / name).read_bytes() for name in names(course)} == before
    assert set(json.loads((mine / MANIFEST).read_text())) == set(names(course))
    assert hand_out(course, mine) == []


def test_a_fresh_lesson_keeps_each_earlier_one_beside_it(course: Path, mine: Path) -> None:
    kept = ["03_loss (yours, 2026-11-28).ipynb", "03_loss (yours, 2026-11-28, 2).ipynb"]
    for name in kept:
        write(mine / LESSON, code(f"written for {name}"))
        os.utime(mine / LESSON, (DAY, DAY))
        assert hand_out(course, mine, "3") == [
            f"{LESSON} is fresh; yours is now: {name}",
            f"{EXERCISE} is fresh; there was nothing of yours in it.",
        ]
        assert sources(mine / LESSON) == ["first", "second"]
    assert [sources(mine / "notebooks" / name) for name in kept] == [
        [f"written for {name}"] for name in kept
    ]
    assert len(list(mine.glob("exercises/*"))) == 1
    newer(course)
    assert "another version" not in " ".join(hand_out(course, mine))


@pytest.mark.parametrize("number", ["12", "x", "*", "-1", "../"])
def test_a_number_without_a_lesson_is_told_which_there_are(course: Path, number: str) -> None:
    with pytest.raises(HandOutError, match=r"There is no lesson .*\. There are 00 and 03\."):
        hand_out(course, course / "my_course", number)
    assert not (course / "my_course").exists()


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
    newer_still = code("third")
    write(course / LESSON, newer_still)
    hand_out(course, mine)
    assert sources(mine / LESSON) == ["third"]  # what was handed out is known


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
    assert sources(mine / EXERCISE) == ["first", "second"]
    said, *_ = hand_out(course, mine, "03")
    assert said.startswith(f"{LESSON} is fresh; yours is now: 03_loss (yours, ")
    assert sources(mine / LESSON) == ["first", "second, better"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["notebooks/00_start_here.ipynb", LESSON, EXERCISE])
def test_a_copy_runs_to_its_end(name: str, tmp_path: Path) -> None:
    """Errors on purpose have the tag raises-exception; any other one ends the run."""
    hand_out(ROOT, tmp_path)
    run, seconds = execute(tmp_path / name)
    assert len(seconds) == sum(cell.cell_type == "code" for cell in run.cells)
    checks = [cell for cell in run.cells if re.match(r"check\(", cell.source)]
    assert checks
    for cell in checks:
        assert "not attempted" in str(cell.outputs)
