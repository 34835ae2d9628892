"""Lesson 01: three rounds of the cycle, one step at a time, with all numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.patches import Rectangle

from coursekit import plots
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import INK, MUTED, PAPER, TRAIN, VAL

X, Y, LR = 3.0, 1.0, 0.05
ROUNDS = 3
NAMES = ("guess", "score", "blame", "adjust")
ENOUGH = 0.001


class Moment(NamedTuple):
    """One step of one round; `after` is the knob once the round is over."""

    round: int
    name: str
    w: float
    guess: float
    score: float
    blame: float
    after: float


def cycle_steps() -> Explorer:
    """Step through guess, score, blame and adjust for one storm: 3 seconds, 1 kilometer.

    Returns
    -------
    Explorer
        With a slider for the step, from 1 to 12, and one for the knob at the start.

    Notes
    -----
    guess = 3 w, score = (guess - 1)², blame = 2 (guess - 1) 3, w ← w - 0.05 blame.

    Examples
    --------
    >>> cycle_steps().set(step=4).data.after.__round__(6)
    0.4
    """
    controls = {
        "step": slider("step", 1, 4 * ROUNDS, value=1),
        "start": slider("w at the start", 0.0, 1.2, value=1.0, step=0.1),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Ring of four steps; the storm, the guess and the squared miss",
        cols=2, width=760, height=330,
    )  # fmt: skip


def compute(step: int, start: float) -> Moment:
    """The numbers of the round that the step belongs to."""
    done, k = divmod(step - 1, 4)
    w = start
    for _ in range(done):
        w -= LR * 2 * (w * X - Y) * X
    guess = w * X
    blame = 2 * (guess - Y) * X
    return Moment(done + 1, NAMES[k], w, guess, (guess - Y) ** 2, blame, w - LR * blame)


def goal(moment: Moment) -> tuple[bool, str]:
    """A loss that is small, and already seen."""
    seen = moment.name != "guess" and moment.score < ENOUGH
    return seen, f"reach a loss below {ENOUGH}"


def words(moment: Moment) -> str:
    """The sum of this step."""
    w, guess = _number(moment.w), _number(moment.guess)
    miss, blame = _bracket(moment.guess - Y), _bracket(moment.blame)
    way = "down" if moment.blame > 0 else "up"
    sums = {
        "guess": f"w · x = {w} · 3 = {guess} km",
        "score": f"({guess} − 1)² = {miss}² = {_number(moment.score)}",
        "blame": f"2 · {miss} · 3 = {_number(moment.blame)}, so turn w {way}",
        "adjust": f"{w} − 0.05 · {blame} = {_number(moment.after)}, the new w",
    }
    return f"Round {moment.round}, {moment.name}: {sums[moment.name]}."


def draw(ax: Any, moment: Moment) -> None:
    """The ring with the numbers known by now; the storm with the guess and the square."""
    ring, plane = np.ravel(ax)
    known = NAMES.index(moment.name)
    numbers = (moment.guess, moment.score, moment.blame, moment.after)
    formulas = ("w · x", "(guess − y)²", "2 (guess − y) x", "w − 0.05 · blame")
    lines = {
        name: f"{formula}\n= {_number(value) if k <= known else '?'}"
        for k, (name, formula, value) in enumerate(zip(NAMES, formulas, numbers, strict=True))
    }
    plots.learning_cycle(lines, moment.name, ax=ring)
    _plane(plane, moment, known)
    ring.set_position((0.01, 0.04, 0.52, 0.86))
    plane.set_position((0.60, 0.18, 0.385, 0.72))
    ring.set_title(f"Round {moment.round}")


def _plane(ax: Any, moment: Moment, known: int) -> None:
    """The line, the guess on it, the squared miss as a square, the new line."""
    ends = np.array([0.0, 6.0])
    ax.plot(ends, moment.w * ends, color=INK)
    ax.plot([X], [Y], "o", color=TRAIN.color, ms=9)
    if known >= 1:
        side = abs(moment.guess - Y)
        square = Rectangle((X, min(Y, moment.guess)), side, side, fc="#F6D3BF", ec=VAL.color)
        ax.add_patch(square)
    ax.plot([X], [moment.guess], "D", color=VAL.color, ms=8)
    _name(ax, "guess", moment.guess, above=moment.guess > Y)
    _name(ax, "storm", Y, above=moment.guess <= Y)
    if known == 2:
        turn = -0.8 if moment.blame > 0 else 0.8
        ax.annotate(
            "", (2, 2 * moment.w + turn), (2, 2 * moment.w),
            arrowprops={"arrowstyle": "-|>", "color": VAL.color, "lw": 3},
        )  # fmt: skip
    if known == 3:
        ax.plot(ends, moment.after * ends, "--", color=TRAIN.color)
    ax.set(xlim=(0, 6), ylim=(-0.5, 4), xlabel="x: seconds", ylabel="y: km")
    ax.set_title(f"w = {_number(moment.w)}", color=INK)
    ax.axhline(0, color=MUTED, lw=1)
    ax.set_aspect("equal")


def _name(ax: Any, text: str, y: float, above: bool) -> None:
    """Write beside a point, where neither the line nor the square is."""
    shift, side, base = ((-10, 11), "right", "bottom") if above else ((10, -11), "left", "top")
    ax.annotate(text, (X, y), shift, textcoords="offset points", ha=side, va=base,
                bbox={"fc": PAPER, "ec": "none", "pad": 0.5})  # fmt: skip


def _number(value: float) -> str:
    """At most four decimals, no trailing zeros, a true minus sign."""
    return f"{value + 0.0:.4f}".rstrip("0").rstrip(".").replace("-", "−")


def _bracket(value: float) -> str:
    """A number inside a product: a negative one gets brackets."""
    return f"({_number(value)})" if value < 0 else _number(value)
