"""Lesson 04, backpropagation: a network of two layers, from the loss to the first parameter."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
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
    *theta: Array,
    gate: Any = lambda z, da: z > 0,
    start: Any = lambda p, truth: (p - truth) / len(p),
    seen: Any = functional.relu,
) -> tuple[Array, Array, Array, Array]:
    """The right answer, unless the gate, the gradient at the end or what W2 saw is another."""
    W1, b1, W2, b2 = theta
    z = x @ W1 + b1
    p = np.exp(functional.log_softmax(functional.relu(z) @ W2 + b2))
    dlogits = start(p, np.eye(len(b2))[y])
    da = dlogits @ W2.T
    dz = da * gate(z, da)
    return x.T @ dz, dz.sum(axis=0), seen(z).T @ dlogits, dlogits.sum(axis=0)


def _scaled(args: tuple[Array, ...], factors: Any) -> tuple[Array, ...]:
    """The right slopes times factors that depend on the number of rows."""
    return tuple(f * d for f, d in zip(factors(len(args[0])), _mlp(*args), strict=True))


def _gate_at_the_logits(x: Array, y: Array, *theta: Array) -> tuple[Array, ...]:
    W1, b1, W2, b2 = theta
    a = functional.relu(x @ W1 + b1)
    logits = a @ W2 + b2
    dlogits = (np.exp(functional.log_softmax(logits)) - np.eye(len(b2))[y]) / len(y)
    dlogits = dlogits * (logits > 0)
    da = dlogits @ W2.T
    return x.T @ da, da.sum(axis=0), a.T @ dlogits, dlogits.sum(axis=0)


def _without_relu(x: Array, y: Array, *theta: Array) -> tuple[Array, ...]:
    W1, b1, W2, b2 = theta
    a = x @ W1 + b1
    truth = np.eye(len(b2))[y]
    dlogits = (np.exp(functional.log_softmax(a @ W2 + b2)) - truth) / len(y)
    dz = dlogits @ W2.T
    return x.T @ dz, dz.sum(axis=0), a.T @ dlogits, dlogits.sum(axis=0)


def _bias_before_the_gate(*args: Array) -> tuple[Array, ...]:
    right, ungated = _mlp(*args), _mlp(*args, gate=lambda z, da: 1.0)
    return right[0], ungated[1], *right[2:]


def _rows_lose_one(p: Array, truth: Array) -> Array:
    dlogits = np.array(p)
    dlogits[truth.argmax(axis=1)] -= 1
    return dlogits / len(p)


def _overflows(x: Array, y: Array, *theta: Array) -> tuple[Array, ...]:
    W1, b1, W2, b2 = theta
    z = x @ W1 + b1
    a = functional.relu(z)
    e = np.exp(a @ W2 + b2)
    dlogits = (e / e.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dz = dlogits @ W2.T * (z > 0)
    return x.T @ dz, dz.sum(axis=0), a.T @ dlogits, dlogits.sum(axis=0)


def _example_by_example(x: Array, y: Array, *theta: Array) -> tuple[Array, ...]:
    """The mean of the slopes of batches of one."""
    each = [_mlp(x[i : i + 1], y[i : i + 1], *theta) for i in range(len(y))]
    return tuple(sum(parts) / len(y) for parts in zip(*each, strict=True))


def _mlp_slopes_match(answer: Answer) -> Any:
    theta = (W1, B1, W2, B2)

    def loss(v: Array, i: int) -> float:
        w1, b1, w2, b2 = (v if j == i else old for j, old in enumerate(theta))
        logits = functional.relu(X @ w1 + b1) @ w2 + b2
        return -float(functional.log_softmax(logits)[np.arange(3), LABELS].mean())

    yours = answer(X, LABELS, *theta)
    measured = tuple(numerical_gradient(partial(loss, i=i), theta[i]) for i in range(4))
    same = all(np.allclose(a, b, atol=1e-6) for a, b in zip(yours, measured, strict=True))
    return same or Broken(yours, measured, x=X, y=LABELS, W1=W1, b1=B1, W2=W2, b2=B2)


def _copies_change_nothing(answer: Answer) -> bool:
    once = answer(X, LABELS, W1, B1, W2, B2)
    twice = answer(np.tile(X, (2, 1)), np.tile(LABELS, 2), W1, B1, W2, B2)
    return all(np.allclose(o, t, atol=1e-6) for o, t in zip(once, twice, strict=True))


def _single_precision(x: Array, y: Array, *theta: Array) -> tuple[Array, ...]:
    return _mlp(x.astype("float32"), y, *(part.astype("float32") for part in theta))


EASIER = """
def mlp_backward(x, y, W1, b1, W2, b2):
    N = len(x)
    # Forward, and keep what the way back needs.
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    logits = hidden @ W2 + b2
    # The loss: the slope of the mean cross-entropy along the logits is (shares - truth) / N.
    powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    dlogits = powers / np.sum(powers, axis=1, keepdims=True)
    dlogits[np.arange(N), y] -= 1
    dlogits = dlogits / N
    # Backward, from the last layer to the first.
    dW2 = hidden.T @ dlogits
    db2 = np.sum(dlogits, axis=0)
    dhidden = «dlogits @ W2.T»
    # Through the bend comes only the gradient of units that were awake.
    dz = dhidden * «(z > 0)»
    dW1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    return dW1, db1, dW2, db2
