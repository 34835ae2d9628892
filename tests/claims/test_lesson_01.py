"""The experiments behind the sentences of lesson 01.

Each seed draws its own data, and none of them is shown in the lesson.
"""

from __future__ import annotations

import sys

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets

SEEDS = range(20, 40)


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
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.003), x, y,
        epochs=looks // len(x), batch_size=20, rng=rng,
    ):  # fmt: skip
        pass
    return net


@pytest.fixture(scope="module")
def pets():
    return data.silhouettes()


@pytest.mark.claim("01-broken")
def test_each_switch_breaks_the_cycle_in_its_own_way():
    blind_ends_higher = unshuffled_ends_higher = 0
    for seed in SEEDS:
        moons = data.moons(200, np.random.default_rng(seed))
        whole = losses(moons, seed)
        assert whole[-1] < 0.25 < whole[0]
        assert np.ptp(losses(moons, seed, adjust=False)) == 0  # "to the last digit"
        blind = losses(moons, seed, score=False)
        assert np.abs(np.diff(blind)).max() > 1  # "jumps about"
        blind_ends_higher += blind[-1] > blind[0]
        sawteeth = losses(moons, seed, shuffle=False)
        assert sawteeth[-1] < sawteeth[0] / 1.5
        assert np.abs(np.diff(sawteeth)).sum() > 1.5 * np.abs(np.diff(whole)).sum()
        unshuffled_ends_higher += sawteeth[-1] > whole[-1]
    assert blind_ends_higher > 0.6 * len(SEEDS)  # "in most runs"
    assert unshuffled_ends_higher >= 0.9 * len(SEEDS)  # "nearly always"


@pytest.mark.claim("01-wiggles")
def test_accuracy_climbs_and_falls_dozens_of_times_on_the_way():
    for seed in SEEDS:
        moons, rng = data.moons(200, np.random.default_rng(seed)), np.random.default_rng(seed)
        net = ck.Sequential(ck.Linear(2, 16, rng), ck.ReLU(), ck.Linear(16, 2, rng))
        accuracy = [
            ck.accuracy(net(moons.x), moons.y)
            for _ in ck.train(
                net, ck.softmax_cross_entropy, ck.SGD(lr=0.5), moons.x, moons.y,
                epochs=30, batch_size=20, rng=rng,
            )
        ]  # fmt: skip
        assert len(accuracy) == 300
        assert np.mean(accuracy[-30:]) > np.mean(accuracy[:30]) + 0.03
        assert (np.diff(accuracy) < 0).sum() >= 60  # "dozens"


@pytest.mark.claim("01-examples")
def test_more_drawings_make_fewer_mistakes_on_new_ones(pets):
    share = {}
    for n in (5, 20, 100, 400):
        share[n] = []
        for seed in SEEDS:
            rows = np.random.default_rng(seed).permutation(len(pets))
            seen, new = rows[:n], rows[-500:]
            net = learn(pets.x[seen], pets.y[seen], seed)
            share[n].append(ck.accuracy(net(pets.x[new]), pets.y[new]))
    middle = {n: np.median(found) for n, found in share.items()}
    assert 0.5 < middle[5] < 0.6  # "hardly better than chance"
    assert middle[5] < middle[20] < middle[100] < middle[400]
    assert np.mean(np.array(share[400]) > 0.8) >= 0.9  # "nearly all: more than four of five right"
    assert 0.12 < 1 - middle[400] < 0.18  # "about 15 in 100"


@pytest.mark.claim("01-shuffled")
def test_shuffled_labels_are_memorized_and_nothing_else_is_learned(pets):
    own, new = {"true": [], "shuffled": []}, {"true": [], "shuffled": []}
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        rows = rng.permutation(len(pets))
        x, y, others = pets.x[rows[:100]], pets.y[rows[:100]], rows[-500:]
        for name, labels in (("true", y), ("shuffled", rng.permutation(y))):
            net = learn(x, labels, seed, looks=8000)
            own[name].append(ck.accuracy(net(x), labels))
            new[name].append(ck.accuracy(net(pets.x[others]), pets.y[others]))
            assert np.mean(labels == y) > 0.3  # shuffled, not reversed
    assert min(own["true"] + own["shuffled"]) > 0.95  # "perfect, or nearly, both times"
    assert np.median(new["true"]) == pytest.approx(0.8, abs=0.04)
    assert np.median(new["shuffled"]) == pytest.approx(0.5, abs=0.04)
    assert max(new["shuffled"]) < min(new["true"])


@pytest.mark.claim("01-houses")
def test_one_knob_finds_the_price_of_a_square_foot_and_wiggles_around_it():
    houses = data.houses()
    area, price = houses.x[:, 2] / 1000, houses.y[:, 0] / 1000
    best, far = (area * price).sum() / (area**2).sum(), 0
    assert best == pytest.approx(320, abs=5)
    for seed in SEEDS:
        w, path = 0.0, []
        for i in np.random.default_rng(seed).permutation(len(area))[:1000]:
            w -= 0.005 * 2 * (w * area[i] - price[i]) * area[i]
            path.append(w)
        late = np.array(path[200:])
        assert late.mean() == pytest.approx(320, abs=20)
        assert 10 < late.std() < 60  # "by tens of dollars"
        far += np.abs(late - best).max() > 100
    assert far > len(SEEDS) / 2  # "now and then by more than a hundred"
