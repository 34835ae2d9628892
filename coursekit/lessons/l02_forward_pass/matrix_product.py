"""Lesson 02: a matrix product, one row meeting one column at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coursekit._typing import Array
from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l02_forward_pass.forward_steps import W1
from coursekit.plots.style import INK, MUTED, WRONG

X = np.array([[1.0, 2.0], [2.0, 0.5]])
WANTED = (1, 0)
FEATURES = ("ears", "snout")
CORNERS = {"x": (0.0, 0.0), "W": (3.0, 2.9), "x @ W": (3.0, 0.0)}
"""The lower left corner of each matrix: W stands above the product, x to its left."""


class Meeting(NamedTuple):
    """A row of x and a column of W."""

    row: int
    column: int

    @property
    def answer(self) -> float:
        """What the sum of their products comes to."""
        return float(X[self.row] @ W1[:, self.column])

    @property
    def terms(self) -> list[str]:
        """Their products, as one writes them."""
        return [
            f"{_n(a)} · {_signed(w)}" for a, w in zip(X[self.row], W1[:, self.column], strict=True)
        ]


def matrix_product() -> Explorer:
    """Let each row of a 2 by 2 matrix meet each column of another.

    Returns
    -------
    Explorer
        With a slider for the row of x, an animal, and one for the column of W, a unit.

    Notes
    -----
    (x W)[i, j] = Σₖ x[i, k] W[k, j], with the first weights of `forward_steps`.

    Examples
    --------
    >>> matrix_product().words
    'Animal 0 meets unit 0: 1 · 1 + 2 · (−1.5) = −2.'
    """
    controls = {
        "row": slider("animal (row of x)", 0, 1, value=0),
        "column": slider("unit (column of W)", 0, 1, value=0),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Two matrices and their product", width=600, height=340,
    )  # fmt: skip


def compute(row: int, column: int) -> Meeting:
    """Who meets whom."""
    return Meeting(row, column)


def goal(meeting: Meeting) -> tuple[bool, str]:
    """Read a sum backwards: whose numbers are these?"""
    wanted = Meeting(*WANTED)
    return meeting == wanted, f"find where the sum is {' + '.join(wanted.terms)}"


def words(meeting: Meeting) -> str:
    """The sum in a line."""
    return (
        f"Animal {meeting.row} meets unit {meeting.column}: {' + '.join(meeting.terms)} = "
        f"{_n(meeting.answer)}."
    )


def _n(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _signed(value: float) -> str:
    return f"({_n(value)})" if value < 0 else _n(value)


def draw(ax: Axes, meeting: Meeting) -> None:
    """W above the product, x to the left of it: row and column cross at their sum."""
    ax.axis("off")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(-1.3, 5.9), ylim=(-0.35, 5.75))
    animals, units = ("animal 0", "animal 1"), ("unit 0", "unit 1")
    _matrix(ax, "x", X, animals, FEATURES)
    _matrix(ax, "W", W1, FEATURES, units)
    _matrix(ax, "x @ W", X @ W1, (), ())
    rest = 1 - meeting.row
    (x, y), (across, up) = CORNERS["x"], CORNERS["W"]
    for corner, width, height in (
        ((x, y + rest), 2, 1),
        ((across + meeting.column, up), 1, 2),
        ((across + meeting.column, y + rest), 1, 1),
    ):
        ax.add_patch(Rectangle(corner, width, height, fill=False, ec=WRONG, lw=3.5))
    first, second = meeting.terms
    worked = f"{first}\n+ {second}\n= {_n(meeting.answer)}"
    ax.text(1, up + 1, worked, ha="center", va="center", linespacing=1.5)


def _matrix(
    ax: Axes, name: str, values: Array, rows: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    """Its numbers in a frame, its name and what its rows and columns are."""
    x, y = CORNERS[name]
    for (i, j), value in np.ndenumerate(values):
        ax.add_patch(Rectangle((x + j, y + 1 - i), 1, 1, fill=False, ec=MUTED, lw=0.8))
        ax.text(x + j + 0.5, y + 1.5 - i, _n(value), ha="center", va="center", color=INK)
    for i, row in enumerate(rows):
        ax.text(x - 0.12, y + 1.5 - i, row, ha="right", va="center", color=MUTED)
    for j, column in enumerate(columns):
        ax.text(x + j + 0.5, y + 2.12, column, ha="center", va="bottom", color=MUTED)
    ax.text(x + 2.12, y + 1, name, va="center", weight="bold")
