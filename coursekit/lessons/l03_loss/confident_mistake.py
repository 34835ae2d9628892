"""Lesson 03: how steep two losses are when a network is sure and wrong."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.functional import sigmoid
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, PAPER, series_look

NAMES = ("cross-entropy", "squared error")
LOGITS = np.linspace(-8, 8, 161)


class Slopes(NamedTuple):
    """Both losses of one logit, and the slope of each."""

    z: float
    p: float
    losses: Array
    slopes: Array

    @property
    def ratio(self) -> float:
        """How many times steeper the cross-entropy is."""
        return float(self.slopes[0] / self.slopes[1])


def confident_mistake() -> Explorer:
    """Move the logit that a network gives to the right class, and compare two losses.

    Returns
    -------
    Explorer
        With a slider for the logit; the loss on the left, its slope on the right.

    Notes
    -----
    With p = σ(z) and the truth 1: cross-entropy −ln p has the slope p − 1, the squared error
    (p − 1)² has 2 (p − 1) p (1 − p).

    References
    ----------
    Nielsen (2015), Neural Networks and Deep Learning, chapter 3.

    Examples
    --------
    >>> confident_mistake().set(z=-6.0).goal_reached
    True
    """
    controls = {"z": slider("logit z for cat", -8.0, 8.0, value=0.0, step=0.5)}
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Curves of two losses, and of their slopes, over the logit",
        cols=2, width=640, height=290,
    )  # fmt: skip


def compute(z: float) -> Slopes:
    """Losses and slopes where the truth is "cat"."""
    losses, slopes = _curves(np.array([z]))
    return Slopes(z, float(sigmoid(np.array([z]))[0]), losses[:, 0], slopes[:, 0])


def _curves(z: Array) -> tuple[Array, Array]:
    """Losses and slopes (2, …) of the cross-entropy and of the squared error."""
    p, q = sigmoid(z), sigmoid(-z)
    return np.stack([np.logaddexp(0, -z), q**2]), np.stack([-q, -2 * q * p * q])


def goal(at: Slopes) -> tuple[bool, str]:
    """Where the difference matters."""
    return at.ratio > 100, "find a logit where cross-entropy is over 100 times steeper"


def words(at: Slopes) -> str:
    """What the network says, and how steep each loss is."""
    (ce, se), (ce_slope, se_slope) = at.losses, np.abs(at.slopes)
    share = (
        "more than 99.9%" if at.p > 0.9995 else "less than 0.1%" if at.p < 0.0005 else f"{at.p:.1%}"
    )
    verdict = "wrong" if at.z < 0 else "right" if at.z > 0 else "undecided"
    return (
        f"It is a cat. At the logit {at.z:g} the network says cat with {share}: {verdict}. "
        f"Cross-entropy: loss {_few(ce, 3)}, slope {_few(ce_slope, 4)}. Squared error: loss "
        f"{_few(se, 3)}, slope {_few(se_slope, 4)}. The cross-entropy is {at.ratio:,.0f} times "
        "steeper."
    )


def _few(value: float, decimals: int) -> str:
    """So many decimals; a number that they cannot show is below them, not zero."""
    least = 10.0**-decimals
    return f"{value:.{decimals}f}" if value >= least / 2 else f"below {least:.{decimals}f}"


def draw(ax: Any, at: Slopes) -> None:
    """Loss and slope over the logit, with this logit in both."""
    losses, slopes = _curves(LOGITS)
    panels = ((losses, at.losses, "loss"), (np.abs(slopes), np.abs(at.slopes), "size of the slope"))
    for panel, (curves, here, title) in zip(np.ravel(ax), panels, strict=True):
        panel.vlines(at.z, 0, max(here), color=INK, lw=1, ls=":")
        for k, curve in enumerate(curves):
            look = series_look(k)
            panel.plot(LOGITS, curve, color=look.color, ls=look.line, label=NAMES[k])
            panel.plot([at.z], [here[k]], look.marker, color=look.color, ms=9, clip_on=False)
        panel.set(title=title, xlabel="logit z for cat", xlim=(-8, 8))
        panel.grid(axis="y", color=GRID)
    left, right = np.ravel(ax)
    left.set_ylim(-0.2, 9)
    right.set_ylim(-0.03, 1.1)
    left.legend(loc="upper right", facecolor=PAPER, edgecolor="none", framealpha=1)
