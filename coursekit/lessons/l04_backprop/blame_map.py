"""Lesson 04: the network of lesson 02 with its blame: who raised the loss of this one animal?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from coursekit._typing import Array
from coursekit.functional import relu, softmax
from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l02_forward_pass.forward_steps import B1, B2, INPUTS, OUTPUTS, W1, W2
from coursekit.losses import softmax_cross_entropy
from coursekit.plots.style import INK, MUTED, NEGATIVE, PAPER, POSITIVE
from coursekit.plots.text import count

COLUMNS, ROWS = (0.13, 0.5, 0.87), (0.7, 0.3)


class Blame(NamedTuple):
    """What went forward, and what came back."""

    x: Array
    h: Array
    p: Array
    truth: str
    loss: float
    dW1: Array
    db1: Array
    dW2: Array
    db2: Array


def blame_map() -> Explorer:
    """The 2-2-2 network of lesson 02; each line carries its weight's blame for one animal.

    Returns
    -------
    Explorer
        With sliders for the two inputs and a choice of the truth.

    Notes
    -----
    dlogits = p − one_hot(y), dW2 = hᵀ dlogits, dz = (dlogits W2ᵀ) · [z > 0], dW1 = xᵀ dz.

    References
    ----------
    Rumelhart, Hinton, Williams (1986), Learning Representations by Back-Propagating Errors.

    Examples
    --------
    >>> blame_map().set(ears=1.0, snout=1.0).goal_reached
    True
    """
    controls = {
        "ears": slider(INPUTS[0], 0.0, 3.0, value=1.0, step=0.25),
        "snout": slider(INPUTS[1], 0.0, 3.0, value=2.0, step=0.25),
        "truth": dropdown("it is a", OUTPUTS),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Diagram of a network with its blame", width=680, height=380,
    )  # fmt: skip


def compute(ears: float, snout: float, truth: str) -> Blame:
    """Guess, score and blame for one animal."""
    x = np.array([[ears, snout]])
    z = x @ W1 + B1
    h = relu(z)
    logits = h @ W2 + B2
    loss, dlogits = softmax_cross_entropy(logits, np.array([OUTPUTS.index(truth)]))
    dz = (dlogits @ W2.T) * (z > 0)
    grads = (x.T @ dz, dz[0], h.T @ dlogits, dlogits[0])
    return Blame(x[0], h[0], softmax(logits)[0], truth, loss, *grads)


def goal(blame: Blame) -> tuple[bool, str]:
    """Nothing reaches the weights of the first layer."""
    silent = not blame.dW1.any()
    return silent, "find an animal for which no weight of the first layer gets any blame"


def words(blame: Blame) -> str:
    """The loss, the knob with the most blame, and how many get none."""
    where = {f"the weight from {INPUTS[i]} to hidden unit {j}": b
             for (i, j), b in np.ndenumerate(blame.dW1)}  # fmt: skip
    where |= {f"the weight from hidden unit {i} to {OUTPUTS[j]}": b
              for (i, j), b in np.ndenumerate(blame.dW2)}  # fmt: skip
    where |= {f"the bias of hidden unit {j}": b for j, b in enumerate(blame.db1)}
    where |= {f"the bias of {OUTPUTS[j]}": b for j, b in enumerate(blame.db2)}
    name, most = max(where.items(), key=lambda pair: abs(pair[1]))
    p, silent = blame.p[OUTPUTS.index(blame.truth)], sum(b == 0 for b in where.values())
    return (
        f"It is a {blame.truth}, and the network gives that {100 * p:.1f}%: loss {blame.loss:.3f}. "
        f"Most blame: {name}, {most:+.2f}; turned {'up' if most > 0 else 'down'} a little, it "
        f"raises the loss. {count(silent, 'knob')} of 12 {'gets' if silent == 1 else 'get'} none."
    ).replace("-", "−")


def draw(ax: Axes, blame: Blame) -> None:
    """The network; thick lines carry much blame, the circles hold what went forward."""
    ax.axis("off")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    most = max(float(np.abs(d).max()) for d in (blame.dW1, blame.dW2)) or 1.0
    for column, dW in enumerate((blame.dW1, blame.dW2)):
        for (i, j), b in np.ndenumerate(dW):
            _line(ax, (COLUMNS[column], ROWS[i]), (COLUMNS[column + 1], ROWS[j]), b, most)
    across, down = np.meshgrid(COLUMNS, ROWS)
    ax.scatter(across, down, s=2300, fc=PAPER, ec=INK, lw=1.4, zorder=3)
    for i in range(2):
        _unit(ax, 0, i, f"{blame.x[i]:.2f}", INPUTS[i])
        _unit(ax, 1, i, f"{blame.h[i]:.2f}", f"hidden unit {i}\nblame of bias {_n(blame.db1[i])}")
        truth = " (the truth)" if OUTPUTS[i] == blame.truth else ""
        name = f"{OUTPUTS[i]}{truth}\nblame of bias {_n(blame.db2[i])}"
        _unit(ax, 2, i, f"{100 * blame.p[i]:.0f}%", name)


def _line(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], blame: float, most: float
) -> None:
    """A weight: solid if turning it up raises the loss, dashed if that lowers it, else dotted."""
    look = POSITIVE if blame > 0 else NEGATIVE
    color, style = (look.color, look.line) if blame else (MUTED, ":")
    (x0, y0), (x1, y1) = start, end
    ax.plot([x0, x1], [y0, y1], style, color=color, lw=1 + 6 * abs(blame) / most, zorder=1)
    near = 0.35 if y0 == y1 else 0.3
    ax.text(x0 + near * (x1 - x0), y0 + near * (y1 - y0), _n(blame), ha="center", va="center",
            bbox={"fc": PAPER, "ec": "none", "pad": 1.5}, zorder=2)  # fmt: skip


def _unit(ax: Axes, column: int, i: int, inside: str, name: str) -> None:
    x, y = COLUMNS[column], ROWS[i]
    ax.text(x, y, inside, ha="center", va="center", zorder=4)
    side, va = (0.1, "bottom") if i == 0 else (-0.1, "top")
    ax.text(x, y + side, name, ha="center", va=va, linespacing=1.2, color=MUTED)


def _n(value: float) -> str:
    """Two decimals; no minus sign before a zero."""
    return f"{round(float(value), 2) + 0.0:.2f}".replace("-", "−")
