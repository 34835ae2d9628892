"""`coursekit lint` finds each trap and says where it is; a good assignment has none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from coursekit import cli
from coursekit.assignments import lint
from coursekit.assignments.course import write_course
from coursekit.assignments.leaks import leaking_hints
from coursekit.assignments.rules import RULES
from coursekit.lessons.catalogue import find
from tools.exercises import SOURCES

SOLVED = "def relu(z):\n    ### BEGIN SOLUTION\n    return np.maximum(z, 0)\n    ### END SOLUTION"
HIDDEN = "check(relu, points=2)\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def cell(kind: str, source: str, name: str, **marks: Any) -> NotebookNode:
    """A cell with valid metadata."""
    base = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False}
    nbgrader = {**base, "locked": True, "task": False, **marks}
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    return make(source, id=name, metadata={"nbgrader": nbgrader})


def assignment() -> NotebookNode:
    """A text, a solution, its check, an essay and a task, all as they should be."""
    return v4.new_notebook(
        cells=[
            cell("markdown", "# ReLU", "story"),
            cell("code", SOLVED, "relu", solution=True, locked=False),
            cell("code", "check(relu, points=2)", "check-relu", grade=True, points=2),
            cell("markdown", "*Why?*", "why", grade=True, solution=True, locked=False, points=1),
            cell("markdown", "Draw it.", "draw", task=True, points=1),
        ]
    )


def marks(number: int, **values: Any) -> Callable[[NotebookNode], object]:
    """Change nbgrader's metadata of a cell."""
    return lambda notebook: notebook.cells[number].metadata.nbgrader.update(values)


def source(number: int, text: str) -> Callable[[NotebookNode], object]:
    """Change the text of a cell."""
    return lambda notebook: notebook.cells[number].update(source=text)


def without(number: int, key: str) -> Callable[[NotebookNode], object]:
    """Take a key out of nbgrader's metadata."""
    return lambda notebook: notebook.cells[number].metadata.nbgrader.pop(key)


def copied(notebook: NotebookNode) -> None:
    """Copy the check with all its metadata, as JupyterLab does, with a new cell id."""
    again = notebook.cells[2].copy()
    again.id = "another"
    notebook.cells.append(again)


def shows(number: int, output: NotebookNode) -> Callable[[NotebookNode], object]:
    """Leave an output under a code cell."""
    return lambda notebook: notebook.cells[number].outputs.append(output)


WARNING = v4.new_output("stream", name="stderr", text="RuntimeWarning: overflow")
SOURCE_SHOWN = v4.new_output("stream", name="stdout", text="return np.maximum(z, 0)")
LINE = "shows a line of a solution, `np.maximum(z, 0)`"

TRAPS: dict[str, tuple[Callable[[NotebookNode], object], str]] = {
    "task-unlocked": (marks(4, locked=False), "cell 4 (draw): is a task that is not locked"),
    "check-unlocked": (marks(2, locked=False), "cell 2 (check-relu): is a check that learners"),
    "solution-locked": (marks(1, locked=True), "cell 1 (relu): is a solution that learners cannot"),
    "task-graded": (marks(4, grade=True), "cell 4 (draw): is a task and also"),
    "duplicate-id": (copied, "cell 5 (another): has the grade_id 'check-relu' of an earlier cell"),
    "points-differ": (marks(2, points=3), "cell 2 (check-relu): says 3 points in its metadata"),
    "points-by-default": (source(2, "check(relu)"), "says 2 points in its metadata and gives 1.0"),
    "points-by-name": (source(2, "n = 2\ncheck(relu, points=n)"), "gives n by check"),
    "points-missing": (without(3, "points"), "cell 3 (why): is marked and has None"),
    "points-negative": (marks(3, points=-1), "cell 3 (why): is marked and has -1"),
    "points-unmarked": (marks(0, points=1), "cell 0 (story): has points and is not marked"),
    "no-schema": (without(0, "schema_version"), "cell 0 (story): has no schema_version"),
    "old-schema": (marks(0, schema_version=2), "cell 0 (story): has schema_version 2, expected 3"),
    "id-differs": (marks(1, grade_id="other"), "has the id 'relu' and the grade_id 'other'"),
    "id-with-blank": (marks(1, grade_id="my relu"), "has the grade_id 'my relu'. Use letters"),
    "extra-key": (marks(1, exercise="relu"), "cell 1 (relu): has exercise in its nbgrader"),
    "lost-key": (without(1, "locked"), "cell 1 (relu): lacks locked in its nbgrader metadata"),
    "no-check": (source(2, "assert relu(1) == 1"), "its last line is not check(...)"),
    "check-not-last": (source(2, "check(relu, points=2)\nprint(1)"), "its last line is not check"),
    "check-kept": (source(2, "mark = check(relu, points=2)"), "its last line is not check(...)"),
    "check-unreadable": (source(2, "check(relu"), "its last line is not check(...)"),
    "hidden-long": (
        source(2, HIDDEN.format("x = relu(1)\nassert x == 1")),
        "cell 2 (check-relu): has hidden tests that are more than one call",
    ),
    "hidden-assert": (source(2, HIDDEN.format("assert relu(1) == 1")), "more than one call"),
    "stderr": (shows(2, WARNING), "cell 2 (check-relu): wrote to stderr when it ran"),
    "leak-in-text": (source(0, "Think of np.maximum(z, 0)."), f"cell 0 (story): {LINE}"),
    "leak-in-code": (source(1, f"{SOLVED}\nnp.maximum(z, 0)"), f"cell 1 (relu): {LINE}"),
    "leak-in-output": (shows(1, SOURCE_SHOWN), f"cell 1 (relu): {LINE}"),
    "leak-in-copy": (
        source(1, "def relu(z):\n    return np.maximum(z, 0)"),
        f"cell 1 (relu): {LINE}",
    ),
}


