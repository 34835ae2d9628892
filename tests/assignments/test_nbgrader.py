"""nbgrader's own commands over the whole course: marks, partial marks, hints in the feedback.

Two classes are graded side by side, each in a folder of its own with a gradebook of its own.
Without nbgrader the tests are skipped; COURSEKIT_REQUIRE_NBGRADER=1 makes that a failure.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from coursekit.assignments import lint
from coursekit.assignments.course import write_course
from coursekit.assignments.solution_cells import BEGIN
from coursekit.lessons.catalogue import every_exercise, find
from tools.exercises import ROOT, SOURCES
from tools.notebooks import read, write

pytestmark = pytest.mark.slow

NAMES = sorted(source.stem for source in SOURCES.glob("*.py"))
HALF = {
    "01_learning_cycle": ("one_step", "uphill", "return w + lr * 2 * (w * x - y) * x"),
    "02_forward_pass": ("relu", "absolute", "return np.abs(z)"),
}
"""For each assignment of the third student an exercise, a mistake in it, and how it is written."""


MARK = re.compile(r"^( +)# ?", re.MULTILINE)
"""What makes a line of a function a comment."""


class Row(NamedTuple):
    """A line of nbgrader's table of marks."""

    score: float
    most: float


class Graded(NamedTuple):
    """The folder of a class, and the marks by assignment and student."""

    folder: Path
    marks: dict[tuple[str, str], Row]


def nbgrader(folder: Path, *words: str) -> None:
    """Run one of nbgrader's commands in the course's folder."""
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def hand_in(folder: Path, student: str, notebook: Path) -> None:
    """Put a notebook where nbgrader looks for submissions."""
    target = folder / "submitted" / student / notebook.stem / notebook.name
    target.parent.mkdir(parents=True)
    shutil.copy(notebook, target)


def half_right(folder: Path, assignment: str) -> Path:
    """The solutions, every second one left as it came, and a mistake in one exercise."""
    name, _, wrong = HALF[assignment]
    came = {cell.id: cell.source for cell in read(ROOT / "exercises" / f"{assignment}.ipynb").cells}
    notebook = read(folder / "source" / assignment / f"{assignment}.ipynb")
    solutions = [cell for cell in notebook.cells if BEGIN in cell.source]
    for cell in solutions[1::2]:
        cell.source = came[cell.id]
    (mistaken,) = [cell for cell in solutions if cell.id == name]
    mistaken.source = came[name].replace("...", wrong)
    path = folder / f"{assignment}.ipynb"
    write(notebook, path)
    return path


def points(folder: Path, assignment: str) -> dict[str, float]:
    """The points of each exercise that is marked by running it."""
    cells = read(folder / "source" / assignment / f"{assignment}.ipynb").cells
    checks = [cell for cell in cells if cell.id.startswith("check-")]
    return {c.id.removeprefix("check-"): c.metadata.nbgrader.points for c in checks}


def all_solved(folder: Path) -> None:
    """One student hands in the solution of every assignment."""
    for name in NAMES:
        hand_in(folder, "solutions", folder / "source" / name / f"{name}.ipynb")


def empty_or_half(folder: Path) -> None:
    """One hands in the copies as they came, another one half of the answers."""
    for name in NAMES:
        hand_in(folder, "empty", ROOT / "exercises" / f"{name}.ipynb")
    for name in HALF:
        hand_in(folder, "half", half_right(folder, name))


