"""Where a model changes its mind: its answer for every point of the plane, and the data on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import ArrayLike

from coursekit._checks import require_function, require_labels
from coursekit._typing import Array
from coursekit.functional import sigmoid, softmax
from coursekit.plots.arguments import as_array, class_names_for, figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import legend_columns
from coursekit.plots.style import INK, class_look
from coursekit.plots.text import listing, percent, shorten

FADE = 0.5
LONGEST_NAME = 14
WRONG_SIDE = "wrong side"


@figure_function
def decision_boundary(
    predict: Callable[[Array], Array],
    x: ArrayLike,
    y: ArrayLike,
    *,
    class_names: Sequence[str] = (),
    xlabel: str = "feature 0",
    ylabel: str = "feature 1",
    resolution: int = 121,
    ax: Axes | None = None,
) -> Drawing:
    """Draw what a model answers everywhere, the lines where the answer changes, and the data.

    Parameters
    ----------
    predict : callable
        Takes points (M, 2); returns probabilities or logits (M, K), the probability or logit of
        class 1 as (M, 1) or floats (M,), or labels as whole numbers (M,). A network will do.
    x : array_like, shape (N, 2)
        The examples.
    y : array_like of int, shape (N,)
        Their classes.
    class_names : sequence of str, length K
        Names of the classes; their numbers when left out.
    xlabel, ylabel : str
        Names of the two features, with units.
    resolution : int
        Points along each side at which the model is asked.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: how many examples lie on the right side, and each class's share of the
        plane.

    Raises
    ------
    TypeError, ValueError
        If x is not (N, 2), y does not fit, or the answers are not finite or of another shape.

    Notes
    -----
    The deeper the color, the larger the probability of that class. Examples on the wrong side wear
    a dark ring.

    Examples
    --------
    >>> x, y = np.array([[-1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])
    >>> decision_boundary(lambda x: (x[:, 0] > 0).astype(int), x, y).words[:53]
    'Examples in the area of their own class: 2 of 2. Of t'
    """
    x = finite("decision_boundary", "x", x, "(N, 2)")
    if x.shape[1] != 2:
        raise ValueError(
            f"decision_boundary: x has shape {x.shape}, expected (N, 2): the picture has two axes. "
            "Choose two columns, such as x[:, [0, 1]], and train on them."
        )
    require_function("decision_boundary", "predict", predict, 1)
    labels = as_array("decision_boundary", "y", y)
    require_labels("decision_boundary", labels, 10_000, len(x))
    across, down = (_span(column, resolution) for column in x.T)
    plane = np.stack(np.meshgrid(across, down), axis=-1)
    p = _probabilities(predict, np.concatenate([plane.reshape(-1, 2), x]), int(labels.max()) + 1)
    area, own = p[: -len(x)].reshape(*plane.shape[:2], -1), p[-len(x) :]
    names = class_names_for("decision_boundary", class_names, p.shape[1])
    wrong = own.argmax(axis=1) != labels
    keys = [*(shorten(names[k], LONGEST_NAME) for k in np.unique(labels)), WRONG_SIDE]
    above = legend_columns(keys, 452) == len(keys)
    room = {"width": 560} if above else {"width": 700, "right": 200}
    axis: Axes = ax or axes(**room, height=max(440, 96 + 25 * len(keys)))
    _areas(axis, across, down, area)
    _examples(axis, x, labels, wrong, keys)
    _legend(axis, above)
    axis.set(xlabel=xlabel, ylabel=ylabel)
    return Drawing(
        axis, _sentence(area, wrong, names), "Map of a model's answers with the examples on it"
    )


def _span(column: Array, resolution: int) -> Array:
    """From a little below the smallest to a little above the largest value."""
    margin = 0.08 * np.ptp(column) or 1.0
    return np.linspace(column.min() - margin, column.max() + margin, resolution)


def _probabilities(predict: Callable[[Array], Array], points: Array, K: int) -> Array:
    """The model's answers as probabilities (M, K), whatever form they came in."""
    answers = predict(points)
    out = finite("decision_boundary", "predict(x)", answers, "(M,)", "(M, K)")
    if len(out) != len(points):
        raise ValueError(
            f"decision_boundary: predict gave {len(out)} answers for {len(points)} points, "
            "expected one each."
        )
    if out.ndim == 1 and np.asarray(answers).dtype.kind in "iub":
        require_labels("decision_boundary, predict(x)", labels := out.astype(int), 10_000)
        certain: Array = np.eye(max(K, int(labels.max()) + 1, 2))[labels]
        return certain
    if out.ndim == 1 or out.shape[1] == 1:
        p = out.reshape(-1, 1).astype(float)
        p = p if (p >= 0).all() and (p <= 1).all() else sigmoid(p)
        return np.hstack([1 - p, p])
    shares = (out >= 0).all() and np.allclose(out.sum(axis=1), 1, atol=1e-4)
    return out if shares else softmax(out)


def _areas(ax: Axes, across: Array, down: Array, p: Array) -> None:
    """Colors by probability, and a line wherever the most probable class changes."""
    K = p.shape[2]
    tint = np.array([to_rgb(class_look(k).color) for k in range(K)])
    sure = np.clip((p - 1 / K) / (1 - 1 / K), 0, 1)
    image = np.clip(1 - FADE * sure @ (1 - tint), 0, 1)
    box = (across[0], across[-1], down[0], down[-1])
    ax.imshow(image, extent=box, origin="lower", aspect="auto", interpolation="bilinear")
    for k in range(K if K > 2 else 1):
        lead = p[:, :, k] - np.delete(p, k, axis=2).max(axis=2)
        if lead.min() < 0 < lead.max():
            ax.contour(across, down, lead, levels=[0.0], colors=INK, linewidths=1.5)
    ax.set(xlim=box[:2], ylim=box[2:])


def _examples(ax: Axes, x: Array, y: Array, wrong: Array, names: list[str]) -> None:
    """A marker for each example, a ring around those on the wrong side."""
    for k, name in zip(np.unique(y), names, strict=False):
        look = class_look(int(k))
        ax.scatter(
            x[y == k, 0], x[y == k, 1], s=34, c=look.color, marker=look.marker,
            edgecolors=INK, linewidths=0.7, label=name,
        )  # fmt: skip
    if wrong.any():
        ax.scatter(
            x[wrong, 0],
            x[wrong, 1],
            s=150,
            facecolors="none",
            edgecolors=INK,
            linewidths=1.4,
            label=WRONG_SIDE,
        )


def _legend(ax: Axes, above: bool) -> None:
    """The classes in one row above the frame, or below each other at its right."""
    ax.legend(
        loc="lower left" if above else "upper left",
        bbox_to_anchor=(0, 1) if above else (1, 1),
        ncols=len(ax.collections) if above else 1,
        frameon=False,
        handletextpad=0.2,
        columnspacing=1.0,
        borderaxespad=0.2,
    )


def _sentence(area: Array, wrong: Array, names: list[str]) -> str:
    """How many lie right, and how the plane is divided."""
    shares = np.bincount(area.argmax(axis=2).ravel(), minlength=area.shape[2]) / area[..., 0].size
    parts = [f'"{name}" takes {percent(s)}' for name, s in zip(names, shares, strict=False) if s]
    return (
        f"Examples in the area of their own class: {(~wrong).sum():,} of {len(wrong):,}. "
        f"Of the plane, {listing(parts)}."
    )
