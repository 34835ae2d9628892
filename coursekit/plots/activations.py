"""Lesson 02: what an activation makes of each score, and how steep it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._checks import require_function, what
from coursekit._typing import Array
from coursekit.functional import relu, sigmoid, tanh
from coursekit.plots.arguments import figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import label_ends
from coursekit.plots.style import GRID, MUTED, series_look
from coursekit.plots.text import number

Function = Callable[[Array], Array]
KNOWN: dict[str, Function] = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu}


@figure_function
def activation_curves(
    functions: str | Function | Iterable[str | Function] | Mapping[str, Function],
    *,
    z: ArrayLike | None = None,
    slopes: bool = False,
    ax: Axes | None = None,
) -> Drawing:
    """Draw one or more functions of one number, and below them, if asked for, their slopes.

    Parameters
    ----------
    functions : str, callable, list of these, or dict name -> callable
        Names out of "sigmoid", "tanh", "relu", or functions of an array that keep its shape.
    z : array_like, shape (S,), optional
        Where to draw them, in rising order; 241 points from -6 to 6 when left out.
    slopes : bool
        Whether a second panel shows the slopes (central differences).
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: the range of each function, and where it is steepest.

    Raises
    ------
    TypeError, ValueError
        If a name is unknown, z is too short, or a function changes the shape or returns NaN.

    Examples
    --------
    >>> activation_curves("relu").words
    'From z = -6 to 6: relu runs from 0 to 6, with a slope of at most 1.'
    """
    points = np.linspace(-6, 6, 241) if z is None else finite("activation_curves", "z", z, "(S,)")
    if len(points) < 3 or (np.diff(points) <= 0).any():
        raise ValueError(
            f"activation_curves: z has {len(points)} values that do not all rise, expected 3 "
            "or more in rising order. Try np.linspace(-6, 6, 241)."
        )
    curves = {name: _values(name, f, points) for name, f in _named(functions).items()}
    steep = {name: np.gradient(values, points) for name, values in curves.items()}
    axis: Axes = ax or axes(height=520 if slopes else 380, top=16)
    if not slopes:
        _draw(axis, points, curves, "activation")
        axis.set_xlabel("z")
    else:
        axis.axis("off")
        above = axis.inset_axes((0, 0.54, 1, 0.46))
        below = axis.inset_axes((0, 0, 1, 0.46), sharex=above)
        _draw(above, points, curves, "activation")
        _draw(below, points, steep, "slope")
        above.tick_params(labelbottom=False)
        below.set_xlabel("z")
    return Drawing(axis, _sentence(points, curves, steep), "Curves of activation functions")


def _named(functions: Any) -> dict[str, Function]:
    """The functions with a name each."""
    some = isinstance(functions, Iterable) and not isinstance(functions, (np.ndarray, bytes))
    if not some and not callable(functions):
        raise TypeError(
            f"activation_curves: functions is {what(functions)}, expected a name, a function, a "
            "list of these or a dict. Try activation_curves('sigmoid')."
        )
    if isinstance(functions, Mapping):
        named = {str(name): f for name, f in functions.items()}
    else:
        one = isinstance(functions, str) or callable(functions)
        items = [functions] if one else list(functions)
        named = {getattr(f, "__name__", str(f)): f for f in items}
    if not named:
        raise ValueError(
            "activation_curves: functions is empty: there is no function, expected one. Try "
            "activation_curves('sigmoid')."
        )
    return {name: _function(f) for name, f in named.items()}


def _function(f: object) -> Function:
    """The function itself, or the one of that name."""
    if isinstance(f, str) and f in KNOWN:
        return KNOWN[f]
    if not callable(f) or isinstance(f, type):
        raise ValueError(
            f"activation_curves: among functions {what(f)} is no known activation, "
            f"expected {', '.join(KNOWN)} or a function. Check the spelling."
        )
    require_function("activation_curves", "functions", f, 1, "activation")
    return f


def _values(name: str, f: Function, z: Array) -> Array:
    """f(z), of the shape of z and finite."""
    values = finite("activation_curves", f"{name}(z)", f(z.copy()), "(S,)")
    if values.shape != z.shape:
        raise ValueError(
            f"activation_curves: {name}(z) has shape {values.shape}, expected {z.shape}. "
            "An activation works on each number by itself."
        )
    return values


def _draw(ax: Axes, z: Array, curves: Mapping[str, Array], ylabel: str) -> None:
    """One panel: each curve with its name at the end."""
    ax.plot([z[0], z[-1]], [0, 0], color=MUTED, lw=0.8, zorder=1)
    ax.axvline(0, color=MUTED, lw=0.8)
    for k, values in enumerate(curves.values()):
        look = series_look(k)
        ax.plot(z, values, color=look.color, ls=look.line)
    ax.grid(color=GRID)
    ax.set(ylabel=ylabel, xlim=(z[0], z[-1]))
    ends = {name: (z[-1], values[-1]) for name, values in curves.items()}
    label_ends(ax, ends, [series_look(k).color for k in range(len(curves))])


def _sentence(z: Array, curves: Mapping[str, Array], steep: Mapping[str, Array]) -> str:
    """The range of each function, and where its slope is largest."""
    parts = []
    for name, values in curves.items():
        slope = steep[name]
        top = np.flatnonzero(np.isclose(slope, slope.max(), rtol=1e-6))
        where = f" at z = {number(z[top[0]])}" if len(top) == 1 else ""
        parts.append(
            f"{name} runs from {number(values.min())} to {number(values.max())}, with a slope "
            f"of at most {number(slope.max())}{where}"
        )
    return f"From z = {number(z[0])} to {number(z[-1])}: {'; '.join(parts)}."
