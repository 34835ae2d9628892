"""The keys of lesson 04: each that can be computed is computed, the others have a reason."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

import coursekit as ck
from coursekit import widgets
from coursekit.lessons.catalogue import find
from coursekit.lessons.l02_forward_pass.forward_steps import B1, B2, W1, W2
from coursekit.lessons.l04_backprop import backward_steps, gradient_map
from coursekit.lessons.l04_backprop.questions import PREDICTIONS, QUIZ, VOTES

SHOWN = {name: widgets.quiz(name) for name in QUIZ}
RECALLED = [q for quiz in SHOWN.values() for q in getattr(quiz, "questions", ())]
DEEPER = ("04-d", "04.d")
ASKED = {
    q.id: q
    for q in (*RECALLED, *PREDICTIONS.values(), *VOTES.values())
    if not q.id.startswith(DEEPER)
}
REASONS = {
    "04.r3": "The accuracy counts right answers; a small change of a weight moves none of them.",
}
X, Y, NETWORK = np.array([[1.0, 2.0]]), np.array([0]), (W1, B1, W2, B2)
BACKWARD = find("mlp_backward").reference


def number(option):
    return float(option.replace("−", "-"))


def nearest(value, id):
    return min(ASKED[id].options, key=lambda option: abs(number(option) - value))


def loss(W1, b1, W2, b2, x=X, y=Y):
    return ck.softmax_cross_entropy(ck.relu(x @ W1 + b1) @ W2 + b2, y)[0]


def of_a_silent_unit():
    return nearest(ck.relu(np.array([-1.5]))[0], "04.r1")


def of_ten_percent():
    return nearest(-np.log(0.1), "04.r2")


def most_of_twelve():
    """The change of the loss when one parameter is raised by 0.01, by its place."""
    rise = {}
    for k, part in enumerate(NETWORK):
        for place in np.ndindex(part.shape):
            raised = [p.copy() for p in NETWORK]
            raised[k][place] += 0.01
            rise[k, place] = abs(loss(*raised) - loss(*NETWORK)) / 0.01
    named = {
        (2, (1, 1)): "the weight from hidden unit 1 to dog",
        (0, (1, 1)): "the weight from long snout to hidden unit 1",
        (0, (0, 0)): "the weight from pointed ears to hidden unit 0",
    }
    assert max(rise.values()) > 3 * np.median([*rise.values()]) > 0
    return named[max(rise, key=rise.get)]


def best_step():
    """Of the four, the one with the smallest error for the hook's largest slope."""

    def moved(e):
        raised = W1.copy()
        raised[1, 1] += e
        return loss(raised, B1, W2, B2)

    true = gradient_map.compute(1.0, 2.0, "cat").dW1[1, 1]
    steps = {"10⁻¹": 1e-1, "10⁻⁵": 1e-5, "10⁻⁸": 1e-8, "10⁻¹⁴": 1e-14}
    assert steps.keys() == ASKED["04.2"].options.keys()
    return min(steps, key=lambda e: abs((moved(steps[e]) - moved(-steps[e])) / 2 / steps[e] - true))


def two_paths():
    h = ck.Value(0.7)
    y_hat = h * 3 + h * -3
    ((y_hat - 1) ** 2).backward()
    assert y_hat.grad == -2
    return nearest(h.grad, "04.3")


def visits():
    """The ways back through ten doublings, each by the left or the right of a sum."""
    return f"{len(list(product('lr', repeat=10)))} times"


def filled_in():
    walk = backward_steps.compute(backward_steps.LAST, 1.0, -1.0)
    return nearest(walk.grads["w"], "04.fill")


def larger_share():
    weights, inputs = np.array([[5.0], [0.2]]), np.array([[0.1, 3.0]])
    _, dW, _ = find("dense_backward").reference(np.ones((1, 1)), inputs, weights)
    return "the 0.2" if dW[1, 0] > dW[0, 0] else "the 5"


def through_the_gate():
    dz = find("relu_backward").reference(np.array([-3.0]), np.array([2.0]))
    return nearest(dz[0], "04.gate")


def of_a_silent_input():
    silent = np.array([[0.0, 2.0]])
    slope = BACKWARD(silent, Y, *NETWORK)[0][0]
    assert loss(*NETWORK, x=silent) > 0
    return "0, whatever the loss" if not slope.any() else slope


