"""What lesson 03 says about runs that depend on a seed, tried with several others."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data


@pytest.fixture(scope="module")
def pets():
    return data.faces(900, np.random.default_rng(3), size=24, pose=2.0, noise=0.06)


@pytest.fixture(scope="module")
def runs(pets):
    """The lesson's run on drawings of other animals, with other splits and first weights."""
    found = []
    for seed in (10, 11, 12, 13):
        rng = np.random.default_rng(seed)
        train_set, val_set, _ = pets.split(rng)
        tiny = ck.normal(0.01)
        net = ck.Sequential(ck.Linear(576, 12, rng, tiny), ck.ReLU(), ck.Linear(12, 2, rng, tiny))
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.SGD(lr=0.05), train_set, val=val_set,
            metrics=[ck.accuracy], epochs=15, batch_size=16, rng=rng,
        )  # fmt: skip
        found.append((net, val_set, history))
    return found


@pytest.mark.claim("03-ln-k")
def test_an_untrained_network_scores_ln_k_or_a_little_more(pets):
    for examples in (pets, data.digits()):
        losses = []
        for seed in range(20, 40):
            rng = np.random.default_rng(seed)
            D, K = examples.D, examples.K
            net = ck.Sequential(ck.Linear(D, 12, rng), ck.ReLU(), ck.Linear(12, K, rng))
            losses.append(ck.softmax_cross_entropy(net(examples.x), examples.y)[0])
        # by luck a network may know a little: 0.05 below; "a little above": no more than 0.8
        assert np.log(K) - 0.05 < min(losses)
        assert max(losses) < np.log(K) + 0.8
        assert np.median(losses) > np.log(K)


@pytest.mark.claim("03-cats-dogs")
def test_it_is_right_on_more_than_nine_of_ten_new_drawings_after_a_wiggly_rise(runs):
    for _, _, history in runs:
        accuracy = history.metrics["val_accuracy"]
        assert history.step_loss[0] == pytest.approx(np.log(2), abs=0.005)
        assert accuracy[-1] > 0.9
        assert min(np.diff(accuracy)) < 0


@pytest.mark.claim("03-negatives")
def test_on_negatives_it_is_no_better_than_a_coin(runs):
    for net, val_set, _ in runs:
        # 135 drawings: a coin reaches 0.6 once in a hundred trials
        assert ck.accuracy(net(1 - val_set.x), val_set.y) < 0.6


@pytest.mark.claim("03-shuffled")
def test_mixed_up_labels_are_learnt_by_heart_and_help_nobody(pets):
    for seed in (1, 2, 3):
        rng = np.random.default_rng(seed)
        y_mixed = rng.permutation(pets.y[:100])
        net = ck.Sequential(ck.Linear(576, 32, rng), ck.ReLU(), ck.Linear(32, 2, rng))
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.Adam(lr=0.002), (pets.x[:100], y_mixed),
            val=(pets.x[100:], pets.y[100:]), metrics=[ck.accuracy], epochs=40, batch_size=16,
            rng=rng,
        )  # fmt: skip
        assert history.metrics["accuracy"][-1] > 0.9
        assert 0.3 < history.metrics["val_accuracy"][-1] < 0.7
        assert history.val_loss[-1] > history.val_loss[0]


@pytest.mark.claim("03-flying-blind")
def test_the_slope_beats_three_hundred_random_settings_of_a_hundred_weights():
    for seed in (20, 21, 22, 23):
        at_random, downhill = race(100, seed)
        assert downhill < 0.4 < np.log(2) < at_random
    differences = [np.subtract(*race(2, seed)) for seed in (20, 21, 22, 23)]
    assert np.abs(differences).max() < 0.05  # "no difference worth a word" with 2 weights


def race(D, seed):
    """The best of 300 random settings, and 100 steps downhill, on the lesson's task."""
    rng = np.random.default_rng(seed)
    x, size = rng.normal(size=(400, D)), 3 / np.sqrt(D)
    y = 1.0 * (rng.random((400, 1)) < ck.sigmoid(x @ rng.normal(0, size, (D, 1))))
    tries = (ck.sigmoid(x @ rng.normal(0, size, (D, 1))) for _ in range(300))
    best = min(ck.binary_cross_entropy(p, y)[0] for p in tries)
    net = ck.Sequential(ck.Linear(D, 1, rng, ck.zeros), ck.Sigmoid())
    run = ck.train(
        net, ck.binary_cross_entropy, ck.SGD(1.0), x, y, epochs=100, batch_size=400, rng=rng
    )
    return best, list(run)[-1]
