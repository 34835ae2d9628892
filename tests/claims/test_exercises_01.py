"""What exercise notebook 01 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import data
from tests.claims.labs import SEEDS, reference


@pytest.mark.claim("x01-flipper")
def test_a_millimeter_of_flipper_goes_with_40_to_55_grams_and_beats_the_lazy_rival():
    birds = data.penguins()
    known = ~np.isnan(birds.x).any(axis=1)
    flipper, mass = birds.x[known, 2] / 10, birds.x[known, 3] / 1000
    best = reference("best_knob")(flipper - flipper.mean(), mass - mass.mean())
    assert best == pytest.approx(0.50, abs=0.005)
    for seed in SEEDS:
        train_rows, new = np.split(np.random.default_rng(seed).permutation(len(mass)), [250])
        longer, heavier = (v - v[train_rows].mean() for v in (flipper, mass))
        w = reference("train_knob")(0.0, longer[train_rows], heavier[train_rows], 0.01, 5)
        assert 40 <= round(100 * w) <= 55  # grams, for a millimeter
        assert np.mean(heavier[train_rows] > 0) < 0.5  # "lighter", says the rival
        is_heavier = heavier[new] > 0
        assert np.sum((w * longer[new] > 0) != is_heavier) < np.sum(is_heavier) / 2
