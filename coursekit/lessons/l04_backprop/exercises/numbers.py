"""Lesson 04, deeper: a number that remembers what it was made from, and calculates with others."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant
from coursekit.lessons.l04_backprop.exercises.programs import below, measured, pairs, run, walked


class Number:
    def __init__(self, data: float, made_from: Any = ()) -> None:
        self.data, self.made_from, self.grad = data, made_from, 0.0

    def __add__(self, other: Any) -> Number:
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other: Any) -> Number:
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.data * other.data, [(self, other.data), (other, self.data)])

    def __radd__(self, other: Any) -> Number:
        return self + other

    def __rmul__(self, other: Any) -> Number:
        return self * other


class Free:
    """The same for classes of any name: what is new is made by the class of self."""

    def __init__(self, data: float, made_from: Any = ()) -> None:
        self.data, self.made_from, self.grad = data, list(made_from), 0.0

    def __repr__(self) -> str:
        return f"the number {self.data:g}"

    def wrapped(self, other: Any) -> Any:
        return other if hasattr(other, "made_from") else type(self)(other)

    def __add__(self, other: Any) -> Any:
        other = self.wrapped(other)
        return type(self)(self.data + other.data, ((self, 1), (other, 1)))

    def __mul__(self, other: Any) -> Any:
        other = self.wrapped(other)
        return type(self)(self.data * other.data, ((self, other.data), (other, self.data)))

    __radd__: Answer = __add__
    __rmul__: Answer = __mul__


def _operation(data: Answer, *slopes: Answer, wrap: bool = True) -> Answer:
    """An operation from its value and the slopes it remembers, one for self and one for other."""

    def operate(self: Any, other: Any) -> Any:
        other = self.wrapped(other) if wrap else other
        a, b = self.data, other.data
        parts = zip((self, other), slopes, strict=False)
        return type(self)(data(a, b), [(part, slope(a, b)) for part, slope in parts])

    return operate


def _add(*slopes: Answer, wrap: bool = True) -> dict[str, Answer]:
    added = _operation(lambda a, b: a + b, *slopes, wrap=wrap)
    return {"__add__": added, "__radd__": added}


def _multiply(*slopes: Answer, wrap: bool = True) -> dict[str, Answer]:
    product = _operation(lambda a, b: a * b, *slopes, wrap=wrap)
    return {"__mul__": product, "__rmul__": product}


def one(a: float, b: float) -> float:
    return 1.0


def _bare(*names: str) -> dict[str, Answer]:
    """An operation, from the left and from the right, that remembers parts without slopes."""
    right: Answer = getattr(Free, names[0])

    def operate(self: Any, other: Any) -> Any:
        out = right(self, other)
        return type(self)(out.data, [part for part, _ in out.made_from])

    return dict.fromkeys(names, operate)


def _partner_as_slope(self: Any, other: Any) -> Any:
    other = self.wrapped(other)
    return type(self)(self.data * other.data, [(self, other), (other, self)])


def _in_place(self: Any, other: Any) -> Any:
    self.data += self.wrapped(other).data
    return self


def _all_at_once(self: Any, data: float, made_from: Any = ()) -> None:
    self.data, self.made_from, self.grad = data, made_from, 1.0


def mistakes_with_plain_numbers(free: Any) -> tuple[Misconception, ...]:
    """What goes wrong with a number that is not of the class."""
    return (
        Misconception(
            "plain_number_on_the_right",
            "Both sides are always of the class.",
            "Here a plain number stands on the right, and it has no data. What has to happen to it "
            "first?",
            variant(
                free,
                **_add(one, one, wrap=False),
                **_multiply(lambda a, b: b, lambda a, b: a, wrap=False),
            ),
        ),
        Misconception(
            "packs_what_is_packed",
            "Whatever stands on the right has to be packed.",
            "Your operation packs a number that is of this class already. Which class does your "
            "line with isinstance ask for, if you have one?",
            variant(free, wrapped=lambda self, other: type(self)(other)),
        ),
        Misconception(
            "plain_number_on_the_left",
            "Who can calculate w * 2 can calculate 2 * w.",
            "Here a plain number stands on the left, and it does not know your class. Python then "
            "asks the right side for a method whose name begins with __r.",
            variant(free, __init__=free.__init__, __radd__=None, __rmul__=None),
        ),
    )


def mistakes_of_memory(free: Any) -> tuple[Misconception, ...]:
    """What a result may forget."""
    return (
        Misconception(
            "parts_without_slopes",
            "It is enough to know the parts.",
            "Your results remember their parts alone. Whoever walks back needs a second thing for "
            "each: with which slope?",
            variant(free, **_bare("__add__", "__radd__"), **_bare("__mul__", "__rmul__")),
        ),
        Misconception(
            "remembers_nothing",
            "A result is a number like any other.",
            "Your results have the right data, and nobody can walk back from them: what were they "
            "made from?",
            variant(free, **_add(), **_multiply()),
        ),
    )


def arithmetic_mistakes(free: Any) -> tuple[Misconception, ...]:
    """What goes wrong with + and · in a class of numbers, which has the learner's name: Python
    says it in its messages.
    """
    return (
        *mistakes_with_plain_numbers(free),
        Misconception(
            "own_data_as_slope",
            "The slope of a product along a factor is that factor.",
            "In your product each part remembers its own data. Turn w up by 0.01 in w * x: by "
            "what is that move multiplied?",
            variant(free, **_multiply(lambda a, b: a, lambda a, b: b)),
        ),
        Misconception(
            "partner_as_slope",
            "A product swaps, so each part remembers the other one.",
            "In your product each part remembers the other number itself, not what it holds. A "
            "slope is a plain number: which one?",
            variant(free, __mul__=_partner_as_slope, __rmul__=_partner_as_slope),
        ),
        Misconception(
            "slope_1_for_products",
            "Each part has the slope 1.",
            "Your product remembers the slopes of a sum. Turn w up by 0.01 in w * x: does the "
            "product rise by 0.01?",
            variant(free, **_multiply(one, one)),
        ),
        Misconception(
            "slopes_of_sums_are_data",
            "A sum remembers its parts' data, as a product does.",
            "Your sum remembers the slopes of a product. Turn w up by 0.01 in w + x: by how much "
            "does the sum rise?",
            variant(free, **_add(lambda a, b: b, lambda a, b: a)),
        ),
        Misconception(
            "other_forgotten",
            "The result belongs to the number whose method was called.",
            "Your sum remembers one of its two parts. Who else had a hand in it?",
            variant(free, **_add(one)),
        ),
        Misconception(
            "in_place",
            "w + x changes w.",
            "After w + x the number w is another one. Somebody may still need it: what should an "
            "operation make?",
            variant(free, __add__=_in_place, __radd__=_in_place),
        ),
        Misconception(
            "grad_starts_at_1",
            "Every number has the gradient 1 along itself.",
            "Your numbers begin with a gradient that is not 0. Before any walk, has anything "
            "arrived?",
            variant(
                free,
                __init__=_all_at_once,
            ),
        ),
        *mistakes_of_memory(free),
    )


def _plain(number: Any) -> Any:
    """A plain number as it is; what stands there instead, in words."""
    return "a number that remembers" if hasattr(number, "made_from") else number


def calculates(answer: Answer, program: str, w: float, x: float) -> dict[str, Any]:
    """Two objects of the class in a calculation: its result, and the slopes that it remembers."""
    first, second = answer(w), answer(x)
    told: dict[str, Any] = {"made_from of a new one, how many": len(first.made_from)}
    result = run(program, w=first, x=second)
    told["data"] = None if result is None else _plain(result.data)
    told["entries of made_from that are no pairs"] = len(getattr(result, "made_from", ())) - len(
        pairs(result)
    )
    told["slope along w, walked back"] = _plain(walked(result, first))
    told["slope along x, walked back"] = _plain(walked(result, second))
    told["parts that are plain numbers"] = sum(not hasattr(n, "grad") for n in below(result))
    told["grad before any walk"] = getattr(result, "grad", None)
    told["data of w and x afterwards"] = np.array([first.data, second.data])
    return told


def slopes_can_be_measured(program: str, w: float, x: float) -> Answer:
    """Whether walking back over what was remembered gives the slopes of turning w and x."""

    def holds(answer: Answer) -> bool:
        first, second = answer(w), answer(x)
        result = run(program, w=first, x=second)
        turned = measured(program, answer, w=w, x=x)
        return np.allclose(
            [walked(result, first), walked(result, second)], [turned["w"], turned["x"]], atol=1e-5
        )

    return holds


def _adds_a_list(answer: Answer) -> bool:
    numbers = [answer(value) for value in (0.5, -2.0, 4.0)]
    total: Any = sum(numbers)
    return np.isclose(total.data, 2.5) and all(walked(total, n) == 1 for n in numbers)


def _either_side(answer: Answer) -> bool:
    w = answer(0.5)
    left, right = 3 * w + 2, 2 + w * 3
    return np.isclose(left.data, right.data) and walked(left, w) == walked(right, w)


ARITHMETIC = (
    ("w * x", 0.5, 2.0),
    ("w + x", 3.0, -2.0),
    ("w * w + x", 3.0, 2.0),
    ("w * 3 + 1", 0.5, 2.0),
    ("3 + 2 * w", -1.5, 2.0),
    ("h = w * x; h * x + h", 0.5, -2.0),
    ("sum([w, x, w * x])", 1.5, 4.0),
    ("(w + x) * (w + -1 * x) * w", 1.5, 0.5),
)

EASIER = """
class Number:
    def __init__(self, data, made_from=()):
        self.data, self.made_from, self.grad = data, made_from, 0.0

    def __add__(self, other):
        # A plain number is packed into a Number first.
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        # Each part with the slope along it: for a product, what stood on the other side.
        return Number(self.data * other.data, [(self, «other.data»), (other, self.data)])

    def __radd__(self, other):
        return self + other

    # 2 * w: Python asks w, since 2 does not know this class.
    def __rmul__(self, other):
        return «self * other»
