"""The numbers in lesson 09, with seeds that the lesson does not show.

A run of 152 layers takes most of a second, so those claims are tried with fewer than 20 seeds.
"""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit.lessons.catalogue import find
from coursekit.lessons.l09_vanishing_gradients.deep import (
    angle,
    angles,
    arrives,
    cured,
    drawings,
    end,
    gradient_by_layer,
    near_identity,
    plain,
    residual,
    times_he,
)

SEEDS, FEW = range(20, 40), range(20, 28)
LN_10 = np.log(10)
TRAIN, VAL = drawings()
X, Y = TRAIN.x[:200], TRAIN.y[:200]


def sgd_end(net, seed, max_norm):
    """The mean loss of the last 20 of 100 steps of plain SGD."""
    run = ck.train(
        net, ck.softmax_cross_entropy, ck.SGD(lr=0.1), TRAIN.x, TRAIN.y,
        epochs=100, batch_size=64, rng=np.random.default_rng(seed), max_norm=max_norm,
    )  # fmt: skip
    return np.mean([next(run) for _ in range(100)][-20:])


@pytest.mark.claim("09-hook")
def test_the_plain_network_mostly_stays_at_ln_10_and_the_residual_one_reads():
    plain_ends = [end(plain(152, seed=seed), 150, seed=seed) for seed in FEW]
    stays = np.abs(np.array(plain_ends) - LN_10) < 0.01
    assert 0.6 < np.mean(stays) < 1  # "from most starts"
    for seed in FEW[:3]:
        net = residual(152, seed=seed)
        assert end(net, 150, seed=seed) < min(0.4, *plain_ends)
        assert ck.accuracy(net(VAL.x), VAL.y) > 0.8


def test_the_plain_network_learns_with_no_usual_rate_optimizer_or_start():
    runs = [
        (ck.he_normal, ck.ReLU, ck.Adam(lr=0.0001)), (ck.he_normal, ck.ReLU, ck.Adam(lr=0.01)),
        (ck.he_normal, ck.ReLU, ck.SGD(lr=0.1)), (ck.glorot_normal, ck.ReLU, ck.Adam(lr=0.001)),
    ]  # fmt: skip
    for init, activation, optimizer in runs:
        assert end(plain(152, init, activation, seed=1), 80, optimizer, seed=1) > 2.25


def test_three_plain_layers_with_a_good_rate_read_the_digits_well():
    for seed in SEEDS:
        net = plain(3, seed=seed)
        end(net, 300, ck.Adam(lr=0.01), seed)
        assert ck.accuracy(net(VAL.x), VAL.y) > 0.93


def test_sigmoids_make_all_drawings_alike():
    for seed in FEW:
        assert angles(plain(152, ck.glorot_normal, ck.Sigmoid, seed))[-1] < 0.01


def test_the_residual_network_learns_from_small_branches_too():
    for seed in FEW[:3]:
        net = residual(152, times_he(0.1), seed)
        assert end(net, 150, seed=seed) < 1


def test_a_chain_of_twenty_leaves_less_than_the_vote_says():
    chain = find("telephone").reference(np.zeros(20), 1.0)
    assert chain[0] / chain[-1] == pytest.approx(0.25**19) == pytest.approx(3.6e-12, rel=0.02)
    np.testing.assert_allclose([0.9**60, 1.1**60], [0.0018, 304], rtol=0.01)


@pytest.mark.claim("09-sigmoid")
def test_each_sigmoid_layer_leaves_about_a_quarter():
    for seed in SEEDS:
        twenty, fifty = (arrives(plain(n, ck.glorot_normal, ck.Sigmoid, seed)) for n in (20, 50))
        assert np.log10(twenty / fifty) == pytest.approx(19, abs=1)
        assert (fifty / twenty) ** (1 / 30) == pytest.approx(0.23, abs=0.015)


@pytest.mark.claim("09-stall")
def test_six_sigmoids_stall_where_tanh_learns():
    sigmoid, tanh = (
        {depth: [end(plain(depth, ck.glorot_normal, kind, seed), 100, ck.SGD(lr=0.1), seed)
                 for seed in SEEDS] for depth in depths}
        for kind, depths in ((ck.Sigmoid, (6, 10)), (ck.Tanh, (3, 6, 10)))
    )  # fmt: skip
    assert all(np.allclose(ends, LN_10, atol=0.02) for ends in sigmoid.values())
    assert all(max(ends) < 1.5 for ends in tanh.values())


@pytest.mark.claim("09-adam")
def test_adam_teaches_six_sigmoids_and_ten_of_them_slowly():
    six, ten = (
        [end(plain(depth, ck.glorot_normal, ck.Sigmoid, s), 300, ck.Adam(lr=0.01), s) for s in FEW]
        for depth in (6, 10)
    )
    assert max(six) < 1.5
    assert max(six) < np.median(ten) < 2.2


@pytest.mark.claim("09-map")
def test_tanh_gets_through_near_1_relu_near_1_41_and_the_sigmoid_nowhere():
    for seed in FEW:
        through = {
            (kind, factor): np.log10(
                arrives(plain(30, times_he(factor / 2**0.5), kind, seed, width=64))
            )
            for kind in (ck.Sigmoid, ck.Tanh, ck.ReLU)
            for factor in (0.5, 1, 1.41, 2, 4)
        }
        assert abs(through[ck.Tanh, 1]) < 1
        assert abs(through[ck.ReLU, 1.41]) < 1
        assert all(through[ck.Sigmoid, factor] < -4 for factor in (0.5, 1, 1.41, 2, 4))
        for kind in (ck.Tanh, ck.ReLU):
            assert through[kind, 0.5] < -6
            assert through[kind, 4] > 4


