"""A picture as numbers, so that one that came out wrong differs from the right one."""

from __future__ import annotations

import re
import zlib
from typing import Any

import numpy as np

from coursekit.plots import Drawing


def seen(drawing: Drawing) -> list[Any]:
    """All that was drawn and said; words that say NaN are no picture at all."""
    assert not re.search(r"\bnan\b|not a number", drawing.words, re.IGNORECASE), drawing.words
    inside = [drawing.ax, *drawing.ax.child_axes]
    return [text(drawing.words), *(part for ax in inside for part in _parts(ax))]


def text(said: str) -> int:
    """A number for a text."""
    return zlib.crc32(said.encode())


def _parts(ax: Any) -> list[Any]:
    """Lines, bars, points, images and texts of some axes."""
    return [
        *(line.get_xydata() for line in ax.lines),
        *(patch.get_path().vertices for patch in ax.patches),
        *(patch.get_extents().extents for patch in ax.patches),
        *(np.ma.filled(image.get_array(), -7.0) for image in ax.images),
        *(np.ma.filled(points.get_offsets(), -7.0) for points in ax.collections),
        *(path.vertices for points in ax.collections for path in points.get_paths()),
        *(text(note.get_text()) for note in ax.texts),
        *map(text, (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left"))),
        ax.get_xlim(),
        ax.get_ylim(),
    ]