"""

NUMBER = Exercise(
    signature="Number(data, made_from=())",
    task="Write a number with data, made_from (pairs of a part and the slope along it) and grad, "
    "0.0 at first, that calculates w + x, w * x, w + 2, w * 2, 2 + w and 2 * w.",
    reference=Number,
    trial=calculates,
    probes=ARITHMETIC,
    misconceptions=arithmetic_mistakes(type("Number", (Free,), {})),
    alternates=(Free,),
    hints=(
        "In w * x Python calls w's method __mul__ and hands it x as other. What does the result "
        "have to remember, so that somebody can walk back later?",
        "Each of the two makes a new Number from the data of both, with two pairs in made_from. If "
        "other is a plain number, make a Number of it first. __radd__ and __rmul__ are asked when "
        "the plain number stands on the left.",
        "A sum: the pairs hold self and other with 1.0. A product: self is paired with the data of "
        "other, and other with the data of self. 2 * w is the same as w * 2, so the last two "
        "methods can hand their work to the first two.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            slopes_can_be_measured("w * x * w + 2 * x", 1.5, -0.5),
            "Turn w by 0.00001 and calculate again: the slopes that your numbers remember say "
            "something else.",
        ),
        Property(
            "a list of them can be added up",
            _adds_a_list,
            "sum(…) begins with a plain 0 and adds one number after the other.",
        ),
        Property(
            "it does not matter on which side a plain number stands",
            _either_side,
            "2 + w and w + 2 are the same, and so are 3 * w and w * 3.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (NUMBER,)
