"""The keys of lesson 05: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.l05_learning_rate.questions import PREDICTIONS, QUIZ, VOTES

RECALLED = [q for name in QUIZ for q in getattr(widgets.quiz(name), "questions", ())]
ASKED = {q.id: q for q in (*RECALLED, *PREDICTIONS.values(), *VOTES.values())}
REASONS = {
    "05.r2": "A backward pass leaves net.grad, one slope for each parameter, and turns none.",
    "05.flat": "The lowest curve is the lowest loss; the other two end above 0.5.",
}
TRAIN, VAL, _ = data.moons(400, rng := np.random.default_rng(5)).split(rng, val=0.25, test=0.25)


def network(seed):
    start = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(2, 16, start), ck.ReLU(), ck.Linear(16, 2, start))


def learned(lr, seed=0, epochs=30):
    """A network, and the loss of its last epoch."""
    net = network(seed)
    losses = list(
        ck.train(net, ck.softmax_cross_entropy, ck.SGD(lr=lr), TRAIN.x, TRAIN.y, epochs=epochs,
                 batch_size=16, rng=np.random.default_rng(seed))
    )  # fmt: skip
    return net, np.mean(losses[-13:])


def gradient(net, rows=slice(None)):
    loss, dlogits = ck.softmax_cross_entropy(net(TRAIN.x[rows]), TRAIN.y[rows])
    net.backward(dlogits)
    return loss, net.grad.copy()


def the_slope():
    w, lr, slope = 1.0, 0.1, -4.0
    return "up" if w - lr * slope > w else "down"


def knows_nothing():
    return f"{ck.softmax_cross_entropy(np.zeros((4, 2)), np.array([0, 1, 1, 0]))[0]:.2f}"


def lowest_of_four():
    return min(("0.0001", "0.01", "1", "100"), key=lambda lr: learned(float(lr))[1])


def one_step():
    net = network(0)
    start, grad = gradient(net)
    theta, after = net.theta.copy(), []
    for lr in np.geomspace(0.01, 30, 60):
        net.theta[:] = theta - lr * grad
        after.append(gradient(net)[0])
    falls, rises = after[0] < start, after[-1] > start
    return "falls first, and rises later" if falls and rises else ""


def limit():
    return f"{next(lr for lr in np.arange(1, 200) / 100 if abs(1 - lr * 4) >= 1):g}"


def angle_of_one():
    medians = []
    for seed in range(5):
        net, _ = learned(0.1, seed, epochs=1)
        _, whole = gradient(net)
        each = np.array([gradient(net, [i])[1] for i in range(len(TRAIN))])
        cosines = each @ whole / np.linalg.norm(each, axis=1) / np.linalg.norm(whole)
        medians.append(np.degrees(np.arccos(np.median(cosines))))
    return "50° to 90°" if min(medians) > 50 and max(medians) < 90 else medians


def factor_to_ruin():
    nothing = np.log(2)
    ends = {
        lr: np.median([
            ck.evaluate(learned(lr, seed)[0], ck.softmax_cross_entropy, VAL.x, VAL.y)["loss"]
            for seed in range(5)
        ])
        for lr in (1, 10)
    }  # fmt: skip
    return "about 10, or less" if ends[1] < 0.3 and ends[10] > nothing else ends


def updates(n, batch_size, epochs):
    return epochs * len(list(data.minibatches(n, batch_size, np.random.default_rng(0))))


def batch_times_ten():
    return "ten times smaller" if updates(1000, 10, 7) == 10 * updates(1000, 100, 7) else ""


def first_thing_to_try():
    """On a bowl that a rate throws out, by factors: which of the four changes makes it fall?"""

    def loss(lr, steps=3, c=4.0):
        return 0.5 * c * (1 - lr * c) ** (2 * steps)

    exploding = 0.6
    assert loss(exploding, 3) > loss(exploding, 2) > loss(exploding, 1) > loss(exploding, 0)
    assert loss(exploding, 30) > loss(exploding, 3)
    assert loss(10 * exploding) > loss(exploding)
    return "a rate 10 times smaller" if loss(exploding / 10) < loss(exploding, 0) else ""


KEYS = {
    "05.r1": the_slope,
    "05.r3": knows_nothing,
    "05.1": lowest_of_four,
    "05.2": one_step,
    "05.3": limit,
    "05.4": angle_of_one,
    "05.5": factor_to_ruin,
    "05.updates": lambda: str(updates(1010, 100, 3)),
    "05-a": batch_times_ten,
    "05-b": first_thing_to_try,
}


@pytest.mark.parametrize("id", KEYS)
def test_the_key_is_what_comes_out(id):
    assert ASKED[id].right == KEYS[id]()


def test_every_question_has_a_computation_or_a_reason():
    assert sorted([*KEYS, *REASONS]) == sorted(ASKED)
