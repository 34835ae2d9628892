"""What exercise notebook 08 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find
from tests.claims.labs import SEEDS, reference, two_layers


@pytest.mark.claim("x08-cures")
def test_a_price_helps_nearly_always_stopping_mostly_and_dropout_now_and_then():
    def study(draw, p=0.0, lam=0.0, epochs=150):
        rng = np.random.default_rng(draw)
        points, val, exam = (data.moons(n, rng, noise=0.35) for n in (60, 300, 600))
        rng = np.random.default_rng(draw)
        net = ck.Sequential(
            ck.Linear(2, 100, rng), ck.ReLU(), ck.Dropout(p, rng), ck.Linear(100, 2, rng)
        )
        history = ck.fit(
            net, ck.softmax_cross_entropy, ck.Adam(0.003), points, val=val, epochs=epochs,
            metrics=[ck.accuracy], batch_size=20, rng=rng, progress=False,
            regularizer=lambda w: reference("l2_penalty")(w, np.zeros(1), lam)[:2],
        )  # fmt: skip
        return history, ck.evaluate(net, ck.softmax_cross_entropy, exam.x, exam.y)["loss"]

    ends = []
    for draw in SEEDS[:12]:  # five runs each
        history, nothing = study(draw)
        assert 0.8 < history.metrics["accuracy"][-1] < 1  # "most of the accidents by heart"
        best, _ = reference("early_stopping")(history.val_loss, 10)
        others = study(draw, p=0.5), study(draw, lam=0.003), study(draw, epochs=best + 1)
        ends.append([nothing, *(loss for _, loss in others)])
    nothing, dropout, price, stopped = np.transpose(ends)
    assert np.mean(price < nothing) > 0.9
    assert np.mean(stopped < nothing) > 0.65
    assert 0.4 < np.mean(dropout < nothing) < 0.85  # "on about every third a little worse"
    assert np.median(dropout) > 0.9 * np.median(nothing)


@pytest.mark.claim("x08-dice")
def test_only_with_a_stop_at_zero_do_the_dice_of_08_drop_out():
    birds = data.penguins()
    whole = ~np.isnan(birds.x).any(axis=1)
    mass = (birds.x[whole, 3] - birds.x[whole, 3].mean()) / birds.x[whole, 3].std()
    pulls = reference("stop_at_zero"), find("stop_at_zero").given
    for seed in SEEDS:
        dice = np.random.default_rng(seed).integers(1, 7, (whole.sum(), 5))
        asked = np.column_stack([birds.x[whole, :3], dice])
        asked = (asked - asked.mean(axis=0)) / asked.std(axis=0)
        zeros = []
        for pull in pulls:
            w = np.zeros(8)
            for _ in range(200):
                w = pull(w - 0.1 * 2 * asked.T @ (asked @ w - mass) / len(mass), 0.1 * 0.2)
            zeros.append(w == 0)
        assert list(zeros[0]) == [True, True, False, *[True] * 5]  # "seven weights"
        assert not zeros[1].any()  # "every column keeps a weight"
        alone, three = (
            np.sum((mass - part @ np.linalg.lstsq(part, mass, rcond=None)[0]) ** 2) / len(mass)
            for part in (asked[:, 2:3], asked[:, :3])
        )
        assert three > 0.98 * alone  # "the flipper tells nearly all"


@pytest.mark.claim("x08-verdicts")
def test_each_of_the_four_readers_of_08_gets_its_own_word():
    every = data.digits()

    def read_digits(seed, n, lam=0.0, by_lot=0):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(every.y))
        own, new = order[:n], order[-400:]
        labels = every.y[own]
        labels[:by_lot] = rng.integers(0, 10, by_lot)
        run = ck.fit(
            two_layers(rng, 64, 64, 10), ck.softmax_cross_entropy, ck.Adam(0.01),
            (every.x[own], labels), val=(every.x[new], every.y[new]), epochs=50, batch_size=20,
            regularizer=lambda w: ck.l2(w, lam), rng=rng, progress=False,
        )  # fmt: skip
        return reference("verdict")(run.train_loss, run.val_loss, 0.45)

    for seed in SEEDS[:8]:  # a second each
        assert read_digits(seed, 30) == "overfitting"
        assert read_digits(seed, 1000) == "fine"
        assert read_digits(seed, 1000, lam=0.03) == "underfitting"
        assert read_digits(seed, 1000, by_lot=200) == "stop earlier"


@pytest.mark.claim("x08-mirrors")
def test_mirrored_drawings_help_those_of_08_and_drawings_on_their_heads_do_not():
    def drawings(n, draw):
        return data.faces(n, np.random.default_rng(draw), size=16, pose=2.0, noise=0.06)

    unseen = [drawings(400, draw) for draw in (500, 501, 502)]

    def right(seed, more):
        few, new = drawings(30, seed), unseen[seed % 3]
        images, y = more(few.images, few.y)
        rng = np.random.default_rng(seed)
        net = two_layers(rng, 256, 32, 2)
        ck.fit(net, ck.softmax_cross_entropy, ck.Adam(0.003), (images.reshape(len(y), 256), y),
               epochs=1800 // len(y), batch_size=10, rng=rng, progress=False)  # fmt: skip
        return ck.accuracy(net(new.x), new.y)

    mistakes = {known.name: known.wrong for known in find("with_mirrors").misconceptions}
    ways = (lambda *given: given), reference("with_mirrors"), mistakes["upside_down"]
    alone, mirrored, turned = np.array([[right(s, way) for way in ways] for s in SEEDS]).T
    assert np.mean(mirrored > alone) > 0.7  # "on most draws"
    assert 0.02 < np.mean(mirrored - alone) < 0.06  # "a few more right"
    assert np.mean(turned - alone) < 0.01  # "bring nothing"


@pytest.mark.claim("x08-committee")
def test_the_committee_of_08_is_better_than_its_best_member():
    every, ahead = data.digits(), []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(every.y))
        exam, p = order[:500], []
        for rows in order[500:920].reshape(7, 60):
            net = two_layers(rng, 64, 32, 10)
            ck.fit(net, ck.softmax_cross_entropy, ck.Adam(0.01), (every.x[rows], every.y[rows]),
                   epochs=40, batch_size=20, rng=rng, progress=False)  # fmt: skip
            assert ck.accuracy(net(every.x[rows]), every.y[rows]) == 1  # "by heart"
            p.append(ck.softmax(net(every.x[exam])))
        best = max(np.mean(member.argmax(axis=1) == every.y[exam]) for member in p)
        mended, given = (
            np.mean(committee(np.array(p)) == every.y[exam])
            for committee in (reference("committee"), find("committee").given)
        )
        assert given < best
        ahead.append(mended - best)
    assert min(ahead) > 0
