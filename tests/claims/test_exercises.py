"""What the labs of the exercise notebooks claim, with seeds and draws that they do not show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, plots
from coursekit.assignments.source import parts
from coursekit.lessons.catalogue import find
from coursekit.lessons.l02_forward_pass.experiments import ice_cream_stall, untrained
from coursekit.lessons.l09_vanishing_gradients import deep

SEEDS = range(20, 40)
SOURCES = Path(__file__).parents[2] / "exercises" / "sources"


def reference(name):
    return find(name).reference


def lab(notebook):
    """The code cells of a notebook's lab."""
    pieces = [*parts((SOURCES / f"{notebook}.py").read_text("utf-8"))]
    start = next(i for i, piece in enumerate(pieces) if "## Lab" in piece.text)
    end = next(i for i, piece in enumerate(pieces) if piece.kind == "essay")
    return [piece.text for piece in pieces[start:end] if piece.kind == "code"]


def with_ones(x):
    return np.c_[x, np.ones(len(x))]


def two_layers(seed, D, H, K, bend=ck.ReLU):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(D, H, rng), bend(), ck.Linear(H, K, rng))


def train(net, rule, points, epochs, batch_size, seed, **options):
    """The losses of all steps."""
    return list(
        ck.train(
            net, ck.softmax_cross_entropy, rule, points.x, points.y, epochs=epochs,
            batch_size=batch_size, rng=np.random.default_rng(seed), **options,
        )
    )  # fmt: skip


def moons(seed, n=200, **options):
    return data.moons(n, np.random.default_rng(seed), **options)


@pytest.fixture(scope="module")
def digits():
    """A split of the digits for each seed."""
    return {seed: data.digits().split(np.random.default_rng(seed)) for seed in SEEDS}


@pytest.mark.claim("x01-flipper")
def test_a_millimeter_of_flipper_goes_with_40_to_55_grams_and_beats_the_lazy_rival():
    birds = data.penguins()
    known = ~np.isnan(birds.x).any(axis=1)
    flipper, mass = birds.x[known, 2] / 10, birds.x[known, 3] / 1000
    best = reference("best_knob")(flipper - flipper.mean(), mass - mass.mean())
    assert best == pytest.approx(0.50, abs=0.005)
    for seed in SEEDS:
        train_rows, new = np.split(np.random.default_rng(seed).permutation(len(mass)), [250])
        longer, heavier = (v - v[train_rows].mean() for v in (flipper, mass))
        w = reference("train_knob")(0.0, longer[train_rows], heavier[train_rows], 0.01, 5)
        assert 0.395 < w < 0.56
        assert np.mean(heavier[train_rows] > 0) < 0.5  # "lighter", says the rival
        is_heavier = heavier[new] > 0
        assert np.sum((w * longer[new] > 0) != is_heavier) < np.sum(is_heavier) / 2


@pytest.mark.claim("x02-stall")
def test_the_drawn_network_is_the_one_that_is_asked_for():
    drawn = ice_cream_stall()
    written = [text.get_text() for text in drawn.ax.texts]
    numbers = [float(text) for text in written if text.lstrip("-").replace(".", "").isdigit()]
    biases = [float(text.split()[1]) for text in written if text.startswith("b ")]
    weights = np.array(numbers)
    W1, W2 = weights[:6].reshape(2, 3), weights[6:].reshape(3, 1)
    x = np.random.default_rng(0).uniform(0, 10, (20, 2))
    by_picture = np.maximum(x @ W1 + biases[:3], 0) @ W2 + biases[3]
    assert np.allclose(reference("portions")(x), by_picture)
    for number in [*numbers, *biases]:
        assert f"{number:g}" in drawn.alt
    assert reference("portions")(np.array([[0.0, 1.0]])) == 10
    assert reference("portions")(np.array([[0.0, 8.0]])) == -28


@pytest.mark.claim("x02-budget")
def test_two_hidden_units_read_less_than_two_thirds_and_more_than_ten_add_little(digits):
    ten = []
    for seed in SEEDS:
        known, _, fresh = digits[seed]
        accuracy = {}
        for budget in (160, 760, 2410):
            net = two_layers(seed, 64, reference("widest")(64, 10, budget), 10)
            train(net, ck.Adam(lr=0.01), known, 15, 32, seed)
            accuracy[budget] = ck.accuracy(net(fresh.x), fresh.y)
        assert accuracy[160] < 2 / 3
        assert accuracy[2410] > 0.93
        ten.append(accuracy[760])
        if accuracy[760] > 0.9:
            assert accuracy[2410] - accuracy[760] < 0.07
    assert np.mean(np.array(ten) > 0.9) > 0.7


@pytest.mark.claim("x02-silent")
def test_most_new_networks_have_units_that_no_drawing_wakes_for_what_drawings_share():
    silent = []
    for seed in SEEDS:
        animals = data.faces(200, np.random.default_rng(seed))
        first = untrained(animals, seed)[0]
        silent.append(reference("silent_units")(animals.x, first.W, first.b).sum())
        less = animals.x - animals.x.mean(axis=0)
        assert not reference("silent_units")(less, first.W, first.b).any()
    assert np.mean(np.array(silent) > 0) > 0.75


