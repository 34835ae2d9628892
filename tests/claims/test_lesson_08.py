"""The numbers in lesson 08, with seeds and data that the lesson does not show."""

from __future__ import annotations

from functools import cache, partial

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find
from coursekit.lessons.l08_overfitting import penalty_on_weights as price
from coursekit.lessons.l08_overfitting import room_to_fit as room
from coursekit.lessons.l08_overfitting.memorizing import training_run

SEEDS = range(20, 40)
stopping = find("early_stopping").reference


def moons(seed, noise=0.35):
    rng = np.random.default_rng(seed)
    return [data.moons(n, rng, noise=noise) for n in (60, 150, 1000)]


def fresh(seed, *silence):
    rng = np.random.default_rng(seed)
    return ck.Sequential(
        ck.Linear(2, 40, rng), ck.ReLU(), ck.Linear(40, 40, rng), ck.ReLU(), *silence,
        ck.Linear(40, 2, rng),
    )  # fmt: skip


@cache
def study(seed, cure="nothing", lam=0.0):
    """The lesson's run: the network and its history."""
    learn, val, _ = moons(seed)
    net = fresh(seed, *[ck.Dropout(0.5, np.random.default_rng(seed))][: cure == "dropout"])
    penalty = {"L1": ck.l1, "L2": ck.l2}.get(cure)
    history = ck.fit(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), learn, val=val, epochs=120,
        batch_size=30, rng=np.random.default_rng(seed), metrics=(ck.accuracy,), progress=False,
        regularizer=partial(penalty, lam=lam) if penalty else None,
        early_stopping=ck.EarlyStopping(15) if cure == "stopping" else None,
    )  # fmt: skip
    return net, history


def exam(seed, cure, lam=0.0):
    """Loss and accuracy on the 1,000 points."""
    points = moons(seed)[2]
    net = study(seed, cure, lam)[0]
    return tuple(
        ck.evaluate(net, ck.softmax_cross_entropy, points.x, points.y, (ck.accuracy,)).values()
    )


@pytest.mark.claim("08-hook")
def test_a_coin_is_learned_by_heart_in_two_or_three_times_as_many_epochs():
    draws = [
        data.faces(400, np.random.default_rng(draw), size=16, pose=2.0, noise=0.06)
        for draw in (11, 12, 13)
    ]
    epochs, new = {"true": [], "coin": []}, {"true": [], "coin": []}
    for seed in SEEDS:
        pets, coin = draws[seed % 3], np.random.default_rng(100 + seed).integers(0, 2, 400)
        for name, y in (("true", pets.y), ("coin", coin)):
            rng = np.random.default_rng(seed)
            net = ck.Sequential(ck.Linear(256, 64, rng), ck.ReLU(), ck.Linear(64, 2, rng))
            history = ck.fit(
                net, ck.softmax_cross_entropy, ck.Adam(lr=0.002), (pets.x[:100], y[:100]),
                val=(pets.x[100:], y[100:]), metrics=(ck.accuracy,), epochs=50, batch_size=20,
                rng=rng, progress=False,
            )  # fmt: skip
            assert history.metrics["accuracy"][-1] == 1
            epochs[name].append(1 + history.metrics["accuracy"].index(1.0))
            new[name].append(history.metrics["val_accuracy"][-1])
    assert min(new["true"]) > 0.9
    assert 0.4 < min(new["coin"]) <= max(new["coin"]) < 0.6  # 300 flips: 0.5 ± 0.029
    assert 1.5 < np.median(epochs["coin"]) / np.median(epochs["true"]) < 3.5
    assert net.n_params == 16_578


@pytest.mark.claim("08-turn")
def test_validation_turns_long_before_training_settles_and_the_loss_says_so_more_than_accuracy():
    rises, falls, settled, best, sure = [], [], [], [], []
    for seed in SEEDS:
        net, history = study(seed)
        best.append(history.best_epoch + 1)
        rises.append(history.val_loss[-1] / min(history.val_loss))
        right = history.metrics["val_accuracy"]
        falls.append(right[history.best_epoch] - right[-1])
        far = np.abs(np.array(history.train_loss) - history.train_loss[-1]) > 0.05
        settled.append(np.flatnonzero(far)[-1] + 2)
        sure.append(np.median(ck.softmax(net(moons(seed)[1].x)).max(axis=1)))
        assert history.metrics["accuracy"][-1] > 0.9  # "on the wrong side become rare"
    assert np.median(sure) > 0.98  # "sure of itself nearly everywhere"
    assert min(rises) > 1.3
    assert np.mean(np.array(rises) > 2) > 0.6  # "in most runs to more than twice its best"
    assert abs(np.median(falls)) < 0.02  # "they hardly moved"
    assert np.abs(falls).max() < 0.1
    assert np.all(np.array(best) < settled)
    assert np.median(settled) > 5 * np.median(best)  # "well before"


