"""Lesson 04, deeper: a step of numbers that hold their own gradients, and clean gradients after."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.lessons.l04_backprop.exercises.values import FREE as Value


def update(parameters: Any, lr: float) -> None:
    for parameter in parameters:
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = 0.0


def _by_place(parameters: Any, lr: float) -> None:
    for i in range(len(parameters)):
        parameters[i].data -= parameters[i].grad * lr
    for parameter in parameters:
        parameter.grad *= 0


def _step(
    data: Answer = lambda data, grad, lr: data - lr * grad,
    grad: Answer = lambda data, grad: 0.0,
) -> Answer:
    """The right answer, but with other data or another gradient afterwards."""

    def answer(parameters: Any, lr: float) -> None:
        for p in parameters:
            p.data, p.grad = data(p.data, p.grad, lr), grad(p.data, p.grad)

    return answer


def _new_ones(parameters: Any, lr: float) -> Any:
    return [Value(p.data - lr * p.grad) for p in parameters]


def _first_only(parameters: Any, lr: float) -> None:
    update(parameters[:1], lr)


def steps(answer: Answer, data: Array, grad: Array, lr: float) -> dict[str, Any]:
    """A step of parameters with these data and gradients."""
    parameters = [Value(float(value)) for value in data]
    for parameter, slope in zip(parameters, grad, strict=True):
        parameter.grad = float(slope)
    answer(parameters, lr)
    return {
        "data afterwards": np.array([p.data for p in parameters]),
        "grad afterwards": np.array([p.grad for p in parameters]),
    }


def _moved(answer: Answer, grad: float, lr: float) -> float:
    parameter = Value(2.0)
    parameter.grad = grad
    answer([parameter], lr)
    return float(parameter.data - 2.0)


UPDATE = Exercise(
    signature="update(parameters, lr)",
    task="Move the data of each Value in the list parameters one step of gradient descent with the "
    "learning rate lr, and sweep its grad to 0.0; the Values themselves are changed.",
    reference=update,
    trial=steps,
    probes=(
        (np.array([2.0]), np.array([4.0]), 0.5),
        (np.array([1.0, -3.0, 0.5]), np.array([0.2, -1.0, 5.0]), 0.1),
        (np.array([-1.5, 2.5]), np.array([0.0, -2.0]), 0.25),
        (np.array([4.0, 4.0, -2.0, 1.0]), np.array([1.0, -1.0, 0.5, 3.0]), 2.0),
    ),
    misconceptions=(
        Misconception(
            "uphill",
            "A step follows the gradient.",
            "Your step has the right length and goes the other way. Where the loss rises with a "
            "parameter, that parameter should go down.",
            _step(data=lambda data, grad, lr: data + lr * grad),
        ),
        Misconception(
            "not_swept",
            "The next walk begins with clean gradients by itself.",
            "The data is right. The old gradients are still there, and the next walk adds to them.",
            _step(grad=lambda data, grad: grad),
        ),
        Misconception(
            "data_swept",
            "A sweep cleans the parameter.",
            "After your step all data is 0, and what was learned is gone. Which of a parameter's "
            "two numbers is used up by a step?",
            _step(data=lambda data, grad, lr: 0.0, grad=lambda data, grad: grad),
        ),
        Misconception(
            "swept_too_early",
            "Clean up first, then move.",
            "Nothing has moved: when the step was taken, its gradient was gone already. Which of "
            "the two comes first?",
            _step(data=lambda data, grad, lr: data),
        ),
        Misconception(
            "rate_forgotten",
            "A step is as long as the gradient.",
            "Your step does not look at lr. Halve the learning rate: how long should the step be?",
            _step(data=lambda data, grad, lr: data - grad),
        ),
        Misconception(
            "data_replaced",
            "The new data is the step.",
            "Your data is the step itself, and where the parameter stood before is lost.",
            _step(data=lambda data, grad, lr: -lr * grad),
        ),
        Misconception(
            "data_times",
            "A step is a part of the parameter.",
            "Your step grows with the parameter's own data. What is its length made of?",
            _step(data=lambda data, grad, lr: data - lr * grad * data),
        ),
        Misconception(
            "by_sign",
            "Only the direction of the gradient counts.",
            "All your steps are equally long. Which gradient asks for more, 5 or 0.2?",
            _step(data=lambda data, grad, lr: data - lr * np.sign(grad)),
        ),
        Misconception(
            "new_ones",
            "A step makes new parameters.",
            "The parameters that were handed in are as before, and the network holds those. Which "
            "part of each has to change?",
            _new_ones,
        ),
        Misconception(
            "first_only",
            "One parameter is moved at a time.",
            "The first parameter has moved, the others have not.",
            _first_only,
        ),
    ),
    alternates=(_by_place, _step()),
    hints=(
        "Two things for each parameter. Which of them needs the gradient?",
        "Change .data first: against the gradient, as far as lr says. Then put .grad to 0.",
        "A loop over the parameters with two lines: take lr times the gradient off the data, then "
        "set the gradient to 0.0.",
    ),
    properties=(
        Property(
            "half the rate, half the step",
            lambda answer: np.isclose(_moved(answer, 3.0, 0.1), 2 * _moved(answer, 3.0, 0.05)),
            "With half the learning rate the step should be half as long.",
        ),
        Property(
            "where the gradient is 0 nothing moves",
            lambda answer: _moved(answer, 0.0, 0.1) == 0,
            "A parameter without a gradient stays where it is.",
        ),
    ),
)

EXERCISES = (UPDATE,)
