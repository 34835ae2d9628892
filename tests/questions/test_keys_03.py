"""The keys of lesson 03: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets
from coursekit.lessons.l03_loss.confident_mistake import compute as slopes
from coursekit.lessons.l03_loss.questions import PREDICTIONS, QUIZ, VOTES

RECALLED = [q for name in QUIZ for q in getattr(widgets.quiz(name), "questions", ())]
ASKED = {q.id: q for q in (*RECALLED, *PREDICTIONS.values(), *VOTES.values())}
REASONS = {
    "03.4": "Accuracy counts drawings, so it takes at most one value for each of them and 0; the "
    "loss is a smooth function of the logits."
}


def of_equal_classes():
    always_3 = np.full(1000, 3)
    share = np.mean(always_3 == np.arange(1000) % 10)
    return "nothing that this number shows" if share == 0.1 else share


def shifted():
    logits = np.array([[2.0, -1.0]])
    same = np.allclose(ck.softmax(logits + 5), ck.softmax(logits))
    return "stay the same" if same else ""


def shape():
    return str((np.zeros((8, 576)) @ np.zeros((576, 12))).shape)


def of_a_dog():
    loss, _ = ck.softmax_cross_entropy(np.log([[0.7, 0.2, 0.1]]), np.array([1]))
    return f"-ln 0.2 = {loss:.2f}"


def ratio():
    return f"about {np.log(0.01) / np.log(0.9):.0f} times"


def steeper():
    cross_entropy, squared = np.abs(slopes(-6.0).slopes)
    return "the cross-entropy" if cross_entropy > 10 * squared else "the squared error"


def untrained():
    digits = data.digits()
    losses = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        net = ck.Sequential(ck.Linear(digits.D, 12, rng), ck.ReLU(), ck.Linear(12, 10, rng))
        losses.append(ck.softmax_cross_entropy(net(digits.x), digits.y)[0])
    options = ASKED["03.3"].options
    return min(options, key=lambda option: abs(float(option) - np.median(losses)))


def on_new_drawings():
    rng = np.random.default_rng(0)
    pets = data.faces(900, np.random.default_rng(3), size=24, pose=2.0, noise=0.06)
    train_set, val_set, _ = pets.split(rng)
    tiny = ck.normal(0.01)
    net = ck.Sequential(ck.Linear(576, 12, rng, tiny), ck.ReLU(), ck.Linear(12, 2, rng, tiny))
    list(
        ck.train(net, ck.softmax_cross_entropy, ck.SGD(lr=0.05), train_set.x, train_set.y,
                 epochs=15, batch_size=16, rng=rng)
    )  # fmt: skip
    return "above 90%" if ck.accuracy(net(val_set.x), val_set.y) > 0.9 else ""


def lower_loss():
    ten = np.ones(10)
    timid, _ = ck.binary_cross_entropy(np.full(10, 0.51), ten)
    bold, _ = ck.binary_cross_entropy(np.array([0.99] * 9 + [0.01]), ten)
    return "model B, it is mostly sure" if bold < timid else "model A, it is always right"


def of_both_piles():
    return f"{np.mean(np.repeat([1.0, 3.0], [64, 8])):.2f}"


COMPUTED = {
    "03.r1": of_equal_classes,
    "03.r2": shifted,
    "03.r3": shape,
    "03.favorite": of_a_dog,
    "03.1": ratio,
    "03.2": steeper,
    "03.3": untrained,
    "03.5": on_new_drawings,
    "03-a": lower_loss,
    "03-b": of_both_piles,
}


def test_each_question_has_a_computation_or_a_reason():
    assert sorted([*COMPUTED, *REASONS]) == sorted(ASKED)


@pytest.mark.parametrize("name", COMPUTED)
def test_the_key_is_what_the_computation_gives(name):
    assert ASKED[name].right == COMPUTED[name]()


def test_the_worst_of_five_predictions_stands_last():
    """Each line says what is true and what cat was given."""
    losses = []
    for line in widgets.quiz("03.sort").right:
        cat = int(line.split("says ")[1].split("%")[0]) / 100
        losses.append(-np.log(cat if "it is a cat" in line else 1 - cat))
    assert losses == sorted(losses)
