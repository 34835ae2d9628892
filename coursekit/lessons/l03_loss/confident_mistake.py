"""Lesson 03: how hard two losses push when a network is sure and wrong."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.functional import sigmoid
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, series_look

NAMES = ("cross-entropy", "squared error")
SCORES = np.linspace(-8, 8, 161)


class Push(NamedTuple):
    """Both losses of one score, and the slope of each."""

    z: float
    p: float
    losses: Array
    slopes: Array

    @property
    def ratio(self) -> float:
        """How many times harder the cross-entropy pushes."""
        return float(self.slopes[0] / self.slopes[1])


def confident_mistake() -> Explorer:
    """Move the score that a network gives to the right answer, and compare two losses.

    Returns
    -------
    Explorer
        With a slider for the score; the loss on the left, its slope on the right.

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
    controls = {"z": slider("score z for cat", -8.0, 8.0, value=0.0, step=0.5)}
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Curves of two losses, and of their slopes, over the score",
        cols=2, width=640, height=290,
    )  # fmt: skip


def compute(z: float) -> Push:
    """Losses and slopes where the truth is "cat"."""
    losses, slopes = _curves(np.array([z]))
    return Push(z, float(sigmoid(np.array([z]))[0]), losses[:, 0], slopes[:, 0])


def _curves(z: Array) -> tuple[Array, Array]:
    """Losses and slopes (2, …) of the cross-entropy and of the squared error."""
    p, q = sigmoid(z), sigmoid(-z)
    return np.stack([np.logaddexp(0, -z), q**2]), np.stack([-q, -2 * q * p * q])


def goal(push: Push) -> tuple[bool, str]:
    """Where the difference matters."""
    return push.ratio > 100, "find a score where cross-entropy pushes over 100 times harder"


def words(push: Push) -> str:
    """What the network says, and how hard each loss pushes."""
    (ce, se), (ce_push, se_push) = push.losses, np.abs(push.slopes)
    share = "more than 99.9%" if push.p > 0.9995 else f"{push.p:.1%}"
    verdict = "wrong" if push.z < 0 else "right" if push.z > 0 else "undecided"
    return (
        f"It is a cat. At the score {push.z:g} the network says cat with {share}: {verdict}. "
        f"Cross-entropy: loss {_few(ce, 3)}, push {_few(ce_push, 4)}. Squared error: loss "
        f"{_few(se, 3)}, push {_few(se_push, 4)}. The cross-entropy pushes {push.ratio:,.0f} times "
        "harder."
    )


def _few(value: float, decimals: int) -> str:
    """So many decimals; a number that they cannot show is below them, not zero."""
    least = 10.0**-decimals
    return f"{value:.{decimals}f}" if value >= least / 2 else f"below {least:.{decimals}f}"


def draw(ax: Any, push: Push) -> None:
    """Loss and slope over the score, with this score in both."""
    losses, slopes = _curves(SCORES)
    panels = ((losses, push.losses, "loss"), (np.abs(slopes), np.abs(push.slopes), "push (slope)"))
    for panel, (curves, here, title) in zip(np.ravel(ax), panels, strict=True):
        panel.vlines(push.z, 0, max(here), color=INK, lw=1, ls=":")
        for k, curve in enumerate(curves):
            look = series_look(k)
            panel.plot(SCORES, curve, color=look.color, ls=look.line, label=NAMES[k])
            panel.plot([push.z], [here[k]], look.marker, color=look.color, ms=9, clip_on=False)
        panel.set(title=title, xlabel="score z for cat", xlim=(-8, 8))
        panel.grid(axis="y", color=GRID)
    left, right = np.ravel(ax)
    left.set_ylim(-0.2, 9)
    right.set_ylim(-0.03, 1.1)
    left.legend(loc="upper right", frameon=False)
