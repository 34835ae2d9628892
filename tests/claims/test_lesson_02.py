"""The experiments behind the sentences of lesson 02, each over several seeds and data sets."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data

SEEDS = (0, 1, 2)


def beginners(examples, first_seed):
    """The accuracy of 300 networks with random knobs."""
    found = []
    for seed in range(first_seed, first_seed + 300):
        rng = np.random.default_rng(seed)
        net = ck.Sequential(
            ck.Linear(examples.D, 16, rng), ck.ReLU(), ck.Linear(16, examples.K, rng)
        )
        found.append(ck.accuracy(net(examples.x), examples.y))
    return np.array(found)


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
@pytest.mark.parametrize("seed", SEEDS)
def test_untrained_networks_are_right_half_the_time_and_differ_widely(seed):
    animals = data.faces(200, np.random.default_rng(seed))
    found = beginners(animals, 1000 * seed)
    assert 0.47 < found.mean() < 0.53  # five standard errors of 0.09 / sqrt(300)
    assert found.min() < 0.25
    assert found.max() > 0.7
    assert 0.25 < (found == 0.5).mean() < 0.5  # mostly those with one answer for all


@pytest.mark.claim("02-ten")
@pytest.mark.parametrize("seed", SEEDS)
def test_untrained_networks_are_right_one_time_in_ten_with_ten_classes(seed):
    some = data.digits().subset(np.random.default_rng(seed).permutation(1797)[:500])
    assert 0.085 < beginners(some, 1000 * seed).mean() < 0.115


@pytest.mark.claim("02-bend")
@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_bend_lets_the_border_follow_the_moons(seed):
    moons = data.moons(200, np.random.default_rng(seed))
    straight = [trained(s, moons, bend=False) for s in SEEDS]
    bent = [trained(s, moons) for s in SEEDS]
    assert 0.78 <= min(straight) <= max(straight) <= 0.93
    assert min(bent) >= 0.95


@pytest.mark.claim("02-two-units")
@pytest.mark.parametrize("seed", SEEDS)
def test_two_units_rarely_find_the_stairs_and_eight_nearly_always_do(seed):
    examples = stairs(seed)
    two, eight = (sum(trained(s, examples, n) == 1 for s in range(10)) for n in (2, 8))
    assert two < 5
    assert eight >= 9


@pytest.mark.claim("02-copies")
@pytest.mark.parametrize("seed", SEEDS)
def test_units_that_start_equal_do_the_work_of_one(seed):
    moons = data.moons(200, np.random.default_rng(seed))
    copies = [trained(s, moons, 8, init=lambda a, b, _: np.full((a, b), 0.3)) for s in SEEDS]
    varied = [trained(s, moons, 8) for s in SEEDS]
    assert 0.78 <= min(copies) <= max(copies) <= 0.93
    assert min(varied) >= 0.95


@pytest.mark.claim("02-scale")
@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_right_size_of_weights_keeps_the_signal_steady(seed):
    def factor(std, layers=10, n=256):
        rng = np.random.default_rng(seed)
        start = out = rng.normal(size=(200, n))
        for _ in range(layers):
            out = ck.relu(out @ rng.normal(0, std, (n, n)))
        return (out.std() / start.std()) ** (1 / layers)

    assert factor(0.3) > 3
    assert 1 / 10 < factor(0.01) < 1 / 8
    assert 0.5 < factor(np.sqrt(2 / 256)) ** 10 < 2


@pytest.mark.claim("02-digits")
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_forward_pass_reads_digits_with_trained_knobs(seed):
    rng = np.random.default_rng(seed)
    train_set, _, new = data.digits().split(rng)
    net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
    before = ck.accuracy(net(new.x), new.y)
    for _ in ck.train(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), train_set.x, train_set.y,
        epochs=20, batch_size=32, rng=rng,
    ):  # fmt: skip
        pass
    assert before < 0.25
    assert ck.accuracy(net(new.x), new.y) > 0.93


@pytest.mark.claim("02-relu-last")
@pytest.mark.parametrize("seed", SEEDS)
def test_relu_after_the_last_layer_stops_some_runs_at_one_half(seed):
    moons = data.moons(200, np.random.default_rng(seed))
    found = np.array([trained(s, moons, last=[ck.ReLU()]) for s in range(8)])
    assert 1 <= (found <= 0.55).sum() <= 4
    assert (found > 0.9).sum() >= 4
