"""Whoever scrolls back and runs a cell again reads what stood there before."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from coursekit.assignments.files import read, write
from coursekit.lessons import EVERY
from tools.notebooks import execute, normalise

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SAYS_SOMETHING_NEW: dict[str, str] = {}


def said(cell: NotebookNode) -> str:
    """What a reader finds under a cell: prints, the words of pictures, errors."""
    return "\n".join(
        output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def changed_from_the_bottom_up(notebook: NotebookNode, folder: Path) -> Iterator[str]:
    """The cells that say something else after a whole run, run again from the last to the first."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    again = copy.deepcopy(cells[::-1])
    for cell in again:
        cell.id += "-again"
        cell.metadata["tags"] = ["raises-exception"]
    write(v4.new_notebook(cells=cells + again), folder / "twice.ipynb")
    ran, _ = execute(folder / "twice.ipynb")
    ran = normalise(ran)
    for cell, later in zip(ran.cells[: len(cells)], ran.cells[: len(cells) - 1 : -1], strict=True):
        if said(cell) != said(later) and cell.id not in SAYS_SOMETHING_NEW:
            yield f"{cell.id}: {cell.source}\nfirst: {said(cell)}\nagain: {said(later)}"


@pytest.mark.slow
@pytest.mark.parametrize("lesson", [lesson.name for lesson in EVERY])
def test_a_lesson_run_again_from_the_bottom_up_says_the_same(lesson, tmp_path):
    notebook = read(NOTEBOOKS / f"{lesson}.ipynb")
    assert list(changed_from_the_bottom_up(notebook, tmp_path)) == []


@pytest.mark.parametrize(
    "sources",
    [
        ("scores = [1]", "print(scores)", "scores = [2]"),
        ("net = [1]", "print(net[0])", "net[0] = 2"),
        ("draws = iter(range(9))", "print(next(draws))", "print(next(draws))"),
        ("names = ['a']", "print(names[0])", "names = []"),
    ],
    ids=["a name for two things", "changed in place", "one generator for two", "it fails"],
)
def test_a_cell_that_leans_on_a_later_one_is_found(sources, tmp_path):
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    found = list(changed_from_the_bottom_up(notebook, tmp_path))
    assert found[0].splitlines()[0].endswith(sources[1])
