"""Lesson 04, deeper: the order in which a graph is walked, each number after its parts."""

from __future__ import annotations

from typing import Any

from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.lessons.l04_backprop.exercises.programs import below, run
from coursekit.lessons.l04_backprop.exercises.values import FREE as Value


def topological_order(last: Any) -> list[Any]:
    order, seen, waiting = [], set(), [last]
    while waiting:
        number = waiting[-1]
        parts = [part for part, slope in number.made_from if part not in seen]
        if parts:
            waiting.extend(parts)
        else:
            waiting.pop()
            if number not in seen:
                seen.add(number)
                order.append(number)
    return order


def _by_recursion(last: Any) -> list[Any]:
    order: list[Any] = []

    def visit(number: Any) -> None:
        if number not in order:
            for part, _ in number.made_from:
                visit(part)
            order.append(number)

    visit(last)
    return order


def _by_counting(last: Any) -> list[Any]:
    """From the end: a number may go when everything that uses it has gone."""
    uses: dict[Any, int] = {last: 0}
    found = [last]
    for number in found:
        for part, _ in number.made_from:
            if part not in uses:
                uses[part] = 0
                found.append(part)
            uses[part] += 1
    free, order = [last], []
    while free:
        number = free.pop()
        order.append(number)
        for part, _ in number.made_from:
            uses[part] -= 1
            if uses[part] == 0:
                free.append(part)
    return order[::-1]


def _level_by_level(last: Any) -> list[Any]:
    found = [last]
    for number in found:
        found += [part for part, _ in dict(number.made_from).items() if part not in found]
    return found[::-1]


def _result_before_parts(last: Any) -> list[Any]:
    found: list[Any] = []

    def visit(number: Any) -> None:
        if number not in found:
            found.append(number)
            for part, _ in number.made_from:
                visit(part)

    visit(last)
    return found[::-1]


def _told_apart_by_data(last: Any) -> list[Any]:
    order: list[Any] = []

    def visit(number: Any) -> None:
        if number.data not in [known.data for known in order]:
            for part, _ in number.made_from:
                visit(part)
            order.append(number)

    visit(last)
    return order


def _every_time(last: Any) -> list[Any]:
    return [n for part, _ in last.made_from for n in _every_time(part)] + [last]


def _one_step(last: Any) -> list[Any]:
    return [*dict(last.made_from), last]


def listed(answer: Answer, program: str, w: float, x: float) -> Any:
    """What is wrong with a list of everything from which a result was made."""
    result = run(program, w=Value(w), x=Value(x))
    returned = answer(result)
    if not isinstance(returned, list | tuple):
        return returned
    order = list(returned)
    place = {id(number): i for i, number in reversed([*enumerate(order)])}
    every = {id(number): number for number in below(result)}
    late = [
        (part, number)
        for number in every.values()
        for part, _ in number.made_from
        if place.get(id(part), -1) > place.get(id(number), len(order))
    ]
    return {
        "numbers that are missing": sum(key not in place for key in every),
        "numbers that stand there more than once": len(order) - len(place),
        "numbers that stand before one of their parts": len({id(number) for _, number in late}),
        "numbers of another calculation": sum(key not in every for key in place),
    }


PROBES = (
    ("w", 0.5, 2.0),
    ("w * x", 0.5, 2.0),
    ("w * w + x", 3.0, 2.0),
    ("h = w * x; h * 1 + h * 2", 0.5, 2.0),
    ("w * x + w * w", 2.0, 2.0),
    ("h = w * x; h * ((h + x) * (h + x) * h)", 0.5, 2.0),
    ("a = w + w; b = a + a; b + b", 0.5, 2.0),
    ("a = w * x; b = a + w; c = b * a; c + b + a + w", 1.5, -2.0),
)


def _chain(answer: Answer) -> bool | Broken:
    numbers = [Value(1.0)]
    for _ in range(20):
        numbers.append(numbers[-1] + numbers[-1])
    order = list(answer(numbers[-1]))
    return order == numbers or Broken(len(order), 21, program="1, doubled twenty times")


