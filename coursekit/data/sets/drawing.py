"""A canvas to draw on with ellipses, triangles and strokes, at any number of pixels."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array

Point = tuple[float, float]
FINE = 4
"""Points along each side of a pixel: edges become smooth when they are averaged."""


class Canvas:
    """A square picture: x runs right and y runs down, both from -1 to 1, shades from 0 to 1.

    What is drawn is turned, moved and zoomed as a whole, so that a face is described once, upright
    and in the middle.
    """

    def __init__(
        self,
        size: int,
        shade: float,
        turn: float = 0.0,
        shift: Point = (0.0, 0.0),
        zoom: float = 1.0,
    ) -> None:
        side = (np.arange(size * FINE) + 0.5) / (size * FINE) * 2 - 1
        x, y = side - shift[0], (side - shift[1])[:, None]
        self.size = size
        self.x = (x * np.cos(turn) + y * np.sin(turn)) / zoom
        self.y = (y * np.cos(turn) - x * np.sin(turn)) / zoom
        self.shades = np.full(self.x.shape, shade)

    def ellipse(self, center: Point, radii: Point, shade: float, turn: float = 0.0) -> None:
        """Fill ((u / r1)^2 + (v / r2)^2 <= 1), with (u, v) turned around the center."""
        x, y = self.x - center[0], self.y - center[1]
        u = (x * np.cos(turn) + y * np.sin(turn)) / radii[0]
        v = (y * np.cos(turn) - x * np.sin(turn)) / radii[1]
        self.shades[u * u + v * v <= 1] = shade

    def triangle(self, a: Point, b: Point, c: Point, shade: float) -> None:
        """Fill the points that lie on the same side of all three edges."""
        sides = [self._side(p, q) for p, q in ((a, b), (b, c), (c, a))]
        self.shades[(np.minimum.reduce(sides) >= 0) | (np.maximum.reduce(sides) <= 0)] = shade

    def stroke(self, a: Point, b: Point, width: float, shade: float) -> None:
        """Fill the points within width / 2 of the segment from a to b."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        x, y = self.x - a[0], self.y - a[1]
        along = np.clip((x * dx + y * dy) / (dx * dx + dy * dy), 0, 1)
        self.shades[(x - along * dx) ** 2 + (y - along * dy) ** 2 <= width * width / 4] = shade

    def smile(self, center: Point, radius: float, width: float, shade: float) -> None:
        """Fill the lower half of a ring."""
        x, y = self.x - center[0], self.y - center[1]
        self.shades[(np.abs(np.hypot(x, y) - radius) <= width / 2) & (y > 0)] = shade

    def pixels(self) -> Array:
        """The picture: each pixel is the mean of its FINE x FINE points, shape (size, size)."""
        blocks = self.shades.reshape(self.size, FINE, self.size, FINE)
        return np.asarray(blocks.mean(axis=(1, 3)))

    def _side(self, p: Point, q: Point) -> Array:
        """Positive on one side of the line through p and q, negative on the other."""
        return np.asarray((self.x - p[0]) * (q[1] - p[1]) - (self.y - p[1]) * (q[0] - p[0]))