FEW = np.random.default_rng(8)
FEW_X, FEW_Y = FEW.normal(size=(6, 4)), FEW.integers(0, 3, size=6)
FEW_NET = [FEW.normal(size=shape) for shape in ((4, 5), (5,), (5, 3), (3,))]


def wrong_parts(gate=lambda dh, z: dh * (z > 0), seen=lambda h, z: h, share=1.0):
    """Which of dW1, db1, dW2, db2 differ from the right ones, with something else on the way."""
    W1, b1, W2, b2 = FEW_NET
    z = FEW_X @ W1 + b1
    h = ck.relu(z)
    dlogits = share * ck.softmax_cross_entropy(h @ W2 + b2, FEW_Y)[1]
    dz = gate(dlogits @ W2.T, z)
    got = (FEW_X.T @ dz, dz.sum(axis=0), seen(h, z).T @ dlogits, dlogits.sum(axis=0))
    right = BACKWARD(FEW_X, FEW_Y, *FEW_NET)
    return [not np.allclose(a, b) for a, b in zip(got, right, strict=True)]


def without_the_gate():
    first, last = np.reshape(wrong_parts(gate=lambda dh, z: dh), (2, 2)).all(axis=1)
    names = {(True, False): "the layer before the ReLU", (False, True): "the last layer",
             (True, True): "all layers"}  # fmt: skip
    return names.get((first, last), "no layer, it learns slower")


def mends():
    """The colleague hands z to the last layer; which of the four changes makes all four right?"""
    changes = {
        "relu_backward(dh, h)": {
            "seen": lambda h, z: z, "gate": lambda dh, z: dh * (ck.relu(z) > 0)
        },
        "softmax_ce_backward(...) / len(y)": {"seen": lambda h, z: z, "share": 1 / len(FEW_Y)},
        "dense_backward(dlogits, h, W2)": {"seen": lambda h, z: h},
    }  # fmt: skip
    assert wrong_parts(seen=lambda h, z: z) == [False, False, True, False]
    (mended,) = [text for text, change in changes.items() if not any(wrong_parts(**change))]
    _, dW1, _ = find("dense_backward").reference(np.ones((6, 5)), np.ones((6, 5)), FEW_NET[0])
    assert dW1.shape != FEW_NET[0].shape  # what dense_backward(dz, h, W1) would give
    return mended


KEYS = {
    "04.r1": of_a_silent_unit,
    "04.r2": of_ten_percent,
    "04.1": most_of_twelve,
    "04.2": best_step,
    "04.3": two_paths,
    "04.4": visits,
    "04.fill": filled_in,
    "04.share": larger_share,
    "04.gate": through_the_gate,
    "04.fault": mends,
    "04-a": of_a_silent_input,
    "04-b": without_the_gate,
}


@pytest.mark.parametrize("id", KEYS)
def test_the_key_is_what_comes_out(id):
    assert ASKED[id].right == KEYS[id]()


def test_every_question_has_a_computation_or_a_reason():
    assert sorted([*KEYS, *REASONS]) == sorted(ASKED)


def test_the_walk_of_the_puzzle_computes_the_gradient():
    """Its lines, in the order of its key, as the lines of a program."""
    W1, b1, W2, b2 = FEW_NET
    names = {"x": FEW_X, "y": FEW_Y, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "ck": ck}
    lines = {
        "forward, and keep z and h": "z = x @ W1 + b1; h = ck.relu(z); p = ck.softmax(h @ W2 + b2)",
        "the loss: p − one_hot(y), divided by N": "dlogits = (p - ck.one_hot(y, 3)) / len(y)",
        "the last layer's weights: what it saw was h": "dW2 = h.T @ dlogits",
        "the gradient of h: back through W2": "dh = dlogits @ W2.T",
        "the gate: only where z was positive": "dz = dh * (z > 0)",
        "the first layer's weights: what it saw was x": "dW1 = x.T @ dz",
    }
    exec("\n".join(lines[line] for line in SHOWN["04.walk"].right), names)
    right = BACKWARD(FEW_X, FEW_Y, *FEW_NET)
    np.testing.assert_allclose(names["dW1"], right[0])
    np.testing.assert_allclose(names["dW2"], right[2])
