"""Lesson 02: each key is what the lesson's experiment gives, or has its reason in REASONS."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.l02_forward_pass import questions
from coursekit.lessons.l02_forward_pass.experiments import all_equal, trained, untrained

REASONS = {
    "02.r1": "a convention of the course: a row is an example (NOTATION.md)",
    "02.r2": "a definition: the update is the step that changes parameters",
    "02.r3": "a definition: a label is the given answer",
}
ASKED = {q.id: q for name in questions.QUIZ for q in widgets.quiz(name).questions}
ALL = ASKED | questions.VOTES | questions.PREDICTIONS


def nearest(value: float, options: dict[str, float]) -> str:
    """The option whose number is the closest, measured in factors."""
    return min(options, key=lambda option: abs(np.log(options[option] / value)))


def mean_accuracy(examples: data.Dataset) -> float:
    nets = [untrained(examples, seed) for seed in range(300)]
    return float(np.mean([ck.accuracy(net(examples.x), examples.y) for net in nets]))


def softmax_of_one_and_three() -> str:
    p = ck.softmax(np.array([[1.0, 3.0]]))[0, 1]
    return nearest(p, {option: float(option[:-1]) / 100 for option in ALL["02.softmax"].options})


def accuracy_of_three_drawings() -> str:
    p = np.array([0.9, 0.51, 0.4])
    found = ck.accuracy(np.stack([p, 1 - p], axis=1), np.zeros(3, dtype=int))
    return nearest(found, {option: float(option) for option in ALL["02.accuracy"].options})


def border_without_a_bend() -> str:
    """A lead of one class that is affine in x changes its sign along one straight line."""
    moons = data.moons(200, np.random.default_rng(0))
    lead = trained(moons, 0, bend=False)(moons.x) @ [-1, 1]
    columns = np.column_stack([moons.x, np.ones(200)])
    left = lead - columns @ np.linalg.lstsq(columns, lead, rcond=None)[0]
    straight = np.abs(left).max() < 1e-9
    return "one straight line and nothing else" if straight else "any curve, with enough units"


def doubled_logits() -> str:
    once, twice = (ck.softmax(k * np.array([[1.0, 3.0]]))[0, 1] for k in (1, 2))
    word = "rises" if twice > once else "falls" if twice < once else "stays"
    (option,) = [option for option in ALL["02-b"].options if option.startswith(word)]
    return option


def two_classes() -> str:
    found = mean_accuracy(data.faces(200, np.random.default_rng(2)))
    hardly, half, more = ALL["02.1"].options
    return hardly if found < 0.4 else half if found < 0.6 else more


def parameters() -> str:
    total = sum(n * m + m for n, m in ((784, 128), (128, 10)))
    return nearest(
        total,
        {
            "about 900": 900,
            "about 10,000": 1e4,
            "about 100,000": 1e5,
            "about a million": 1e6,
        },
    )


def trainings_with_two_units() -> str:
    rng = np.random.default_rng(0)
    x = rng.choice([-1.0, 1.0], (80, 2))
    y = (x[:, 0] != x[:, 1]).astype(int)
    stairs = data.Dataset(x + 0.2 * rng.normal(size=(80, 2)), y, "stairs")
    nets = [trained(stairs, seed, 2) for seed in range(10)]
    perfect = sum(ck.accuracy(net(stairs.x), stairs.y) == 1 for net in nets)
    every, none, some = ALL["02.3"].options
    assert perfect < 5 or perfect == 10
    return every if perfect == 10 else none if perfect == 0 else some


def ten_classes() -> str:
    found = mean_accuracy(data.digits().subset(np.arange(500)))
    half, tenth, hardly = ALL["02.4"].options
    return nearest(found, {half: 0.5, tenth: 0.1, hardly: 0.01})


def units_that_started_equal() -> str:
    moons = data.moons(200, np.random.default_rng(0))
    W = trained(moons, 0, 8, init=all_equal)[0].W
    kinds = len(np.unique(W.round(9), axis=1).T)
    return {8: "8 different units", 1: "8 copies of one unit"}.get(kinds, "a few groups")


COMPUTED: dict[str, Callable[[], str]] = {
    "02.softmax": softmax_of_one_and_three,
    "02.accuracy": accuracy_of_three_drawings,
    "02-a": border_without_a_bend,
    "02-b": doubled_logits,
    "02.1": two_classes,
    "02.2": parameters,
    "02.3": trainings_with_two_units,
    "02.4": ten_classes,
    "02.5": units_that_started_equal,
}


def test_every_question_of_the_lesson_is_computed_or_has_its_reason() -> None:
    assert sorted([*COMPUTED, *REASONS]) == sorted(ALL)


@pytest.mark.parametrize("name", COMPUTED)
def test_the_key_is_what_the_experiment_gives(name: str) -> None:
    assert ALL[name].right == COMPUTED[name]()
