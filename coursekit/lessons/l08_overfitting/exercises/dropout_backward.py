"""Lesson 08, overfitting: the gradient on its way back through dropout."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property


def dropout_backward(dout: Array, mask: Array) -> Array:
    return dout * mask


def _multiplied_in_place(dout: Array, mask: Array) -> Array:
    dout *= mask
    return dout


DOUT = np.array([[0.5, -1.0, 2.0, 1.5], [3.0, -0.25, 1.0, -2.0], [-1.5, 0.75, 4.0, 1.0]])
MASK = np.array([[0.0, 2.0, 2.0, 0.0], [2.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 0.0]])

DROPOUT_BACKWARD = Exercise(
    signature="dropout_backward(dout, mask)",
    task="Return the slope of the loss along x, for out = x * mask and dout, the slope of the loss "
    "along out; leave dout as it was.",
    reference=dropout_backward,
    probes=(
        (np.array([1.0, 3.0, -2.0]), np.array([2.0, 0.0, 2.0])),
        (DOUT, MASK),
        (DOUT, 0.625 * MASK),
        (DOUT, np.ones_like(DOUT)),
        (DOUT.reshape(3, 2, 2), MASK.reshape(3, 2, 2)),
        (np.array([2.0, -4.0]), np.array([0, 4])),
        (DOUT[:, :3], MASK[:, :3]),
        (np.array([[3.0]]), np.array([[2.0]])),
    ),
    misconceptions=(
        Misconception(
            "no_backward_step",
            "Dropout happens on the way forward only.",
            "A unit that was silent had no influence on the loss. Should it get a gradient?",
            lambda dout, mask: 1.0 * dout,
        ),
        Misconception(
            "takes_it_back",
            "Backward undoes forward.",
            "You divide by the mask. Backward does not undo the step; it asks how steep it was.",
            lambda dout, mask: np.divide(
                dout, mask, out=np.zeros_like(dout), where=np.asarray(mask) > 0
            ),
        ),
        Misconception(
            "blames_the_silent",
            "Those who were silent are at fault.",
            "Where the mask is 0 you pass the gradient on, and where it is not you block it. Turn "
            "it round in your head: who spoke?",
            lambda dout, mask: dout * (mask == 0),
        ),
        Misconception(
            "gate_only",
            "The mask is a gate, open or shut.",
            "The gate is right. But in the forward pass those who stayed were made louder: how "
            "steep is a line that multiplies by 2?",
            lambda dout, mask: dout * (mask > 0),
        ),
        Misconception(
            "scaled_twice",
            "The factor has to be put in once more.",
            "The mask holds the factor already. In yours it acts twice.",
            lambda dout, mask: dout * mask**2,
        ),
        Misconception(
            "mask_only",
            "The slope of the step is the answer.",
            "Double the gradient that comes in: your answer does not notice.",
            lambda dout, mask: 1.0 * mask,
        ),
        Misconception(
            "only_those_on",
            "Who was silent has no slope.",
            "Your answer has no entry for those who were silent. Every entry of x has a slope, "
            "and theirs is a number as well.",
            lambda dout, mask: (dout * mask)[mask != 0],
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "The numbers are right, but the caller's dout has changed too. Somebody may still "
            "need it.",
            _multiplied_in_place,
        ),
    ),
    alternates=(
        lambda dout, mask: np.where(mask == 0, 0, dout * mask),
        lambda dout, mask: np.reshape(
            [d * m for d, m in zip(dout.flat, mask.flat, strict=True)], dout.shape
        ),
        lambda dout, mask: np.einsum("...,...->...", np.float32(1) * dout, mask),
    ),
    hints=(
        "How does out change if an entry of x grows a little?",
        "For each entry, out is a line through 0. Its slope stands in the mask.",
        "The gradient that arrives is multiplied by the slope, entry by entry.",
    ),
    properties=(
        Property(
            "the silent get no gradient",
            lambda answer: np.all(np.asarray(answer(DOUT, MASK))[MASK == 0] == 0),
            "Where the mask is 0, x had no influence.",
        ),
        Property(
            "the slope is the one that can be measured",
            lambda answer: np.allclose(
                answer(DOUT, MASK), DOUT * (DOUT * MASK - (DOUT - 1) * MASK), rtol=1e-4
            ),
            "Move an entry of x by 1 and watch out: it moves by the entry of the mask.",
        ),
    ),
)

EXERCISES = (DROPOUT_BACKWARD,)
