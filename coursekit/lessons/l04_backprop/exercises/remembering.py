"""Lesson 04, backpropagation: a first class whose objects remember."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant


def _in_turns(answer: Answer, numbers: tuple[float, ...], others: tuple[float, ...]) -> Any:
    """Two objects; each number to the first one is followed by one to the second."""
    mean, other = answer(), answer()
    told = {}
    for place, (number, elsewhere) in enumerate(zip(numbers, others, strict=True), start=1):
        told[f"the answer to number {place}"] = mean.add(number)
        told[f"the answer of a second object to its number {place}"] = other.add(elsewhere)
    return told


class RunningMean:
    def __init__(self) -> None:
        self.total = 0.0
        self.count = 0

    def add(self, number: float) -> float:
        self.total += number
        self.count += 1
        return self.total / self.count


class _Lists:
    def __init__(self) -> None:
        self.numbers: list[float] = []

    def add(self, number: float) -> float:
        self.numbers.append(number)
        return float(np.mean(self.numbers))


class _Moves:
    def __init__(self) -> None:
        self.mean, self.n = 0.0, 0

    def add(self, number: float) -> float:
        self.n = self.n + 1
        self.mean = self.mean + (number - self.mean) / self.n
        return self.mean


class _OnTheClass:
    total, count = 0.0, 0

    def add(self, number: float) -> float:
        kind = type(self)
        kind.total += number
        kind.count += 1
        return kind.total / kind.count


class _Halfway:
    def __init__(self) -> None:
        self.mean: float | None = None

    def add(self, number: float) -> float:
        self.mean = number if self.mean is None else (self.mean + number) / 2
        return self.mean


class _MeanForSum:
    def __init__(self) -> None:
        self.mean, self.count = 0.0, 0

    def add(self, number: float) -> float:
        self.count += 1
        self.mean = (self.mean + number) / self.count
        return self.mean


def _starts_again(self: Any, number: float) -> float:
    self.__init__()
    return RunningMean.add(self, number)


def _answers_first(self: Any, number: float) -> float:
    before: float = self.total / max(self.count, 1)
    RunningMean.add(self, number)
    return before


def _one_too_many(self: Any) -> None:
    self.total, self.count = 0.0, 1


def _whole(self: Any, number: float) -> float:
    RunningMean.add(self, number)
    return float(self.total // self.count)


def _sum(self: Any, number: float) -> float:
    RunningMean.add(self, number)
    return float(self.total)


def _last(answer: Answer, numbers: tuple[float, ...]) -> Any:
    mean = answer()
    return [mean.add(number) for number in numbers][-1]


def _alone_and_with_a_neighbor(answer: Answer) -> bool:
    mean, neighbor = answer(), answer()
    mean.add(2.0)
    neighbor.add(100.0)
    return bool(np.isclose(mean.add(4.0), _last(answer, (2.0, 4.0))))


def _members(**members: Any) -> type:
    return variant(RunningMean, **members)


RUNNING_MEAN = Exercise(
    signature="RunningMean()",
    task="Write a class whose objects keep a mean: add(number) takes one more number and returns "
    "the mean of all numbers that this object has been given.",
    reference=RunningMean,
    trial=_in_turns,
    probes=(
        ((4.0,), (10.0,)),
        ((2.0, 4.0, 9.0), (-1.0, 0.5, 20.0)),
        ((1, 2), (3, 8)),
        ((0.0, -2.5, 0.25, 7.0), (5.0, 5.0, 5.0, 5.0)),
    ),
    misconceptions=(
        Misconception(
            "on_the_class",
            "What an object remembers is written on the class.",
            "A second object was given numbers of its own in between, and yours has mixed them up. "
            "Whose memory is it, the class's or the object's?",
            _OnTheClass,
        ),
        Misconception(
            "starts_again",
            "A method starts from nothing each time.",
            "Your object answers with the last number alone. What should it still know from the "
            "call before, and where was that kept?",
            _members(add=_starts_again),
        ),
        Misconception(
            "halfway",
            "The new mean lies halfway between the old mean and the new number.",
            "The first two answers are right. From the third number on, do all numbers count "
            "alike in yours?",
            _Halfway,
        ),
        Misconception(
            "mean_for_sum",
            "The old mean and the new number, divided by how many there are.",
            "The first two answers are right. From the third number on you add it to a mean, and "
            "divide by all: for how many numbers does that mean stand?",
            _MeanForSum,
        ),
        Misconception(
            "sum",
            "The total is the mean.",
            "Your answer grows with every number. A mean lies between the smallest and the "
            "largest one.",
            _members(add=_sum),
        ),
        Misconception(
            "one_too_many",
            "Counting begins at 1.",
            "The first answer should be the first number itself. How many numbers has a new "
            "object been given?",
            _members(__init__=_one_too_many),
        ),
        Misconception(
            "answers_first",
            "The new number counts from the next call on.",
            "Your answer does not know the number that has just come. In which order do your "
            "lines count, add and answer?",
            _members(add=_answers_first),
        ),
        Misconception(
            "whole_numbers",
            "// divides.",
            "Your means are whole numbers. Which division keeps what stands behind the point?",
            _members(add=_whole),
            probe=1,
        ),
    ),
    alternates=(_Lists, _Moves),
    hints=(
        "Which numbers must an object know from all calls before, to work out the mean when one "
        "more comes?",
        "Two of them: how many numbers there were, and their sum. A new object begins with both "
        "at 0; every method finds them behind self.",
        "When the object is made, write two zeros to names behind self. In add, change both of "
        "them first; the answer is one divided by the other.",
    ),
    properties=(
        Property(
            "the order of the numbers does not matter",
            lambda answer: np.isclose(
                _last(answer, (1.0, 5.0, 9.0)), _last(answer, (9.0, 1.0, 5.0))
            ),
            "The same three numbers in another order have the same mean. Yours differ.",
        ),
        Property(
            "an object knows only its own numbers",
            _alone_and_with_a_neighbor,
            "A number that another object was given has changed your mean.",
        ),
    ),
)

EXERCISES = (RUNNING_MEAN,)
