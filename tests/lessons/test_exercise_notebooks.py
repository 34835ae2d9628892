"""The learners' copies are what their sources give, complete, and the solutions pass in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode

from coursekit.assignments.notebook import notebook
from coursekit.assignments.solution_cells import BEGIN, END, empty, finished
from coursekit.assignments.source import Part, parts
from coursekit.lessons.catalogue import find, names_by_lesson
from tools.exercises import ROOT, SOURCES, minutes
from tools.guards import NOTEBOOK_GUARDS
from tools.minutes import is_folded
from tools.notebooks import execute, normalise, read, write

pytestmark = pytest.mark.slow

EVERY = sorted(SOURCES.glob("*.py"))
SANITIZE = str(ROOT / "tests" / "nbval_sanitize.cfg")


def name(source: Path) -> str:
    return source.stem


def without_runs(made: NotebookNode) -> NotebookNode:
    """The notebook as it was before it ran."""
    made = normalise(made)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return made


def pieces(source: Path, *kinds: str) -> list[Part]:
    """All parts of these kinds in a source."""
    return [part for part in parts(source.read_text(encoding="utf-8")) if part.kind in kinds]


def asked_in_lessons() -> set[str]:
    """The names of the exercises that the lessons' notebooks check."""
    lessons = [read(path) for path in (ROOT / "notebooks").glob("*.ipynb")]
    code = [cell.source for lesson in lessons for cell in lesson.cells if cell.cell_type == "code"]
    return set(re.findall(r"^check\((\w+)", "\n".join(code), re.MULTILINE))


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_the_copy_is_what_its_source_gives(source: Path) -> None:
    """Its outputs are compared by nbval, which runs it."""
    copy = read(ROOT / "exercises" / f"{source.stem}.ipynb")
    assert without_runs(copy) == normalise(notebook(source, solved=False)), (
        f"run: python -m tools.exercises build {source.stem}"
    )


def test_each_copy_has_its_source() -> None:
    copies = {path.stem for path in (ROOT / "exercises").glob("*.ipynb")}
    assert copies == {source.stem for source in EVERY}


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_every_function_of_the_lesson_is_there_once(source: Path) -> None:
    asked = [part.name for part in pieces(source, "bring", "solution")]
    assert sorted(asked) == sorted(names_by_lesson()[source.stem[:2]])


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_what_a_lesson_asked_for_is_brought_and_what_is_new_is_asked(source: Path) -> None:
    brought, new = ({part.name for part in pieces(source, kind)} for kind in ("bring", "solution"))
    assert brought <= asked_in_lessons()
    assert not new & asked_in_lessons()
    first = next(parts(source.read_text(encoding="utf-8"))).text
    assert set(re.findall(r"`(\w+)`", first)) == new


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_as_much_is_new_as_is_brought(source: Path) -> None:
    brought, new = (pieces(source, kind) for kind in ("bring", "solution"))
    assert len(new) >= len(brought)


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_the_title_says_the_minutes_and_leads_to_the_lesson(source: Path) -> None:
    first = next(parts(source.read_text(encoding="utf-8"))).text
    assert f"**Time:** {minutes(source)} minutes." in first
    assert f"[lesson {source.stem[:2]}](../notebooks/{source.stem}.ipynb)" in first


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_the_lesson_leads_to_its_exercises(source: Path) -> None:
    title = read(ROOT / "notebooks" / f"{source.stem}.ipynb").cells[0].source
    assert f"(../exercises/{source.stem}.ipynb)" in title


def test_links_lead_to_files() -> None:
    for source in EVERY:
        for link in re.findall(r"\]\((?!http)(.+?)\)", source.read_text(encoding="utf-8")):
            assert (ROOT / "exercises" / link).is_file(), f"{source.stem}: {link}"


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_the_title_says_the_sum_of_the_points(source: Path) -> None:
    first, *rest = parts(source.read_text(encoding="utf-8"))
    assert f"**Points:** {sum(part.points for part in rest)}." in first.text