@pytest.mark.claim("x02-cuckoo")
def test_the_call_is_found_though_single_numbers_say_little():
    call = np.append(np.tile([1.0, 1, -1, -1], 3), np.tile([1.0, 1, 1, -1, -1, -1], 2))
    found, loudest = [], []
    for seed in range(20, 120):
        rng = np.random.default_rng(seed)
        recording, start = rng.normal(size=300), rng.integers(0, 277)
        recording[start : start + 24] += 1.2 * call
        found.append(reference("best_place")(recording, call) == start)
        loudest.append(start <= np.abs(recording).argmax() < start + 24)
    assert np.mean(found) > 0.95
    assert np.mean(loudest) < 0.5


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


@pytest.mark.claim("x04-rate")
def test_most_of_the_gap_between_relu_and_sigmoid_is_the_rate():
    ends = np.array([
        [train(two_layers(seed, 2, 16, 2, bend), ck.SGD(lr), moons(seed), 400, 200, seed)[-1]
         for bend, lr in ((ck.ReLU, 0.5), (ck.Sigmoid, 0.5), (ck.Sigmoid, 5.0), (ck.ReLU, 5.0))]
        for seed in SEEDS
    ])  # fmt: skip
    relu, sigmoid, faster, relu_faster = ends.T
    assert np.all(sigmoid > relu)
    assert np.median(sigmoid) > 2 * np.median(relu)
    assert np.median(faster) < 1.2 * np.median(relu)  # "about as far"
    assert np.all(faster < sigmoid / 2)
    assert np.median(relu_faster) > 0.9 * np.median(relu)  # "gains nothing"


@pytest.mark.claim("x04-thermometers")
def test_gains_and_shifts_are_found_up_to_the_noise_of_the_readings():
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        true = rng.normal(1.2, 0.6, (60, 1))
        read = true * [1.3, 0.8, 1.0] + [-0.4, 0.2, 0.1] + rng.normal(0, 0.02, (60, 3))
        gain, shift, misses = np.ones(3), np.zeros(3), []
        for _ in range(200):
            out = read * gain + shift
            misses.append(10 * np.abs(out - true).mean(axis=0))
            _, dgain, dshift = reference("gain_backward")(2 * (out - true) / 60, read, gain)
            gain, shift = gain - 0.1 * dgain, shift - 0.1 * dshift
        assert np.all(misses[0] > 0.8)
        assert np.all((misses[-1] > 0.05) & (misses[-1] < 0.25))


@pytest.mark.claim("x04-staircase")
def test_a_fault_shows_in_its_layer_and_in_those_in_front_of_it():
    scope = {"np": np, "ck": ck, "plots": plots, "yours": reference}
    (cell,) = (code for code in lab("04_backprop") if "def errors_of" in code)
    exec(cell, scope)
    for faulty in range(5):
        errors = scope["errors_of"](scope["network"](faulty))
        assert [error >= 1e-4 for error in errors] == [k <= faulty for k in range(5)]
    assert max(scope["errors_of"](scope["network"]())) < 1e-6


@pytest.mark.claim("x04-silent")
def test_a_larger_batch_wakes_weights_and_a_bias_of_minus_4_keeps_a_unit_dead():
    x, silent = data.digits().x, reference("silent_weights")
    b = np.array([0.0, 0.0, 0.0, 0.0, 0.0, -4.0])
    kept = []
    for seed in (4, *SEEDS):
        W = np.random.default_rng(seed).normal(0, 0.2, (64, 6))
        few, all_of_them = silent(x[:5], W, b), silent(x, W, b)
        assert few[(x[:5] == 0).all(axis=0)].all()
        assert few.mean() > silent(x[:20], W, b).mean() > all_of_them.mean()
        kept.append(all_of_them.sum(axis=0))
    assert np.median([units[5] for units in kept]) > 32
    assert kept[0][5] == 64
    assert np.median([units[:5] for units in kept]) <= 6
    W = np.random.default_rng(4).normal(0, 0.2, (64, 6))
    assert silent(x[:5], W, b)[:, 1].all()
    assert not silent(x[:20], W, b)[:, 1].all()


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


@pytest.mark.claim("x06-valley")
def test_at_the_best_rate_of_each_a_memory_leaves_a_million_times_a_million_times_less():
    def left(lr, beta):
        place, v = np.array([-2.0, 0.6]), np.zeros(2)
        for _ in range(60):
            slope = place * [1.0, 20.0]
            place, v = reference("momentum_step")(place, slope, v, lr, beta)
        return (place[0] ** 2 + 20 * place[1] ** 2) / 2

    rates = np.linspace(0.01, 0.2, 191)
    best = {beta: min(rates, key=lambda lr, beta=beta: left(lr, beta)) for beta in (0.0, 0.5)}
    assert best[0.0] == pytest.approx(0.094, abs=0.0015)
    assert best[0.5] == pytest.approx(0.116, abs=0.012)
    assert 11 < np.log10(left(0.094, 0.0) / left(0.116, 0.5)) < 13


