"""Lesson 04, backpropagation: a network of two layers, from the loss to the first knob."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient

X = np.array([[1.0, -2.0, 0.5, 0.25], [3.0, 0.25, -1.0, 2.0], [-0.5, 1.0, 2.0, -1.0]])
LABELS = np.array([2, 0, 1])
W1 = np.array([[1.0, -1.0], [0.5, 2.0], [-2.0, 1.0], [0.75, -0.25]])
W2 = np.array([[1.0, 0.5, -1.0], [-2.0, 1.0, 0.25]])
B1, B2 = np.array([0.5, -1.0]), np.array([0.1, -0.2, 0.3])
ONE, SCORES = np.array([[1.0]]), np.array([[1.0, -1.0]])
LARGE = np.array([[1000, 2], [-3, 500]])


def mlp_backward(
    x: Array, y: Array, W1: Array, b1: Array, W2: Array, b2: Array
) -> tuple[Array, Array, Array, Array]:
    z = x @ W1 + b1
    a = np.maximum(z, 0)
    logits = a @ W2 + b2
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = (e / e.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dz = dlogits @ W2.T * (z > 0)
    return x.T @ dz, dz.sum(axis=0), a.T @ dlogits, dlogits.sum(axis=0)


def _mlp(
    x: Array,
    y: Array,
    *knobs: Array,
    gate: Any = lambda z, da: z > 0,
    blame: Any = lambda p, truth: (p - truth) / len(p),
    seen: Any = functional.relu,
) -> tuple[Array, Array, Array, Array]:
    """The right answer, unless the gate, the blame at the end or what W2 saw is another."""
    W1, b1, W2, b2 = knobs
    z = x @ W1 + b1
    p = np.exp(functional.log_softmax(functional.relu(z) @ W2 + b2))
    dlogits = blame(p, np.eye(len(b2))[y])
    da = dlogits @ W2.T
    dz = da * gate(z, da)
    return x.T @ dz, dz.sum(axis=0), seen(z).T @ dlogits, dlogits.sum(axis=0)


def _example_by_example(x: Array, y: Array, *knobs: Array) -> tuple[Array, ...]:
    """The mean of the slopes of batches of one."""
    each = [_mlp(x[i : i + 1], y[i : i + 1], *knobs) for i in range(len(y))]
    return tuple(sum(parts) / len(y) for parts in zip(*each, strict=True))


def _mlp_slopes_match(answer: Answer) -> bool:
    knobs = (W1, B1, W2, B2)

    def loss(v: Array, i: int) -> float:
        w1, b1, w2, b2 = (v if j == i else old for j, old in enumerate(knobs))
        logits = functional.relu(X @ w1 + b1) @ w2 + b2
        return -float(functional.log_softmax(logits)[np.arange(3), LABELS].mean())

    return all(
        np.allclose(slope, numerical_gradient(partial(loss, i=i), knobs[i]), atol=1e-6)
        for i, slope in enumerate(answer(X, LABELS, *knobs))
    )


def _copies_change_nothing(answer: Answer) -> bool:
    once = answer(X, LABELS, W1, B1, W2, B2)
    twice = answer(np.tile(X, (2, 1)), np.tile(LABELS, 2), W1, B1, W2, B2)
    return all(np.allclose(o, t, atol=1e-6) for o, t in zip(once, twice, strict=True))


def _single_precision(x: Array, y: Array, *knobs: Array) -> tuple[Array, ...]:
    return _mlp(x.astype("float32"), y, *(knob.astype("float32") for knob in knobs))


EASIER = """
def mlp_backward(x, y, W1, b1, W2, b2):
    N = len(x)
    # Guess, and keep what the way back needs.
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    logits = hidden @ W2 + b2
    # Score: the slope of the mean cross-entropy along the logits is (shares - truth) / N.
    powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    dlogits = powers / np.sum(powers, axis=1, keepdims=True)
    dlogits[np.arange(N), y] -= 1
    dlogits = dlogits / N
    # Blame, from the last layer to the first.
    dW2 = hidden.T @ dlogits
    db2 = np.sum(dlogits, axis=0)
    dhidden = «dlogits @ W2.T»
    # Through the bend comes only the blame of units that were awake.
    dz = dhidden * «(z > 0)»
    dW1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    return dW1, db1, dW2, db2
