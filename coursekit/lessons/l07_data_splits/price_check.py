"""Lesson 07: choose which prices to believe, and see what the choice catches."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np

from coursekit._check_texts import require_mapping
from coursekit._checks import require_numbers, what
from coursekit._typing import Array
from coursekit.data import AnswerKey, Table
from coursekit.interactive.controls import scale
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, TRAIN, WRONG

KINDS = ("price_in_thousands", "sqft_in_square_meters")
LOWEST = (0, 5, 10, 20, 30, 40, 50, 70, 100, 150, 200, 300)
HIGHEST = (400, 500, 600, 700, 800, 1000, 1500, 2000, 3000, 5000, 10_000)
EDGES = np.geomspace(0.05, 20_000, 90)


class Sales(NamedTuple):
    """Dollars per square foot of each row, which rows are planted faults, and the histogram."""

    rate: Array
    planted: Array
    counts: Array


class Verdict(NamedTuple):
    """The limits, and what lies outside of them."""

    low: float
    high: float
    sales: Sales
    true_positives: int
    false_positives: int


def price_check(table: Table, key: AnswerKey) -> Explorer:
    """Set a lowest and a highest price per square foot, and count what falls outside.

    Parameters
    ----------
    table : dict of str to ndarray of shape (N,)
        Houses with planted errors; its columns price and sqft_living are used.
    key : AnswerKey
        Which rows are wrong; the two kinds of wrong unit are counted.

    Returns
    -------
    Explorer
        With a slider for each limit; a histogram on a scale of equal factors.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    Rows without a price or an area have no price per square foot, and are left out.

    Examples
    --------
    >>> from coursekit import data
    >>> dirty = data.plant_table_errors(data.houses().table, np.random.default_rng(0))
    >>> price_check(*dirty).set(low=20, high=1000).goal_reached
    True
    """
    require_mapping("price_check", "table", table, "column")
    for name in ("price", "sqft_living"):
        require_column("price_check", table, name)
    if not isinstance(key, AnswerKey):
        raise TypeError(
            f"price_check: key is {what(key)}, expected the AnswerKey of plant_table_errors."
        )
    rate = table["price"] / table["sqft_living"]
    planted = np.isin(np.arange(len(rate)), np.concatenate([key.rows(kind) for kind in KINDS]))
    known = np.isfinite(rate)
    sales = Sales(rate[known], planted[known], np.histogram(rate[known], EDGES)[0])
    controls = {
        "low": scale("lowest that you believe", LOWEST, 0),
        "high": scale("highest that you believe", HIGHEST, HIGHEST[-1]),
    }
    return Explorer(
        partial(compute, sales), draw, words, controls, goal,
        alt="Histogram of the price per square foot, with two limits", width=700, height=300,
    )  # fmt: skip


def require_column(where: str, table: Table, name: str) -> None:
    """Numbers under this name."""
    if name not in table:
        raise ValueError(f"{where}: table has no column {name}, expected it. Try houses().table.")
    require_numbers(where, f"table[{name!r}]", table[name])


def compute(sales: Sales, low: float, high: float) -> Verdict:
    """Count planted and real rows outside of the limits."""
    outside = (sales.rate < low) | (sales.rate > high)
    planted, real = (int((outside & rows).sum()) for rows in (sales.planted, ~sales.planted))
    return Verdict(low, high, sales, true_positives=planted, false_positives=real)


def goal(verdict: Verdict) -> tuple[bool, str]:
    """Nearly all of the faults for few real sales."""
    enough = verdict.true_positives >= verdict.sales.planted.sum() - 2
    return bool(enough and verdict.false_positives <= 3), (
        "find all planted faults but two at most, with three false positives at most"
    )


def words(verdict: Verdict) -> str:
    """What the limits catch, rightly and wrongly."""
    return (
        f"You believe {verdict.low:,.0f} to {verdict.high:,.0f} dollars per square foot. Outside: "
        f"{verdict.true_positives} of {verdict.sales.planted.sum()} planted faults (true "
        f"positives) and {verdict.false_positives:,} real sales (false positives)."
    )


def draw(ax: Any, verdict: Verdict) -> None:
    """The histogram with the doubted parts shaded."""
    middles = np.sqrt(EDGES[:-1] * EDGES[1:])
    ax.fill_between(middles, verdict.sales.counts, step="mid", color=TRAIN.color, lw=0)
    for left, right in ((EDGES[0], max(verdict.low, EDGES[0])), (verdict.high, EDGES[-1])):
        ax.axvspan(left, right, facecolor="none", edgecolor=WRONG, hatch="///", lw=0, alpha=0.6)
    for limit in (verdict.low, verdict.high):
        ax.axvline(max(limit, EDGES[0]), color=INK, lw=2)
    ax.set(xscale="log", xlim=EDGES[[0, -1]], ylim=(0, 120), ylabel="rows (cut off at 120)")
    ax.set(xlabel="dollars per square foot (each mark: 10 times as much)")
    ax.set_title("hatched: rows that you doubt")
    ax.set_xticks([0.1, 1, 10, 100, 1000, 10_000], ["0.1", "1", "10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.grid(axis="y", color=GRID)