def grade(folder: Path) -> Graded:
    """Mark what was handed in, write the feedback, export the marks."""
    nbgrader(folder, "autograde", "*")
    nbgrader(folder, "generate_feedback", "*")
    nbgrader(folder, "export")
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["raw_score"]]
    marks = {
        (row["assignment"], row["student_id"]): Row(
            float(row["raw_score"]), float(row["max_score"])
        )
        for row in rows
    }
    return Graded(folder, marks)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graded, Graded]:
    """The class of those who know it all, and the class of an empty copy and a half-right one."""
    if find_spec("nbgrader") is None:
        required = os.environ.get("COURSEKIT_REQUIRE_NBGRADER") == "1"
        missing = "nbgrader is not installed: python3 course.py setup instructor"
        (pytest.fail if required else pytest.skip)(missing)
    folder = tmp_path_factory.mktemp("nbgrader")
    first, second = folder / "first", folder / "second"
    write_course(Path(__file__).parents[2] / "exercises" / "sources", first)
    nbgrader(first, "generate_assignment", "*")
    shutil.copytree(first, second)
    work: list[tuple[Path, Callable[[Path], None]]] = [
        (first, all_solved),
        (second, empty_or_half),
    ]
    for place, fill in work:
        fill(place)
    with ThreadPoolExecutor() as pool:
        one, two = pool.map(grade, (first, second))
    return one, two


@pytest.mark.parametrize("name", NAMES)
def test_the_released_copy_is_ours_but_for_the_set_up_and_lines_to_mend(
    name: str, classes: tuple[Graded, Graded]
) -> None:
    """nbgrader empties a solution cell; what is to be mended stands there as comments."""
    released = read(classes[0].folder / "release" / name / f"{name}.ipynb").cells
    ours = read(ROOT / "exercises" / f"{name}.ipynb").cells
    assert [cell.id for cell in released] == [cell.id for cell in ours]
    exercises = every_exercise()
    for cell, our in zip(released, ours, strict=True):
        if cell.id in exercises and exercises[cell.id].mend:
            given, lines = (MARK.sub(r"\1", text) for text in (cell.source, our.source))
            assert given.startswith(lines)
        elif cell.id != "set-up":
            assert cell.source == our.source


def test_the_released_course_has_no_trap(classes: tuple[Graded, Graded]) -> None:
    assert lint([classes[0].folder]) == []


@pytest.mark.parametrize("name", NAMES)
def test_solutions_get_all_points_and_an_empty_copy_none(
    name: str, classes: tuple[Graded, Graded]
) -> None:
    """The essay alone waits for a person."""
    solved, others = classes
    possible = points(solved.folder, name)
    by_hand = solved.marks[name, "solutions"].most - sum(possible.values())
    assert solved.marks[name, "solutions"].score == sum(possible.values())
    assert 0 < by_hand <= 3
    assert others.marks[name, "empty"].score == 0


@pytest.mark.parametrize("name", HALF)
def test_half_of_the_answers_get_their_points(name: str, classes: tuple[Graded, Graded]) -> None:
    others = classes[1]
    possible = points(others.folder, name)
    wrong, right = HALF[name][0], list(possible)[::2]
    expected = sum(possible[exercise] for exercise in right if exercise != wrong)
    assert 0 < expected < sum(possible.values())
    assert others.marks[name, "half"].score == expected


@pytest.mark.parametrize("name", HALF)
def test_the_feedback_shows_the_hint_of_the_mistake(
    name: str, classes: tuple[Graded, Graded]
) -> None:
    exercise, mistake, _ = HALF[name]
    (hint,) = [m.hint for m in find(exercise).misconceptions if m.name == mistake]
    page = classes[1].folder / "feedback" / "half" / name / f"{name}.html"
    shown = page.read_text(encoding="utf-8")
    assert "ck-check" in shown
    assert escape(hint) in shown
    solved = classes[0].folder / "feedback" / "solutions" / name / f"{name}.html"
    assert escape(hint) not in solved.read_text(encoding="utf-8")


def test_what_is_counted_in_a_graded_copy_is_closed(classes: tuple[Graded, Graded]) -> None:
    cells = read(classes[0].folder / "release" / NAMES[0] / f"{NAMES[0]}.ipynb").cells
    (setup,) = [cell.source for cell in cells if cell.id == "set-up"]
    assert setup.startswith("%env COURSEKIT_GRADED=1")
