"""The experiments behind the sentences of lesson 02.

Each seed draws its own data, and none of them is shown in the lesson.
"""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.l02_forward_pass.experiments import (
    NoBias,
    all_equal,
    trained,
    untrained,
)

SEEDS = range(20, 40)


def accuracy(net, examples):
    """On the examples it was trained on, or on any."""
    return ck.accuracy(net(examples.x), examples.y)


def moons(seed):
    return data.moons(200, np.random.default_rng(seed))


def stairs(seed):
    rng = np.random.default_rng(seed)
    switches = rng.choice([-1.0, 1.0], (80, 2))
    light = (switches[:, 0] != switches[:, 1]).astype(int)
    return data.Dataset(switches + 0.2 * rng.normal(size=(80, 2)), light, "stairs")


@pytest.mark.claim("02-chance")
def test_untrained_networks_are_right_half_the_time_and_differ_widely():
    found, same, alike = [], [], []
    for seed in SEEDS:
        animals = data.faces(200, np.random.default_rng(seed))
        for k in range(60):
            answers = untrained(animals, 1000 * seed + k)(animals.x).argmax(axis=1)
            found.append(np.mean(answers == animals.y))
            same.append(len(set(answers)) == 1)
            dogs = np.mean(answers[animals.y == 0])
            alike.append(max(dogs, 1 - dogs))
    assert np.mean(found) == pytest.approx(0.5, abs=0.02)
    tall = np.abs(np.array(found) - 0.5) < 0.0125  # the bar of one half, one of 24
    assert np.mean(np.array(same)[tall]) > 0.6  # "most networks in the tall bar"
    assert np.mean(np.array(found) < 0.25) > 0.01  # "how far the low bars reach"
    assert np.mean(np.array(found) > 0.7) > 0.01
    assert np.median(alike) > 0.9  # wrong, or right, about most of the cats


@pytest.mark.claim("02-ten")
def test_untrained_networks_are_right_one_time_in_ten_with_ten_classes():
    digits, found = data.digits(), []
    for seed in SEEDS:
        some = digits.subset(np.random.default_rng(seed).permutation(1797)[:500])
        found += [accuracy(untrained(some, 1000 * seed + k), some) for k in range(100)]
    assert np.mean(found) == pytest.approx(0.1, abs=0.005)


@pytest.mark.claim("02-bend")
def test_only_the_bend_lets_the_border_follow_the_moons():
    for seed in SEEDS:
        examples = moons(seed)
        straight = accuracy(trained(examples, seed, bend=False), examples)
        bent = accuracy(trained(examples, seed), examples)
        assert 1 - straight > 2 * (1 - bent)  # "cannot follow"


@pytest.mark.claim("02-two-units")
def test_two_units_rarely_find_the_stairs_and_eight_nearly_always_do():
    found = {2: [], 8: []}
    for seed in SEEDS:
        examples = stairs(seed)
        for n_hidden, perfect in found.items():
            nets = [trained(examples, 3 * seed + k, n_hidden) for k in range(3)]
            perfect += [accuracy(net, examples) == 1 for net in nets]
    assert 0 < np.mean(found[2]) < 0.4
    assert np.mean(found[8]) > 0.9


@pytest.mark.claim("02-copies")
def test_units_that_start_equal_do_the_work_of_one():
    for seed in SEEDS:
        examples = moons(seed)
        net = trained(examples, seed, 8, init=all_equal)
        assert np.ptp(net[0].W, axis=1) == pytest.approx(0, abs=1e-9)
        straight = accuracy(trained(examples, seed, bend=False), examples)
        assert accuracy(net, examples) < straight + 0.02  # "what one unit can, a straight line"
        assert accuracy(trained(examples, seed, 8), examples) > straight


@pytest.mark.claim("02-digits")
def test_the_same_forward_pass_reads_digits_with_trained_parameters():
    before, after = [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train_set, _, new = data.digits().split(rng)
        net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
        before.append(accuracy(net, new))
        for _ in ck.train(
            net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), train_set.x, train_set.y,
            epochs=20, batch_size=32, rng=rng,
        ):  # fmt: skip
            pass
        after.append(accuracy(net, new))
    assert np.mean(before) == pytest.approx(0.1, abs=0.03)
    assert min(after) > 0.9


@pytest.mark.claim("02-no-bias")
def test_without_biases_the_border_runs_in_rays_and_one_in_ten_is_wrong():
    for seed in SEEDS:
        examples = moons(seed)
        net = trained(examples, seed, dense=NoBias)
        assert accuracy(net, examples) < 0.905  # "cannot follow"
        assert accuracy(trained(examples, seed), examples) >= 0.95
        assert net(3 * examples.x) == pytest.approx(3 * net(examples.x))  # rays from (0, 0)


@pytest.mark.claim("02-relu-last")
def test_relu_after_the_last_layer_stops_some_runs_at_one_half():
    found = []
    for seed in SEEDS:
        examples = moons(seed)
        nets = [trained(examples, 3 * seed + k, last=[ck.ReLU()]) for k in range(3)]
        found += [accuracy(net, examples) for net in nets]
    assert 0.1 < np.mean(np.array(found) == 0.5) < 0.5  # "some"
    assert np.mean(np.array(found) > 0.9) > 0.5  # "most runs"
