"""How layers and update rules are tried out, and mistakes that objects of any class can make."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Convention


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


def empties_theta(self: Any, theta: Array) -> None:
    """A reset that also puts the knobs to 0."""
    theta[:] = 0


def rate_under_another_name(reference: Any) -> Convention:
    """An update rule whose learning rate is not called lr."""

    def make(self: Any, *settings: float) -> None:
        self.rule = reference(*settings)

    members = {
        "__init__": make,
        "reset": lambda self, theta: self.rule.reset(theta),
        "step": lambda self, theta, grad: self.rule.step(theta, grad),
    }
    return Convention(
        "rate_under_another_name",
        "You keep the learning rate under another name. The steps are right, but a schedule "
        "changes an object's lr, and would find none in yours.",
        type(reference.__name__, (), members),
    )


def passes(
    answer: Answer, x: Array, dout: Array, more_x: Array, more_dout: Array
) -> dict[str, Any]:
    """Two objects of an activation in turns: forward, backward, and once more."""
    layer, other = answer(), answer()
    given, blame = x.copy(), dout.copy()
    told = {"out": layer.forward(given), "x after forward": given}
    told |= {"dx": layer.backward(blame), "dout after backward": blame}
    told["out of a second batch"] = layer.forward(more_x)
    told["out of a second object"] = other.forward(0.5 - x)
    told["dx of the second batch"] = layer.backward(more_dout)
    told["dx of the second object"] = other.backward(-dout)
    return told


def walks(
    answer: Answer, lr: float, theta: Array, slopes: list[Array], settings: tuple[float, ...] = ()
) -> dict[str, Any]:
    """Two objects of an update rule in turns; then another learning rate; then a fresh start."""
    rule, other = answer(lr, *settings), answer(2 * lr, *settings)
    told: dict[str, Any] = {"lr is kept under the name lr": hasattr(rule, "lr")}
    w, far = theta.copy(), 2 * theta
    path, elsewhere, given = [], [], [grad.copy() for grad in slopes]
    rule.reset(w)
    other.reset(far)
    told["theta after reset"] = w.copy()
    for grad in given:
        opposite = -3 * grad
        rule.step(w, grad)
        other.step(far, opposite)
        path.append(w.copy())
        elsewhere.append(far.copy())
    told["theta after each step"] = np.array(path)
    told["theta of a second object after each step"] = np.array(elsewhere)
    told["the gradients after the steps"] = np.array(given)
    rule.lr = lr / 2
    rule.step(w, slopes[0])
    told["theta after a step with half the learning rate"] = w
    again = theta.copy()
    rule.reset(again)
    rule.step(again, slopes[0])
    told["theta after a reset and a step"] = again
    return told