"""

MLP_BACKWARD = Exercise(
    signature="mlp_backward(x, y, W1, b1, W2, b2)",
    task="Return (dW1, db1, dW2, db2): the slopes of the mean softmax cross-entropy with labels y "
    "(N,) along the knobs of the network dense, ReLU, dense.",
    reference=mlp_backward,
    probes=(
        (2 * ONE, np.array([0]), ONE, -ONE[0], SCORES, B2[:2]),
        (X, LABELS, W1, B1, W2, B2),
        (X, LABELS[[0, 0, 2]], W1, B1 + 3, W2, B2),
        (-X[:2, :3], LABELS[1:], W1[:3], B1, W2, -B2),
        (LARGE, np.array([1, 0]), W1[:2], B1, 10 * W2, B2),
    ),
    misconceptions=(
        Misconception(
            "no_gate",
            "An activation has nothing to do on the way back.",
            "Your dW2 and db2 agree with the measured slopes, the other two do not. What lies "
            "between the layers?",
            lambda *args: _mlp(*args, gate=lambda z, da: 1.0),
        ),
        Misconception(
            "gate_set_by_blame",
            "The gate lets positive blame through.",
            "Your gate looks at the blame. It was opened or closed on the way forward: by which "
            "number?",
            lambda *args: _mlp(*args, gate=lambda z, da: da > 0),
        ),
        Misconception(
            "before_the_bend",
            "z and a are nearly the same.",
            "Three of the four agree with the measured slopes, dW2 does not. What exactly was "
            "multiplied by W2?",
            lambda *args: _mlp(*args, seen=lambda z: z),
        ),
        Misconception(
            "forgets_n",
            "The slopes of a batch are added up.",
            "All four are too large by one and the same factor. How many rows has your batch?",
            lambda *args: _mlp(*args, blame=lambda p, truth: p - truth),
        ),
        Misconception(
            "truth_minus_guess",
            "An error is truth minus guess.",
            "All four have the right size and the wrong sign: a step against them makes the loss "
            "larger.",
            lambda *args: _mlp(*args, blame=lambda p, truth: (truth - p) / len(p)),
        ),
        Misconception(
            "forgets_truth",
            "The blame at the end is the output.",
            "Change the labels: your answer stays the same. Who tells the network what is right?",
            lambda *args: _mlp(*args, blame=lambda p, truth: p / len(p)),
        ),
        Misconception(
            "last_layer_first",
            "The answer lists the slopes in the order in which they are found.",
            "The numbers are right. You found the last layer's slopes first, but in which order "
            "are they asked for?",
            lambda *args: (*_mlp(*args)[2:], *_mlp(*args)[:2]),
        ),
        Misconception(
            "gate_times_output",
            "Blame is multiplied by the output of the activation.",
            "An open gate hands the blame on as it is. Yours makes it larger where the unit spoke "
            "loudly.",
            lambda *args: _mlp(*args, gate=lambda z, da: functional.relu(z)),
        ),
    ),
    alternates=(
        _mlp,
        _example_by_example,
        _single_precision,
    ),
    hints=(
        "Go forward first and keep every array on the way. Then go back through the same stops in "
        "the opposite order.",
        "You have written all the pieces: the blame at the logits, a dense layer backward, the "
        "ReLU's gate, a dense layer backward.",
        "Blame at the logits, with the 1/N. It gives dW2 and db2, then goes through W2 transposed "
        "and through the gate that z opened; what comes out gives dW1 and db1.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _mlp_slopes_match,
            "Move one knob by 0.00001 and watch the loss: your slope says something else.",
        ),
        Property(
            "the blame of the last biases sums to 0",
            lambda answer: np.isclose(np.sum(answer(X, LABELS, W1, B1, W2, B2)[3]), 0, atol=1e-6),
            "Raising all scores together changes no probability, so these slopes should cancel.",
        ),
        Property(
            "every example twice changes nothing",
            _copies_change_nothing,
            "The loss is a mean, and a mean does not care for copies.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (MLP_BACKWARD,)
