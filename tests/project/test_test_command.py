"""The test command itself: what is wrong makes it fail, and it touches nothing of a learner's.

It runs on a small copy of the course, with tests and a notebook of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest

from coursekit.progress.diary import Diary
from tools import commands

pytestmark = pytest.mark.slow

ROOT = commands.ROOT
SOLVED = """
import os
import numpy as np
from coursekit import check
from coursekit.progress.diary import learners_diary

def relu(z):
    return np.maximum(z, 0)

learners_diary().reset()
print(check(relu).passed, "COURSEKIT_GRADED" in os.environ)
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course without tests and lessons, which the test command takes for its own."""
    for name in ("conftest.py", "tests/conftest.py", "tests/nbval_sanitize.cfg", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("course.py", "coursekit", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    monkeypatch.setattr(commands, "PYTHON", Path(sys.executable))
    return tmp_path


def write_test(course: Path, text: str) -> None:
    (course / "tests/test_it.py").write_text(text)


def write_notebook(course: Path, **cells: str) -> None:
    """A notebook of cells that print, with what each is said to have printed."""
    book = v4.new_notebook()
    for count, (code, printed) in enumerate(cells.items(), 1):
        output = v4.new_output("stream", name="stdout", text=printed)
        book.cells.append(v4.new_code_cell(code, execution_count=count, outputs=[output]))
    nbformat.write(book, course / "notebooks/one.ipynb")


def test_a_notebook_with_a_wrong_output_makes_it_fail(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_notebook(course, **{"print(1)": "1\n", "print(2)": "3\n"})
    assert commands.test(["-n", "0"]) == 1
    assert capsys.readouterr().out == "1 passed, 1 failed, 0 skipped\n"


def test_it_counts_what_failed_and_fails_with_it(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_test(
        course,
        "import pytest\n"
        "def test_a(): pass\n"
        "def test_b(): assert 0\n"
        "def test_c(): pytest.skip()\n"
        "@pytest.fixture\n"
        "def broken(): assert 0\n"
        "def test_d(broken): pass\n",
    )
    shutil.rmtree(course / "notebooks")
    assert commands.test(["-n", "0"]) == 1
    assert capsys.readouterr().out == "1 passed, 2 failed, 1 skipped\n"


def test_packages_that_the_caller_put_on_the_path_are_not_seen(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / "elsewhere").mkdir()
    (course / "elsewhere/numpy.py").write_text("raise ImportError('not this one')")
    monkeypatch.setenv("PYTHONPATH", str(course / "elsewhere"))
    write_test(course, "def test_a():\n    import numpy\n")
    assert commands.test(["-n", "0", "tests"]) == 0


def test_a_learners_progress_is_neither_read_nor_touched(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = course / "progress.sqlite"
    Diary(file).add("mse", "pass", "def mse(pred, y): ...")
    before = file.read_bytes()
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(file))
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    write_test(course, f"def test_a(): exec({SOLVED!r}, {{'__name__': 'a'}})\n")
    write_notebook(course, **{SOLVED: "True False\n"})
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "."]
    answer = subprocess.run(command, cwd=course, capture_output=True, text=True)
    assert "2 passed" in answer.stdout, answer.stdout
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("outcomes", "code", "line"),
    [
        ([(0, (3, 0, 1)), (0, (2, 0, 0))], 0, "5 passed, 0 failed, 1 skipped"),
        ([(0, (3, 0, 0)), (5, (0, 0, 0))], 0, "3 passed, 0 failed, 0 skipped"),
        ([(0, (3, 0, 0)), (1, (1, 1, 0))], 1, "4 passed, 1 failed, 0 skipped"),
        ([(-9, (0, 0, 0)), (0, (1, 0, 0))], -9, "1 passed, 0 failed, 0 skipped"),
        ([(5, (0, 0, 0)), (5, (0, 0, 0))], 5, "0 passed, 0 failed, 0 skipped"),
    ],
    ids=["all pass", "no notebooks yet", "a notebook fails", "a run is killed", "no test at all"],
)
def test_it_fails_with_any_of_its_runs(
    capsys: pytest.CaptureFixture[str],
    outcomes: list[tuple[int, commands.Counts]],
    code: int,
    line: str,
) -> None:
    assert commands.verdict(outcomes) == code
    assert capsys.readouterr().out == line + "\n"
