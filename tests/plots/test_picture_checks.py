"""Each fault that can be planted in a good picture is found, and named after its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from picture_checks import complaints

from coursekit import plots
from coursekit.plots.style import GRID, INK, MUTED, PAPER


def good() -> Any:
    """Axes with a line, names, a title, a note and a legend: nothing to complain about."""
    ax = plots.axes(width=420, height=300)
    ax.plot([0, 1, 2], [0, 1, 4], label="loss")
    ax.set(xlabel="step", ylabel="loss", xlim=(0, 2), ylim=(0, 6))
    ax.set_title("A curve")
    ax.grid(color=GRID)
    ax.text(1.2, 0.6, "a note")
    ax.legend(loc="upper left")
    return ax


def test_a_good_picture_has_no_complaints() -> None:
    assert complaints(good().figure) == []


FAULTS: list[tuple[str, Callable[[Any], object], str]] = [
    ("white on white", lambda ax: ax.text(1, 3, "lost", color=PAPER), "'lost' cannot be seen"),
    ("pale", lambda ax: ax.text(0.6, 3, "pale", color=GRID), "'pale' has a contrast of 1.4"),
    ("dark on dark", lambda ax: (ax.axvspan(0.4, 0.9, 0.4, 0.7, color=MUTED),
                                 ax.text(0.5, 3, "dim", color=INK)), "'dim' has a contrast of 2"),
    ("under a patch", lambda ax: (ax.axvspan(0.4, 0.9, 0.4, 0.7, color=MUTED, zorder=9),
                                  ax.text(0.5, 3, "covered")), "'covered' cannot be seen"),
    ("outside", lambda ax: ax.text(2.1, 3, "far to the right"), "right' is cut by the edge"),
    ("long label", lambda ax: ax.set_xlabel("step " * 20), "is cut by the edge"),
    ("low title", lambda ax: ax.set_title("Up", y=1.2), "'Up' is cut by the edge"),
    ("long tick", lambda ax: ax.set_yticks([1], ["a very long name"]), "name' is cut by the edge"),
    ("on another", lambda ax: ax.text(1.25, 0.6, "more"), "'a note' and 'more' overlap"),
    ("ticks too close", lambda ax: ax.set_xticks([1, 1.04], ["one", "other"]), "overlap"),
    ("through a line", lambda ax: ax.axhline(0.75, color=INK), "'a note' is crossed"),
    ("through a dotted line", lambda ax: ax.axvline(1.3, color=INK, ls=":"), "'a note' is crossed"),
    ("on the curve", lambda ax: ax.text(0.9, 0.8, "here"), "'here' is crossed"),
    ("legend on the curve", lambda ax: ax.legend(
        loc=(0.52, 0.27), frameon=False), "'loss' is crossed"),
    ("nothing", lambda ax: ax.lines[0].remove(), "axes 0 hold nothing"),
    ("out of sight", lambda ax: ax.set_xlim(5, 6), "axes 0 hold nothing"),
    ("an empty inset", lambda ax: ax.inset_axes((0.6, 0.8, 0.2, 0.15)), "axes 1 hold nothing"),
    ("a fault in an inset", lambda ax: ax.inset_axes((0.6, 0.8, 0.2, 0.15)).text(
        0.5, 0.5, "a text that is much too long"), "long' is cut by the edge"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "complaint"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_planted_fault_is_found(plant: Callable[[Any], object], complaint: str) -> None:
    ax = good()
    plant(ax)
    found = complaints(ax.figure)
    assert any(complaint in sentence for sentence in found), found


def test_what_cannot_be_seen_is_no_fault() -> None:
    ax = good()
    ax.text(1.25, 0.6, "hidden", visible=False)
    ax.set_xticks([0, 1, 2, 9], ["0", "1", "2", "beyond the frame"])
    ax.set_xlim(0, 2)
    ax.figure.add_axes((0, 0, 1, 1)).set_visible(False)
    assert complaints(ax.figure) == []
