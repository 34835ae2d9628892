"""Sentences for arguments that do not fit: where, what came, what was expected, what to try."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np

from coursekit._typing import Array

P = ParamSpec("P")
R = TypeVar("R")

LARGEST = sys.float_info.max
ROOM = 10**9
"""Numbers in an array that still fits into the memory of a small computer: 8 GB in float64."""

FUNCTIONS = {
    "loss": "a loss function, (y_hat, y) -> (loss, gradient), such as softmax_cross_entropy",
    "metric": "a function (y_hat, y) -> number, such as accuracy",
    "schedule": "a function step -> learning rate, such as cosine(0.1, steps=500)",
    "regularizer": "a function weights -> (penalty, gradient), such as partial(l2, lam=0.01)",
    "init": "an initializer (n_in, n_out, rng) -> W, such as he_normal or normal(0.1)",
    "compute": "a function of the controls' values -> data, such as lambda w: 2 * w",
    "draw": "a function (ax, data), such as lambda ax, losses: ax.plot(losses)",
    "words": 'a function data -> text, such as lambda losses: f"Loss {losses[-1]}."',
    "goal": "a function data -> (met, sentence)",
    "f": "a function w -> number",
    "predict": "a function of points (M, 2) -> one answer for each, such as lambda x: net(x)",
    "unit": "a function of points (M, 2) -> one number for each, such as lambda x: net(x)[:, 0]",
    "surface": "a function (x, y) -> loss at each place of two arrays",
    "write": "a function number -> text, such as str",
    "activation": "a function of an array that keeps its shape, such as relu",
}
"""What an argument that is a function must be."""


def checked(check: Callable[..., None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run `check` first, on the function's name and its arguments: it then reads as its equation.

    What overflows or is no number any more goes through without NumPy's warning, so that a
    run that diverges ends in a sentence and not in a list of warnings.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                check(function.__name__, *args, **kwargs)
            except TypeError:
                require_call(function, *args, **kwargs)
                raise
            with quiet():
                return function(*args, **kwargs)

        return call

    return decorate


def require_call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Arguments that the function takes, none missing and none too many."""
    try:
        signature(function).bind(*args, **kwargs)
    except TypeError as error:
        parameters = signature(function).parameters.values()
        names = ", ".join(p.name + "=…" * (p.kind is p.KEYWORD_ONLY) for p in parameters)
        raise TypeError(
            f"{function.__name__}: {error}, expected {function.__name__}({names})."
        ) from None


def quiet() -> np.errstate:
    """Inside it an overflow gives inf and inf − inf gives NaN, without a warning."""
    return np.errstate(all="ignore")


def what(value: Any) -> str:
    """What came, for an error message: "an int (3)", "the text 'mse'", "the class SGD"."""
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    name = type(value).__name__
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {value.__name__}"
    number = f" ({short(value)})" if isinstance(value, (int, float, complex, np.number)) else ""
    spelled = name.isupper()  # an SGD is read letter by letter, a Sequential is not
    article = "an" if name[0] in ("AEFHILMNORSX" if spelled else "aeioAEIO") else "a"
    return f"{article} {name}{number}"


