"""A finished picture and its words: made together, shown together.

Each picture carries two texts. The *alt* says what kind of picture it is ("Line chart of the
loss"). The *words* say what there is to see, computed from the data. The alt goes into the
image, the words into the caption under it, and a screen reader reads each text once. Words that
somebody wrote for this picture are the caption; those that a drawing computed by itself are
folded under "in words", since whoever sees the picture does not need them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from coursekit._check_texts import require_text
from coursekit._checks import what
from coursekit._typing import Array
from coursekit.plots.drawing import Drawing, drawings_in, kind_of
from coursekit.plots.style import PIXELS_PER_INCH, style


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
    folded : bool
        Whether the words wait behind a line that opens them.
    """

    png: bytes
    words: str
    alt: str
    width: int
    height: int
    folded: bool = False

    @property
    def html(self) -> str:
        """The figure as HTML: nothing is loaded from outside."""
        data = base64.b64encode(self.png).decode("ascii")
        said = escape(self.words)
        if self.folded:
            said = f"<details><summary>in words</summary>{said}</details>"
        return (
            '<figure class="ck" style="margin: 0">'
            f'<img alt="{escape(self.alt)}" width="{self.width}" height="{self.height}" '
            f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
            f"<figcaption>{said}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.words}

    def __repr__(self) -> str:
        return self.words


def show(target: Any, words: str | None = None) -> Picture:
    """A figure with its words, ready to stand on the last line of a cell.

    Parameters
    ----------
    target : Drawing, list of Drawing, Axes, array of Axes or Figure
        What to show: the whole figure. Each function of `coursekit.plots` returns a Drawing;
        several that stand in one figure are shown as a list.
    words : str, optional
        What there is to see; without it, what the drawings say, folded.

    Returns
    -------
    Picture
        Displays itself as an image with a caption; as text it is the caption.

    Raises
    ------
    ValueError
        If there are no words, or the drawings stand in different figures.
    TypeError
        If there is no figure in `target`.

    References
    ----------
    W3C, Web Accessibility Initiative: Images Tutorial, on images with a caption.

    Examples
    --------
    >>> from coursekit import plots
    >>> show(plots.axes(), "An empty frame.")
    An empty frame.
    """
    if words is not None:
        require_text("show", "words", words)
    figure, drawings = _figure_of(target), drawings_in(target)
    sentence = " ".join(drawing.words for drawing in drawings) if words is None else words
    if not sentence.strip():
        raise ValueError(
            "show: this figure has no words yet, and not everyone can see it; expected a sentence. "
            'Try plots.show(ax, "One sentence that says what there is to see.").'
        )
    width, height = (round(side * PIXELS_PER_INCH) for side in figure.get_size_inches())
    alt = kind_of(drawings, figure.axes)
    return Picture(png(_pixels(figure)), sentence.strip(), alt, width, height, words is None)


def _figure_of(target: Any) -> Figure:
    """The one figure of all that is to be shown."""
    if isinstance(target, Figure):
        return target
    parts = [
        part.ax if isinstance(part, Drawing) else part
        for part in np.ravel(np.asarray(target, dtype=object))
    ]
    if not parts or not all(isinstance(ax, Axes) for ax in parts):
        raise TypeError(
            f"show: target is {what(target)}, expected a drawing, an Axes or a Figure. "
            "Hand over what a function of coursekit.plots returned, such as "
            "plots.bars(labels, values)."
        )
    figures: set[Any] = {ax.get_figure(root=True) for ax in parts}
    if figures == {None}:
        raise TypeError(
            "show: this Axes was removed from its figure. Make a new one: plots.axes()."
        )
    if len(figures) > 1:
        raise ValueError(
            f"show: the drawings stand in {len(figures)} figures, expected one. Draw them into "
            "the axes of one figure: ax=plots.axes(1, 2)[0, 0], or show each by itself."
        )
    figure: Figure = figures.pop()
    return figure


def png(pixels: Array) -> bytes:
    """The file of a picture in 256 colors: light in a notebook and on the way to a browser.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 4)
        Red, green, blue and opacity; the paper is opaque.

    Returns
    -------
    bytes
        The same pixels give the same bytes on the same machine.

    Examples
    --------
    >>> png(np.zeros((1, 1, 4), np.uint8))[1:4]
    b'PNG'
    """
    image, file = Image.fromarray(pixels).convert("RGB"), BytesIO()
    image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "png")
    return file.getvalue()


def _pixels(figure: Figure) -> Array:
    """The figure as it is now, two pixels for each pixel on the page."""
    file = BytesIO()
    with style():
        figure.savefig(
            file, format="png", dpi=2 * PIXELS_PER_INCH, pil_kwargs={"compress_level": 0}
        )
    return np.asarray(Image.open(file))
