"""Names written at the ends of lines, so that nobody has to look them up in a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from coursekit._typing import Array
from coursekit.plots.style import FONT_SIZE, INK
from coursekit.plots.text import shorten

PIXEL = 72 / 96
LEASH = 20
HANDLE = 46
"""Pixels that a legend needs beside a name."""
LETTER = 0.64 * FONT_SIZE / PIXEL
LINE = 1.3 * FONT_SIZE / PIXEL
LONGEST = 18 * LETTER
"""So many pixels a name at the end of a line may take."""
GAP = 4
"""Pixels between two names beside each other."""
PATHS, FONT = TextToPath(), FontProperties(size=FONT_SIZE)


def text_width(text: str) -> float:
    """About how many pixels wide a line of text is, in the course's font size."""
    return LETTER * len(text)


def within(name: object, width: float) -> str:
    """A name as it stands where it fits into so many pixels, else cut; it is measured."""
    text = str(name)
    for most in range(len(text), 0, -1):
        said = shorten(text, most)
        if PATHS.get_text_width_height_descent(said, FONT, ismath=False)[0] / PIXEL <= width:
            return said
    return shorten(text, 1)


def extent(ax: Axes) -> tuple[float, float]:
    """Width and height of some axes in CSS pixels, however sharp the figure is drawn."""
    return ax.bbox.width / _sharpness(ax), ax.bbox.height / _sharpness(ax)


def _sharpness(ax: Axes) -> float:
    """How many dots of the figure make one CSS pixel."""
    return ax.figure.dpi * PIXEL / 72


def legend_columns(names: Sequence[str], width: float) -> int:
    """How many names of a legend fit beside each other into so many pixels."""
    longest = max(map(text_width, names))
    return max(1, min(len(names), int(width / (longest + HANDLE))))


def label_ends(ax: Axes, ends: Mapping[str, tuple[float, float]], colors: Sequence[str]) -> None:
    """Write each name right of its line's end (x, y); names too close move apart, on a leash."""
    names = [within(name, LONGEST) for name in ends]
    points = np.array(list(ends.values()), dtype=float)
    room = min(max(text_width(name) for name in names), LONGEST) + LEASH + 6
    left, right = ax.get_xlim()
    sharpness, (width, _) = _sharpness(ax), extent(ax)
    ax.set_xlim(left, right + (right - left) * room / max(width - room, room))
    ax.set_ylim(ax.get_ylim())
    heights = ax.transData.transform(points)[:, 1] / sharpness
    low, high = ax.bbox.y0 / sharpness, ax.bbox.y1 / sharpness
    moved = _apart(heights, LINE, low + LINE / 2, high - LINE / 2)
    for name, point, shift, color in zip(names, points, moved - heights, colors, strict=True):
        leash = {"arrowstyle": "-", "color": color, "relpos": (0, 0.5), "shrinkA": 2, "shrinkB": 3}
        ax.annotate(
            name, point, (LEASH * PIXEL, shift * PIXEL), textcoords="offset points",
            va="center", color=INK, arrowprops=leash if abs(shift) > 2 else None,
        )  # fmt: skip


def label_levels(ax: Axes, levels: Mapping[str, float]) -> None:
    """Write each name at the right of the frame, at its level; names too close move apart."""
    ax.set_ylim(ax.get_ylim())
    heights = np.array([ax.transData.transform((0, level))[1] for level in levels.values()])
    heights, bottom = heights / _sharpness(ax), ax.bbox.y0 / _sharpness(ax)
    top = bottom + extent(ax)[1]
    moved = _apart(heights, LINE, bottom + LINE / 2, top - LINE / 2)
    for name, place in zip(levels, (moved - bottom) / extent(ax)[1], strict=True):
        ax.annotate(shorten(name, 12), (1.01, place), xycoords="axes fraction", va="center")


def _apart(places: Array, gap: float, low: float, high: float) -> Array:
    """Move places by little so that each two are a gap apart, between low and high if they fit."""
    order = np.argsort(places, kind="stable")
    moved = np.clip(places[order], low, high)
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + gap)
    moved[-1] = min(moved[-1], max(high, low + gap * (len(moved) - 1)))
    for i in range(len(moved) - 2, -1, -1):
        moved[i] = min(moved[i], moved[i + 1] - gap)
    result = np.empty_like(moved)
    result[order] = moved
    return result
