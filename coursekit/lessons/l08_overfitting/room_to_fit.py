"""Lesson 08: a puppy's weight, a curve of many or few parameters, a penalty on a wild one."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial.legendre import legvander

from coursekit._typing import Array
from coursekit.interactive.controls import scale, slider
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, MUTED, TRAIN, VAL
from coursekit.plots.text import count

WEEKS, MOST, SHAKE, CEILING = 52.0, 15, 1.0, 12.0
AGES = np.linspace(0, WEEKS, 157)


class Fit(NamedTuple):
    """Weighings, a curve with its parameters, and the misses of curves with 1 to 15 of them."""

    parameters: int
    age: Array
    kg: Array
    w: Array
    curve: Array
    own: Array
    new: Array


def room_to_fit() -> Explorer:
    """Choose how many parameters a growth curve has, how many weighings it sees, and a penalty.

    Returns
    -------
    Explorer
        With sliders for parameters, weighings and the penalty's strength; the curve on the left,
        the typical miss for every number of parameters on the right.

    Notes
    -----
    A polynomial in the age (Legendre's), fitted by least squares plus λ times the sum of its
    squared parameters, the constant exempt. The scale is off by 1 kg (one standard deviation), so
    no curve can miss new weighings by less.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 1.1, has the idea.

    Examples
    --------
    >>> room_to_fit().set(parameters=5, weighings=60).goal_reached
    False
    """
    controls = {
        "parameters": slider("parameters of the curve", 1, MOST, value=2),
        "weighings": scale("weighings", [15, 20, 30, 60, 120], 15),
        "strength": scale("strength λ", [0.0, 0.0001, 0.001, 0.01, 0.1], 0.0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A growth curve among its weighings, and the misses over the parameters",
        cols=2, width=760, height=330,
    )  # fmt: skip


def truth(age: Array) -> Array:
    """Weight in kg of this puppy at an age in weeks, on a perfect scale."""
    return 0.5 + 11.5 / (1 + np.exp(-(age - 20) / 5))


def compute(parameters: int, weighings: int, strength: float) -> Fit:
    """The fit of this many parameters, among those of every number of parameters."""
    age, kg = weighed(weighings)
    ws, curves, own, new = fits(weighings, strength)
    return Fit(parameters, age, kg, ws[parameters - 1], curves[parameters - 1], own, new)


def weighed(n: int) -> tuple[Array, Array]:
    """The weeks and what the shaky scale said."""
    age = np.linspace(0, WEEKS, n)
    return age, truth(age) + SHAKE * np.random.default_rng(0).normal(size=n)


@cache
def fits(n: int, strength: float) -> tuple[list[Array], list[Array], Array, Array]:
    """For 1 to 15 parameters: these, the curve, its misses on its own and on new weighings."""
    age, kg = weighed(n)
    ws, curves, own, new = [], [], [], []
    for k in range(1, MOST + 1):
        powers, everywhere = (legvander(a / (WEEKS / 2) - 1, k - 1) for a in (age, AGES))
        tax = np.sqrt(n * strength) * np.eye(k)[1:]
        w = np.linalg.lstsq(
            np.vstack([powers, tax]), np.append(kg, np.zeros(len(tax))), rcond=None
        )[0]
        ws.append(w)
        curves.append(everywhere @ w)
        own.append(np.sqrt(np.mean((powers @ w - kg) ** 2)))
        new.append(np.sqrt(np.mean((curves[-1] - truth(AGES)) ** 2) + SHAKE**2))
    return ws, curves, np.array(own), np.array(new)


def goal(fit: Fit) -> tuple[bool, str]:
    """All parameters, and yet a good curve, which takes a penalty or more weighings."""
    reached = fit.parameters == MOST and fit.new[fit.parameters - 1] < 1.2
    return bool(reached), f"all {MOST} parameters, and a typical miss below 1.2 kg on new ones"


def words(fit: Fit) -> str:
    """Both misses of this curve, and what kind of curve it is."""
    own, new = fit.own[fit.parameters - 1], fit.new[fit.parameters - 1]
    kind = (
        "It misses both by much: too stiff (underfitting)." if own > 1.3
        else "It is much better on its own than on new ones: it has learned the shaking of the "
        "scale (overfitting)." if new > own + 0.5
        else "It does about as well on new weighings as on its own."
    )  # fmt: skip
    return (
        f"A curve with {count(fit.parameters, 'parameter')} for {len(fit.kg)} weighings. "
        f"Typical miss: {own:.2f} kg on its own weighings, {new:.2f} kg on new ones. {kind}"
    )


def draw(ax: Any, fit: Fit) -> None:
    """The curve among its weighings; the misses over the number of parameters."""
    left, right = np.ravel(ax)
    left.plot(AGES, truth(AGES), ":", color=MUTED, lw=1.5)
    left.plot(AGES, np.clip(fit.curve, -5, 22), color=VAL.color)
    left.plot(fit.age, fit.kg, TRAIN.marker, color=TRAIN.color, ms=5)
    left.set(title="dots: weighings, dotted: the truth", xlabel="age in weeks", ylabel="kg")
    left.set(ylim=(-4, 18), xlim=(-1, WEEKS + 1))
    sizes = np.arange(1, MOST + 1)
    for misses, look, name in ((fit.own, TRAIN, "its own"), (fit.new, VAL, "new weighings")):
        shown = np.minimum(misses, CEILING)
        right.plot(sizes, shown, look.line, marker=look.marker, ms=4, color=look.color, label=name)
        at = (fit.parameters, shown[fit.parameters - 1])
        right.plot(*at, look.marker, color=look.color, ms=10, mec=INK)
    right.set(title="typical miss in kg", xlabel="parameters of the curve", ylim=(0, 6))
    right.legend(frameon=False, loc="upper center")
    right.grid(axis="y", color=GRID)
