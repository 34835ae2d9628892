"""What the figure functions ask of their data before they draw it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coursekit._checks import require_finite, require_numbers, require_rows
from coursekit._typing import Array


def finite(where: str, name: str, value: Any, *shapes: str) -> Array:
    """The value as an array of finite numbers with as many axes as one of the shapes names."""
    array = real(where, name, value, *shapes)
    require_finite(where, name, array)
    return array


def real(where: str, name: str, value: Any, *shapes: str) -> Array:
    """As `finite`, but NaN and infinity may pass: a run that blew up can be drawn too."""
    array = np.asarray(value)
    require_numbers(where, name, array)
    if array.ndim not in {len(shape.strip("(,)").split(",")) for shape in shapes}:
        raise ValueError(
            f"{where}: {name} has shape {array.shape}, expected {' or '.join(shapes)}. "
            f"Print {name}.shape where {name} was made."
        )
    require_rows(where, name, array)
    return array


def same_length(where: str, **lengths: int) -> None:
    """All arguments have one entry for each other's."""
    if len(set(lengths.values())) > 1:
        came = ", ".join(f"{name} has {n}" for name, n in lengths.items())
        raise ValueError(f"{where}: {came} entries, expected the same number. Print their shapes.")


def class_names_for(where: str, names: Sequence[str], K: int) -> list[str]:
    """A name for each of K classes; numbers stand in when no names are given."""
    if len(names) and len(names) < K:
        raise ValueError(
            f"{where}: class_names has {len(names)} names, expected {K}: one for each class."
        )
    return [str(name) for name in names] or [str(k) for k in range(K)]
