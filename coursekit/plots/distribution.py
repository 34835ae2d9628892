"""How often each value came up: one panel for each group, all on the same scale."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import LINE, extent
from coursekit.plots.style import GRID, INK, series_look
from coursekit.plots.text import count, number, shorten
from coursekit.plots.ticks import number_axes

MOST = 4


@figure_function
def histogram(
    groups: Mapping[str, ArrayLike] | ArrayLike,
    *,
    bins: int = 40,
    xlabel: str = "value",
    ax: Axes | None = None,
) -> Drawing:
    """Draw how many values fall into each of many equal bins, with a line at the mean.

    Parameters
    ----------
    groups : array_like (M,), or dict of name -> array_like (M,)
        The values; of several groups, at most 4, each gets its own panel on the same scale.
    bins : int
        How many bins there are between the smallest and the largest value of all.
    xlabel : str
        What the values are, with their unit.
    ax : Axes, optional
        Where to draw; a new figure that is high enough when left out.

    Returns
    -------
    Drawing
        Its words: how many values there are, their mean, the smallest and the largest.

    Raises
    ------
    TypeError, ValueError
        If values are not finite, or there are no or more than 4 groups.

    Examples
    --------
    >>> histogram([0.4, 0.5, 0.6], xlabel="accuracy").words
    'The accuracy: 3 values, mean 0.500, from 0.400 to 0.600.'
    """
    named = _groups(groups)
    axis: Axes = ax or axes(height=90 + 132 * len(named), top=30)
    whole = np.concatenate(list(named.values()))
    edges = np.linspace(whole.min(), whole.max(), bins + 1) if np.ptp(whole) else bins
    panels = [axis] if len(named) == 1 else _panels(axis, len(named))
    for k, (panel, (name, values)) in enumerate(zip(panels, named.items(), strict=True)):
        _panel(panel, name, values, edges, series_look(k).color)
    panels[-1].set_xlabel(xlabel)
    return Drawing(axis, _sentence(named, xlabel), "Histogram")


def _groups(groups: object) -> dict[str, Array]:
    """Each group as an array under its name."""
    named = groups if isinstance(groups, Mapping) else {"": groups}
    if not 1 <= len(named) <= MOST:
        raise ValueError(
            f"histogram: groups has {len(named)} entries, expected 1 to {MOST}. "
            "Choose a few of them."
        )
    where = {k: f"groups[{k!r}]" if k else "groups" for k in named}
    return {str(k): finite("histogram", where[k], v, "(M,)") for k, v in named.items()}


def _panels(ax: Axes, n: int) -> list[Axes]:
    """n panels below each other, with one scale across."""
    ax.axis("off")
    gap = 1.7 * LINE / extent(ax)[1]
    high = (1 - gap * (n - 1)) / n
    panels = [ax.inset_axes((0, (n - 1 - k) * (high + gap), 1, high)) for k in range(n)]
    for panel in panels[:-1]:
        panel.sharex(panels[-1])
        panel.tick_params(labelbottom=False)
    return panels


def _panel(ax: Axes, name: str, values: Array, edges: object, color: str) -> None:
    """One group: its bars, its mean, its name."""
    ax.grid(axis="y", color=GRID)
    ax.hist(values, bins=edges, color=color)  # type: ignore[arg-type]
    ax.axvline(values.mean(), color=INK, ls="--", lw=1.5)
    ax.text(0, 1.02, shorten(name, 40), va="bottom", transform=ax.transAxes)
    ax.text(
        1, 1.02, f"mean {number(values.mean())}", ha="right", va="bottom", transform=ax.transAxes
    )
    number_axes(ax)
    ax.set_ylabel("count")


def _sentence(named: Mapping[str, Array], what: str) -> str:
    """Mean and range of each group."""
    parts = [
        f"{name + ', ' if name else ''}{count(len(v), 'value')}, mean {number(v.mean())}, from "
        f"{number(v.min())} to {number(v.max())}"
        for name, v in named.items()
    ]
    return f"The {what}: {'; '.join(parts)}."
