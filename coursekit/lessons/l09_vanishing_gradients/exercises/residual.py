"""Lesson 09, vanishing gradients: a block with an express lane, forward."""

from __future__ import annotations

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

X = np.array([[1.0, -2.0, 0.5], [-3.0, 0.25, 1.0]])
W1 = np.array([[1.0, -1.0, 0.5, 2.0], [0.5, 2.0, -1.0, 0.25], [-2.0, 1.0, 1.5, -0.5]])
B1 = np.array([0.5, -0.75, 0.2, 1.0])
W2 = np.array([[1.0, 0.5, -1.0], [-2.0, 1.0, 0.25], [0.3, -0.6, 2.0], [0.75, 1.5, -0.4]])
B2 = np.array([0.1, -0.2, 0.3])
PARAMS = (W1, B1, W2, B2)
ONE = np.array([[1.0]])
SMALL = (2 * ONE, ONE[0], 3 * ONE, ONE[0] / 2)
WIDE = (W1[:2, :3], B1[:3], W2[:3, 1:], B2[1:])
WHOLE = np.array([[1, -2, 0], [3, 1, -1], [0, 2, 2]])


def residual_forward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Array:
    return x + np.maximum(x @ W1 + b1, 0) @ W2 + b2


def branch(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Array:
    """What the block adds to its input."""
    return functional.relu(x @ W1 + b1) @ W2 + b2


def _unit_by_unit(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Array:
    out = np.array(x, dtype=float)
    for n, row in enumerate(x):
        for j, bias in enumerate(b1):
            out[n] += max(float(row @ W1[:, j] + bias), 0.0) * W2[j]
        out[n] += b2
    return out


RESIDUAL_FORWARD = Exercise(
    signature="residual_forward(x, W1, b1, W2, b2)",
    task="Return the output of a residual block: x (N, D) plus what a branch of dense, ReLU, dense "
    "makes of x, with W1 (D, H) and W2 (H, D).",
    reference=residual_forward,
    probes=(
        (ONE, *SMALL),
        (X, *PARAMS),
        (-2 * X[:1], *PARAMS),
        (X[:, :2], *WIDE),
        (X, 0 * W1, 0 * B1, 0 * W2, 0 * B2),
        (WHOLE, WHOLE.T, WHOLE[0], WHOLE[::-1], WHOLE[1]),
    ),
    misconceptions=(
        Misconception(
            "no_express_lane",
            "A block is its branch.",
            "Take a branch that does nothing. A block around it should do nothing either, which "
            "is not the same as answering 0.",
            branch,
        ),
        Misconception(
            "averages",
            "Two lanes are merged by averaging.",
            "Each block halves the signal of the express lane. What is left of it after 50?",
            lambda x, *params: (x + branch(x, *params)) / 2,
        ),
        Misconception(
            "relu_at_the_end",
            "Every block ends in an activation.",
            "A negative x with an idle branch comes out as 0. The first residual networks (2015) "
            "did that; the same authors later dropped it, for the lane should be clear.",
            lambda x, *params: functional.relu(x + branch(x, *params)),
        ),
        Misconception(
            "no_bend",
            "The branch needs no activation.",
            "Without a bend your branch is one matrix in disguise.",
            lambda x, W1, b1, W2, b2: x + (x @ W1 + b1) @ W2 + b2,
        ),
        Misconception(
            "multiplies",
            "The lanes are combined entry by entry.",
            "If the branch says 0, nothing is left of x. How do two lanes come together?",
            lambda x, *params: x * branch(x, *params),
        ),
        Misconception(
            "bend_on_the_lane",
            "The express lane is bent like the branch.",
            "You bend the express lane too. It should carry x as it is.",
            lambda x, *params: functional.relu(x) + branch(x, *params),
        ),
        Misconception(
            "relu_onbranch",
            "Each layer of the branch ends in a ReLU.",
            "Your branch can only add, never take away. Does its second layer end in a bend?",
            lambda x, *params: x + functional.relu(branch(x, *params)),
        ),
        Misconception(
            "bend_after_both",
            "A ReLU closes the branch.",
            "Your branch bends once, after its second layer. Between which two layers does the "
            "formula bend?",
            lambda x, W1, b1, W2, b2: x + functional.relu((x @ W1 + b1) @ W2 + b2),
        ),
        Misconception(
            "joins_too_early",
            "The lane joins before the branch.",
            "You add x to the branch's input, so the branch sees it twice and the output not at "
            "all. Where does the lane end?",
            lambda x, *params: branch(x + x, *params),
        ),
        Misconception(
            "last_bias_forgotten",
            "x takes the place of the last bias.",
            "Set W2 to zero: a constant should still be added to x.",
            lambda x, W1, b1, W2, b2: x + functional.relu(x @ W1 + b1) @ W2,
        ),
        Misconception(
            "no_biases",
            "A bias is optional.",
            "Feed in zeros: the branch should still say something. Which two arguments have you "
            "not used?",
            lambda x, W1, b1, W2, b2: x + functional.relu(x @ W1) @ W2,
        ),
        Misconception(
            "first_bias_after_the_bend",
            "It does not matter when a bias is added.",
            "Your first bias comes after the bend. What should the ReLU see?",
            lambda x, W1, b1, W2, b2: x + (functional.relu(x @ W1) + b1) @ W2 + b2,
        ),
        Misconception(
            "sizes",
            "A ReLU takes the sign away.",
            "Your branch turns negative sums into positive ones. What does a ReLU make of them?",
            lambda x, W1, b1, W2, b2: x + np.abs(x @ W1 + b1) @ W2 + b2,
        ),
    ),
    alternates=(
        _unit_by_unit,
        lambda x, W1, b1, W2, b2: (
            x + np.einsum("nh,hd->nd", np.einsum("nd,dh->nh", x, W1).__add__(b1).clip(0), W2) + b2
        ),
        lambda x, *params: np.add(
            x.astype(np.float32), branch(x, *(param.astype(np.float32) for param in params))
        ),
    ),
    hints=(
        "There are two ways from the input to the output. One of them has nothing on it.",
        "Write the branch first: dense, ReLU, dense. Then think of what joins it at the end.",
        "The branch is x times W1 plus b1, its negative entries set to 0, times W2 plus b2. x is "
        "added to that as it came.",
    ),
    properties=(
        Property(
            "with all parameters at 0 the block hands on its input",
            lambda answer: np.array_equal(answer(X, *(0 * param for param in PARAMS)), X),
            "Set all weights and biases to zero: the express lane is all that is left.",
        ),
        Property(
            "the branch is added",
            lambda answer: np.allclose(
                answer(X, W1, B1, -W2, -B2) + answer(X, *PARAMS), 2 * X, atol=1e-5
            ),
            "Turn the signs of W2 and b2 round: what was added to x should now be taken away.",
        ),
    ),
)

EXERCISES = (RESIDUAL_FORWARD,)
