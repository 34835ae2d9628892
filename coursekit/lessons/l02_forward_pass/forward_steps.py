"""Lesson 02: one animal walks through a network of two layers, one sum at a time."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from coursekit._typing import Array
from coursekit.functional import relu, softmax
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import INK, MUTED, NEGATIVE, PAPER, POSITIVE, WRONG

W1 = np.array([[1.0, -0.5], [-1.5, 1.0]])
B1 = np.array([0.5, -0.5])
W2 = np.array([[1.0, -1.0], [-0.7, 1.5]])
B2 = np.array([0.0, 0.0])

INPUTS = ("pointed ears", "long snout")
OUTPUTS = ("cat", "dog")
LAST = 7
ROWS = (0.68, 0.22)
COLUMNS = (0.16, 0.46, 0.72, 0.91)
RADIUS = 0.057


class Walk(NamedTuple):
    """All numbers of one forward pass, and how far we have walked."""

    step: int
    x: Array
    z: Array
    h: Array
    logits: Array
    p: Array


def forward_steps() -> Explorer:
    """A 2-2-2 network that is computed one step at a time.

    Returns
    -------
    Explorer
        With a slider for the step (0 to 7) and one for each of the two inputs.

    Notes
    -----
    h = relu(x W1 + b1), logits = h W2 + b2, p = softmax(logits), with the weights `W1`, `B1`,
    `W2`, `B2` of this module, chosen by hand.

    Examples
    --------
    >>> forward_steps().set(step=7).words
    'Step 7 of 7. Softmax makes probabilities of the logits: cat 10.0%, dog 90.0%.'
    """
    controls = {
        "step": slider("step", 0, LAST, value=0),
        "ears": slider("pointed ears", 0.0, 3.0, value=1.0, step=0.25),
        "snout": slider("long snout", 0.0, 3.0, value=2.0, step=0.25),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Diagram of a network of two inputs, hidden units and logits", width=680, height=330,
    )  # fmt: skip


def compute(step: int, ears: float, snout: float) -> Walk:
    """The whole forward pass; `step` only says how much of it is shown."""
    x = np.array([ears, snout])
    z = x @ W1 + B1
    h = relu(z)
    logits = h @ W2 + B2
    return Walk(step, x, z, h, logits, softmax(logits[None])[0])


def goal(walk: Walk) -> tuple[bool, str]:
    """An animal about which the network cannot decide."""
    undecided = walk.step == LAST and bool(abs(walk.p[1] - 0.5) < 0.05)
    return undecided, "find an animal that leaves the network undecided, dog 45% to 55% at step 7"


def words(walk: Walk) -> str:
    """The arithmetic of the present step."""
    step, where = walk.step, f"Step {walk.step} of {LAST}."
    if step == 0:
        return (
            f"{where} The animal comes in as two numbers: {INPUTS[0]} {_n(walk.x[0])}, "
            f"{INPUTS[1]} {_n(walk.x[1])}."
        )
    if step in (1, 3):
        j = step // 2
        return (
            f"{where} Hidden unit {j} adds up: {_sum(walk.x, W1[:, j], B1[j])} = {_n(walk.z[j])}."
        )
    if step in (2, 4):
        j = step // 2 - 1
        verdict = "it passes on" if walk.z[j] > 0 else "it stays silent and passes on"
        return f"{where} ReLU looks at {_n(walk.z[j])}: {verdict} {_n(walk.h[j])}."
    if step in (5, 6):
        j = step - 5
        total = f"{_sum(walk.h, W2[:, j], B2[j])} = {_n(walk.logits[j])}"
        return f"{where} The logit of {OUTPUTS[j]}: {total}."
    said = ", ".join(f"{c} {100 * s:.1f}%" for c, s in zip(OUTPUTS, walk.p, strict=True))
    return f"{where} Softmax makes probabilities of the logits: {said}."


def _n(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _sum(x: Array, w: Array, b: float) -> str:
    """x[0] · w[0] + x[1] · w[1] + b, written out."""
    terms = [f"{_n(a)} · {_signed(c)}" for a, c in zip(x, w, strict=True)]
    return " + ".join([*terms, _signed(b)])


def _signed(value: float) -> str:
    return f"({_n(value)})" if value < 0 else _n(value)


def draw(ax: Axes, walk: Walk) -> None:
    """The network; what is computed now is bold, what is not known yet is empty."""
    ax.axis("off")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    _edges(ax, W1, 0, now=walk.step // 2 if walk.step in (1, 3) else None)
    _edges(ax, W2, 1, now=walk.step - 5 if walk.step in (5, 6) else None)
    for title, across in zip(("animal", "hidden units", "logits", "softmax"), COLUMNS, strict=True):
        ax.text(across, 0.95, title, ha="center", va="center", color=MUTED)
    for i, name in enumerate(INPUTS):
        _unit(ax, 0, i, _n(walk.x[i]), name, now=walk.step == 0)
        _hidden(ax, walk, i)
        known = walk.step >= 5 + i
        logit = _n(walk.logits[i]) if known else ""
        _unit(ax, 2, i, logit, f"{OUTPUTS[i]}\nbias {_n(B2[i])}", now=walk.step == 5 + i)
        percent = f"{100 * walk.p[i]:.0f}%" if walk.step == LAST else ""
        _unit(ax, 3, i, percent, OUTPUTS[i], now=walk.step == LAST)


def _hidden(ax: Axes, walk: Walk, j: int) -> None:
    """A hidden unit: the sum stands above the circle, what it passes on inside."""
    summed, bent = walk.step >= 1 + 2 * j, walk.step >= 2 + 2 * j
    inside = _n(walk.h[j]) if bent else ""
    now = walk.step in (1 + 2 * j, 2 + 2 * j)
    _unit(ax, 1, j, inside, f"unit {j}\nbias {_n(B1[j])}", now=now)
    if summed:
        ax.text(COLUMNS[1], ROWS[j] + 0.16, f"sum {_n(walk.z[j])}", ha="center", va="center")


def _unit(ax: Axes, column: int, i: int, inside: str, below: str, now: bool) -> None:
    spot = (COLUMNS[column], ROWS[i])
    ax.scatter(*spot, s=2300, fc=PAPER, ec=WRONG if now else INK, lw=3.5 if now else 1.4, zorder=3)
    ax.text(
        spot[0],
        spot[1],
        inside,
        ha="center",
        va="center",
        zorder=4,
        weight="bold" if now else "normal",
    )
    ax.text(spot[0], spot[1] - 0.11, below, ha="center", va="top", linespacing=1.1, color=MUTED)


def _edges(ax: Axes, W: Array, column: int, now: int | None) -> None:
    """Each weight: solid if positive, dashed if negative, its number near the sender."""
    for (i, j), weight in np.ndenumerate(W):
        start = np.array([COLUMNS[column] + RADIUS, ROWS[i]])
        end = np.array([COLUMNS[column + 1] - RADIUS, ROWS[j]])
        look = POSITIVE if weight >= 0 else NEGATIVE
        bold = j == now
        ax.plot(*zip(start, end, strict=True), color=look.color if bold else MUTED,
                ls=look.line, lw=3.2 if bold else 1.0, zorder=1)  # fmt: skip
        spot = start + (0.3 if i == j else 0.32) * (end - start)
        paper: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        ax.text(spot[0], spot[1], _n(weight), ha="center", va="center", bbox=paper, zorder=2,
                color=INK if bold else MUTED, weight="bold" if bold else "normal")  # fmt: skip
