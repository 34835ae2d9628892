"""Lesson 06: a ball in a narrow valley, with a learning rate and a momentum of your choice."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit import plots
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l06_optimizers.surfaces import VALLEY, Walk, walk
from coursekit.optimizers import Momentum
from coursekit.plots.style import GRID, INK, VAL
from coursekit.plots.text import count

MOST, QUICK, FLOOR, CEILING = 300, 50, 1e-6, 1e4


class Roll(NamedTuple):
    """What was chosen, and the walk."""

    lr: float
    beta: float
    walk: Walk


def ball_in_valley() -> Explorer:
    """Choose a learning rate and a momentum for a valley that is steep across and flat along.

    Returns
    -------
    Explorer
        With a slider for the rate and one for β, where 0 is plain gradient descent; the path on
        the left, the loss after each step on the right.

    Notes
    -----
    L = ½ x² + 50 y², from (10, 1). Plain steps stay in the valley for η < 0.02, a ball for
    η < 0.02 (1 + β).

    References
    ----------
    Goh (2017), Why Momentum Really Works, Distill.

    Examples
    --------
    >>> ball_in_valley().set(lr=0.03, beta=0.7).goal_reached
    True
    """
    controls = {
        "lr": slider("learning rate", 0.002, 0.044, value=0.018, step=0.002),
        "beta": slider("β, what is left of the velocity", 0.0, 0.95, value=0.0, step=0.05),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A path on the contour lines of a loss, and the loss after each step",
        cols=2, width=760, height=310,
    )  # fmt: skip


def compute(lr: float, beta: float) -> Roll:
    """The walk, unless it flies out before the end."""
    return Roll(lr, beta, walk(VALLEY, Momentum(lr=lr, beta=beta), MOST))


def goal(roll: Roll) -> tuple[bool, str]:
    """A sixth of what plain steps need at their best."""
    arrived = roll.walk.arrived
    return arrived is not None and arrived <= QUICK, (
        f"a loss that stays below {VALLEY.enough} after at most {QUICK} steps"
    )


def words(roll: Roll) -> str:
    """How it went, and how often the ball crossed the valley."""
    path, arrived = roll.walk.path, roll.walk.arrived
    kind = "plain steps" if roll.beta == 0 else f"a ball with β = {roll.beta:.2f}"
    crossed = int(np.sum(np.diff(np.sign(path[: arrived or MOST, 1])) != 0))
    end = (
        f"the loss stays below {VALLEY.enough} after {count(arrived, 'step')}" if arrived
        else f"it flies out of the valley within {count(len(path) - 1, 'step')}"
        if roll.walk.flew_out
        else f"after {MOST} steps it is still under way, at a loss of {roll.walk.loss[-1]:.2g}"
    )  # fmt: skip
    return (
        f"Learning rate {roll.lr:.3f}, {kind}: {end}. Until then it crossed the valley "
        f"floor {count(crossed, 'time')}. The limit for this valley is 0.02 · (1 + β) = "
        f"{0.02 * (1 + roll.beta):.3f}."
    )


def draw(ax: Any, roll: Roll) -> None:
    """The path on the map, and the loss."""
    map_, curve = np.ravel(ax)
    plots.descent_paths(VALLEY.loss, {"ball": roll.walk.path}, x=VALLEY.x, y=VALLEY.y, ax=map_)
    map_.set_title("the path, from the dot to the star")
    curve.semilogy(np.clip(roll.walk.loss, FLOOR, CEILING), color=VAL.color, lw=1.3)
    curve.axhline(VALLEY.enough, color=INK, ls=":", lw=1)
    curve.set(title="loss (dotted: low enough)", xlabel="step", xlim=(0, MOST))
    curve.set_ylim(FLOOR, CEILING)
    curve.minorticks_off()
    curve.grid(axis="y", color=GRID)
