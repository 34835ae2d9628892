"""The drawing board of lesson 00 in a real browser, drawn on by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tools.lab import LabPage

pytestmark = pytest.mark.browser


def test_a_line_drawn_by_keys_changes_what_the_network_says(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("00_start_here.ipynb")
    lab.run_all()
    doodle = lab.notebook.locator(".ck:has(.ck-board)").first
    board, words = doodle.locator(".ck-board"), doodle.locator(".ck-words")
    before, clean = words.inner_text(), board.inner_html()
    doodle.get_by_role("button", name="Clear the board").focus()
    lab.page.keyboard.press("Enter")
    board.focus()
    for _ in range(4):
        lab.page.keyboard.press("Space")
        lab.page.keyboard.press("ArrowDown")
    words.filter(has_not_text=before).wait_for()
    assert board.inner_html() != clean
    assert board.evaluate("board => board === document.activeElement")
    assert lab.errors == []
