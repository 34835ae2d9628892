"""Lesson 06, deeper: the map of rates and βs for the narrow valley, with its lines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LogNorm

from coursekit._typing import Array
from coursekit.interactive.controls import checkbox, slider
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l06_optimizers.rolling import (
    FLAT,
    MOST,
    STEEP,
    TEXTBOOK,
    every_setting,
    left_by_a_step,
    steps_until_low,
)
from coursekit.plots.style import GRID, INK, MUTED, PAPER, SHADES, TEST, TRAIN, VAL
from coursekit.plots.text import count

TO_BEAT, FARTHEST = 50, 0.042


class Setting(NamedTuple):
    """A rate and a β, what a step leaves along and across, and the steps of the walk or NaN."""

    lr: float
    beta: float
    left: tuple[float, float]
    steps: float
    with_map: bool


def rate_and_beta() -> Explorer:
    """Place a ball on the map of rates and βs, and beat the textbook's best.

    Returns
    -------
    Explorer
        With a slider for the rate, one for β, and a box that colors the map; the map on the left,
        what one step leaves of each direction on the right.

    Notes
    -----
    One step leaves √β of a direction of curvature c where (1 − √β)² ≤ η c ≤ (1 + √β)², more
    elsewhere. The textbook's setting is where the first holds with equality along the valley and
    the second across it.

    References
    ----------
    Goh (2017), Why Momentum Really Works, Distill.

    Examples
    --------
    >>> rate_and_beta().set(lr=0.032, beta=0.69).goal_reached
    True
    """
    controls = {
        "lr": slider("learning rate", 0.001, FARTHEST, value=0.01, step=0.001),
        "beta": slider("β, what is left of the velocity", 0.0, 0.99, value=0.9, step=0.01),
        "with_map": checkbox("color the map: the steps of every setting"),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A map of rates and βs with lines, and what a step leaves over rate times curvature",
        cols=2, width=800, height=360,
    )  # fmt: skip


def compute(lr: float, beta: float, with_map: bool) -> Setting:
    """Both directions, and the walk."""
    at = np.array(lr), np.array(beta)
    left = (float(left_by_a_step(*at, FLAT)), float(left_by_a_step(*at, STEEP)))
    return Setting(lr, beta, left, float(steps_until_low(*at)), with_map)


def goal(here: Setting) -> tuple[bool, str]:
    """Fewer steps than where both lines cross."""
    return bool(here.steps < TO_BEAT), (
        f"beat the textbook: a loss that stays low after fewer than {TO_BEAT} steps"
    )


def words(here: Setting) -> str:
    """What a step leaves, and how the walk went."""
    along, across = here.left
    limit = 2 * (1 + here.beta) / STEEP
    end = (
        f"After {count(int(here.steps), 'step')} the loss stays below 0.001"
        if here.steps == here.steps
        else "The ball flies out of the valley"
        if here.lr > limit
        else f"After {MOST} steps the ball is still under way"
    )
    text = (
        f"Rate {here.lr:.3f}, β {here.beta:.2f} (limit of the rate: {limit:.3f}): in the long run "
        f"a step leaves {along:.3f} along the valley and {across:.3f} across it. {end}."
    )
    return f"{text} {_of_the_map()}" if here.with_map else text


def _fewest() -> tuple[float, float, int]:
    """The rate, the β and the steps of the best place on the map."""
    lr, beta, steps = every_setting()
    row, column = np.unravel_index(np.nanargmin(steps), steps.shape)
    return float(lr[column]), float(beta[row]), int(steps[row, column])


@lru_cache(maxsize=1)
def _colored() -> tuple[Array, tuple[float, float, float, float]]:
    """The map as pixels, darker for fewer steps, and its corners."""
    lr, beta, steps = every_setting()
    shade = LogNorm(30, 1.6 * MOST)(np.ma.masked_invalid(steps))
    pixels = colormaps[f"{SHADES}_r"](shade, bytes=True)
    return pixels, (lr[0], lr[-1], beta[0], beta[-1])


def _of_the_map() -> str:
    lr, beta, steps = _fewest()
    return (
        f"On the map the textbook's setting, the ring, takes {TO_BEAT} steps; the fewest are "
        f"{steps}, at the star: rate {lr:.4f}, β {beta:.2f}."
    )


def draw(ax: Any, here: Setting) -> None:
    """The map, and both directions."""
    map_, curve = np.ravel(ax)
    _draw_map(map_, here)
    _draw_directions(curve, here)


def _draw_map(ax: Any, here: Setting) -> None:
    if here.with_map:
        colors, extent = _colored()
        ax.imshow(colors, origin="lower", aspect="auto", extent=extent, interpolation="nearest")
    beta = np.linspace(0, 1, 201)
    ax.plot(2 * (1 + beta) / STEEP, beta, color=INK, lw=2, label="limit")
    along, across = (1 - np.sqrt(beta)) ** 2 / FLAT, (1 + np.sqrt(beta)) ** 2 / STEEP
    ax.plot(along, beta, ls="--", lw=1.8, color=TEST.color, label="along")
    ax.plot(across, beta, ls=":", lw=2.2, color=VAL.color, label="across")
    if here.with_map:
        ax.plot(*TEXTBOOK, "o", ms=11, mfc="none", mec=INK, mew=1.8, label="textbook")
        ax.plot(*_fewest()[:2], "*", ms=13, color=PAPER, mec=INK, label="fewest")
    ax.plot(here.lr, here.beta, "D", ms=8, color=VAL.color, mec=PAPER, label="you", zorder=4)
    ax.set(xlim=(0, 1.6 * FARTHEST), ylim=(-0.02, 1.02), xlabel="learning rate", ylabel="β")
    ax.set_title("limit and critical lines")
    ax.legend(loc="lower right", framealpha=1, edgecolor=GRID)


def _draw_directions(ax: Any, here: Setting) -> None:
    a: Array = np.geomspace(1e-3, 5, 300)
    ax.axhline(1, color=MUTED, lw=1)
    ax.semilogx(a, left_by_a_step(a, np.array(here.beta), 1.0), color=TRAIN.color, lw=1.5)
    for name, look, curvature, left in zip(
        ("along", "across"), (TEST, VAL), (FLAT, STEEP), here.left, strict=True
    ):
        ax.plot(here.lr * curvature, left, look.marker, ms=9, color=look.color, label=name)
    ax.set(xlim=(8e-4, 6), ylim=(0, 1.25), xlabel="rate · curvature")
    ax.set_title("left by a step (above 1: flies out)")
    ax.grid(axis="y", color=GRID)
    ax.legend(loc="lower left", framealpha=1, edgecolor=GRID)
