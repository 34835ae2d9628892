"""The keys of lesson 06: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.catalogue import find
from coursekit.lessons.l06_optimizers.questions import PREDICTIONS, QUIZ, VOTES
from coursekit.questions.matching import Match

SHOWN = {name: widgets.quiz(name) for name in QUIZ}
RECALLED = [q for quiz in SHOWN.values() for q in getattr(quiz, "questions", ())]
ASKED = {q.id: q for q in (*RECALLED, *PREDICTIONS.values(), *VOTES.values())}
PUZZLES = {name: quiz for name, quiz in SHOWN.items() if isinstance(quiz, Match)}
REASONS = {
    "06.r2": "Lesson 05 measured it: with batches the loss of healthy runs rises in many steps.",
    "06.memory": "A rule keeps what its `remembers` names; a sweep keeps the results of its runs.",
}
SPLIT = data.digits().split(np.random.default_rng(0))


def walk(rule, slope, start, steps):
    w = np.array(start, dtype=float)
    path = [w.copy()]
    rule.reset(w)
    for _ in range(steps):
        rule.step(w, slope(w))
        path.append(w.copy())
    return np.array(path)


def valley_slope(w):
    return np.array([1.0, 100.0]) * w


def pit_slope(w):
    return 4 * w**3 - 6 * w + 1


def ends(rule):
    """Where a walk from 2 ends: beyond the rise, or in the near pit."""
    return walk(rule, pit_slope, [2.0], 1000)[-1, 0]


def settles(rule):
    path = walk(rule, valley_slope, [10.0, 1.0], 400)
    return int(np.flatnonzero(0.5 * path[:, 0] ** 2 + 50 * path[:, 1] ** 2 > 1e-3)[-1]) + 1


def trained(rule, seed, split=SPLIT, **options):
    rng = np.random.default_rng(seed)
    net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
    options = {"epochs": 6, **options}
    list(ck.train(net, ck.softmax_cross_entropy, rule, split.train.x, split.train.y,
                  batch_size=32, rng=np.random.default_rng(seed), **options))  # fmt: skip
    return net


def limit_of_curvature_ten():
    return f"{next(lr for lr in (0.1, 0.2, 2) if abs(1 - lr * 10) >= 1):g}"


def slope_behind_a_silent_unit():
    silent = np.zeros((5, 1))
    return f"{(silent.T @ np.random.default_rng(0).normal(size=(5, 3))).max():g}"


def angle():
    start = np.array([10.0, 1.0])
    downhill = valley_slope(start)
    cosine = downhill @ start / np.linalg.norm(downhill) / np.linalg.norm(start)
    degrees = np.degrees(np.arccos(cosine))
    return min(ASKED["06.1"].options, key=lambda told: abs(int(told[6:-1]) - degrees))


def steps_of_sgd():
    lengths = np.abs(np.diff(walk(ck.SGD(lr=0.1), lambda w: 2 * w, [5.0], 20)[:, 0]))
    return "shrink as the slope fades" if (np.diff(lengths) < 0).all() else ""


def top_speed():
    path = walk(ck.Momentum(lr=0.1, beta=0.9), lambda w: np.ones(1), [0.0], 500)[:, 0]
    first, last = path[0] - path[1], path[-2] - path[-1]
    assert first == pytest.approx(0.1)
    return "1, ten times the first" if last == pytest.approx(1) == 10 * first else ""


def coasting():
    w, velocity, path = np.zeros(1), np.ones(1), [0.0]
    for _ in range(2):
        w, velocity = find("momentum_step").reference(w, 0 * w, velocity, 1.0, 0.9)
        path.append(w[0])
    return ", ".join(f"{step:g}" for step in -np.diff(path).round(9)) + ", 0.73, …"


def kappa_times_a_hundred():
    needed = []
    for kappa in (100, 10_000):
        root = np.sqrt(kappa)
        ball = ck.Momentum(lr=4 / (1 + root) ** 2, beta=((root - 1) / (root + 1)) ** 2)
        path = walk(ball, lambda w, k=kappa: np.array([1, k]) * w, [1.0, 1.0], 1000)
        needed.append(np.argmax(abs(path).max(axis=1) <= 1e-3))
    told = ("as many steps as before", "about 10 times as many", "about 100 times as many")
    return told[round(np.log10(needed[1] / needed[0]))]


def who_leaves():
    left = (ends(ck.SGD(lr=0.01)) < 0, ends(ck.Momentum(lr=0.01, beta=0.9)) < 0)
    return {(True, True): "both", (False, True): "only the ball", (True, False): "only plain SGD",
            (False, False): "neither"}[left]  # fmt: skip


def stride_of(slopes):
    path = np.concatenate(([0.0], np.zeros(len(slopes))))
    rule, w = ck.Adam(lr=1.0), np.zeros(1)
    rule.reset(w)
    for k, slope in enumerate(slopes, start=1):
        rule.step(w, np.array([slope]))
        path[k] = w[0]
    return -np.diff(path)


def once_a_large_slope():
    return f"about {stride_of([*[1.0] * 500, 100.0])[-1]:.0f} times lr"


def slope_times_a_thousand():
    small, large = stride_of([1.0])[0], stride_of([1000.0])[0]
    return "the same" if small == pytest.approx(large) else ""


def without_correction():
    return {3: "about three times longer"}[round((1 - 0.9) / np.sqrt(1 - 0.999))]


def adam_above_the_pit():
    return (
        "stays in the near pit" if ends(ck.Adam(lr=0.05)) == pytest.approx(1.13, abs=0.01) else ""
    )


def years_of_gpt_3():
    years = 6 * 174.6e9 * 300e9 / 50e9 / (365.25 * 86_400)
    return f"{round(years, -5):,.0f} years"


def ahead_on_new_digits():
    ahead = []
    for seed in range(5):
        split = data.digits().split(np.random.default_rng(seed))
        steps = 12 * -(-len(split.train) // 32)
        sgd, adam = (
            ck.accuracy(net(split.test.x), split.test.y)
            for net in (
                trained(kind(lr=lr), seed, split, epochs=12, schedule=ck.cosine(lr, steps))
                for kind, lr in ((ck.SGD, 1.0), (ck.Adam, 0.01))
            )
        )
        ahead.append(np.sign(sgd - adam))
    return "now one is ahead, now another" if max(ahead) > 0 > min(ahead) else ahead


def fewest_in_the_valley():
    low, high = np.geomspace(0.01, 0.03, 31), np.geomspace(0.1, 3, 31)
    sgd = min(settles(ck.SGD(lr)) for lr in low[low < 0.02])
    ball = min(settles(ck.Momentum(lr)) for lr in low)
    adam = min(settles(ck.Adam(lr)) for lr in high)
    assert max(ball, adam) < sgd / 2
    return "ball and Adam about level" if abs(ball - adam) < 0.1 * adam else ""


def one_shared_rate():
    """Twice the accuracy at 0.01, and none of it left at another rate: 0.01 did not suit SGD."""

    def accuracy(rule):
        nets = [trained(rule, seed) for seed in range(2)]
        return np.mean([ck.accuracy(net(SPLIT.val.x), SPLIT.val.y) for net in nets])

    assert accuracy(ck.Adam(lr=0.01)) > 1.7 * accuracy(ck.SGD(lr=0.01))
    return (
        "nothing yet: 0.01 need not suit both"
        if accuracy(ck.SGD(lr=1.0)) > accuracy(ck.Adam(lr=0.01)) - 0.03
        else ""
    )


KEYS = {
    "06.r1": limit_of_curvature_ten,
    "06.r3": slope_behind_a_silent_unit,
    "06.1": angle,
    "06.2": top_speed,
    "06.coast": coasting,
    "06.3": kappa_times_a_hundred,
    "06.4": who_leaves,
    "06.5": once_a_large_slope,
    "06.correction": without_correction,
    "06.6": adam_above_the_pit,
    "06.7": years_of_gpt_3,
    "06.8": ahead_on_new_digits,
    "06.9": fewest_in_the_valley,
    "06.choose": one_shared_rate,
    "06-a": steps_of_sgd,
    "06-b": slope_times_a_thousand,
}


@pytest.mark.parametrize("id", KEYS)
def test_the_key_is_what_comes_out(id):
    assert ASKED[id].right == KEYS[id]()


@pytest.mark.parametrize(("rule", "kept"), [(ck.SGD, 0), (ck.Momentum, 1), (ck.Adam, 2)])
def test_a_rule_keeps_as_many_numbers_as_the_puzzle_says(rule, kept):
    told = PUZZLES["06.memory"].pairs[{"Momentum": "momentum"}.get(rule.__name__, rule.__name__)]
    assert len(rule.remembers) == kept
    assert told.startswith(("nothing", "one number", "two numbers")[kept])


def test_every_question_has_a_computation_or_a_reason():
    of_this_lesson = [id for id in ASKED if not id.startswith("06.d") and id != "06-d"]
    assert sorted([*KEYS, *REASONS]) == sorted([*of_this_lesson, *PUZZLES])
