"""Lesson 02, the challenge: a forward pass through any number of layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

X = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.5]])
WS = [
    np.array([[1.0, -0.5, 2.0], [0.5, 1.5, -1.0]]),
    np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.5]]),
    np.array([[2.0, -1.0], [-1.5, 0.5]]),
]
BS = [np.array([0.5, -0.25, 1.0]), np.array([0.1, 0.75]), np.array([-1.0, 0.3])]


def deep_forward(x: Array, Ws: Any, bs: Any) -> Array:
    """Each layer hears the one before it, with a bend between two layers."""
    out = x @ Ws[0] + bs[0]
    for W, b in zip(Ws[1:], bs[1:], strict=True):
        out = np.maximum(out, 0) @ W + b
    return out


def _bend_at_the_end(x: Array, Ws: Any, bs: Any) -> Array:
    for W, b in zip(Ws, bs, strict=True):
        x = np.maximum(x @ W + b, 0)
    return x


def _one_bend(x: Array, Ws: Any, bs: Any) -> Array:
    out = x
    for k, (W, b) in enumerate(zip(Ws, bs, strict=True)):
        out = (np.maximum(out, 0) if k == 1 else out) @ W + b
    return out


def _bend_before(x: Array, Ws: Any, bs: Any) -> Array:
    for W, b in zip(Ws, bs, strict=True):
        x = np.maximum(x, 0) @ W + b
    return x


def _no_bend(x: Array, Ws: Any, bs: Any) -> Array:
    for W, b in zip(Ws, bs, strict=True):
        x = x @ W + b
    return x


def _recursive(x: Array, Ws: Any, bs: Any) -> Array:
    out = x @ Ws[0] + bs[0]
    return out if len(Ws) == 1 else _recursive(np.maximum(out, 0), Ws[1:], bs[1:])


def _with_where(x: Array, Ws: Any, bs: Any) -> Array:
    for k in range(len(Ws)):
        heard = np.where(x > 0, x, 0) if k else x
        x = np.einsum("nd,dh->nh", heard, Ws[k]) + bs[k]
    return x


DEEP_FORWARD = Exercise(
    signature="deep_forward(x, Ws, bs)",
    task="Return the logits of a network with as many dense layers as there are arrays in the "
    "lists Ws and bs (one or more), with a ReLU between each two of them.",
    reference=deep_forward,
    probes=(
        (np.array([[2.0]]), [np.eye(1)], [np.array([-3.0])]),
        (X, WS[:2], BS[:2]),
        (X, WS, BS),
    ),
    misconceptions=(
        Misconception(
            "bend_at_the_end",
            "Every layer ends in the same activation.",
            "With one layer only there is nothing between layers, and yet your logits never fall "
            "below 0.",
            _bend_at_the_end,
        ),
        Misconception(
            "one_bend",
            "A network has one bend.",
            "With two layers you are right, with three you are not. How many gaps are there "
            "between three layers?",
            _one_bend,
        ),
        Misconception(
            "bend_before",
            "The activation belongs to the input of every layer.",
            "A negative input is a number like any other. Which layer should not see it cut off?",
            _bend_before,
        ),
        Misconception(
            "no_bend",
            "Depth alone makes a network stronger.",
            "All your layers together draw one straight line. What is missing between them?",
            _no_bend,
        ),
    ),
    alternates=(_recursive, _with_where),
    hints=(
        "You know what two layers do. What repeats when there is one more?",
        "Treat one layer, the first or the last, apart from the others: around it there is one "
        "bend less than there are layers.",
        "Work out the first layer. Then go through the others: bend what you have, and hand it "
        "to the next layer.",
    ),
    properties=(
        Property(
            "one layer is a dense layer",
            lambda f: np.allclose(f(X, WS[:1], BS[:1]), X @ WS[0] + BS[0]),
            "Give it lists with a single layer, and compare with dense_forward.",
        ),
        Property(
            "a last layer of zeros says its bias",
            lambda f: np.allclose(f(X, [*WS, np.zeros((2, 4))], [*BS, np.arange(4) - 2.0]),
                                  np.arange(4) - 2.0),
            "A last layer with weights 0 hears nothing. What does it still say?",
        ),
    ),
)  # fmt: skip

EXERCISES = (DEEP_FORWARD,)
