"""Colors, fonts and sizes of every picture: the same meaning, the same look, all course long.

The colors are those of Okabe and Ito, told apart by color-blind readers too. Color never stands
alone: each one has its own line style or marker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, NamedTuple

import matplotlib
from matplotlib.rcsetup import cycler

PIXELS_PER_INCH = 96
FONT_SIZE = 11.0
INK = "#222222"
MUTED = "#595959"
GRID = "#D9D9D9"
PAPER = "#FFFFFF"

DIVERGING = "PuOr"
SHADES = "Blues"


class Look(NamedTuple):
    """How one series or class is drawn: color, line style, marker."""

    color: str
    line: str
    marker: str


TRAIN = Look("#0072B2", "-", "o")
VAL = Look("#D55E00", "--", "s")
TEST = Look("#009E73", ":", "^")
POSITIVE = Look("#0072B2", "-", "+")
NEGATIVE = Look("#D55E00", "--", "_")
WRONG = "#D55E00"

NAMED = {"train": TRAIN, "validation": VAL, "test": TEST}

CLASS_COLORS = (
    "#CC79A7", "#0072B2", "#009E73", "#E69F00", "#56B4E9", "#D55E00", "#F0E442", "#595959",
)  # fmt: skip
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">", "p")
LINES = ("-", "--", ":", "-.")
SERIES_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#595959", "#56B4E9")


def class_look(k: int) -> Look:
    """The look of class k: 0 (cat) a pink circle, 1 (dog) a blue square; 88 before a repeat."""
    return Look(CLASS_COLORS[k % len(CLASS_COLORS)], "-", MARKERS[k % len(MARKERS)])


def series_look(k: int, name: str = "") -> Look:
    """The look of the k-th line: train, validation and test keep theirs, whatever their place."""
    other = Look(
        SERIES_COLORS[k % len(SERIES_COLORS)], LINES[k % len(LINES)], MARKERS[k % len(MARKERS)]
    )
    return NAMED.get(name, other)


_OURS = {
    "figure.dpi": PIXELS_PER_INCH,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "font.family": ["DejaVu Sans"],
    "font.size": FONT_SIZE,
    "axes.titlesize": FONT_SIZE + 1,
    "axes.labelsize": FONT_SIZE,
    "xtick.labelsize": FONT_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "legend.fontsize": FONT_SIZE,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titley": 1.0,
    "axes.prop_cycle": cycler("color", SERIES_COLORS),
    "lines.linewidth": 2.0,
    "lines.markersize": 6.0,
    "grid.color": GRID,
    "axes.axisbelow": True,
}
_MACHINE = ("backend", "interactive", "toolbar", "webagg", "tk.", "keymap", "savefig.directory")
SETTINGS: dict[Any, Any] = {
    key: value
    for key, value in matplotlib.rcParamsDefault.items()
    if not key.startswith(_MACHINE) and key not in _OURS
} | _OURS


_pen = RLock()


@contextmanager
def style() -> Iterator[None]:
    """Draw in the course's style inside this block; the learner's own settings return after it.

    One thread at a time: matplotlib has one set of settings for all of them, and JupyterLab runs
    what a control starts beside the cells.
    """
    with _pen, matplotlib.rc_context(SETTINGS):
        yield
