"""What a reader would complain about in a picture, found by measuring what was drawn.

`complaints(figure)` looks at the pixels and the artists of any figure, also of a widget's:
`complaints(explorer._screen._figure)`. An empty list means that every text can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.spines import Spine
from matplotlib.text import Text

from coursekit.plots.style import PIXELS_PER_INCH, style

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3); of large text it asks 3."""
VISIBLE = 24
"""Levels of 255 by which a pixel must change to count as ink."""
FOREIGN = 1.6
"""Contrast from which something under a text counts; a grid line has 1.4."""
TOUCHED = 5.0
"""CSS pixels² of something else under a text that are too many: 1 pixel of a line, 5 high."""


HIDDEN = 0.4
"""The share of its letters' pixels that a text may lose to what lies on it."""


@dataclass(frozen=True)
class Ink:
    """A text, its letters as pixels, and the box (left, top, right, bottom) around them."""

    text: Text
    letters: np.ndarray
    box: tuple[int, int, int, int]

    @property
    def name(self) -> str:
        """The text as a complaint quotes it."""
        return repr(self.text.get_text())

    @property
    def part(self) -> tuple[slice, slice]:
        """The box as a part of an array of pixels."""
        x0, y0, x1, y1 = self.box
        return slice(y0, y1 + 1), slice(x0, x1 + 1)


def complaints(figure: Figure) -> list[str]:
    """All that is wrong with a figure, a sentence each."""
    with style():
        shown, bare = _pixels(figure, True), _pixels(figure, False)
        inks = [ink for text in texts(figure) if (ink := _ink(text, figure.canvas))]
        cut = list(_outside(figure, shown.shape[:2]))
    unreadable = [c for ink in inks for c in _unreadable(ink, shown, bare, figure.dpi)]
    return [*_empty(figure), *cut, *unreadable, *_overlapping(inks)]


def all_axes(figure: Figure) -> list[Axes]:
    """The visible axes, those inside others too."""
    waiting, found = [ax for ax in figure.axes if ax.get_visible()], []
    while waiting:
        found.append(waiting.pop(0))
        waiting += [ax for ax in found[-1].child_axes if ax.get_visible()]
    return list(dict.fromkeys(found))


def texts(figure: Figure) -> list[Text]:
    """All texts that are drawn: in and at the axes, in legends, on ticks, on the figure."""
    found = [text for ax in all_axes(figure) for text in _texts_of(ax)]
    found += [t for part in figure.get_children() if not isinstance(part, Axes)
              for t in part.findobj(Text)]  # fmt: skip
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def tick_labels(axis: Axis) -> list[Text]:
    """The labels of the ticks that lie in the frame."""
    scaled = axis.get_transform().transform
    low, high = sorted(scaled(np.array(axis.get_view_interval(), float)))
    slack = 1e-6 * (high - low)
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    seen = [t for t in ticks if low - slack <= scaled([float(t.get_loc())])[0] <= high + slack]
    return [label for tick in seen for label in (tick.label1, tick.label2)]


def contrast(one: Any, other: Any) -> Any:
    """The contrast of two colors (..., 3) from 0 to 1, from 1 to 21, as WCAG defines it."""
    lights = [_linear(np.asarray(color)) @ [0.2126, 0.7152, 0.0722] for color in (one, other)]
    dark, light = np.minimum(*lights), np.maximum(*lights)
    return (light + 0.05) / (dark + 0.05)


def _linear(color: Any) -> Any:
    return np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)


def _texts_of(ax: Axes) -> Iterator[Text]:
    for part in ax.get_children():
        if not isinstance(part, (Axes, Axis, Spine)):
            yield from part.findobj(Text)
    for axis in (ax.xaxis, ax.yaxis):
        if ax.axison and axis.get_visible():
            yield from (*tick_labels(axis), axis.label, axis.get_offset_text())


def _pixels(figure: Figure, with_texts: bool) -> np.ndarray:
    """The figure from 0 to 1, (H, W, 3); without texts what lies under them is seen."""
    canvas: Any = figure.canvas
    canvas.draw()
    hidden = [] if with_texts else texts(figure)
    alphas = [text.get_alpha() for text in hidden]
    for text in hidden:
        text.set_alpha(0)
    canvas.draw()
    for text, alpha in zip(hidden, alphas, strict=True):
        text.set_alpha(alpha)
    return np.asarray(canvas.buffer_rgba())[:, :, :3] / 255


