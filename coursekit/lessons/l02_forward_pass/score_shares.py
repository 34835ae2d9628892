"""Lesson 02: two scores, and the shares that softmax makes of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit import plots
from coursekit._typing import Array
from coursekit.functional import softmax
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer

NAMES = ("cat", "dog")


class Shares(NamedTuple):
    """Scores, their exponentials, their shares."""

    logits: Array
    powers: Array
    p: Array


def score_shares() -> Explorer:
    """Move two scores and see their shares.

    Returns
    -------
    Explorer
        With a slider for each score and one for a number that is added to both.

    Notes
    -----
    p = softmax([cat, dog]): the ratio of the shares is e to the difference of the scores.

    Examples
    --------
    >>> score_shares().set(cat=0.0, dog=2.2).goal_reached
    True
    """
    controls = {
        "cat": slider("score of cat", -5.0, 5.0, value=1.0, step=0.1),
        "dog": slider("score of dog", -5.0, 5.0, value=1.0, step=0.1),
        "both": slider("added to both", -5, 5, value=0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Three bar charts", cols=3, width=760, height=230,
    )  # fmt: skip


def compute(cat: float, dog: float, both: float) -> Shares:
    """Scores, exponentials and shares."""
    logits = np.array([cat + both, dog + both])
    return Shares(logits, np.exp(logits), softmax(logits[None])[0])


def goal(shares: Shares) -> tuple[bool, str]:
    """The sentence of the newspapers."""
    return bool(abs(shares.p[1] - 0.9) < 0.005), "make it say 90% dog, 10% cat"


def words(shares: Shares) -> str:
    """The shares, and the ratio behind them."""
    gap = float(shares.logits[1] - shares.logits[0])
    said = ", ".join(f"{name} {100 * p:.1f}%" for name, p in zip(NAMES, shares.p, strict=True))
    if abs(gap) < 0.05:
        return f"The scores are equal, and so are the shares: {said}."
    more, less = (NAMES[1], NAMES[0]) if gap > 0 else (NAMES[0], NAMES[1])
    return (
        f"The score of {more} is {abs(gap):.1f} above that of {less}, so its share is "
        f"e^{abs(gap):.1f} = {_times(np.exp(abs(gap)))} times as large: {said}."
    )


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"


def draw(ax: Any, shares: Shares) -> None:
    """Three steps, left to right: score, e to the score, share."""
    steps = zip(
        np.ravel(ax), shares, ("score z", "e to the power z", "share of the sum"), strict=True
    )
    for panel, values, title in steps:
        plots.bars(NAMES, [round(v, 3 if v < 100 else 1) for v in values], ax=panel)
        panel.set_title(title)
        panel.set_xticks([])
        panel.spines["bottom"].set_visible(False)
        panel.margins(x=0.5)
