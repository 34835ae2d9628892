"""The experiments behind the sentences of lesson 01, each over several seeds and data sets."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets

SEEDS = (0, 1, 2)


def losses(examples, seed, **off):
    """The loss at each step of the cycle with some of its steps switched off."""
    assert widgets.broken_cycle  # loads the module of the same name
    cycle = sys.modules["coursekit.lessons.l01_learning_cycle.broken_cycle"].cycle
    switches = {"score": True, "adjust": True, "shuffle": True} | off
    return np.array(list(cycle(examples, np.random.default_rng(seed), **switches)))


def learn(x, y, seed, looks=2000):
    """The function of the lesson."""
    rng = np.random.default_rng(seed)
    net = ck.Sequential(ck.Linear(x.shape[1], 16, rng), ck.ReLU(), ck.Linear(16, 2, rng))
    for _ in ck.train(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), x, y,
        epochs=looks // len(x), batch_size=20, rng=rng,
    ):  # fmt: skip
        pass
    return net


@pytest.fixture(scope="module")
def pets():
    return data.silhouettes()


@pytest.mark.claim("01-broken")
@pytest.mark.parametrize("seed", SEEDS)
def test_each_switch_breaks_the_cycle_in_its_own_way(seed):
    moons = data.moons(200, np.random.default_rng(seed))
    for run in range(2):
        whole = losses(moons, run)
        assert whole[-1] < 0.3 < whole[0]
        assert np.ptp(losses(moons, run, adjust=False)) == 0
        blind = losses(moons, run, score=False)
        assert blind[-1] > blind[0]
        sawteeth = losses(moons, run, shuffle=False)
        assert whole[-1] < sawteeth[-1] < sawteeth[0]
        assert np.abs(np.diff(sawteeth)).sum() > 1.3 * np.abs(np.diff(whole)).sum()


@pytest.mark.claim("01-wiggles")
@pytest.mark.parametrize("seed", SEEDS)
def test_accuracy_climbs_and_falls_dozens_of_times_on_the_way(seed):
    moons = data.moons(200, np.random.default_rng(seed))
    for run in SEEDS:
        rng = np.random.default_rng(run)
        net = ck.Sequential(ck.Linear(2, 16, rng), ck.ReLU(), ck.Linear(16, 2, rng))
        accuracy = [
            ck.accuracy(net(moons.x), moons.y)
            for _ in ck.train(
                net, ck.softmax_cross_entropy, ck.SGD(lr=0.5), moons.x, moons.y,
                epochs=30, batch_size=20, rng=rng,
            )
        ]  # fmt: skip
        assert len(accuracy) == 300
        assert np.mean(accuracy[-30:]) > np.mean(accuracy[:30]) + 0.05
        assert (np.diff(accuracy) < 0).sum() >= 24  # "dozens"


@pytest.mark.claim("01-examples")
def test_more_drawings_make_fewer_mistakes_on_new_ones(pets):
    share = {}
    for n in (5, 20, 100, 400):
        found = []
        for seed in range(10):
            rows = np.random.default_rng(seed).permutation(len(pets))
            seen, new = rows[:n], rows[-500:]
            net = learn(pets.x[seen], pets.y[seen], seed)
            found.append(ck.accuracy(net(pets.x[new]), pets.y[new]))
        share[n] = np.median(found)
    assert 0.5 < share[5] < 0.68
    assert share[5] < share[20] < share[100] < share[400]
    assert 0.8 < share[400] < 0.9  # about one in seven wrong: 0.857


@pytest.mark.claim("01-shuffled")
@pytest.mark.parametrize("seed", range(4))
def test_shuffled_labels_are_memorized_and_nothing_else_is_learned(pets, seed):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(pets))
    x, y, new = pets.x[rows[:100]], pets.y[rows[:100]], rows[-500:]
    right = {}
    for name, labels in (("true", y), ("shuffled", rng.permutation(y))):
        net = learn(x, labels, seed, looks=8000)
        assert ck.accuracy(net(x), labels) >= 0.9  # perfect, or nearly
        right[name] = ck.accuracy(net(pets.x[new]), pets.y[new])
    assert 0.72 < right["true"] < 0.9
    assert 0.35 < right["shuffled"] < 0.65


@pytest.mark.claim("01-houses")
@pytest.mark.parametrize("seed", range(5))
def test_one_knob_finds_the_price_of_a_square_foot_and_wiggles_around_it(seed):
    houses = data.houses()
    area, price = houses.x[:, 2] / 1000, houses.y[:, 0] / 1000
    best = (area * price).sum() / (area**2).sum()
    assert 310 < best < 335  # "about 320"
    w, path = 0.0, []
    for i in np.random.default_rng(seed).permutation(len(area))[:1000]:
        w -= 0.005 * 2 * (w * area[i] - price[i]) * area[i]
        path.append(w)
    late = np.array(path[200:])
    assert abs(late.mean() - best) < 25
    assert 30 < np.ptp(late) < 200  # tens of dollars to either side
