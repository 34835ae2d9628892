"""Sentences for arguments that do not fit: where, what came, what was expected, what to try."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

from coursekit._typing import Array

P = ParamSpec("P")
R = TypeVar("R")


def checked(check: Callable[..., None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run `check` on the arguments first, so that the function itself reads as its equation."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            check(*args, **kwargs)
            return function(*args, **kwargs)

        return call

    return decorate


def shape_of(value: Any) -> str:
    """What a value is, for an error message: its shape, or its type where it has none."""
    return (
        f"shape {value.shape}" if isinstance(value, np.ndarray) else f"type {type(value).__name__}"
    )


def require_numbers(where: str, name: str, value: Any) -> None:
    """An array of real numbers (bool counts), not text, objects or a list."""
    if not isinstance(value, np.ndarray):
        raise TypeError(
            f"{where}: {name} is a {type(value).__name__}, expected a NumPy array. "
            f"Try np.asarray({name})."
        )
    if value.dtype.kind not in "fiub":
        raise TypeError(
            f"{where}: {name} has dtype {value.dtype}, expected numbers. "
            f"Look at {name}[:3]; try {name}.astype(float)."
        )


def require_ndim(where: str, name: str, value: Array, ndim: int, shape: str) -> None:
    """An array of real numbers with `ndim` axes and at least one row."""
    require_numbers(where, name, value)
    if value.ndim != ndim:
        wrap = (
            f" One example still needs a row of its own: {name}[None]." if value.ndim < ndim else ""
        )
        raise ValueError(
            f"{where}: {name} has shape {value.shape}, expected {shape}: one row per example.{wrap}"
        )
    require_rows(where, name, value)


def require_rows(where: str, name: str, value: Array) -> None:
    """At least one row."""
    if len(value) == 0:
        raise ValueError(
            f"{where}: {name} has shape {value.shape}: there is no example in it. "
            f"Expected at least one row; print the shape where {name} was made."
        )


def require_finite(where: str, name: str, value: Array) -> None:
    """No NaN and no infinity; the message counts them and names the first row."""
    bad = ~np.isfinite(value)
    if bad.any():
        row = int(np.argwhere(bad)[0][0]) if value.ndim else 0
        raise ValueError(
            f"{where}: {name} holds {int(bad.sum())} values that are NaN or infinite, the first in "
            f"row {row}. Expected finite numbers; look at {name}[{row}] and fill or drop such rows."
        )


def require_labels(where: str, y: Any, K: int, N: int | None = None) -> None:
    """Whole-number labels of shape (N,), each from 0 to K - 1."""
    require_numbers(where, "y", y)
    if y.ndim != 1:
        hint = "y.argmax(axis=1)" if y.ndim == 2 and y.shape[1] > 1 else "y.ravel()"
        raise ValueError(
            f"{where}: y has shape {y.shape}, expected (N,): one label each. Try {hint}."
        )
    if y.dtype.kind not in "iu":
        raise TypeError(
            f"{where}: y has dtype {y.dtype}, expected whole-number class labels. "
            "Try y.astype(int)."
        )
    require_rows(where, "y", y)
    if N is not None and len(y) != N:
        raise ValueError(
            f"{where}: y has {len(y)} labels, expected {N}: one for each row of the prediction."
        )
    if y.min() < 0 or y.max() >= K:
        bad = int(y.min() if y.min() < 0 else y.max())
        raise ValueError(
            f"{where}: y holds the label {bad}, expected 0 to {K - 1} for {K} classes. "
            "Count from 0, and give the last layer one output for each class."
        )


def require_same_shape(where: str, name: str, value: Array, other_name: str, other: Array) -> None:
    """Two arrays of exactly the same shape: no silent broadcasting."""
    if value.shape != other.shape:
        hint = ""
        if value.size == other.size:
            hint = f" Try {other_name}.reshape({name}.shape)."
        raise ValueError(
            f"{where}: {name} has shape {value.shape} and {other_name} has shape {other.shape}, "
            f"expected the same shape.{hint}"
        )


def require_positive(where: str, name: str, value: Any) -> None:
    """A finite number above zero."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(
            f"{where}: {name} is a {type(value).__name__}, expected a number above 0, such as 0.1."
        )
    if not (np.isfinite(value) and value > 0):
        raise ValueError(
            f"{where}: {name} is {value}, expected a finite number above 0, such as 0.1."
        )


def require_nonnegative(where: str, name: str, value: Any) -> None:
    """A finite number of at least zero."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(
            f"{where}: {name} is a {type(value).__name__}, expected a number of at least 0."
        )
    if not (np.isfinite(value) and value >= 0):
        raise ValueError(f"{where}: {name} is {value}, expected a finite number of at least 0.")


def require_count(where: str, name: str, value: Any) -> None:
    """A whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(
            f"{where}: {name} is a {type(value).__name__} ({value!r}), expected a whole number "
            "of at least 1."
        )
    if value < 1:
        raise ValueError(f"{where}: {name} is {value}, expected a whole number of at least 1.")


def require_fraction(where: str, name: str, value: Any, with_one: bool = False) -> None:
    """A number from 0 up to 1; 1 itself only where it makes sense."""
    expected = f"expected a number from 0 {'to 1' if with_one else 'up to, but below, 1'}."
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(f"{where}: {name} is a {type(value).__name__}, {expected}")
    if not 0 <= value <= 1 or (value == 1 and not with_one):
        raise ValueError(f"{where}: {name} is {value}, {expected}")


def require_instance(where: str, name: str, value: Any) -> None:
    """An object, not the class it is made from."""
    if isinstance(value, type):
        raise TypeError(
            f"{where}: {name} is the class {value.__name__}, expected an object made from it. "
            f"Try {value.__name__}(…) with parentheses."
        )


def require_examples(where: str, x: Any, y: Any) -> None:
    """Numbers without gaps, at least one row, and as many labels as rows."""
    for name, value in (("x", x), ("y", y)):
        require_numbers(where, name, value)
        require_rows(where, name, value)
        require_finite(where, name, value)
    if len(x) != len(y):
        raise ValueError(
            f"{where}: x has {len(x)} rows and y has {len(y)}, expected one label for each example."
        )


def require_rng(where: str, rng: Any) -> None:
    """A NumPy random generator, so that every run can be repeated."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{where}: rng is a {type(rng).__name__}, expected a random generator. "
            "Make one with rng = np.random.default_rng(0)."
        )
