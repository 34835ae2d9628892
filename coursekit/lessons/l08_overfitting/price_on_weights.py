"""Lesson 08: raise the price on weights, and see which of them pay and which give up."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.interactive.controls import dropdown, scale
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, MUTED, TRAIN, VAL
from coursekit.plots.text import count

PRICES = [0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 4.0]
TRUE = np.zeros(12)
TRUE[[1, 4, 8]] = 1.5, -1.0, 0.7


class Priced(NamedTuple):
    """The weights under one price, and the errors under every price."""

    kind: str
    price: float
    w: Array
    own: Array
    new: Array


def price_on_weights() -> Explorer:
    """Choose L1 or L2 and a price for a linear model, of whose 12 inputs only 3 matter.

    Returns
    -------
    Explorer
        With a dropdown for the kind and a slider for the price; the weights on the left, the
        errors over the price on the right.

    Notes
    -----
    Least squares with 40 examples: the mean squared error plus λ Σ w² or λ Σ |w|, at its minimum.

    References
    ----------
    Tibshirani (1996), Regression Shrinkage and Selection via the Lasso.

    Examples
    --------
    >>> price_on_weights().set(kind="L1", price=0.5).goal_reached
    True
    """
    controls = {
        "kind": dropdown("price on", ["L2", "L1"]),
        "price": scale("price λ", PRICES, 0.0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Weights as bars, and the errors over the price", cols=2, width=760, height=340,
    )  # fmt: skip


def compute(kind: str, price: float) -> Priced:
    """The weights of this price, among those of all prices."""
    weights, own, new = path(kind)
    return Priced(kind, price, weights[PRICES.index(price)], own, new)


@cache
def path(kind: str) -> tuple[Array, Array, Array]:
    """The best weights for each price, with their mean squared errors."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=(540, 12))
    y = x @ TRUE + 0.8 * rng.normal(size=540)
    best = {"L1": cheapest_l1, "L2": cheapest_l2}[kind]
    weights = np.array([best(x[:40], y[:40], lam) for lam in PRICES])
    misses = (x @ weights.T - y[:, None]) ** 2
    return weights, misses[:40].mean(axis=0), misses[40:].mean(axis=0)


def cheapest_l2(x: Array, y: Array, lam: float) -> Array:
    """The minimum of mean((x w − y)²) + lam Σ w²."""
    w: Array = np.linalg.solve(x.T @ x / len(x) + lam * np.eye(x.shape[1]), x.T @ y / len(x))
    return w


def cheapest_l1(x: Array, y: Array, lam: float) -> Array:
    """The minimum of mean((x w − y)²) + lam Σ |w|, found weight by weight."""
    w, curve, pull = np.zeros(x.shape[1]), x.T @ x / len(x), x.T @ y / len(x)
    for j in list(range(len(w))) * 100:
        wish = pull[j] - curve[j] @ w + curve[j, j] * w[j]
        w[j] = np.sign(wish) * max(abs(wish) - lam / 2, 0.0) / curve[j, j]
    return w


def goal(priced: Priced) -> tuple[bool, str]:
    """The three that matter, and no other."""
    kept = np.array_equal(priced.w != 0, TRUE != 0)
    return kept, "all weights exactly 0 but the three that matter (1, 4 and 8)"


def words(priced: Priced) -> str:
    """How many weights are zero, how large the rest is, and the errors."""
    at = PRICES.index(priced.price)
    zeros = int((priced.w == 0).sum())
    gone = (
        "none of the 12 weights is"
        if zeros == 0
        else f"{count(zeros, 'weight')} of 12 " + ("is" if zeros == 1 else "are")
    )
    return (
        f"{priced.kind}, price {priced.price:g}: {gone} exactly 0, their sizes add up to "
        f"{abs(priced.w).sum():.2f}. Mean squared error {priced.own[at]:.2f} on the 40 examples, "
        f"{priced.new[at]:.2f} on 500 new ones; the lowest on new ones is {priced.new.min():.2f}, "
        f"at price {PRICES[int(priced.new.argmin())]:g}."
    )


def draw(ax: Any, priced: Priced) -> None:
    """The weights as bars, with a ring where one is exactly 0; the errors over the price."""
    left, right = np.ravel(ax)
    left.bar(range(12), priced.w, color=TRAIN.color, width=0.6)
    left.hlines(TRUE, np.arange(12) - 0.42, np.arange(12) + 0.42, color=INK, lw=1.5)
    zero = np.flatnonzero(priced.w == 0)
    left.plot(zero, np.zeros(len(zero)), "o", mfc="white", mec=VAL.color, mew=2, ms=8)
    left.set(title="weights (line: truth, ring: exactly 0)", xlabel="input", ylim=(-1.5, 2))
    left.set_xticks(range(12))
    at = PRICES.index(priced.price)
    for errors, look, name in ((priced.own, TRAIN, "its own 40"), (priced.new, VAL, "new")):
        right.plot(errors, look.line, marker=look.marker, ms=4, color=look.color, label=name)
        right.plot(at, errors[at], look.marker, ms=10, color=look.color, mec=INK)
    right.axvline(at, color=MUTED, ls=":", lw=1)
    right.set(title="mean squared error", xlabel="price λ", ylim=(0, 5.5))
    right.set_xticks(range(0, len(PRICES), 2), [f"{PRICES[i]:g}" for i in range(0, len(PRICES), 2)])
    right.legend(frameon=False, loc="upper left")
    right.grid(axis="y", color=GRID)
