"""What exercise notebook 06 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from tests.claims.labs import reference, train, two_layers


@pytest.mark.claim("x06-valley")
def test_at_the_best_rate_of_each_a_memory_leaves_a_million_times_a_million_times_less():
    def left(lr, beta):
        place, v = np.array([-2.0, 0.6]), np.zeros(2)
        for _ in range(60):
            slope = place * [1.0, 20.0]
            place, v = reference("momentum_step")(place, slope, v, lr, beta)
        return (place[0] ** 2 + 20 * place[1] ** 2) / 2

    rates = np.linspace(0.01, 0.2, 191)
    best = {beta: min(rates, key=lambda lr, beta=beta: left(lr, beta)) for beta in (0.0, 0.5)}
    assert best[0.0] == pytest.approx(0.094, abs=0.0015)
    assert best[0.5] == pytest.approx(0.116, abs=0.012)
    assert 11 < np.log10(left(0.094, 0.0) / left(0.116, 0.5)) < 13


@pytest.mark.claim("x06-race")
def test_the_three_rules_come_down_about_equally_far(digits):
    ends = np.array([
        [np.mean(train(two_layers(s, 64, 32, 10), rule, split.train, 6, 32, s)[-20:])
         for rule in (ck.SGD(0.5), ck.Momentum(0.05), ck.Adam(0.01))]
        for s, split in digits.items()
    ])  # fmt: skip
    middle = np.median(ends, axis=0)
    assert ends.max() < 0.25
    assert middle.max() < 1.3 * middle.min()


@pytest.mark.claim("x06-late")
def test_a_longer_memory_is_smoother_and_late(digits):
    smooth = reference("smooth_curve")
    for seed, split in digits.items():
        run = np.array(train(two_layers(seed, 64, 32, 10), ck.SGD(0.3), split.train, 2, 8, seed))
        short, long = smooth(run, 0.9), smooth(run, 0.99)
        assert np.abs(np.diff(long[100:])).mean() < np.abs(np.diff(short[100:])).mean() / 3
        assert np.mean(long[20:200] > short[20:200]) > 0.85


@pytest.mark.claim("x06-fair")
def test_at_one_rate_for_all_the_rate_decides_and_at_its_own_best_each_rule_wins_now_and_then(
    digits,
):
    kinds, rates = (ck.SGD, ck.Momentum, ck.Adam), (0.001, 0.01, 0.1, 0.5)
    at_one_rate, fair = [], []
    for seed, split in digits.items():
        table = np.zeros((3, 4))
        for row, column in np.ndindex(3, 4):
            net, rule = two_layers(seed, 64, 32, 10), kinds[row](rates[column])
            train(net, rule, split.train, 6, 32, seed)
            table[row, column] = ck.softmax_cross_entropy(net(split.val.x), split.val.y)[0]
        at_one_rate.append(table.argmin(axis=0))
        fair.append(reference("fair_winner")(table))
    assert np.mean(np.array(at_one_rate) == [2, 2, 1, 0], axis=0).min() > 0.8
    assert set(fair) == {0, 1, 2}


@pytest.mark.claim("x06-cosine")
def test_a_fading_rate_tames_one_that_is_too_large_and_half_of_it_does_as_well(digits):
    def ends(lr, fading):
        found = []
        for seed, split in digits.items():
            net, points = two_layers(seed, 64, 32, 10), split.train
            steps = reference("total_updates")(len(points), 16, 8)
            schedule = ck.cosine(lr, steps) if fading else None
            train(net, ck.SGD(lr), points, 8, 16, seed, schedule=schedule)
            found.append(ck.softmax_cross_entropy(net(points.x), points.y)[0])
        return np.array(found)

    fixed, fading, half = ends(1.0, False), ends(1.0, True), ends(0.5, False)
    assert np.mean(fading < fixed / 2) > 0.7
    assert np.median(half) < 1.1 * np.median(fading)
