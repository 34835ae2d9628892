"""Lesson 02, the forward pass: a unit that looks at a patch and slides."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def _responses(image: Array, kernel: Array, respond: Any = np.sum) -> Any:
    """What each patch, multiplied by the kernel, comes to."""
    return respond(sliding_window_view(image, kernel.shape) * kernel, axis=(2, 3))


def conv_valid(img: Array, kernel: Array) -> Array:
    """One number for each place at which the kernel fits."""
    h, w = kernel.shape
    out = np.zeros((img.shape[0] - h + 1, img.shape[1] - w + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(img[i : i + h, j : j + w] * kernel)
    return out


def _last_places_left_out(img: Array, kernel: Array) -> Any:
    out = _responses(img, kernel)
    out[-1], out[:, -1] = 0, 0
    return out


def _as_large_as_the_picture(img: Array, kernel: Array) -> Any:
    out, answers = np.zeros(img.shape), _responses(img, kernel)
    out[: len(answers), : answers.shape[1]] = answers
    return out


IMAGE = np.array([[0, 0, 1, 1], [0, 2, 1, 1], [3, 0, 0, 5]])

EASIER = """
def conv_valid(img, kernel):
    height, width = kernel.shape
    # How often the kernel fits: a kernel of 2 fits a row of 5 at 4 places.
    rows = «img.shape[0] - height + 1»
    columns = img.shape[1] - width + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            # The patch whose upper left corner is (i, j), as large as the kernel.
            patch = img[i : i + height, j : j + width]
            out[i, j] = «np.sum(patch * kernel)»
    return out
"""

CONV_VALID = Exercise(
    signature="conv_valid(img, kernel)",
    task="Slide the kernel over img, at every place where it fits, and return the array of the "
    "sums of patch times kernel.",
    reference=conv_valid,
    probes=(
        (np.array([[0.0, 0.0, 1.0]]), np.array([[-1.0, 1.0]])),
        (IMAGE, np.array([[1, 0], [2, -1]])),
        (IMAGE, np.array([[0, 1, -1]])),
        (IMAGE, 0.5 + IMAGE),
        (np.array([[0.5]]), np.array([[0.3]])),
        (IMAGE, np.array([[1.0], [-0.5]])),
        (IMAGE[:2, :2], np.array([[0.25, -0.5], [1.5, 0.1]])),
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
            "Draw the image and the kernel, and count the places: the last one is missing in "
            "yours.",
            lambda img, kernel: _responses(img, kernel)[:, :-1],
        ),
        Misconception(
            "last_places_left_out",
            "range(N - k) reaches the last place.",
            "The last row and the last column of your answer stay 0. How many places are there, "
            "and how many do your loops go to?",
            _last_places_left_out,
            probe=1,
        ),
        Misconception(
            "as_large_as_the_picture",
            "There is an answer for each pixel.",
            "Your answer is as large as the picture. But where the kernel would stick out there is "
            "no place for it: how many places are there?",
            _as_large_as_the_picture,
        ),
        Misconception(
            "last_product",
            "Each product can be written to the place of the sum.",
            "Only the last pixel of each patch has a say in your answers. What becomes of the "
            "products before it?",
            lambda img, kernel: _responses(img, kernel, lambda patches, axis: patches[..., -1, -1]),
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
    alternates=(
        _responses,
        lambda img, kernel: np.einsum(
            "ijkl,kl->ij", sliding_window_view(img.astype(np.float32), kernel.shape), kernel
        ),
    ),
    hints=(
        "How many places are there for a patch of width 2 in a row of 5 pixels?",
        "Two loops, one over the rows where the patch may begin and one over the columns. At each "
        "place cut the patch out of the picture.",
        "Make an array of zeros with one entry per place. For each place multiply the patch with "
        "the kernel, entry by entry, add up, and store the number at that place.",
    ),
    properties=(
        Property(
            "a kernel with a single 1 copies its part of the picture",
            lambda f: np.allclose(f(IMAGE, np.array([[0, 0], [0, 1]])), IMAGE[1:, 1:]),
            "A kernel with a 1 in its lower right corner picks out that pixel of each patch. Do "
            "you get a piece of the picture back?",
        ),
        Property(
            "twice the kernel, twice the answer",
            lambda f: np.allclose(f(IMAGE, 2 * IMAGE[:2, :2]), 2 * f(IMAGE, IMAGE[:2, :2])),
            "Double all weights of the kernel: each unit should answer twice as loud.",
        ),
        Property(
            "two kernels added answer with the sum of their answers",
            lambda f: np.allclose(
                f(IMAGE, IMAGE[:2, :2] - 1), f(IMAGE, IMAGE[:2, :2]) - f(IMAGE, np.ones((2, 2)))
            ),
            "A unit is a sum. Two kernels added up should answer with the sum of both answers.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (CONV_VALID,)
