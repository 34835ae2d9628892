"""Lesson 03: one guess, and what it costs when the truth comes out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.losses import binary_cross_entropy
from coursekit.plots.style import GRID, INK, MUTED, PAPER, TRAIN

MARKS = (0.9, 0.5, 0.1, 0.01)


class Guess(NamedTuple):
    """What was said, what is true, what it costs."""

    cat: float
    truth: str
    loss: float

    @property
    def p(self) -> float:
        """The probability that the truth was given."""
        return self.cat if self.truth == "cat" else 1 - self.cat


def surprise() -> Explorer:
    """Make a guess, choose the truth, and read the price.

    Returns
    -------
    Explorer
        With a slider for the guess and a list for the truth.

    Notes
    -----
    loss = −ln p, where p is the probability that the guess gave to the truth.

    References
    ----------
    Shannon (1948), A Mathematical Theory of Communication, Bell System Technical Journal 27.

    Examples
    --------
    >>> surprise().set(cat=50).data.loss.__round__(3)
    0.693
    """
    controls = {
        "cat": slider("the guess: cat, in percent", 1, 99, value=90),
        "truth": dropdown("the truth", ["cat", "dog"]),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Curve of the loss over all possible guesses", width=620, height=340,
    )  # fmt: skip


def compute(cat: int, truth: str) -> Guess:
    """The binary cross-entropy of one guess."""
    p = cat / 100
    loss, _ = binary_cross_entropy(np.array([p]), np.array([int(truth == "cat")]))
    return Guess(p, truth, loss)


def goal(guess: Guess) -> tuple[bool, str]:
    """A price that only a confident mistake can have."""
    return guess.loss > 4, "find a guess that costs more than 4"


def words(guess: Guess) -> str:
    """The price, and how it compares with a coin flip."""
    side = (
        "the same as a coin flip" if abs(guess.loss - np.log(2)) < 0.005
        else "less than a coin flip, 0.693" if guess.loss < np.log(2)
        else f"{guess.loss / np.log(2):.1f} times as much as a coin flip, 0.693"
    )  # fmt: skip
    return (
        f"It is a {guess.truth}, and the guess gave {guess.truth} {guess.p:.0%}. "
        f"The loss is -ln {guess.p:.2f} = {guess.loss:.3f}: {side}."
    )


def draw(ax: Any, guess: Guess) -> None:
    """The price of every possible guess, and of this one."""
    cat = np.linspace(0.005, 0.995, 199)
    p = cat if guess.truth == "cat" else 1 - cat
    marks = np.array(MARKS) if guess.truth == "cat" else 1 - np.array(MARKS)
    ax.axhline(np.log(2), color=MUTED, lw=1, ls=":")
    ax.annotate("coin flip", (1.01, np.log(2)), xycoords=("axes fraction", "data"), va="center")
    ax.plot(cat, -np.log(p), color=TRAIN.color)
    ax.plot(marks, -np.log(MARKS), "o", mfc="white", mec=TRAIN.color, ms=6)
    ax.vlines(guess.cat, 0, guess.loss, color=INK, lw=1.5)
    ax.plot([guess.cat], [guess.loss], "o", color=INK, ms=10, clip_on=False)
    rising = guess.truth == "dog"  # the label stands where the curve is lower
    flat = guess.p > 0.8
    ax.annotate(
        f"{guess.loss:.3f}", (guess.cat, guess.loss), (-8 if rising != flat else 8, 9),
        textcoords="offset points", ha="right" if rising != flat else "left", fontweight="bold",
        bbox={"fc": PAPER, "ec": "none", "pad": 0.5},
    )  # fmt: skip
    ax.set(xlim=(0, 1), ylim=(0, 5.2), ylabel="loss", xlabel='probability given to "cat"')
    ax.set_title(f"The truth: {guess.truth}")
    ax.set_xticks(np.linspace(0, 1, 5), ["0%", "25%", "50%", "75%", "100%"])
    box = ax.get_position()
    ax.set_position((box.x0, box.y0, 0.86 - box.x0, box.height))
    ax.grid(axis="y", color=GRID)
