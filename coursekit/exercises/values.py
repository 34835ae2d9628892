"""Compare, name and print what a function returned: numbers, arrays, and collections of them."""

from __future__ import annotations

from typing import Any

import numpy as np

NUMBER = (int, float, np.number, np.bool_)


def kind(value: Any) -> str:
    """A value's type and shape in a beginner's words."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, list | tuple):
        inside = [_brief(v) for v in value[:4]] + ["…"] * (len(value) > 4)
        return f"a {type(value).__name__} of {len(value)}: {', '.join(inside)}".rstrip(": ")
    if isinstance(value, dict):
        return f"a dict with the keys {', '.join(map(str, value))}"
    if not isinstance(value, (*NUMBER, np.ndarray)):
        return f"a {type(value).__name__}"
    array = np.asarray(value)
    what = f"an array of shape {array.shape}" if array.ndim else "one number"
    return what if array.dtype.kind in "fiub" else f"{what} with dtype {array.dtype}"


def form(value: Any) -> str:
    """What form a value has, as an answer is told: its kind, or that it is a truth value."""
    return "True or False" if isinstance(value, bool | np.bool_) else kind(value)


def _brief(value: Any) -> str:
    """What stands in a collection; a collection in it is not opened again."""
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    return kind(value)


def fitted(yours: Any, expected: Any) -> Any:
    """The answer in the form of what is expected, where only its form differs.

    A list of numbers is as good as an array of the same shape, a list as good as a tuple.
    """
    if isinstance(expected, np.ndarray):
        return _as_array(yours) if isinstance(yours, list | tuple) else yours
    if isinstance(expected, list | tuple) and _has_length(yours, len(expected)):
        return type(expected)(fitted(a, b) for a, b in zip(yours, expected, strict=True))
    if isinstance(expected, dict) and isinstance(yours, dict) and yours.keys() == expected.keys():
        return {key: fitted(yours[key], expected[key]) for key in expected}
    return yours


def _has_length(value: Any, n: int) -> bool:
    """A list, a tuple or an array of so many entries."""
    listed = isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)
    return listed and len(value) == n


def _as_array(values: Any) -> Any:
    """The array of a list of numbers; the list itself where it makes none."""
    try:
        array = np.asarray(values)
    except Exception:  # ragged, or objects that refuse
        return values
    return array if array.dtype.kind in "fiub" else values


def alike(a: Any, b: Any) -> bool:
    """The same types and shapes, a list being as good as a tuple."""
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    return kind(a) == kind(b)


def close(a: Any, b: Any) -> bool:
    """Equal numbers up to rounding; whole numbers are equal or not.

    Next to a clipped edge correct formulas differ by 3e-6, hence NumPy's usual tolerance of 1e-5.
    """
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(close, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(close(a[key], b[key]) for key in a)
    if not isinstance(a, (*NUMBER, np.ndarray)):
        return a == b if isinstance(a, str) else type(a) is type(b)
    try:
        whole = {np.asarray(a).dtype.kind, np.asarray(b).dtype.kind} <= set("iub")
        return bool(np.array_equal(a, b) if whole else np.allclose(a, b, equal_nan=True))
    except Exception:
        return False


def unchanged(before: Any, after: Any) -> bool:
    """Whether a copied argument is what it was, to the last bit."""
    if isinstance(before, np.ndarray):
        return before.dtype.kind not in "fiubc" or np.array_equal(before, after, equal_nan=True)
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(unchanged(before[k], after[k]) for k in before)
    if isinstance(before, (*NUMBER, str)):
        return before is after or before == after or (before != before and after != after)
    return True


def size(value: Any) -> int:
    """How many numbers a reader has to look at."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, list | tuple):
        return 1 + sum(map(size, value))
    return 1 + sum(map(size, value.values())) if isinstance(value, dict) else 1


def show(value: Any, prefix: str = "", depth: int = 3) -> str:
    """A value as a learner would type it, with at most 5 digits; a long one is indented."""
    if isinstance(value, np.ndarray):
        style: dict[str, Any] = {"precision": 4, "separator": ", ", "threshold": 60}
        return prefix + np.array2string(value, prefix=prefix, **style)
    if isinstance(value, list | tuple) and any(not isinstance(v, NUMBER) for v in value):
        inside = [show(v, "    ", depth - 1) if depth else f"    {_brief(v)}" for v in value[:6]]
        lines = inside + ["    …"] * (len(value) > 6)
        return "\n".join([f"{prefix}a {type(value).__name__} of {len(value)}:", *lines])
    if isinstance(value, dict) and value:
        entries = (show(v, f"{k}: ", depth - 1) if depth else _brief(v) for k, v in value.items())
        return "\n".join([*filter(None, [prefix]), *entries])
    if isinstance(value, float | np.floating):
        return f"{prefix}{value:.5g}"
    if isinstance(value, np.random.Generator):
        return f"{prefix}a random generator"
    if type(value) in (list, tuple):
        value = type(value)(v.item() if isinstance(v, np.generic) else v for v in value)
    return prefix + _text(value)


def _text(value: Any) -> str:
    """The name of a function, else what Python prints, kept to two hundred characters."""
    try:
        text = str(getattr(value, "__name__", value))
    except BaseException:  # whatever a learner's __str__ raises
        return f"a {type(value).__name__}"
    return text if len(text) <= 200 else f"{text[:200]} …"
