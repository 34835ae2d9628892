"""bring puts what passed into the cell that calls it, and never over code."""

from __future__ import annotations

import os
from pathlib import Path

import IPython
import pytest
from IPython.core.interactiveshell import InteractiveShell

from coursekit.assignments.solution_cells import BEGIN, END, empty, finished
from coursekit.lessons.catalogue import find
from coursekit.progress import place
from coursekit.progress.diary import Diary
from coursekit.verbs import bringing

RELU = 'def relu(z):\n    """Mine."""\n    return np.maximum(z, 0)  # my own way'
CALL = 'bring("relu")'
CLASS = empty(find("Linear"))
LINEAR = "\n".join(
    line for line in finished(find("Linear")).splitlines() if line.strip() not in (BEGIN, END)
)


class Notebook:
    """Runs cells; a cell is what bring put in its place."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.put: list[tuple[str, bool]] = []

    def run(self, cell: str) -> str:
        """What the cell shows."""
        done = self.shell.run_cell(cell, store_history=True)
        done.raise_error()
        return repr(done.result)


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """A notebook whose set-up has run."""
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # else a shell warns where it names another
    opened = Notebook(InteractiveShell())
    monkeypatch.setattr(IPython, "get_ipython", lambda: opened.shell)
    monkeypatch.setattr(
        opened.shell,
        "set_next_input",
        lambda text, replace=False: opened.put.append((text, replace)),
    )
    opened.run("import numpy as np\nfrom coursekit import bring, check")
    return opened


def passed(notebook: Notebook, cell: str = RELU, name: str = "relu") -> None:
    notebook.run(cell)
    assert notebook.run(f"check({name}).passed") == "True"


@pytest.mark.parametrize(
    "cell", [CALL, f"{empty(find('relu'))}\n\n\n{CALL}  # why", "bring(np.abs)"]
)
def test_what_passed_takes_the_place_of_the_cell(notebook: Notebook, cell: str) -> None:
    passed(notebook)
    said = notebook.run(cell.replace("np.abs", "relu"))
    assert notebook.put == [(RELU, True)]
    assert said.startswith("relu: brought along\n")
    assert "3 lines of yours" in said
    assert "Run the cell once more, then the check." in said


def test_the_last_answer_that_passed_is_brought_with_its_helpers(notebook: Notebook) -> None:
    passed(notebook)
    notebook.run("FLOOR = 0\ndef larger(z):\n    return np.where(z > FLOOR, z, FLOOR)")
    passed(notebook, "def relu(z): return larger(z)")
    notebook.run("def relu(z): return abs(z)")
    assert notebook.run("check(relu).passed") == "False"
    notebook.run(CALL)
    ((text, _),) = notebook.put
    assert text.startswith("FLOOR = 0\n\ndef larger(z):")
    assert text.endswith("\n\ndef relu(z): return larger(z)")


def test_numpy_is_named_where_the_notebook_has_not_imported_it(notebook: Notebook) -> None:
    passed(notebook)
    notebook.run("del np")
    notebook.run(CALL)
    assert notebook.put == [(f"import numpy as np\n\n{RELU}", True)]


def test_a_class_is_brought_in_place_of_its_methods_with_dots(notebook: Notebook) -> None:
    passed(notebook, LINEAR, "Linear")
    said = notebook.run(f'{CLASS}\n\n\nbring("Linear")')
    assert said.startswith("Linear: brought along")
    assert notebook.put == [(LINEAR, True)]


@pytest.mark.parametrize(
    "cell",
    [
        f"def relu(z):\n    return z\n\n{CALL}",
        f"def other(z): ...\n\n{CALL}",
        f"x = 1\n{CALL}",
        f"print(1)\n{CALL}",
        f"{CLASS.replace('...', 'return 1', 1)}\n{CALL}",
        f"%time\n{CALL}",
    ],
)
def test_a_cell_with_code_is_left_as_it_is(notebook: Notebook, cell: str) -> None:
    passed(notebook)
    said = notebook.run(cell)
    assert notebook.put == []
    assert "The cell holds code already" in said


def test_a_run_that_leaves_no_history_is_a_run(notebook: Notebook) -> None:
    passed(notebook)
    notebook.shell.run_cell(f"x = 1\n{CALL}", store_history=False)
    assert notebook.put == []
    notebook.shell.run_cell(CALL, store_history=False)
    assert notebook.put == [(RELU, True)]


@pytest.mark.parametrize("variable", ["COURSEKIT_PROGRESS", "COURSEKIT_GRADED"])
def test_nothing_passed_is_said_with_the_lesson(
    notebook: Notebook, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEKIT_PROGRESS", "off")
    monkeypatch.setenv(variable, "off")
    notebook.run("def relu(z): return abs(z)\ncheck(relu)")
    assert notebook.run(CALL) == (
        "relu: nothing to bring yet\nrelu has not passed in lesson 02, The forward pass. "
        "Write it here, or do the lesson first."
    )
    assert notebook.put == []


def test_a_graded_copy_brings_what_is_the_learners_own(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    passed(notebook)
    notebook.run(CALL)
    assert notebook.put == [(RELU, True)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner's number")
def test_a_text_in_somebody_elses_file_is_not_brought(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "p.sqlite"))
    Diary(tmp_path / "p.sqlite").add("relu", "pass", RELU)
    notebook.run(CALL)
    monkeypatch.setattr(place.os, "getuid", lambda: -1)
    said = notebook.run(CALL)
    assert len(notebook.put) == 1
    assert "nothing to bring yet" in said
    assert "it belongs to somebody else" in said


def test_outside_of_a_notebook_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    said = "relu: nothing was brought\nbring fills the cell of a notebook that calls it"
    assert repr(bringing.bring("relu")).startswith(said)
