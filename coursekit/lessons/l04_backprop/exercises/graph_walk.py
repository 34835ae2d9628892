"""Lesson 04, deeper: the walk back through a graph, in order."""

from __future__ import annotations

from collections import UserList
from typing import Any

import numpy as np

from coursekit.exercises.exercise import (
    Answer,
    Broken,
    Convention,
    Exercise,
    Misconception,
    Property,
)
from coursekit.lessons.l04_backprop.exercises.graph_order import PROBES, topological_order
from coursekit.lessons.l04_backprop.exercises.programs import run, walked
from coursekit.lessons.l04_backprop.exercises.values import FREE as Value


def backward(order: Any) -> None:
    for number in order:
        if number.made_from:
            number.grad = 0.0
    order[-1].grad = 1.0
    for number in reversed(order):
        for part, slope in number.made_from:
            part.grad += slope * number.grad


def _in_one_loop(order: Any) -> None:
    """What was calculated is swept as soon as it has passed its gradient on to nobody yet."""
    inner = [number for number in order[:-1] if len(number.made_from) > 0]
    for number in inner:
        number.grad = 0.0
    order[-1].grad = 1.0
    for i in range(len(order) - 1, -1, -1):
        for j in range(len(order[i].made_from)):
            part, slope = order[i].made_from[j]
            part.grad = part.grad + order[i].grad * slope


def _walk(
    sweep: Answer = lambda number: bool(number.made_from),
    start: Answer = lambda last: 1.0,
    passed: Answer = lambda slope, number: slope * number.grad,
    old: Answer = lambda grad: grad,
    way: Answer = reversed,
) -> Answer:
    """The right answer, but one of its five decisions is another."""

    def answer(order: Any) -> None:
        for number in order:
            if sweep(number):
                number.grad = 0.0
        order[-1].grad = start(order[-1])
        for number in way(order):
            for part, slope in number.made_from:
                part.grad = old(part.grad) + passed(slope, number)

    return answer


def _turns_the_list(order: Any) -> None:
    backward(order)
    if isinstance(order, list):
        order.reverse()


def walks_back(answer: Answer, program: str, w: float, x: float) -> dict[str, Any]:
    """Two walks over one graph: the gradients of w and x after each, and of what lies between."""
    first, second = Value(w), Value(x)
    order = topological_order(run(program, w=first, x=second))
    inner = [number for number in order if number.made_from]
    told: dict[str, Any] = {}
    for when in ("", ", after a second walk"):
        given = list(order)
        answer(given)
        told[f"grad of w{when}"] = float(first.grad)
        told[f"grad of x{when}"] = float(second.grad)
        told[f"grads of what was calculated{when}"] = np.array([n.grad for n in inner], float)
        moved = [a is not b for a, b in zip(order, given, strict=False)]
        told[f"entries of order that were moved{when}"] = sum(moved) + abs(len(order) - len(given))
    return told


def _told(program: str, values: Any, expected: Any, **inputs: float) -> bool | Broken:
    """Whether these gradients came out; else what was calculated, and both."""
    same = np.allclose(values, expected)
    return same or Broken(list(values), list(expected), program=program, **inputs)


def _as_the_paths(answer: Answer) -> bool | Broken:
    """Whether the walk finds the sum over all paths."""
    program, w, x = "h = w * x; h * ((h + x) * h) + w", Value(1.5), Value(-0.5)
    result = run(program, w=w, x=x)
    answer(UserList(topological_order(result)))
    slopes = [walked(result, w), walked(result, x)]
    return _told(program, [w.grad, x.grad], slopes, w=w.data, x=x.data)


def _result_has_1(answer: Answer) -> bool | Broken:
    w = Value(3.0)
    result = w * w
    answer(UserList(topological_order(result)))
    return _told("w * w, and the gradient of that", [result.grad], [1.0], w=3.0)


def _either_walk(answer: Answer) -> bool | Broken:
    """Whether each of two walks from one number gives the same, swept in between or not."""
    w, found = Value(0.5), []
    for _ in range(2):
        answer(UserList(topological_order(w * 6)))
        found.append(w.grad)
    return found[1] == found[0] or _told("w * 6, walked twice", found, [6.0, 12.0], w=0.5)