def short(value: Any) -> str:
    """A value as text, cut where it gets long."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def is_number(value: Any) -> bool:
    """One real number of Python or NumPy; True and False are none."""
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    """A number of NumPy as one of Python, which compares without a bound."""
    return value.item() if isinstance(value, np.generic) else value


def floats(value: Array) -> Array:
    """Whole numbers, bools and float16 as float64, which does not wrap; the others as they are."""
    return value if value.dtype.kind == "f" and value.itemsize >= 4 else value.astype(np.float64)


def require_numbers(where: str, name: str, value: Any) -> None:
    """An array of real numbers (bool counts), not text, objects or a list."""
    if not isinstance(value, np.ndarray):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected a NumPy array. Try np.asarray({name})."
        )
    if value.dtype.kind not in "fiub":
        raise TypeError(
            f"{where}: {name} has dtype {value.dtype}, expected numbers. "
            f"Look at {name}[:3]; try {name}.astype(float)."
        )


def require_ndim(where: str, name: str, value: Array, ndim: int, shape: str) -> None:
    """An array of real numbers with `ndim` axes, at least one row and one column."""
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
    """At least one row, and something in it."""
    if value.ndim == 0 or value.size == 0:
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


def require_shape(where: str, name: str, value: Any, shape: tuple[int, ...]) -> None:
    """An array of real numbers of exactly this shape."""
    require_numbers(where, name, value)
    if value.shape != shape:
        raise ValueError(f"{where}: {name} has shape {value.shape}, expected {shape}.")


def require_positive(where: str, name: str, value: Any) -> None:
    """A finite number above zero."""
    expected = "expected a finite number above 0, such as 0.1."
    if not is_number(value):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    if not 0 < _plain(value) <= LARGEST:
        raise ValueError(f"{where}: {name} is {short(value)}, {expected}")


def require_nonnegative(where: str, name: str, value: Any) -> None:
    """A finite number of at least zero."""
    expected = "expected a finite number of at least 0."
    if not is_number(value):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    if not 0 <= _plain(value) <= LARGEST:
        raise ValueError(f"{where}: {name} is {short(value)}, {expected}")


def require_count(where: str, name: str, value: Any, least: int = 1) -> int:
    """A whole number, of at least 1 unless said otherwise; it is returned as an int of Python."""
    expected = f"expected a whole number of at least {least}."
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    if not least <= value <= sys.maxsize:
        raise ValueError(f"{where}: {name} is {short(value)}, {expected}")
    return int(value)


def require_room(where: str, **sizes: int) -> None:
    """Sizes whose array fits into memory."""
    if math.prod(map(int, sizes.values())) > ROOM:
        raise ValueError(
            f"{where}: {' × '.join(sizes)} is {' × '.join(map(short, sizes.values()))} numbers, "
            f"more than fit into memory; expected at most {ROOM:,}."
        )


def require_fraction(where: str, name: str, value: Any, with_one: bool = False) -> None:
    """A number from 0 up to 1; 1 itself only where it makes sense."""
    expected = f"expected a number from 0 {'to 1' if with_one else 'up to, but below, 1'}."
    if not is_number(value):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    if not 0 <= value <= 1 or (value == 1 and not with_one):
        raise ValueError(f"{where}: {name} is {value}, {expected}")


def require_instance(where: str, name: str, value: Any) -> None:
    """An object, not the class it is made from."""
    if isinstance(value, type):
        raise TypeError(
            f"{where}: {name} is the class {value.__name__}, expected an object made from it. "
            f"Try {value.__name__}(…) with parentheses."
        )


def require_function(where: str, name: str, value: Any, arguments: int, kind: str = "") -> None:
    """A function that can be called with so many arguments; `kind` is its entry in FUNCTIONS."""
    expected = f"expected {FUNCTIONS[kind or name]}."
    if isinstance(value, type) or not callable(value):
        raise TypeError(f"{where}: {name} is {what(value)}, {expected}")
    if not _takes(value, arguments):
        raise TypeError(
            f"{where}: {name} is {what(value)}, which does not take "
            f"{arguments} argument{'s' * (arguments > 1)}, {expected}"
        )


def _takes(function: Callable[..., Any], arguments: int) -> bool:
    """Can it be called with so many arguments, as far as it tells?"""
    if isinstance(function, np.ufunc):
        return function.nin == arguments
    try:
        signature(function).bind(*range(arguments))
    except TypeError:
        return False
    except ValueError:
        return True  # a function written in C may keep its signature to itself
    return True


def require_answer(name: str, value: Any) -> None:
    """What a loss, a metric or another function of the learner's returns: one number."""
    if not is_number(value) and not (isinstance(value, np.ndarray) and value.shape == ()):
        hint = " Does it end with a return?" if value is None else ""
        raise TypeError(f"{name}: it returned {what(value)}, expected one number.{hint}")


def require_series(where: str, name: str, value: Any) -> None:
    """A list or a row of finite numbers, at least one."""
    row = isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "fiu"
    if not row and not (isinstance(value, (list, tuple, range)) and all(map(is_number, value))):
        raise TypeError(f"{where}: {name} is {what(value)}, expected a list of numbers.")
    if len(value) == 0 or not all(abs(_plain(number)) <= LARGEST for number in value):
        raise ValueError(
            f"{where}: {name} is {short(value)}, expected finite numbers, at least one."
        )


def require_network(where: str, net: Any) -> None:
    """A Sequential."""
    require_instance(where, "net", net)
    if not all(hasattr(net, name) for name in ("layers", "theta", "state_dict")):
        star = "*layers" if isinstance(net, (list, tuple)) else "Linear(2, 3, rng), …"
        raise TypeError(f"{where}: net is {what(net)}, expected a network. Try Sequential({star}).")


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


def require_dataset(where: str, name: str, value: Any) -> None:
    """Examples with their classes."""
    require_instance(where, name, value)
    if not all(hasattr(value, part) for part in ("x", "y", "D", "K", "subset")):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected a Dataset. Try "
            "data.moons(100, np.random.default_rng(0))."
        )


def require_rng(where: str, rng: Any) -> None:
    """A NumPy random generator, so that every run can be repeated."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{where}: rng is {what(rng)}, expected a random generator. "
            "Make one with rng = np.random.default_rng(0)."
        )
