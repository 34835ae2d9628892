"""Lesson 02, the forward pass: a layer, two layers, their parameters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
W1 = np.array([[1.0, -1.0], [0.5, 2.0], [-2.0, 1.0]])
W2 = np.array([[1.0, 0.5, -1.0], [-2.0, 1.0, 0.0]])
B1, B2 = np.array([0.5, -1.0]), np.array([0.1, -0.2, 0.3])


def dense_forward(x: Array, W: Array, b: Array) -> Array:
    """Rows of x meet columns of W; b is added to every row."""
    return x @ W + b


EASIER_DENSE_FORWARD = """
def dense_forward(x, W, b):
    # Rows of x are examples, columns of W are units. @ takes each row to each column,
    # multiplies in pairs and adds up: (N, D) @ (D, H) is (N, H).
    sums = «x @ W»
    # One bias for each unit. NumPy adds the vector b to every row.
    return «sums + b»
"""

DENSE_FORWARD = Exercise(
    signature="dense_forward(x, W, b)",
    task="Return the outputs (N, H) of a layer: for each row of x (N, D) and each of the H units, "
    "the weighted sum with W (D, H) plus that unit's bias in b (H,).",
    reference=dense_forward,
    probes=(
        (np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5])),
        (X, W1, B1),
        (X[:, :2], W2, B2),
        (np.zeros((1, 3)), W1, B1),
        (np.array([[-1.5]]), np.array([[2.0]]), np.array([0.25])),
        (X[:, :2], W1[:2], B1),
        (X, np.hstack([W1, W1[::-1, :1] - 1, W1[:, :1] + 0.5]), np.array([0.5, -1.0, 0.0, 2.0])),
    ),
    misconceptions=(
        Misconception(
            "no_bias",
            "The bias may be left out.",
            "Give it a row of zeros. Your units all answer 0. "
            "Have they nothing of their own to add?",
            lambda x, W, b: x @ W,
            probe=3,
        ),
        Misconception(
            "strongest_input",
            "A unit listens to its loudest input.",
            "Only one input per unit reaches your output. A unit hears all of them: how do their "
            "contributions come together?",
            lambda x, W, b: np.max(x[:, :, None] * W, axis=1) + b,
        ),
        Misconception(
            "average",
            "A weighted sum is a weighted average.",
            "Work out 1 * 3 + 2 * 4 on paper and compare. Did you divide by something?",
            lambda x, W, b: x @ W / len(W) + b,
            probe=0,
        ),
        Misconception(
            "bias_with_each_input",
            "The bias belongs to each weighted input.",
            "Your bias comes once for each input of a unit. A unit has one bias, and it joins "
            "once.",
            lambda x, W, b: x @ W + x.shape[1] * b,
        ),
        Misconception(
            "first_row_only",
            "One example stands for the batch.",
            "Only the first row of x has an answer in yours. Each row needs its own.",
            lambda x, W, b: x[:1] @ W + b,
        ),
        Misconception(
            "bias_per_example",
            "Each example has a bias of its own.",
            "Compare the length of b with the number of rows and with the number of units. "
            "Whose number is it?",
            lambda x, W, b: x @ W + b[:, None],
        ),
        Misconception(
            "bias_first",
            "The bias is added to the input.",
            "Your bias is weighed together with the input. When does it join: before the weighing "
            "or after it?",
            lambda x, W, b: (x + b[0]) @ W,
        ),
        Misconception(
            "elementwise",
            "* multiplies matrices.",
            "Inputs and weights meet entry by entry in yours. Which operator pairs a row with a "
            "column and adds up?",
            lambda x, W, b: x * W + b,
        ),
    ),
    alternates=(
        lambda x, W, b: np.einsum("nd,dh->nh", x, W) + b[None],
        lambda x, W, b: np.array(
            [[sum(r * w) + c for w, c in zip(W.T, b, strict=True)] for r in x]
        ),
    ),
    hints=(
        "One example, one unit: what would you compute by hand?",
        "Each unit multiplies its weights with the inputs and adds up. Which operator does this "
        "for all rows of x and all columns of W at once?",
        "Multiply the two matrices, x first, then add b. NumPy adds a vector to every row.",
    ),
    properties=(
        Property(
            "a row of zeros gives the biases",
            lambda f: np.allclose(f(np.zeros((2, 3)), W1, B1), B1),
            "With nothing coming in, what is left for each unit to say?",
        ),
        Property(
            "each example on its own gives the same as in a batch",
            lambda f: np.allclose(f(X, W1, B1)[1], f(X[1:], W1, B1)[0]),
            "Give it one row alone, then the same row in a batch. The answers should agree.",
        ),
        Property(
            "a larger input weighs in proportion",
            lambda f: np.allclose(f(3 * X, W1, 0 * B1), 3 * f(X, W1, 0 * B1)),
            "Without biases, three times the input should give three times the output.",
        ),
    ),
    easier=EASIER_DENSE_FORWARD,
)


def mlp_forward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Array:
    """A layer, a bend, a layer; nothing after the last one."""
    hidden = np.maximum(x @ W1 + b1, 0)
    return hidden @ W2 + b2


def _asleep(answer: Answer) -> bool:
    return np.allclose(answer(X, W1, np.array([-50.0, -60.0]), W2, B2), B2)


EASIER_MLP_FORWARD = """
def mlp_forward(x, W1, b1, W2, b2):
    # The first layer: what each hidden unit hears.
    z = x @ W1 + b1
    # The bend: a hidden unit with a negative sum stays silent.
    hidden = «np.maximum(z, 0)»
    # The second layer hears the hidden units only. No bend after it: these are logits.
    return «hidden @ W2 + b2»
