"""What a figure function returns: where it drew, and what there is to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from coursekit._check_texts import require_text
from coursekit._checks import what


@dataclass(frozen=True)
class Drawing:
    """An Axes with its words.

    Parameters
    ----------
    ax : Axes
        What was drawn on; more can be drawn there.
    words : str
        What there is to see, said with numbers from the data: the caption.
    alt : str
        What kind of picture it is, in a few words: the alternative text. A reader who hears the
        picture hears both, so neither repeats the other.

    Raises
    ------
    ValueError
        If there are no words.

    Examples
    --------
    >>> from coursekit import plots
    >>> Drawing(plots.axes(), "The loss falls from 2.3 to 0.1.", "Line chart").words
    'The loss falls from 2.3 to 0.1.'
    """

    ax: Axes
    words: str
    alt: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.ax, Axes):
            raise TypeError(f"Drawing: ax is {what(self.ax)}, expected an Axes.")
        require_text("Drawing", "words", self.words)
        require_text("Drawing", "alt", self.alt)
        if not self.words.strip():
            raise ValueError(
                "Drawing: words is empty, expected one sentence that says what the picture shows."
            )


def drawings_in(target: object) -> list[Drawing]:
    """The drawings in what a function returned: one, several, or none."""
    found = list(target) if isinstance(target, Sequence) else [target]
    return [drawing for drawing in found if isinstance(drawing, Drawing)]


def kind_of(drawings: Sequence[Drawing], grid: Sequence[Axes]) -> str:
    """What kind of picture it is: as the drawings say, else by titles or labels of the axes."""
    said = {drawing.ax: drawing.alt for drawing in drawings}
    kinds = [said.get(ax) or _titled(ax) for ax in grid]
    return "; ".join(dict.fromkeys(filter(None, kinds))) or "Chart"


def _titled(ax: Axes) -> str:
    """The title, else what stands at the axes."""
    labels = " over ".join(filter(None, (ax.get_ylabel(), ax.get_xlabel())))
    return ax.get_title(loc="left") or (labels and f"Chart of {labels}")
