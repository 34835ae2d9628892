"""The experiments behind the sentences of lesson 03, with seeds that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data

SEEDS = range(20, 40)


@pytest.fixture(scope="module")
def runs(pets):
    """The lesson's run with other drawings, splits and first weights."""
    found = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train_set, val_set, _ = pets[seed % 3].split(rng)
        tiny = ck.normal(0.01)
        net = ck.Sequential(ck.Linear(576, 12, rng, tiny), ck.ReLU(), ck.Linear(12, 2, rng, tiny))
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.SGD(lr=0.05), train_set, val=val_set,
            metrics=[ck.accuracy], epochs=15, batch_size=16, rng=rng,
        )  # fmt: skip
        found.append((net, val_set, history))
    return found


def test_the_second_step_from_10_to_1_percent_costs_more_than_the_first_from_50_to_10():
    assert np.log(5) == pytest.approx(1.61, abs=5e-3)
    assert np.log(10) == pytest.approx(2.303, abs=5e-4)


@pytest.mark.claim("03-ln-k")
@pytest.mark.parametrize("K", [2, 10])
def test_an_untrained_network_has_a_loss_of_ln_k_or_somewhat_more(pets, K):
    above = []
    for seed in SEEDS:
        examples, rng = pets[seed % 3] if K == 2 else data.digits(), np.random.default_rng(seed)
        net = ck.Sequential(ck.Linear(examples.D, 12, rng), ck.ReLU(), ck.Linear(12, K, rng))
        above.append(ck.softmax_cross_entropy(net(examples.x), examples.y)[0] - np.log(K))
    assert min(above) > -0.1
    assert np.mean(np.array(above) < 0.5) >= 0.9  # "seldom by more than half a unit"
    assert np.mean(np.array(above) > 0) > 0.7  # "most"


@pytest.mark.claim("03-cats-dogs")
def test_nearly_every_run_is_right_on_nine_of_ten_new_drawings_after_a_wiggly_rise(runs):
    ends = []
    for _, _, history in runs:
        accuracy = history.metrics["val_accuracy"]
        assert history.step_loss[0] == pytest.approx(np.log(2), abs=0.005)
        assert min(np.diff(accuracy)) < 0
        ends.append(accuracy[-1])
    assert np.sum(np.array(ends) > 0.9) >= 18


@pytest.mark.claim("03-negatives")
def test_on_negatives_it_is_worse_than_a_coin_mostly_by_far(runs):
    right = np.array([ck.accuracy(net(1 - val_set.x), val_set.y) for net, val_set, _ in runs])
    assert np.mean(right < 0.5) >= 0.9  # "nearly every network"
    assert np.mean(right < 1 / 3) > 0.5  # "most"
    assert min(right) < 0.05 < 1 / 3 < max(right)  # "some hardly any", and not all


@pytest.mark.claim("03-shuffled")
def test_mixed_up_labels_are_learned_by_heart_and_help_nobody(pets):
    new, rises = [], 0
    for seed in SEEDS:
        drawn, rng = pets[seed % 3], np.random.default_rng(seed)
        y_mixed = rng.permutation(drawn.y[:100])
        net = ck.Sequential(ck.Linear(576, 32, rng), ck.ReLU(), ck.Linear(32, 2, rng))
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.Adam(lr=0.002), (drawn.x[:100], y_mixed),
            val=(drawn.x[100:], drawn.y[100:]), metrics=[ck.accuracy], epochs=40, batch_size=16,
            rng=rng,
        )  # fmt: skip
        assert history.metrics["accuracy"][-1] > 0.95  # "nearly every answer"
        new.append(history.metrics["val_accuracy"][-1])
        rises += history.val_loss[-1] > history.val_loss[0]
    assert np.median(new) == pytest.approx(0.5, abs=0.08)
    assert rises > 0.8 * len(SEEDS)


@pytest.mark.claim("03-flying-blind")
def test_the_slope_beats_three_hundred_random_settings_the_more_the_more_weights():
    luck, slope = np.transpose([[race(D, seed) for D in (2, 10, 100)] for seed in SEEDS])
    assert np.abs(luck[0] - slope[0]).max() < 0.05  # "no difference worth a word"
    assert np.all(slope[1] < luck[1])
    assert slope[2].max() < 0.4 < np.log(2) < luck[2].min()


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
