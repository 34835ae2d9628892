"""A lesson of the learner's own folder in a real browser: nothing is shown before it is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursekit.handout import hand_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
LESSON = "notebooks/01_learning_cycle.ipynb"
SHOWN = ".jp-OutputArea-output"


def test_a_copy_shows_nothing_before_it_runs_and_saving_it_writes_nothing_of_ones_own(
    browser: Browser, tmp_path: Path
) -> None:
    from tools.lab import LabPage, lab_server

    mine = tmp_path / "my_course"
    hand_out(ROOT, mine)
    as_given = (mine / LESSON).stat().st_mtime_ns
    with lab_server(mine) as url:
        lab = LabPage(browser, url, LESSON)
        assert lab.notebook.locator(".jp-CodeCell").count() > 0
        assert lab.notebook.locator(SHOWN).count() == 0
        lab.run_all()
        assert lab.notebook.locator(f"{SHOWN} img").count() > 0
        assert lab.notebook.get_by_text("not attempted").count() > 0
        lab.page.keyboard.press("ControlOrMeta+s")
        for _ in range(100):
            lab.page.wait_for_timeout(100)
            if (mine / LESSON).stat().st_mtime_ns != as_given:
                break
        assert lab.errors == []
    cells = json.loads((mine / LESSON).read_text(encoding="utf-8"))["cells"]
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == [*range(1, len(counts) + 1)], "an error ends a run"
    said, *_ = hand_out(ROOT, mine, "01")
    assert said == f"{LESSON} is fresh; there was nothing of yours in it."
