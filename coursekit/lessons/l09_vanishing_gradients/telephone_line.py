"""Lesson 09: a message that passes through many players, each of whom multiplies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.functional import sigmoid
from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots import power
from coursekit.plots.style import GRID, MUTED, TRAIN, VAL

MOST, REACH = 60, 20
ENOUGH, Z_AT_LEAST, HEAVIEST = 30, 1.0, 10.0
SLOPES: dict[str, Callable[[Array], Array]] = {
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: np.where(z > 0, 1.0, 0.0),
}


class Line(NamedTuple):
    """A row of equal players: what each multiplies by, and what each one hears."""

    activation: str
    layers: int
    w: float
    z: float
    slope: float
    heard: Array

    @property
    def factor(self) -> float:
        """What every player multiplies the message by."""
        return self.w * self.slope


def telephone_line() -> Explorer:
    """Send a gradient of size 1 back through a chain of equal layers.

    Returns
    -------
    Explorer
        With a dropdown for the activation and sliders for the layers, the weight w and the sum z;
        the picture shows the size of the message at each layer as powers of ten.

    Notes
    -----
    In a = f(z), z = w a + b each layer multiplies the gradient by w · f'(z), and k layers by the
    k-th power of that.

    References
    ----------
    Hochreiter (1991), Untersuchungen zu dynamischen neuronalen Netzen; Pascanu, Mikolov, Bengio
    (2013), On the Difficulty of Training Recurrent Neural Networks.

    Examples
    --------
    >>> telephone_line().set(layers=30, w=5.0, z=1.0).goal_reached
    True
    """
    controls = {
        "activation": dropdown("activation", list(SLOPES)),
        "layers": slider("layers", 1, MOST, value=20),
        "w": slider("weight w", 0.25, HEAVIEST, value=1.0, step=0.25),
        "z": slider("sum z in each layer", -5.0, 5.0, value=0.0, step=0.25),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Size of the gradient, layer by layer", width=640, height=330,
    )  # fmt: skip


def compute(activation: str, layers: int, w: float, z: float) -> Line:
    """What each layer hears, the first layer first; the last layer hears 1."""
    slope = float(SLOPES[activation](np.array(z)))
    heard = (w * slope) ** np.arange(layers - 1, -1, -1.0)
    return Line(activation, layers, w, z, slope, heard)


def goal(line: Line) -> tuple[bool, str]:
    """A sigmoid chain away from its steepest place, balanced by its weight."""
    sound = 0.1 <= line.heard[0] <= 10
    asked = line.activation == "sigmoid" and line.layers >= ENOUGH and line.z >= Z_AT_LEAST
    return sound and asked, (
        f"with the sigmoid at z = {Z_AT_LEAST:g} or above, and {ENOUGH} layers or more, let "
        "between 0.1 and 10 arrive at layer 1"
    )


def words(line: Line) -> str:
    """The factor of one layer, and what is left at the first."""
    players = f"{line.layers - 1} layers pass it on" if line.layers != 2 else "1 layer passes it on"
    product = f"{line.w:g} · {line.slope:.3f} = {line.factor:.3f}"
    each = f"Each layer multiplies by w · slope = {product}."
    if line.layers == 1:
        return f"{each} With a single layer nobody has to pass the message on."
    first = line.heard[0]
    if first == 0:
        return f"{each} The gate is shut: layer 1 hears nothing at all."
    exponent = np.floor(np.log10(first))
    size = f"{first / 10**exponent:.1f} · {power(exponent)}"
    size = f"{first:.2f}" if 0.01 <= first < 1000 else size
    kind = "vanished" if first < 0.01 else "exploded" if first > 100 else "come through"
    return f"{each} {players}: layer 1 hears {size} of it. The message has {kind}.{_limit(line)}"


def _limit(line: Line) -> str:
    """Where no weight of the slider can reach the goal, say so."""
    most = HEAVIEST * line.slope
    hopeless = most ** (ENOUGH - 1) < 0.1
    told = f" At this z even w = {HEAVIEST:g} makes the factor only {most:.3f}: too little."
    return told if hopeless else ""


def draw(ax: Any, line: Line) -> None:
    """The message at each layer on a scale of powers of ten; off the scale it lies on the edge."""
    with np.errstate(divide="ignore"):
        height = np.clip(np.log10(line.heard), -REACH, REACH)
    layers = np.arange(1, line.layers + 1)
    ax.axhspan(-1, 1, color=GRID, lw=0)
    ax.axhline(0, color=MUTED, lw=1)
    ax.plot(layers, height, color=TRAIN.color)
    ax.plot(layers[:1], height[:1], "s", color=VAL.color, ms=9)
    ax.plot(layers[-1:], height[-1:], "o", color=TRAIN.color, ms=8)
    marks = range(-REACH, REACH + 1, 10)
    ax.set_yticks(marks, [power(mark) for mark in marks])
    ax.set(
        xlim=(0, MOST + 1), ylim=(-REACH - 2, REACH + 2), xlabel="layer",
        ylabel="size of the message",
        title="From the last layer (dot) back to the first (square); gray: 0.1 to 10",
    )  # fmt: skip
