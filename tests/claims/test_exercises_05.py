"""What exercise notebook 05 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit.lessons.catalogue import find
from tests.claims.labs import SEEDS, moons, reference, train, two_layers


@pytest.mark.claim("x05-rate")
def test_on_the_moons_1_beats_the_textbooks_rates_and_3_is_too_much():
    def quiz(lr, seed):
        net, val = two_layers(seed, 2, 16, 2), moons(1000 + seed, 300)
        train(net, ck.SGD(lr), moons(seed), 30, 16, seed)
        return ck.softmax_cross_entropy(net(val.x), val.y)[0]

    ends = {lr: np.array([quiz(lr, seed) for seed in SEEDS]) for lr in (0.01, 0.1, 1.0, 3.0)}
    middle = {lr: np.median(found) for lr, found in ends.items()}
    assert min(middle, key=middle.get) == 1.0
    assert np.mean(ends[1.0] < np.minimum(ends[0.01], ends[0.1])) > 0.7
    assert np.mean(ends[3.0] > ends[1.0]) > 0.7


@pytest.mark.claim("x05-calm")
def test_an_epochs_mean_hardly_trembles_and_still_falls_and_a_long_one_mostly_lies_above():
    falls, above = [], []
    for seed in SEEDS:
        losses = train(two_layers(seed, 2, 16, 2), ck.SGD(0.3), moons(seed), 30, 16, seed)
        raw, epoch, ten = (reference("smoothed")(np.array(losses), k) for k in (1, 13, 130))
        assert np.std(np.diff(epoch[13:])) < np.std(np.diff(raw[13:])) / 8  # "most of it"
        falls.append(epoch[-260:-130].mean() - epoch[-130:].mean())
        above.append(np.mean(ten[13:] > epoch[13:]))
    assert np.mean(np.array(falls) > 0) > 0.8  # "still falls"
    assert min(above) > 0.6  # "most of the way"
    assert np.median(above) > 0.8


@pytest.mark.claim("x05-pairs")
def test_pairs_that_lost_their_labels_stay_at_ln_10_and_mended_ones_learn_to_read(digits):
    deal = find("batches_of")

    def reader(pairs_of, seed):
        rng, pictures = np.random.default_rng(seed), digits[seed].train
        net, rule, losses = two_layers(seed, 64, 16, 10), ck.SGD(0.1), []
        for _ in range(5):
            for x, y in pairs_of(pictures.x, pictures.y, 16, rng.permutation(len(pictures))):
                loss, slope = ck.softmax_cross_entropy(net(x), y)
                net.backward(slope)
                rule.step(net.theta, net.grad)
                losses.append(loss)
        new = digits[seed].test
        return np.mean(losses[-79:]), ck.accuracy(net(new.x), new.y)

    mended, faulty = (np.array([reader(f, s) for s in SEEDS]) for f in (deal.reference, deal.given))
    assert np.all(np.abs(faulty[:, 0] - np.log(10)) < 0.03)
    assert np.all(mended[:, 0] < 0.6)
    assert np.median(mended[:, 1]) > 0.85  # "most new digits"
    assert np.min(mended[:, 1]) > 0.6
    assert np.max(faulty[:, 1]) < 0.3


@pytest.mark.claim("x05-search")
def test_on_the_digits_the_search_climbs_to_a_rate_that_is_several_times_better(digits):
    def on_new(lr, seed):
        net, val = two_layers(seed, 64, 16, 10), digits[seed].val
        train(net, ck.SGD(lr), digits[seed].train, 5, 16, seed)
        return ck.softmax_cross_entropy(net(val.x), val.y)[0]

    gains, ruins = [], []
    for seed in SEEDS:
        tried, found = [0.003, 0.01], [on_new(lr, seed) for lr in (0.003, 0.01)]
        while (lr := reference("next_rate")(tried, found)) not in tried:
            tried.append(lr)
            found.append(on_new(lr, seed))
        assert tried == sorted(tried)  # "each larger rate was better"
        assert found[:-1] == sorted(found[:-1], reverse=True)
        gains.append(found[1] / min(found))
        ruins.append(found[-1] / min(found))
    assert min(gains) > 3  # "several times"
    assert np.median(ruins) > 3  # "ruin"