def test_the_widget_of_section_1_says_what_the_text_says():
    learn, val, _ = moons(1)
    run = training_run(learn, val, 0.0, 0.0)
    best = run.loss[1].argmin()
    assert run.loss[1][-1] > 2 * run.loss[1][best]
    assert abs(run.accuracy[1][-1] - run.accuracy[1][best]) < 0.04
    assert run.accuracy[0][-1] > 0.95


def test_the_border_drawn_by_hand_errs_on_noise_only():
    learn = moons(1)[0]
    clean = data.moons(400, np.random.default_rng(0), noise=0.0)
    for points, most in ((clean, 0.0), (learn, 0.25)):
        x = points.x
        says = (x[:, 1] < 0.25 - 0.5 * np.sin(3 * (x[:, 0] - 0.5))).astype(int)
        assert np.mean(says != points.y) <= most


@pytest.mark.claim("08-patience")
def test_little_patience_misses_the_valley_and_fifteen_is_enough_for_a_fraction_of_the_epochs():
    missed, stops = {1: [], 15: []}, {1: [], 15: []}
    for seed in SEEDS:
        losses = study(seed)[1].val_loss
        for patience in missed:
            best, stop = stopping(losses, patience)
            missed[patience].append(losses[best] - min(losses))
            stops[patience].append(stop)
    assert 0.2 < np.mean(np.array(missed[1]) > 0.005) < 0.6  # "may miss the valley"
    assert max(missed[1]) > 0.05
    assert max(missed[15]) < 0.02
    assert max(stops[15]) < 60 < 120
    best = [np.argmin(study(seed)[1].val_loss) + 1 for seed in SEEDS]
    assert max(best) > 10 * min(best)  # "they differ between seeds"


def test_the_best_weights_beat_the_last_ones_on_points_nobody_chose_on():
    for seed in SEEDS:
        assert exam(seed, "stopping")[0] < exam(seed, "nothing")[0]


@pytest.mark.claim("08-room")
def test_fifteen_knobs_on_fifteen_weighings_swing_and_five_knobs_or_more_weighings_do_not():
    def miss(seed, n, knobs):
        age = np.linspace(0, 52, n)
        kg = room.truth(age) + np.random.default_rng(seed).normal(size=n)
        powers, everywhere = (
            room.legvander(a / 26 - 1, knobs - 1) for a in (age, room.AGES)
        )  # fmt: skip
        w = np.linalg.lstsq(powers, kg, rcond=None)[0]
        return np.sqrt(np.mean((everywhere @ w - room.truth(room.AGES)) ** 2) + 1)

    wild = [miss(seed, 15, 15) for seed in range(40)]
    assert np.quantile(wild, 0.1) > 3
    assert max(miss(seed, 15, 5) for seed in range(40)) < 1.6
    assert max(miss(seed, 120, 15) for seed in range(40)) < 1.2
    assert 4.5 < room.compute(15, 15, 0.0).new[14] < 5.5
    assert room.compute(15, 15, 0.0).own[14] < 1e-6
    assert room.compute(15, 15, 0.0001).new[14] < 2
    assert np.sum(room.compute(15, 15, 0.0).w[1:] ** 2) > 4 * np.sum(
        room.compute(15, 15, 0.0001).w[1:] ** 2
    )


