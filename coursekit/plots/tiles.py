"""Many small pictures laid out as one: a grid is then drawn as fast as a single image."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit._typing import Array
from coursekit.plots.figure import axes
from coursekit.plots.labels import LETTER, LINE, extent
from coursekit.plots.style import INK
from coursekit.plots.text import shorten

PAGE = 640
SMALLEST, LARGEST = 44, 120


@dataclass(frozen=True)
class Tiles:
    """Where n pictures of H by W cells lie; positions are in cells, x to the right and y down."""

    n: int
    columns: int
    H: int
    W: int
    lines: int
    side: float

    @property
    def pitch(self) -> tuple[int, int]:
        """Cells from one tile to the next, down and across; below each one is room for text."""
        cell = self.side / self.W
        return self.H + ceil((LINE * self.lines + 8) / cell), self.W + ceil(0.12 * self.W)

    @property
    def size(self) -> tuple[int, int]:
        """Cells of the whole, down and across."""
        down, across = self.pitch
        return ceil(self.n / self.columns) * down, self.columns * across

    def corner(self, i: int) -> tuple[int, int]:
        """The upper left cell of tile i: row, column."""
        row, column = divmod(i, self.columns)
        return row * self.pitch[0], column * self.pitch[1]

    def mosaic(self, images: Array) -> Array:
        """All images in one array; NaN lies between them."""
        whole = np.full((*self.size, *images.shape[3:]), np.nan)
        for i, image in enumerate(images):
            row, column = self.corner(i)
            whole[row : row + self.H, column : column + self.W] = image
        return whole

    def frame(self, ax: Axes, i: int, color: str = INK, width: float = 0.5) -> None:
        """Draw a frame around tile i."""
        row, column = self.corner(i)
        corner = (column - 0.5, row - 0.5)
        ax.add_patch(
            Rectangle(corner, self.W, self.H, fill=False, ec=color, lw=width, clip_on=False)
        )

    def write(self, ax: Axes, i: int, text: str) -> None:
        """Write under tile i, each line cut to the tile's width."""
        row, column = self.corner(i)
        most = int(self.side * self.pitch[1] / self.W / LETTER)
        lines = "\n".join(shorten(line, most) for line in text.split("\n"))
        spot = (column + (self.W - 1) / 2, row + self.H - 0.5 + 4 * self.W / self.side)
        ax.text(*spot, lines, ha="center", va="top")


def lay_out(
    n: int,
    shape: tuple[int, int],
    *,
    lines: int,
    columns: int | None,
    ax: Axes | None,
    bottom: int = 8,
) -> tuple[Tiles, Axes]:
    """Tiles for n pictures, and an Axes they fit: the given one, or a new one just large enough."""
    across = min(n, columns or (n if n <= 6 else 6 if n <= 18 else 10))
    H, W = shape
    if ax is not None:
        down = ceil(n / across)
        width, height = extent(ax)
        room = min(width / across / 1.12, (height / down - LINE * lines - 8) * W / H)
        return Tiles(n, across, H, W, lines, max(room, 8.0)), ax
    side = float(np.clip((PAGE - 16) / across / 1.12, SMALLEST, LARGEST))
    tiles = Tiles(n, across, H, W, lines, side)
    height, width = (ceil(cells * side / W) for cells in tiles.size)
    new: Axes = axes(
        width=max(width + 16, 200),
        height=height + 8 + bottom,
        left=8,
        right=8,
        bottom=bottom,
        top=8,
    )
    return tiles, new