BACKWARD = Exercise(
    signature="backward(order)",
    task="Set grad of every number in order (a list, parts first, the result last) for a walk "
    "back from the result: old gradients of what was made from parts are swept first, those of "
    "the others are added to.",
    reference=backward,
    trial=walks_back,
    probes=PROBES[1:],
    misconceptions=(
        Misconception(
            "overwritten",
            "A number gets its gradient from the one that used it.",
            "Here a number is used twice, and the second gradient wipes out the first. What "
            "happens to gradients that arrive along different paths?",
            _walk(old=lambda grad: 0.0),
        ),
        Misconception(
            "from_the_front",
            "The list is walked as it comes.",
            "You begin with the parts. When their turn comes, has any gradient reached them?",
            _walk(way=iter),
        ),
        Misconception(
            "list_turned_around",
            "The list is handed over for good.",
            "The gradients are right, but the list itself was turned around, and somebody may "
            "still need it. How can it be walked from its end as it stands?",
            _turns_the_list,
        ),
        Misconception(
            "nothing_to_begin_with",
            "The gradients are there already.",
            "Everything stays 0: nothing times any slope is nothing. How fast does the result rise "
            "when the result is turned?",
            _walk(start=lambda last: 0.0),
        ),
        Misconception(
            "begins_with_the_loss",
            "The walk begins with how large the loss is.",
            "You begin with the data of the result. What is its gradient along itself?",
            _walk(start=lambda last: last.data),
        ),
        Misconception(
            "slope_alone",
            "The gradient of a part is its local slope.",
            "You add the local slopes and leave out what has arrived. Along a path slopes "
            "multiply.",
            _walk(passed=lambda slope, number: slope),
        ),
        Misconception(
            "gradient_alone",
            "The gradient is handed on as it is.",
            "You hand the gradient on as it is. What does each step of the path do to it?",
            _walk(passed=lambda slope, number: number.grad),
        ),
        Misconception(
            "data_for_gradient",
            "What travels back is the data.",
            "You multiply the slopes by data. What travels back is the gradient that has arrived.",
            _walk(passed=lambda slope, number: slope * number.data),
        ),
        Misconception(
            "never_swept",
            "Each walk begins with clean numbers.",
            "The first walk is right. In the second one, what was calculated still holds the "
            "gradients of the first, and passes them on once more.",
            _walk(sweep=lambda number: False),
        ),
        Misconception(
            "the_wrong_ones_swept",
            "The inputs are swept, what lies between is not.",
            "You sweep the numbers that were made from nothing. The others still hold what "
            "arrived in the first walk, and pass it on once more.",
            _walk(sweep=lambda number: not number.made_from),
        ),
    ),
    alternates=(_in_one_loop, _walk()),
    conventions=(
        Convention(
            "all_swept",
            "You sweep every number, the inputs as well. Then each walk stands alone; ours lets "
            "the gradients of inputs add up from walk to walk, so that update has to sweep them.",
            _walk(sweep=lambda number: True),
        ),
    ),
    hints=(
        "Three things, one after the other: sweep, start, walk. With which gradient does the "
        "result start?",
        "Sweep what has parts. Give the result its gradient. Then go through the list from its end "
        "and look at each pair in made_from: what arrives at the part?",
        "The last number gets 1. Then, in reversed order, each part of a number gets the slope "
        "times the gradient of that number, added to what it has.",
    ),
    properties=(
        Property(
            "it is the sum over all paths",
            _as_the_paths,
            "Multiply the slopes along each path from the result to w, and add the paths: your "
            "gradient differs.",
        ),
        Property(
            "the result has the gradient 1",
            _result_has_1,
            "Turn the result by 0.01: the result moves by 0.01.",
        ),
        Property(
            "two walks over two graphs are both right",
            _either_walk,
            "w * 6 is calculated twice and walked twice. Each walk has 6 to give to w.",
        ),
    ),
)

EXERCISES = (BACKWARD,)
