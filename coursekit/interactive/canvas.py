"""A figure that is drawn again and again: what stays the same is drawn once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit import plots
from coursekit.interactive.png import encode
from coursekit.plots.style import PAPER, PIXELS_PER_INCH, style

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
    Ticks, labels and spines take most of the time of a drawing. They are the frame: it is drawn
    when something about it has changed, and else its pixels are put back. Lines, markers, images,
    texts, titles and legends are drawn anew each time, above the frame (blitting). A widget whose
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
        self._axes: Any = None
        self._ticks: Any = None
        self._places: Any = None
        self._frame: Any = None
        self._background: Any = None

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
        """The axes without anything in them; a new figure if the last drawing added axes."""
        if self._axes is None or len(self._figure.axes) != self.rows * self.cols:
            self._axes = plots.axes(self.rows, self.cols, width=self.width, height=self.height)
            self._figure.set_dpi(SCALE * PIXELS_PER_INCH)
            self._ticks, self._frame = [dict(kw) for kw in _ticks(self._figure)], None
            self._places = [ax.get_position() for ax in self._figure.axes]
            for ax in self._figure.axes:
                _make_ticks_late(ax.xaxis)
                _make_ticks_late(ax.yaxis)
        else:
            for kw, first in zip(_ticks(self._figure), self._ticks, strict=True):
                kw.clear()
                kw.update(first)
            for ax, place in zip(self._figure.axes, self._places, strict=True):
                ax.set(aspect="auto", facecolor=PAPER, position=place)
                ax.clear()
        return self._axes

    def _png(self) -> bytes:
        """The frame and what is above it, as a PNG file."""
        canvas: Any = self._figure.canvas
        above = [artist for ax in self._figure.axes for artist in _above(ax)]
        frame = [_frame(ax) for ax in self._figure.axes]
        if frame != self._frame:
            for artist in above:
                artist.set_animated(True)
            canvas.draw()
            self._frame, self._background = frame, canvas.copy_from_bbox(self._figure.bbox)
        canvas.restore_region(self._background)
        for artist in above:
            artist.draw(canvas.get_renderer())
        return encode(np.asarray(canvas.buffer_rgba()))


def _make_ticks_late(axis: Any) -> None:
    """Let `Axes.clear` forget an axis's ticks only; it makes new ones three times over."""

    def forget() -> None:
        for kind in ("majorTicks", "minorTicks"):
            axis.__dict__.pop(kind, None)

    axis.reset_ticks = forget


def _ticks(figure: Any) -> list[dict[str, Any]]:
    """How ticks look, all that `Axes.clear` leaves as it is."""
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    return [kw for axis in axes for kw in (axis._major_tick_kw, axis._minor_tick_kw)]


def _above(ax: Any) -> list[Any]:
    """What was drawn into the axes, with titles and legend, from back to front."""
    titles = [ax.title, ax._left_title, ax._right_title]
    legend = [ax.legend_] if ax.legend_ else []
    return sorted([*ax._children, *titles, *legend], key=lambda artist: artist.zorder)


def _frame(ax: Any) -> tuple[Any, ...]:
    """All that decides how the rest of the axes looks."""
    ax.apply_aspect()
    around = (ax.axison, ax.get_facecolor(), ax.get_position().bounds)
    spines = [
        (s.get_visible(), s._position or ("outward", 0.0), s.get_edgecolor(), s.get_linewidth())
        for s in ax.spines.values()
    ]
    return (*around, *spines, *(_axis(axis) for axis in (ax.xaxis, ax.yaxis)))


def _axis(axis: Any) -> tuple[Any, ...]:
    """Scale, ticks and labels of one axis; limits count where there are ticks to be moved."""
    ticks = axis.get_majorticklocs()
    return (
        tuple(axis.get_view_interval()) if len(ticks) else (),
        axis.get_scale(),
        axis.get_visible(),
        axis.get_label_text(),
        axis.get_label_position(),
        tuple(ticks),
        tuple(axis.get_minorticklocs()),
        tuple(axis.get_major_formatter().format_ticks(ticks)),
        dict(axis._major_tick_kw),
        dict(axis._minor_tick_kw),
    )
