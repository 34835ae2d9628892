"""Cats and dogs without a camera: faces drawn from ellipses, triangles and strokes."""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    quiet,
    require_count,
    require_fraction,
    require_nonnegative,
    require_rng,
    require_room,
    short,
)
from coursekit._typing import Array
from coursekit.data.dataset import Dataset
from coursekit.data.sets.drawing import FINE, Canvas
from coursekit.data.sets.generators import balanced_labels

BOTH = (-1, 1)
"""Left and right."""

MOST_POSE = 10
"""At more, most faces lie outside of the picture."""


def draw_cat(rng: np.random.Generator, size: int = 16, pose: float = 1.0) -> Array:
    """Draw one cat: pointed ears, slit pupils, stripes and whiskers.

    Parameters
    ----------
    rng : numpy.random.Generator
        Decides everything that differs from cat to cat.
    size : int
        Pixels along each side.
    pose : float
        How far faces are turned, moved and zoomed: 0 is upright in the middle, 1 a little.

    Returns
    -------
    ndarray of shape (size, size)
        Shades from 0 (black) to 1 (white).

    Raises
    ------
    TypeError, ValueError
        If `rng` is not a generator, or `size` not a whole number of at least 1.

    Examples
    --------
    >>> draw_cat(np.random.default_rng(0), size=24).shape
    (24, 24)
    """
    canvas = _canvas("draw_cat", rng, size, pose)
    fur, width, height = rng.uniform(0.50, 0.75), _about(rng, 0.66, 0.04), _about(rng, 0.55, 0.04)
    _cat_ears(canvas, rng, fur, width)
    canvas.ellipse((0, 0.18), (width, height), fur)
    _cat_stripes(canvas, rng, fur)
    _cat_eyes(canvas, rng)
    _cat_muzzle(canvas, fur)
    _cat_whiskers(canvas, rng)
    return canvas.pixels()


def draw_dog(rng: np.random.Generator, size: int = 16, pose: float = 1.0) -> Array:
    """Draw one dog: hanging ears, round eyes, a long snout and often a tongue.

    Parameters
    ----------
    rng : numpy.random.Generator
        Decides everything that differs from dog to dog.
    size : int
        Pixels along each side.
    pose : float
        How far faces are turned, moved and zoomed: 0 is upright in the middle, 1 a little.

    Returns
    -------
    ndarray of shape (size, size)
        Shades from 0 (black) to 1 (white).

    Raises
    ------
    TypeError, ValueError
        If `rng` is not a generator, or `size` not a whole number of at least 1.

    Examples
    --------
    >>> draw_dog(np.random.default_rng(0), size=24).shape
    (24, 24)
    """
    canvas = _canvas("draw_dog", rng, size, pose)
    fur, width, height = rng.uniform(0.50, 0.75), _about(rng, 0.58, 0.04), _about(rng, 0.70, 0.04)
    canvas.ellipse((0, 0.02), (width, height), fur)
    _dog_ears(canvas, rng, fur, width)
    _dog_eyes(canvas, rng, fur)
    _dog_tongue(canvas, rng)
    _dog_snout(canvas, rng, fur)
    return canvas.pixels()


def faces(
    n: int,
    rng: np.random.Generator,
    size: int = 16,
    pose: float = 1.0,
    noise: float = 0.05,
    invert: float = 0.0,
) -> Dataset:
    """Draw n cats (class 0) and dogs (class 1), half of each, shuffled.

    Parameters
    ----------
    n : int
        How many pictures, at least 2.
    rng : numpy.random.Generator
        Decides everything that differs from picture to picture.
    size : int
        Pixels along each side.
    pose : float
        How far faces are turned, moved and zoomed: 0 not at all, 1 a little, 2 much.
    noise : float
        Standard deviation of the noise on each pixel; shades stay within 0 to 1.
    invert : float
        Share of the pictures shown as negatives, light and dark exchanged; 1 means all of them.

    Returns
    -------
    Dataset
        x (n, size * size) float64 from 0 to 1, y (n,) int.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or outside its range.

    Examples
    --------
    >>> pets = faces(6, np.random.default_rng(0), size=20)
    >>> pets.images.shape, pets.y.tolist()
    ((6, 20, 20), [1, 0, 1, 0, 0, 1])
    """
    y = balanced_labels("faces", n, 2, rng)
    require_fraction("faces", "invert", invert, with_one=True)
    require_nonnegative("faces", "noise", noise)
    size = _require_side("faces", size, pose, n)
    images = np.stack([(draw_cat, draw_dog)[label](rng, size, pose) for label in y])
    negative = rng.random(n) < invert
    images[negative] = 1 - images[negative]
    with quiet():
        images = np.clip(images + float(noise) * rng.normal(size=images.shape), 0, 1)
    return Dataset(
        images.reshape(n, -1), y, "faces", class_names=("cat", "dog"), image_shape=(size, size)
    )


def _canvas(where: str, rng: np.random.Generator, size: int, pose: float) -> Canvas:
    """A dark canvas, turned, moved and zoomed at random."""
    require_rng(where, rng)
    size, pose = _require_side(where, size, pose), float(pose)
    shade, turn, zoom = rng.uniform(0.0, 0.12), rng.normal(0, 0.1), rng.uniform(-0.12, 0.06)
    x, y = rng.uniform(-0.1, 0.1, 2) * pose
    return Canvas(size, shade, turn * pose, (x, y), float(np.exp(zoom * pose)))


