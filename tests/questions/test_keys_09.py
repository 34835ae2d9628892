"""Lesson 09: each key is what the experiment gives, or has its reason here."""

from __future__ import annotations

import numpy as np

import coursekit as ck
from coursekit import widgets
from coursekit.lessons.catalogue import find, questions
from coursekit.lessons.l09_vanishing_gradients.deep import cured, drawings, end, residual
from coursekit.lessons.l09_vanishing_gradients.deep import plain as plain_network
from coursekit.lessons.l09_vanishing_gradients.signal_check import compute

QUESTIONS = questions("09")
ASKED = {
    question.id: question
    for name in QUESTIONS.QUIZ
    for question in getattr(widgets.quiz(name), "questions", ())
}
LN_10 = np.log(10)
REASONS = {
    "09.cures": "each remedy is the one that the section on its trouble ends with",
}
COMPUTED = {
    "09.r1", "09.r2", "09.r3", "09.roads", "09.clip",
    "09-a", "09-b", "09.1", "09.2", "09.3", "09.4",
}  # fmt: skip


def closest(options: dict[str, float], value: float) -> str:
    """The option whose number lies nearest."""
    return min(options, key=lambda name: abs(options[name] - value))


def test_every_question_is_computed_or_has_its_reason() -> None:
    puzzles = {"09.cures"}
    every = {*ASKED, *puzzles, *QUESTIONS.VOTES, *QUESTIONS.PREDICTIONS}
    assert every == COMPUTED | set(REASONS)
    assert not COMPUTED & set(REASONS)


def test_the_warm_up() -> None:
    numbers = {name: float(name) for name in ASKED["09.r1"].options}
    assert ASKED["09.r1"].right == closest(numbers, 2 * 0.5 * 4)
    shares = {"none": 0.0, "all of it": 1.0, "three times as much": 3.0}
    relu = ck.ReLU()
    relu.forward(np.array([[-3.0]]))
    assert ASKED["09.r2"].right == closest(shares, relu.backward(np.ones((1, 1)))[0, 0])
    losses = {name: float(name) for name in ASKED["09.r3"].options}
    logits, y = np.zeros((4, 10)), np.arange(4)
    assert ASKED["09.r3"].right == closest(losses, ck.softmax_cross_entropy(logits, y)[0])


def test_both_roads_carry_the_gradient() -> None:
    one = np.ones((1, 1))
    block = one, np.zeros(1), 0.5 * one, np.zeros(1)
    dx = find("residual_backward").reference(2 * one, one, *block)[0]
    assert ASKED["09.roads"].right == f"{dx[0, 0]:g}: the sum of both roads"


def test_clipping_shortens_both_arrays_by_one_factor() -> None:
    short = find("clip_by_norm").reference([np.array([6.0]), np.array([8.0])], 5.0)
    assert ASKED["09.clip"].right == " and ".join(f"[{grad[0]:g}]" for grad in short)


def test_what_a_chain_of_twenty_leaves() -> None:
    chain = find("telephone").reference(np.zeros(20), 1.0)
    sizes = {
        "all of it": 1, "about a twentieth": 1 / 20, "about a quarter": 1 / 4,
        "a few millionths of a millionth": 3e-12,
    }  # fmt: skip
    logs = {name: np.log(size) for name, size in sizes.items()}
    assert QUESTIONS.VOTES["09-a"].right == closest(logs, np.log(chain[0] / chain[-1]))


def test_a_tower_of_zeros_hands_on_its_input() -> None:
    out = x = np.array([[1.0, -2.0, 0.5]])
    for _ in range(75):
        out = find("residual_forward").reference(
            out, np.zeros((3, 4)), np.zeros(4), np.zeros((4, 3)), np.zeros(3)
        )
    towers = {
        "0: nothing gets through zeros": 0 * x, "75 times as large: each block adds": 75 * x,
        "the input, unchanged": x, "half, halved again at each block": x / 2**75,
    }  # fmt: skip
    (key,) = [name for name, tower in towers.items() if np.array_equal(tower, out)]
    assert QUESTIONS.VOTES["09-b"].right == key


def learns(loss: float) -> bool:
    return loss < 1.5


def test_which_of_the_two_networks_learns() -> None:
    fell = learns(end(plain_network(152), 150)), learns(end(residual(152), 150))
    options = {
        (True, True): "in both of them", (True, False): "in the plain one only",
        (False, True): "in the residual one only", (False, False): "in neither of them",
    }  # fmt: skip
    assert QUESTIONS.PREDICTIONS["09.1"].right == options[fell]


def test_which_spread_keeps_the_signal() -> None:
    options = QUESTIONS.PREDICTIONS["09.2"].options
    sizes = {
        name: abs(np.log(compute("relu", float(name.split("/")[0])).signal[-1])) for name in options
    }
    assert QUESTIONS.PREDICTIONS["09.2"].right == min(sizes, key=lambda name: sizes[name])


def test_which_of_the_two_runs_learns() -> None:
    def run(max_norm: float) -> bool:
        net, losses, rng = residual(152), [], np.random.default_rng(0)
        train_set, _ = drawings()
        for _ in range(100):
            rows = rng.choice(len(train_set), 64, replace=False)
            loss, dlogits = ck.softmax_cross_entropy(net(train_set.x[rows]), train_set.y[rows])
            net.backward(dlogits)
            ck.SGD(0.1).step(net.theta, find("clip_by_norm").reference([net.grad], max_norm)[0])
            losses.append(loss)
        return learns(float(np.mean(losses[-20:])))

    options = {
        (True, True): "both of them", (True, False): "only the clipped one",
        (False, True): "only the free one",
    }  # fmt: skip
    assert QUESTIONS.PREDICTIONS["09.3"].right == options[run(1.0), run(1e9)]


def test_what_the_cured_network_learns() -> None:
    best = end(residual(152), 80)
    reached = (LN_10 - end(cured(0), 80)) / (LN_10 - best)
    shares = {"as well as the residual one": 1.0, "nearly as well": 0.8, "hardly or not at all": 0}
    assert QUESTIONS.PREDICTIONS["09.4"].right == closest(shares, reached)
