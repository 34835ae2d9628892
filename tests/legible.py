"""What is wrong with a drawn figure for somebody who reads it: measured on its artists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

SLACK = 2.0
"""Image pixels by which a box may reach over an edge: text is measured with its empty rim."""
TEXT_CONTRAST, LINE_CONTRAST = 3.0, 1.3
"""WCAG 2.2 asks 3 of large text and of what carries meaning; grid lines may be fainter."""


class Label(NamedTuple):
    """A piece of text, the box that its letters fill, and the box that it hides."""

    text: Text
    letters: Bbox
    hides: Bbox | None


def faults(figure: Figure) -> list[str]:
    """A sentence for each text that leaves the figure, meets another, or is struck through."""
    figure.canvas.draw()
    labels = [label for ax in axes_of(figure) for label in labels_of(ax)]
    return [
        *_outside(figure, labels),
        *_overlapping(labels),
        *_struck(figure, labels),
        *_faint(figure, labels),
        *(f"nothing is drawn in {ax}" for ax in axes_of(figure) if ax.axison and _is_empty(ax)),
    ]


def axes_of(figure: Figure) -> list[Axes]:
    """The axes with their insets."""
    return [each for ax in figure.axes for each in (ax, *ax.child_axes)]


def labels_of(ax: Axes) -> list[Label]:
    """Every text that is seen in these axes; ticks outside the limits are not."""
    found = [text for text in ax.get_children() if isinstance(text, Text)]  # with the three titles
    found += ax.get_legend().get_texts() if ax.get_legend() else []
    for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
        low, high = sorted(axis.get_view_interval())
        ticks = [t for t in axis.get_major_ticks() if low - 1e-9 <= t.get_loc() <= high + 1e-9]
        found += [axis.label, *(tick.label1 for tick in ticks)]
    return [_label(text) for text in found if text.get_visible() and text.get_text().strip()]


def _label(text: Text) -> Label:
    patch = text.get_bbox_patch()
    opaque = patch is not None and to_rgba(patch.get_facecolor())[3] == 1
    letters = Text.get_window_extent(text)
    return Label(text, letters, patch.get_window_extent() if opaque and patch else None)


def _outside(figure: Figure, labels: list[Label]) -> Iterator[str]:
    edge = figure.bbox.padded(SLACK)
    for text, box, hides in labels:
        whole = hides or box
        if whole.x0 < edge.x0 or whole.x1 > edge.x1 or whole.y0 < edge.y0 or whole.y1 > edge.y1:
            yield f"{text.get_text()!r} leaves the picture"


def _overlapping(labels: list[Label]) -> Iterator[str]:
    for one, other in combinations(labels, 2):
        if _meet(one.hides or one.letters, other.letters) or _meet(
            one.letters, other.hides or other.letters
        ):
            yield f"{one.text.get_text()!r} meets {other.text.get_text()!r}"


def _meet(a: Bbox, b: Bbox) -> bool:
    shared = Bbox.intersection(a, b)
    return shared is not None and min(shared.width, shared.height) > SLACK


def _struck(figure: Figure, labels: list[Label]) -> Iterator[str]:
    """Texts with a line through them that no paper hides."""
    for ax in axes_of(figure):
        discs = _discs(ax)
        for line, strokes in _strokes(ax):
            for label in labels:
                core = _core(label.letters)
                if _is_hidden(line, label, discs):
                    continue
                seen = Bbox.intersection(core, ax.bbox) if line.get_clip_on() else core
                if seen is not None and any(_crosses(p, q, seen) for p, q in strokes):
                    yield f"{label.text.get_text()!r} is struck through by {line}"


def _core(box: Bbox) -> Bbox:
    """The middle of a text, where its small letters stand."""
    return Bbox.from_bounds(
        box.x0 + 2, box.y0 + 0.2 * box.height, max(box.width - 4, 1), 0.6 * box.height
    )


def _strokes(ax: Axes) -> Iterator[tuple[Any, list[tuple[Any, Any]]]]:
    """The straight pieces of every line and every set of lines, in image pixels."""
    for line in ax.lines:
        if line.get_linestyle() not in ("None", " ", "") and line.get_visible():
            points = line.get_transform().transform_path(line.get_path()).vertices
            yield line, _pieces(points)
    for lines in (c for c in ax.collections if isinstance(c, LineCollection)):
        moved = [lines.get_transform().transform(segment) for segment in lines.get_segments()]
        yield lines, [piece for points in moved for piece in _pieces(points)]


def _pieces(points: Any) -> list[tuple[Any, Any]]:
    return [(p, q) for p, q in pairwise(points) if np.isfinite(p).all() and np.isfinite(q).all()]


def _discs(ax: Axes) -> list[tuple[float, Any, float]]:
    """Filled discs in which a text may stand: how far in front, their middle, their radius."""
    found = []
    for discs in (c for c in ax.collections if isinstance(c, PathCollection)):
        radius = np.sqrt(discs.get_sizes()[0]) / 2 * ax.figure.dpi / 72
        for middle in discs.get_offset_transform().transform(discs.get_offsets()):
            found.append((discs.get_zorder(), middle, radius))
    return found


def _is_hidden(line: Any, label: Label, discs: list[tuple[float, Any, float]]) -> bool:
    """Whether the line runs behind the text's own paper, or behind the disc around it."""
    box, behind = label.letters, line.get_zorder()
    middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    return (label.hides is not None and label.text.get_zorder() > behind) or any(
        behind < front <= label.text.get_zorder() and np.hypot(*(middle - center)) < radius / 2
        for front, center, radius in discs
    )


def _crosses(p: Any, q: Any, box: Bbox) -> bool:
    """Whether the way from p to q enters the box (Liang and Barsky, 1984)."""
    way, first, last = q - p, 0.0, 1.0
    sides = (-way[0], p[0] - box.x0), (way[0], box.x1 - p[0])
    sides += (-way[1], p[1] - box.y0), (way[1], box.y1 - p[1])
    for toward, room in sides:
        if toward == 0 and room < 0:
            return False
        if toward < 0:
            first = max(first, room / toward)
        elif toward > 0:
            last = min(last, room / toward)
    return bool(first <= last)


def _faint(figure: Figure, labels: list[Label]) -> Iterator[str]:
    """Ink that can hardly be told from the paper."""
    images = any(ax.images for ax in axes_of(figure))
    for text, _, _ in labels:
        if not images and contrast(text.get_color(), text.get_alpha()) < TEXT_CONTRAST:
            yield f"{text.get_text()!r} is faint"
    for ax in axes_of(figure):
        for line in ax.lines:
            color = line.get_color() if line.get_linestyle() != "None" else line.get_mec()
            if not ax.images and contrast(color, line.get_alpha()) < LINE_CONTRAST:
                yield f"{line} is faint"


def contrast(color: Any, alpha: float | None = None) -> float:
    """The contrast of a color against white paper, from 1 to 21 (WCAG 2.2)."""
    seen = 1 - (1.0 if alpha is None else alpha) * (1 - np.array(to_rgb(color)))
    linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    return float(1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05))


def _is_empty(ax: Axes) -> bool:
    """Whether no line, area, image or text of these axes lies inside their limits."""
    drawn = [*ax.lines, *ax.collections, *ax.patches, *ax.images, *ax.texts]
    return not any(_meet(artist.get_window_extent(), ax.bbox.padded(8)) for artist in drawn)