def _result_last(answer: Answer) -> bool | Broken:
    w = Value(2.0)
    result = w * w + w
    ends = [number.data for number in answer(result)][:: len(answer(result)) - 1]
    return ends == [2, 6] or Broken(ends, [2.0, 6.0], program="w * w + w", w=2.0)


EASIER = """
def topological_order(last):
    order, seen, waiting = [], set(), [last]
    while waiting:
        # Look at the top of the pile, without taking it.
        number = waiting[-1]
        parts = [part for part, slope in number.made_from if «part not in seen»]
        if parts:
            # They come first: put them on top.
            waiting.extend(parts)
        else:
            # All its parts are in the list: now it may go there itself, once.
            waiting.pop()
            if number not in seen:
                seen.add(number)
                «order.append(number)»
    return order
"""

TOPOLOGICAL_ORDER = Exercise(
    signature="topological_order(last)",
    task="Return a list of every number from which last was made, and last itself: each of them "
    "once, and each after all its parts.",
    reference=topological_order,
    trial=listed,
    probes=PROBES,
    misconceptions=(
        Misconception(
            "every_time",
            "A number belongs in the list each time it is used.",
            "Some of your numbers stand in the list more than once. How can you tell that you have "
            "been somewhere before?",
            _every_time,
        ),
        Misconception(
            "level_by_level",
            "The parts of one level come before all of the next.",
            "You go through the graph level by level. Here a number is used twice, nearby and far "
            "away: it may go only after both have had their turn.",
            _level_by_level,
        ),
        Misconception(
            "result_before_parts",
            "A number is written down as soon as it is met.",
            "You write a number down when you come to it, and turn the list at the end. Here that "
            "puts a number before one of its parts. What has to be in the list already when a "
            "number is written down?",
            _result_before_parts,
        ),
        Misconception(
            "last_first",
            "The walk back needs the result first.",
            "Your list begins with the result. It is asked for the other way round: parts first.",
            lambda last: topological_order(last)[::-1],
        ),
        Misconception(
            "told_apart_by_data",
            "Numbers with the same data are the same number.",
            "Two different numbers can hold the same data, and you keep one of them only. What "
            "makes a number itself?",
            _told_apart_by_data,
        ),
        Misconception(
            "without_the_inputs",
            "Only what was calculated belongs in the list.",
            "Numbers that were made from nothing are missing. They are the ones whose gradient you "
            "want.",
            lambda last: [n for n in topological_order(last) if n.made_from],
        ),
        Misconception(
            "without_the_result",
            "The result is known, so it is left out.",
            "The result itself is missing. Where would the walk back begin?",
            lambda last: topological_order(last)[:-1],
        ),
        Misconception(
            "last_alone",
            "Who is marked as seen is not visited again.",
            "Your list holds the result alone, and no part of it. Which number does your program "
            "ask for its parts, and what keeps it from going there?",
            lambda last: [last],
        ),
        Misconception(
            "one_step",
            "The parts of the result are all there is.",
            "You list the result and its own parts. Those parts have parts, too.",
            _one_step,
        ),
    ),
    alternates=(_by_recursion, _by_counting),
    hints=(
        "Think of getting dressed: the shoes wait for the socks. When may a number be written "
        "down?",
        "Go down to the parts first, and write a number down when all its parts are in the list. "
        "Remember in a set whom you have written down.",
        "Keep a pile that begins with last. Look at the top: if parts of it are not written down "
        "yet, put them on the pile; else take it off, and write it down unless it is there.",
    ),
    properties=(
        Property(
            "twenty doublings make 21 numbers",
            _chain,
            "A number that was doubled twenty times has 21 numbers in its list. Going down the "
            "same way again and again, you would meet a million.",
        ),
        Property(
            "the first of all is the first, the result the last",
            _result_last,
            "In w * w + w everything is made from w, and everything is in the result.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (TOPOLOGICAL_ORDER,)
