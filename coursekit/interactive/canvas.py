"""A figure that is drawn again and again: what stays the same is drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib.artist import getp
from matplotlib.ticker import FixedFormatter, FuncFormatter

from coursekit import plots
from coursekit._check_texts import require_text
from coursekit._checks import require_function
from coursekit.plots.drawing import drawings_in, kind_of
from coursekit.plots.figure import grid_in
from coursekit.plots.picture import png
from coursekit.plots.style import PIXELS_PER_INCH, style

SCALE = 2
TEXT = ("text", "color", "fontsize", "fontweight", "rotation", "ha", "va", "visible", "alpha")


def require_drawing(where: str, draw: Any, words: Any, alt: Any) -> None:
    """What draws, what says what was drawn, and what kind of picture it is."""
    require_function(where, "draw", draw, 2)
    if words is not None and words is not str:
        require_function(where, "words", words, 1)
    require_text(where, "alt", alt)


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
    Ticks, labels and spines take most of the time of a drawing. They are the frame: it is drawn
    when something about it has changed, and else its pixels are put back. Everything else is drawn
    anew each time, above the frame (blitting): lines, images, texts, titles, legends, and with
    their own frames the axes that the drawing added, such as insets and color bars. A widget whose
    limits and labels stay as they are therefore follows a slider two to three times faster.

    References
    ----------
    Matplotlib's user guide, "Faster rendering by using blitting".

    Examples
    --------
    >>> screen = Screen(width=320, height=200)
    >>> screen.picture(lambda ax: ax.plot([0, 1]), "A line that rises.").words
    'A line that rises.'
    """

    def __init__(self, rows: int = 1, cols: int = 1, width: int = 560, height: int = 320) -> None:
        self.rows, self.cols, self.width, self.height = rows, cols, width, height
        self._figure = np.ravel(plots.axes(rows, cols, width=width, height=height))[0].figure
        self._figure.set_dpi(SCALE * PIXELS_PER_INCH)
        self._look: Any = None
        self._background: Any = None

    def picture(
        self, draw: Callable[[Any], object], words: str = "", alt: str = "", note: str = ""
    ) -> plots.Picture:
        """Draw into empty axes; the words and the alt left out are those of the drawings returned.

        The note is what changes in the alternative text: the settings, or how far a run is.

        Raises
        ------
        TypeError
            If a text is none.
        """
        for name, text in (("words", words), ("alt", alt), ("note", note)):
            require_text("Screen.picture", name, text)
        with style():
            axes = grid_in(self._figure, self.rows, self.cols)
            drawings = drawings_in(draw(axes))
            image = png(self._pixels(list(np.ravel(axes))))
        alt = ", ".join(filter(None, (alt or kind_of(drawings, self._figure.axes), note)))
        sentence = words or " ".join(drawing.words for drawing in drawings)
        return plots.Picture(image, sentence, alt, self.width, self.height)

    def _pixels(self, grid: list[Any]) -> Any:
        """The frame, kept or drawn, and what is above it."""
        canvas, frame = self._figure.canvas, [self._figure.patch, *_frame(grid)]
        look = [_look(ax) for ax in grid]
        if look != self._look:
            everything = [
                *self._figure.get_children(),
                *(a for ax in grid for a in ax.get_children()),
            ]
            with _unseen([artist for artist in everything if artist not in [*grid, *frame]]):
                canvas.draw()
            self._look, self._background = look, canvas.copy_from_bbox(self._figure.bbox)
        canvas.restore_region(self._background)
        with _unseen(frame):
            self._figure.draw(canvas.get_renderer())
        return np.asarray(canvas.buffer_rgba())


@contextmanager
def _unseen(artists: list[Any]) -> Iterator[None]:
    """Without these artists inside this block."""
    seen = [artist for artist in artists if artist.get_visible()]
    for artist in seen:
        artist.set_visible(False)
    yield
    for artist in seen:
        artist.set_visible(True)


def _frame(grid: list[Any]) -> list[Any]:
    """Paper, spines, ticks and labels of the axes."""
    return [part for ax in grid for part in (ax.patch, ax.xaxis, ax.yaxis, *ax.spines.values())]


def _look(ax: Any) -> tuple[Any, ...]:
    """All that decides how the frame of the axes looks."""
    ax.apply_aspect()
    spines = [
        (
            spine.get_visible(),
            spine.get_data_transform() is ax.transData or spine.get_position(),
            spine.get_edgecolor(),
            spine.get_linewidth(),
        )
        for spine in ax.spines.values()
    ]
    around = (ax.axison, ax.get_facecolor(), ax.get_position().bounds)
    return (*around, *spines, *(_axis_look(axis) for axis in (ax.xaxis, ax.yaxis)))


def _axis_look(axis: Any) -> tuple[Any, ...]:
    """Scale, ticks and labels of one axis; limits count where there are ticks to be moved."""
    ticks, names = axis.get_majorticklocs(), axis.get_major_formatter()
    given = axis.get_ticklabels() if isinstance(names, (FixedFormatter, FuncFormatter)) else []
    return (
        tuple(axis.get_view_interval()) if len(ticks) else (),
        axis.get_scale(),
        axis.get_visible(),
        axis.get_label_position(),
        tuple(ticks),
        tuple(axis.get_minorticklocs()),
        tuple(names.format_ticks(ticks)),
        axis.get_tick_params("major"),
        axis.get_tick_params("minor"),
        *([getp(text, name) for name in TEXT] for text in (axis.label, *given)),
    )