"""

MLP_FORWARD = Exercise(
    signature="mlp_forward(x, W1, b1, W2, b2)",
    task="Return the logits (N, K) of a network of two layers with a ReLU between them.",
    reference=mlp_forward,
    probes=(
        (np.array([[2.0]]), np.eye(1), np.array([-1.0]), np.eye(1), np.array([0.5])),
        (X, W1, B1, W2, B2),
        (-X[:1], W1, B1, W2, B2 - 2),
        (X[:, :2], W1[:2], B1, W2[:, :2], B2[:2]),
        (
            np.array([[0.5, -1.0, 2.0, 1.0]]),
            np.array([[1.0, 0.5], [-0.5, 1.0], [0.25, -1.0], [1.0, 1.5]]),
            B1,
            W2,
            B2,
        ),
    ),
    misconceptions=(
        Misconception(
            "relu_on_output",
            "Every layer ends in the same activation.",
            "Your logits are never below 0. How would the network say that it is sure of a no?",
            lambda x, W1, b1, W2, b2: np.maximum(np.maximum(x @ W1 + b1, 0) @ W2 + b2, 0),
        ),
        Misconception(
            "relu_on_input",
            "The activation belongs to the input.",
            "Negative inputs are gone before any unit has seen them. Where does the bend belong?",
            lambda x, W1, b1, W2, b2: (np.maximum(x, 0) @ W1 + b1) @ W2 + b2,
        ),
        Misconception(
            "bias_after_relu",
            "The bias joins after the activation.",
            "A bias shifts the point at which a unit wakes up. Yours comes when that is decided.",
            lambda x, W1, b1, W2, b2: (np.maximum(x @ W1, 0) + b1) @ W2 + b2,
        ),
        Misconception(
            "no_relu",
            "Two layers are more than one, with or without a bend.",
            "Without something between them your two layers are one layer in disguise.",
            lambda x, W1, b1, W2, b2: (x @ W1 + b1) @ W2 + b2,
        ),
        Misconception(
            "softmax_included",
            "A network always ends in a softmax.",
            "Your rows sum to 1. The task asks for the logits, before the softmax.",
            lambda x, W1, b1, W2, b2: functional.softmax(np.maximum(x @ W1 + b1, 0) @ W2 + b2),
        ),
    ),
    alternates=(
        lambda x, W1, b1, W2, b2: (x @ W1 + b1).clip(0) @ W2 + b2,
        lambda x, W1, b1, W2, b2: b2 + np.einsum("nh,hk->nk", functional.relu(b1 + x @ W1), W2),
    ),
    hints=(
        "It is dense_forward twice, with something in between. In between what?",
        "The first layer makes the hidden sums, the bend decides which of them are heard, the "
        "second layer mixes what is heard.",
        "Work out the first layer with its bias, keep its positive part, hand that to the second "
        "layer, add the second bias, and stop there: these are the logits.",
    ),
    properties=(
        Property(
            "hidden units that sleep leave the second bias alone",
            _asleep,
            "Push all hidden units far below 0. What can still reach the output?",
        ),
        Property(
            "logits may be negative",
            lambda f: np.any(f(X, W1, B1, W2, B2 - 20) < 0),
            "Logits may lie on both sides of 0. What holds yours back?",
        ),
    ),
    easier=EASIER_MLP_FORWARD,
)


def count_params(sizes: list[int]) -> int:
    """Each unit has one weight per input and one bias."""
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


def _three_sizes(sizes: list[int]) -> int:
    n_in, n_hidden, n_out = sizes
    return n_in * n_hidden + n_hidden + n_hidden * n_out + n_out


COUNT_PARAMS = Exercise(
    signature="count_params(sizes)",
    task="Return the number of weights and biases of a dense network with these layer sizes; "
    "[3, 4, 2] has 26.",
    reference=count_params,
    probes=(([1, 1],), ([3, 4, 2],), ([784, 128, 10],), ([5],), ([2, 2, 2, 2],)),
    misconceptions=(
        Misconception(
            "no_biases",
            "The lines of the drawing are the only parameters.",
            "[1, 1] is w * x + b. How many numbers can training change there?",
            lambda sizes: sum(n_in * n_out for n_in, n_out in pairwise(sizes)),
            probe=0,
        ),
        Misconception(
            "three_sizes",
            "A network has three layers of circles.",
            "Your line takes the list apart into three sizes. There may be two of them, or five.",
            _three_sizes,
            probe=0,
        ),
        Misconception(
            "input_biases",
            "The biases sit on the side that sends.",
            "Who adds things up and needs a bias: the side that sends or the side that receives?",
            lambda sizes: sum(n_in * n_out + n_in for n_in, n_out in pairwise(sizes)),
        ),
        Misconception(
            "one_bias_per_layer",
            "A layer has one bias.",
            "Look at b in dense_forward: one number for the layer, or one for each unit?",
            lambda sizes: sum(n_in * n_out + 1 for n_in, n_out in pairwise(sizes)),
            probe=1,
        ),
        Misconception(
            "no_output_layer",
            "The last layer is read, not learned.",
            "You stop one layer early. Do the outputs have weights of their own?",
            lambda sizes: sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes[:-1])),
        ),
        Misconception(
            "counts_units",
            "A parameter is a unit.",
            "You count the circles of the drawing. The parameters are on its lines, and one more "
            "sits in each circle that computes.",
            lambda sizes: sum(sizes),
        ),
    ),
    alternates=(
        lambda sizes: sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)),
        lambda sizes: sum(a * b for a, b in pairwise(sizes)) + sum(sizes[1:]),
    ),
    hints=(
        "Draw [3, 4, 2] and count: the lines first, then what sits inside the circles.",
        "Between two neighboring layers each unit on the left has a line to each on the right. "
        "And each unit on the right adds one number of its own.",
        "Go through the pairs of neighbors. For each pair add the product of the two sizes, and "
        "once more the size on the right.",
    ),
    properties=(
        Property(
            "one more output unit costs one line from each input, and a bias",
            lambda f: f([3, 5]) - f([3, 4]) == 4,
            "Add one unit to the last layer of [3, 4]. How many new numbers come with it?",
        ),
        Property(
            "two halves of a network have as much as the whole",
            lambda f: f([3, 4]) + f([4, 2]) == f([3, 4, 2]),
            "Cut [3, 4, 2] in two at its middle layer. Nothing may get lost or be counted twice.",
        ),
    ),
)

EXERCISES = (DENSE_FORWARD, MLP_FORWARD, COUNT_PARAMS)