@pytest.mark.claim("08-price")
def test_training_gets_worse_with_every_price_and_new_points_better_up_to_a_point():
    prices = (0.0, 0.003, 0.01, 0.03, 0.1)
    ends = {  # ten seeds: five runs each
        name: np.array(
            [[getattr(study(s, "L2", lam)[1], name)[-1] for s in SEEDS[:10]] for lam in prices]
        )
        for name in ("train_loss", "val_loss")
    }
    assert np.all(np.diff(ends["train_loss"], axis=0) > 0)  # "with every rise of the price"
    new = np.median(ends["val_loss"], axis=1)
    assert new[1:4].max() < new[4] < new[0]  # "every λ from 0.003 to 0.03 ..."
    assert new[1:4].max() < 1.2 * new.min()
    assert new[4] > 1.2 * new.min()
    assert new[0] > 2 * new.min()


@pytest.mark.claim("08-three")
def test_l1_finds_the_three_in_this_draw_and_often_not_in_others():
    weights = price.path("L1")[0]
    at = price.STRENGTHS.index(0.5)
    assert np.flatnonzero(weights[at]).tolist() == [1, 4, 8]
    assert sum(np.abs(weights[at]) < np.abs(price.TRUE)) == 2
    assert np.all(price.path("L2")[0] != 0)
    exact, draws = 0, 40
    for seed in range(draws):
        rng = np.random.default_rng(100 + seed)
        x = rng.normal(size=(40, 12))
        w = price.minimum_l1(x, x @ price.TRUE + 0.8 * rng.normal(size=40), 0.5)
        assert np.all(w[price.TRUE != 0] != 0)
        exact += np.array_equal(w != 0, price.TRUE != 0)
    assert exact / draws == pytest.approx(0.5, abs=0.2)  # 0.08 is one standard deviation


@pytest.mark.claim("08-zeros")
def test_the_slope_of_l1_makes_no_weight_zero_and_a_stop_makes_more_than_half():
    for seed in SEEDS:
        learn, zeros = moons(seed)[0], {}
        for stop in (False, True):
            net = fresh(seed)
            weights = net.weight_mask()
            for _ in ck.train(
                net, ck.softmax_cross_entropy, ck.SGD(0.1), learn.x, learn.y, epochs=400,
                batch_size=60, rng=np.random.default_rng(0),
                regularizer=None if stop else partial(ck.l1, lam=0.005),
            ):  # fmt: skip
                if stop:
                    w = net.theta[weights]
                    net.theta[weights] = np.sign(w) * np.maximum(np.abs(w) - 0.0005, 0)
            zeros[stop] = np.mean(net.theta[weights] == 0)
            near = np.mean(np.abs(net.theta[weights]) <= 0.0005)
        assert zeros[False] == 0
        assert zeros[True] > 0.5
        assert near > 0.3


@pytest.mark.claim("08-silence")
def test_a_network_trained_with_dropout_can_spare_half_of_its_units():
    kept = {0.0: [], 0.5: []}
    for p in kept:
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            learn, new = data.moons(300, rng), data.moons(600, rng)
            silence = ck.Dropout(p, np.random.default_rng(seed))
            net = ck.Sequential(
                ck.Linear(2, 16, rng), ck.ReLU(), ck.Linear(16, 16, rng), ck.ReLU(), silence,
                ck.Linear(16, 2, rng),
            )  # fmt: skip
            steps = ck.train(
                net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), learn.x, learn.y, epochs=30,
                batch_size=30, rng=rng,
            )  # fmt: skip
            list(steps)
            net(new.x)
            voices, last = net.outputs[-2], net[-1]
            silenced = [
                ck.accuracy(voices * (rng.permutation(16) >= 8) @ last.W + last.b, new.y)
                for _ in range(30)
            ]
            kept[p].append([ck.accuracy(net(new.x), new.y), np.mean(silenced)])
    plain, dropout = (np.median(runs, axis=0) for runs in kept.values())
    assert 0 < plain[0] - dropout[0] < 0.025  # "about 1% behind"
    assert dropout[1] > plain[1] + 0.05  # "holds out much longer"
    assert dropout[0] - dropout[1] < 0.03


