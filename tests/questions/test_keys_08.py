"""The keys of lesson 08: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.catalogue import with_answers
from coursekit.lessons.l08_overfitting.questions import PREDICTIONS, QUIZ, VOTES

RECALLED = [q for name in QUIZ for q in getattr(widgets.quiz(name), "questions", ())]
ASKED = {q.id: q for q in (*RECALLED, *PREDICTIONS.values(), *VOTES.values())}
REASONS = {
    "08.r1": "Lesson 07's rule: you choose by validation; the test set is opened once.",
    "08-a": "The epoch was chosen by its validation loss, so the exam alone is not flattered.",
}


def epochs_to_all_right(y, seed):
    pets = data.faces(400, np.random.default_rng(3), size=16, pose=2.0, noise=0.06)
    rng = np.random.default_rng(seed)
    net = ck.Sequential(ck.Linear(256, 64, rng), ck.ReLU(), ck.Linear(64, 2, rng))
    history = ck.fit(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.002), (pets.x[:100], y(pets)[:100]),
        metrics=(ck.accuracy,), epochs=80, batch_size=20, rng=rng, progress=False,
    )  # fmt: skip
    return int(np.argmax(np.array(history.metrics["accuracy"]) == 1)) + 1


def how_much_longer():
    def toss(pets):
        return np.random.default_rng(4).integers(0, 2, 400)

    ratios = [
        epochs_to_all_right(toss, s) / epochs_to_all_right(lambda p: p.y, s) for s in range(5)
    ]
    return "about three times as long" if 2 < np.median(ratios) < 5 else ratios


def study(seed, lam=0.0):
    rng = np.random.default_rng(seed)
    train, val = (data.moons(n, rng, noise=0.35) for n in (60, 150))
    start = np.random.default_rng(seed)
    net = ck.Sequential(
        ck.Linear(2, 40, start), ck.ReLU(), ck.Linear(40, 40, start), ck.ReLU(),
        ck.Linear(40, 2, start),
    )  # fmt: skip
    return ck.fit(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), train, val=val, epochs=120, batch_size=30,
        rng=np.random.default_rng(seed), progress=False,
        regularizer=(lambda w: ck.l2(w, lam)) if lam else None,
    )  # fmt: skip


def course_of_validation():
    losses = study(1).val_loss
    best = int(np.argmin(losses))
    falls, rises = losses[best] < 0.9 * losses[0], losses[-1] > 1.3 * losses[best]
    return "falls, and then rises" if falls and rises else losses


def miss_of_fifteen():
    data_now = widgets.room_to_fit().set(parameters=15, weighings=15).data
    kilos = {"0 kg, as on its own": 0, "about 1 kg, as the scale": 1, "about 2 kg": 2,
             "about 5 kg": 5}  # fmt: skip
    return min(kilos, key=lambda name: abs(kilos[name] - data_now.new[14]))


def training_under_a_penalty():
    ends = [study(1, lam).train_loss[-1] for lam in (0.0, 0.003, 0.01, 0.03)]
    return "rises" if np.all(np.diff(ends) > 0) else ends


def error_of(size, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(540, 10))
    y = x @ rng.normal(size=10) / np.sqrt(10)
    y[:40] += 0.3 * rng.normal(size=40)
    units = ck.relu(x @ rng.normal(size=(10, 2000)))[:, :size] / np.sqrt(10)
    w = np.linalg.lstsq(units[:40], y[:40], rcond=None)[0]
    return np.mean((units[40:] @ w - y[40:]) ** 2)


def beyond_the_peak():
    middle = {k: np.median([error_of(k, s) for s in range(5)]) for k in (5, 10, 15, 40, 2000)}
    first_valley = min(middle[k] for k in (5, 10, 15))
    return "falls, even below the first valley" if middle[2000] < first_valley else middle


def left_on():
    net = ck.Sequential(ck.Linear(4, 8, np.random.default_rng(0)),
                        ck.Dropout(0.5, np.random.default_rng(1)))  # fmt: skip
    x = np.ones((1, 4))
    with net.training():
        differ = not np.array_equal(net(x), net(x))
    assert np.array_equal(net(x), net(x))
    return "that one input gets two answers" if differ else ""


def stops_at():
    judge = with_answers("early_stopping").reference
    _, stop = judge([0.50, 0.40, 0.45, 0.43, 0.42, 0.44], 3)
    return {2: "2: it has risen", 4: "4: three without a record"}.get(stop, stop)


KEYS = {
    "08.r2": lambda: f"{-np.log(0.01):.3f}",
    "08.r3": lambda: str(120 * len(list(data.minibatches(60, 30, np.random.default_rng(0))))),
    "08.patience": stops_at,
    "08.back": lambda: f"{with_answers('dropout_backward').reference(3.0, 1 / (1 - 0.5)):g}",
    "08.1": how_much_longer,
    "08.2": course_of_validation,
    "08.3": miss_of_fifteen,
    "08.4": training_under_a_penalty,
    "08.5": beyond_the_peak,
    "08-b": left_on,
}


@pytest.mark.parametrize("id", KEYS)
def test_the_key_is_what_comes_out(id):
    assert ASKED[id].right == KEYS[id]()


def test_every_question_has_a_computation_or_a_reason():
    assert sorted([*KEYS, *REASONS]) == sorted(ASKED)
