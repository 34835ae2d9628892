"""Move the widgets of an open lesson by keyboard, as a reader does, and watch what they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Locator, Page

from tools.lab import IDLE

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


HURRIED = 4
"""Presses of one key, a blink apart."""
BLINK = 30
"""Milliseconds; a key that is held down repeats at this rate."""
STILL = 600
"""Milliseconds without a change after which a picture counts as the last one."""


def hurry(explorer: Locator) -> Seen:
    """Drag the first slider to its end, press keys on all controls, faster than pictures come."""
    page = explorer.page
    explorer.scroll_into_view_if_needed()
    for handle in explorer.get_by_role("slider").all()[:1]:
        _drag(handle)
    for control in explorer.locator(CONTROLS).all():
        if kind(control) != "button":
            control.focus()
            for _ in range(HURRIED):
                page.keyboard.press(KEYS[kind(control)][0])
                page.wait_for_timeout(BLINK)
    return _settled(explorer)


def _drag(handle: Locator) -> None:
    """By mouse, in small steps, beyond the end of the track."""
    page, place = handle.page, handle.bounding_box()
    track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]").bounding_box()
    if place and track:
        page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.mouse.down()
        page.mouse.move(track["x"] + track["width"] + 30, place["y"], steps=15)
        page.mouse.up()


def away_and_back(explorer: Locator) -> Seen:
    """Move the last control one step back and forth, and wait for the picture each time."""
    page, there = explorer.page, seen(explorer)
    explorer.scroll_into_view_if_needed()
    control = [c for c in explorer.locator(CONTROLS).all() if kind(c) != "button"][-1]
    control.focus()
    for key in KEYS[kind(control)][::-1] * (2 if kind(control) == "checkbox" else 1):
        before = seen(explorer)
        page.keyboard.press(key)
        _changed(page, explorer, before)
    after = _settled(explorer)
    assert after.alt == there.alt, f"{there.alt} became {after.alt}"
    return after


def _settled(explorer: Locator) -> Seen:
    """What is seen when the kernel rests and nothing has changed for a while."""
    resting = explorer.page.get_by_text(IDLE)
    last, quiet = seen(explorer), 0
    while quiet < STILL:
        explorer.page.wait_for_timeout(100)
        now = seen(explorer)
        last, quiet = now, quiet + 100 if now == last and resting.count() else 0
    return last


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
