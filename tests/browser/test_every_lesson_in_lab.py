"""Every lesson in JupyterLab, run, moved by keys and by mouse: no error, no stale picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursekit.lessons.catalogue import widget_homes

if TYPE_CHECKING:
    from tools.lab import LabPage

pytestmark = pytest.mark.browser
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in NOTEBOOKS.glob("[0-9]*.ipynb")}
TEXTS.pop("00_start_here.ipynb")  # its widget is drawn on: test_doodle_in_lab.py


@pytest.mark.parametrize("lesson", sorted(TEXTS))
def test_every_control_moves_its_picture_and_the_words_follow(
    open_lesson: Callable[[str], LabPage], lesson: str
) -> None:
    lab = open_lesson(lesson)
    lab.run_all()
    from tools.moving import away_and_back, explorers, hurry, move_all

    widgets = list(move_all(lab.notebook))
    assert bool(widgets) == any(f"widgets.{name}(" in TEXTS[lesson] for name in widget_homes())
    for moved in widgets:
        still = [m.control for m in moved if m.after.picture == m.before.picture]
        assert still == []
        assert any(m.after.words != m.before.words for m in moved), moved
    hurried = [hurry(explorer) for explorer in explorers(lab.notebook)]
    for explorer, shown in zip(explorers(lab.notebook), hurried, strict=True):
        for chosen in explorer.locator("select").all():
            option = chosen.locator("option:checked").inner_text().replace("\xa0", " ")
            assert f"= {option}" in shown.alt, "the list says one thing, the picture another"
    forget_pictures(lab)
    calm = [away_and_back(explorer) for explorer in explorers(lab.notebook)]
    assert [s.alt for f, s in zip(hurried, calm, strict=True) if f.picture != s.picture] == []
    assert [s.alt for f, s in zip(hurried, calm, strict=True) if f.words != s.words] == []
    assert lab.errors == []


FORGET = """import gc
from coursekit.interactive.canvas import Screen
from coursekit.interactive.explorer import Explorer
for shown in [thing for thing in gc.get_objects() if isinstance(thing, Explorer)]:
    old = shown._screen
    shown._screen = Screen(old.rows, old.cols, old.width, old.height)
    shown._views.clear()
print("forgotten")"""


def forget_pictures(lab: LabPage) -> None:
    """Let every widget draw anew, on a new figure, when it is moved the next time."""
    cell = lab.notebook.locator(".jp-CodeCell").first  # the set-up: no widget is lost
    cell.locator(".cm-content").focus()
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.insert_text(FORGET)
    lab.page.keyboard.press("Control+Enter")
    cell.locator(".jp-OutputArea").filter(has_text="forgotten").wait_for()
