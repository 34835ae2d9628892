"""The numbers in lesson 09, over more seeds than the lesson shows."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(1, 5)
LN_10 = np.log(10)
TRAIN, VAL, _ = data.digits().split(np.random.default_rng(0))
X, Y = TRAIN.x[:200], TRAIN.y[:200]


def plain(depth, init=ck.he_normal, activation=ck.ReLU, seed=0, width=24):
    rng = np.random.default_rng(seed)
    layers = [ck.Linear(64, width, rng, init), activation()]
    for _ in range(depth - 2):
        layers += [ck.Linear(width, width, rng, init), activation()]
    return ck.Sequential(*layers, ck.Linear(width, 10, rng, init))


def residual(depth, second=ck.zeros, seed=0, width=24):
    rng = np.random.default_rng(seed)
    layers = [ck.Linear(64, width, rng), ck.ReLU()]
    for _ in range((depth - 2) // 2):
        pair = ck.Linear(width, width, rng), ck.ReLU(), ck.Linear(width, width, rng, second)
        layers += [ck.Residual(*pair), ck.ReLU()]
    return ck.Sequential(*layers, ck.Linear(width, 10, rng))


def learn(net, steps, optimizer=None, seed=0, max_norm=None):
    run = ck.train(
        net, ck.softmax_cross_entropy, optimizer or ck.Adam(lr=0.001), TRAIN.x, TRAIN.y,
        epochs=100, batch_size=64, rng=np.random.default_rng(seed), max_norm=max_norm,
    )  # fmt: skip
    return np.array([next(run) for _ in range(steps)])


def end(net, steps, *args, **options):
    return learn(net, steps, *args, **options)[-20:].mean()


def blame_by_layer(net):
    _, dout = ck.softmax_cross_entropy(net(X), Y)
    sizes = []
    for layer in reversed(net.layers):
        dout = layer.backward(dout)
        sizes.append(np.linalg.norm(dout))
    return np.array(sizes[::-1])[2::2]


def left(net):
    """The blame in front, measured against that at the end."""
    walk = blame_by_layer(net)
    return walk[0] / walk[-1]


def spread_times(factor):
    return lambda n_in, n_out, rng: rng.normal(0, factor / np.sqrt(n_in), (n_in, n_out))


def identity(n_in, n_out, rng):
    noise = rng.normal(0, 0.01, (n_in, n_out))
    return np.eye(n_in) + noise if n_in == n_out else ck.he_normal(n_in, n_out, rng)


def cured(seed):
    net, a = plain(152, seed=seed), X
    for layer in net.layers[:-1]:
        if isinstance(layer, ck.Linear):
            layer.W /= np.sqrt(2 * np.mean(layer.forward(a) ** 2))
        a = layer.forward(a)
    return net


def angle(a):
    unit = a / np.linalg.norm(a, axis=1, keepdims=True)
    cosines = (unit @ unit.T)[np.triu_indices(len(a), 1)]
    return np.degrees(np.arccos(min(np.median(cosines), 1 - 1e-12)))


def angles(net):
    net(X)
    return [angle(a) for a in net.outputs[2:-1:2]]


@pytest.mark.claim("09-hook")
def test_the_plain_network_stays_at_ln_10_and_the_residual_one_reads():
    for seed in SEEDS:
        assert end(plain(152, seed=seed), 150, seed=seed) == pytest.approx(LN_10, abs=0.01)
        net = residual(152, seed=seed)
        assert end(net, 150, seed=seed) < 0.4
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
        learn(net, 300, ck.Adam(lr=0.01), seed)
        assert ck.accuracy(net(VAL.x), VAL.y) > 0.93


def test_sigmoids_make_all_drawings_alike():
    assert angles(plain(152, ck.glorot_normal, ck.Sigmoid, seed=1))[-1] < 0.01


def test_the_residual_network_learns_from_small_branches_too():
    net = residual(152, lambda *a: 0.1 * ck.he_normal(*a), seed=1)
    assert end(net, 150, seed=1) < 0.6


def test_a_chain_of_twenty_leaves_less_than_the_vote_says():
    chain = find("telephone").reference(np.zeros(20), 1.0)
    assert chain[0] / chain[-1] == pytest.approx(0.25**19) == pytest.approx(3.6e-12, rel=0.02)
    np.testing.assert_allclose([0.9**60, 1.1**60], [0.0018, 304], rtol=0.01)


@pytest.mark.claim("09-sigmoid")
def test_each_sigmoid_layer_leaves_about_a_quarter():
    for seed in SEEDS:
        twenty, fifty = (left(plain(n, ck.glorot_normal, ck.Sigmoid, seed)) for n in (20, 50))
        assert np.log10(twenty) == pytest.approx(-11.6, abs=1)
        assert np.log10(twenty / fifty) == pytest.approx(19, abs=1.5)
        assert (fifty / twenty) ** (1 / 30) == pytest.approx(0.23, abs=0.03)


@pytest.mark.claim("09-stall")
def test_six_sigmoids_stall_where_tanh_learns():
    for seed in SEEDS:
        ends = {
            (name, depth): end(plain(depth, init, kind, seed), 100, ck.SGD(lr=0.1), seed)
            for name, kind, init in (
                ("sigmoid", ck.Sigmoid, ck.glorot_normal), ("tanh", ck.Tanh, ck.glorot_normal),
            )
            for depth in (3, 6, 10)
        }  # fmt: skip
        assert all(ends["sigmoid", depth] > 2.25 for depth in (6, 10))
        assert all(ends["tanh", depth] < 1.5 for depth in (3, 6, 10))
        assert end(plain(6, ck.glorot_normal, ck.Sigmoid, seed), 150, ck.SGD(lr=1.0), seed) > 2.25


@pytest.mark.claim("09-map")
def test_tanh_gets_through_near_1_relu_near_1_41_and_the_sigmoid_nowhere():
    for seed in SEEDS:
        through = {
            (kind, factor): np.log10(left(plain(30, spread_times(factor), kind, seed, width=64)))
            for kind in (ck.Sigmoid, ck.Tanh, ck.ReLU)
            for factor in (0.5, 1, 1.41, 2, 4)
        }
        assert abs(through[ck.Tanh, 1]) < 1.5
        assert abs(through[ck.ReLU, 1.41]) < 1.5
        assert all(through[ck.Sigmoid, factor] < -2 for factor in (0.5, 1, 1.41, 2, 4))
        for kind in (ck.Tanh, ck.ReLU):
            assert through[kind, 0.5] < -6
            assert through[kind, 4] > 3


@pytest.mark.claim("09-dead")
def test_long_steps_kill_units():
    for seed in SEEDS:

        def share(lr, seed=seed):
            net = plain(3, seed=seed, width=32)
            learn(net, 200, ck.SGD(lr=lr), seed)
            return np.mean(list(ck.diagnostics.dead_units(net, TRAIN.x).values()))

        assert max(share(0.1), share(0.3)) < 0.2
        assert 0.25 < share(1) < 0.75
        assert share(3) > 0.75


@pytest.mark.claim("09-clip")
def test_clipping_makes_the_rate_usable():
    for seed in SEEDS:
        free, clipped = (
            end(residual(152, seed=seed), 100, ck.SGD(lr=0.1), seed, max_norm)
            for max_norm in (None, 1.0)
        )
        assert clipped < 1.6
        assert not free < 2.2  # ln 10 of a dead network, or nan


@pytest.mark.claim("09-blame")
def test_blame_dies_in_sigmoids_stays_level_in_lanes_and_shrinks_a_little_in_relu():
    for seed in SEEDS:
        assert np.log10(left(plain(152, ck.glorot_normal, ck.Sigmoid, seed))) < -90
        walk = blame_by_layer(residual(152, seed=seed))[:-1]
        np.testing.assert_allclose(walk, walk[0], rtol=1e-9)  # x + 0 passes blame on as it is
        assert -8 < np.log10(left(plain(152, seed=seed))) < 0


@pytest.mark.claim("09-cured")
def test_with_its_blame_cured_the_plain_network_hardly_learns():
    for seed in SEEDS:
        assert left(cured(seed)) > 1
        assert end(cured(seed), 80, seed=seed) > 1.8


@pytest.mark.claim("09-angle")
def test_drawings_become_alike_in_the_plain_network_only():
    assert angle(X) == pytest.approx(46, abs=1)
    for seed in SEEDS:
        through = angles(cured(seed))
        assert np.median(through[60:90]) < 20
        assert through[-1] < 2
        assert angles(residual(152, seed=seed))[-1] > 25


@pytest.mark.claim("09-identity")
def test_a_plain_network_that_starts_as_the_identity_learns_and_the_residual_one_learns_more():
    for seed in SEEDS:
        started = plain(152, identity, seed=seed)
        assert angles(started)[-1] > 15
        ours = end(started, 80, seed=seed)
        assert end(residual(152, seed=seed), 80, seed=seed) < ours < 1.6


@pytest.mark.claim("09-degradation")
def test_more_plain_layers_are_worse_and_more_residual_ones_are_not():
    for seed in SEEDS:
        twelve, many = (end(plain(n, seed=seed), 120, seed=seed) for n in (12, 36))
        assert many > twelve + 0.2
        assert left(plain(36, seed=seed)) > 0.02
        few, more = (end(residual(n, seed=seed), 120, seed=seed) for n in (12, 36))
        assert more < few + 0.05


@pytest.mark.claim("09-ensemble")
def test_how_one_counts_matters_more_than_which_network():
    def error(p, k):
        guesses = np.argsort(-p, axis=1)[:, :k]
        return 1 - np.mean((guesses == VAL.y[:, None]).any(axis=1))

    for seed in SEEDS:
        team = [residual(depth, seed=10 * seed + depth) for depth in (4, 6, 8, 10, 12)]
        for net in team:
            learn(net, 80, seed=seed)
        p = [ck.softmax(net(VAL.x)) for net in team]
        ones, threes = ([error(q, k) for q in p] for k in (1, 3))
        assert all(three < 0.5 * one for one, three in zip(ones, threes, strict=True))
        assert sum(error(sum(p), 1) < one for one in ones) >= 3


@pytest.mark.claim("09-first-loss")
def test_full_branches_make_the_first_loss_astronomic():
    for seed in SEEDS:
        first = [
            ck.softmax_cross_entropy(residual(152, start, seed)(X), Y)[0]
            for start in (ck.zeros, lambda *a: 0.1 * ck.he_normal(*a), ck.he_normal)
        ]
        assert max(first[:2]) < 4.5
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


def test_the_blame_of_the_weights_is_level_while_that_of_the_signals_falls():
    for seed in SEEDS:
        net = plain(20, spread_times(0.7), seed=seed)
        signals = blame_by_layer(net)
        weights = [np.linalg.norm(layer.dW) for layer in net.layers[2:-1:2]]
        assert signals[-1] / signals[0] > 1e4
        assert max(weights) / min(weights) < 100
