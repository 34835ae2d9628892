"""Lesson 03: one prediction, and its loss when the truth comes out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.losses import binary_cross_entropy
from coursekit.plots.style import GRID, INK, MUTED, PAPER, TRAIN

MARKS = (0.9, 0.5, 0.1, 0.01)


class Predicted(NamedTuple):
    """What was said, what is true, how large the loss is."""

    cat: float
    truth: str
    loss: float

    @property
    def p(self) -> float:
        """The probability that the truth was given."""
        return self.cat if self.truth == "cat" else 1 - self.cat


def cross_entropy_curve() -> Explorer:
    """Make a prediction, choose the truth, and read the loss.

    Returns
    -------
    Explorer
        With a slider for the prediction and a list for the truth.

    Notes
    -----
    loss = −ln p, where p is the probability that the prediction gave to the truth.

    References
    ----------
    Shannon (1948), A Mathematical Theory of Communication, Bell System Technical Journal 27.

    Examples
    --------
    >>> cross_entropy_curve().set(cat=50).data.loss.__round__(3)
    0.693
    """
    controls = {
        "cat": slider("prediction: cat, in percent", 1, 99, value=90),
        "truth": dropdown("the truth", ["cat", "dog"]),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Curve of the loss over all possible predictions", width=620, height=340,
    )  # fmt: skip


def compute(cat: int, truth: str) -> Predicted:
    """The binary cross-entropy of one prediction."""
    p = cat / 100
    loss, _ = binary_cross_entropy(np.array([p]), np.array([int(truth == "cat")]))
    return Predicted(p, truth, loss)


def goal(said: Predicted) -> tuple[bool, str]:
    """A loss that only a confident mistake can have."""
    return said.loss > 4, "find a prediction with a loss above 4"


def words(said: Predicted) -> str:
    """The loss, and how it compares with a coin flip."""
    side = (
        "the same as a coin flip" if abs(said.loss - np.log(2)) < 0.005
        else "less than a coin flip, 0.693" if said.loss < np.log(2)
        else f"{said.loss / np.log(2):.1f} times that of a coin flip, 0.693"
    )  # fmt: skip
    return (
        f"It is a {said.truth}, and the prediction gave {said.truth} {said.p:.0%}. "
        f"The loss is -ln {said.p:.2f} = {said.loss:.3f}: {side}."
    )


def draw(ax: Any, said: Predicted) -> None:
    """The loss of every possible prediction, and of this one."""
    cat = np.linspace(0.005, 0.995, 199)
    p = cat if said.truth == "cat" else 1 - cat
    marks = np.array(MARKS) if said.truth == "cat" else 1 - np.array(MARKS)
    ax.axhline(np.log(2), color=MUTED, lw=1, ls=":")
    ax.annotate("coin flip", (1.01, np.log(2)), xycoords=("axes fraction", "data"), va="center")
    ax.plot(cat, -np.log(p), color=TRAIN.color)
    ax.plot(marks, -np.log(MARKS), "o", mfc="white", mec=TRAIN.color, ms=6)
    ax.vlines(said.cat, 0, said.loss, color=INK, lw=1.5)
    ax.plot([said.cat], [said.loss], "o", color=INK, ms=10, clip_on=False)
    rising = said.truth == "dog"  # the label stands where the curve is lower
    flat = said.p > 0.8
    ax.annotate(
        f"{said.loss:.3f}", (said.cat, said.loss), (-8 if rising != flat else 8, 9),
        textcoords="offset points", ha="right" if rising != flat else "left", fontweight="bold",
        bbox={"fc": PAPER, "ec": "none", "pad": 0.5},
    )  # fmt: skip
    ax.set(xlim=(0, 1), ylim=(0, 5.2), ylabel="loss", xlabel='probability given to "cat"')
    ax.set_title(f"The truth: {said.truth}")
    ax.set_xticks(np.linspace(0, 1, 5), ["0%", "25%", "50%", "75%", "100%"])
    box = ax.get_position()
    ax.set_position((box.x0, box.y0, 0.86 - box.x0, box.height))
    ax.grid(axis="y", color=GRID)
