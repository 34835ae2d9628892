"""The experiments behind the sentences of lesson 02.

Each seed draws its own data, and none of them is shown in the lesson.
"""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data

SEEDS = range(20, 40)


def beginners(examples, seed, runs):
    """The accuracy of networks with random knobs."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(runs):
        net = ck.Sequential(
            ck.Linear(examples.D, 16, rng), ck.ReLU(), ck.Linear(16, examples.K, rng)
        )
        found.append(ck.accuracy(net(examples.x), examples.y))
    return found


def trained(seed, examples, n_hidden=16, bend=True, init=ck.he_normal, last=()):
    """The accuracy of one network after the training of the lesson, on what it was trained on."""
    rng = np.random.default_rng(seed)
    between = [ck.ReLU()] if bend else []
    net = ck.Sequential(
        ck.Linear(2, n_hidden, rng, init), *between, ck.Linear(n_hidden, 2, rng, init), *last
    )
    for _ in ck.train(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.03), examples.x, examples.y,
        epochs=60, batch_size=20, rng=rng,
    ):  # fmt: skip
        pass
    return ck.accuracy(net(examples.x), examples.y)


def stairs(seed):
    rng = np.random.default_rng(seed)
    switches = rng.choice([-1.0, 1.0], (80, 2))
    light = (switches[:, 0] != switches[:, 1]).astype(int)
    return data.Dataset(switches + 0.2 * rng.normal(size=(80, 2)), light, "stairs")


@pytest.mark.claim("02-chance")
def test_untrained_networks_are_right_half_the_time_and_differ_widely():
    found = np.ravel(
        [beginners(data.faces(200, np.random.default_rng(s)), s, runs=60) for s in SEEDS]
    )
    assert found.mean() == pytest.approx(0.5, abs=0.02)
    assert 0.25 < np.mean(found == 0.5) < 0.45  # "about a third"
    assert np.mean(found < 0.25) > 0.01  # "some", of 300 beginners three or more
    assert np.mean(found > 0.7) > 0.01


@pytest.mark.claim("02-ten")
def test_untrained_networks_are_right_one_time_in_ten_with_ten_classes():
    digits, found = data.digits(), []
    for seed in SEEDS:
        some = digits.subset(np.random.default_rng(seed).permutation(1797)[:500])
        found += beginners(some, seed, runs=100)
    assert np.mean(found) == pytest.approx(0.1, abs=0.005)


@pytest.mark.claim("02-bend")
def test_only_the_bend_lets_the_border_follow_the_moons():
    for seed in SEEDS:
        moons = data.moons(200, np.random.default_rng(seed))
        assert 0.79 < trained(seed, moons, bend=False) < 0.945  # "about 6 to 20 of 100" wrong
        assert trained(seed, moons) > 0.94  # "about 5 at most"


@pytest.mark.claim("02-two-units")
def test_two_units_rarely_find_the_stairs_and_eight_nearly_always_do():
    share = {}
    for n_hidden in (2, 8):
        runs = [trained(3 * s + k, stairs(s), n_hidden) == 1 for s in SEEDS for k in range(3)]
        share[n_hidden] = np.mean(runs)
    assert 0 < share[2] < 0.4
    assert share[8] > 0.9


@pytest.mark.claim("02-copies")
def test_units_that_start_equal_do_the_work_of_one():
    bent = []
    for seed in SEEDS:
        moons = data.moons(200, np.random.default_rng(seed))
        copies = trained(seed, moons, 8, init=lambda a, b, _: np.full((a, b), 0.3))
        assert 0.79 < copies < 0.945  # "about 80 to 94%"
        bent.append(trained(seed, moons, 8))
    assert np.mean(np.array(bent) >= 0.95) > 0.75  # "most of"


@pytest.mark.claim("02-scale")
def test_only_the_right_size_of_weights_keeps_the_signal_steady():
    def factor(std, seed, layers=10, n=256):
        rng = np.random.default_rng(seed)
        start = out = rng.normal(size=(50, n))
        for _ in range(layers):
            out = ck.relu(out @ rng.normal(0, std, (n, n)))
        return (out.std() / start.std()) ** (1 / layers)

    for seed in SEEDS:
        assert 3 < factor(0.3, seed) < 4
        assert factor(0.01, seed) == pytest.approx(1 / 9, rel=0.05)
        assert 0.5 < factor(np.sqrt(2 / 256), seed) ** 10 < 2


@pytest.mark.claim("02-digits")
def test_the_same_forward_pass_reads_digits_with_trained_knobs():
    before, after = [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train_set, _, new = data.digits().split(rng)
        net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
        before.append(ck.accuracy(net(new.x), new.y))
        for _ in ck.train(
            net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), train_set.x, train_set.y,
            epochs=20, batch_size=32, rng=rng,
        ):  # fmt: skip
            pass
        after.append(ck.accuracy(net(new.x), new.y))
    assert np.mean(before) == pytest.approx(0.1, abs=0.03)
    assert min(after) > 0.9


@pytest.mark.claim("02-relu-last")
def test_relu_after_the_last_layer_stops_some_runs_at_one_half():
    found = np.array([
        trained(3 * seed + k, data.moons(200, np.random.default_rng(seed)), last=[ck.ReLU()])
        for seed in SEEDS for k in range(3)
    ])  # fmt: skip
    assert 0.1 < np.mean(found == 0.5) < 0.5  # "some"
    assert np.mean(found > 0.9) > 0.5  # "most runs"
