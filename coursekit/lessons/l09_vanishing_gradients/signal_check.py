"""Lesson 09: how far a signal and its gradient get through random layers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.functional import sigmoid
from coursekit.interactive.controls import dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots import power
from coursekit.plots.style import GRID, MUTED, TRAIN, VAL

LAYERS, WIDTH, EXAMPLES, REACH = 50, 64, 16, 20
Function = Callable[[Array], Array]
ACTIVATIONS: dict[str, tuple[Function, Function]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
}


class Sizes(NamedTuple):
    """Sizes at each layer, measured against where each walk starts."""

    activation: str
    times: float
    signal: Array
    gradient: Array


def signal_check() -> Explorer:
    """Choose an activation and the spread of the first weights of 50 layers of 64 units.

    Returns
    -------
    Explorer
        With a dropdown for the activation and a slider for the weights' spread; the picture shows
        the size of the signal on its way forward and of the gradient on its way back.

    Notes
    -----
    The weights are drawn once, with spread 1/√64, and multiplied by the slider's number. ReLU
    needs √2 (He), tanh about 1 (Glorot).

    References
    ----------
    Glorot and Bengio (2010), Understanding the Difficulty of Training Deep Feedforward Neural
    Networks; He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers.

    Examples
    --------
    >>> signal_check().set(times=1.4).goal_reached
    True
    """
    controls = {
        "activation": dropdown("activation", list(ACTIVATIONS)),
        "times": slider("spread, times 1/√64", 0.2, 4.0, value=1.0, step=0.1),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Spread of the signal, layer by layer", width=640, height=330,
    )  # fmt: skip


@cache
def _start() -> tuple[Array, Array, Array]:
    """Weights of all layers, examples, and the gradient at the end; the same in every session."""
    rng = np.random.default_rng(9)
    W = rng.normal(0, WIDTH**-0.5, (LAYERS, WIDTH, WIDTH))
    return W, rng.normal(size=(EXAMPLES, WIDTH)), rng.normal(size=(EXAMPLES, WIDTH))


def compute(activation: str, times: float) -> Sizes:
    """One walk forward and one back."""
    (f, slope), (W, a, gradient) = ACTIVATIONS[activation], _start()
    outputs, sums, heard = [a], [], [gradient]
    for w in times * W:
        sums.append(outputs[-1] @ w)
        outputs.append(f(sums[-1]))
    for w, z in zip(times * W[::-1], sums[::-1], strict=True):
        heard.append((heard[-1] * slope(z)) @ w.T)
    return Sizes(activation, times, _against_first(outputs), _against_first(heard)[::-1])


def _against_first(walk: list[Array]) -> Array:
    sizes = np.sqrt([np.mean(step**2) for step in walk])
    return sizes / sizes[0]


def goal(sizes: Sizes) -> tuple[bool, str]:
    """Both walks end near where they began."""
    ends = np.array([sizes.signal[-1], sizes.gradient[0]])
    sound = bool(((ends > 0.1) & (ends < 10)).all())
    return sound and sizes.activation == "relu", (
        "with relu, bring signal and gradient through 50 layers, both between 0.1 and 10 times as "
        "large as at the start"
    )


def words(sizes: Sizes) -> str:
    """What is left of either at its end."""
    signal, gradient = (_told(end) for end in (sizes.signal[-1], sizes.gradient[0]))
    return (
        f"{sizes.activation}, spread {sizes.times:.1f}/√64: after 50 layers the signal has "
        f"{signal} its first size, and back at layer 1 the gradient has {gradient} the size it had "
        "at the end."
    )


def _told(end: float) -> str:
    return f"{end:.1f} times" if 0.05 < end < 1000 else f"{power(np.log10(end))} times"


def draw(ax: Any, sizes: Sizes) -> None:
    """Two curves on a scale of powers of ten; off the scale they lie on the edge."""
    layers = np.arange(LAYERS + 1)
    ax.axhspan(-1, 1, color=GRID, lw=0)
    ax.axhline(0, color=MUTED, lw=1)
    walks = ((sizes.signal, TRAIN, "signal →"), (sizes.gradient, VAL, "← gradient"))
    for walk, look, name in walks:
        height = np.clip(np.log10(walk), -REACH, REACH)
        ax.plot(layers, height, look.line, color=look.color, label=name)
    marks = range(-REACH, REACH + 1, 10)
    ax.set_yticks(marks, [power(mark) for mark in marks])
    ax.set(
        xlim=(0, LAYERS), ylim=(-REACH - 2, REACH + 2), xlabel="layer", ylabel="size, start = 1",
        title="gray: 0.1 to 10 times the start",
    )  # fmt: skip
    ax.legend(loc="lower right", bbox_to_anchor=(1, 0.98), ncols=2, frameon=False)
