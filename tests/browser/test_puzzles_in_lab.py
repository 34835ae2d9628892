"""Puzzles and questions in a narrow window of a real browser: nothing leaves its frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tools.lab import LabPage

pytestmark = pytest.mark.browser
NARROW = {"width": 900, "height": 1400}
OUTSIDE = """frame => {
    const box = frame.getBoundingClientRect();
    const parts = [...frame.querySelectorAll("button, code, label, legend")];
    return parts.filter(part => {
        const own = part.getBoundingClientRect();
        return own.width > 0 && (own.left < box.left || own.right > box.right + 1 ||
            own.top < box.top || own.bottom > box.bottom + 1);
    }).map(part => part.textContent);
}"""
STARTS = """frame => [...frame.querySelectorAll("code")].map(
    code => [code.textContent, code.getBoundingClientRect().left])"""


def puzzle(lab: LabPage, code: str) -> Locator:
    """The frame below the cell that begins with this code."""
    return lab.notebook.locator(".jp-CodeCell").filter(has_text=code).locator("fieldset").first


def test_a_puzzle_about_code_keeps_its_lines_and_buttons_inside_and_shows_the_indentation(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("05_learning_rate.ipynb")
    lab.page.set_viewport_size(NARROW)
    lab.run_all()
    frame = puzzle(lab, 'widgets.quiz("05.loop")')
    assert frame.evaluate(OUTSIDE) == []
    starts = dict(frame.evaluate(STARTS))
    outer = starts["w, b = zeros, 0.0"]
    within = starts["for rows in minibatches(len(x), batch_size, rng):"]
    inmost = starts["error = x[rows] @ w + b - y[rows]"]
    assert inmost - within == pytest.approx(within - outer, abs=1)
    assert within - outer > 15, "four letters of code"
    assert frame.get_by_role("checkbox").count() == 8
    for other in lab.notebook.locator("fieldset").all():
        assert other.evaluate(OUTSIDE) == []
    assert lab.errors == []


def test_a_puzzle_in_which_all_lines_belong_has_nothing_to_untick(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("03_loss.ipynb")
    lab.run_all()
    frame = puzzle(lab, 'widgets.quiz("03.sort")')
    assert frame.get_by_role("checkbox").count() == 0
    assert frame.get_by_role("button", name="Move down").count() == 5


def test_a_slider_has_room_to_move_and_says_numbers_as_people_write_them(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("01_learning_cycle.ipynb")
    lab.page.set_viewport_size(NARROW)
    lab.run_all()
    box = lab.notebook.locator(".widget-vbox").filter(has_text="knob w").last
    handle = box.get_by_role("slider").first
    handle.focus()
    said = set()
    for _ in range(12):
        lab.page.keyboard.press("ArrowRight")
        lab.page.wait_for_timeout(30)
        said.add(handle.get_attribute("aria-valuetext"))
    assert {"1.06", "1.1", "1.2"} <= said
    assert all(len(text or "") <= 4 for text in said), said
    tracks = lab.notebook.locator(".widget-slider .slider-container").all()
    assert min(track.evaluate("t => t.clientWidth") for track in tracks) > 150
