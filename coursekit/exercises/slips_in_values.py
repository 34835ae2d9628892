"""Slips of the pen that show in the numbers: all of them wrong in the same simple way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.outcome import Outcome
from coursekit.exercises.values import NUMBER


def slip_in_values(yours: list[Outcome], expected: list[Outcome]) -> tuple[str, list[int]]:
    """What is said of numbers that are all wrong in the same simple way, and where they are."""
    wrong = [i for i, (a, b) in enumerate(zip(yours, expected, strict=False)) if not a.equals(b)]
    pairs = [
        (np.asarray(yours[i].value), np.asarray(expected[i].value))
        for i in wrong
        if _is_numbers(yours[i].value) and _is_numbers(expected[i].value)
    ]
    for same, said in SAME_FAULT.items():
        if len(pairs) == len(wrong) > 0 and all(same(a, b) for a, b in pairs):
            return said, wrong
    return "", []


def _is_numbers(value: Any) -> bool:
    return isinstance(value, (*NUMBER, np.ndarray)) and np.asarray(value).dtype.kind in "fiub"


def _percent(a: Array, b: Array) -> bool:
    return a.shape == b.shape and np.allclose(a, 100 * b) and bool(np.all(np.abs(b) <= 1))


def _other_sign(a: Array, b: Array) -> bool:
    numbers = "b" not in (a.dtype.kind, b.dtype.kind)
    return numbers and a.shape == b.shape and np.allclose(a, -b)


def _cut_off(a: Array, b: Array) -> bool:
    whole = a.dtype.kind in "iu" and b.dtype.kind == "f"
    return whole and a.shape == b.shape and np.array_equal(a, np.trunc(b))


def _turned(a: Array, b: Array) -> bool:
    return a.ndim == 2 and a.T.shape == b.shape and np.allclose(a.T, b)


def _other_shape(a: Array, b: Array) -> bool:
    return a.shape != b.shape and a.size == b.size and np.allclose(a.ravel(), b.ravel())


SAME_FAULT: dict[Callable[[Array, Array], bool], str] = {
    _percent: "Yours is a percentage. A share goes from 0 to 1.",
    _cut_off: (
        "Your numbers are whole: what stands behind the point is cut off. Of which type is the "
        "array that you fill, or which division do you use?"
    ),
    _other_sign: "The size is right, the sign is not.",
    _turned: "The numbers are right, but rows and columns have changed places.",
    _other_shape: "The numbers are right, but they stand in another shape.",
}
