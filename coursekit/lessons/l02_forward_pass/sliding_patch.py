"""Lesson 02: a unit that sees two pixels walks over a picture."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.patches import Rectangle
from numpy.lib.stride_tricks import sliding_window_view

from coursekit._typing import Array
from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.arguments import finite
from coursekit.plots.style import DIVERGING, WRONG

KERNELS = {
    "left to right: [-1, 1]": np.array([[-1.0, 1.0]]),
    "top to bottom: [-1, 1] turned": np.array([[-1.0], [1.0]]),
}
FOUND = 0.8


class Place(NamedTuple):
    """The picture, the patch of weights, the answers everywhere, and where it stands."""

    image: Array
    kernel: Array
    answers: Array
    row: int
    column: int

    @property
    def patch(self) -> Array:
        """The pixels under the weights."""
        h, w = self.kernel.shape
        return self.image[self.row : self.row + h, self.column : self.column + w]

    @property
    def answer(self) -> float:
        """What the unit says here."""
        return float(self.answers[self.row, self.column])


def sliding_patch(image: Array) -> Explorer:
    """Move a small patch of weights over a picture and read its answer.

    Parameters
    ----------
    image : ndarray, shape (H, W)
        Shades of gray from 0 (black) to 1 (white); both sides at least 2 pixels.

    Returns
    -------
    Explorer
        With sliders for the row and the column, and a choice of the weights.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    answer[i, j] = Σ_{u,v} image[i+u, j+v] kernel[u, v], at every place where the patch fits.

    Examples
    --------
    >>> patch = sliding_patch(np.array([[0.0, 1.0], [0.0, 1.0]]))
    >>> patch.goal_reached
    True
    """
    image = finite("sliding_patch", "image", image, "(H, W)")
    H, W = image.shape
    if min(H, W) < 2:
        raise ValueError(
            f"sliding_patch: image has shape {image.shape}, expected at least 2 pixels each way."
        )
    controls = {
        "row": slider("row", 0, H - 1, value=min(H // 2, H - 1)),
        "column": slider("column", 0, W - 1, value=0),
        "weights": dropdown("weights", list(KERNELS)),
    }

    def compute(row: int, column: int, weights: str) -> Place:
        kernel = KERNELS[weights]
        answers = np.sum(sliding_window_view(image, kernel.shape) * kernel, axis=(2, 3))
        inside = min(row, answers.shape[0] - 1), min(column, answers.shape[1] - 1)
        return Place(image, kernel, answers, *inside)

    return Explorer(
        compute, draw, words, controls, goal,
        alt="A drawing with a patch on it, and the patch's answers", cols=2, width=700, height=370,
    )  # fmt: skip


def goal(place: Place) -> tuple[bool, str]:
    """A strong answer, of either sign."""
    return abs(
        place.answer
    ) >= FOUND, f"find a place where the answer is {FOUND} or −{FOUND}, or stronger"


def words(place: Place) -> str:
    """The sum that the unit computes here."""
    pairs = zip(place.patch.ravel(), place.kernel.ravel(), strict=True)
    total = " + ".join(f"{pixel:.2f} · {_n(weight, 0)}" for pixel, weight in pairs)
    meaning = "no edge here" if abs(place.answer) < 0.1 else _edge(place)
    return (
        f"At row {place.row}, column {place.column} the unit computes {total} = "
        f"{_n(place.answer, 2)}: {meaning}."
    )


def _edge(place: Place) -> str:
    """Which way it gets lighter."""
    across = place.kernel.shape[1] > 1
    ways = ("to the right", "to the left") if across else ("downward", "upward")
    return f"it gets lighter {ways[place.answer < 0]}"


def _n(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".replace("-", "−")
    return f"({text})" if value < 0 else text


def draw(ax: Any, place: Place) -> None:
    """The picture with the patch on it; beside it the answers at all places."""
    left, right = np.ravel(ax)
    h, w = place.kernel.shape
    left.imshow(place.image, cmap="gray", vmin=0, vmax=1)
    right.imshow(place.answers, cmap=DIVERGING, vmin=-1, vmax=1)
    for panel, size in ((left, (w, h)), (right, (1, 1))):
        corner = (place.column - 0.5, place.row - 0.5)
        panel.add_patch(Rectangle(corner, *size, fill=False, ec=WRONG, lw=3))
        panel.set(xlabel="column", xlim=left.get_xlim(), ylim=left.get_ylim())
    left.set_ylabel("row")
    left.set_title("what it looks at")
    right.set_title("its answers: purple +, orange −")
