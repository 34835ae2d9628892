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
        inside = [kind(v) for v in value[:4]] + ["…"] * (len(value) > 4)
        return f"a {type(value).__name__} of {len(value)}: {', '.join(inside)}".rstrip(": ")
    if isinstance(value, dict):
        return f"a dict with the keys {', '.join(map(str, value))}"
    if not isinstance(value, (*NUMBER, np.ndarray)):
        return f"a {type(value).__name__}"
    array = np.asarray(value)
    what = f"an array of shape {array.shape}" if array.ndim else "one number"
    return what if array.dtype.kind in "fiub" else f"{what} with dtype {array.dtype}"


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


def show(value: Any, prefix: str = "") -> str:
    """A value as a learner would type it, with at most 5 digits; a long one is indented."""
    if isinstance(value, np.ndarray):
        style: dict[str, Any] = {"precision": 4, "separator": ", ", "threshold": 60}
        return prefix + np.array2string(value, prefix=prefix, **style)
    if isinstance(value, list | tuple) and any(not isinstance(v, NUMBER) for v in value):
        lines = [show(v, "    ") for v in value[:6]] + ["    …"] * (len(value) > 6)
        return "\n".join([f"{prefix}a {type(value).__name__} of {len(value)}:", *lines])
    if isinstance(value, dict) and value:
        return "\n".join([*filter(None, [prefix]), *(show(v, f"{k}: ") for k, v in value.items())])
    if isinstance(value, float | np.floating):
        return f"{prefix}{value:.5g}"
    if isinstance(value, np.random.Generator):
        return f"{prefix}a random generator"
    return prefix + _text(value)


def _text(value: Any) -> str:
    """The name of a function, else what Python prints, kept to two hundred characters."""
    try:
        text = str(getattr(value, "__name__", value))
    except Exception:
        return f"a {type(value).__name__}"
    return text if len(text) <= 200 else f"{text[:200]} …"
