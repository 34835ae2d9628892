"""A figure that is drawn again and again: its axes are emptied, not made anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit import plots
from coursekit.plots.style import PIXELS_PER_INCH, style
from coursekit.widgets.png import encode

SCALE = 2


class Screen:
    """A surface for pictures that follow each other quickly.

    Parameters
    ----------
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size on the page, in CSS pixels.

    Notes
    -----
    Emptying axes is cheaper than making a figure, and `png.encode` takes half the time of other
    writers. Where a drawing adds axes of its own, the next one gets a new figure.

    Examples
    --------
    >>> screen = Screen(width=320, height=200)
    >>> screen.picture(lambda ax: ax.plot([0, 1]), "A line that rises.").words
    'A line that rises.'
    """

    def __init__(self, rows: int = 1, cols: int = 1, width: int = 560, height: int = 320) -> None:
        self.rows, self.cols, self.width, self.height = rows, cols, width, height
        self._axes: Any = None

    def picture(
        self, draw: Callable[[Any], object], words: str | None = None, note: str = ""
    ) -> plots.Picture:
        """Draw into empty axes; without words, those that the drawing said are taken."""
        with style():
            axes = self._empty()
            draw(axes)
            png = self._png()
        figure = self._figure
        alt = ", ".join(filter(None, (plots.alt(figure), note)))
        return plots.Picture(png, words or plots.words(figure), alt, self.width, self.height)

    @property
    def _figure(self) -> Any:
        return np.ravel(self._axes)[0].figure

    def _empty(self) -> Any:
        """The axes without anything in them."""
        if self._axes is None or len(self._figure.axes) != self.rows * self.cols:
            self._axes = plots.axes(self.rows, self.cols, width=self.width, height=self.height)
            self._figure.set_dpi(SCALE * PIXELS_PER_INCH)
        else:
            for ax in self._figure.axes:
                ax.clear()
        return self._axes

    def _png(self) -> bytes:
        """The figure as a PNG file; `savefig` would lay out every text twice."""
        canvas: Any = self._figure.canvas
        canvas.draw()
        return encode(np.asarray(canvas.buffer_rgba()))
