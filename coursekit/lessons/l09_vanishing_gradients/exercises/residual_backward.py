"""Lesson 09, vanishing gradients: the same block on the way back."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient
from coursekit.lessons.l09_vanishing_gradients.exercises.residual import (
    ONE,
    PARAMS,
    SMALL,
    WHOLE,
    WIDE,
    X,
    branch,
)

DOUT = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -3.0]])


def residual_backward(
    dout: Array, x: Array, W1: Array, b1: Array, W2: Array, b2: Array
) -> tuple[Array, Array, Array, Array, Array]:
    z = x @ W1 + b1
    a = np.maximum(z, 0)
    dz = dout @ W2.T * (z > 0)
    return dout + dz @ W1.T, x.T @ dz, dz.sum(axis=0), a.T @ dout, dout.sum(axis=0)


def _backward(
    dout: Array,
    x: Array,
    *params: Array,
    gate: Any = lambda z, da: z > 0,
    seen: Any = functional.relu,
    lane: float = 1.0,
    into_branch: Any = lambda dout: dout,
) -> tuple[Array, ...]:
    """The right answer, unless one of its parts is replaced."""
    W1, b1, W2, _ = params
    z, gradient = x @ W1 + b1, into_branch(dout)
    da = gradient @ W2.T
    dz = da * gate(z, da)
    dW1, db1 = x.T @ dz, dz.sum(axis=0)
    return lane * dout + dz @ W1.T, dW1, db1, seen(z).T @ gradient, gradient.sum(axis=0)


def _replaced(place: int, slope: Any) -> Answer:
    """The right answer with one of its arrays replaced."""

    def residual_backward(dout: Array, x: Array, *params: Array) -> Any:
        slopes = list(_backward(dout, x, *params))
        slopes[place] = slope(dout, slopes)
        return tuple(slopes)

    return residual_backward


def _row_by_row(dout: Array, x: Array, *params: Array) -> list[Array]:
    rows = [_backward(dout[n : n + 1], x[n : n + 1], *params) for n in range(len(x))]
    dx, *sums = zip(*rows, strict=True)
    return [np.vstack(dx), *(np.sum(parts, axis=0) for parts in sums)]


def _single_precision(*arrays: Array) -> Any:
    return residual_backward(*(array.astype("float32") for array in arrays))


def _slopes_match(answer: Answer) -> bool:
    start = (X, *PARAMS)

    def weighed(v: Array, i: int) -> float:
        x, *params = (v if j == i else old for j, old in enumerate(start))
        return float(np.sum(DOUT * (x + branch(x, *params))))

    return all(
        np.allclose(slope, numerical_gradient(partial(weighed, i=i), start[i]), atol=1e-5)
        for i, slope in enumerate(answer(DOUT, *start))
    )


EASIER_RESIDUAL_BACKWARD = """
def residual_backward(dout, x, W1, b1, W2, b2):
    # Forward once more, up to what the way back needs.
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    # The branch, from its end to its beginning.
    dW2 = hidden.T @ dout
    db2 = np.sum(dout, axis=0)
    dz = «(dout @ W2.T)» * (z > 0)
    dW1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    # x went two ways, so two gradients come back to it: by the lane and through the branch.
    dx = «dout + dz @ W1.T»
    return dx, dW1, db1, dW2, db2
