"""Numbers, counts and lists as a sentence says them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coursekit._typing import Array
from coursekit.plots.arguments import one_number

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTHING = 1e-15
"""What is smaller is left over by rounding: it counts as 0."""
MINUS = "−"
"""The minus sign of formulas and axes."""


def number(value: float) -> str:
    """A number as a sentence prints it: whole if it is whole, else three decimals at most.

    A tiny one has two digits after its zeros, 0.00021; one beyond all zeros a power, 2.1 · 10⁻⁸.
    """
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity" if value > 0 else "minus infinity"
    if abs(value) >= 1e9:
        return _power(value, 2)
    if NOTHING <= abs(value) < 1e-6:
        return _power(value, 1)
    if abs(value - round(value)) < 1e-9 or abs(value) >= 1000:
        return f"{round(value):,}"
    if abs(value) >= 0.001:
        return f"{value:.3f}"
    return _plain(value, 1 - math.floor(math.log10(abs(value))))


def plain(value: float, digits: int = 4) -> str:
    """A number as it was set or reckoned: up to so many digits that count, no zeros after them.

    0.05 for 0.05, 1.06 for 1.0599999999, 1.746 · 10¹¹ for 1.746e11.
    """
    value = float(value)
    if not math.isfinite(value):
        return number(value)
    if value and not 1e-5 <= abs(value) < 10.0 ** max(digits, 5):
        return _power(value, digits - 1)
    decimals = digits - 1 - math.floor(math.log10(abs(value))) if value else 0
    return _plain(value, decimals)


def _plain(value: float, decimals: int) -> str:
    """The number rounded to some decimals, without zeros at its end."""
    text = f"{round(value, decimals) + 0.0:,.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def alike(values: Sequence[float] | Array) -> list[str]:
    """Numbers that stand below each other: no more decimals than any of them needs."""
    decimals = next(
        (d for d in (1, 2) if all(abs(value - round(value, d)) < 1e-9 for value in values)), 3
    )
    texts = [number(value) for value in values]
    short = [text[: text.index(".") + 1 + decimals] if "." in text else text for text in texts]
    return short if decimals < 3 else texts


def _power(value: float, decimals: int) -> str:
    """A number as a power of ten."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa} · {power(int(exponent))}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage with at most one decimal."""
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def count(n: int, noun: str, plural: str = "") -> str:
    """How many of something: "1 point", "2 points", "3 classes"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def listing(parts: Sequence[str], most: int = 6) -> str:
    """A list in words: "a", "a and b", "a, b and c"; after `most` parts it says how many follow."""
    if len(parts) > most:
        parts = [*parts[:most], f"{len(parts) - most} more"]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def shorten(name: object, most: int) -> str:
    """A name cut to at most `most` characters; an ellipsis marks the cut."""
    text = str(name)
    return text if len(text) <= most else text[: max(most - 1, 1)] + "…"


def power(exponent: float) -> str:
    """A power of ten, its exponent rounded to a whole number.

    Parameters
    ----------
    exponent : float
        The logarithm to base 10.

    Returns
    -------
    str
        Such as 10⁻¹²; 1 for 10⁰.

    Examples
    --------
    >>> power(-11.9)
    '10⁻¹²'
    """
    whole = round(one_number("power", "exponent", exponent))
    return f"10{str(whole).translate(RAISED)}" if whole else "1"
