"""Lesson 06, deeper: a bowl without a pit in which a ball can circle for ever."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.optimizers import Momentum, Nesterov, Optimizer
from coursekit.plots.style import GRID, INK, MUTED, TRAIN, VAL

STEPS, SEEN, FLOOR = 600, 40, 1e-6
FLATTEST, STEEPEST = 1.0, 25.0
BALL = Momentum(lr=1 / 9, beta=4 / 9)
"""The textbook's best for curvatures from 1 to 25."""
AHEAD = Nesterov(lr=1 / 25, beta=2 / 3)


class Roll(NamedTuple):
    """Where it started, and the places of both rules."""

    start: float
    ball: Array
    ahead: Array

    @property
    def captive(self) -> bool:
        """Whether the ball never comes to rest."""
        return bool(abs(self.ball[-1]) > 0.1)


def captive_ball() -> Explorer:
    """Choose a start in a bowl, and see whether the ball ever comes to rest.

    Returns
    -------
    Explorer
        With a slider for the start; the bowl with the last places of the ball on the left, the
        distance from the bottom after each step on the right, of the ball and of Nesterov's rule.

    Notes
    -----
    The loss is convex; its curvature is 25, but 1 between w = 1 and w = 2. The ball has the rate
    and β that are best for a quadratic bowl with curvatures from 1 to 25, Nesterov's rule the rate
    1/25 and β = 2/3, for which it is known to arrive.

    References
    ----------
    Lessard, Recht, Packard (2016), Analysis and Design of Optimization Algorithms via Integral
    Quadratic Constraints.

    Examples
    --------
    >>> captive_ball().set(start=3.3).goal_reached
    True
    """
    controls = {"start": slider("start w", -6.0, 6.0, value=5.0, step=0.1)}
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A bowl with the ball's last places, and two distances from the bottom",
        cols=2, width=800, height=330,
    )  # fmt: skip


def height(w: Array) -> Array:
    """The loss."""
    return np.where(
        w < 1,
        12.5 * w * w,
        np.where(w < 2, 0.5 * w * w + 24 * w - 12, 12.5 * w * w - 24 * w + 36),
    )


def gradient(w: Array) -> Array:
    """Its slope: 25 to one, but flat between 1 and 2."""
    return np.where(w < 1, 25 * w, np.where(w < 2, w + 24, 25 * w - 24))


def compute(start: float) -> Roll:
    """Both ways from one start."""
    return Roll(start, _places(BALL, start), _places(AHEAD, start))


def _places(rule: Optimizer, start: float) -> Array:
    w = np.array([start])
    path = [start]
    rule.reset(w)
    for _ in range(STEPS):
        rule.step(w, gradient(w))
        path.append(float(w[0]))
    return np.array(path)


def goal(roll: Roll) -> tuple[bool, str]:
    """A start that is caught."""
    return roll.captive, "find a start from which the ball never comes to rest"


def words(roll: Roll) -> str:
    """What becomes of either."""
    ball = (
        "the ball goes round and round: its last places are "
        + ", ".join(f"{place:.2f}" for place in roll.ball[-3:])
        if roll.captive
        else _arrival("the ball", roll.ball)
    )
    return f"From w = {roll.start + 0:.1f} {ball}; {_arrival('Nesterov', roll.ahead)}."


def _arrival(name: str, path: Array) -> str:
    far = np.flatnonzero(abs(path) > 0.001)
    if not far.size:
        return f"{name} is at the bottom already"
    return f"{name} is within 0.001 of the bottom from step {far[-1] + 1} on"


def draw(ax: Any, roll: Roll) -> None:
    """The bowl, and the distances."""
    bowl, distance = np.ravel(ax)
    w = np.linspace(-6.5, 6.5, 261)
    bowl.plot(w, height(w), color=MUTED, lw=1.5)
    bowl.plot(roll.start, height(np.array(roll.start)), "o", color=INK, ms=9)
    last = roll.ball[-4:] if roll.captive else roll.ball[-1:]
    bowl.plot(last, height(last), VAL.marker, ls=VAL.line, color=VAL.color, lw=1.2, ms=8)
    bowl.set(xlim=(-6.5, 6.5), ylim=(-25, 560), xticks=range(-6, 7, 3), xlabel="w", ylabel="loss")
    bowl.set_title("the start, and where the ball ends")
    for name, path, look in (("ball", roll.ball, VAL), ("Nesterov", roll.ahead, TRAIN)):
        shown = np.clip(abs(path[: SEEN + 1]), FLOOR, None)
        distance.semilogy(shown, color=look.color, ls=look.line, lw=1.6, label=name)
    distance.set(xlim=(0, SEEN), ylim=(FLOOR, 1e3), xlabel="step")
    distance.set_title("distance from the bottom")
    distance.minorticks_off()
    distance.grid(axis="y", color=GRID)
    distance.legend(loc="upper right", ncols=2, frameon=False)