@pytest.mark.claim("08-cures")
def test_every_cure_lowers_the_loss_and_accuracies_hardly_differ():
    cures = {"nothing": 0.0, "stopping": 0.0, "L2": 0.01, "L1": 0.003, "dropout": 0.0}
    results = {name: np.array([exam(s, name, lam) for s in SEEDS]) for name, lam in cures.items()}
    loss, right = (
        {name: np.median(r[:, k]) for name, r in results.items()} for k in (0, 1)
    )  # fmt: skip
    below = {name: r[:, 0] < results["nothing"][:, 0] for name, r in results.items()}
    assert all(np.mean(below[name]) >= 0.85 for name in cures if name != "nothing")
    assert all(loss[name] < loss["nothing"] / 2 for name in ("stopping", "L2", "L1"))  # "for most"
    assert max(right.values()) - min(right.values()) < 0.025  # "within about 2%"
    assert all(np.ptp(r[:, 1]) > 0.02 for r in results.values())
    gains = {name: r[:, 1] - results["nothing"][:, 1] for name, r in results.items()}
    assert 0.5 < np.mean(gains["L2"] > 0) < 0.9  # "most networks", not nearly every one
    assert 0.25 < np.mean(gains["stopping"] > 0) < 0.75  # "some more and some fewer"


@pytest.mark.claim("08-cards")
def test_each_card_shows_its_fault_with_other_seeds_too():
    def card(seed, n, noise, optimizer, bend=True, shuffle=False):
        rng = np.random.default_rng(seed)
        learn, new = data.moons(n, rng, noise=noise), data.moons(300, rng, noise=noise)
        labels = [rng.permutation(s.y) if shuffle else s.y for s in (learn, new)]
        net = ck.Sequential(ck.Linear(2, 40, rng), *[ck.ReLU()][:bend], ck.Linear(40, 2, rng))
        return ck.fit(
            net, ck.softmax_cross_entropy, optimizer, (learn.x, labels[0]), val=(new.x, labels[1]),
            epochs=60, batch_size=30, rng=rng, progress=False,
        )  # fmt: skip

    def cards(seed):
        return (
            card(seed, 60, 0.35, ck.Adam(lr=0.1)), card(seed, 400, 0.2, ck.SGD(lr=0.0007)),
            card(seed, 400, 0.2, ck.Adam(lr=0.02)),
            card(seed, 60, 0.35, ck.Adam(lr=0.1), shuffle=True),
            card(seed, 400, 0.2, ck.Adam(lr=0.02), bend=False),
            card(seed, 400, 0.2, ck.SGD(lr=8.0)),
        )  # fmt: skip

    turned = []
    for seed in SEEDS[:10]:  # six runs each
        a, b, c, d, e, f = cards(seed)
        turned.append(a.val_loss[-1] / min(a.val_loss))
        assert a.train_loss[-1] < 0.25 < a.val_loss[-1]
        assert np.all(np.diff(b.train_loss) < 0)
        assert max(c.train_loss[-1], c.val_loss[-1]) < 0.16
        assert min(d.val_loss) > 0.68  # 0.69 is a coin
        assert abs(e.train_loss[-1] - e.val_loss[-1]) < 0.1
        assert e.train_loss[-1] > 2 * c.train_loss[-1]
        assert abs(e.train_loss[-1] - e.train_loss[20]) < 0.03
        assert np.mean(np.diff(f.train_loss) > 0) > 0.3
        assert max(f.train_loss) > 1
    assert np.median(turned) > 1.4
    a, b, c, d, e, f = cards(1)  # the lesson's own
    shown = [a.val_loss[-1], b.val_loss[-1], e.train_loss[-1], e.val_loss[-1]]
    np.testing.assert_allclose(shown, [0.75, 0.4, 0.25, 0.24], atol=0.01)
    assert max(c.train_loss[-1], c.val_loss[-1]) < 0.1
    assert d.train_loss[-1] == pytest.approx(0.5, abs=0.05)
    assert min(d.val_loss) > 0.69
    assert d.val_loss[-1] > 1
    assert min(f.train_loss) < 0.4


@pytest.mark.claim("08-few")
def test_ten_points_judge_the_same_runs_less_evenly_than_150():
    def lowest(seed, n):
        learn, val, _ = moons(seed)
        history = ck.fit(
            fresh(seed), ck.softmax_cross_entropy, ck.Adam(lr=0.01), learn, epochs=60,
            val=val.subset(np.arange(n)), batch_size=30, rng=np.random.default_rng(seed),
            progress=False,
        )  # fmt: skip
        return min(history.val_loss)

    few, many = ([lowest(seed, n) for seed in SEEDS] for n in (10, 150))
    assert np.std(few) > 1.4 * np.std(many)
    assert min(few) < 0.6 * min(many)  # "praise one run"
