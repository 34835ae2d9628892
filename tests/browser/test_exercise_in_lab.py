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

EXERCISES, LESSON = "exercises/01_learning_cycle.ipynb", "notebooks/01_learning_cycle.ipynb"
UPHILL = "def one_step(w, x, y, lr):\n    return w + lr * 2 * (w * x - y) * x"
DOWNHILL = UPHILL.replace("w + lr", "w - lr")
BEST = "def best_knob(x, y):\n    return x @ y / (x @ x)"


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
    run_cell(lab, f"check({name}")
    return code_cell(lab, f"check({name}").locator(".ck-check")


def test_a_mistake_gets_its_hint_and_a_right_answer_passes_and_counts(
    open_course: Callable[[str], LabPage],
) -> None:
    lab = open_course(EXERCISES)
    panel = code_cell(lab, "check(one_step, points").locator(".ck-check")
    assert "not attempted" in panel.inner_text()
    run_cell(lab, "import numpy as np")

    panel = write_and_check(lab, "one_step", UPHILL)
    panel.get_by_text("✗ one_step: not yet").wait_for()
    (uphill,) = [m for m in find("one_step").misconceptions if m.name == "uphill"]
    assert uphill.hint in panel.inner_text()

    panel = write_and_check(lab, "one_step", DOWNHILL)
    panel.get_by_text("✓ one_step: passed").wait_for()
    assert "1 of 9 tasks of lesson 01" in panel.inner_text()

    panel = write_and_check(lab, "best_knob", BEST)
    panel.get_by_text("✓ best_knob: passed").wait_for()
    assert "2 of 9 tasks of lesson 01" in panel.inner_text()

    run_cell(lab, 'whose("one_step"')
    whose = code_cell(lab, 'whose("one_step"').locator("table")
    whose.get_by_text("this is your own code.").first.wait_for()
    assert whose.get_by_text("this is your own code.").count() == 1
    assert whose.get_by_text("the reference stands in").count() == 3
    assert lab.errors == []


def test_what_passed_in_the_lesson_takes_the_place_of_the_exercises_cell(
    open_course: Callable[[str], LabPage],
) -> None:
    lab = open_course(LESSON)
    run_cell(lab, "import numpy as np")
    write_and_check(lab, "one_step", DOWNHILL).get_by_text("✓ one_step: passed").wait_for()
    assert lab.errors == []

    lab = open_course(EXERCISES)
    run_cell(lab, "import numpy as np")
    cell = code_cell(lab, "def one_step(")
    assert 'bring("one_step")' in cell.locator(".cm-content").inner_text()
    run_cell(lab, "def one_step(")
    cell.get_by_text("one_step: brought along").wait_for()
    assert cell.locator(".cm-line").all_inner_texts() == DOWNHILL.splitlines()

    run_cell(lab, "def one_step(")
    run_cell(lab, "check(one_step, points")
    panel = code_cell(lab, "check(one_step, points").locator(".ck-check")
    panel.get_by_text("✓ one_step: passed").wait_for()

    run_cell(lab, "def train_knob(")
    cell = code_cell(lab, "def train_knob(")
    cell.get_by_text("train_knob: nothing to bring yet").wait_for()
    assert 'bring("train_knob")' in cell.locator(".cm-content").inner_text()
    assert lab.errors == []
