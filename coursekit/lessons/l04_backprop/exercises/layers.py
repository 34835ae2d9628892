"""Lesson 04, backpropagation: a dense layer."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient

DOUT = np.array([[0.5, -1.0], [2.0, 0.25], [-1.5, 3.0]])
X = np.array([[1.0, -2.0, 0.5, 0.0], [3.0, 0.25, -1.0, 0.0], [-0.5, 1.0, 2.0, 0.0]])
W1 = np.array([[1.0, -1.0], [0.5, 2.0], [-2.0, 1.0], [0.75, -0.25]])
B1 = np.array([0.5, -1.0])
WHOLE = np.array([[0, 1, 2], [3, 4, 5]])


def dense_backward(dout: Array, x: Array, W: Array) -> tuple[Array, Array, Array]:
    dx = dout @ W.T
    dW = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dW, db


def _dense(
    dout: Array, x: Array, W: Array, seen: Array | None = None, db: Array | None = None
) -> tuple[Array, Array, Array]:
    """The right answer, unless other inputs were seen or the biases got another gradient."""
    dW = (x if seen is None else seen).T @ dout
    return dout @ W.T, dW, dout.sum(axis=0) if db is None else db


def _one_example_after_the_other(dout: Array, x: Array, W: Array) -> tuple[Array, ...]:
    dx, dW, db = np.zeros(x.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for n, (row, slopes) in enumerate(zip(x, dout, strict=True)):
        dx[n] = W @ slopes
        dW += np.outer(row, slopes)
        db += slopes
    return dx, dW, db


def _single_precision(dout: Array, x: Array, W: Array) -> tuple[Array, Array, Array]:
    return dense_backward(dout.astype("float32"), x.astype("float32"), W.astype("float32"))


def _dense_slopes_match(answer: Answer) -> Any:
    start = (X, W1, B1)

    def weighed(v: Array, i: int) -> float:
        x, W, b = (v if j == i else old for j, old in enumerate(start))
        return float(np.sum(DOUT * (x @ W + b)))

    yours = answer(DOUT, X, W1)
    measured = tuple(numerical_gradient(partial(weighed, i=i), start[i]) for i in range(3))
    same = all(np.allclose(a, b, atol=1e-6) for a, b in zip(yours, measured, strict=True))
    return same or Broken(yours, measured, dout=DOUT, x=X, W=W1)


def _copies_add_up(answer: Answer) -> bool:
    once = answer(DOUT, X, W1)[1:]
    twice = answer(np.tile(DOUT, (2, 1)), np.tile(X, (2, 1)), W1)[1:]
    return all(np.allclose(t, 2 * o, rtol=1e-4) for o, t in zip(once, twice, strict=True))


EASIER = """
def dense_backward(dout, x, W):
    # Each slope has the shape of what it belongs to. Let the shapes lead you.
    # x (N, D): each input gets a part through each unit that heard it.
    dx = «dout @ W.T»
    # W (D, H): a weight's share is its input times its unit's gradient, added up over examples.
    dW = «x.T @ dout»
    # b (H,): a bias has its say in every example, so dout adds up down the columns.
    db = np.sum(dout, axis=0)
    return dx, dW, db
