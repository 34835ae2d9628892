"""The numbers in lesson 05, with seeds and data that the lesson does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(20, 40)


@pytest.fixture(scope="module")
def moons():
    """For each seed 200 points to learn from and 100 to check with."""
    return {seed: two_moons(seed) for seed in SEEDS}


def two_moons(seed):
    rng = np.random.default_rng(seed)
    return data.moons(400, rng).split(rng, val=0.25, test=0.25)


@pytest.fixture(scope="module")
def halves(pets):
    """Three draws of cats and dogs, each split."""
    return [drawn.split(np.random.default_rng(k)) for k, drawn in enumerate(pets)]


def fresh(seed, D=2, H=16):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(D, H, rng), ck.ReLU(), ck.Linear(H, 2, rng))


def training(net, lr, on, *, seed, epochs=30, batch_size=16, schedule=None):
    return ck.train(
        net, ck.softmax_cross_entropy, ck.SGD(lr=lr), on.x, on.y, epochs=epochs,
        batch_size=batch_size, rng=np.random.default_rng(seed), schedule=schedule,
    )  # fmt: skip


def learn(lr, on, seed, **options):
    net = fresh(seed)
    return net, np.array(list(training(net, lr, on, seed=seed, **options)))


def loss_on(net, points):
    return ck.evaluate(net, ck.softmax_cross_entropy, points.x, points.y)["loss"]


def slope_of(net, points, rows):
    _, dout = ck.softmax_cross_entropy(net(points.x[rows]), points.y[rows])
    net.backward(dout)
    return net.grad.copy()


@pytest.mark.claim("05-hook")
def test_of_four_rates_the_third_learns_and_the_others_crawl_walk_and_fly(moons):
    for seed, points in moons.items():
        crawl, walk, arrive, fly = (
            learn(lr, points.train, seed)[1][-13:].mean() for lr in (0.0001, 0.01, 1, 100)
        )
        assert arrive < 0.2 < walk < 0.5 < crawl < 3
        assert fly > 10


def test_one_step_by_hand_is_the_one_in_the_text():
    x, w = np.array([1.0, 0.5, 2.0]), np.array([1.0, 2.0, -1.0])
    new = find("sgd_step").reference(w, 2 * (x @ w - 1) * x, 0.05)
    np.testing.assert_allclose(new, [1.1, 2.05, -0.8])
    assert (x @ new - 1) ** 2 == pytest.approx(0.226, abs=5e-4)


def test_the_loop_on_one_example_gives_what_the_table_says():
    x, y = np.array([[1.5]]), np.array([1.25])
    w, b = find("train_linear").reference(x, y, 0.1, 1, 1, np.random.default_rng(0))
    np.testing.assert_allclose([*w, b], [0.375, 0.25])


def test_one_step_helps_up_to_about_7_and_harms_from_about_8_on():
    net, moons = fresh(0), two_moons(5)  # the lesson's own
    grad = slope_of(net, moons.train, np.arange(200))
    theta, start = net.theta.copy(), loss_on(net, moons.train)

    def after(lr):
        net.theta[:] = theta - lr * grad
        return loss_on(net, moons.train)

    assert all(after(lr) < start for lr in (0.01, 0.1, 1, 3, 6.5))
    assert all(after(lr) > start for lr in (8.5, 12, 30))
    assert after(2.5) == pytest.approx(0.33, abs=0.03)  # the text says about


def test_the_steps_on_the_bowl_are_those_of_the_table():
    for lr, told in ((0.05, [0.8, 0.64, 0.51]), (0.4, [-0.6, 0.36, -0.22]),
                     (0.6, [-1.4, 1.96, -2.74])):  # fmt: skip
        np.testing.assert_allclose((1 - lr * 4) ** np.arange(1, 4), told, atol=5e-3)
    assert abs(0.99**70 - 0.49) < 5e-3


@pytest.mark.claim("05-angle")
def test_more_examples_aim_better_and_one_sometimes_leads_uphill(moons):
    middles, uphill = [], []
    for seed, points in moons.items():
        net, _ = learn(0.1, points.train, seed, epochs=1)
        rng, full = np.random.default_rng(seed), slope_of(net, points.train, np.arange(200))
        angles = {1: [], 8: [], 64: []}
        for size, found in angles.items():
            for _ in range(60):
                part = slope_of(net, points.train, rng.permutation(200)[:size])
                cos = part @ full / np.linalg.norm(part) / np.linalg.norm(full)
                found.append(np.degrees(np.arccos(np.clip(cos, -1, 1))))
        middles.append([np.median(found) for found in angles.values()])
        uphill.append(np.mean(np.array(angles[1]) > 90))
    one, eight, many = np.transpose(middles)
    assert np.mean((one > 50) & (one < 90)) >= 0.9  # "typically"
    assert np.all((one > eight) & (eight > many))
    assert many.max() < 40  # "64 well"
    assert np.all(many > one / 64)
    assert 0.1 < np.median(uphill) < 0.35  # "some point uphill"


@pytest.mark.claim("05-rises")
def test_the_loss_rises_often_with_small_batches_and_falls_on_the_whole(moons):
    def course(size, seed):
        net, points = fresh(seed), moons[seed].train
        run = training(net, 0.3, points, seed=seed, batch_size=size)
        return [(next(run), loss_on(net, points))[1] for _ in range(60)]

    one, many = (np.array([course(size, seed) for seed in SEEDS]) for size in (1, 64))
    share_1, share_64 = (np.mean(np.diff(runs) > 0, axis=1) for runs in (one, many))
    assert share_1.min() > 0.45
    assert np.median(share_1) == pytest.approx(0.55, abs=0.07)  # "half of the steps or more"
    assert np.all(share_64 < share_1)  # "less often"
    ups_1, ups_64 = (np.diff(runs).max(axis=1) for runs in (one, many))
    assert np.median(ups_64) < np.median(ups_1) / 4  # "by little"
    assert np.all(one[:, -1] < one[:, 0])
    assert np.all(many[:, -1] < many[:, 0])


def test_the_houses_limit_is_the_one_in_the_text_and_square_feet_explode_by_a_trillion():
    houses = data.houses()
    columns = houses.x[:, [2, 4, 1]]
    x = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    assert 2 / np.linalg.eigvalsh(2 * x.T @ x / len(x)).max() == pytest.approx(0.434, abs=5e-4)
    feet = houses.x[:, [2]]
    factor = (1 - 0.1 * 2 * np.mean(feet**2)) ** 2
    assert 0.3e12 < factor < 3e12


@pytest.mark.claim("05-sweep")
def test_on_the_moons_the_best_rate_lies_above_the_rule_and_close_to_the_cliff(moons):
    rates = [0.001, 0.01, 0.1, 1, 3, 10]
    ends = {
        lr: np.median([loss_on(learn(lr, m.train, s)[0], m.val) for s, m in moons.items()])
        for lr in rates
    }
    assert min(ends, key=ends.get) == 1
    assert ends[1] < ends[0.1] < ends[0.01] < ends[0.001]  # "a long gentle slope"
    assert ends[1] < 0.65 * ends[0.01]  # "about half of that loss"
    assert ends[10] > 2 * ends[0.001]  # "a cliff", "ten times the best rate is ruin"


@pytest.mark.claim("05-pets")
def test_on_the_drawings_the_rule_holds_and_0_3_is_ruin(halves):
    def middle(lr):
        ends = []
        for seed in SEEDS:
            net, split = fresh(seed, 576, 12), halves[seed % 3]
            list(training(net, lr, split.train, seed=seed, epochs=5))
            ends.append(loss_on(net, split.val))
        return np.median(ends)

    good = max(middle(0.03), middle(0.1))
    assert good < 0.25 < middle(0.01)
    assert middle(0.3) == pytest.approx(np.log(2), abs=0.03)


@pytest.mark.claim("05-schedule")
def test_slowing_down_lands_lower_on_the_whole_and_the_seeds_agree_better(moons):
    def ends(schedule):
        nets = (
            learn(1.0, m.train, s, epochs=20, batch_size=4, schedule=schedule)[0]
            for s, m in moons.items()
        )
        return np.array([loss_on(net, m.val) for net, m in zip(nets, moons.values(), strict=True)])

    constant = ends(None)
    for schedule in (ck.step_decay(1.0, 0.1, every=500), ck.cosine(1.0, 1000)):
        slowed = ends(schedule)
        assert np.mean(slowed < constant) > 0.7
        assert np.median(slowed) < 0.8 * np.median(constant)
        assert slowed.std() < constant.std() / 2


@pytest.mark.claim("05-order")
def test_in_file_order_everything_is_a_cat_and_then_everything_a_dog(halves):
    for seed in SEEDS:
        split = halves[seed % 3]
        order = np.argsort(split.train.y, kind="stable")
        net, said = fresh(seed, 576, 12), []
        for step in range(40):
            rows = order[step * 11 : step * 11 + 16]
            net.theta[:] = net.theta - 0.03 * slope_of(net, split.train, rows)
            said.append(np.mean(net(split.val.x).argmax(axis=1)))
        assert min(said[:25]) == 0
        assert said[-1] > 0.95


def test_the_upper_run_that_has_not_finished_is_dead():
    faces = data.faces(900, np.random.default_rng(3), size=24, pose=2.0, noise=0.06)
    own = faces.split(np.random.default_rng(0)).train  # the lesson's own run
    net = fresh(0, 576, 12)
    list(training(net, 0.5, own, seed=0, epochs=40))
    assert ck.diagnostics.dead_units(net, own.x) == {1: 1.0}
