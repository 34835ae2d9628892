"""Lesson 04: the network of lesson 02 with the gradient of the loss for one animal."""

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


class Passes(NamedTuple):
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


def gradient_map() -> Explorer:
    """The 2-2-2 network of lesson 02; each line carries its weight's gradient for one animal.

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
    >>> gradient_map().set(ears=1.0, snout=1.0).goal_reached
    True
    """
    controls = {
        "ears": slider(INPUTS[0], 0.0, 3.0, value=1.0, step=0.25),
        "snout": slider(INPUTS[1], 0.0, 3.0, value=2.0, step=0.25),
        "truth": dropdown("it is a", OUTPUTS),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Diagram of a network with its gradients", width=680, height=380,
    )  # fmt: skip


def compute(ears: float, snout: float, truth: str) -> Passes:
    """Prediction, loss and gradients for one animal."""
    x = np.array([[ears, snout]])
    z = x @ W1 + B1
    h = relu(z)
    logits = h @ W2 + B2
    loss, dlogits = softmax_cross_entropy(logits, np.array([OUTPUTS.index(truth)]))
    dz = (dlogits @ W2.T) * (z > 0)
    grads = (x.T @ dz, dz[0], h.T @ dlogits, dlogits[0])
    return Passes(x[0], h[0], softmax(logits)[0], truth, loss, *grads)


def goal(passes: Passes) -> tuple[bool, str]:
    """Nothing reaches the weights of the first layer."""
    silent = not passes.dW1.any()
    return silent, "find an animal for which no weight of the first layer has a gradient"


def words(passes: Passes) -> str:
    """The loss, the parameter with the largest gradient, and how many have none."""
    where = {f"the weight from {INPUTS[i]} to hidden unit {j}": slope
             for (i, j), slope in np.ndenumerate(passes.dW1)}  # fmt: skip
    where |= {f"the weight from hidden unit {i} to {OUTPUTS[j]}": slope
              for (i, j), slope in np.ndenumerate(passes.dW2)}  # fmt: skip
    where |= {f"the bias of hidden unit {j}": slope for j, slope in enumerate(passes.db1)}
    where |= {f"the bias of {OUTPUTS[j]}": slope for j, slope in enumerate(passes.db2)}
    name, most = max(where.items(), key=lambda pair: abs(pair[1]))
    p, silent = passes.p[OUTPUTS.index(passes.truth)], sum(slope == 0 for slope in where.values())
    turned, have = "raised" if most > 0 else "lowered", "has" if silent == 1 else "have"
    return (
        f"It is a {passes.truth}, and the network gives that {100 * p:.1f}%: loss "
        f"{passes.loss:.3f}. Largest gradient: {name}, {most:+.2f}; {turned} a little, it raises "
        f"the loss. {count(silent, 'parameter')} of 12 {have} none."
    ).replace("-", "−")


def draw(ax: Axes, passes: Passes) -> None:
    """The network; thick lines carry a large gradient, the circles hold what went forward."""
    ax.axis("off")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    most = max(float(np.abs(d).max()) for d in (passes.dW1, passes.dW2)) or 1.0
    for column, dW in enumerate((passes.dW1, passes.dW2)):
        for (i, j), slope in np.ndenumerate(dW):
            _line(ax, (COLUMNS[column], ROWS[i]), (COLUMNS[column + 1], ROWS[j]), slope, most)
    across, down = np.meshgrid(COLUMNS, ROWS)
    ax.scatter(across, down, s=2300, fc=PAPER, ec=INK, lw=1.4, zorder=3)
    for i in range(2):
        _unit(ax, 0, i, f"{passes.x[i]:.2f}", INPUTS[i])
        _unit(
            ax, 1, i, f"{passes.h[i]:.2f}", f"hidden unit {i}\ngradient of bias {_n(passes.db1[i])}"
        )
        truth = " (the truth)" if OUTPUTS[i] == passes.truth else ""
        name = f"{OUTPUTS[i]}{truth}\ngradient of bias {_n(passes.db2[i])}"
        _unit(ax, 2, i, f"{100 * passes.p[i]:.0f}%", name)


def _line(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], slope: float, most: float
) -> None:
    """A weight: solid if raising it raises the loss, dashed if that lowers it, else dotted."""
    look = POSITIVE if slope > 0 else NEGATIVE
    color, style = (look.color, look.line) if slope else (MUTED, ":")
    (x0, y0), (x1, y1) = start, end
    ax.plot([x0, x1], [y0, y1], style, color=color, lw=1 + 6 * abs(slope) / most, zorder=1)
    near = 0.35 if y0 == y1 else 0.3
    ax.text(x0 + near * (x1 - x0), y0 + near * (y1 - y0), _n(slope), ha="center", va="center",
            bbox={"fc": PAPER, "ec": "none", "pad": 1.5}, zorder=2)  # fmt: skip


def _unit(ax: Axes, column: int, i: int, inside: str, name: str) -> None:
    x, y = COLUMNS[column], ROWS[i]
    ax.text(x, y, inside, ha="center", va="center", zorder=4)
    side, va = (0.1, "bottom") if i == 0 else (-0.1, "top")
    ax.text(x, y + side, name, ha="center", va=va, linespacing=1.2, color=MUTED)


def _n(value: float) -> str:
    """Two decimals; no minus sign before a zero."""
    return f"{round(float(value), 2) + 0.0:.2f}".replace("-", "−")
