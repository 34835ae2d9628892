"""A figure and its words: made together, shown together.

Each figure carries two texts. The *alt* says what kind of picture it is ("Line chart of the
loss"). The *sentence* says what there is to see, computed from the data. The alt goes into the
image, the sentence into the caption under it: readers who see the picture get the sentence too,
and a screen reader reads each text once. The same sentence in both places would be heard twice.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from coursekit._checks import require_count, require_positive
from coursekit._typing import Array
from coursekit.plots.style import PIXELS_PER_INCH, style

_said: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Picture:
    """A finished picture with its words, as JupyterLab, nbconvert and screen readers show it.

    Parameters
    ----------
    png : bytes
        The image, with `scale` image pixels for each pixel on the page.
    words : str
        What there is to see; the caption.
    alt : str
        What kind of picture it is; the image's alternative text.
    width, height : int
        Size on the page, in CSS pixels.
    """

    png: bytes
    words: str
    alt: str
    width: int
    height: int

    @property
    def html(self) -> str:
        """The figure as HTML: nothing is loaded from outside."""
        data = base64.b64encode(self.png).decode("ascii")
        return (
            '<figure class="ck" style="margin: 0">'
            f'<img alt="{escape(self.alt)}" width="{self.width}" height="{self.height}" '
            f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
            f"<figcaption>{escape(self.words)}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.words}

    def __repr__(self) -> str:
        return self.words


def axes(
    rows: int = 1,
    cols: int = 1,
    *,
    width: int = 640,
    height: int = 400,
    left: int = 84,
    right: int = 24,
    bottom: int = 56,
    top: int = 40,
) -> Any:
    """Make a new figure with room for labels and return its axes.

    Parameters
    ----------
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size of the whole figure on the page, in pixels.
    left, right, bottom, top : int
        Margins around the grid, in pixels. Fixed margins draw faster than a layout engine, and
        the picture does not jump while a slider moves.

    Returns
    -------
    Axes, or ndarray of Axes of shape (rows, cols)
        One Axes when the grid is 1 by 1.

    Raises
    ------
    TypeError, ValueError
        If a count is not a whole number of at least 1, or the margins leave no room.

    Notes
    -----
    The figure is never known to pyplot, so it appears once: where you show it.

    Examples
    --------
    >>> ax = axes(width=320, height=200)
    >>> ax.get_title()
    ''
    """
    for name, value in {"rows": rows, "cols": cols, "width": width, "height": height}.items():
        require_count("axes", name, value)
    if left + right >= width or bottom + top >= height:
        raise ValueError(
            f"axes: a figure of {width} by {height} pixels has no room inside its margins "
            f"({left} + {right} wide, {bottom} + {top} high). Make it larger."
        )
    with style():
        figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH))
        FigureCanvasAgg(figure)
        grid: Array = figure.subplots(rows, cols, squeeze=False)
        figure.subplots_adjust(
            left=left / width,
            right=1 - right / width,
            bottom=bottom / height,
            top=1 - top / height,
            wspace=_gap(cols, width - left - right, left),
            hspace=_gap(rows, height - bottom - top, bottom + top),
        )
    return grid[0, 0] if grid.size == 1 else grid


def _gap(n: int, space: int, wanted: int) -> float:
    """The gap between n axes in matplotlib's unit, the size of one of them."""
    gap = min(wanted, space / (3 * n))
    return n * gap / (space - (n - 1) * gap)


def say(ax: Axes, sentence: str, alt: str = "") -> Axes:
    """Give an Axes its words, and return the Axes.

    Parameters
    ----------
    ax : Axes
        What was drawn on.
    sentence : str
        What there is to see. Say it with numbers from the data.
    alt : str
        What kind of picture it is, in a few words. Left out: the title, else what stands at the
        axes.

    Returns
    -------
    Axes
        The same `ax`, so that a figure function can end in `return say(ax, ...)`.

    Raises
    ------
    ValueError
        If the sentence is empty.

    Examples
    --------
    >>> words(say(axes(), "The loss falls from 2.3 to 0.1."))
    'The loss falls from 2.3 to 0.1.'
    """
    if not sentence.strip():
        raise ValueError("say: the sentence is empty. Say in one sentence what the picture shows.")
    _said[ax] = (sentence.strip(), alt.strip())
    return ax


