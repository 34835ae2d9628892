"""Numbers, counts and lists as a sentence says them."""

from __future__ import annotations

import math
from collections.abc import Sequence


def number(value: float) -> str:
    """A number as a sentence prints it: whole if it is whole, else three decimals at most."""
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity" if value > 0 else "minus infinity"
    if abs(value) >= 1e6:
        return f"{value:.2e}"
    if abs(value - round(value)) < 1e-9 or abs(value) >= 1000:
        return f"{round(value):,}"
    return f"{value:.3f}" if abs(value) >= 0.001 else f"{value:.1e}"


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
