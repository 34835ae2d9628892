"""Lesson 02, a kernel that slides along one row: where in a recording does a call stand?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def best_place(row: Array, pattern: Array) -> Any:
    """Where the sum of patch times pattern is largest."""
    n = len(pattern)
    sums = [np.sum(row[i : i + n] * pattern) for i in range(len(row) - n + 1)]
    return int(np.argmax(sums))


def numbers(*values: float) -> Array:
    return np.array(values)


def _sums(row: Array, pattern: Array) -> Any:
    return np.correlate(row, pattern, mode="valid")


def _one_too_few(row: Array, pattern: Array) -> Any:
    return int(np.argmax(_sums(row, pattern)[:-1]))


def _last_of_equals(row: Array, pattern: Array) -> Any:
    sums = _sums(row, pattern)
    return int(np.flatnonzero(sums == sums.max())[-1])


def _closest(row: Array, pattern: Array) -> Any:
    n = len(pattern)
    off = [np.sum(np.abs(row[i : i + n] - pattern)) for i in range(len(row) - n + 1)]
    return int(np.argmin(off))


def _record_from_zero(row: Array, pattern: Array) -> Any:
    sums = _sums(row, pattern)
    return int(np.argmax(sums)) if sums.max() > 0 else 0


def _with_the_best_so_far(row: Array, pattern: Array) -> Any:
    best, place = -np.inf, 0
    for i in range(len(row) - len(pattern) + 1):
        answer = sum(a * b for a, b in zip(row[i:], pattern, strict=False))
        if answer > best:
            best, place = answer, i
    return place


def _finds_it_last(answer: Answer) -> bool:
    return bool(answer(numbers(0.0, 0.0, 0.0, 0.0, 1.0, -1.0), numbers(1.0, -1.0)) == 4)


def _moves_with_the_call(answer: Answer) -> bool:
    row, pattern = numbers(0.0, 2.0, -1.0, 1.5, 0.0, 0.0), numbers(2.0, -1.0, 1.0)
    return bool(answer(np.append(0.0, row[:-1]), pattern) == answer(row, pattern) + 1)


BEST_PLACE = Exercise(
    signature="best_place(row, pattern)",
    task="Slide the pattern (n,) along the row (N,), N at least n: at each place where it fits "
    "multiply and add up. Return the place of the largest sum, from 0; the first of equal ones.",
    reference=best_place,
    probes=(
        (numbers(0.0, 1.0, 3.0), numbers(-1.0, 1.0)),
        (numbers(0.0, 5.0, 4.0, 0.0, 2.0, 0.0, 1.0), numbers(-1.0, 2.0, -1.0)),
        (numbers(1.0, 0.0, 2.0, 1.0, 3.0), numbers(1.0, 2.0)),
        (numbers(0.0, 1.0, 0.0, 1.0), numbers(0.5, 1.0)),
        (numbers(0.0, 3.0, 0.0, 2.0, 2.0, 2.0, 0.5), numbers(1.0, 1.0, 1.0)),
        (numbers(-3.0, -1.0, -1.0, -2.0, -5.0), numbers(1.0, 1.0, 0.5)),
        (numbers(4.0, 0.0, 1.0, -1.0, 0.0, 0.0), numbers(1.0, -1.0, 0.0)),
        (numbers(-900.0, -300.0, -400.0), numbers(1.0)),
    ),
    misconceptions=(
        Misconception(
            "loudest",
            "The pattern is where it is loudest.",
            "You found the largest number of the row. Where does the pattern come in?",
            lambda row, pattern: int(np.argmax(row)),
        ),
        Misconception(
            "last_of_equals",
            "Of equal sums the last one counts.",
            "Two places have the same sum. Which of them was asked for?",
            _last_of_equals,
        ),
        Misconception(
            "in_size",
            "A large sum is one far from 0.",
            "A sum far below 0 says that the row runs against the pattern. Is that a call?",
            lambda row, pattern: int(np.argmax(np.abs(_sums(row, pattern)))),
        ),
        Misconception(
            "one_too_few",
            "A row has as many places as N - n.",
            "Draw the row and the pattern: may it stand at the very end?",
            _one_too_few,
        ),
        Misconception(
            "record_from_zero",
            "The largest sum so far is 0 before the first one.",
            "All sums are below 0 here, and yet one of them is the largest. What does your search "
            "begin with?",
            _record_from_zero,
            probe=5,
        ),
        Misconception(
            "how_large",
            "The largest sum is the answer.",
            "That is how large the sum is. Where does it stand?",
            lambda row, pattern: _sums(row, pattern).max(),
        ),
        Misconception(
            "turned",
            "The pattern is turned round first, as in mathematics.",
            "Your pattern runs backward. Is its first number multiplied with the first of the "
            "patch?",
            lambda row, pattern: int(np.argmax(_sums(row, pattern[::-1]))),
        ),
        Misconception(
            "last_number",
            "A place is where the pattern ends.",
            "Counted from 0, a pattern at the very beginning of the row has place 0.",
            lambda row, pattern: int(np.argmax(_sums(row, pattern))) + len(pattern) - 1,
        ),
        Misconception(
            "closest",
            "The best place is where the differences are smallest.",
            "You compare by differences. Here patch and pattern are multiplied: a loud call may "
            "answer with a larger sum than a perfect copy.",
            _closest,
        ),
    ),
    alternates=(
        lambda row, pattern: int(_sums(row, pattern).argmax()),
        _with_the_best_so_far,
    ),
    hints=(
        "Two numbers of the row under a pattern of two: what would conv_valid do at that place?",
        "Make a list with one sum for each place. How many places are there, and where in the "
        "list is the largest?",
        "A loop over the places from 0 to N - n: cut a piece as long as the pattern out of the "
        "row, multiply, add up, append. NumPy's argmax then says where the largest stands.",
    ),
    properties=(
        Property(
            "a call at the very end is found",
            _finds_it_last,
            "Here the pattern stands at the end of the row. Does your loop get there?",
        ),
        Property(
            "a call that comes one later is found one later",
            _moves_with_the_call,
            "The same row, moved by one: the answer should move by one.",
        ),
    ),
)

EXERCISES = (BEST_PLACE,)
