"""The numbers in lesson 05, over more seeds than the lesson shows."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(6)


@pytest.fixture(scope="module")
def moons():
    """The lesson's 200 points to learn from and 100 to check with."""
    rng = np.random.default_rng(5)
    return data.moons(400, rng).split(rng, val=0.25, test=0.25)


@pytest.fixture(scope="module")
def pets():
    faces = data.faces(900, np.random.default_rng(3), size=24, pose=2.0, noise=0.06)
    return faces.split(np.random.default_rng(0))


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
def test_of_four_rates_the_third_learns_and_the_others_crawl_walk_and_fly():
    for seed in SEEDS:
        points = data.moons(400, np.random.default_rng(seed)).subset(np.arange(200))
        crawl, walk, arrive, fly = (
            learn(lr, points, seed)[1][-13:].mean() for lr in (0.0001, 0.01, 1, 100)
        )
        assert arrive < 0.2 < walk < 0.5 < crawl < 3
        assert fly > 5


def test_one_step_by_hand_is_the_one_in_the_text():
    x, w = np.array([1.0, 0.5, 2.0]), np.array([1.0, 2.0, -1.0])
    new = find("sgd_step").reference(w, 2 * (x @ w - 1) * x, 0.05)
    np.testing.assert_allclose(new, [1.1, 2.05, -0.8])
    assert (x @ new - 1) ** 2 == pytest.approx(0.226, abs=5e-4)


def test_one_step_helps_up_to_about_7_and_harms_from_about_8_on(moons):
    net = fresh(0)
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
    for seed in SEEDS:
        net, _ = learn(0.1, moons.train, seed, epochs=1)
        rng, full = np.random.default_rng(seed), slope_of(net, moons.train, np.arange(200))
        angles = {1: [], 8: [], 64: []}
        for size, found in angles.items():
            for _ in range(200):
                part = slope_of(net, moons.train, rng.permutation(200)[:size])
                cos = part @ full / np.linalg.norm(part) / np.linalg.norm(full)
                found.append(np.degrees(np.arccos(np.clip(cos, -1, 1))))
        one, eight, many = (np.median(found) for found in angles.values())
        assert 50 < one < 90
        assert one > eight > many
        assert many > one / 64
        assert 0 < np.mean(np.array(angles[1]) > 90) < 0.5


@pytest.mark.claim("05-rises")
def test_the_loss_rises_often_with_small_batches_and_falls_on_the_whole(moons):
    def course(size, seed):
        net = fresh(seed)
        run = training(net, 0.3, moons.train, seed=seed, batch_size=size)
        return [(next(run), loss_on(net, moons.train))[1] for _ in range(60)]

    for seed in SEEDS:
        one, many = course(1, seed), course(64, seed)
        assert 24 <= np.sum(np.diff(one) > 0) <= 50
        assert 5 <= np.sum(np.diff(many) > 0) <= 22
        ups = [np.maximum(np.diff(losses), 0).max() for losses in (one, many)]
        assert ups[1] < ups[0]
        assert all(losses[-1] < losses[0] for losses in (one, many))


def test_the_houses_limit_is_the_one_in_the_text_and_square_feet_explode_by_a_trillion():
    houses = data.houses()
    columns = houses.x[:, [2, 4, 1]]
    x = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    assert 2 / np.linalg.eigvalsh(2 * x.T @ x / len(x)).max() == pytest.approx(0.434, abs=5e-4)
    feet = houses.x[:, [2]]
    factor = (1 - 0.1 * 2 * np.mean(feet**2)) ** 2
    assert 0.3e12 < factor < 3e12


@pytest.mark.claim("05-wiggles")
def test_accuracy_climbs_and_about_every_third_step_makes_it_worse(moons):
    for seed in SEEDS:
        net, seen = fresh(seed), []
        for _ in training(net, 0.3, moons.train, epochs=8, batch_size=8, seed=seed):
            seen.append(ck.accuracy(net(moons.val.x), moons.val.y))
        assert np.mean(seen[-25:]) > np.mean(seen[:25])
        assert 0.2 < np.mean(np.diff(seen) < 0) < 0.45


