"""Small made-up data sets in the plane: moons, circles, spirals, blobs."""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    is_number,
    quiet,
    require_count,
    require_finite,
    require_ndim,
    require_nonnegative,
    require_rng,
    require_room,
    what,
)
from coursekit._typing import Array
from coursekit.data.dataset import Dataset


def moons(n: int, rng: np.random.Generator, noise: float = 0.2) -> Dataset:
    """Two half circles that reach into each other.

    Parameters
    ----------
    n : int
        How many points, at least 2; the two classes differ by one at most.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of each coordinate around its half circle, whose radius is 1.

    Returns
    -------
    Dataset
        x (n, 2) float64, y (n,) with 0 for the upper and 1 for the lower moon.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or outside its range.

    Notes
    -----
    (cos t, sin t) and (1 - cos t, 1/2 - sin t), for t between 0 and pi.

    Examples
    --------
    >>> moons(100, np.random.default_rng(0)).x.shape
    (100, 2)
    """
    y = balanced_labels("moons", n, 2, rng)
    angle = rng.uniform(0, np.pi, n)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    x = np.where(y[:, None] == 0, upper, lower)
    return _scattered("moons", x, y, rng, noise, ("upper moon", "lower moon"))


def circles(
    n: int, rng: np.random.Generator, noise: float = 0.1, inner_radius: float = 0.5
) -> Dataset:
    """A circle inside a circle: no straight line can part them.

    Parameters
    ----------
    n : int
        How many points, at least 2; the two classes differ by one at most.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of each coordinate around its circle.
    inner_radius : float
        Radius of the inner circle; the outer one has radius 1.

    Returns
    -------
    Dataset
        x (n, 2) float64, y (n,) with 0 for the outer and 1 for the inner circle.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or outside its range.

    Examples
    --------
    >>> circles(100, np.random.default_rng(0)).class_names
    ('outer circle', 'inner circle')
    """
    y = balanced_labels("circles", n, 2, rng)
    require_nonnegative("circles", "inner_radius", inner_radius)
    radius = np.where(y == 0, 1.0, inner_radius)
    x = _on_circle(radius, rng.uniform(0, 2 * np.pi, n))
    return _scattered("circles", x, y, rng, noise, ("outer circle", "inner circle"))


def spirals(
    n: int, rng: np.random.Generator, K: int = 3, noise: float = 0.03, turns: float = 0.7
) -> Dataset:
    """Arms that wind around each other, one for each class.

    Parameters
    ----------
    n : int
        How many points, at least K; any two classes differ by one at most.
    rng : numpy.random.Generator
        Where the randomness comes from.
    K : int
        How many arms.
    noise : float
        Standard deviation of each coordinate around its arm, which ends at radius 1.
    turns : float
        How often an arm winds around the center.

    Returns
    -------
    Dataset
        x (n, 2) float64, y (n,) from 0 to K - 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or outside its range.

    Notes
    -----
    At radius r, arm k stands at the angle 2 pi (turns r + k / K).

    Examples
    --------
    >>> spirals(300, np.random.default_rng(0)).K
    3
    """
    y = balanced_labels("spirals", n, K, rng)
    if not is_number(turns) or not abs(turns) <= 1000:
        raise TypeError(
            f"spirals: turns is {what(turns)}, expected a number from -1000 to 1000, such as 0.7."
        )
    radius = rng.uniform(0.05, 1.0, n)
    x = _on_circle(radius, 2 * np.pi * (turns * radius + y / K))
    return _scattered("spirals", x, y, rng, noise, _numbered("arm", K))


def blobs(
    n: int,
    rng: np.random.Generator,
    K: int = 2,
    noise: float = 1.0,
    centers: Array | None = None,
) -> Dataset:
    """Round clouds of points, one for each class.

    Parameters
    ----------
    n : int
        How many points, at least K; any two classes differ by one at most.
    rng : numpy.random.Generator
        Where the randomness comes from.
    K : int
        How many clouds, evenly spaced on a circle of radius 3. Not used where `centers` is given.
    noise : float
        Standard deviation of each coordinate around its center.
    centers : ndarray of shape (K, D), optional
        Where the clouds stand, in any number of dimensions.

    Returns
    -------
    Dataset
        x (n, D) float64, y (n,) from 0 to K - 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or outside its range.

    Examples
    --------
    >>> blobs(90, np.random.default_rng(0), K=3).x.shape
    (90, 2)
    """
    K = require_count("blobs", "K", K)
    if centers is not None:
        require_ndim("blobs", "centers", centers, 2, "(K, D)")
        require_finite("blobs", "centers", centers)
        K = len(centers)
    y = balanced_labels("blobs", n, K, rng)
    if centers is None:
        centers = _on_circle(np.full(K, 3.0), 2 * np.pi * np.arange(K) / K)
    return _scattered("blobs", centers[y], y, rng, noise, _numbered("blob", len(centers)))


def balanced_labels(where: str, n: int, K: int, rng: np.random.Generator) -> Array:
    """Labels 0 to K - 1 in random order, each as often as the others (or once more)."""
    n, K = require_count(where, "n", n), require_count(where, "K", K)
    require_room(where, n=n)
    require_rng(where, rng)
    if n < K:
        raise ValueError(
            f"{where}: n is {n}, expected at least {K}: one example for each of the {K} classes."
        )
    return rng.permutation(np.arange(n) % K)


def _on_circle(radius: Array, angle: Array) -> Array:
    """Points in the plane at these radii and angles, shape (n, 2)."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _scattered(
    name: str,
    x: Array,
    y: Array,
    rng: np.random.Generator,
    noise: float,
    class_names: tuple[str, ...],
) -> Dataset:
    """A Dataset of the points, each moved a little at random."""
    require_nonnegative(name, "noise", noise)
    with quiet():
        x = x + float(noise) * rng.normal(size=x.shape)
    if not np.isfinite(x).all():
        raise ValueError(
            f"{name}: noise is {noise}, with which points lie beyond all numbers. "
            "Expected a small number such as 0.1."
        )
    return Dataset(x, y, name, tuple(f"x{i + 1}" for i in range(x.shape[1])), class_names)


def _numbered(kind: str, K: int) -> tuple[str, ...]:
    """Names such as "arm 0", "arm 1"."""
    return tuple(f"{kind} {k}" for k in range(K))