def words(target: Any) -> str:
    """The sentence of an Axes, or all sentences of a figure or an array of Axes, in order.

    Parameters
    ----------
    target : Axes, Figure or ndarray of Axes
        Where to look.

    Returns
    -------
    str
        The sentences; empty where nothing was said.

    Raises
    ------
    TypeError
        If the target is neither of these.

    Examples
    --------
    >>> words(axes())
    ''
    """
    return " ".join(_said[ax][0] for ax in _axes_of(target) if ax in _said)


def alt(target: Any) -> str:
    """What kind of picture it is, in a few words: the `alt` of each Axes, its title, or its axes.

    Parameters
    ----------
    target : Axes, Figure or ndarray of Axes
        Where to look.

    Returns
    -------
    str
        A short text for the image's `alt` attribute.

    Raises
    ------
    TypeError
        If the target is neither of these.

    Examples
    --------
    >>> alt(say(axes(), "Half of the answers are right.", alt="Bar chart"))
    'Bar chart'
    """
    return "; ".join(dict.fromkeys(filter(None, map(_kind, _axes_of(target))))) or "Chart"


def _kind(ax: Axes) -> str:
    """What was said about the kind of picture, else what is written at it."""
    labels = " over ".join(filter(None, (ax.get_ylabel(), ax.get_xlabel())))
    said = _said.get(ax, ("", ""))[1]
    return said or ax.get_title(loc="left") or (labels and f"Chart of {labels}")


def png_bytes(target: Any, scale: float = 1) -> bytes:
    """Draw a figure into PNG bytes; the figure can be changed and drawn again.

    Parameters
    ----------
    target : Axes, Figure or ndarray of Axes
        The whole figure is drawn.
    scale : float
        Image pixels for each pixel on the page: 1 is fastest, 2 is sharp on dense screens.

    Returns
    -------
    bytes
        The PNG file. The same figure gives the same bytes on the same machine.

    Raises
    ------
    TypeError, ValueError
        If there is no figure in `target`, or the scale is not a number above 0.

    Examples
    --------
    >>> png_bytes(axes())[1:4]
    b'PNG'
    """
    require_positive("png_bytes", "scale", scale)
    buffer = BytesIO()
    with style():
        _figure_of(target).savefig(
            buffer, format="png", dpi=PIXELS_PER_INCH * scale, metadata={"Software": None}
        )
    return buffer.getvalue()


def show(target: Any, words: str | None = None) -> Picture:
    """A figure with its words, ready to stand on the last line of a cell.

    Parameters
    ----------
    target : Axes, Figure or ndarray of Axes
        What to show: the whole figure. Each function of `coursekit.plots` returns such an Axes.
    words : str, optional
        What there is to see; it replaces the sentence that the figure brought along.

    Returns
    -------
    Picture
        Displays itself as an image with a caption; as text it is the sentence.

    Raises
    ------
    ValueError
        If the figure has no words yet.
    TypeError
        If there is no figure in `target`.

    References
    ----------
    W3C, Web Accessibility Initiative: Images Tutorial, on images with a caption.

    Examples
    --------
    >>> show(say(axes(), "An empty frame."))
    An empty frame.
    """
    figure = _figure_of(target)
    sentence = (_sentence(figure) if words is None else words).strip()
    if not sentence:
        raise ValueError(
            "show: this figure has no words yet, and not everyone can see it. "
            'Try plots.show(ax, "One sentence that says what there is to see.").'
        )
    width, height = (round(side * PIXELS_PER_INCH) for side in figure.get_size_inches())
    return Picture(_slim(png_bytes(figure, scale=2)), sentence, alt(figure), width, height)


_sentence = words


def _slim(png: bytes) -> bytes:
    """The same picture in 256 colors: a quarter of the bytes in a saved notebook."""
    buffer = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "png")
    return buffer.getvalue()


def _axes_of(target: Any) -> Iterable[Axes]:
    """The Axes in a target, in drawing order."""
    if isinstance(target, Figure):
        return target.axes
    found = list(np.ravel(np.asarray(target, dtype=object)))
    if found and all(isinstance(ax, Axes) for ax in found):
        return found
    raise TypeError(
        f"plots: got a {type(target).__name__}, expected an Axes or a Figure. "
        "Hand over what a function of coursekit.plots returned, such as plots.bars(labels, values)."
    )


def _figure_of(target: Any) -> Figure:
    """The figure that holds a target."""
    if isinstance(target, Figure):
        return target
    figure = next(iter(_axes_of(target))).get_figure(root=True)
    if figure is None:
        raise TypeError(
            "plots: this Axes was removed from its figure. Make a new one: plots.axes()."
        )
    return figure
