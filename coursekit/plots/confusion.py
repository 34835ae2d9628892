"""Which classes a model mixes up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from coursekit._checks import require_labels
from coursekit._typing import Array
from coursekit.plots.arguments import (
    as_array,
    class_names_for,
    figure_function,
    finite,
    same_length,
)
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import text_width
from coursekit.plots.style import INK, MUTED, SHADES
from coursekit.plots.text import count, percent, shorten

MOST = 15
LONGEST_NAME = 14
LIGHT = 1.6  # the shades end before they get too dark for the numbers on them


@figure_function
def confusion_matrix(
    y: ArrayLike,
    y_hat: ArrayLike,
    *,
    class_names: Sequence[str] = (),
    ax: Axes | None = None,
) -> Drawing:
    """Draw how often each class got each answer: truth in rows, answers in columns.

    Parameters
    ----------
    y : array_like of int, shape (N,)
        The true classes.
    y_hat : array_like, shape (N,) of int or (N, K)
        The answers, or scores whose largest is the answer.
    class_names : sequence of str, length K
        Names of the classes; their numbers when left out. At most 15 classes.
    ax : Axes, optional
        Where to draw; a new figure that is large enough when left out.

    Returns
    -------
    Drawing
        Its words: how many answers are right, and the most frequent mistake.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ, labels are not whole numbers from 0, or there are too many classes.

    Notes
    -----
    A cell is the darker, the larger its share of its row. Right answers lie on the framed diagonal.

    Examples
    --------
    >>> confusion_matrix([0, 0, 1], [0, 1, 1], class_names=["cat", "dog"]).words
    'Right answers: 2 of 3 (66.7%). Most frequent mistake, 1 time: "cat" answered as "dog".'
    """
    truth, answers = (
        as_array("confusion_matrix", name, labels) for name, labels in (("y", y), ("y_hat", y_hat))
    )
    if answers.ndim == 2:
        answers = finite("confusion_matrix", "y_hat", answers, "(N, K)").argmax(axis=1)
    for where, labels in (("confusion_matrix", truth), ("confusion_matrix, y_hat", answers)):
        require_labels(where, labels, 10_000)
    same_length("confusion_matrix", y=len(truth), y_hat=len(answers))
    K = max(int(truth.max()), int(answers.max())) + 1
    K = max(K, len(class_names), np.shape(y_hat)[-1] if np.ndim(y_hat) == 2 else 0)
    if K > MOST:
        raise ValueError(
            f"confusion_matrix: {K} classes cannot be read in one picture, expected at most {MOST}."
            " Choose the rows of some classes."
        )
    names = class_names_for("confusion_matrix", class_names, K)
    counts = np.zeros((K, K), dtype=int)
    np.add.at(counts, (truth, answers), 1)
    axis = ax or _new_axes(names)
    _draw(axis, counts, [shorten(name, LONGEST_NAME) for name in names])
    return Drawing(axis, _sentence(counts, names), "Table of true classes and answers")


def _new_axes(names: list[str]) -> Axes:
    """Square cells of at least 38 pixels, and room for the names."""
    K = len(names)
    name = text_width("x" * min(max(map(len, names)), LONGEST_NAME))
    side = int(np.clip(320 / K, 38, 96)) * K
    left, bottom = int(name) + 44, int(name if _upright(names) else 18) + 44
    new: Axes = axes(
        width=max(side, 140) + left + 20,
        height=side + bottom + 16,
        left=left,
        bottom=bottom,
        right=20 + max(140 - side, 0),
        top=16,
    )
    return new


def _upright(names: list[str]) -> bool:
    """Whether the names under the columns would touch each other when written flat."""
    cell = float(np.clip(320 / len(names), 38, 96))
    return text_width("x" * min(max(map(len, names)), LONGEST_NAME)) > cell - 6


def _draw(ax: Axes, counts: Array, names: list[str]) -> None:
    """Shaded cells with their counts, the diagonal framed."""
    K = len(names)
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    ax.imshow(share, cmap=SHADES, vmin=0, vmax=LIGHT)
    for i, k in np.ndindex(K, K):
        ink = INK if counts[i, k] else MUTED
        ax.text(k, i, f"{counts[i, k]}", ha="center", va="center", color=ink)
        if i == k:
            ax.add_patch(Rectangle((i - 0.47, i - 0.47), 0.94, 0.94, fill=False, ec=INK, lw=1.2))
    ax.set(xticks=range(K), yticks=range(K), xlabel="answer", ylabel="truth")
    ax.set_xticklabels(names, rotation=90 if _upright(names) else 0)
    ax.set_yticklabels(names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def _sentence(counts: Array, names: list[str]) -> str:
    """How many are right; the most frequent mistake."""
    total, right = int(counts.sum()), int(np.trace(counts))
    start = f"Right answers: {right:,} of {total:,} ({percent(right / total)})."
    mistakes = counts - np.diag(np.diag(counts))
    if not mistakes.any():
        return f"{start} No mistake."
    i, k = np.unravel_index(mistakes.argmax(), counts.shape)
    times = count(int(mistakes[i, k]), "time")
    return f'{start} Most frequent mistake, {times}: "{names[i]}" answered as "{names[k]}".'