def _require_side(where: str, size: int, pose: float, n: int = 1) -> int:
    """Pixels along each side, n pictures of which fit into memory, and a pose that shows a face."""
    size = require_count(where, "size", size)
    require_room(where, size=size * FINE, rows=size * FINE, pictures=n)
    require_nonnegative(where, "pose", pose)
    if pose > MOST_POSE:
        raise ValueError(
            f"{where}: pose is {short(pose)}, expected a number from 0 to {MOST_POSE}: with more, "
            "no face is in the picture."
        )
    return size


def _about(rng: np.random.Generator, value: float, spread: float) -> float:
    """A number near `value`, never further away than two spreads."""
    return value + spread * float(np.clip(rng.normal(), -2, 2))


def _cat_ears(canvas: Canvas, rng: np.random.Generator, fur: float, width: float) -> None:
    """Two triangles with a darker inside."""
    for side in BOTH:
        x, y = side * _about(rng, 0.58, 0.03), _about(rng, -0.84, 0.04)
        canvas.triangle((side * 0.06, -0.22), (side * width, 0.14), (x, y), fur)
        canvas.triangle(
            (side * 0.24, -0.26), (side * (width - 0.1), -0.04), (x * 0.97, y + 0.2), fur * 0.55
        )


def _cat_stripes(canvas: Canvas, rng: np.random.Generator, fur: float) -> None:
    """Three dark stripes on the forehead, on most cats."""
    if rng.random() < 0.7:
        for x in (-0.15, 0.0, 0.15):
            canvas.stroke((x, -0.3), (x * 0.7, -0.12), 0.07, fur * 0.6)


def _cat_eyes(canvas: Canvas, rng: np.random.Generator) -> None:
    """Bright slanted almonds with an upright slit."""
    for side in BOTH:
        x, y = side * 0.28, 0.06
        canvas.ellipse((x, y), (0.16, 0.105), 0.97, turn=-side * 0.25)
        canvas.ellipse((x, y), (_about(rng, 0.05, 0.01), 0.105), 0.04)


def _cat_muzzle(canvas: Canvas, fur: float) -> None:
    """Two light cheeks, a small nose and a mouth like a w."""
    for side in BOTH:
        canvas.ellipse((side * 0.12, 0.43), (0.16, 0.13), min(1.0, fur + 0.2))
    canvas.triangle((-0.09, 0.27), (0.09, 0.27), (0, 0.38), 0.08)
    for side in BOTH:
        canvas.smile((side * 0.085, 0.42), 0.085, 0.035, 0.1)


def _cat_whiskers(canvas: Canvas, rng: np.random.Generator) -> None:
    """Three on each side, spread like a fan."""
    for side in BOTH:
        for slope in (-0.12, 0.0, 0.12):
            end = (side * _about(rng, 0.9, 0.03), 0.42 + slope * 2 + _about(rng, 0.0, 0.02))
            canvas.stroke((side * 0.26, 0.42 + slope / 2), end, 0.035, 0.95)


def _dog_ears(canvas: Canvas, rng: np.random.Generator, fur: float, width: float) -> None:
    """Two long ellipses that hang down beside the head, darker than the fur."""
    shade = fur * _about(rng, 0.7, 0.1)
    length = _about(rng, 0.54, 0.03)
    for side in BOTH:
        tilt = -side * _about(rng, 0.22, 0.06)
        canvas.ellipse((side * (width + 0.08), 0.0), (0.2, length), shade, tilt)


def _dog_eyes(canvas: Canvas, rng: np.random.Generator, fur: float) -> None:
    """Round and dark with a glint; some dogs wear a patch around one of them."""
    if rng.random() < 0.35:
        canvas.ellipse((rng.choice(BOTH) * 0.22, -0.18), (0.18, 0.21), fur * 0.6)
    for side in BOTH:
        canvas.ellipse((side * 0.22, -0.17), (0.115, 0.125), 0.93)
        canvas.ellipse((side * 0.21, -0.15), (0.085, 0.1), 0.03)
        canvas.ellipse((side * 0.21 + 0.025, -0.19), (0.03, 0.03), 1.0)


def _dog_tongue(canvas: Canvas, rng: np.random.Generator) -> None:
    """Most dogs show it."""
    if rng.random() < 0.6:
        canvas.ellipse((_about(rng, 0.0, 0.03), 0.6), (0.13, 0.26), 0.88)


def _dog_snout(canvas: Canvas, rng: np.random.Generator, fur: float) -> None:
    """A large light oval with a broad nose and a smile."""
    canvas.ellipse((0, 0.32), (_about(rng, 0.32, 0.02), 0.27), min(1.0, fur + 0.22))
    canvas.ellipse((0, 0.18), (_about(rng, 0.16, 0.01), 0.11), 0.05)
    canvas.stroke((0, 0.25), (0, 0.4), 0.04, 0.1)
    for side in BOTH:
        canvas.smile((side * 0.1, 0.37), 0.1, 0.045, 0.1)
