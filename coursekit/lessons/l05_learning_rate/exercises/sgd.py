"""Lesson 05, the learning rate: the update rule as an object, turning parameters in place."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import empties_theta, rate_under_another_name, variant, walks


class SGD:
    def __init__(self, lr: float) -> None:
        self.lr = lr

    def reset(self, theta: Array) -> None:
        pass

    def step(self, theta: Array, grad: Array) -> None:
        theta -= self.lr * grad


class _Looped:
    def __init__(self, lr: float) -> None:
        self.lr = lr

    def reset(self, theta: Array) -> None:
        self.size = len(theta)

    def step(self, theta: Array, grad: Array) -> Array:
        for i in range(self.size):
            theta[i] = theta[i] - self.lr * grad[i]
        return theta


class _WholeSlice(SGD):
    def step(self, theta: Array, grad: Array) -> None:
        theta[:] = np.add(theta, -self.lr * grad)


def _sgd(step: Answer, **members: Any) -> type:
    """The right class with another step."""
    return variant(SGD, step=step, **members)


def _new_array(self: Any, theta: Array, grad: Array) -> Array:
    theta = theta - self.lr * grad
    return theta


def _grad_in_place(self: Any, theta: Array, grad: Array) -> None:
    grad *= self.lr
    theta -= grad


def _uphill(self: Any, theta: Array, grad: Array) -> None:
    theta += self.lr * grad


def _fixed_length(self: Any, theta: Array, grad: Array) -> None:
    theta -= self.lr * np.sign(grad)


def _unit_length(self: Any, theta: Array, grad: Array) -> None:
    theta -= self.lr * grad / max(float(np.linalg.norm(grad)), 1e-12)


def _no_rate(self: Any, theta: Array, grad: Array) -> None:
    theta -= grad


def _averages(self: Any, theta: Array, grad: Array) -> None:
    theta -= self.lr * grad / len(grad)


def _forget(self: Any, theta: Array) -> None:
    self.sum, self.t = np.zeros_like(theta), 0


def _adds_up(self: Any, theta: Array, grad: Array) -> None:
    self.sum = self.sum + grad
    theta -= self.lr * self.sum


def _decays(self: Any, theta: Array, grad: Array) -> None:
    self.t += 1
    theta -= self.lr / self.t * grad


def _class_rate(self: Any, lr: float) -> None:
    type(self).lr = lr


def _first_rate(self: Any, lr: float) -> None:
    self.lr = self.first = lr


def _with_first_rate(self: Any, theta: Array, grad: Array) -> None:
    theta -= self.first * grad


SLOPES = [np.array([2.0, -1.0, 0.5]), np.array([0.5, 3.0, -4.0]), np.array([-1.0, 0.25, 8.0])]


def _walk(answer: Answer, lr: float, slopes: list[Array]) -> Array:
    """Where three parameters are after these steps from 0."""
    rule, theta = answer(lr), np.zeros(3)
    rule.reset(theta)
    for grad in slopes:
        rule.step(theta, grad.copy())
    return theta


def _a_piece(answer: Answer) -> bool:
    """Training hands over one long vector; layers look at parts of it."""
    theta = np.ones(6)
    part = theta[2:5]
    rule = answer(0.5)
    rule.reset(part)
    rule.step(part, np.array([2.0, 2.0, 2.0]))
    return theta.tolist() == [1, 1, 0, 0, 0, 1]


SGD_CLASS = Exercise(
    signature="SGD(lr)",
    task="Write an update rule that keeps lr: reset(theta) has nothing to forget, and "
    "step(theta, grad) moves theta, in place, by lr times grad downhill.",
    reference=SGD,
    trial=walks,
    probes=(
        (0.5, np.array([1.0, -2.0]), [np.array([2.0, 4.0])]),
        (0.1, np.array([1.0, -2.0, 0.5]), SLOPES),
        (2.0, np.array([3.0]), [np.array([-1.0]), np.array([0.25])]),
        (0.5, np.array([1.0]), [np.array([2.0])]),
    ),
    misconceptions=(
        Misconception(
            "new_array",
            "Assigning to theta inside a method changes it outside.",
            "After your step the caller's theta is as it was. Which of your lines changes that "
            "very array, where it stands?",
            _sgd(_new_array),
        ),
        Misconception(
            "reset_empties_theta",
            "A fresh start begins with parameters of 0.",
            "Your reset changes theta. A rule forgets what it remembers itself; the parameters "
            "belong to the network.",
            variant(SGD, reset=empties_theta),
        ),
        Misconception(
            "grad_in_place",
            "The gradient is not needed any more.",
            "theta is right, but the array grad holds other numbers now. Somebody may still want "
            "to look at it.",
            _sgd(_grad_in_place),
        ),
        Misconception(
            "uphill",
            "The gradient points to where we want to go.",
            "Where the slope is positive your parameter grows. Which way is down?",
            _sgd(_uphill),
        ),
        Misconception(
            "fixed_length",
            "SGD takes small steps of one size.",
            "On a steep slope and on a gentle one your parameter moves equally far. The rate is "
            "fixed; what about the step?",
            _sgd(_fixed_length),
        ),
        Misconception(
            "unit_length",
            "The gradient gives the direction only.",
            "Make all slopes ten times steeper: your steps stay as they were. Which part of the "
            "gradient got lost?",
            _sgd(_unit_length),
        ),
        Misconception(
            "no_rate",
            "The gradient is the step.",
            "Your step is the whole gradient. What was lr kept for?",
            _sgd(_no_rate),
        ),
        Misconception(
            "averages",
            "A step is shared among the parameters.",
            "You divide by the number of parameters. The average was taken over examples, at the "
            "loss.",
            _sgd(_averages),
        ),
        Misconception(
            "adds_up",
            "Steps build on all gradients so far.",
            "Your later steps hold the earlier gradients too. Which gradient counts in a step?",
            _sgd(_adds_up, reset=_forget),
        ),
        Misconception(
            "decays",
            "The rate falls by itself.",
            "Your rate falls from step to step. If somebody wants that, a schedule changes lr "
            "from outside.",
            _sgd(_decays, reset=_forget),
        ),
        Misconception(
            "first_rate",
            "The learning rate is known when the object is made.",
            "The object's lr was halved between two steps, as a schedule does, and your step did "
            "not notice.",
            _sgd(_with_first_rate, __init__=_first_rate),
        ),
        Misconception(
            "one_rate_for_all",
            "The learning rate belongs to the class.",
            "Make a second object with another rate: the first one steps with it too. Whose lr "
            "is it?",
            variant(SGD, __init__=_class_rate),
        ),
    ),
    alternates=(_Looped, _WholeSlice),
    conventions=(rate_under_another_name(SGD),),
    hints=(
        "theta belongs to somebody else, who looks at it after the step. What has to happen to "
        "that very array?",
        "An operator that ends in = changes an array where it stands. Which one takes away?",
        "Made: keep lr in self. Reset: nothing to do. Step: take lr times grad away from theta, "
        "with an operator that works in place.",
    ),
    properties=(
        Property(
            "a part of a long vector is changed where it stands",
            _a_piece,
            "Hand your step three entries out of a vector of six: these three should change, and "
            "no others.",
        ),
        Property(
            "twice the gradient, twice the way",
            lambda answer: np.allclose(
                _walk(answer, 0.1, [2 * g for g in SLOPES]), 2 * _walk(answer, 0.1, SLOPES)
            ),
            "Double all gradients: every parameter should end up twice as far from where it began.",
        ),
    ),
)

EXERCISES = (SGD_CLASS,)
