"""What lesson 07 says about luck and its choice, with seeds that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

from tests.claims.experiments_07 import noise_accuracy, winners

SEEDS = range(20, 40)


def test_the_ranges_of_the_text_are_those_of_a_poll():
    for judges, points in ((15, 26), (600, 4), (10_000, 1)):
        assert 196 * 0.5 / np.sqrt(judges) == pytest.approx(points, rel=0.05)


@pytest.mark.claim("07-noise")
def test_choosing_columns_on_all_rows_makes_80_percent_of_nothing():
    leaky, honest = ([noise_accuracy(n, seed) for seed in range(20, 80)] for n in (100, 50))
    assert np.mean(leaky) == pytest.approx(0.8, abs=0.04)
    assert min(np.median(leaky[first : first + 10]) for first in range(0, 60, 10)) > 0.75
    assert np.mean(honest) == pytest.approx(0.5, abs=0.04)  # 60 tests of 50: sd 0.01


@pytest.mark.claim("07-flippers")
def test_what_the_best_of_a_thousand_flippers_gets_is_too_good():
    then, later = np.transpose([winners(seed) for seed in range(20, 420)])
    for first in range(0, 400, 20):  # twenty contests, as in the lesson
        assert np.median(then[first : first + 20]) == pytest.approx(0.66, abs=0.02)
        assert np.median(later[first : first + 20]) == pytest.approx(0.5, abs=0.02)
    single = [winners(seed, flippers=1)[0] for seed in range(20, 420)]
    assert np.mean(single) == pytest.approx(0.5, abs=0.01)  # "a fair estimate", sd 0.0025
