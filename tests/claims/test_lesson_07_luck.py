"""What lesson 07 says about luck and its choice, with seeds that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

SEEDS = range(20, 40)


def test_the_ranges_of_the_text_are_those_of_a_poll():
    assert 1.96 * 0.5 / np.sqrt(100) == pytest.approx(0.10, abs=0.005)
    assert 1.96 * 0.5 / np.sqrt(10_000) == pytest.approx(0.01, abs=0.0005)
    assert 1 / np.sqrt(600) == pytest.approx(0.04, abs=0.002)


@pytest.mark.claim("07-noise")
def test_choosing_columns_on_all_rows_makes_80_percent_of_nothing():
    def score(leaky, seed):
        rng = np.random.default_rng(seed)
        x, y = rng.normal(size=(100, 1000)), rng.permutation(np.arange(100) % 2)
        seen = slice(0, 100 if leaky else 50)
        gap = x[seen][y[seen] == 1].mean(axis=0) - x[seen][y[seen] == 0].mean(axis=0)
        x = x[:, np.argsort(-abs(gap))[:20]]
        ill, healthy = x[:50][y[:50] == 1].mean(axis=0), x[:50][y[:50] == 0].mean(axis=0)
        guess = (x[50:] - (ill + healthy) / 2) @ (ill - healthy) > 0
        return np.mean(guess == y[50:])

    leaky, honest = ([score(way, seed) for seed in range(60)] for way in (True, False))
    assert np.mean(leaky) == pytest.approx(0.8, abs=0.04)
    assert min(np.median(leaky[first : first + 10]) for first in range(0, 60, 10)) > 0.75
    assert np.mean(honest) == pytest.approx(0.5, abs=0.04)  # 60 tests of 50: sd 0.01


@pytest.mark.claim("07-flippers")
def test_the_best_of_a_thousand_flippers_gets_about_66_percent_and_50_afterwards():
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        winners = rng.binomial(100, 0.5, (20, 1000)).max(axis=1)
        again = rng.binomial(1000, 0.5, 20)
        assert np.median(winners) / 100 == pytest.approx(0.66, abs=0.02)
        assert np.median(again) / 1000 == pytest.approx(0.5, abs=0.02)
