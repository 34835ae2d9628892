"""Move the widgets of an open lesson by keyboard, as a reader does, and watch what they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Locator, Page

CONTROLS = "[role=slider], select, input[type=checkbox], button:enabled"
KEYS = {
    "slider": ("ArrowRight", "ArrowLeft"),
    "select": ("ArrowDown", "ArrowUp"),
    "checkbox": ("Space",),
    "button": ("Enter",),
}
TRIES = 4
WAIT = 4000
"""Milliseconds after which a picture that has not changed counts as still."""

BYTES = """async image => {
    if (!image.src) return "";
    const bytes = await (await fetch(image.src)).arrayBuffer();
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(digest)].join(" ");
}"""
STOPWATCH = """box => {
    const image = box.querySelector(".ck-picture img");
    const watch = (window.ckWatch = { times: [], pressed: null });
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
        if (watch.pressed !== null) watch.times.push(performance.now() - watch.pressed);
        watch.pressed = null;
    };
    document.addEventListener("keydown", event => { watch.pressed = event.timeStamp; }, true);
    image.addEventListener("load", () => {
        requestAnimationFrame(() => painted.port2.postMessage(0));
    });
}"""


class Seen(NamedTuple):
    """A widget's picture (a digest of its bytes), its alternative text, its words and its goal."""

    picture: str
    alt: str
    words: str


@dataclass
class Moved:
    """A control that was moved: which, and what was seen before and after."""

    control: str
    before: Seen
    after: Seen


def explorers(lab_notebook: Locator) -> list[Locator]:
    """The widgets with a picture and something to move it by, top to bottom."""
    page = lab_notebook.page
    boxes = lab_notebook.locator(".widget-vbox").filter(has=page.locator(".ck-picture"))
    return boxes.filter(has=page.locator(CONTROLS)).all()


def seen(explorer: Locator) -> Seen:
    """What a widget shows now."""
    image = explorer.locator(".ck-picture img").first
    alt = image.get_attribute("alt") or ""
    return Seen(image.evaluate(BYTES), alt, explorer.locator(".ck-words").first.inner_text())


def kind(control: Locator) -> str:
    """Which sort of control it is."""
    return str(
        control.evaluate(
            "c => c.getAttribute('role') ?? (c.type === 'checkbox' ? 'checkbox' : c.localName)"
        )
    )


def name(control: Locator) -> str:
    """The words at a control."""
    return str(
        control.evaluate(
            """c => c.getAttribute("aria-label") || c.textContent.trim()
                 || c.closest(".widget-inline-hbox")?.textContent.trim() || c.localName"""
        )
    )


def move(explorer: Locator, control: Locator) -> Moved:
    """Press the control's keys until picture and words have changed, a few times at most."""
    page, before = explorer.page, seen(explorer)
    control.focus()
    after = before
    for key in KEYS[kind(control)] * TRIES:
        page.keyboard.press(key)
        after = _changed(page, explorer, before)
        if after.picture != before.picture:
            break
    return Moved(f"{kind(control)} {name(control).splitlines()[0][:40]!r}", before, after)


def _changed(page: Page, explorer: Locator, before: Seen) -> Seen:
    """What is seen when the picture has changed, or after a while."""
    for _ in range(WAIT // 50):
        page.wait_for_timeout(50)
        now = seen(explorer)
        if now.picture != before.picture:
            page.wait_for_timeout(50)
            return seen(explorer)
    return seen(explorer)


def move_all(lab_notebook: Locator) -> Iterator[list[Moved]]:
    """Move each control of each widget, the last one first: there is no way back at the start."""
    for explorer in explorers(lab_notebook):
        explorer.scroll_into_view_if_needed()
        controls = reversed(explorer.locator(CONTROLS).all())
        yield [move(explorer, control) for control in controls if control.is_enabled()]


ARROWS = (["ArrowRight"] * 6 + ["ArrowLeft"] * 6) * 2
JUMPS = ["Home", *["PageUp"] * 8]


def latencies(explorer: Locator, keys: list[str]) -> list[float]:
    """Milliseconds from key press to painted picture, for keys pressed on the first slider."""
    page = explorer.page
    explorer.scroll_into_view_if_needed()
    explorer.get_by_role("slider").first.focus()
    explorer.evaluate(STOPWATCH)
    for key in keys:
        measured = page.evaluate("window.ckWatch.times.length")
        page.keyboard.press(key)
        for _ in range(4):
            page.wait_for_timeout(250)  # asking more often would slow the page down
            if page.evaluate("window.ckWatch.times.length") > measured:
                break
    return list(page.evaluate("window.ckWatch.times"))
