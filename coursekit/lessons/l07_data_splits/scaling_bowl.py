"""Lesson 07: the unit of a column is the shape of the bowl."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np

from coursekit import data
from coursekit._typing import Array
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, MUTED, TRAIN, VAL
from coursekit.plots.text import count

START, ENOUGH, MOST = np.array([2.0, 2.0]), 0.01, 1000
LEVELS = (1.0, 0.4, 0.1, 0.02)
TURN = np.linspace(0, 2 * np.pi, 49)
CIRCLE = np.hstack([[np.cos(TURN), np.sin(TURN)], [[np.nan], [np.nan]]])
SHOWN, DRAWN = 200, 25


class Bowl(NamedTuple):
    """The two columns in their units, the bowl over their two weights, and the way down."""

    unit: float
    x: Array
    hessian: Array
    path: Array
    steps: int

    @property
    def condition(self) -> float:
        """The largest curvature over the smallest."""
        low, high = np.linalg.eigvalsh(self.hessian)
        return float(high / low)


def scaling_bowl() -> Explorer:
    """Choose the unit of the living area; the data, the bowl and the way down follow.

    Returns
    -------
    Explorer
        With a slider for the unit; the houses on the left, the loss over two weights on the right.

    Notes
    -----
    The mean squared error of a linear model with centered columns is a bowl with the matrix
    H = 2 xᵀx / N, whose eigenvalues c are its curvatures. Each bowl is walked with its best
    constant rate, 2 / (c_min + c_max).

    References
    ----------
    LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 5.

    Examples
    --------
    >>> scaling_bowl().set(unit=300).goal_reached
    True
    """
    houses = data.houses()
    x = houses.x[:, [2, 6]] / [1, 10]
    controls = {"unit": slider("one unit, in square feet", 20, 1000, 20, step=20)}
    compute_here = partial(compute, x - x.mean(axis=0))
    return Explorer(
        compute_here, draw, words, controls, goal,
        alt="Houses as dots, and a bowl from above with a path down", cols=2, width=720, height=340,
    )  # fmt: skip


def compute(x: Array, unit: float) -> Bowl:
    """The bowl for this unit, and the steps down to 1% of the loss at the start."""
    scaled = x / [unit, 1]
    H = 2 * scaled.T @ scaled / len(scaled)
    move = np.eye(2) - 2 / np.linalg.eigvalsh(H).sum() * H
    path = [START]
    while path[-1] @ H @ path[-1] > ENOUGH * (START @ H @ START) and len(path) <= MOST:
        path.append(move @ path[-1])
    return Bowl(unit, scaled, H, np.array(path), len(path) - 1)


def goal(bowl: Bowl) -> tuple[bool, str]:
    """As round as these two columns allow."""
    return bowl.steps <= 3, "find a unit with which 3 steps are enough"


def words(bowl: Bowl) -> str:
    """Spread of the columns, shape of the bowl, length of the way."""
    home, age = bowl.x.std(axis=0)
    return (
        f"One unit is {bowl.unit:,.0f} square feet. The standard deviation of the living area is "
        f"{home:.1f}, that of the year {age:.1f} (decades). The bowl is {bowl.condition:.1f} times "
        f"as curved along one direction as along the other. With its best learning rate it takes "
        f"{count(bowl.steps, 'step')}."
    )


def draw(ax: Any, bowl: Bowl) -> None:
    """The houses, and the rings of equal loss with the way down."""
    cloud, rings = np.ravel(ax)
    cloud.plot(*bowl.x[:SHOWN].T, ".", color=TRAIN.color, ms=4, alpha=0.6)
    cloud.set(xlim=(-40, 40), ylim=(-40, 40), xlabel="living area", ylabel="year built, decades")
    cloud.set_title(f"{SHOWN} houses, middle at 0")
    values, directions = np.linalg.eigh(bowl.hessian)
    reach = np.sqrt(START @ bowl.hessian @ START / values)
    ring = directions @ (reach[:, None] * CIRCLE)
    rings.plot(*np.hstack([np.sqrt(level) * ring for level in LEVELS]), color=MUTED, lw=1)
    rings.plot(*bowl.path[:DRAWN].T, "o-", color=VAL.color, ms=4, lw=1)
    rings.plot(0, 0, "*", color=INK, ms=13)
    rings.set(xlim=(-4, 4), ylim=(-4, 4), xlabel="weight of the living area")
    rings.set_ylabel("weight of the year")
    rings.set_title(f"equal loss, first {DRAWN} steps")
    for panel in (cloud, rings):
        panel.grid(color=GRID)
