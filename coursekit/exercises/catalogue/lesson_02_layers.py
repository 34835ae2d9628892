"""Lesson 02, the forward pass: a layer, two layers, their knobs, a patch that slides."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from coursekit import functional
from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
W1 = np.array([[1.0, -1.0], [0.5, 2.0], [-2.0, 1.0]])
W2 = np.array([[1.0, 0.5, -1.0], [-2.0, 1.0, 0.0]])
B1, B2 = np.array([0.5, -1.0]), np.array([0.1, -0.2, 0.3])

DENSE_FORWARD = Exercise(
    signature="dense_forward(x, W, b)",
    task="Return the outputs (N, H) of a layer: for each row of x (N, D) and each of the H units, "
    "the weighted sum with W (D, H) plus that unit's bias in b (H,).",
    reference=lambda x, W, b: x @ W + b,
    probes=(
        (np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5])),
        (X, W1, B1),
        (X[:, :2], W2, B2),
        (np.zeros((1, 3)), W1, B1),
    ),
    misconceptions=(
        Misconception(
            "no_bias",
            "The bias may be left out.",
            "Give it a row of zeros. Your units all answer 0. "
            "Have they nothing of their own to add?",
            lambda x, W, b: x @ W,
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
            "The star multiplies entry by entry. Which operator pairs rows with columns?",
            lambda x, W, b: x * W + b,
        ),
    ),
    alternates=(
        lambda x, W, b: np.einsum("nd,dh->nh", x, W) + b[None],
        lambda x, W, b: np.array(
            [[sum(r * w) + c for w, c in zip(W.T, b, strict=True)] for r in x]
        ),
    ),
)


MLP_FORWARD = Exercise(
    signature="mlp_forward(x, W1, b1, W2, b2)",
    task="Return the logits (N, K) of a network of two layers with a ReLU between them.",
    reference=lambda x, W1, b1, W2, b2: functional.relu(x @ W1 + b1) @ W2 + b2,
    probes=(
        (np.array([[2.0]]), np.eye(1), np.array([-1.0]), np.eye(1), np.array([0.5])),
        (X, W1, B1, W2, B2),
        (-X[:1], W1, B1, W2, B2 - 2),
    ),
    misconceptions=(
        Misconception(
            "relu_on_output",
            "Every layer ends in the same activation.",
            "Your scores are never below 0. How would the network say that it is sure of a no?",
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
            "Your rows sum to 1. The task asks for the scores before that.",
            lambda x, W1, b1, W2, b2: functional.softmax(np.maximum(x @ W1 + b1, 0) @ W2 + b2),
        ),
    ),
    alternates=(lambda x, W1, b1, W2, b2: (x @ W1 + b1).clip(0) @ W2 + b2,),
)

COUNT_PARAMS = Exercise(
    signature="count_params(sizes)",
    task="Return the number of weights and biases of a dense network with these layer sizes; "
    "[3, 4, 2] has 26.",
    reference=lambda sizes: sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes)),
    probes=(([1, 1],), ([3, 4, 2],), ([784, 128, 10],), ([5],)),
    misconceptions=(
        Misconception(
            "no_biases",
            "The lines of the drawing are the only knobs.",
            "[1, 1] is w * x + b. How many numbers can training change there?",
            lambda sizes: sum(n_in * n_out for n_in, n_out in pairwise(sizes)),
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
        ),
        Misconception(
            "no_output_layer",
            "The last layer is read, not learned.",
            "You stop one layer early. Do the outputs have weights of their own?",
            lambda sizes: sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes[:-1])),
        ),
        Misconception(
            "counts_units",
            "A knob is a unit.",
            "You count the circles of the drawing. The knobs are on its lines, and one more sits "
            "in each circle that computes.",
            lambda sizes: sum(sizes),
        ),
    ),
    alternates=(lambda sizes: sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)),),
)


def _responses(image: Array, kernel: Array, respond: Any = np.sum) -> Any:
    """What each patch, multiplied by the kernel, comes to."""
    return respond(sliding_window_view(image, kernel.shape) * kernel, axis=(2, 3))


def _conv_loops(image: Array, kernel: Array) -> Any:
    (h, w), (H, W) = kernel.shape, image.shape
    rows, cols = range(H - h + 1), range(W - w + 1)
    return np.array([[np.sum(image[i : i + h, j : j + w] * kernel) for j in cols] for i in rows])


IMAGE = np.array([[0, 0, 1, 1], [0, 2, 1, 1], [3, 0, 0, 5]])

CONV_VALID = Exercise(
    signature="conv_valid(img, kernel)",
    task="Slide the kernel over img, at every place where it fits, and return the array of the "
    "sums of patch times kernel.",
    reference=_conv_loops,
    probes=(
        (np.array([[0.0, 0.0, 1.0]]), np.array([[-1.0, 1.0]])),
        (IMAGE, np.array([[1, 0], [2, -1]])),
        (IMAGE, np.array([[0, 1, -1]])),
        (IMAGE, 0.5 + IMAGE),
    ),
    misconceptions=(
        Misconception(
            "turned_kernel",
            "A convolution turns the kernel round, as in signal processing.",
            "Your edge detector answers with the opposite sign: did the kernel make a half turn?",
            lambda img, kernel: _responses(img, kernel[::-1, ::-1]),
        ),
        Misconception(
            "one_place_too_few",
            "N minus k places.",
            "A patch of width 2 on an image of width 3: draw it, and count its places.",
            lambda img, kernel: _responses(img, kernel)[:, :-1],
        ),
        Misconception(
            "average",
            "A unit averages its patch.",
            "Your answers are too small by the number of pixels in the patch. Did you divide?",
            lambda img, kernel: _responses(img, kernel, np.mean),
        ),
        Misconception(
            "maximum",
            "A convolution keeps the strongest entry; that would be max pooling.",
            "A unit that sees a patch is still a unit: how does a unit put its weighted inputs "
            "together?",
            lambda img, kernel: _responses(img, kernel, np.max),
        ),
        Misconception(
            "ignores_kernel",
            "The patch itself is the answer.",
            "Two different kernels give you the same picture. Where do its weights come in?",
            lambda img, kernel: _responses(img, np.ones_like(kernel)),
        ),
    ),
    alternates=(_responses,),
)

EXERCISES = (DENSE_FORWARD, MLP_FORWARD, COUNT_PARAMS, CONV_VALID)
