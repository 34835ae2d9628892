"""What exercise notebook 09 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find
from coursekit.lessons.l09_vanishing_gradients import deep
from tests.claims.labs import SEEDS, moons, reference, train, with_ones


@pytest.mark.claim("x09-factor")
def test_the_sigmoids_factor_is_below_a_quarter_and_the_others_are_near_one():
    kinds = {"sigmoid": (ck.glorot_normal, ck.Sigmoid), "tanh": (ck.glorot_normal, ck.Tanh)}
    kinds["ReLU"] = ck.he_normal, ck.ReLU
    read = reference("factor_per_layer")
    factors = {
        name: [read(deep.gradient_by_layer(deep.plain(30, *kind, seed))) for seed in SEEDS]
        for name, kind in kinds.items()
    }
    assert 0.2 < min(factors["sigmoid"]) < max(factors["sigmoid"]) < 0.25
    for name in ("tanh", "ReLU"):
        assert 0.88 < min(factors[name]) < max(factors[name]) < 1.1
        depths = [np.log(1e-6) / np.log(factor) for factor in factors[name] if factor < 1]
        assert max(depths) - min(depths) > 200  # "by hundreds of layers"
    assert any(factor > 1 for factor in factors["ReLU"])  # "even a little above 1"


@pytest.mark.claim("x09-size")
def test_a_tenth_more_or_less_in_the_weights_is_what_was_predicted_after_thirty_layers():
    def measured(seed, spread, units=200):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(50, units))
        for _ in range(30):
            a = np.maximum(a @ rng.normal(0, spread, (units, units)), 0)
        return np.sqrt(np.mean(a**2))

    less, more = (reference("size_after")(200, spread, 30) for spread in (0.09, 0.11))
    assert (less, more) == (pytest.approx(0.04, abs=0.005), pytest.approx(17, abs=0.5))
    for seed in SEEDS:
        for spread, predicted in ((0.09, less), (0.11, more)):
            assert 1 / 3 < measured(seed, spread) / predicted < 3  # "two or three at most"
    assert more / less == pytest.approx(400, rel=0.05)


@pytest.mark.claim("x09-dead")
def test_half_of_the_units_are_dead_before_the_first_step_where_birds_are_not_standardized():
    birds = data.penguins().x
    birds = birds[~np.isnan(birds).any(axis=1)]
    standardized = (birds - birds.mean(axis=0)) / birds.std(axis=0)
    given = find("dead_share").given
    for seed in SEEDS:
        W = reference("he_init")(4, 200, np.random.default_rng(seed))
        raw, fair = (np.maximum(x @ W, 0) for x in (birds, standardized))
        assert 0.38 < reference("dead_share")(raw) < 0.62
        assert reference("dead_share")(fair) < 0.02
        assert given(fair) == pytest.approx(0.5, abs=0.08)  # "of every healthy layer"


@pytest.mark.claim("x09-typo")
def test_one_typo_turns_a_line_and_clipping_each_example_keeps_it():
    def slope(flipper, mass, join):
        line, inputs = np.zeros(2), np.column_stack([flipper, np.ones(len(flipper))])
        for _ in range(500):
            line = line - 0.1 * join(2 * (inputs @ line - mass)[:, None] * inputs)
        return line[0]

    birds = data.penguins().x
    birds = birds[~np.isnan(birds).any(axis=1)]
    clip_each, clip_by_norm = reference("clip_each"), reference("clip_by_norm")
    for seed in SEEDS:
        typed = birds[np.random.default_rng(seed).choice(len(birds), 30, replace=False)]
        flipper, mass = typed[:, 2] / 10 - 20, typed[:, 3] / 1000
        mass[np.argmin(flipper)] *= 10
        assert slope(flipper, mass, lambda grads: grads.mean(axis=0)) < -0.2
        late = slope(flipper, mass, lambda grads: clip_by_norm([grads.mean(axis=0)], 1.0)[0])
        assert late < -0.2  # "too late"
        own = slope(flipper, mass, lambda grads: clip_each(grads, 1.0))
        assert own == pytest.approx(0.5, abs=0.15)


@pytest.mark.claim("x09-ends")
def test_a_network_of_152_layers_learns_where_neither_way_is_broken():
    def half_identity(n_in, n_out, rng):
        return 0.5 * deep.near_identity(n_in, n_out, rng)

    def nets(seed):
        yield "both", deep.plain(152, ck.glorot_normal, ck.Sigmoid, seed)
        yield "forward", deep.plain(152, seed=seed)
        yield "backward", deep.plain(152, half_identity, seed=seed)
        yield "neither", deep.plain(152, deep.near_identity, seed=seed)
        yield "neither", deep.residual(152, seed=seed)

    for seed in SEEDS:
        for word, net in nets(seed):
            told = deep.gradient_by_layer(net), deep.angles(net)
            assert reference("where_it_stops")(*told) == word
            if seed in SEEDS[:3]:  # a second each
                loss = deep.end(net, 40, seed=seed)
                assert loss < 1.9 if word == "neither" else 2.1 < loss < 2.5


@pytest.mark.claim("x09-blocks")
def test_thirty_blocks_bend_the_border_and_sixty_layers_in_a_row_learn_nothing():
    def right(seed, lane, points, val):
        rng = np.random.default_rng(seed)
        layers = [ck.Linear(2, 10, rng)]
        for _ in range(30):
            pair = [ck.Linear(10, 10, rng), ck.Sigmoid(), ck.Linear(10, 10, rng)]
            if lane:
                pair[2].W *= 0.1
            layers += [ck.Residual(*pair)] if lane else pair
        net = ck.Sequential(*layers, ck.Linear(10, 2, rng))
        train(net, ck.SGD(0.1), points, 60, 20, seed, max_norm=1.0)
        return ck.accuracy(net(val.x), val.y)

    for seed in SEEDS[:4]:  # 0.7 s each
        points, val = moons(seed), moons(1000 + seed, 300)
        w = np.linalg.lstsq(with_ones(points.x), 2 * points.y - 1, rcond=None)[0]
        line = np.mean((with_ones(val.x) @ w > 0) == val.y)
        assert right(seed, True, points, val) > max(0.91, line + 0.02)
        assert right(seed, False, points, val) == pytest.approx(0.5, abs=0.01)


@pytest.mark.claim("x09-norm")
def test_batch_norm_makes_the_size_of_the_first_weights_hardly_matter():
    def signal(seed, times, norm):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(50, 100))
        for _ in range(30):
            z = a @ (times * reference("xavier_init")(100, 100, rng))
            a = np.tanh(
                reference("batchnorm_forward")(z, np.ones(100), np.zeros(100)) if norm else z
            )
        return np.std(a), np.mean(np.abs(a) > 0.99)

    for seed in SEEDS:
        small, large = signal(seed, 0.3, False), signal(seed, 10, False)
        assert small[0] < 0.001  # "let the signal die"
        assert large[1] > 0.6  # "push most units to the ends"
        assert large[0] > 0.9  # "a spread near 1 is no sign of health"
        tamed = signal(seed, 0.3, True), signal(seed, 10, True)
        assert tamed[0] == pytest.approx(tamed[1], rel=0.01, abs=0.002)
        assert 0.5 < tamed[0][0] < 0.8
        assert tamed[0][1] < 0.02
