"""Small calculations on which the deeper exercises of lesson 04 try objects that calculate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coursekit.exercises.exercise import Answer

STEP = 1e-5


def run(program: str, **inputs: Any) -> Any:
    """The last value of a program; None where an operation on the way hands nothing on."""
    *steps, last = program.split("; ")
    scope = dict(inputs)
    try:
        for step in steps:
            exec(step, scope)
        return eval(last, scope)
    except (AttributeError, TypeError) as error:
        if "NoneType" in str(error):
            return None
        raise


def measured(program: str, make: Answer, **inputs: float) -> dict[str, float]:
    """The slope of a program along each input, by turning it to both sides."""

    def at(name: str, step: float) -> float:
        turned = {n: make(v + step * (n == name)) for n, v in inputs.items()}
        return float(run(program, **turned).data)

    return {name: (at(name, STEP) - at(name, -STEP)) / (2 * STEP) for name in inputs}


def pairs(number: Any) -> list[Any]:
    """The entries of made_from that are a part and a slope; none if it has no made_from."""
    entries = getattr(number, "made_from", ())
    return [e for e in entries if isinstance(e, tuple | list) and len(e) == 2]


def walked(result: Any, part: Any) -> float:
    """The slope of a result along a part: multiplied along each path, added over the paths."""
    if result is part:
        return 1.0
    return sum(slope * walked(made, part) for made, slope in pairs(result))


def below(result: Any) -> Iterator[Any]:
    """A result and everything that it was made from; what was used twice comes twice."""
    yield result
    for part, _ in pairs(result):
        yield from below(part)
