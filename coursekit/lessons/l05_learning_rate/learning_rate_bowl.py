"""Lesson 05: walk down a bowl with a learning rate of your choice, and count the steps."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, TRAIN, VAL
from coursekit.plots.text import count

CURVED, ENOUGH, SHOWN, MOST = 8, 1e-4, 30, 5000
FLOOR, CEILING = 1e-8, 1e6


class Walk(NamedTuple):
    """The weight and the loss after 0, 1, 2, ... steps, and how many steps were enough."""

    lr: float
    curvature: float
    w: Array
    loss: Array
    needed: int | None

    @property
    def factor(self) -> float:
        """What each step multiplies the weight by."""
        return round(1 - self.lr * self.curvature, 10)


def learning_rate_bowl() -> Explorer:
    """Choose a learning rate for a bowl: it creeps, arrives, jumps across, or flies out.

    Returns
    -------
    Explorer
        With sliders for the learning rate and the bowl's curvature; the path on the left, the
        loss after each step on the right.

    Notes
    -----
    L(w) = ½ c w² has the slope c w, so a step makes w into (1 − η c) w. It shrinks if and only if
    0 < η < 2 / c.

    References
    ----------
    Cohen, Kaur, Li, Kolter, Talwalkar (2021), Gradient Descent on Neural Networks Typically Occurs
    at the Edge of Stability, section 2.

    Examples
    --------
    >>> learning_rate_bowl().set(lr=0.12, curvature=8.0).goal_reached
    True
    """
    controls = {
        "lr": slider("learning rate", 0.01, 1.1, value=0.05, step=0.01),
        "curvature": slider("curvature c", 2.0, 10.0, value=4.0, step=1.0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A bowl with a path, and the loss after each step", cols=2, width=700, height=310,
    )  # fmt: skip


def compute(lr: float, curvature: float) -> Walk:
    """The walk from w = 1."""
    walk = Walk(lr, curvature, np.empty(0), np.empty(0), None)
    w = walk.factor ** np.arange(SHOWN + 1)
    shrink = min(walk.factor**2, 1.0)
    low = np.flatnonzero(0.5 * curvature * shrink ** np.arange(MOST) < ENOUGH)
    needed = int(low[0]) if len(low) else None
    return walk._replace(w=w, loss=0.5 * curvature * w**2, needed=needed)


def goal(walk: Walk) -> tuple[bool, str]:
    """Few steps on a steep bowl."""
    quick = walk.needed is not None and walk.needed <= 5
    return quick and walk.curvature >= CURVED, (
        f"bring the loss below {ENOUGH} in at most 5 steps, at a curvature of {CURVED} or more"
    )


def words(walk: Walk) -> str:
    """The factor, what it does, and where the threshold lies."""
    f = walk.factor
    kind = (
        "w lands on the bottom at once" if f == 0
        else "w creeps down on one side" if f > 0
        else "w jumps across the bottom and comes closer" if f > -1
        else "w jumps to and fro and never comes closer" if f == -1
        else "w jumps across the bottom, further each time"
    )  # fmt: skip
    end = (
        f"The loss is below {ENOUGH} after {count(walk.needed, 'step')}." if walk.needed is not None
        else "It never arrives."
    )  # fmt: skip
    return (
        f"Each step multiplies w by 1 − {walk.lr:.2f} · {walk.curvature:.0f} = {f:.2f}: {kind}. "
        f"{end} The limit for this bowl is 2/c = {2 / walk.curvature:.3f}."
    )


def draw(ax: Any, walk: Walk) -> None:
    """The bowl with the path on it; the loss after each step."""
    bowl, curve = np.ravel(ax)
    reach = 1.6
    ws = np.linspace(-reach, reach, 81)
    bowl.plot(ws, 0.5 * walk.curvature * ws**2, color=TRAIN.color)
    seen = np.flatnonzero(abs(walk.w) <= reach)
    bowl.plot(walk.w[seen], walk.loss[seen], "o-", color=VAL.color, ms=5, lw=1)
    bowl.plot(walk.w[:1], walk.loss[:1], "o", color=INK, ms=9)
    bowl.set(title="the path, from the black dot", xlabel="w", ylabel="loss")
    bowl.set(xlim=(-reach, reach), ylim=(-0.03 * walk.curvature, 1.3 * walk.curvature))
    curve.semilogy(np.clip(walk.loss, FLOOR, CEILING), "o-", color=VAL.color, ms=4)
    curve.axhline(ENOUGH, color=INK, ls=":", lw=1)
    curve.set(title="loss (dotted: low enough)", xlabel="step", xlim=(-0.5, SHOWN + 0.5))
    curve.set_ylim(FLOOR / 3, CEILING * 3)
    curve.grid(axis="y", color=GRID)
