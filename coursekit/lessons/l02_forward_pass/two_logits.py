"""Lesson 02: two logits, and the probabilities that softmax makes of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit import plots
from coursekit._typing import Array
from coursekit.functional import softmax
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer

NAMES = ("cat", "dog")


class Softmax(NamedTuple):
    """Logits, their exponentials, their probabilities."""

    logits: Array
    powers: Array
    p: Array


def two_logits() -> Explorer:
    """Move two logits and see what softmax makes of them.

    Returns
    -------
    Explorer
        With a slider for each logit and one for a number that is added to both.

    Notes
    -----
    p = softmax([cat, dog]): the ratio of the probabilities is e to the difference of the logits.

    Examples
    --------
    >>> two_logits().set(cat=0.0, dog=2.2).goal_reached
    True
    """
    controls = {
        "cat": slider("logit of cat", -5.0, 5.0, value=1.0, step=0.1),
        "dog": slider("logit of dog", -5.0, 5.0, value=1.0, step=0.1),
        "both": slider("added to both", -5, 5, value=0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Three bar charts", cols=3, width=760, height=230,
    )  # fmt: skip


def compute(cat: float, dog: float, both: float) -> Softmax:
    """Logits, exponentials and probabilities."""
    logits = np.array([cat + both, dog + both])
    return Softmax(logits, np.exp(logits), softmax(logits[None])[0])


def goal(result: Softmax) -> tuple[bool, str]:
    """The sentence of the newspapers."""
    return bool(abs(result.p[1] - 0.9) < 0.005), "make it say 90% dog, 10% cat"


def words(result: Softmax) -> str:
    """The probabilities, and the ratio behind them."""
    gap = float(result.logits[1] - result.logits[0])
    said = ", ".join(f"{name} {100 * p:.1f}%" for name, p in zip(NAMES, result.p, strict=True))
    if abs(gap) < 0.05:
        return f"The logits are equal, and so are the probabilities: {said}."
    more, less = (NAMES[1], NAMES[0]) if gap > 0 else (NAMES[0], NAMES[1])
    return (
        f"The logit of {more} is {abs(gap):.1f} above that of {less}, so {more} is "
        f"e^{abs(gap):.1f} = {_times(np.exp(abs(gap)))} times as probable: {said}."
    )


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"


def draw(ax: Any, result: Softmax) -> None:
    """Three steps, left to right: logit, e to the logit, probability."""
    steps = zip(np.ravel(ax), result, ("logit z", "e to the power z", "probability"), strict=True)
    for panel, values, title in steps:
        plots.bars(NAMES, [round(v, 3 if v < 100 else 1) for v in values], ax=panel)
        panel.set_title(title)
        panel.set_xticks([])
        panel.spines["bottom"].set_visible(False)
        panel.margins(x=0.5)
