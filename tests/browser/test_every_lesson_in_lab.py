"""Each lesson in a real browser: run from top to bottom, then each widget moved by its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tools.lab import LabPage

pytestmark = pytest.mark.browser
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
LESSONS.remove("00_start_here.ipynb")  # its widget is drawn on: test_doodle_in_lab.py


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_control_moves_its_picture_and_the_words_follow(
    open_lesson: Callable[[str], LabPage], lesson: str
) -> None:
    lab = open_lesson(lesson)
    lab.run_all()
    from tools.moving import move_all

    widgets = list(move_all(lab.notebook))
    assert widgets, "a lesson without anything to move"
    for moved in widgets:
        still = [m.control for m in moved if m.after.picture == m.before.picture]
        assert still == []
        assert any(m.after.words != m.before.words for m in moved), moved
    assert lab.errors == []