"""

RESIDUAL_BACKWARD = Exercise(
    signature="residual_backward(dout, x, W1, b1, W2, b2)",
    task="For out = x + relu(x @ W1 + b1) @ W2 + b2, return (dx, dW1, db1, dW2, db2), given the "
    "slopes dout of the loss along out, which hold the 1/N already.",
    reference=residual_backward,
    probes=(
        (2 * ONE, ONE, *SMALL),
        (DOUT, X, *PARAMS),
        (DOUT[:1], -X[:1], *PARAMS),
        (DOUT[:, :2], X[:, :2], *WIDE),
        (0 * DOUT, X, *PARAMS),
        (WHOLE[::-1], WHOLE, 2 * WHOLE.T, 2 * WHOLE[0] + 1, WHOLE[::-1], WHOLE[1]),
    ),
    misconceptions=(
        Misconception(
            "branch_lost",
            "Only the short way carries the gradient.",
            "Your dx knows the express lane only. x had a say through the branch as well.",
            _replaced(0, lambda dout, slopes: 1 * dout),
        ),
        Misconception(
            "lane_lost",
            "Gradients go back through the layers.",
            "Your dx knows the branch only. With all parameters at 0 no gradient would reach the "
            "layer before: is that what an express lane is for?",
            lambda *args: _backward(*args, lane=0.0),
        ),
        Misconception(
            "no_gate",
            "An activation has nothing to do on the way back.",
            "dW2 and db2 agree with the measured slopes, the others do not. What lies between the "
            "two layers?",
            lambda *args: _backward(*args, gate=lambda z, da: 1.0),
        ),
        Misconception(
            "gate_set_by_gradient",
            "The gate lets positive gradients through.",
            "Your gate looks at the gradient. It was opened or closed on the way forward: by which "
            "number?",
            lambda *args: _backward(*args, gate=lambda z, da: da > 0),
        ),
        Misconception(
            "before_the_bend",
            "z and a are nearly the same.",
            "Four of the five agree with the measured slopes, dW2 does not. What exactly was "
            "multiplied by W2?",
            lambda *args: _backward(*args, seen=lambda z: z),
        ),
        Misconception(
            "gradient_shared_out",
            "Where two lanes part, each gets half of the gradient.",
            "Both lanes carried all of it forward. When two ways join, how much of the gradient "
            "goes down each of them?",
            lambda *args: _backward(*args, lane=0.5, into_branch=lambda dout: 0.5 * dout),
        ),
        Misconception(
            "lane_twice",
            "The branch carries the express lane's gradient as well.",
            "Your dx is too large by dout. How many express lanes are there?",
            lambda *args: _backward(*args, lane=2.0),
        ),
        Misconception(
            "averages_again",
            "Each layer averages over its batch.",
            "db2 is N times too small. The average was taken once, at the loss.",
            _replaced(4, lambda dout, slopes: dout.mean(axis=0)),
        ),
        Misconception(
            "averages_everywhere",
            "Each gradient of a parameter is a mean over the batch.",
            "All four gradients of the parameters are N times too small. The average was taken "
            "once, at the loss.",
            lambda dout, x, *params: (
                _backward(dout, x, *params)[0],
                *(slope / len(x) for slope in _backward(dout, x, *params)[1:]),
            ),
        ),
        Misconception(
            "input_last",
            "The answer lists the gradients of the parameters first.",
            "The five arrays are right. Read once more in which order they are asked for.",
            lambda *args: (*_backward(*args)[1:], _backward(*args)[0]),
        ),
    ),
    alternates=(_backward, _row_by_row, _single_precision),
    hints=(
        "In the forward pass x went two ways. What happens to the gradient where two ways part, "
        "and where they join?",
        "The branch is the network of lesson 04 backward, with dout as the gradient of its end. "
        "The express lane hands dout on as it is.",
        "Renew z and a. dW2 and db2 from dout; then through W2 transposed and the gate of z; dW1 "
        "and db1 from that; and dx is dout plus what comes back through W1 transposed.",
    ),
    properties=(
        Property(
            "the slopes are those that can be measured",
            _slopes_match,
            "Move one entry of x or of a parameter by 0.00001 and watch the output: your slope "
            "differs.",
        ),
        Property(
            "with all parameters at 0 the gradient passes unchanged",
            lambda answer: np.array_equal(
                answer(DOUT, X, *(0 * param for param in PARAMS))[0], DOUT
            ),
            "With a branch of zeros the block hands on its input, forward and backward.",
        ),
    ),
    easier=EASIER_RESIDUAL_BACKWARD,
)

EXERCISES = (RESIDUAL_BACKWARD,)
