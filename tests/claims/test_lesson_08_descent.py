"""Double descent in lesson 08, with seeds that the lesson does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck

SEEDS = range(20, 40)


def error_of_random_units(seed, lam, noise=0.3, D=10, knobs=(15, 20, 40, 150, 2000)):
    """The error on new examples for each number of knobs, on 40 examples with noise."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(540, D))
    y = x @ rng.normal(size=D) / np.sqrt(D)
    y[:40] += noise * rng.normal(size=40)
    units, found = ck.relu(x @ rng.normal(size=(D, 2000))) / np.sqrt(D), []
    for k in knobs:
        u = units[:, :k]
        w = (
            u[:40].T @ np.linalg.solve(u[:40] @ u[:40].T + lam * np.eye(40), y[:40])
            if lam
            else np.linalg.lstsq(u[:40], y[:40], rcond=None)[0]
        )
        found.append(np.mean((u[40:] @ w - y[40:]) ** 2))
    return found


@pytest.mark.claim("08-descent")
def test_the_error_peaks_where_knobs_and_examples_are_equal_and_falls_again():
    free = np.array([error_of_random_units(seed, 0.0) for seed in SEEDS])
    middle = np.median(free, axis=0)
    assert middle[2] > 10 * middle[1]
    assert middle[4] < middle[3] < min(middle[:2])
    assert np.mean(free[:, 4] < free[:, :2].min(axis=1)) > 0.9  # "even below the first valley"
    for other in ({"noise": 1.0}, {"D": 3}):  # where it is not below
        free = np.array([error_of_random_units(seed, 0.0, **other) for seed in SEEDS])
        assert np.mean(free[:, 4] > free[:, :2].min(axis=1)) > 0.7
        assert np.median(free[:, 2]) > 10 * np.median(free[:, 4])


@pytest.mark.claim("08-peak")
def test_a_large_price_removes_the_peak_and_a_tiny_one_lowers_it_only():
    peaks = []
    for lam in (0.0, 0.0001, 0.001, 0.01, 1.0):
        middle = np.median([error_of_random_units(seed, lam) for seed in SEEDS], axis=0)
        peaks.append(middle[2] / middle[:2].min())
    assert np.all(np.diff(peaks) < 0)
    assert peaks[3] > 1 > peaks[4]
