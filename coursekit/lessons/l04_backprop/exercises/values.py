"""Lesson 04, deeper: numbers that remember, with three functions that bend them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant
from coursekit.lessons.l04_backprop.exercises.numbers import (
    ARITHMETIC,
    Free,
    arithmetic_mistakes,
    calculates,
    slopes_can_be_measured,
)
from coursekit.lessons.l04_backprop.exercises.programs import walked


class Value:
    def __init__(self, data: float, made_from: Any = ()) -> None:
        self.data, self.made_from, self.grad = data, made_from, 0.0

    def __add__(self, other: Any) -> Value:
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other: Any) -> Value:
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __radd__(self, other: Any) -> Value:
        return self + other

    def __rmul__(self, other: Any) -> Value:
        return self * other

    def relu(self) -> Value:
        return Value(max(self.data, 0.0), [(self, 1.0 if self.data > 0 else 0.0)])

    def exp(self) -> Value:
        height = np.exp(self.data)
        return Value(height, [(self, height)])

    def log(self) -> Value:
        return Value(np.log(self.data), [(self, 1 / self.data)])


def _bend(height: Answer, slope: Answer) -> Answer:
    """A function of one number, from its height and its slope at x."""
    return lambda self: type(self)(height(self.data), ((self, slope(self.data)),))


class _Free(Free):
    """The same for classes of any name."""

    relu = _bend(lambda x: x if x > 0 else 0.0, lambda x: float(x > 0))
    exp = _bend(math.exp, math.exp)
    log = _bend(math.log, lambda x: x**-1)


FREE = type("Value", (_Free,), {})


def _relu(slope: Answer) -> type:
    return variant(FREE, relu=_bend(lambda x: max(x, 0.0), slope))


def _lonely(bend: Answer) -> Answer:
    """The bend, whose made_from is a pair instead of a list of one pair."""

    def lonely(self: Any) -> Any:
        out = bend(self)
        return type(self)(out.data, out.made_from[0])

    return lonely


def _log_undoes_exp(answer: Answer) -> bool:
    x = answer(1.7)
    result = x.exp().log()
    return bool(np.allclose([result.data, walked(result, x)], [1.7, 1]))


def _nothing_passes(answer: Answer) -> bool:
    x = answer(-1.5)
    out = x.relu()
    return bool(out.data == 0 and walked(out, x) == 0)


BENDS = (
    Misconception(
        "pair_without_a_list",
        "A second pair of brackets makes a list of one pair.",
        "Behind a bend, made_from holds two entries, the number and its slope, where one pair "
        "should stand: in Python ((a, b)) is (a, b). How do you write a list of one entry?",
        variant(FREE, relu=_lonely(_Free.relu), exp=_lonely(_Free.exp), log=_lonely(_Free.log)),
    ),
    Misconception(
        "relu_without_a_gate",
        "ReLU has the slope 1.",
        "The data went into relu below 0, and came out as 0. Turn it up by 0.01: does the output "
        "hear anything?",
        _relu(lambda x: 1.0),
    ),
    Misconception(
        "relu_s_height_as_slope",
        "The slope is the value that passed.",
        "Your relu remembers its output as its slope. Where it is open it is the line out = x: how "
        "steep is that line, near 0 and far away?",
        _relu(lambda x: max(x, 0.0)),
    ),
    Misconception(
        "exp_as_a_power",
        "The slope of a power is its exponent times the next lower power.",
        "That rule is for powers of x, such as x * x. In exp the x stands in the exponent. Compare "
        "the height and the slope of that curve in the picture.",
        variant(FREE, exp=_bend(math.exp, lambda x: x * math.exp(x - 1))),
    ),
    Misconception(
        "exp_with_slope_1",
        "A function that is applied to x has the slope 1.",
        "Your exp is as steep everywhere as it is at 0. How steep is it where it stands high?",
        variant(FREE, exp=_bend(math.exp, lambda x: 1.0)),
    ),
    Misconception(
        "log_s_height_as_slope",
        "As for exp, so for ln: the slope is the height.",
        "Your log remembers its height as its slope. Is ln steep or flat where it stands high?",
        variant(FREE, log=_bend(math.log, math.log)),
    ),
    Misconception(
        "log_at_its_height",
        "The slope of ln is 1 over its height.",
        "Your log takes the slope at what it put out. At which number should it be taken: at what "
        "went in, or at what came out?",
        variant(FREE, log=_bend(math.log, lambda x: 1 / math.log(x))),
    ),
    Misconception(
        "log_of_base_10",
        "log is the logarithm of base 10.",
        "Your log counts tens. The course's logarithm is the one that undoes exp.",
        variant(FREE, log=_bend(math.log10, lambda x: 1 / (x * math.log(10)))),
    ),
)

VALUE = Exercise(
    signature="Value(data, made_from=())",
    task="Write Number once more under the name Value, with three more methods: relu(), exp() and "
    "log() (natural) make a new Value from this one alone, with the slope along it.",
    reference=Value,
    trial=calculates,
    probes=(
        *ARITHMETIC,
        ("w.relu() + x.relu()", 0.5, 2.0),
        ("(w * x).relu()", 1.5, -2.0),
        ("w.relu() * x + x", -0.5, 2.0),
        ("w.exp()", 0.5, 2.0),
        ("x.log()", 0.5, 2.0),
        ("(w * x).exp() * w", -0.5, 1.5),
        ("(x + w * x).log() * x", 0.25, 3.0),
        ("(1 + (-1 * w * x).exp()).log()", 0.5, -2.0),
        ("h = w * x; (h + 2).relu() * (h * h).exp() + x.log()", -0.5, 1.5),
    ),
    misconceptions=(*arithmetic_mistakes(FREE), *BENDS),
    alternates=(_Free,),
    hints=(
        "The first five methods are those of your Number, with the name Value inside as well. A "
        "method for a bend has self alone: what comes out, and how steep is the curve at "
        "self.data?",
        "One pair in made_from: self, and the slope at self.data. ReLU: 1 where the data is above "
        "0, else 0. exp is as steep as it is high. ln is as steep as 1 over what went in.",
        "Work out the height first, with max, NumPy's exp or NumPy's log of self.data. Then "
        "a new Value of that height, whose list holds one pair. For exp the height is also the "
        "slope.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            slopes_can_be_measured("(w * x + 3).log() * (w * w).exp() + (x * w).relu()", 0.5, 1.5),
            "Turn w by 0.00001 and calculate again: the slopes that your numbers remember say "
            "something else.",
        ),
        Property(
            "log undoes exp, and their slopes cancel",
            _log_undoes_exp,
            "ln of e to the x is x again, so the slope of both together is 1.",
        ),
        Property(
            "a closed relu lets nothing back",
            _nothing_passes,
            "Below 0 the output of relu stays 0, however you turn its input.",
        ),
    ),
)

EXERCISES = (VALUE,)
