"""Lesson 06: five losses of two parameters, each with its own difficulty, and a walk over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.functional import sigmoid
from coursekit.optimizers import Optimizer

AWAY = 1e3


class Surface(NamedTuple):
    """A loss of two parameters: its slope, lowest places, what is low enough, what to show."""

    loss: Callable[[Array, Array], Array]
    slope: Callable[[Array], Array]
    start: tuple[float, float]
    bottoms: tuple[tuple[float, float], ...]
    lowest: float
    enough: float
    x: tuple[float, float]
    y: tuple[float, float]


class Walk(NamedTuple):
    """The places passed, the loss at each, and the step from which on the loss stays low enough."""

    path: Array
    loss: Array
    arrived: int | None

    @property
    def flew_out(self) -> bool:
        """Whether the walk left the map for good."""
        return bool(abs(self.path[-1]).max() > AWAY)


def _slope_in_saddle(w: Array) -> Array:
    return np.array([w[0], w[1] * (w[1] * w[1] - 1)])


def _slope_on_plateau(w: Array) -> Array:
    s = sigmoid(w[:1])[0]
    return np.array([2 * s * s * (1 - s), 0.2 * w[1]])


def _slope_in_pit(w: Array) -> Array:
    return np.array([4 * w[0] * w[0] * w[0] - 6 * w[0] + 1, 2 * w[1]])


def _pit(x: Array, y: Array) -> Array:
    return np.asarray(x * x * (x * x - 3) + x + y * y)


BOWL = Surface(
    lambda x, y: 0.5 * x**2 + 0.5 * y**2, lambda w: w.copy(),
    (-4.0, 3.0), ((0, 0),), 0.0, 0.01, (-5, 5), (-4, 4),
)  # fmt: skip
VALLEY = Surface(
    lambda x, y: 0.5 * x**2 + 50 * y**2, lambda w: np.array([1.0, 100.0]) * w,
    (10.0, 1.0), ((0, 0),), 0.0, 0.001, (-5, 11), (-1.5, 1.5),
)  # fmt: skip
SADDLE = Surface(
    lambda x, y: 0.5 * x**2 + 0.25 * (y**2 - 1) ** 2, _slope_in_saddle,
    (3.0, 0.001), ((0, -1), (0, 1)), 0.0, 0.01, (-1.5, 3.5), (-1.8, 1.8),
)  # fmt: skip
PLATEAU = Surface(
    lambda x, y: 1 / (1 + np.exp(-x)) ** 2 + 0.1 * y**2, _slope_on_plateau,
    (6.0, 1.5), ((-5, 0),), 0.0, 0.02, (-5, 7), (-2.5, 2.5),
)  # fmt: skip
PIT = Surface(
    _pit, _slope_in_pit,
    (2.0, 1.0), ((-1.3008, 0),), -3.5139, -3.5, (-2.2, 2.2), (-1.5, 1.5),
)  # fmt: skip

SURFACES = {
    "bowl": BOWL, "narrow valley": VALLEY, "saddle": SADDLE, "plateau": PLATEAU, "pit": PIT,
}  # fmt: skip


def walk(surface: Surface, rule: Optimizer, most: int) -> Walk:
    """Let an optimizer make so many steps, or fewer if it leaves the map."""
    w = np.array(surface.start)
    path = [w.copy()]
    rule.reset(w)
    while len(path) <= most and abs(w).max() <= AWAY:
        rule.step(w, surface.slope(w))
        path.append(w.copy())
    places = np.array(path)
    losses = surface.loss(*places.T)
    stays = int(np.flatnonzero(losses > surface.enough)[-1]) + 1
    return Walk(places, losses, stays if stays < len(path) else None)
