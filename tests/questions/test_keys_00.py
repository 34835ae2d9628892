"""The keys of lesson 00: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.l00_start_here.questions import PREDICTIONS, QUIZ

ASKED = {q.id: q for q in (*(q for name in QUIZ for q in widgets.quiz(name).questions),
                           *PREDICTIONS.values())}  # fmt: skip
REASONS = {
    "00.2": "The code was the same in both runs and the skill was not: the code did not hold it.",
}


def empty_network():
    test = data.digits().split(np.random.default_rng(0)).test
    rng = np.random.default_rng(0)
    net = ck.Sequential(ck.Linear(64, 100, rng), ck.ReLU(), ck.Linear(100, 10, rng))
    net.theta[:] = 0
    answers = net(test.x).argmax(axis=1)
    return "it gives every drawing the same answer" if np.ptp(answers) == 0 else "it varies"


def shape_of_the_product():
    return str((np.ones((270, 64)) @ np.ones((64, 10))).shape)


def ink_of_a_one():
    digits = data.digits()
    one, eight = (digits.x[digits.y == k].sum(axis=1).mean() for k in (1, 8))
    beside = {
        "about a third: it is a single stroke": 1 / 3, "about half: an 8 has two loops": 1 / 2,
        "nearly as much as an 8": 0.95, "more than an 8": 1.1,
    }  # fmt: skip
    assert f"{one:.1f} and {eight:.1f}" in ASKED["00.4"].options["nearly as much as an 8"]
    return min(beside, key=lambda option: abs(beside[option] - one / eight))


def name_on_a_page_that_has_not_run():
    page, ran = ["print(pencil)", 'pencil = "HB"'], {}
    with pytest.raises(NameError):
        exec(page[0], ran)
    exec(page[1], ran)
    exec(page[0], ran)
    return "that cell has not run since Python started"


def a_column_minus_a_row():
    wrong = np.array([[1.0], [2.0], [3.0]]) - np.array([1.0, 2.0, 3.0])
    return {9: "a table of nine numbers", 3: "three zeros"}[wrong.size]


COMPUTED = {
    "00.1": empty_network, "00.3": shape_of_the_product, "00.4": ink_of_a_one,
    "00.5": name_on_a_page_that_has_not_run, "00.6": a_column_minus_a_row,
}  # fmt: skip


def test_every_key_is_computed_or_has_a_reason():
    assert sorted(ASKED) == sorted([*COMPUTED, *REASONS])


@pytest.mark.parametrize("name", COMPUTED)
def test_the_key_is_what_comes_out(name):
    assert ASKED[name].right == COMPUTED[name]()