def _place(text: Text) -> tuple[float, float, float, float]:
    """Where a text stands, in pixels from the top left; an annotation without its arrow."""
    box, height = Text.get_window_extent(text), text.get_figure(root=True).bbox.height
    return box.x0, height - box.y1, box.x1, height - box.y0


def _ink(text: Text, canvas: Any) -> Ink | None:
    """The pixels of a text that is drawn alone; None if they lie outside."""
    renderer, patch = canvas.get_renderer(), text.get_bbox_patch()
    around = patch is not None and patch.get_visible()
    if around:
        patch.set_visible(False)
    renderer.clear()
    Text.draw(text, renderer)
    if around:
        patch.set_visible(True)
    letters = np.asarray(canvas.buffer_rgba())[:, :, 3] > 128
    rows, columns = letters.any(axis=1).nonzero()[0], letters.any(axis=0).nonzero()[0]
    if not len(rows):
        return None
    return Ink(text, letters, (columns[0], rows[0], columns[-1], rows[-1]))


def _outside(figure: Figure, size: tuple[int, int]) -> Iterator[str]:
    """Texts that the edge of the picture cuts."""
    for text in texts(figure):
        x0, y0, x1, y1 = _place(text)
        if x0 < -1 or y0 < -1 or x1 > size[1] + 1 or y1 > size[0] + 1:
            yield f"{text.get_text()!r} is cut by the edge of the picture"


def _unreadable(ink: Ink, shown: np.ndarray, bare: np.ndarray, dpi: float) -> Iterator[str]:
    """Covered letters, too little contrast, or something under the letters."""
    under = bare[ink.part].reshape(-1, 3)
    paper, letters = _most_frequent(under), ink.letters[ink.part]
    changed = np.abs(shown[ink.part] - bare[ink.part]).max(axis=2) > VISIBLE / 255
    if (changed & letters).sum() < (1 - HIDDEN) * letters.sum():
        yield f"{ink.name} cannot be seen"
        return
    size = ink.text.get_fontsize()
    large = size >= 18 or (size >= 14 and ink.text.get_fontweight() == "bold")
    between = contrast(to_rgba(ink.text.get_color())[:3], paper)
    if between < (3 if large else READABLE):
        yield f"{ink.name} has a contrast of {between:.1f} against what lies under it"
    foreign = np.sum(contrast(under, paper) > FOREIGN) * (PIXELS_PER_INCH / dpi) ** 2
    if foreign > TOUCHED:
        yield f"{ink.name} is crossed or touched by {foreign:.0f} pixels of something else"


def _most_frequent(colors: np.ndarray) -> np.ndarray:
    """The color that most of the pixels have, to 5 bits."""
    coarse = (colors * 31).round().astype(int)
    _, first, counts = np.unique(coarse @ [1, 32, 1024], return_index=True, return_counts=True)
    return colors[first[counts.argmax()]]


def _overlapping(inks: list[Ink]) -> Iterator[str]:
    """Texts that stand on each other."""
    for one, other in combinations(inks, 2):
        (a0, b0, a1, b1), (c0, d0, c1, d1) = one.box, other.box
        if min(a1, c1) > max(a0, c0) and min(b1, d1) > max(b0, d0):
            yield f"{one.name} and {other.name} overlap"


def _empty(figure: Figure) -> Iterator[str]:
    """Axes in which nothing is drawn; a frame with nothing but texts counts as empty."""
    for k, ax in enumerate(all_axes(figure)):
        inside = [*ax.lines, *ax.patches, *ax.collections, *ax.images]
        texts_do = [] if ax.axison else ax.texts
        if not any([*map(_is_seen, inside), *texts_do, *ax.child_axes]):
            yield f"axes {k} hold nothing"


def _is_seen(artist: Any) -> bool:
    """Whether a line has a point in the frame; other artists count."""
    if not isinstance(artist, Line2D):
        return bool(artist.get_visible())
    points = artist.get_transform().transform(np.array(artist.get_data(), float).T)
    inside = artist.axes.bbox.padded(1)
    return bool(artist.get_visible()) and any(inside.contains(*point) for point in points)
