"""Lesson 06: three optimizers race over five surfaces; the settings are yours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from coursekit import plots
from coursekit.adaptive import Adam
from coursekit.interactive.controls import dropdown, scale, slider
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l06_optimizers.surfaces import SURFACES, Walk, walk
from coursekit.optimizers import SGD, Momentum
from coursekit.plots.style import GRID, INK, PAPER, series_look
from coursekit.plots.text import count, listing

MOST, FLOOR, CEILING = 400, 1e-5, 1e3
ROOM = 100
"""So many times as high as the ceiling is the picture, for the legend."""
DIGITS = (1, 2, 3, 5, 7)
RATES = [float(f"{digit}e{power}") for power in (-3, -2, -1, 0) for digit in DIGITS]


class Race(NamedTuple):
    """The surface's name and the walk of each rule."""

    surface: str
    walks: Mapping[str, Walk]

    @property
    def arrived(self) -> dict[str, int]:
        """Who arrived after how many steps, the first one first."""
        steps = {name: way.arrived for name, way in self.walks.items() if way.arrived}
        return dict(sorted(steps.items(), key=lambda item: item[1]))


def _within(name: str, most: int) -> tuple[str, Callable[[Race], bool]]:
    return (
        f"let {name} arrive in at most {most} steps",
        lambda race: race.arrived.get(name, most + 1) <= most,
    )


GOALS: dict[str, tuple[str, Callable[[Race], bool]]] = {
    "bowl": _within("SGD", 2),
    "narrow valley": (
        "let both momentum and Adam arrive in at most 110 steps",
        lambda race: max(race.arrived.get(name, MOST) for name in ("momentum", "Adam")) <= 110,
    ),
    "saddle": _within("SGD", 30),
    "plateau": _within("SGD", 100),
    "pit": (
        "let momentum arrive, and no one else",
        lambda race: list(race.arrived) == ["momentum"],
    ),
}


def optimizer_race() -> Explorer:
    """Choose a surface and the settings, and see who arrives first.

    Returns
    -------
    Explorer
        With a choice of the surface, a rate for SGD and momentum, the momentum's β, and a rate for
        Adam; the paths on the left, the height above the lowest place on the right.

    Notes
    -----
    Adam divides by the size of the slope, so its rate means something else than that of the other
    two. Arrived is who stays low enough until step 400.

    Examples
    --------
    >>> optimizer_race().set(surface="bowl", lr=1.0).goal_reached
    True
    """
    controls = {
        "surface": dropdown("surface", list(SURFACES), "narrow valley"),
        "lr": scale("rate of SGD and momentum", RATES, value=0.01),
        "beta": slider("β of momentum", 0.0, 0.95, value=0.9, step=0.05),
        "adaptive": scale("rate of Adam", RATES, value=0.1),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Three paths on the contour lines of a loss, and their height after each step",
        cols=2, width=800, height=330,
    )  # fmt: skip


def compute(surface: str, lr: float, beta: float, adaptive: float) -> Race:
    """All three walks from the same place."""
    rules = {
        "SGD": SGD(lr=lr),
        "momentum": Momentum(lr=lr, beta=beta),
        "Adam": Adam(lr=adaptive),
    }
    return Race(surface, {k: walk(SURFACES[surface], rule, MOST) for k, rule in rules.items()})


def goal(race: Race) -> tuple[bool, str]:
    """Each surface has its own."""
    sentence, reached = GOALS[race.surface]
    return reached(race), sentence


def words(race: Race) -> str:
    """Who arrived when, who flew out, who is still under way."""
    came = [f"{name} after {count(steps, 'step')}" for name, steps in race.arrived.items()]
    out = [name for name, way in race.walks.items() if way.flew_out]
    under_way = [name for name in race.walks if name not in out and name not in race.arrived]
    parts = [
        f"arrived: {listing(came)}" if came else "nobody arrived",
        f"still under way after {MOST} steps, or stuck: {listing(under_way)}" if under_way else "",
        f"flew off the map: {listing(out)}" if out else "",
    ]
    return f"On the {race.surface}, {'; '.join(filter(None, parts))}."


def draw(ax: Any, race: Race) -> None:
    """The paths on the map, and how high each walker is after each step."""
    map_, curve = np.ravel(ax)
    surface = SURFACES[race.surface]
    paths = {name: way.path for name, way in race.walks.items()}
    plots.descent_paths(surface.loss, paths, x=surface.x, y=surface.y, ax=map_)
    map_.plot(*np.transpose(surface.bottoms), "*", color=INK, mfc=PAPER, ms=13, zorder=3)
    for k, (name, way) in enumerate(race.walks.items()):
        look, height = series_look(k), np.clip(way.loss - surface.lowest, FLOOR, CEILING)
        curve.semilogy(height, ls=look.line, color=look.color, lw=1.3, label=name)
        seen = way.arrived or len(height) - 1
        curve.plot(seen, height[seen], look.marker, color=look.color, ms=7)
    curve.axhline(surface.enough - surface.lowest, color=INK, ls=":", lw=1)
    curve.set(title="height over a star (dotted: arrived)", xlabel="step")
    curve.set(xlim=(-0.02 * MOST, 1.02 * MOST), ylim=(FLOOR, CEILING * ROOM))
    curve.minorticks_off()
    curve.grid(axis="y", color=GRID)
    curve.legend(loc="upper right", frameon=False, ncols=2)