@pytest.mark.claim("09-dead")
def test_long_steps_kill_units():
    dead = {lr: [] for lr in (0.1, 0.3, 1, 3)}
    for lr, found in dead.items():
        for seed in SEEDS:
            net = plain(3, seed=seed, width=32)
            end(net, 200, ck.SGD(lr=lr), seed)
            found.append(np.mean(list(ck.diagnostics.dead_units(net, TRAIN.x).values())))
    assert max(dead[0.1] + dead[0.3]) < 0.2  # "few"
    assert np.mean(np.array(dead[1]) > 0.5) > 0.7  # "mostly more than half of them"
    assert np.median(dead[3]) > 0.9  # "nearly all"


@pytest.mark.claim("09-clip")
def test_clipping_makes_the_rate_usable():
    for seed in FEW[:5]:
        free, clipped = (
            sgd_end(residual(152, seed=seed), seed, max_norm) for max_norm in (None, 1.0)
        )
        assert clipped < 1.3
        assert not free < 2.2  # ln 10 of a dead network, or nan


@pytest.mark.claim("09-gradient")
def test_gradient_dies_in_sigmoids_stays_level_in_lanes_and_shrinks_a_little_in_relu():
    relu = [np.log10(arrives(plain(152, seed=seed))) for seed in SEEDS]
    assert np.median(relu) == pytest.approx(-3, abs=1)  # "a few powers of ten"
    assert min(relu) > -8
    for seed in FEW:
        sigmoid = np.log10(arrives(plain(152, ck.glorot_normal, ck.Sigmoid, seed)))
        assert sigmoid == pytest.approx(-95, abs=3)
        walk = gradient_by_layer(residual(152, seed=seed))[:-1]
        np.testing.assert_allclose(walk, walk[0], rtol=1e-9)  # x + 0 passes gradient on as it is


@pytest.mark.claim("09-cured")
def test_with_its_gradient_cured_the_plain_network_hardly_learns():
    assert np.median([arrives(cured(seed)) for seed in SEEDS]) > 1
    ends = [end(cured(seed), 80, seed=seed) for seed in FEW]
    assert np.median(ends) == pytest.approx(LN_10, abs=0.01)
    assert min(ends) > 1.9  # "with luck a little below"


@pytest.mark.claim("09-angle")
def test_drawings_become_alike_in_the_plain_network_only():
    assert angle(X) == pytest.approx(46, abs=1)
    halfway, last = np.transpose([np.array(angles(cured(seed)))[[76, -1]] for seed in SEEDS])
    assert np.mean(halfway < 2) > 0.6  # "in most plain networks less than two degrees"
    assert max(halfway) < 15
    assert np.median(last) < 0.1  # "hardly at all"
    assert max(last) < 5
    assert min(angles(residual(152, seed=seed))[-1] for seed in SEEDS) > 25


@pytest.mark.claim("09-identity")
def test_a_plain_network_that_starts_as_the_identity_learns_and_the_residual_one_learns_more():
    ours, lanes = [], []
    for seed in FEW[:5]:
        started = plain(152, near_identity, seed=seed)
        assert angles(started)[-1] > 15
        ours.append(end(started, 80, seed=seed))
        lanes.append(end(residual(152, seed=seed), 80, seed=seed))
    assert max(ours) < 1.9
    assert max(lanes) < np.median(ours) < 1.3
    assert np.mean(np.array(lanes) < ours) > 0.7


@pytest.mark.claim("09-degradation")
def test_more_plain_layers_are_worse_and_more_residual_ones_are_better():
    plains, lanes = (
        np.array([[end(make(n, seed=s), 120, seed=s) for n in (4, 12, 36)] for s in FEW])
        for make in (plain, residual)
    )
    assert np.all(plains[:, 2] > plains[:, 1] + 0.2)
    assert np.all(np.diff(lanes, axis=1) < 0.05)
    assert np.all(np.diff(np.median(lanes, axis=0)) < 0)
    in_front = np.array([arrives(plain(36, seed=seed)) for seed in SEEDS])
    assert np.mean(in_front > 0.1) > 0.7  # "in most such networks more than a tenth"


@pytest.mark.claim("09-first-loss")
def test_full_branches_make_the_first_loss_astronomic():
    for seed in SEEDS:
        first = [
            ck.softmax_cross_entropy(residual(152, start, seed)(X), Y)[0]
            for start in (ck.zeros, times_he(0.1), ck.he_normal)
        ]
        assert max(first[:2]) < 5
        assert first[2] > 1e9


def test_the_cliff_by_hand():
    def slope(w):
        return 20 * (w**10 - 0.5) * w**9

    np.testing.assert_allclose([1.3**10, slope(1.3), slope(0.9)], [13.8, 2820, -1.17], rtol=0.01)
    first = 1.3 - 0.01 * slope(1.3)
    assert first == pytest.approx(-27, abs=0.5)
    assert first - 0.01 * slope(first) > 1e26


def test_the_block_by_hand():
    numbers = [np.array(v) for v in ([[2.0]], [[3.0]], [-1.0], [[0.1]], [0.0])]
    assert find("residual_forward").reference(*numbers)[0, 0] == pytest.approx(2.5)
    dx = find("residual_backward").reference(np.ones((1, 1)), *numbers)[0]
    assert dx[0, 0] == pytest.approx(1.3)


def test_the_gradient_of_the_weights_is_level_while_that_of_the_signals_falls():
    for seed in SEEDS:
        net = plain(20, times_he(0.5), seed=seed)
        signals = gradient_by_layer(net)
        weights = [np.linalg.norm(layer.dW) for layer in net.layers[2:-1:2]]
        assert np.log10(signals[-1] / signals[0]) == pytest.approx(6, abs=1)
        assert max(weights) / min(weights) < 20  # "about equally tiny"