def sections(source: Path) -> list[list[Part]]:
    """The parts of a source from heading to heading."""
    found: list[list[Part]] = [[]]
    for part in parts(source.read_text(encoding="utf-8")):
        if part.kind == "markdown" and re.search(r"^##+ ", part.text, re.MULTILINE):
            found.append([])
        found[-1].append(part)
    return found


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_each_answer_is_used(source: Path) -> None:
    new = {part.name for part in pieces(source, "solution")}
    code = "\n".join(part.text for part in pieces(source, "code"))
    assert set(re.findall(r"""yours\(["'](\w+)["']\)""", code)) >= new
    assert len(pieces(source, "essay")) >= 1
    assert "whose(" in code


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_what_is_new_has_a_picture(source: Path) -> None:
    """Beside it; what is to be mended shows its fault in the code, and the challenge comes last."""
    for section in sections(source)[:-1]:
        new = [part.name for part in section if part.kind == "solution"]
        drawn = "\n".join(part.text for part in section if part.kind == "code")
        if any(not find(task).mend for task in new):
            assert "plots.show(" in drawn, new


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_the_solutions_pass_and_run_under_strict_nbval(source: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{source.stem}.ipynb"
    write(notebook(source, solved=True), path)
    solved = normalise(execute(path)[0])
    marks = {
        cell.id: (float(cell.outputs[0].data["text/plain"]), cell.metadata.nbgrader.points)
        for cell in solved.cells
        if cell.id.startswith("check-")
    }
    assert {mark for mark in marks.values() if mark[0] != mark[1]} == set(), marks
    assert [fault for guard in NOTEBOOK_GUARDS for fault in guard(solved)] == []
    write(solved, path)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "--nbval"]
    command += ["--nbval-current-env", f"--rootdir={tmp_path}", "--nbval-sanitize-with", SANITIZE]
    told = subprocess.run([*command, path], cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_a_copy_holds_no_solution_and_has_no_point(source: Path) -> None:
    copy = read(ROOT / "exercises" / f"{source.stem}.ipynb")
    for cell in copy.cells:
        assert BEGIN not in cell.source
        assert END not in cell.source
        if cell.id.startswith("check-"):
            (shown,) = cell.outputs
            assert shown.data["text/plain"] == "0.0"
            assert "not attempted" in shown.data["text/html"]


@pytest.mark.parametrize("source", EVERY, ids=name)
def test_folded_code_is_announced(source: Path) -> None:
    for section in sections(source):
        if any(part.folded for part in section):
            assert any("folded" in part.text for part in section if part.kind == "markdown")


def test_folded_code_is_closed_and_marked(tmp_path: Path) -> None:
    source = tmp_path / "02_one.py"
    source.write_text(
        "# %% [markdown]\n# # One\n\n# %% folded\na = 1\n\n# %%\na\n", encoding="utf-8"
    )
    *_, folded, open_cell = notebook(source, solved=False).cells
    assert is_folded(folded)
    assert folded.metadata["tags"] == ["folded"]
    assert not is_folded(open_cell)
    assert folded.source == "a = 1"


def test_what_is_brought_stands_in_its_cell_with_the_call(tmp_path: Path) -> None:
    source = tmp_path / "02_one.py"
    source.write_text("# %% [markdown]\n# # One\n\n# %% bring relu points=1\n", encoding="utf-8")
    for solved, text in ((False, empty), (True, finished)):
        *_, relu, check = notebook(source, solved=solved).cells
        call = 'bring("relu")  # puts in what you wrote in lesson 02'
        assert relu.source == f"{text(find('relu'))}\n\n\n{call}"
        assert relu.metadata.nbgrader.solution
        assert (relu.id, check.id, check.source) == (
            "relu",
            "check-relu",
            "check(relu, points=1)",
        )


def test_a_line_that_is_none_of_the_form_is_named() -> None:
    with pytest.raises(ValueError, match="# %% solutoin relu"):
        list(parts("# %% solutoin relu points=2\n"))


def test_the_parts_of_a_source() -> None:
    script = "# %% [markdown]\n# # A\n#\n# b\n\n# %%\n1 + 1\n\n# %% solution relu points=2\n"
    script += "\n# %% bring mse points=1\n"
    assert list(parts(script)) == [
        Part("markdown", "# A\n\nb"),
        Part("code", "1 + 1"),
        Part("solution", "", "relu", 2),
        Part("bring", "", "mse", 1),
    ]