"""

DENSE_BACKWARD = Exercise(
    signature="dense_backward(dout, x, W)",
    task="For out = x @ W + b, return (dx, dW, db): the slopes of the loss along x (N, D), "
    "W (D, H) and b (H,), given its slopes dout (N, H) along out, which hold the 1/N already.",
    reference=dense_backward,
    probes=(
        (np.array([[2.0]]), np.array([[3.0]]), np.array([[5.0]])),
        (DOUT, X, W1),
        (DOUT[:1], X[:1], W1),
        (np.array([[1, -2, 3], [0, 4, -1]]), np.array([[2, 1], [-1, 3]]), WHOLE),
        (np.zeros((3, 2)), X, W1),
        (DOUT[:2], X[:2, :2], W1[:2]),
    ),
    misconceptions=(
        Misconception(
            "averages_again",
            "Each layer averages over its batch.",
            "dW and db are N times too small for N rows. The average was taken once, at the loss, "
            "and dout holds it.",
            lambda dout, x, W: (dout @ W.T, x.T @ dout / len(x), dout.mean(axis=0)),
        ),
        Misconception(
            "mean_for_the_weights",
            "A slope along a weight is an average over the examples.",
            "dx and db are right, and dW is N times too small for N rows. The average was taken "
            "once, at the loss, and dout holds it.",
            lambda dout, x, W: (dout @ W.T, x.T @ dout / len(x), dout.sum(axis=0)),
        ),
        Misconception(
            "mean_for_the_bias",
            "A bias gets the average.",
            "Only db is too small. One bias helped in every example: are its shares "
            "averaged a second time, or put together?",
            lambda dout, x, W: _dense(dout, x, W, db=dout.mean(axis=0)),
        ),
        Misconception(
            "one_bias",
            "A layer has one bias.",
            "Your db is a single number. How many biases did the forward pass add?",
            lambda dout, x, W: _dense(dout, x, W, db=dout.sum()),
        ),
        Misconception(
            "bias_for_each_example",
            "axis 1 goes down the rows.",
            "Your db has one entry for each example. Each unit has a bias: along which direction "
            "do the examples lie?",
            lambda dout, x, W: _dense(dout, x, W, db=dout.sum(axis=1)),
        ),
        Misconception(
            "bias_not_summed",
            "db is dout.",
            "Your db has a row for each example, but b is one row that all examples share.",
            lambda dout, x, W: _dense(dout, x, W, db=1 * dout),
        ),
        Misconception(
            "other_order",
            "The weights come first.",
            "The three arrays are right. Read once more in which order they are asked for.",
            lambda dout, x, W: (x.T @ dout, dout @ W.T, dout.sum(axis=0)),
        ),
        Misconception(
            "dx_on_its_side",
            "Which of the two is transposed is a matter of taste.",
            "Your dx has the shape of the transposed x. A slope always has the shape of what it "
            "belongs to.",
            lambda dout, x, W: (W @ dout.T, x.T @ dout, dout.sum(axis=0)),
        ),
        Misconception(
            "bias_keeps_an_axis",
            "Sums over the batch stay a row.",
            "Your db has two axes, and b has one, (H,).",
            lambda dout, x, W: _dense(dout, x, W, db=dout.sum(axis=0, keepdims=True)),
        ),
        Misconception(
            "entry_by_entry",
            "A product of arrays is a product of their entries.",
            "You multiply entry by entry, and each unit's gradient reaches one input only. Every "
            "unit heard every input: what adds that up?",
            lambda dout, x, W: (dout * W.T, x.T @ dout, dout.sum(axis=0)),
        ),
        Misconception(
            "forgets_input",
            "A weight's gradient is its unit's, no matter what it was fed.",
            "Your dW does not look at x. A weight is multiplied by its input: how much can it "
            "matter if that input is 0?",
            lambda dout, x, W: _dense(dout, x, W, seen=np.ones_like(x)),
        ),
        Misconception(
            "weights_on_their_side",
            "Which of the two is transposed is a matter of taste.",
            "Your dW has the shape of the transposed W. A slope always has the shape of what it "
            "belongs to.",
            lambda dout, x, W: (dout @ W.T, dout.T @ x, dout.sum(axis=0)),
        ),
        Misconception(
            "forward_again",
            "The gradient goes back through the same product as the input came.",
            "W takes D numbers to H numbers. The way back goes from H to D: what must W do first?",
            lambda dout, x, W: (dout @ W, x.T @ dout, dout.sum(axis=0)),
        ),
    ),
    alternates=(
        lambda dout, x, W: (
            np.einsum("nh,dh->nd", dout, W),
            np.einsum("nd,nh->dh", x, dout),
            np.ones(len(dout)) @ dout,
        ),
        _one_example_after_the_other,
        _single_precision,
    ),
    hints=(
        "Each slope has the shape of what it belongs to. Write the five shapes on paper.",
        "A weight's gradient is large where its input was large and where what arrived was; what "
        "several examples or units share is added up.",
        "All three are products: dout with W transposed, x transposed with dout, and for the "
        "biases the sum of dout over the examples.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _dense_slopes_match,
            "One of your three differs from the slope that is measured by moving an entry of x, W "
            "or b. Which?",
        ),
        Property(
            "an input of 0 leaves its weight without a gradient",
            lambda answer: np.all(answer(DOUT, X, W1)[1][3] == 0),
            "The last column of this x is 0, so its weights changed nothing.",
        ),
        Property(
            "every example twice doubles dW and db",
            _copies_add_up,
            "What two examples want from the same weight is added up.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (DENSE_BACKWARD,)
