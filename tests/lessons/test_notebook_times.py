"""The table of times names each notebook, its slowest cell, and what takes too long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import nbformat.v4 as v4

from tools.notebook_times import seconds, table

ROOT = Path(__file__).parents[2]


def report(nodeid: str, duration: float) -> SimpleNamespace:
    return SimpleNamespace(nodeid=nodeid, duration=duration)


def test_set_up_and_call_of_a_cell_count_together_and_other_tests_do_not() -> None:
    reports = [
        report("notebooks/01.ipynb::Cell 0", 2.0),
        report("notebooks/01.ipynb::Cell 0", 0.5),
        report("notebooks/01.ipynb::Cell 1", 3.0),
        report("tests/test_x.py::test_y", 99.0),
    ]
    assert seconds(reports) == {"notebooks/01.ipynb": {"Cell 0": 2.5, "Cell 1": 3.0}}


def test_the_slowest_cell_is_named_and_a_long_notebook_marked() -> None:
    lines = table({"b.ipynb": {"Cell 0": 1.0, "Cell 7": 11.0}, "a.ipynb": {"Cell 0": 0.5}})
    assert "0.5 Cell 0" in lines[1]
    assert lines[1].endswith("a.ipynb")
    assert "11.0 Cell 7" in lines[2]
    assert lines[2].endswith("b.ipynb (long)")
    assert "12.5  all together" in lines[3]


def test_many_short_cells_can_make_a_notebook_long() -> None:
    assert table({"a.ipynb": {f"Cell {k}": 1.0 for k in range(25)}})[1].endswith("(long)")


def test_pytest_prints_the_table_after_the_cells(tmp_path: Path) -> None:
    notebook = v4.new_notebook(cells=[v4.new_code_cell("1 + 1", execution_count=1)])
    notebook.cells[0].outputs = [
        v4.new_output("execute_result", {"text/plain": "2"}, execution_count=1)
    ]
    nbformat.write(notebook, tmp_path / "sum.ipynb")
    command = [sys.executable, "-m", "pytest", "-p", "tools.notebook_times", "--nbval"]
    command += ["--nbval-current-env", str(tmp_path / "sum.ipynb")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "time of each notebook" in run.stdout
    assert "sum.ipynb" in run.stdout
    assert "all together" in run.stdout
