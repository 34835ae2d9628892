"""Lesson 02: the weights into each unit, folded back into the shape of the image they look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._checks import require_count, what
from coursekit._typing import Array
from coursekit.plots.arguments import class_names_for, figure_function, finite
from coursekit.plots.drawing import Drawing
from coursekit.plots.labels import extent
from coursekit.plots.style import DIVERGING, INK, MUTED
from coursekit.plots.text import count, number
from coursekit.plots.tiles import lay_out

MOST = 40


@figure_function
def weights_as_pictures(
    W: ArrayLike,
    image_shape: tuple[int, int],
    *,
    unit_names: Sequence[str] = (),
    columns: int | None = None,
    ax: Axes | None = None,
) -> Drawing:
    """Draw each unit's weights as a picture: purple for positive, orange with dashes for negative.

    Parameters
    ----------
    W : array_like, shape (D, n_out)
        Weights of a layer that looks at D pixels; column j belongs to unit j.
    image_shape : (H, W)
        Shape of the image, H · W = D.
    unit_names : sequence of str, length n_out
        What to write under the pictures; "unit 0", "unit 1", … or numbers alone when left out.
    columns : int, optional
        Pictures in a row.
    ax : Axes, optional
        Where to draw; a new figure of the right size when left out.

    Returns
    -------
    Drawing
        Its words: the range of the weights, and where the strongest one sits.

    Raises
    ------
    TypeError, ValueError
        If W is not finite or its rows do not fill the image.

    Notes
    -----
    White is zero, and all pictures share one scale, shown as a bar below them. Dashes lie on
    weights below -1/4 of the strongest, so that the sign can be read without color. At most 40
    units are drawn.

    Examples
    --------
    >>> weights_as_pictures(np.eye(4)[:, :1], (2, 2)).words[-51:]
    'The strongest is 1, in "unit 0" at row 0, column 0.'
    """
    W = finite("weights_as_pictures", "W", W, "(D, n_out)")
    H, width = _sides(image_shape)
    if H * width != len(W):
        raise ValueError(
            f"weights_as_pictures: W has {len(W)} rows, expected {H * width} for images of shape "
            f"{tuple(image_shape)}. Each pixel needs a row."
        )
    names = class_names_for(
        "weights_as_pictures", [*unit_names] or _numbered(W.shape[1]), W.shape[1], "unit_names"
    )
    pictures = W.T[:MOST].reshape(-1, H, width)
    if columns is not None:
        require_count("weights_as_pictures", "columns", columns)
    tiles, axis = lay_out(len(pictures), (H, width), lines=1, columns=columns, ax=ax, bottom=52)
    limit = float(np.abs(W).max()) or 1.0
    mosaic = tiles.mosaic(pictures)
    axis.imshow(mosaic, cmap=DIVERGING, vmin=-limit, vmax=limit, interpolation="nearest")
    axis.axis("off")
    _dashes(axis, mosaic, limit, tiles.side / tiles.W)
    for j, name in enumerate(names[:MOST]):
        tiles.frame(axis, j)
        tiles.write(axis, j, name)
    _color_bar(axis, limit)
    return Drawing(axis, _sentence(W, names, width), "Weights as pictures")


def _sides(shape: Any) -> tuple[int, int]:
    """Height and width in pixels."""
    if not isinstance(shape, (list, tuple)) or len(shape) != 2:
        raise TypeError(
            f"weights_as_pictures: image_shape is {what(shape)}, expected (H, W). Try (8, 8)."
        )
    H, W = (require_count("weights_as_pictures", "image_shape", side) for side in shape)
    return H, W


def _dashes(ax: Axes, mosaic: Array, limit: float, cell: float) -> None:
    """A dash on each clearly negative weight."""
    rows, columns = np.nonzero(mosaic < -limit / 4)
    ax.scatter(columns, rows, s=(0.45 * cell) ** 2, marker="_", color=INK, linewidths=0.7)


def _color_bar(ax: Axes, limit: float) -> None:
    """The shared scale, below the pictures."""
    height = extent(ax)[1]
    bar = ax.inset_axes((0, -26 / height, 1, 12 / height))
    scale = np.linspace(-limit, limit, 65)[None]
    bar.imshow(scale, cmap=DIVERGING, aspect="auto", extent=(-limit, limit, 0, 1))
    negative = np.linspace(-limit, -limit / 4, 13)[:-1]
    bar.scatter(negative, np.full(12, 0.5), s=14, marker="_", color=INK, linewidths=0.7)
    bar.set(yticks=[], xticks=[-limit, 0, limit], xticklabels=[number(-limit), "0", number(limit)])
    bar.tick_params(color=MUTED)
    first, _, last = bar.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def _numbered(n: int) -> list[str]:
    """Names that fit under the pictures: the word is left out where there are many."""
    return [f"unit {j}" if n <= 10 else f"{j}" for j in range(n)]


def _sentence(W: Array, names: list[str], width: int) -> str:
    """The range, and the strongest weight."""
    if not W.any():
        return f"The weights of {count(W.shape[1], 'unit')}: all are 0."
    pixel, unit = np.unravel_index(np.abs(W).argmax(), W.shape)
    row, column = divmod(int(pixel), width)
    left_out = f", the first {MOST} drawn" if W.shape[1] > MOST else ""
    return (
        f"The weights of {count(W.shape[1], 'unit')}{left_out}: from {number(W.min())} to "
        f'{number(W.max())}. The strongest is {number(W[pixel, unit])}, in "{names[unit]}" '
        f"at row {row}, column {column}."
    )