@pytest.mark.claim("05-sweep")
def test_on_the_moons_the_best_rate_lies_above_the_rule_and_close_to_the_cliff(moons):
    def median(lr):
        return np.median([loss_on(learn(lr, moons.train, s)[0], moons.val) for s in range(3)])

    low, top, best, cliff = (median(lr) for lr in (0.01, 0.1, 1, 10))
    assert best < median(0.3) < top < low
    assert best < median(3)
    assert best < low / 3 + 0.03
    assert cliff > top


@pytest.mark.claim("05-pets")
def test_on_the_drawings_the_rule_holds_and_0_3_is_ruin(pets):
    def median(lr):
        nets = [fresh(seed, 576, 12) for seed in range(3)]
        for seed, net in enumerate(nets):
            list(training(net, lr, pets.train, seed=seed, epochs=5))
        return np.median([loss_on(net, pets.val) for net in nets])

    good = max(median(0.03), median(0.1))
    assert good < 0.28 < median(0.01)
    assert median(0.3) == pytest.approx(np.log(2), abs=0.05)


@pytest.mark.claim("05-schedule")
def test_slowing_down_lands_lower_and_the_seeds_agree_better(moons):
    def ends(schedule):
        return [
            loss_on(learn(1.0, moons.train, seed, epochs=20, batch_size=4, schedule=schedule)[0],
                    moons.val)
            for seed in SEEDS
        ]  # fmt: skip

    constant = ends(None)
    for schedule in (ck.step_decay(1.0, 0.1, every=500), ck.cosine(1.0, 1000)):
        slowed = ends(schedule)
        assert np.median(slowed) < np.median(constant)
        assert np.ptp(slowed) < np.ptp(constant)


@pytest.mark.claim("05-epochs")
def test_the_best_epoch_is_among_the_first_for_some_runs_and_among_the_last_for_others(pets):
    birds = data.penguins()
    birds = birds.subset(np.flatnonzero(np.isfinite(birds.x).all(axis=1)))

    def best(dataset, seed):
        rng = np.random.default_rng(seed)
        train_set, val_set, _ = dataset.split(rng)
        scale = data.Standardizer().fit(train_set.x)
        K, D = len(dataset.class_names), dataset.x.shape[1]
        net = ck.Sequential(ck.Linear(D, 16, rng), ck.ReLU(), ck.Linear(16, K, rng))
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.SGD(lr=0.3),
            (scale.transform(train_set.x), train_set.y), epochs=60, batch_size=32, rng=rng,
            val=(scale.transform(val_set.x), val_set.y), progress=False,
        )  # fmt: skip
        return int(np.argmin(history.val_loss)) + 1

    slow = [best(birds, seed) for seed in range(3)]
    quick = [best(data.digits(), seed) for seed in range(3)]
    assert max(slow) >= 50
    assert max(quick) <= 25


@pytest.mark.claim("05-order")
def test_in_file_order_everything_is_a_cat_and_then_everything_a_dog(pets):
    order = np.argsort(pets.train.y, kind="stable")
    for seed in SEEDS:
        net, said = fresh(seed, 576, 12), []
        for step in range(40):
            rows = order[step * 11 : step * 11 + 16]
            net.theta[:] = net.theta - 0.03 * slope_of(net, pets.train, rows)
            said.append(np.mean(net(pets.val.x).argmax(axis=1)))
        assert min(said) == 0
        assert said[-1] > 0.95


def test_the_upper_run_that_has_not_finished_is_dead(pets):
    net = fresh(0, 576, 12)
    list(training(net, 0.5, pets.train, seed=0, epochs=40))
    assert ck.diagnostics.dead_units(net, pets.train.x) == {1: 1.0}
