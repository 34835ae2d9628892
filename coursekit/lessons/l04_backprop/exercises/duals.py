"""Lesson 04, deeper: a number that carries its slope along, for forward mode."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant
from coursekit.lessons.l04_backprop.exercises.numbers import ARITHMETIC
from coursekit.lessons.l04_backprop.exercises.programs import run


class Dual:
    def __init__(self, data: float, slope: float = 0.0) -> None:
        self.data, self.slope = data, slope

    def __add__(self, other: Any) -> Dual:
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data + other.data, self.slope + other.slope)

    def __mul__(self, other: Any) -> Dual:
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data * other.data, self.slope * other.data + self.data * other.slope)

    def __radd__(self, other: Any) -> Dual:
        return self + other

    def __rmul__(self, other: Any) -> Dual:
        return self * other


class _Free:
    """The same for classes of any name."""

    constant = 0.0

    def __init__(self, data: float, slope: float = 0.0) -> None:
        self.data, self.slope = data, slope

    def wrapped(self, other: Any) -> Any:
        return other if hasattr(other, "slope") else type(self)(other, self.constant)

    def __add__(self, other: Any) -> Any:
        other = self.wrapped(other)
        return type(self)(other.data + self.data, other.slope + self.slope)

    def __mul__(self, other: Any) -> Any:
        other = self.wrapped(other)
        return type(self)(other.data * self.data, self.product(other))

    def product(self, other: Any) -> Any:
        return self.data * other.slope + other.data * self.slope

    __radd__: Answer = __add__
    __rmul__: Answer = __mul__


FREE = type("Dual", (_Free,), {})


def _sum(slope: Answer) -> type:
    def add(self: Any, other: Any) -> Any:
        other = self.wrapped(other)
        return type(self)(self.data + other.data, slope(self, other))

    return variant(FREE, __add__=add, __radd__=add)


def carries(answer: Answer, program: str, w: float, x: float) -> dict[str, Any]:
    """A calculation once with the slope 1 at w, once at x."""
    told: dict[str, Any] = {}
    for name, at in (("w", (1.0, 0.0)), ("x", (0.0, 1.0))):
        inputs = {"w": answer(w, at[0]), "x": answer(x, at[1])}
        result = run(program, **inputs)
        told["data"] = None if result is None else result.data
        told[f"slope along {name}"] = None if result is None else result.slope
        told[f"inputs after the run for {name}"] = np.array(
            [(n.data, n.slope) for n in inputs.values()]
        )
    return told


def _sevenfold(answer: Answer) -> bool:
    """Whether slopes along one direction add up: w and x turned together."""
    w, x = answer(1.5, 1.0), answer(-2.0, 1.0)
    return bool(np.isclose((w * x * w).slope, 2 * 1.5 * -2.0 + 1.5**2))


def _power(answer: Answer) -> bool:
    a = answer(3.0, 1.0)
    return bool(np.isclose((a * a * a * a).slope, 108))


DUAL = Exercise(
    signature="Dual(data, slope=0.0)",
    task="Write a number that carries data and slope, and calculates w + x, w * x, w + 2, w * 2, "
    "2 + w and 2 * w so that the result has the right slope at once.",
    reference=Dual,
    trial=carries,
    probes=ARITHMETIC,
    misconceptions=(
        Misconception(
            "plain_number_on_the_left",
            "Who can calculate w * 2 can calculate 2 * w.",
            "Here a plain number stands on the left, and it does not know your class. Python then "
            "asks the right side for a method whose name begins with __r.",
            variant(FREE, __init__=_Free.__init__, __radd__=None, __rmul__=None),
        ),
        Misconception(
            "plain_number_on_the_right",
            "Both sides are always of the class.",
            "Here a plain number stands on the right, and it has neither data nor slope. What has "
            "to happen to it first?",
            variant(FREE, wrapped=lambda self, other: (other.data, other)[1]),
        ),
        Misconception(
            "slopes_multiplied",
            "The slope of a product is the product of the slopes.",
            "You multiply the two slopes. Turn w up by 0.01 while x stays: the product moves by "
            "0.01 times x.",
            variant(FREE, product=lambda self, other: self.slope * other.slope),
        ),
        Misconception(
            "own_data",
            "Each slope is multiplied by its own data.",
            "In your product each slope meets its own data. When w moves, by what is its move "
            "multiplied?",
            variant(
                FREE,
                product=lambda self, other: self.slope * self.data + other.slope * other.data,
            ),
        ),
        Misconception(
            "one_side",
            "Only the number on the left moves.",
            "Your product lets one of its two factors move. If the other one moves, the product "
            "moves as well.",
            variant(FREE, product=lambda self, other: self.slope * other.data),
        ),
        Misconception(
            "slopes_of_a_sum_multiplied",
            "Slopes multiply, always.",
            "Your sum multiplies the two slopes. If w rises by 0.01 and x stays, by how much does "
            "w + x rise?",
            _sum(lambda a, b: a.slope * b.slope),
        ),
        Misconception(
            "sum_of_the_first",
            "The slope of a sum is that of its first part.",
            "Your sum carries the slope of one part only.",
            _sum(lambda a, b: a.slope),
        ),
        Misconception(
            "a_constant_moves",
            "Every number has the slope 1.",
            "A plain number gets the slope 1 in your class. Does a 3 move when w is turned?",
            variant(FREE, __init__=_Free.__init__, constant=1.0),
        ),
    ),
    alternates=(_Free,),
    hints=(
        "data goes as always. For slope ask: if both parts move a little at the same time, how "
        "far does the result move?",
        "In a sum the moves add up. In a product each factor's move is stretched by the other "
        "factor. A plain number does not move at all.",
        "The slope of a product has two terms: the slope of self times the data of other, and the "
        "same with the two exchanged. The methods with __r hand their work to the others.",
    ),
    properties=(
        Property(
            "the fourth power of 3 has the slope 108",
            _power,
            "The slope of x * x * x * x is 4 times the third power.",
        ),
        Property(
            "two numbers may move at once",
            _sevenfold,
            "Give w and x the slope 1 both: the result moves by the sum of what each of them does.",
        ),
    ),
)

EXERCISES = (DUAL,)
