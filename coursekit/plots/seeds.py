"""Lesson 03: the same experiment with several seeds, so that luck can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._check_texts import require_mapping
from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite, one_number
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import GAP, LONGEST, extent, label_levels, legend_columns, within
from coursekit.plots.style import GRID, MUTED, series_look
from coursekit.plots.text import number


@figure_function
def spread(
    runs: Mapping[str, Mapping[str, ArrayLike]],
    *,
    ylabel: str,
    references: Mapping[str, float] | None = None,
    ax: Axes | None = None,
) -> Drawing:
    """Draw a dot for each seed and a bar at the median, for several methods and settings.

    Parameters
    ----------
    runs : dict of method -> dict of setting -> array_like (S,)
        What came out with each of S seeds; all methods have the same settings.
    ylabel : str
        What is measured.
    references : dict of str to float, optional
        Dotted lines to compare with, under their names.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: median and range of each method at each setting.

    Raises
    ------
    TypeError, ValueError
        If there is no run, a value is not finite, or the methods differ in their settings.

    Examples
    --------
    >>> spread({"ours": {"3 layers": [0.25, 0.5, 0.75]}}, ylabel="loss").words
    'loss, median of 3 seeds (range): with 3 layers, ours 0.500 (0.250 to 0.750).'
    """
    require_mapping("spread", "runs", runs, "dict of setting -> numbers")
    for method, given in runs.items():
        require_mapping("spread", f"runs[{method!r}]", given, "numbers (S,)")
    for name, level in _references(references).items():
        one_number("spread", f"references[{name!r}]", level)
    results = {
        method: {
            name: finite("spread", f"runs[{method!r}][{name!r}]", v, "(S,)")
            for name, v in given.items()
        }
        for method, given in runs.items()
    }
    settings = _settings(results)
    names = [within(method, LONGEST) for method in results]
    across = legend_columns(names, 436)
    rows = ceil(len(names) / across)
    axis: Axes = ax or axes(height=316 + 24 * rows, right=120, bottom=36, top=16 + 24 * rows)
    for k, (name, values) in enumerate(zip(names, results.values(), strict=True)):
        _draw(axis, k, len(results), name, values)
    for level in _references(references).values():
        axis.axhline(level, color=MUTED, ls=":", lw=1.5)
    room = extent(axis)[0] / len(settings) - GAP
    axis.set_xticks(range(len(settings)), [within(name, room) for name in settings])
    axis.set(ylabel=ylabel, xlim=(-0.5, len(settings) - 0.5))
    axis.grid(axis="y", color=GRID)
    axis.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=across, frameon=False)
    if references:
        label_levels(axis, references)
    return Drawing(axis, _sentence(results, settings, ylabel), f"Dots for each seed: {ylabel}")


def _references(references: Any) -> Mapping[str, float]:
    """The lines to compare with, none when left out."""
    if references is None:
        return {}
    require_mapping("spread", "references", references, "number")
    named: Mapping[str, float] = references
    return named


def _settings(results: Mapping[str, Mapping[str, Array]]) -> list[str]:
    """The settings that all methods share."""
    lists = {tuple(settings) for settings in results.values()}
    if len(lists) != 1 or not all(lists):
        raise ValueError(
            f"spread: {len(results)} methods came with {len(lists)} different lists of settings, "
            "expected at least one method, and the same settings for each. Compare the keys."
        )
    return list(lists.pop())


def _draw(ax: Axes, k: int, K: int, method: str, values: Mapping[str, Array]) -> None:
    """One method: its dots side by side around each setting, its medians as bars."""
    look, place = series_look(k), min(0.36, 0.9 / K) * (k - (K - 1) / 2)
    for i, seeds in enumerate(values.values()):
        x = i + place + np.linspace(-0.09, 0.09, len(seeds))
        label = method if i == 0 else None
        ax.plot(x, seeds, look.marker, color=look.color, ms=5, alpha=0.7, label=label)
        ax.hlines(np.median(seeds), i + place - 0.14, i + place + 0.14, color=look.color, lw=3)


def _sentence(results: Mapping[str, Mapping[str, Array]], settings: list[str], what: str) -> str:
    """Median and range of each method at each setting."""
    parts = [
        f"with {name}, "
        + " and ".join(
            f"{method} {number(np.median(v[name]))} "
            f"({number(v[name].min())} to {number(v[name].max())})"
            for method, v in results.items()
        )
        for name in settings
    ]
    seeds = len(next(iter(next(iter(results.values())).values())))
    return f"{what}, median of {seeds} seeds (range): {'; '.join(parts)}."