def save(notebook: NotebookNode, path: Path) -> Path:
    """Write it as it is, faults included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook))
    return path


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_found_and_nothing_else(trap: str, tmp_path: Path) -> None:
    spoil, sentence = TRAPS[trap]
    notebook = assignment()
    spoil(notebook)
    path = save(notebook, tmp_path / "relu.ipynb")
    found = lint([path])
    assert any(sentence in text for text in found), found
    assert all(text.startswith(f"{path}, cell ") for text in found)
    assert len(found) == (2 if trap == "duplicate-id" else 1), found


def test_a_good_assignment_has_no_trap(tmp_path: Path) -> None:
    assert lint([save(assignment(), tmp_path / "relu.ipynb")]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_is_broken_by_one_of_the_traps(rule: Any, tmp_path: Path) -> None:
    from coursekit.assignments.cells import read_cells

    notebooks = []
    for number, (spoil, _) in enumerate(TRAPS.values()):
        notebooks.append(assignment())
        spoil(notebooks[-1])
        save(notebooks[-1], tmp_path / f"{number}.ipynb")
    assert any(list(rule(read_cells(path))) for path in tmp_path.glob("*.ipynb"))


def test_a_call_is_no_long_hidden_test(tmp_path: Path) -> None:
    notebook = assignment()
    notebook.cells[2].source = HIDDEN.format("secret.marks(relu)")
    assert lint([save(notebook, tmp_path / "relu.ipynb")]) == []


def test_a_solution_of_the_teachers_own_is_secret_in_the_released_copy(tmp_path: Path) -> None:
    """Nothing in the catalogue knows this function: the source's marks do."""
    solved, released = assignment(), assignment()
    own = "def twice(x):\n    ### BEGIN SOLUTION\n    doubled = x + x + 0.25\n    ### END SOLUTION"
    for notebook, text in ((solved, own), (released, "def twice(x):\n    doubled = x + x + 0.25")):
        notebook.cells[1].source = text
        notebook.cells[2].source = "check(twice, points=2)"
    save(solved, tmp_path / "source" / "twice" / "twice.ipynb")
    path = save(released, tmp_path / "release" / "twice" / "twice.ipynb")
    (found,) = lint([tmp_path])
    assert found.startswith(f"{path}, cell 1 (relu): shows a line of a solution, `x + x + 0.25`")


def test_what_learners_handed_in_is_left_alone(tmp_path: Path) -> None:
    notebook = assignment()
    notebook.cells[1].source = "def relu(z):\n    return np.maximum(z, 0)"
    for folder in ("submitted", "autograded", "feedback", ".ipynb_checkpoints"):
        save(notebook, tmp_path / folder / "ada" / "relu.ipynb")
    assert lint([tmp_path]) == []


@pytest.mark.parametrize("module", ["test_relu.py", "secret.py"])
def test_a_module_of_hidden_tests_beside_the_notebook_is_found(module: str, tmp_path: Path) -> None:
    notebook = assignment()
    notebook.cells[2].source = HIDDEN.format("secret.marks(relu)")
    save(notebook, tmp_path / "relu.ipynb")
    (tmp_path / module).write_text("")
    (tmp_path / "drawing.py").write_text("")
    (found,) = lint([tmp_path])
    assert found.startswith(f"{tmp_path / module}: lies in the assignment's folder")


def test_a_hint_that_holds_a_line_of_the_solution_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    relu = find("relu")
    assert list(leaking_hints(relu)) == []
    first, *others = relu.hints
    monkeypatch.setitem(vars(relu), "hints", (f"{first} Try np.maximum(z, 0).", *others))
    (found,) = lint([save(assignment(), tmp_path / "relu.ipynb")])
    assert found.startswith("A hint of relu holds a line of its solution, `np.maximum(z, 0)`")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', '{"cells": ["a"]}'])
def test_what_is_no_notebook_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "relu.ipynb"
    path.write_text(text)
    (found,) = lint([path])
    assert found.startswith(f"{path}: This is no notebook of format 4")


def test_the_course_has_no_trap(tmp_path: Path) -> None:
    write_course(SOURCES, tmp_path)
    assert len(list(tmp_path.glob("source/*/*.ipynb"))) == len(list(SOURCES.glob("*.py")))
    assert lint([tmp_path, SOURCES.parent]) == []


def test_the_command_prints_the_traps_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = assignment()
    good = save(notebook, tmp_path / "good.ipynb")
    marks(4, locked=False)(notebook)
    save(notebook, tmp_path / "bad" / "bad.ipynb")
    assert cli.main(["lint", str(good)]) == 0
    assert capsys.readouterr().out == "Notebooks looked at: 1. Traps found: 0.\n"
    assert cli.main(["lint", str(tmp_path)]) == 1
    assert "is a task that is not locked" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert cli.main(["lint", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().out.startswith("There is no notebook in ")


def test_lint_needs_no_nbgrader_and_no_notebook_library() -> None:
    script = "import sys, coursekit.assignments; print({'nbgrader', 'nbformat'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "set()\n", done.stderr
