"""Probabilities, blame, sizes: one bar for each name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._check_texts import require_texts
from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, finite, same_length
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import extent, text_width
from coursekit.plots.style import INK, MUTED, NEGATIVE, PAPER, POSITIVE
from coursekit.plots.text import alike, shorten

MOST = 40


@figure_function
def bars(
    labels: Sequence[object],
    values: ArrayLike,
    *,
    xlabel: str = "",
    ax: Axes | None = None,
) -> Drawing:
    """Draw one horizontal bar for each label, with its value written at the end.

    Parameters
    ----------
    labels : sequence of str, length M
        A name for each bar, from top to bottom; at most 40.
    values : array_like, shape (M,)
        Length of each bar; a negative one runs to the left and is hatched.
    xlabel : str
        What the values are, with their unit.
    ax : Axes, optional
        Where to draw; a new figure that is high enough when left out.

    Returns
    -------
    Drawing
        Its words: every value of up to four bars, else the largest and the smallest.

    Raises
    ------
    TypeError, ValueError
        If values are not finite, there are no or more than 40 bars, or the lengths differ.

    Examples
    --------
    >>> bars(["cat", "dog"], [0.1, 0.9], xlabel="probability").words
    'The probability: 0.1 for cat, 0.9 for dog.'
    """
    values = finite("bars", "values", values, "(M,)")
    require_texts("bars", "labels", labels)
    same_length("bars", labels=len(labels), values=len(values))
    if len(values) > MOST:
        raise ValueError(
            f"bars: {len(values)} bars cannot be read, expected at most {MOST}. "
            f"Choose the largest: np.argsort(-values)[:{MOST}]."
        )
    names = [shorten(label, 20) for label in labels]
    left = round(max(text_width(name) for name in names)) + 20
    axis: Axes = ax or axes(height=80 + 34 * len(names), left=left, top=16)
    rows = np.arange(len(names))
    drawn = axis.barh(rows, values, height=0.65, color=POSITIVE.color)
    for bar, value in zip(drawn, values, strict=True):
        if value < 0:
            bar.set(facecolor=NEGATIVE.color, edgecolor=PAPER, hatch="//")
    axis.bar_label(drawn, alike(values), padding=4, color=INK)
    axis.axvline(0, color=MUTED, lw=1)
    axis.set(yticks=rows, yticklabels=names, xlabel=xlabel, ylim=(len(names) - 0.4, -0.6))
    _make_room(axis, values)
    axis.tick_params(axis="y", length=0)
    return Drawing(axis, _sentence([str(name) for name in labels], values, xlabel), "Bar chart")


def _make_room(ax: Axes, values: Array) -> None:
    """Widen the axis so that the numbers at the ends of the bars stay inside."""
    widest = max(map(text_width, alike(values))) + 8
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    share = (high - low or 1.0) / max(extent(ax)[0] - widest * (1 + (low < 0)), widest)
    ax.set_xlim(low - widest * share * (low < 0), high + widest * share or 1.0)


def _sentence(names: list[str], values: Array, what: str) -> str:
    """All values, or the two ends."""
    subject = f"The {what or 'value'}"
    texts = alike(values)
    if len(names) <= 4:
        pairs = [f"{text} for {name}" for name, text in zip(names, texts, strict=True)]
        return f"{subject}: {', '.join(pairs)}."
    high, low = int(values.argmax()), int(values.argmin())
    return (
        f"{subject} is largest for {names[high]}, {texts[high]}, "
        f"and smallest for {names[low]}, {texts[low]}."
    )
