"""What the figure functions ask of their data before they draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from inspect import signature
from typing import Any, ParamSpec

import numpy as np
from matplotlib.axes import Axes

from coursekit._check_texts import require_flag, require_text, require_texts
from coursekit._checks import (
    is_number,
    quiet,
    require_call,
    require_count,
    require_finite,
    require_numbers,
    require_positive,
    require_rows,
    short,
    what,
)
from coursekit._typing import Array
from coursekit.plots.drawing import Drawing
from coursekit.plots.style import style

P = ParamSpec("P")

LARGEST = 1e100
"""A picture's scale is worked out with squares and differences, which must not overflow."""
SIDE = 2000
"""Points along a side: more than a screen has pixels for one picture."""


def figure_function(function: Callable[P, Drawing]) -> Callable[P, Drawing]:
    """Look at the arguments that figure functions share, then draw in the course's style."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> Drawing:
        require_call(function, *args, **kwargs)
        given = signature(function).bind(*args, **kwargs).arguments
        for name, check in SHARED.items():
            if name in given:
                check(function.__name__, name, given[name])
        with style():
            return function(*args, **kwargs)

    return call


def require_axes(where: str, name: str, value: Any) -> None:
    """An Axes, or None for a new one."""
    if value is not None and not isinstance(value, Axes):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected one Axes. Try {name}=plots.axes(), "
            f"or leave {name} out; of several axes take one: axes[0, 0]."
        )


def require_side(where: str, name: str, value: Any, least: int = 2) -> None:
    """So many points along a side."""
    if require_count(where, name, value, least) > SIDE:
        raise ValueError(f"{where}: {name} is {short(value)}, expected at most {SIDE}.")


def _optional(check: Callable[[str, str, Any], object]) -> Callable[[str, str, Any], None]:
    """The check where None stands for what is left out."""

    def look(where: str, name: str, value: Any) -> None:
        if value is not None:
            check(where, name, value)

    return look


SHARED: dict[str, Callable[[str, str, Any], object]] = {
    "ax": require_axes,
    **dict.fromkeys(("xlabel", "ylabel", "name", "best", "cmap"), require_text),
    **dict.fromkeys(("class_names", "input_names", "output_names", "unit_names"), require_texts),
    **dict.fromkeys(("slopes", "log"), require_flag),
    "resolution": require_side,
    "bins": partial(require_side, least=1),
    "limit": _optional(require_positive),
}
"""What an argument of this name must be, in every figure function that has it."""


def finite(where: str, name: str, value: Any, *shapes: str) -> Array:
    """The value as an array of finite floats with as many axes as one of the shapes names."""
    with quiet():
        array = real(where, name, value, *shapes).astype(np.float64)
    require_finite(where, name, array)
    if np.abs(array).max() > LARGEST:
        raise ValueError(
            f"{where}: {name} holds {np.abs(array).max():.3g}, expected numbers up to "
            f"{LARGEST:g}: a larger one has no place in a picture."
        )
    return array


def real(where: str, name: str, value: Any, *shapes: str) -> Array:
    """As `finite`, but NaN and infinity may pass: a run that blew up can be drawn too."""
    array = as_array(where, name, value)
    require_numbers(where, name, array)
    if array.ndim not in {len(shape.strip("(,)").split(",")) for shape in shapes}:
        raise ValueError(
            f"{where}: {name} has shape {array.shape}, expected {' or '.join(shapes)}. "
            f"Print {name}.shape where {name} was made."
        )
    require_rows(where, name, array)
    return array


def as_array(where: str, name: str, value: Any) -> Array:
    """The value as an array, whatever is in it."""
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{where}: {name} is {what(value)} with rows of different lengths, expected as many "
            f"numbers in each. Look at [len(row) for row in {name}]."
        ) from None


def one_number(where: str, name: str, value: Any) -> float:
    """A finite number that has a place in a picture."""
    expected = "expected a finite number, such as 0.5."
    if not is_number(value):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    plain = value.item() if isinstance(value, np.generic) else value
    if not abs(plain) <= LARGEST:
        raise ValueError(f"{where}: {name} is {short(value)}, {expected}")
    return float(plain)


def same_length(where: str, **lengths: int) -> None:
    """All arguments have one entry for each other's."""
    if len(set(lengths.values())) > 1:
        came = ", ".join(f"{name} has {n}" for name, n in lengths.items())
        raise ValueError(f"{where}: {came} entries, expected the same number. Print their shapes.")


def class_names_for(
    where: str, names: Sequence[str], K: int, argument: str = "class_names"
) -> list[str]:
    """A name for each of K classes; numbers stand in when no names are given."""
    if len(names) and len(names) < K:
        raise ValueError(
            f"{where}: {argument} has {len(names)} names, expected {K}: one for each class."
        )
    return [str(name) for name in names] or [str(k) for k in range(K)]
