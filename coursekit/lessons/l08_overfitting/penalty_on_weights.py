"""Lesson 08: raise the strength of a penalty, and see which weights shrink and which give up."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.interactive.controls import dropdown, scale
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, MUTED, TRAIN, VAL
from coursekit.plots.text import count

STRENGTHS = [0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 4.0]
TRUE = np.zeros(12)
TRUE[[1, 4, 8]] = 1.5, -1.0, 0.7


class Penalized(NamedTuple):
    """The weights under one strength, and the errors under every strength."""

    kind: str
    strength: float
    w: Array
    own: Array
    new: Array


def penalty_on_weights() -> Explorer:
    """Choose a penalty and its strength for a linear model, of whose 12 inputs only 3 matter.

    Returns
    -------
    Explorer
        With a dropdown for the kind and a slider for the strength; the weights on the left, the
        errors over the strength on the right.

    Notes
    -----
    Least squares with 40 examples: the mean squared error plus λ Σ w² or λ Σ |w|, at its minimum.

    References
    ----------
    Tibshirani (1996), Regression Shrinkage and Selection via the Lasso.

    Examples
    --------
    >>> penalty_on_weights().set(kind="L1", strength=0.5).goal_reached
    True
    """
    controls = {
        "kind": dropdown("penalty", ["L2", "L1"]),
        "strength": scale("strength λ", STRENGTHS, 0.0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Weights as bars, and the errors over the strength", cols=2, width=760, height=340,
    )  # fmt: skip


def compute(kind: str, strength: float) -> Penalized:
    """The weights of this strength, among those of all strengths."""
    weights, own, new = path(kind)
    return Penalized(kind, strength, weights[STRENGTHS.index(strength)], own, new)


@cache
def path(kind: str) -> tuple[Array, Array, Array]:
    """The best weights for each strength, with their mean squared errors."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=(540, 12))
    y = x @ TRUE + 0.8 * rng.normal(size=540)
    best = {"L1": minimum_l1, "L2": minimum_l2}[kind]
    weights = np.array([best(x[:40], y[:40], lam) for lam in STRENGTHS])
    misses = (x @ weights.T - y[:, None]) ** 2
    return weights, misses[:40].mean(axis=0), misses[40:].mean(axis=0)


def minimum_l2(x: Array, y: Array, lam: float) -> Array:
    """The minimum of mean((x w − y)²) + lam Σ w²."""
    w: Array = np.linalg.solve(x.T @ x / len(x) + lam * np.eye(x.shape[1]), x.T @ y / len(x))
    return w


def minimum_l1(x: Array, y: Array, lam: float) -> Array:
    """The minimum of mean((x w − y)²) + lam Σ |w|, found weight by weight."""
    w, curve, pull = np.zeros(x.shape[1]), x.T @ x / len(x), x.T @ y / len(x)
    for j in list(range(len(w))) * 100:
        wish = pull[j] - curve[j] @ w + curve[j, j] * w[j]
        w[j] = np.sign(wish) * max(abs(wish) - lam / 2, 0.0) / curve[j, j]
    return w


def goal(fit: Penalized) -> tuple[bool, str]:
    """The three that matter, and no other."""
    kept = np.array_equal(fit.w != 0, TRUE != 0)
    return kept, "all weights exactly 0 but the three that matter (1, 4 and 8)"


def words(fit: Penalized) -> str:
    """How many weights are zero, how large the rest is, and the errors."""
    at = STRENGTHS.index(fit.strength)
    zeros = int((fit.w == 0).sum())
    gone = (
        "none of the 12 weights is"
        if zeros == 0
        else f"{count(zeros, 'weight')} of 12 " + ("is" if zeros == 1 else "are")
    )
    return (
        f"{fit.kind}, λ = {fit.strength:g}: {gone} exactly 0, their sizes add up to "
        f"{abs(fit.w).sum():.2f}. Mean squared error {fit.own[at]:.2f} on the 40 examples, "
        f"{fit.new[at]:.2f} on 500 new ones; the lowest on new ones is {fit.new.min():.2f}, "
        f"at λ = {STRENGTHS[int(fit.new.argmin())]:g}."
    )


def draw(ax: Any, fit: Penalized) -> None:
    """The weights as bars, with a ring where one is exactly 0; the errors over the strength."""
    left, right = np.ravel(ax)
    left.bar(range(12), fit.w, color=TRAIN.color, width=0.6)
    left.hlines(TRUE, np.arange(12) - 0.42, np.arange(12) + 0.42, color=INK, lw=1.5)
    zero = np.flatnonzero(fit.w == 0)
    left.plot(zero, np.zeros(len(zero)), "o", mfc="white", mec=VAL.color, mew=2, ms=8)
    left.set(title="weights (line: truth, ring: exactly 0)", xlabel="input", ylim=(-1.5, 2))
    left.set_xticks(range(12))
    at = STRENGTHS.index(fit.strength)
    for errors, look, name in ((fit.own, TRAIN, "its own 40"), (fit.new, VAL, "new")):
        right.plot(errors, look.line, marker=look.marker, ms=4, color=look.color, label=name)
        right.plot(at, errors[at], look.marker, ms=10, color=look.color, mec=INK)
    right.axvline(at, color=MUTED, ls=":", lw=1)
    right.set(title="mean squared error", xlabel="strength λ", ylim=(0, 5.5))
    right.set_xticks(
        range(0, len(STRENGTHS), 2), [f"{STRENGTHS[i]:g}" for i in range(0, len(STRENGTHS), 2)]
    )
    right.legend(frameon=False, loc="upper left")
    right.grid(axis="y", color=GRID)
