"""The learner's own folder: nothing written is lost, and nothing is spoiled."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_course import EXERCISE, LESSON, SECOND, cells, code, newer, sources, write

from coursekit.handout import MANIFEST, HandOutError, hand_out, names
from tools.notebooks import execute, read, text_of

ROOT = Path(__file__).parents[2]
DAY = 1_795_867_200  # noon of 28 November 2026, in UTC


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
        assert text == text_of(read(tmp_path / name))
        links = re.findall(r"\]\(([^)#:]+\.ipynb)", text)
        assert [
            link for link in links if not (tmp_path / name).parent.joinpath(link).exists()
        ] == []


def test_the_first_call_says_where_the_copies_are(course: Path, tmp_path: Path) -> None:
    said = hand_out(course, tmp_path / "new" / "mine")
    where = f"Your own copies of the lessons are in {tmp_path / 'new' / 'mine'}."
    assert said == [f"{where} What you write there stays."]


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
    "run": lambda first, second: [code("first", scrolled=True), code(SECOND)],
    "a blank cell at the end": lambda first, second: [first, second, code("\n")],
    "other ends of lines": lambda first, second: [
        first,
        {**second, "source": SECOND.replace("\n", "\r\n")},
    ],
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
    write(course / LESSON, code("first", tags=["setup"]), code(SECOND, tags=["folded"]))
    write(mine / EXERCISE, code("mine"))
    write(course / EXERCISE, code("first"), code(SECOND))
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
    assert sources(mine / LESSON) == ["first", SECOND]


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
        assert sources(mine / LESSON) == ["first", SECOND]
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
