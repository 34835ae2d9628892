"""A deeper notebook runs on what a learner has written, from one answer to the next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursekit.assignments.files import read, write
from coursekit.assignments.solution_cells import finished
from coursekit.lessons import DEEPER
from coursekit.lessons.catalogue import exercise_names, find
from tools.notebooks import execute

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ASKED = re.compile(r"(?:def|class) (\w+)")


@pytest.mark.slow
@pytest.mark.parametrize("lesson", DEEPER, ids=lambda lesson: lesson.name)
def test_with_every_answer_written_all_that_follows_is_the_learners_own(lesson, tmp_path):
    notebook, asked = read(NOTEBOOKS / f"{lesson.name}.ipynb"), []
    for cell in notebook.cells:
        if "your-turn" in cell.metadata.get("tags", []):
            asked.append(ASKED.match(cell.source)[1])
            cell.source = finished(find(asked[-1]))
    write(notebook, tmp_path / "own.ipynb")
    ran, _ = execute(tmp_path / "own.ipynb")
    said = [str(out) for cell in ran.cells for out in cell.get("outputs", [])]
    assert sorted(asked) == sorted(exercise_names(lesson))
    assert sum(
        f"✓ {name}: passed" in re.sub("<.*?>", "", text) for text in said for name in asked
    ) == len(asked)
    assert any("this is your own code" in text for text in said)
    assert not [text for text in said if "the reference stands in" in text]
