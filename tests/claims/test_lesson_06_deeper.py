"""The numbers in lesson 06's deeper notebook, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find, questions
from coursekit.lessons.l06_optimizers import captive_ball, rolling

SEEDS = range(20, 40)


def places(lr, beta, curvature, steps):
    w, v, path = np.ones(1), np.zeros(1), [1.0]
    for _ in range(steps):
        w, v = find("momentum_step").reference(w, curvature * w, v, lr, beta)
        path.append(w[0])
    return np.array(path)


def valley_loss(lr, beta, steps):
    along, across = 10 * places(lr, beta, 1, steps), places(lr, beta, 100, steps)
    return 0.5 * along**2 + 50 * across**2


def steps_to(loss, goal):
    return int(np.flatnonzero(loss > goal)[-1]) + 1


# The predictions; 06.d7 and 06.d8 are decided in section 5.


def test_the_keys_are_what_the_runs_show():
    key = {name: asked.right for name, asked in questions("06").PREDICTIONS.items()}
    counts = {
        beta: steps_to(abs(places(0.03, beta, 1, 2000)), 0.01) for beta in (0.5, 0.7, 0.9, 0.99)
    }
    assert key["06.d1"] == str(min(counts, key=counts.get))
    left = [find("factor_left").reference(0.01, 0.9, curvature) for curvature in (1, 100)]
    assert key["06.d2"].startswith("the same") == (left[0] == left[1])
    book = steps_to(valley_loss(*find("best_ball").reference(1, 100), 300), 1e-3)
    assert key["06.d3"] == f"about {book} steps"
    plain, rolled = (find("noise_spread").reference(0.1, beta, 1, 0.8) for beta in (0, 0.9))
    saying = {1 / 3: "a third as wide", 1: "neither wider nor narrower", 3: "three times as wide"}
    assert (
        key["06.d4"] == saying[min(saying, key=lambda times: abs(np.log(rolled / plain / times)))]
    )
    assert key["06.d5"] == f"about {2 * 1.9 / 2.8:.1f}"
    caught = np.mean([captive_ball.compute(start).captive for start in np.linspace(-6, 6, 41)])
    assert key["06.d6"].startswith("from most starts") == (0 < caught < 0.5)


# Section 1.


def test_more_momentum_is_faster_up_to_the_critical_one_and_then_slower():
    betas = np.array([0.3, 0.5, 0.6, 0.7, 0.9, 0.95, 0.99])
    counts = [steps_to(abs(places(0.03, beta, 1, 2500)), 0.01) for beta in betas]
    assert counts[1:] == [71, 53, 31, 81, 168, 906]
    assert np.argmin(counts) == 3
    assert (1 - np.sqrt(0.03)) ** 2 == pytest.approx(0.68, abs=0.01)  # 0.7 is close to critical


def test_the_hand_made_table_and_the_paths_of_both_rules():
    np.testing.assert_allclose(places(0.5, 0.5, 1, 5), [1, 0.5, 0, -0.25, -0.25, -0.125])
    w, v, path = np.ones(1), np.zeros(1), []
    for _ in range(3):
        w, v = find("nesterov_step").reference(w, w, v, 0.5, 0.5)
        path.append(w[0])
    np.testing.assert_allclose(path, [0.25, -0.0625, -0.109375])


@pytest.mark.parametrize(("product", "left"), [(0.001, 0.995), (0.01, 0.9), (0.1, 0.9)])
def test_what_a_step_leaves_as_worked_out_by_hand(product, left):
    assert find("factor_left").reference(product, 0.81, 1.0) == pytest.approx(left, abs=5e-4)


@pytest.mark.parametrize("curvature", [1, 30, 100])
def test_every_direction_on_the_floor_shrinks_alike(curvature):
    far = abs(places(0.01, 0.9, curvature, 1000))
    seen = (far[501:].max() / far[1:501].max()) ** (1 / 500)
    assert seen == pytest.approx(np.sqrt(0.9), abs=5e-3)


# Section 2.


def test_the_textbooks_setting_takes_the_fifty_steps_that_its_double_roots_predict():
    lr, beta = find("best_ball").reference(1, 100)
    assert (lr, beta) == pytest.approx((4 / 121, 81 / 121))
    n = np.arange(301)
    on_paper = 50 * ((1 + 2 / 11 * n) ** 2 + (1 + 20 / 11 * n) ** 2) * (9 / 11) ** (2 * n)
    measured = valley_loss(lr, beta, 300)
    np.testing.assert_allclose(measured, on_paper, rtol=1e-6)
    assert steps_to(on_paper, 1e-3) == steps_to(measured, 1e-3) == 50
    assert steps_to(100 * (9 / 11) ** (2 * n), 1e-3) == 29
    assert measured.max() / measured[0] == pytest.approx(7, abs=0.5)
    assert measured.argmax() == 4


def test_beside_the_textbook_it_goes_faster_until_the_loss_has_some_fifty_zeros():
    book, near = valley_loss(4 / 121, 81 / 121, 2000), valley_loss(0.032, 0.69, 2000)
    table = [(steps_to(book, goal), steps_to(near, goal)) for goal in (1e-3, 1e-20, 1e-60, 1e-100)]
    assert table == [(50, 35), (153, 143), (387, 391), (619, 639)]
    assert steps_to(book, 1e-45) >= steps_to(near, 1e-45)
    assert steps_to(book, 1e-55) < steps_to(near, 1e-55)


def test_at_a_kappa_of_ten_thousand_a_tuned_ball_saves_two_fifths_of_the_steps():
    lr, beta = find("best_ball").reference(1, 10_000)
    rates = np.linspace(0.88, 1, 13) * lr
    betas = 1 - np.linspace(0.86, 1.02, 17) * (1 - beta)

    def count(lr, beta):
        w = [np.ones(np.broadcast(lr, beta).shape) for _ in range(2)]
        v, last = [np.zeros_like(w[0]) for _ in range(2)], np.zeros(w[0].shape)
        with np.errstate(over="ignore", invalid="ignore"):
            for step in range(1, 1001):
                for k, curvature in enumerate((1, 10_000)):
                    v[k] = beta * v[k] + curvature * w[k]
                    w[k] = w[k] - lr * v[k]
                last[~(np.maximum(abs(w[0]), abs(w[1])) <= 1e-3)] = step
        return last + 1

    assert count(np.array(lr), np.array(beta)) == 708
    assert count(rates[None, :], betas[:, None]).min() == pytest.approx(435, abs=4)


# Section 3.


@pytest.fixture(scope="module")
def birds():
    mass = data.penguins().x[:, 3] / 1000
    return mass[np.isfinite(mass)]


def hovering(birds, lr, beta, batch, steps=8000):
    """The spread of each of twenty balls, all with slopes of their own."""
    rng, runs, per = np.random.default_rng(SEEDS[0]), len(SEEDS), len(birds) // batch
    w, v, seen = np.full(runs, birds.mean()), np.zeros(runs), []
    while len(seen) < steps:
        drawn = rng.choice(birds, (runs, per * batch))
        for pull in drawn.reshape(runs, per, batch).mean(axis=2).T:
            w, v = find("momentum_step").reference(w, w - pull, v, lr, beta)
            seen.append(w)
    return np.std(seen, axis=0)


@pytest.mark.claim("06-noise")
def test_momentum_triples_the_hovering_at_one_rate_and_changes_little_at_one_top_speed(birds):
    assert (len(birds), birds.std()) == (342, pytest.approx(0.80, abs=5e-3))
    settings = ((0.1, 0, 1), (0.1, 0.9, 1), (0.01, 0.9, 1), (0.1, 0.9, 16))
    plain, same_rate, same_speed, sixteen = (hovering(birds, *each) for each in settings)
    for found, (lr, beta, batch) in zip(
        (plain, same_rate, same_speed, sixteen), settings, strict=True
    ):
        told = find("noise_spread").reference(lr, beta, 1, birds.std() / np.sqrt(batch))
        assert np.mean(found) == pytest.approx(told, rel=0.03)
        np.testing.assert_allclose(found, told, rtol=0.15)
    assert np.all(abs(same_rate / plain - 3) < 0.5)
    assert np.mean(same_speed) / np.mean(plain) == pytest.approx(0.98, abs=0.03)
    assert np.all(abs(same_rate / sixteen - 4) < 0.6)


# Section 4.


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_the_limit_of_nesterov_and_what_it_leaves_of_a_swinging_direction(beta):
    def largest(product):
        return abs(np.roots([1, -(1 + beta) * (1 - product), beta * (1 - product)])).max()

    def end(product):
        w, v = np.ones(1), np.zeros(1)
        for _ in range(2000):
            w, v = find("nesterov_step").reference(w, w, v, product, beta)
        return abs(w[0])

    limit = 2 * (1 + beta) / (1 + 2 * beta)
    assert largest(0.999 * limit) < 1 < largest(1.001 * limit)
    assert end(0.99 * limit) < 1e-3
    assert end(1.01 * limit) > 1e3
    if beta:
        assert largest(0.5) == pytest.approx(np.sqrt(beta * 0.5))
        assert limit < 2


def test_tuned_in_the_valley_nesterov_needs_more_steps_than_the_ball():
    for rates, betas, most in ((84, 100, (35, 42)), (150, 60, (34, 40))):
        mesh = np.linspace(0.0005, 0.042, rates)[None, :], np.linspace(0, 0.99, betas)[:, None]
        ball, ahead = (np.nanmin(rolling.steps_until_low(*mesh, look)) for look in (False, True))
        assert (ball, ahead) == most  # the lesson shows the first mesh


# Section 5.


def reader(seed):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))


def training(net, rule, split, seed, epochs):
    return ck.train(
        net, ck.softmax_cross_entropy, rule, split.train.x, split.train.y, epochs=epochs,
        batch_size=32, rng=np.random.default_rng(seed),
    )  # fmt: skip


@pytest.mark.claim("06-later-strides")
def test_adams_median_stride_falls_from_1_to_a_fifth_to_a_tenth():
    noise = np.random.default_rng(20).normal(size=(600, 5000))
    rule, w = ck.Adam(lr=1.0), np.zeros(5000)
    rule.reset(w)
    for grad in noise:
        before = w.copy()
        rule.step(w, grad)
    assert np.sqrt(np.mean((w - before) ** 2)) == pytest.approx(np.sqrt(0.1 / 1.9), rel=0.03)
    assert np.sqrt(0.1 / 1.9) == pytest.approx(0.23, abs=5e-3)
    for seed in SEEDS:
        net, found = reader(seed), []
        split, before = data.digits().split(np.random.default_rng(seed)), net.theta.copy()
        for _ in training(net, ck.Adam(lr=0.003), split, seed, 10):
            moved, before = abs(net.theta - before) / 0.003, net.theta.copy()
            found.append(np.median(moved[moved > 1e-6]))
        assert found[0] == pytest.approx(1, abs=0.01)
        assert np.median(found[80:120]) == pytest.approx(0.2, abs=0.04)
        assert np.median(found[280:320]) == pytest.approx(0.1, abs=0.03)
        assert 0.05 < min(found[99:320]) < max(found[99:320]) < 0.3


def test_twelve_slopes_after_silence_make_a_stride_of_more_than_six():
    rule, theta, path = ck.Adam(lr=1.0), np.zeros(1), [0.0]
    rule.reset(theta)
    for step in range(3012):
        rule.step(theta, np.array([0.0 if step < 3000 else 1.0]))
        path.append(theta[0])
    assert abs(np.diff(path)).max() == pytest.approx(6.41, abs=0.01)
    assert abs(np.diff(path))[3000] == pytest.approx(3.1, abs=0.1)  # the paper's case


class Uncorrected(ck.Adam):
    def step(self, theta, grad):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        theta -= self.lr * self.m / (np.sqrt(self.v) + self.eps)


@pytest.mark.claim("06-correction")
def test_without_the_correction_adam_learns_as_well_at_rates_about_four_times_smaller():
    rates = 0.00075 * 4.0 ** np.arange(-1, 5)
    table = {kind: np.zeros((len(SEEDS), len(rates))) for kind in (ck.Adam, Uncorrected)}
    for row, seed in enumerate(SEEDS):
        split = data.digits().split(np.random.default_rng(seed))
        for kind, found in table.items():
            for k, lr in enumerate(rates):
                net = reader(seed)
                list(training(net, kind(lr=lr), split, seed, 4))
                found[row, k] = ck.accuracy(net(split.val.x), split.val.y)
    corrected, raw = table.values()
    assert np.all(raw[:, 1] > corrected[:, 1] + 0.05)  # 0.00075
    assert np.all(raw[:, -1] < 0.5)  # 0.19
    best = corrected.mean(axis=0).max(), raw.mean(axis=0).max()
    assert best[0] == pytest.approx(best[1], abs=0.015)
    good = [np.flatnonzero(found.mean(axis=0) > 0.89) for found in (corrected, raw)]
    assert (good[0][0] - good[1][0], good[0][-1] - good[1][-1]) == (1, 1)  # one factor of 4


@pytest.mark.claim("06-warmup")
def test_a_warm_up_saves_networks_at_a_large_rate_and_changes_nothing_at_a_good_one(pets):
    """Two draws, the first twenty splits of the one and ten of the other: 0.1 s a run."""
    for drawn, seeds in zip(pets, (SEEDS, SEEDS[:10]), strict=False):
        found = {}
        for lr in (0.003, 0.03):
            for climb in (1, 20):
                found[lr, climb] = np.array([_tell_apart(drawn, lr, climb, s) for s in seeds])
        assert np.mean(found[0.003, 20] - found[0.003, 1]) == pytest.approx(0, abs=0.01)
        assert 0.1 <= np.mean(found[0.03, 1] < 0.65) <= 0.6
        assert found[0.03, 20].min() > 0.85


def _tell_apart(drawn, lr, climb, seed):
    split, rng = drawn.split(np.random.default_rng(seed)), np.random.default_rng(seed)
    net = ck.Sequential(ck.Linear(576, 12, rng), ck.ReLU(), ck.Linear(12, 2, rng))
    schedule = ck.warmup(ck.constant(lr), climb)
    list(
        ck.train(
            net, ck.softmax_cross_entropy, ck.Adam(lr=lr), split.train.x, split.train.y,
            epochs=6, batch_size=32, schedule=schedule, rng=rng,
        )
    )  # fmt: skip
    return ck.accuracy(net(split.val.x), split.val.y)


def test_a_first_step_of_adam_throws_a_units_sum_eighteen_spreads_away(pets):
    for drawn in pets:
        for seed in SEEDS:
            layer = ck.Linear(576, 12, np.random.default_rng(seed))
            reach = 0.03 * abs(drawn.x).sum(axis=1).mean()
            assert reach == pytest.approx(4.6, abs=0.1)
            spread = np.median(layer.forward(drawn.x).std(axis=0))
            assert spread == pytest.approx(0.25, abs=0.05)
            assert reach / spread == pytest.approx(18, abs=3.5)


@pytest.mark.claim("06-decay")
@pytest.mark.parametrize(("noise", "inside"), [(0, 0.02), (0.1, 0.19), (100, 1.0)])
def test_the_pull_of_adamw_does_not_ask_for_the_noise_and_a_penalty_inside_adam_does(noise, inside):
    """A thousand weights are a thousand runs."""
    rng = np.random.default_rng(SEEDS[0])
    left = [np.ones(1000), np.ones(1000)]
    rules = [ck.AdamW(lr=0.001, weight_decay=0.1), ck.Adam(lr=0.001)]
    for rule, w in zip(rules, left, strict=True):
        rule.reset(w)
    for _ in range(2000):
        grad = noise * rng.normal(size=1000)
        rules[0].step(left[0], grad)
        rules[1].step(left[1], grad + 0.1 * left[1])
    assert np.mean(left[0]) == pytest.approx(0.82, abs=0.01)
    assert np.mean(left[1]) == pytest.approx(inside, abs=0.015)
