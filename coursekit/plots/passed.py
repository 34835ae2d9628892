"""Lesson 00: how many exercises of each lesson are passed, tried and open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from coursekit._check_texts import require_mapping
from coursekit._checks import require_count, what
from coursekit.plots.arguments import figure_function
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import extent, text_width
from coursekit.plots.style import MUTED, PAPER, TRAIN, VAL
from coursekit.plots.text import count, shorten


@figure_function
def passed_bars(counts: Mapping[str, tuple[int, int, int]], *, ax: Axes | None = None) -> Drawing:
    """Draw a bar for each lesson: the passed part filled, the tried part hatched, the rest empty.

    Parameters
    ----------
    counts : mapping of str to (int, int, int)
        For each lesson how many exercises are passed, tried but not passed, and open.
    ax : Axes, optional
        Where to draw; a new figure that is high enough when left out.

    Returns
    -------
    Drawing
        Its words: the sums, and the lessons that are done.

    Raises
    ------
    ValueError
        If there is no lesson, or a number is negative.

    Examples
    --------
    >>> passed_bars({"01": (2, 1, 2), "02": (0, 0, 8)}).words
    'Passed: 2 of 13 exercises, 1 more tried.'
    """
    require_mapping("passed_bars", "counts", counts, "(passed, tried, open)")
    for name, three in counts.items():
        if not isinstance(three, (list, tuple)) or len(three) != 3:
            raise ValueError(
                f"passed_bars: counts[{name!r}] is {what(three)}, expected three numbers: "
                "(passed, tried, open)."
            )
        for number in three:
            require_count("passed_bars", f"counts[{name!r}]", number, least=0)
    numbers = np.array(list(counts.values()))
    names = [shorten(name, 24) for name in counts]
    left = round(max(map(text_width, names))) + 20
    axis: Axes = ax or axes(width=680, height=64 + 30 * len(names), left=left, bottom=24, right=8)
    rows, ends = np.arange(len(names)), np.cumsum(numbers, axis=1)
    looks: tuple[dict[str, Any], ...] = (
        {"label": "passed", "facecolor": TRAIN.color, "edgecolor": TRAIN.color},
        {"label": "tried, not yet", "facecolor": PAPER, "edgecolor": VAL.color, "hatch": "////"},
        {"label": "open", "facecolor": PAPER, "edgecolor": MUTED},
    )
    for part, end, look in zip(numbers.T, ends.T, looks, strict=True):
        axis.barh(rows, part, left=end - part, height=0.6, **look)
    for row, (passed, tried, _), end in zip(rows, numbers, ends[:, -1], strict=True):
        more = f", {tried} tried" if tried else ""
        axis.annotate(
            f"{passed} of {end}{more}", (float(end), float(row)), (5, 0),
            textcoords="offset points", va="center",
        )  # fmt: skip
    axis.set(yticks=rows, yticklabels=names, xticks=[], ylim=(len(names) - 0.4, -0.6))
    most, room = max(ends[:, -1].max(), 1), text_width("99 of 99, 9 tried")
    axis.set_xlim(0, most / max(1 - room / extent(axis)[0], 0.3))
    axis.tick_params(axis="y", length=0)
    axis.spines["bottom"].set_visible(False)
    axis.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    return Drawing(
        axis, _sentence(counts), "Bars, one for each lesson: passed, tried and open parts"
    )


def _sentence(counts: Mapping[str, tuple[int, int, int]]) -> str:
    """The sums, and what is done."""
    passed, tried, rest = np.sum(list(counts.values()), axis=0)
    if not passed + tried:
        return "Nothing tried yet. A check that passes fills a part of its lesson's bar."
    whole = count(passed + tried + rest, "exercise")
    more = f", {tried} more tried" if tried else ""
    done = [name for name, (yes, no, left) in counts.items() if yes and not no + left]
    complete = f" Complete: {', '.join(done)}." if done else ""
    return f"Passed: {passed} of {whole}{more}.{complete}"
