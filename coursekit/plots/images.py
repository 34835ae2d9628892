"""Lesson 00: pictures side by side, with their labels and the answers they got."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from coursekit._checks import require_count, require_labels, what
from coursekit._typing import Array
from coursekit.plots.arguments import (
    as_array,
    class_names_for,
    figure_function,
    finite,
    same_length,
)
from coursekit.plots.drawing import Drawing
from coursekit.plots.style import WRONG
from coursekit.plots.text import count, listing
from coursekit.plots.tiles import lay_out

MOST = 100


@figure_function
def image_grid(
    images: ArrayLike,
    labels: ArrayLike | None = None,
    predictions: ArrayLike | None = None,
    *,
    class_names: Sequence[str] = (),
    columns: int | None = None,
    cmap: str = "gray_r",
    ax: Axes | None = None,
) -> Drawing:
    """Draw images in a grid; under each its label, or the answer it got and whether it is right.

    Parameters
    ----------
    images : array_like, shape (N, H, W), (N, H, W, 3) or (H, W)
        At most 100 images. Gray values of any range; colors from 0 to 1, or whole from 0 to 255.
    labels : array_like of int, shape (N,), optional
        The true classes.
    predictions : array_like of int, shape (N,), optional
        The answers. Wrong ones get a thick frame, a cross and the true name.
    class_names : sequence of str, length K
        Names to write for the classes; their numbers when left out.
    columns : int, optional
        Images in a row.
    cmap : str
        Colormap for gray values: "gray_r" draws high values as ink, "gray" as light.
    ax : Axes, optional
        Where to draw; a new figure of the right size when left out.

    Returns
    -------
    Drawing
        Its words: how many images of each class, and which answers are wrong.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, values are not finite, or labels have no name.

    Examples
    --------
    >>> image_grid(np.zeros((2, 8, 8)), [0, 1], class_names=["cat", "dog"]).words
    '2 images of 8 by 8 pixels: 1 labeled "cat" and 1 labeled "dog".'
    """
    if cmap not in colormaps:
        raise ValueError(
            f'image_grid: cmap is {what(cmap)}, expected a colormap of matplotlib. Try "gray".'
        )
    images = _stack(images)
    truth, answers = _labels("labels", labels), _labels("predictions", predictions)
    for name, given in (("labels", truth), ("predictions", answers)):
        if given is not None:
            same_length("image_grid", images=len(images), **{name: len(given)})
    K = 1 + max((int(given.max()) for given in (truth, answers) if given is not None), default=0)
    names = class_names_for("image_grid", class_names, K)
    texts = _captions(names, truth, answers) or [""] * len(images)
    lines = max(text.count("\n") + 1 if text else 0 for text in texts)
    shape = (images.shape[1], images.shape[2])
    if columns is not None:
        require_count("image_grid", "columns", columns)
    tiles, axis = lay_out(len(images), shape, lines=lines, columns=columns, ax=ax)
    axis.imshow(tiles.mosaic(images), cmap=cmap, interpolation="nearest")
    axis.axis("off")
    for i, text in enumerate(texts):
        if answers is not None and truth is not None and answers[i] != truth[i]:
            tiles.frame(axis, i, WRONG, 3.5)
        else:
            tiles.frame(axis, i)
        tiles.write(axis, i, text)
    return Drawing(axis, _sentence(images, names, truth, answers), "Grid of images")


def _stack(images: ArrayLike) -> Array:
    """Images as (N, H, W) gray or (N, H, W, 4) color in 0..1, where NaN will be clear paper."""
    array = as_array("image_grid", "images", images)
    one = array.ndim == 2
    array = finite(
        "image_grid", "images", array[None] if one else array, "(N, H, W)", "(N, H, W, 3)"
    )
    if len(array) > MOST:
        raise ValueError(
            f"image_grid: images has {len(array)} images, expected at most {MOST}: more cannot be "
            f"seen at once. Try images[:{MOST}]."
        )
    if array.ndim == 3:
        return array
    if array.shape[3] != 3:
        raise ValueError(
            f"image_grid: images has shape {array.shape}, expected 3 numbers for each pixel of a "
            "color image. A gray image has no last axis: try images[..., 0]."
        )
    colors = array / 255 if array.max() > 1 else array
    whole: Array = np.clip(np.concatenate([colors, np.ones((*colors.shape[:3], 1))], axis=3), 0, 1)
    return whole


def _labels(name: str, labels: ArrayLike | None) -> Array | None:
    """Whole numbers from 0, of shape (N,)."""
    if labels is None:
        return None
    array = as_array("image_grid", name, labels)
    require_labels(f"image_grid, {name}", array, K=10_000)
    return array


def _captions(names: list[str], truth: Array | None, answers: Array | None) -> list[str]:
    """What stands under each image."""
    if answers is None:
        return [] if truth is None else [names[k] for k in truth]
    if truth is None:
        return [names[k] for k in answers]
    return [
        f"{names[a]} ✓" if a == t else f"{names[a]} ✗\nis {names[t]}"
        for a, t in zip(answers, truth, strict=True)
    ]


def _sentence(images: Array, names: list[str], truth: Array | None, answers: Array | None) -> str:
    """How many of each class; which answers are wrong."""
    size = f"{count(len(images), 'image')} of {images.shape[1]} by {images.shape[2]} pixels"
    known = answers if truth is None else truth
    if known is None:
        return f"{size}."
    verb = "answered" if truth is None else "labeled"
    kinds = [f'{n} {verb} "{names[k]}"' for k, n in enumerate(np.bincount(known)) if n]
    text = f"{size}: {listing(kinds, most=12)}."
    if truth is None or answers is None:
        return text
    wrong = np.flatnonzero(truth != answers)
    text += f" Right answers: {len(images) - len(wrong)} of {len(images)}."
    cases, times = np.unique(np.stack([truth, answers])[:, wrong], axis=1, return_counts=True)
    mistakes = [
        f'"{names[t]}" answered as "{names[a]}" ({n})'
        for (t, a), n in zip(cases.T, times, strict=True)
    ]
    return f"{text} Wrong: {listing(mistakes, most=4)}." if mistakes else text