"""

MLP_BACKWARD = Exercise(
    signature="mlp_backward(x, y, W1, b1, W2, b2)",
    task="Return (dW1, db1, dW2, db2): the slopes of the mean softmax cross-entropy with labels y "
    "(N,) along the parameters of the network dense, ReLU, dense.",
    reference=mlp_backward,
    probes=(
        (2 * ONE, np.array([0]), ONE, -ONE[0], SCORES, B2[:2]),
        (X, LABELS, W1, B1, W2, B2),
        (X, LABELS[[0, 0, 2]], W1, B1 + 3, W2, B2),
        (-X[:2, :3], LABELS[1:], W1[:3], B1, W2, -B2),
        (LARGE, np.array([1, 0]), W1[:2], B1, 10 * W2, B2),
        (2 * ONE, np.array([0]), ONE, ONE[0], ONE, ONE[0]),
        (X[:2, :2], np.array([0, 1]), W1[:2], B1, W2[:, :2], B2[:2]),
        (np.vstack([X, 1 - X[:2] / 2]), np.array([2, 0, 1, 1, 2]), W1, B1, W2, B2),
    ),
    misconceptions=(
        Misconception(
            "no_gate",
            "An activation has nothing to do on the way back.",
            "Your dW2 and db2 are right, the other two are not. What lies between the layers?",
            lambda *args: _mlp(*args, gate=lambda z, da: 1.0),
        ),
        Misconception(
            "gate_set_by_the_gradient",
            "The gate lets positive gradients through.",
            "Your gate looks at the gradient. It was opened or closed on the way forward: by which "
            "number?",
            lambda *args: _mlp(*args, gate=lambda z, da: da > 0),
        ),
        Misconception(
            "before_the_bend",
            "z and a are nearly the same.",
            "Your dW2 belongs to another input than the one that W2 had. What exactly was "
            "multiplied by W2 on the way forward?",
            lambda *args: _mlp(*args, seen=lambda z: z),
        ),
        Misconception(
            "forgets_n",
            "The slopes of a batch are added up.",
            "All four are too large by one and the same factor. How many rows has the batch?",
            lambda *args: _mlp(*args, start=lambda p, truth: p - truth),
        ),
        Misconception(
            "averages_the_weights_again",
            "Each layer averages over its batch.",
            "db1 and db2 are right, dW1 and dW2 are N times too small for N rows. The mean is "
            "taken once: where does the gradient begin?",
            lambda *args: _scaled(args, lambda n: (1 / n, 1, 1 / n, 1)),
        ),
        Misconception(
            "averages_again",
            "Every slope is a mean over the batch.",
            "All four are N times too small for N rows. The mean is taken once: where does the "
            "gradient begin?",
            lambda *args: _scaled(args, lambda n: (1 / n,) * 4),
        ),
        Misconception(
            "mean_for_the_weights_only",
            "The mean is a matter of the weights.",
            "dW1 and dW2 are right, db1 and db2 are N times too large for N rows. Where would the "
            "mean have to be taken, to reach all four?",
            lambda *args: _scaled(args, lambda n: (1, n, 1, n)),
        ),
        Misconception(
            "means_for_the_biases",
            "A bias gets the average.",
            "dW1 and dW2 are right, db1 and db2 are N times too small for N rows. One bias helped "
            "in every example: are its shares averaged once more, or put together?",
            lambda *args: _scaled(args, lambda n: (1, 1 / n, 1, 1 / n)),
        ),
        Misconception(
            "second_softmax",
            "After the loss, the softmax still has to be passed with p (1 - p).",
            "Loss and softmax together have one short slope. You send the gradient through the "
            "softmax once more.",
            lambda *args: _mlp(*args, start=lambda p, truth: (p - truth) * p * (1 - p) / len(p)),
        ),
        Misconception(
            "softmax_of_the_softmax",
            "Probabilities go through the softmax of the loss.",
            "Your shares went through a softmax twice, so they are all nearly alike. What are the "
            "logits of this network?",
            lambda *args: _mlp(
                *args, start=lambda p, truth: (functional.softmax(p) - truth) / len(p)
            ),
        ),
        Misconception(
            "no_bend",
            "Two layers are two products.",
            "Your network has no ReLU, on the way forward and on the way back. What stands between "
            "the two layers?",
            _without_relu,
        ),
        Misconception(
            "bias_before_the_gate",
            "The gate is a matter of the weights.",
            "Your db1 does not go with your dW1. Is the gradient of b1 taken before the gate or "
            "after it?",
            _bias_before_the_gate,
        ),
        Misconception(
            "label_as_number",
            "The label is the number to compare with.",
            "You take the number of its label off all shares of a row. A label only says in which "
            "place the truth is 1.",
            lambda *args: _mlp(
                *args, start=lambda p, truth: (p - truth.argmax(axis=1)[:, None]) / len(p)
            ),
        ),
        Misconception(
            "rows_by_label",
            "p[y] is the right class of each row.",
            "Whole rows lose the 1, and they are picked by the labels. A label is the place of a "
            "class: in which row does it count?",
            lambda *args: _mlp(*args, start=_rows_lose_one),
        ),
        Misconception(
            "overflow",
            "The softmax can be typed in as it stands.",
            "These logits are so large that their powers of e have no room in a float. The same "
            "number may be taken off a whole row first: which one helps?",
            _overflows,
        ),
        Misconception(
            "gate_of_the_output",
            "The gate belongs to what comes before it.",
            "The gate stands at the wrong place: you let gradients through by the signs of the "
            "logits. Which numbers went through the ReLU?",
            _gate_at_the_logits,
        ),
        Misconception(
            "truth_minus_prediction",
            "An error is truth minus prediction.",
            "All four have the right size and the wrong sign: a step against them makes the loss "
            "larger.",
            lambda *args: _mlp(*args, start=lambda p, truth: (truth - p) / len(p)),
        ),
        Misconception(
            "forgets_truth",
            "The gradient at the end is the output.",
            "Change the labels: your answer stays the same. Who tells the network what is right?",
            lambda *args: _mlp(*args, start=lambda p, truth: p / len(p)),
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
            "The gradient is multiplied by the output of the activation.",
            "An open gate hands the gradient on as it is. Yours multiplies it by what the unit "
            "said.",
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
        "You have written all the pieces: the gradient at the logits, a dense layer backward, the "
        "ReLU's gate, a dense layer backward.",
        "The gradient at the logits, with the 1/N. It gives dW2 and db2, then goes through W2 "
        "transposed and through the gate that z opened; what comes out gives dW1 and db1.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _mlp_slopes_match,
            "Your slopes differ from those that are measured by moving one parameter at a time. "
            "Which of the four is wrong, seen from the end of the network?",
        ),
        Property(
            "the gradient of the last biases sums to 0",
            lambda answer: np.isclose(np.sum(answer(X, LABELS, W1, B1, W2, B2)[3]), 0, atol=1e-6),
            "Raising all logits together changes no probability, so these slopes should cancel.",
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
