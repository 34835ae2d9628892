"""A learner's copy in a real browser: not attempted, a mistake and its hint, a pass, progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coursekit.lessons.catalogue import find

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tools.lab import LabPage

pytestmark = pytest.mark.browser

UPHILL = "def one_step(w, x, y, lr):\n    return w + lr * 2 * (w * x - y) * x"
DOWNHILL = UPHILL.replace("w + lr", "w - lr")
COUNT = "def count_mistakes(guesses, y):\n    return np.sum(guesses != y)"


def code_cell(lab: LabPage, text: str) -> Locator:
    """The code cell that holds this text."""
    return lab.notebook.locator(".jp-CodeCell").filter(has_text=text).first


def run_cell(lab: LabPage, text: str) -> None:
    """Put the cursor into the cell that holds this text, and run it by keyboard."""
    code_cell(lab, text).locator(".cm-content").click()
    lab.page.keyboard.press("Shift+Enter")


def write_and_check(lab: LabPage, name: str, answer: str) -> Locator:
    """Replace what stands in an exercise's cell, run it and its check; the check's panel."""
    code_cell(lab, f"def {name}(").locator(".cm-content").click()
    lab.page.keyboard.press("ControlOrMeta+a")
    lab.page.keyboard.insert_text(answer)
    lab.page.keyboard.press("Shift+Enter")
    run_cell(lab, f"check({name}, points")
    return code_cell(lab, f"check({name}, points").locator(".ck-check")


def test_a_mistake_gets_its_hint_and_a_right_answer_passes_and_counts(
    open_exercise: Callable[[str], LabPage],
) -> None:
    lab = open_exercise("01_learning_cycle.ipynb")
    panel = code_cell(lab, "check(one_step, points").locator(".ck-check")
    assert "not attempted" in panel.inner_text()
    run_cell(lab, "import numpy as np")

    panel = write_and_check(lab, "one_step", UPHILL)
    panel.get_by_text("✗ one_step: not yet").wait_for()
    (uphill,) = [m for m in find("one_step").misconceptions if m.name == "uphill"]
    assert uphill.hint in panel.inner_text()

    panel = write_and_check(lab, "one_step", DOWNHILL)
    panel.get_by_text("✓ one_step: passed").wait_for()
    assert "1 of 5 in this lesson" in panel.inner_text()

    panel = write_and_check(lab, "count_mistakes", COUNT)
    panel.get_by_text("✓ count_mistakes: passed").wait_for()
    assert "2 of 5 in this lesson" in panel.inner_text()

    run_cell(lab, 'whose("one_step"')
    whose = code_cell(lab, 'whose("one_step"').locator("table")
    whose.get_by_text("this is your own code.").first.wait_for()
    assert whose.get_by_text("this is your own code.").count() == 2
    assert whose.get_by_text("the reference stands in").count() == 1
    assert lab.errors == []
