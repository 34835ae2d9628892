"""Warm-up, vote and progress in a real browser, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tools.lab import LabPage

pytestmark = pytest.mark.browser


def cell(lab: LabPage, code: str) -> Locator:
    """The code cell that begins with these letters."""
    return lab.notebook.locator(".jp-CodeCell").filter(has_text=code).first


def say(place: Locator, words: str) -> None:
    """Wait until a line says these words."""
    place.locator("[role=status]").filter(has_text=words).first.wait_for()


def test_a_pick_and_two_votes_by_keys_are_answered_and_settled(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("01_learning_cycle.ipynb")
    lab.run_all()
    press = lab.page.keyboard.press
    question = cell(lab, 'widgets.quiz("01.warmup")').locator("fieldset").first
    question.locator("input").nth(1).focus()
    press("ArrowUp")
    assert question.locator("input:checked").count() == 0, "an arrow key must not answer"
    press("Space")
    say(question, "Right. Same code")

    vote = cell(lab, 'widgets.vote("01-a")')
    vote.locator("input[type=radio]").nth(3).focus()
    press("Space")
    press("Tab")
    press("Enter")
    say(vote, "Now talk for two minutes.")
    vote.locator("input[type=radio]").nth(2).focus()
    press("Space")
    press("Tab")
    press("Enter")
    say(vote, "your second is c) larger")
    vote.locator("summary").focus()
    press("Enter")
    for hands in ("12", "3", "9", "25"):
        press("Tab")
        lab.page.keyboard.type(hands)
    say(vote, "After talking: 28 hands, a 3 (11%), b 25 (89%)")

    settled = cell(lab, 'widgets.settle("01-a")')
    settled.locator(".cm-content").focus()
    press("Control+Enter")
    words = "First vote: smaller: too high, so less. Second vote: larger. The cell shows: larger."
    settled.locator(".jp-OutputArea").filter(has_text=words).wait_for()
    assert lab.errors == []


def test_the_progress_view_follows_a_check_and_asks_before_it_forgets(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson("00_start_here.ipynb")
    lab.run_all()
    view = cell(lab, "widgets.progress()")
    words = view.locator(".ck-words")
    attempt = cell(lab, "def ink(x):").locator(".cm-content")
    attempt.focus()
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.type("def ink(x): return x.sum(axis=1)")
    lab.page.keyboard.press("Shift+Enter")
    cell(lab, "check(ink)").locator(".cm-content").focus()
    lab.page.keyboard.press("Control+Enter")
    cell(lab, "check(ink)").locator(".jp-OutputArea").filter(has_text="ink: passed").wait_for()
    view.get_by_role("button", name="Refresh").focus()
    lab.page.keyboard.press("Enter")
    words.filter(has_text="Complete: 00 start here.").wait_for()
    view.get_by_role("button", name="Forget everything").focus()
    lab.page.keyboard.press("Enter")
    say(view, "Sure?")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    words.filter(has_text="Nothing tried yet.").wait_for()
    assert lab.errors == []
