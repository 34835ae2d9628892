"""Lesson 02: a network as circles and lines, with its weights and the values that pass through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from numpy.typing import ArrayLike

from coursekit._typing import Array
from coursekit.plots.arguments import figure_function
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import LETTER, extent, text_width
from coursekit.plots.network_parts import Net, parts_of
from coursekit.plots.style import FONT_SIZE, INK, MUTED, NEGATIVE, PAPER, POSITIVE
from coursekit.plots.text import count, listing, number, plain, shorten

MOST_UNITS = 6
MOST_LABELS = 9
MOST_COLUMNS = 9
RADIUS = 25
NUMBER = text_width("-0.00")


@figure_function
def network_diagram(
    weights: Any,
    biases: Sequence[ArrayLike] | None = None,
    values: Sequence[ArrayLike] | None = None,
    *,
    x: ArrayLike | None = None,
    input_names: Sequence[str] = (),
    output_names: Sequence[str] = (),
    ax: Axes | None = None,
) -> Drawing:
    """Draw a network: a circle for each unit, a line for each weight.

    Parameters
    ----------
    weights : network, list of array_like (n_in, n_out), or list of int
        A network (its layers' W and b are drawn), the weights of each layer, or the sizes alone,
        such as [784, 128, 10].
    biases : list of array_like (n_out,), optional
        The biases of each layer, when weights are given.
    values : list of array_like (n,), optional
        A value for each unit, column by column, the inputs first: written into the circles.
    x : array_like, shape (D,) or (1, D), optional
        One example to send through a network; its values are written into the circles.
    input_names, output_names : sequence of str
        Names beside the first and the last column.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: how many units and parameters, the strongest weight, what comes out.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not chain, are not finite, or a layer with weights is not a Linear one.

    Notes
    -----
    Positive weights are solid lines, negative ones dashed, and the thickness is the size. A
    column of more than 6 units shows the first 4 and the last; numbers stand at the lines while
    there are at most 9 between two columns.

    Examples
    --------
    >>> network_diagram([784, 128, 10]).words
    'A network with 784 inputs, 128 hidden units and 10 outputs: 101,770 parameters.'
    """
    net = parts_of(weights, biases, values, x)
    if len(net.sizes) > MOST_COLUMNS:
        raise ValueError(
            f"network_diagram: {len(net.sizes)} columns of units cannot be read, expected at most "
            f"{MOST_COLUMNS}. Draw some of the layers."
        )
    axis: Axes = ax or axes(width=680, height=420, left=8, right=8, bottom=8, top=8)
    axis.axis("off")
    width, height = extent(axis)
    axis.set(xlim=(0, width), ylim=(height, 0))
    first = _names(input_names, net.sizes[0], "x")
    last = _names(output_names, net.sizes[-1], "y")
    left, right = (max(map(text_width, names)) + RADIUS + 16 for names in (first, last))
    spots = [
        _column(n, x, height)
        for n, x in zip(net.sizes, np.linspace(left, width - right, len(net.sizes)), strict=True)
    ]
    gap = (width - left - right) / (len(net.sizes) - 1)
    for k in range(len(net.sizes) - 1):
        numbers = gap > 2 * RADIUS + NUMBER + 16
        _draw_weights(axis, net, k, spots[k], spots[k + 1], numbers)
    for k, column in enumerate(spots):
        _draw_units(axis, net, k, column, header=int(gap / LETTER))
    for names, column, side in ((first, spots[0], -1), (last, spots[-1], 1)):
        for i, (across, down) in column.items():
            spot = (across + side * (RADIUS + 8), down)
            axis.text(*spot, names[i], ha="right" if side < 0 else "left", va="center")
    return Drawing(axis, _sentence(net), "Diagram of a network")


def _names(names: Sequence[str], n: int, letter: str) -> list[str]:
    """The names given, or x[0], x[1], …"""
    if len(names) and len(names) != n:
        side = "input_names" if letter == "x" else "output_names"
        raise ValueError(
            f"network_diagram: {side} has {len(names)} names for {n} units, expected one each."
        )
    return [shorten(name, 14) for name in names] or [f"{letter}[{i}]" for i in range(n)]


def _column(n: int, across: float, height: float) -> dict[int, tuple[float, float]]:
    """Where the units of a column stand; of a long column the first 4 and the last."""
    shown = list(range(n)) if n <= MOST_UNITS else [0, 1, 2, 3, n - 1]
    places = len(shown) + (n > MOST_UNITS)
    gap = (height - 50) / places
    rows = [*range(len(shown) - 1), places - 1]
    return {i: (across, 40 + gap * (row + 0.5)) for i, row in zip(shown, rows, strict=True)}


def _draw_weights(
    ax: Axes, net: Net, k: int, start: dict[int, Any], end: dict[int, Any], numbers: bool
) -> None:
    """Lines from column k to the next, with their numbers if these are asked for and few."""
    pairs = [(i, j) for i in start for j in end]
    lines = [(start[i], end[j]) for i, j in pairs]
    if not net.weights:
        ax.add_collection(LineCollection(lines, colors=MUTED, linewidths=0.8))
        return
    W = net.weights[k]
    top = float(np.abs(W).max()) or 1.0
    looks = [POSITIVE if W[i, j] >= 0 else NEGATIVE for i, j in pairs]
    widths = [0.6 + 3.4 * abs(W[i, j]) / top for i, j in pairs]
    ax.add_collection(
        LineCollection(
            lines, colors=[look.color for look in looks], linewidths=widths,
            linestyles=[look.line for look in looks],
        )
    )  # fmt: skip
    if not numbers or len(pairs) > MOST_LABELS:
        return
    near = _clearest(np.array(lines))
    for (i, j), (a, b) in zip(pairs, lines, strict=True):
        across, down = np.array(a) * (1 - near) + np.array(b) * near
        paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        ax.text(across, down, _short(W[i, j]), ha="center", va="center", bbox=paper)


def _clearest(lines: Array) -> float:
    """How far along the lines their numbers stand farthest apart, clear of the circles.

    The lines have shape (lines, 2 ends, 2).
    """
    edge = np.clip((RADIUS + NUMBER / 2) / np.ptp(lines[:, :, 0]), 0.2, 0.45)
    shares, heights = np.linspace(edge, 1 - edge, 25), lines[:, :, 1]
    at = np.sort(heights[:, :1] * (1 - shares) + heights[:, 1:] * shares, axis=0)
    gaps = np.diff(at, axis=0).min(axis=0, initial=np.inf)
    return float(shares[(gaps > gaps.max() - 1e-6).nonzero()[0][0]]) if len(heights) > 1 else 0.5


def _draw_units(ax: Axes, net: Net, k: int, column: dict[int, Any], header: int) -> None:
    """Circles with values, the biases below them, the column's name above."""
    spots = np.array(list(column.values()))
    size = (2 * RADIUS * 0.75) ** 2
    ax.scatter(
        spots[:, 0], spots[:, 1], s=size, facecolors=PAPER, edgecolors=INK, linewidths=1.5, zorder=3
    )
    ax.text(spots[0, 0], 12, net.header(k, header), ha="center", va="center", color=MUTED)
    if len(column) < net.sizes[k]:
        ax.text(spots[0, 0], spots[-2:, 1].mean(), "⋮", ha="center", va="center", size=20)
    bias = net.biases[k - 1] if k and net.biases else None
    for i, (across, down) in column.items():
        if net.values:
            text = _short(net.values[k][i])
            size = FONT_SIZE * min(1.0, 5 / len(text))
            ax.text(across, down, text, size=size, ha="center", va="center", zorder=4)
        if bias is not None and net.sizes[k] <= 4:
            ax.text(
                across,
                down + RADIUS + 10,
                f"b {_short(bias[i])}",
                ha="center",
                va="center",
                color=MUTED,
            )


def _short(value: float) -> str:
    """A number that fits into a circle."""
    if abs(value) < 10:
        return f"{round(value, 2) + 0.0:.2f}"
    return f"{value:.0f}" if abs(value) < 1e4 else plain(value, 1).replace(" ", "")


def _sentence(net: Net) -> str:
    """Units, parameters, the strongest weight, what comes out."""
    pairs = zip(net.sizes, net.sizes[1:], strict=False)
    with_bias = (
        [True] * (len(net.sizes) - 1) if not net.weights else [b is not None for b in net.biases]
    )
    total = sum(n * m + m * b for (n, m), b in zip(pairs, with_bias, strict=True))
    text = f"A network with {listing(net.columns, most=12)}: {count(total, 'parameter')}."
    if net.weights:
        k = int(np.argmax([np.abs(W).max() for W in net.weights]))
        i, j = (
            int(n) for n in np.unravel_index(np.abs(net.weights[k]).argmax(), net.weights[k].shape)
        )
        text += (
            f" The strongest weight is {number(net.weights[k][i, j])}, from {net.unit(k, i)} to "
            f"{net.unit(k + 1, j)}."
        )
    if net.values:
        ins, outs = (listing([number(v) for v in net.values[k]], most=5) for k in (0, -1))
        text += f" From {ins} it makes {outs}."
    return text