@pytest.mark.claim("x06-race")
def test_the_three_rules_come_down_about_equally_far(digits):
    ends = np.array([
        [np.mean(train(two_layers(s, 64, 32, 10), rule, split.train, 6, 32, s)[-20:])
         for rule in (ck.SGD(0.5), ck.Momentum(0.05), ck.Adam(0.01))]
        for s, split in digits.items()
    ])  # fmt: skip
    middle = np.median(ends, axis=0)
    assert ends.max() < 0.25
    assert middle.max() < 1.3 * middle.min()


@pytest.mark.claim("x06-late")
def test_a_longer_memory_is_smoother_and_late(digits):
    smooth = reference("smooth_curve")
    for seed, split in digits.items():
        run = np.array(train(two_layers(seed, 64, 32, 10), ck.SGD(0.3), split.train, 2, 8, seed))
        short, long = smooth(run, 0.9), smooth(run, 0.99)
        assert np.abs(np.diff(long[100:])).mean() < np.abs(np.diff(short[100:])).mean() / 3
        assert np.mean(long[20:200] > short[20:200]) > 0.85


@pytest.mark.claim("x06-fair")
def test_at_one_rate_for_all_the_rate_decides_and_at_its_own_best_each_rule_wins_now_and_then(
    digits,
):
    kinds, rates = (ck.SGD, ck.Momentum, ck.Adam), (0.001, 0.01, 0.1, 0.5)
    at_one_rate, fair = [], []
    for seed, split in digits.items():
        table = np.zeros((3, 4))
        for row, column in np.ndindex(3, 4):
            net, rule = two_layers(seed, 64, 32, 10), kinds[row](rates[column])
            train(net, rule, split.train, 6, 32, seed)
            table[row, column] = ck.softmax_cross_entropy(net(split.val.x), split.val.y)[0]
        at_one_rate.append(table.argmin(axis=0))
        fair.append(reference("fair_winner")(table))
    assert np.mean(np.array(at_one_rate) == [2, 2, 1, 0], axis=0).min() > 0.8
    assert set(fair) == {0, 1, 2}


@pytest.mark.claim("x06-cosine")
def test_a_fading_rate_tames_one_that_is_too_large_and_half_of_it_does_as_well(digits):
    def ends(lr, fading):
        found = []
        for seed, split in digits.items():
            net, points = two_layers(seed, 64, 32, 10), split.train
            steps = reference("total_updates")(len(points), 16, 8)
            schedule = ck.cosine(lr, steps) if fading else None
            train(net, ck.SGD(lr), points, 8, 16, seed, schedule=schedule)
            found.append(ck.softmax_cross_entropy(net(points.x), points.y)[0])
        return np.array(found)

    fixed, fading, half = ends(1.0, False), ends(1.0, True), ends(0.5, False)
    assert np.mean(fading < fixed / 2) > 0.7
    assert np.median(half) < 1.1 * np.median(fading)


@pytest.mark.claim("x07-rerun")
def test_the_lab_of_07_deals_the_same_sets_however_often_it_is_run():
    names: dict[str, Any] = {
        "np": np, "ck": ck, "data": data, "yours": reference, "print": lambda *a: None,
        "whose": lambda *a: None, "plots": plots,
    }  # fmt: skip
    cells = lab("07_data_splits")
    deals = next(i for i, cell in enumerate(cells) if cell.startswith("deal"))
    seen = []
    for cell in [*cells, *cells[deals:], *cells[deals + 1 :]]:
        exec(cell, names)
        if "deal" in names:
            seen.append(np.concatenate(names["deal"]))
            assert not {*names["deal"][2]} & {*names["deal"][0]}
    assert len(seen) > len(cells)
    assert all(np.array_equal(order, seen[0]) for order in seen)


@pytest.mark.claim("x07-line")
def test_the_network_of_07_knows_hardly_more_than_a_straight_line():
    houses = data.houses()
    three, price = houses.x[:, [2, 0, 6]], houses.y[:, 0] / 1000
    misses = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        learn, val, _ = reference("split_indices")(4000, rng)
        x, x_val, _ = reference("scale_splits")(three[learn], three[val], three[val])
        y = (price[learn, None] - price[learn].mean()) / price[learn].std()
        net = ck.Sequential(ck.Linear(3, 16, rng), ck.ReLU(), ck.Linear(16, 1, rng))
        ck.fit(net, ck.mean_squared_error, ck.Adam(0.01), (x, y), epochs=15, batch_size=32,
               rng=rng, progress=False)  # fmt: skip
        w = np.linalg.lstsq(with_ones(x), y, rcond=None)[0]
        guesses = np.zeros((len(val), 1)), with_ones(x_val) @ w, net(x_val)
        off = (price[learn].mean() + price[learn].std() * guess[:, 0] for guess in guesses)
        misses.append([np.sqrt(np.mean((guess - price[val]) ** 2)) for guess in off])
    mean, line, network = np.transpose(misses)
    assert np.all(np.maximum(line, network) < 0.8 * mean)  # "both know much more"
    assert 0 < np.mean(1 - network / line) < 0.05  # "hardly more"


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
