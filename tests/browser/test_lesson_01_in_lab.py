"""Lesson 01 in a real browser: seen before it runs, and moved by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tools.lab import LabPage

pytestmark = pytest.mark.browser
LESSON = "01_learning_cycle.ipynb"
LOADED = "images => images.map(image => image.complete && image.naturalWidth > 0)"


def test_saved_pictures_and_their_words_are_there_before_anything_runs(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson(LESSON)
    pictures = lab.notebook.locator(".jp-OutputArea img")
    pictures.first.wait_for()
    loaded = pictures.evaluate_all(LOADED)
    assert loaded
    assert all(loaded)
    assert "" not in [(image.get_attribute("alt") or "").strip() for image in pictures.all()]
    assert lab.errors == []


def test_the_focus_stays_on_a_slider_that_is_moved(open_lesson: Callable[[str], LabPage]) -> None:
    from tools.moving import explorers, move

    lab = open_lesson(LESSON)
    lab.run_all()
    explorer = explorers(lab.notebook)[0]
    slider = explorer.get_by_role("slider").first
    moved = move(explorer, slider)
    assert moved.after.picture != moved.before.picture
    assert moved.after.alt != moved.before.alt
    assert slider.evaluate("handle => handle === document.activeElement")
    assert lab.errors == []
