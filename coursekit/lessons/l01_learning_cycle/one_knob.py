"""Lesson 01: one knob, a line, and a bar that says how wrong the line is."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from coursekit import plots
from coursekit._typing import Array
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.arguments import finite, same_length
from coursekit.plots.style import GRID, INK, MUTED, VAL

LOW, HIGH, ENOUGH = -0.2, 1.2, 0.01


class Setting(NamedTuple):
    """The examples, the knob, the guesses and the loss."""

    x: Array
    y: Array
    w: float
    guess: Array
    loss: float


def one_knob(x: ArrayLike, y: ArrayLike) -> Explorer:
    """Turn the knob of y_hat = w x by hand until the loss is small.

    Parameters
    ----------
    x, y : array_like, shape (N,)
        Seconds between lightning and thunder; kilometers to the storm.

    Returns
    -------
    Explorer
        With a slider for w, in kilometers per second.

    Notes
    -----
    loss = mean((w x - y)²).

    Examples
    --------
    >>> one_knob([1.0, 3.0], [0.34, 1.02]).set(w=0.34).goal_reached
    True
    """
    seconds, km = finite("one_knob", "x", x, "(N,)"), finite("one_knob", "y", y, "(N,)")
    same_length("one_knob", x=len(seconds), y=len(km))

    def compute(w: float) -> Setting:
        guess = w * seconds
        return Setting(seconds, km, w, guess, float(np.mean((guess - km) ** 2)))

    controls = {"w": slider("knob w", LOW, HIGH, value=1.0, step=0.02)}
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Points and a straight line, and a bar of the loss", cols=2, width=680, height=340,
    )  # fmt: skip


def goal(setting: Setting) -> tuple[bool, str]:
    """Small enough."""
    return setting.loss < ENOUGH, f"bring the loss below {ENOUGH}"


def words(setting: Setting) -> str:
    """Which way the guesses miss, and the loss."""
    n, high = len(setting.x), int((setting.guess > setting.y).sum())
    low = int((setting.guess < setting.y).sum())
    side = (
        f"All {n} guesses are too high" if high == n
        else f"All {n} guesses are too low" if low == n
        else f"{high} of {n} guesses are too high, {low} too low"
    )  # fmt: skip
    return f"w = {setting.w:.2f}. {side}. The loss is {_few(setting.loss)}."


def draw(ax: Any, setting: Setting) -> None:
    """The line with its sticks; the loss as a bar."""
    line, bar = np.ravel(ax)
    top = HIGH * setting.x.max()
    line.set_ylim(-0.2 * top, 1.05 * top)
    plots.line_fit(
        setting.x, setting.y, setting.w, xlabel="x: seconds to the thunder",
        ylabel="y: km to the storm", ax=line,
    )  # fmt: skip
    line.set_xlim(-0.05 * setting.x.max(), 1.25 * setting.x.max())
    most = max(np.mean((w * setting.x - setting.y) ** 2) for w in (LOW, HIGH))
    bar.bar(0, setting.loss, width=0.6, color=VAL.color)
    bar.axhline(0, color=MUTED, lw=1)
    bar.annotate(
        _few(setting.loss), (0, setting.loss), (0, 5), textcoords="offset points", ha="center",
        fontweight="bold", color=INK,
    )  # fmt: skip
    bar.set(xlim=(-1, 1), ylim=(0, 1.12 * most), xticks=[], ylabel="loss: mean squared miss")
    bar.grid(axis="y", color=GRID)
    for panel, left, width in ((line, 0.11, 0.58), (bar, 0.81, 0.17)):
        box = panel.get_position()
        panel.set_position((left, box.y0, width, box.height))


def _few(loss: float) -> str:
    """Four digits at most."""
    return f"{loss:.3f}" if loss < 10 else f"{loss:.2f}"
