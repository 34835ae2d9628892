"""Lesson 04, deeper: numbers in a row in the order of a walk, with an arc from part to result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from coursekit._check_texts import require_texts
from coursekit._checks import short, what
from coursekit.plots.arguments import figure_function, one_number, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import text_width
from coursekit.plots.style import MUTED, NEGATIVE, PAPER, POSITIVE
from coursekit.plots.text import alike, count, listing, shorten

MOST = 10
"""More numbers in a row have no room for what stands below them."""
BASE, HEIGHT, FOOT, DEPTH = 0.55, 0.8, 0.26, 1.9
UNIT = 48
"""Pixels for a height of 1."""


class Arc(NamedTuple):
    """From the place of a part to the place of what was made from it, with the slope.

    `again` counts the arcs between the same two that are there already.
    """

    part: int
    result: int
    slope: float
    again: int

    @property
    def length(self) -> float:
        """How far it reaches: a longer one is higher, and so is the second of two."""
        return abs(self.result - self.part) + 0.7 * self.again


@figure_function
def order_arcs(order: Sequence[Any], names: Sequence[object], *, ax: Axes | None = None) -> Drawing:
    """Draw numbers in a row, an arc from each part to the number that was made from it.

    Parameters
    ----------
    order : list
        Numbers that remember: each has data, grad and made_from, pairs of a part and the slope
        along it. At most 10.
    names : sequence of str
        A name for each.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: whether each number comes after its parts. An arc that runs to the left is
        dashed.

    Raises
    ------
    TypeError, ValueError
        If order is no list of such numbers, has more than 10 of them, lacks one of their parts,
        or has another length than names.

    Examples
    --------
    >>> from types import SimpleNamespace as Number
    >>> w = Number(data=3.0, grad=2.0, made_from=())
    >>> double = Number(data=6.0, grad=1.0, made_from=[(w, 2.0)])
    >>> order_arcs([w, double], ["w", "2w"]).words
    '2 numbers and 1 arc. Every arc runs to the right: each number comes after its parts.'
    """
    require_texts("order_arcs", "names", names)
    arcs = _arcs(order)
    same_length("order_arcs", order=len(order), names=len(names))
    below = [f"data {_short(n.data)}\ngrad {_short(n.grad)}" for n in order]
    room = max(88, *(text_width(line) + 8 for text in below for line in text.split("\n")))
    top = max((BASE + HEIGHT * arc.length for arc in arcs), default=BASE) + 0.4
    axis: Axes = ax or axes(
        width=max(round(room) * len(order), 240),
        height=round(UNIT * (top + DEPTH)) + 16,
        **dict.fromkeys(("left", "right", "bottom", "top"), 8),
    )
    for arc in arcs:
        _draw(axis, arc)
    for place, name in enumerate(names):
        box = {"boxstyle": "circle,pad=0.4", "fc": PAPER, "ec": MUTED}
        axis.text(place, 0, shorten(name, 6), ha="center", va="center", bbox=box)
        axis.text(place, -1.2, below[place], ha="center", va="center", linespacing=1.5)
    axis.set(xlim=(-0.5, len(order) - 0.5), ylim=(-DEPTH, top))
    axis.axis("off")
    return Drawing(axis, _sentence(arcs, names), "Circles in a row, joined by arcs")


def _arcs(order: Any) -> list[Arc]:
    """Every part of every number, by the places of both."""
    if not isinstance(order, (list, tuple)) or not order:
        raise TypeError(
            f"order_arcs: order is {what(order)}, expected a list of numbers that remember. "
            "Try order_arcs(topological_order(loss), names)."
        )
    if len(order) > MOST:
        raise ValueError(
            f"order_arcs: order has {len(order)} numbers, expected at most {MOST}: more have no "
            "room in a row."
        )
    for value in order:
        if not all(hasattr(value, name) for name in ("data", "grad", "made_from")):
            raise TypeError(
                f"order_arcs: order holds {short(value)}, expected numbers with data, grad and "
                "made_from, such as your Value."
            )
        for name in ("data", "grad"):
            one_number("order_arcs", f"the {name} of a number", getattr(value, name))
    places = {id(value): place for place, value in enumerate(order)}
    missing = [part for value in order for part, _ in value.made_from if id(part) not in places]
    if missing:
        raise ValueError(
            f"order_arcs: {count(len(missing), 'part')} of the numbers stands nowhere in order, "
            "expected every part in it. Take the whole list that leads to the result."
        )
    found: list[Arc] = []
    for place, value in enumerate(order):
        for part, slope in value.made_from:
            ends = places[id(part)], place
            again = sum(arc[:2] == ends for arc in found)
            found.append(Arc(*ends, one_number("order_arcs", "a slope", slope), again))
    return found


def _draw(ax: Axes, arc: Arc) -> None:
    """Half an ellipse with its head and its slope, dashed to the left.

    The feet of a higher one are closer to the middle of the circles: so arcs lie inside each other.
    """
    way = 1 if arc.part < arc.result else -1
    look, foot = (POSITIVE if way > 0 else NEGATIVE), max(FOOT - 0.08 * (arc.length - 1), 0.04)
    t = np.linspace(-1, 1, 81)
    middle, half = (arc.part + arc.result) / 2, (arc.result - arc.part) / 2 - way * foot
    x, y = middle + half * t, BASE + HEIGHT * arc.length * np.sqrt(1 - t**2)
    ax.plot(x[:-1], y[:-1], look.line, color=look.color)
    head = {"arrowstyle": "-|>", "color": look.color, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (x[-1], y[-1]), (x[-2], y[-2]), arrowprops=head)
    box = {"boxstyle": "round,pad=0.15", "fc": PAPER, "ec": "none"}
    ax.text(middle, y.max(), _short(arc.slope), ha="center", va="center", bbox=box)


def _short(value: float) -> str:
    """No more decimals than it needs."""
    return alike([value])[0]


def _sentence(arcs: Sequence[Arc], names: Sequence[object]) -> str:
    """How many, and whether parts come first."""
    start = f"{count(len(names), 'number')} and {count(len(arcs), 'arc')}."
    late = [
        f"{names[arc.result]} stands before its part {names[arc.part]}"
        for arc in arcs
        if arc.part >= arc.result
    ]
    if late:
        said = listing(list(dict.fromkeys(late)))
        return f"{start} Not every arc runs to the right: {said}."
    return f"{start} Every arc runs to the right: each number comes after its parts."
