"""The penguins of lesson 06: steps on one bird at a time, with seeds that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import data

SEEDS = range(20, 40)


@pytest.mark.claim("06-hover")
def test_a_constant_rate_hovers_and_a_fading_one_comes_to_rest():
    birds = data.penguins().x[:, 3] / 1000
    birds = birds[np.isfinite(birds)]
    assert len(birds) == 342
    assert birds.mean() == pytest.approx(4.20, abs=5e-3)

    def weighings(rate, batch, seed):
        rng, w, seen = np.random.default_rng(seed), 3.0, []
        for t in range(1, 301):
            w -= rate(t) * (w - rng.choice(birds, batch).mean())
            seen.append(w)
        return np.array(seen[100:])

    runs = [
        [
            weighings(lambda t: 0.3, 1, s),
            weighings(lambda t: 0.3, 16, s),
            weighings(lambda t: 1 / t, 1, s),
        ]
        for s in SEEDS
    ]
    reach, spread = (
        np.array([[f(w) for w in run] for run in runs]).T
        for f in (lambda w: abs(w - birds.mean()).max(), np.std)
    )
    assert np.median(reach[0]) == pytest.approx(0.9, abs=0.2)  # "within about ± 1 kg"
    assert reach[0].min() > 0.5
    assert np.median(spread[1] / spread[0]) == pytest.approx(1 / 4, abs=0.04)
    assert np.median(reach[2]) < 0.2  # "comes to rest"
    assert np.all(spread[2] < spread[0] / 5)


def test_with_a_rate_of_one_over_t_w_is_the_mean_so_far():
    seen, w = np.array([3.1, 5.0, 4.5]), 17.0
    for t, bird in enumerate(seen, start=1):
        w -= (w - bird) / t
    assert w == pytest.approx(seen.mean())
