"""Lesson 01 in a real browser: seen before it runs, run, and moved by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tools.lab import LabPage

pytestmark = pytest.mark.browser
LESSON = "01_learning_cycle.ipynb"
BYTES = """async image => {
    const bytes = await (await fetch(image.src)).arrayBuffer();
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(digest)].join(" ");
}"""
LOADED = "images => images.map(image => image.complete && image.naturalWidth > 0)"


class Seen(NamedTuple):
    """A widget's picture (a digest of its bytes), its alternative text and its words."""

    picture: str
    alt: str
    words: str


def seen(explorer: Locator) -> Seen:
    """What a widget shows now."""
    image = explorer.locator(".ck-picture img")
    alt = image.get_attribute("alt") or ""
    return Seen(image.evaluate(BYTES), alt, explorer.locator(".ck-words").inner_text())


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


def test_arrow_keys_on_a_slider_change_the_picture_and_its_words(
    open_lesson: Callable[[str], LabPage],
) -> None:
    lab = open_lesson(LESSON)
    lab.run_all()
    has_picture, has_slider = lab.page.locator(".ck-picture img"), lab.page.get_by_role("slider")
    boxes = lab.notebook.locator(".widget-vbox").filter(has=has_picture)
    explorer = boxes.filter(has=has_slider).first
    slider = explorer.get_by_role("slider").first
    before = seen(explorer)
    slider.focus()
    for _ in range(3):
        lab.page.keyboard.press("ArrowRight")
    explorer.locator(".ck-words").filter(has_not_text=before.words).wait_for()
    after = seen(explorer)
    assert after.picture != before.picture
    assert after.alt != before.alt
    assert slider.evaluate("handle => handle === document.activeElement")
    assert lab.errors == []
