"""The numbers in lesson 06, with seeds and splits that the lesson does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(20, 40)


@pytest.fixture(scope="module")
def digits():
    """A split of the digits for each seed."""
    return {seed: data.digits().split(np.random.default_rng(seed)) for seed in SEEDS}


def walk(rule, slope, start, steps):
    w = np.array(start)
    path = [w.copy()]
    rule.reset(w)
    for _ in range(steps):
        rule.step(w, slope(w))
        path.append(w.copy())
    return np.array(path)


def valley(x, y):
    return 0.5 * x**2 + 50 * y**2


def valley_slope(w):
    return np.array([1.0, 100.0]) * w


def pit_slope(w):
    return 4 * w**3 - 6 * w + 1


def settles(rule):
    loss = valley(*walk(rule, valley_slope, [10.0, 1.0], 400).T)
    return int(np.flatnonzero(loss > 1e-3)[-1]) + 1


def reader(seed):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))


def training(net, rule, seed, on, epochs=10, **options):
    return ck.train(
        net, ck.softmax_cross_entropy, rule, on.train.x, on.train.y, epochs=epochs,
        batch_size=32, rng=np.random.default_rng(seed), **options,
    )  # fmt: skip


# The hook, and section 1.


def test_the_steepest_way_in_the_valley_is_79_degrees_off():
    start = np.array([10.0, 1.0])
    downhill = valley_slope(start)
    cos = downhill @ start / np.linalg.norm(downhill) / np.linalg.norm(start)
    assert np.degrees(np.arccos(cos)) == pytest.approx(78.6, abs=0.1)


def test_plain_steps_need_about_270_whatever_the_mesh_of_rates():
    best = min(settles(ck.SGD(lr=lr)) for lr in np.linspace(0.018, 0.01999, 400))
    assert 265 <= best <= 280


def test_steps_of_sgd_on_the_bowl_shrink_and_those_of_adam_hardly():
    sgd, adam = (
        np.abs(np.diff(walk(rule, lambda w: 2 * w, [5.0], 20)[:, 0]))
        for rule in (ck.SGD(lr=0.1), ck.Adam(lr=0.1))
    )
    np.testing.assert_allclose(sgd[[0, 9, 19]], [1, 0.134, 0.0144], rtol=5e-3)
    assert adam.max() / adam.min() < 1.1


# Section 2.


@pytest.mark.parametrize(("beta", "times"), [(0, 1), (0.5, 2), (0.8, 5), (0.9, 10), (0.99, 100)])
def test_the_top_speed_is_lr_over_one_minus_beta(beta, times):
    path = walk(ck.Momentum(lr=0.1, beta=beta), lambda w: np.ones(1), [0.0], 2000)
    assert path[-2, 0] - path[-1, 0] == pytest.approx(0.1 * times, rel=1e-6)


def test_sixty_steps_of_the_ball_and_of_plain_steps_end_where_the_text_says():
    rolled = walk(ck.Momentum(lr=0.0158, beta=0.9), valley_slope, [10.0, 1.0], 60)[-1]
    walked = walk(ck.SGD(lr=0.0178), valley_slope, [10.0, 1.0], 60)[-1]
    assert valley(*rolled) == pytest.approx(0.23, abs=0.01)
    assert valley(*walked) == pytest.approx(5.8, abs=0.05)


def test_plain_steps_grow_as_kappa_and_a_balls_as_its_root():
    def needed(kappa, ball):
        root, w, velocity, n = np.sqrt(kappa), np.ones(2), np.zeros(2), 0
        beta = ((root - 1) / (root + 1)) ** 2 if ball else 0.0
        lr = 4 / (1 + root) ** 2 if ball else 2 / (1 + kappa)
        while np.abs(w).max() > 1e-3:
            slope = np.array([1, kappa]) * w
            w, velocity = find("momentum_step").reference(w, slope, velocity, lr, beta)
            n += 1
        return n

    assert (needed(3, False), needed(3, True)) == (10, 7)
    assert needed(10_000, False) / needed(100, False) == pytest.approx(100, rel=0.02)
    assert (needed(100, True), needed(10_000, True)) == (58, 708)
    assert needed(1000, False) > 15 * needed(1000, True)


def test_the_pit_keeps_sgd_and_adam_and_lets_the_ball_go():
    def end(rule, steps=1000):
        return walk(rule, pit_slope, [2.0], steps)[-1, 0]

    assert end(ck.SGD(lr=0.01)) == pytest.approx(1.131, abs=1e-3)
    assert end(ck.Momentum(lr=0.01, beta=0.9)) == pytest.approx(-1.301, abs=1e-3)
    for lr in (0.01, 0.05, 0.1, 0.2, 0.3):
        assert end(ck.Adam(lr=lr)) == pytest.approx(1.131, abs=1e-3)
    assert end(ck.Adam(lr=0.5)) == pytest.approx(-1.301, abs=1e-3)


def test_momentum_leaves_the_pit_in_some_settings_and_comes_back_in_others():
    lr, beta = np.geomspace(0.001, 0.05, 101)[None, :], np.linspace(0, 0.99, 101)[:, None]
    w, velocity = np.full((101, 101), 2.0), np.zeros((101, 101))
    for _ in range(3000):
        velocity = beta * velocity + 4 * w * w * w - 6 * w + 1
        w = w - lr * velocity
    deep = w < 0
    assert 0.10 < deep.mean() < 0.20
    assert not deep[beta[:, 0] < 0.5].any()
    first = np.argmax(deep, axis=0)  # the smallest β that leaves, for each rate
    assert (np.diff(first[deep.any(axis=0)]) <= 1).all()
    assert sum((~column[k:]).any() for column, k in zip(deep.T, first, strict=True)) > 50


# Section 3.


def test_adams_first_stride_is_lr_whatever_the_slope():
    slopes = np.array([1e-4, 1e-2, 1.0, 1e2])
    path = walk(ck.Adam(lr=0.01), lambda w: slopes, np.zeros(4), 1)
    np.testing.assert_allclose(path[0] - path[1], 0.01, rtol=2e-4)  # eps against 0.0001


@pytest.mark.claim("06-strides")
def test_in_a_network_adam_starts_with_one_stride_and_later_most_are_shorter(digits):
    for seed in SEEDS:
        moved = {}
        for rule in (ck.SGD(lr=0.3), ck.Adam(lr=0.003)):
            net = reader(seed)
            assert net.n_params == 2410
            run, strides = training(net, rule, seed, digits[seed]), []
            for _ in range(100):
                before = net.theta.copy()
                next(run)
                strides.append(abs(net.theta - before))
            moved[type(rule).__name__] = [s[s > 1e-9] for s in (strides[0], strides[-1])]
        sgd, adam = moved["SGD"][0], moved["Adam"]
        assert np.log10(sgd.max() / sgd.min()) > 3
        assert np.mean(abs(adam[0] / 0.003 - 1) < 0.01) > 0.98
        assert np.median(adam[1]) < 0.003 / 3


def test_one_large_slope_makes_adam_careful_for_hundreds_of_steps():
    slopes = np.where(np.arange(900) == 500, 100.0, 1.0)
    rule, w, path = ck.Adam(lr=1.0), np.zeros(1), [0.0]
    rule.reset(w)
    for g in slopes:
        rule.step(w, np.array([g]))
        path.append(w[0])
    stride = -np.diff(path)
    assert stride[499] == pytest.approx(1)
    assert stride[500] == pytest.approx(2.12, abs=0.01) == stride.max()
    assert ((stride[550:800] > 0.2) & (stride[550:800] < 0.27)).all()


def test_without_the_correction_adam_begins_with_strides_of_3_to_6_6():
    t = np.arange(1, 301)
    raw = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    assert raw[0] == pytest.approx(3.16, abs=0.01)
    assert (raw.argmax() + 1, raw.max().round(1), raw[-1].round(1)) == (12, 6.6, 2.0)


def test_when_slopes_set_in_after_a_long_silence_a_stride_is_6_6_lr():
    path = np.zeros(1)
    rule, places = ck.Adam(lr=1.0), []
    rule.reset(path)
    for slope in np.where(np.arange(20_300) < 20_000, 0.0, 1.0):
        rule.step(path, np.array([slope]))
        places.append(path[0])
    assert abs(np.diff(places)).max() == pytest.approx(6.6, abs=0.05)


def test_the_plateau_is_crossed_in_the_steps_of_the_text():
    def slope(z):
        s = ck.sigmoid(z)
        return 2 * s * s * (1 - s)

    assert slope(np.array([10.0]))[0] == pytest.approx(0.00009, abs=1e-6)
    crossed = [
        int(np.argmax(walk(rule, slope, [10.0], 12_000) < 0))
        for rule in (ck.SGD(lr=1.0), ck.Momentum(lr=1.0), ck.Adam(lr=0.1))
    ]
    assert crossed == [11034, 1160, 72]


def test_in_the_valley_ball_and_adam_are_level_and_beta_gains_more_than_the_rule():
    for mesh in (31, 60):
        low, high = np.geomspace(0.01, 0.03, mesh), np.geomspace(0.1, 3, mesh)
        ball, adam = (
            min(settles(ck.Momentum(lr)) for lr in low), min(settles(ck.Adam(lr)) for lr in high)
        )  # fmt: skip
        betas = (0.5, 0.6, 0.7, 0.8)
        tuned = [
            min(settles(kind(lr, b)) for lr in rates for b in betas)
            for kind, rates in ((ck.Momentum, low), (ck.Adam, high))
        ]
        assert abs(ball - adam) < 12
        assert all(0.3 < steps / 274 < 0.4 for steps in (ball, adam))
        assert all(2.7 < a / b < 3.4 for a, b in zip((ball, adam), tuned, strict=True))
        assert all(best < 40 for best in tuned)


# Section 4.


def test_the_arithmetic_of_gpt_3():
    flops = find("training_flops").reference(174.6e9, 300e9)
    assert flops == pytest.approx(3.143e23, rel=1e-3)
    assert flops == pytest.approx(3640 * 1e15 * 86_400, rel=2e-3)  # the table's petaflop/s-days
    assert flops / 50e9 / (365.25 * 86_400) == pytest.approx(199_000, rel=5e-3)
    assert 300e9 / 174.6e9 < 2


def test_a_forward_pass_changes_no_weight(digits):
    net = reader(0)
    before = net.theta.copy()
    net(digits[SEEDS[0]].val.x)
    np.testing.assert_array_equal(net.theta, before)


# Use what you built, and common mistakes.


@pytest.mark.claim("06-close")
def test_with_a_good_rate_each_of_the_three_learns_the_digits_in_ten_epochs(digits):
    for seed in SEEDS:
        for rule in (ck.SGD(lr=0.3), ck.Momentum(lr=0.03), ck.Adam(lr=0.01)):
            losses = list(training(reader(seed), rule, seed, digits[seed]))
            assert np.mean(losses[-40:]) < 0.15


@pytest.mark.claim("06-exam")
def test_the_rules_read_new_digits_about_equally_well(digits):
    best_rates = {ck.SGD: 1.0, ck.Momentum: 0.1, ck.Adam: 0.01}
    accuracies = {kind: [] for kind in best_rates}
    for seed, split in digits.items():
        for kind, lr in best_rates.items():
            net, steps = reader(seed), 12 * -(-len(split.train) // 32)
            schedule = ck.cosine(lr, steps)
            list(training(net, kind(lr=lr), seed, split, epochs=12, schedule=schedule))
            accuracies[kind].append(ck.accuracy(net(split.test.x), split.test.y))
    table = np.array([*accuracies.values()])
    for first in range(0, len(SEEDS), 5):  # the lesson shows five splits
        five = table[:, first : first + 5]
        assert np.ptp(np.median(five, axis=1)) < 0.02
    assert np.ptp(table.mean(axis=1)) < 0.01  # no winner over twenty splits either
    assert np.ptp(table, axis=1).min() > np.ptp(np.median(table, axis=1))
    assert len(digits[SEEDS[0]].test) == 270


@pytest.mark.claim("06-rates")
def test_at_one_shared_rate_the_rate_decides_who_wins(digits):
    def accuracy(kind, lr):
        found = []
        for seed, split in digits.items():
            net = reader(seed)
            list(training(net, kind(lr=lr), seed, split, epochs=6))
            found.append(ck.accuracy(net(split.val.x), split.val.y))
        return np.array(found)

    rates = (0.001, 0.01, 0.3, 1)
    sgd, adam = ({lr: accuracy(kind, lr) for lr in rates} for kind in (ck.SGD, ck.Adam))
    assert np.all(adam[0.001] > sgd[0.001] + 0.3)
    assert np.all(sgd[0.3] > adam[0.3] + 0.3)
    best = [max(np.median(found) for found in table.values()) for table in (sgd, adam)]
    assert np.ptp(best) < 0.04  # "at their best rates they are nearly level"
    assert adam[0.01].mean() / sgd[0.01].mean() == pytest.approx(2, abs=0.2)  # the quiz


@pytest.mark.claim("06-kept")
def test_momentum_with_the_rate_of_sgd_ruins_what_a_tenth_of_it_learns(digits):
    plain, kept, tenth = np.transpose([
        [np.mean(list(training(reader(seed), rule, seed, digits[seed]))[-40:])
         for rule in (ck.SGD(lr=1.0), ck.Momentum(lr=1.0), ck.Momentum(lr=0.1))]
        for seed in SEEDS
    ])  # fmt: skip
    assert np.median(plain) == pytest.approx(0.1, abs=0.04)
    assert np.median(tenth) < 0.1
    assert max(plain.max(), tenth.max()) < 0.25
    assert np.median(kept) == pytest.approx(np.log(10), abs=0.15)  # "it knows nothing"
    assert kept.min() > 1.5


def test_a_rule_made_anew_in_each_step_has_no_memory():
    w = np.array([10.0, 1.0])
    for _ in range(60):
        rule = ck.Momentum(lr=0.0158)
        rule.reset(w)
        rule.step(w, valley_slope(w))
    np.testing.assert_allclose(w, walk(ck.SGD(lr=0.0158), valley_slope, [10.0, 1.0], 60)[-1])
    w = np.array([10.0, 1.05])
    for _ in range(60):
        rule, before = ck.Adam(lr=0.1), w.copy()
        rule.reset(w)
        rule.step(w, valley_slope(w))
        np.testing.assert_allclose(abs(w - before), 0.1, rtol=1e-6)
