"""What exercise notebook 03 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from tests.claims.labs import SEEDS, reference, train, two_layers


@pytest.mark.claim("x03-fresh")
def test_a_fresh_reader_scores_somewhat_above_ln_10():
    digits = data.digits()
    above = [
        ck.softmax_cross_entropy(two_layers(seed, 64, 32, 10)(digits.x), digits.y)[0] - np.log(10)
        for seed in SEEDS
    ]
    assert np.mean(np.array(above) > 0) > 0.8
    assert 0 < np.median(above) < 0.3
    assert max(above) < 0.9


@pytest.fixture(scope="module")
def readers():
    """Of each seed's network the K on its new digits after each pass, its answers, and labels."""
    found = []
    for seed in SEEDS:
        rng, digits = np.random.default_rng(seed), data.digits()
        rows = rng.permutation(len(digits))
        seen, new = digits.subset(rows[:1500]), digits.subset(rows[1500:])
        net, K = two_layers(seed, 64, 32, 10), []
        for passes in range(11):
            if passes:
                train(net, ck.Adam(lr=0.01), seen, 1, 64, 100 * seed + passes)
            loss = ck.softmax_cross_entropy(net(new.x), new.y)[0]
            K.append(reference("among_how_many")(np.array([loss])))
        found.append((K, ck.softmax(net(new.x)), new.y))
    return found


@pytest.mark.claim("x03-worst")
def test_the_ten_worst_make_most_of_the_loss_and_the_least_sure_are_often_right(readers):
    shares = []
    for _, p, y in readers:
        losses, wrong = -np.log(p[np.arange(297), y]), p.argmax(axis=1) != y
        worst = reference("worst_rows")(p, y, 10)
        least_sure = np.argsort(p.max(axis=1))[:6]
        shares.append(losses[worst].sum() / losses.sum())
        assert wrong[worst[:6]].sum() >= 5  # "nearly all"
        assert p[worst[:6]].max(axis=1).max() > 0.6  # "with much confidence"
        assert wrong[least_sure].sum() < 6  # "some of the lower row are right"
    assert np.mean(np.array(shares) > 0.5) > 0.8  # "seldom less"
    assert min(shares) > 0.4


@pytest.mark.claim("x03-among")
def test_a_fresh_reader_wavers_among_more_than_ten_and_a_trained_one_hardly(readers):
    before, first, last = np.array([(K[0], K[1], K[10]) for K, _, _ in readers]).T
    assert np.mean(before > 10) > 0.8
    assert np.median(before) < 13
    assert np.all((first > 1.5) & (first < 3.5))  # "two or three"
    assert np.all(last < 1.3)
