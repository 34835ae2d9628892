"""How layers and update rules are tried out, and mistakes that objects of any class can make."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer


def variant(reference: type, **members: Any) -> type:
    """The class with some of its members replaced."""
    return type(reference.__name__, (reference,), members)


def one_memory(reference: Any, name: str) -> type:
    """The layer, but what forward remembers belongs to the class: all objects share it."""

    def forward(self: Any, x: Array) -> Any:
        out = reference.forward(self, x)
        setattr(type(self), name, vars(self).pop(name))
        return out

    return variant(reference, forward=forward)


def first_memory(reference: Any, name: str) -> type:
    """The layer, but forward remembers only its first call."""

    def forward(self: Any, x: Array) -> Any:
        first = vars(self).get(name)
        out = reference.forward(self, x)
        if first is not None:
            setattr(self, name, first)
        return out

    return variant(reference, forward=forward)


def passes(
    answer: Answer, x: Array, dout: Array, more_x: Array, more_dout: Array
) -> dict[str, Any]:
    """Two objects of an activation in turns: forward, backward, and once more."""
    layer, other = answer(), answer()
    told = {"out": layer.forward(x), "dx": layer.backward(dout)}
    told["out of a second batch"] = layer.forward(more_x)
    told["out of a second object"] = other.forward(0.5 - x)
    told["dx of the second batch"] = layer.backward(more_dout)
    told["dx of the second object"] = other.backward(-dout)
    return told


def walks(
    answer: Answer, lr: float, theta: Array, slopes: list[Array], *settings: float
) -> dict[str, Any]:
    """Two objects of an update rule in turns; then another learning rate; then a fresh start."""
    rule, other = answer(lr, *settings), answer(2 * lr, *settings)
    w, far = theta.copy(), 2 * theta
    path, elsewhere = [], []
    rule.reset(w)
    other.reset(far)
    for grad in slopes:
        rule.step(w, grad)
        other.step(far, -3 * grad)
        path.append(w.copy())
        elsewhere.append(far.copy())
    told: dict[str, Any] = {"theta after each step": np.array(path)}
    told["theta of a second object after each step"] = np.array(elsewhere)
    rule.lr = lr / 2
    rule.step(w, slopes[0])
    told["theta after a step with half the learning rate"] = w
    again = theta.copy()
    rule.reset(again)
    rule.step(again, slopes[0])
    told["theta after a reset and a step"] = again
    return told
