"""Lesson 02: two hidden units, each turned by hand, solve the light on the stairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from coursekit import plots
from coursekit._checks import require_labels, require_shape
from coursekit._typing import Array
from coursekit.functional import relu
from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.arguments import finite

THRESHOLD = 0.7
COLORS = "purple: above 0, white: 0, orange: below 0"
BENDS: dict[str, Callable[[Array], Array]] = {"ReLU": relu, "none": np.asarray}


class Turn(NamedTuple):
    """Two directions, the bend, the examples and the verdicts."""

    W: Array
    bend: str
    x: Array
    y: Array
    right: int


def two_units(x: Array, y: Array) -> Explorer:
    """Turn two hidden units until their sum answers the stairs question.

    Parameters
    ----------
    x : ndarray, shape (N, 2)
        Two switches: about 1 where one is up, about −1 where it is down.
    y : ndarray of int, shape (N,)
        1 where the light is on.

    Returns
    -------
    Explorer
        With a slider for the direction of each unit, in degrees, and a choice of the bend.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    out = f(x · u₀) + f(x · u₁) − 0.7, u = (cos angle, sin angle), f = ReLU or no bend at all;
    the light is on where out is above 0.

    Examples
    --------
    >>> x = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    >>> two_units(x, np.array([0, 1, 1, 0])).set(first=135, second=315).goal_reached
    True
    """
    x = finite("two_units", "x", x, "(N, 2)")
    require_shape("two_units", "x", x, (len(x), 2))
    require_labels("two_units", y, 2, len(x))
    controls = {
        "first": slider("direction of unit 0, in degrees", 0, 345, value=0, step=15),
        "second": slider("direction of unit 1, in degrees", 0, 345, value=90, step=15),
        "bend": dropdown("bend", list(BENDS)),
    }

    def compute(first: int, second: int, bend: str) -> Turn:
        angles = np.deg2rad([first, second])
        W = np.stack([np.cos(angles), np.sin(angles)])
        on = output(x, W, bend) > 0
        return Turn(W, bend, x, y, int((on == y).sum()))

    return Explorer(
        compute, draw, words, controls, goal,
        alt="Maps of the outputs of two units and of their sum", cols=3, width=760, height=320,
    )  # fmt: skip


def output(x: Array, W: Array, bend: str) -> Array:
    """The output unit: both hidden units added up, less a threshold."""
    total: Array = BENDS[bend](x @ W).sum(axis=1)
    return total - THRESHOLD


def goal(turn: Turn) -> tuple[bool, str]:
    """All on the right side."""
    return turn.right == len(turn.y), f"all {len(turn.y)} examples right"


def words(turn: Turn) -> str:
    """What adding up comes to."""
    result = f"{turn.right} of {len(turn.y)} examples are right"
    if turn.bend == "none":
        return f"Without a bend the two units add up to one straight line: {result}."
    return (
        "Each unit is silent (white) on one side of its line; the output adds what the two pass "
        f"on. Where the sum is above 0 (purple) it says: light on. {result.capitalize()}."
    )


def draw(ax: Any, turn: Turn) -> None:
    """The map of each unit, and of their sum."""
    panels = np.ravel(ax)
    for j in (0, 1):
        plots.unit_map(
            lambda p, j=j: BENDS[turn.bend](p @ turn.W[:, j]),  # type: ignore[misc]
            turn.x, turn.y, name=f"unit {j}", ax=panels[j], resolution=61, limit=2.0,
        )  # fmt: skip
    plots.unit_map(
        lambda p: output(p, turn.W, turn.bend),
        turn.x, turn.y, name="sum − 0.7", ax=panels[2], resolution=61, limit=2.0,
    )  # fmt: skip
    for panel in panels:
        panel.set(xlabel="downstairs", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    panels[0].set_ylabel("upstairs")
    panels[1].set_xlabel("downstairs\ncircles: light off, squares: light on\n" + COLORS)
