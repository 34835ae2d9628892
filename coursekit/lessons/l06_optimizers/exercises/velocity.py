"""Lesson 06, optimizers: momentum as an object that remembers its velocity."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import empties_theta, rate_under_another_name, variant, walks

THETA = np.array([1.0, -2.0, 0.5])
SLOPES = [np.array([2.0, -1.0, 0.5]), np.array([0.5, 3.0, -4.0]), np.array([-1.0, 0.25, 8.0])]


def path_of_one(answer: Answer, slopes: list[float], *settings: float) -> Array:
    """The places that one parameter passes from 0."""
    rule, theta, places = answer(*settings), np.zeros(1), []
    rule.reset(theta)
    for slope in slopes:
        rule.step(theta, np.array([slope]))
        places.append(float(theta[0]))
    return np.array(places)


def _a_piece(answer: Answer) -> bool:
    theta = np.ones(6)
    part, rule = theta[2:5], answer(0.5)
    rule.reset(part)
    rule.step(part, np.array([2.0, 2.0, 2.0]))
    return (theta != 1).tolist() == [False, False, True, True, True, False]


IN_PLACE = Property(
    "a part of a long vector is changed where it stands",
    _a_piece,
    "Hand your step three entries out of a vector of six: these three should change, and no "
    "others.",
)


class Momentum:
    def __init__(self, lr: float, beta: float = 0.9) -> None:
        self.lr = lr
        self.beta = beta

    def reset(self, theta: Array) -> None:
        self.velocity = np.zeros_like(theta)

    def step(self, theta: Array, grad: Array) -> None:
        self.velocity = self.beta * self.velocity + grad
        theta -= self.lr * self.velocity


class _InPlace(Momentum):
    def step(self, theta: Array, grad: Array) -> None:
        self.velocity *= self.beta
        self.velocity += grad
        theta[:] = theta - self.lr * self.velocity


class _History:
    def __init__(self, lr: float, beta: float = 0.9) -> None:
        self.lr, self.beta, self.grads = lr, beta, list[Any]()

    def reset(self, theta: Array) -> None:
        self.grads = []

    def step(self, theta: Array, grad: Array) -> Array:
        self.grads.insert(0, np.array(grad))
        theta -= self.lr * sum(self.beta**age * g for age, g in enumerate(self.grads))
        return theta


def _momentum(step: Answer, **members: Any) -> type:
    """Momentum with another step."""
    return variant(Momentum, step=step, **members)


def _velocity(change: Any) -> type:
    """Momentum with another way to renew the velocity."""

    def step(self: Any, theta: Array, grad: Array) -> None:
        self.velocity = change(self.velocity, grad, self.beta)
        theta -= self.lr * self.velocity

    return _momentum(step)


def _new_array(self: Any, theta: Array, grad: Array) -> Array:
    self.velocity = self.beta * self.velocity + grad
    theta = theta - self.lr * self.velocity
    return theta


def _uphill(self: Any, theta: Array, grad: Array) -> None:
    self.velocity = self.beta * self.velocity + grad
    theta += self.lr * self.velocity


def _one_late(self: Any, theta: Array, grad: Array) -> None:
    theta -= self.lr * self.velocity
    self.velocity = self.beta * self.velocity + grad


def _looks_ahead(self: Any, theta: Array, grad: Array) -> None:
    self.velocity = self.beta * self.velocity + grad
    theta -= self.lr * (grad + self.beta * self.velocity)


def _rate_inside(self: Any, theta: Array, grad: Array) -> None:
    self.velocity = self.beta * self.velocity + self.lr * grad
    theta -= self.velocity


def _on_the_class(self: Any, theta: Array) -> None:
    type(self).velocity = np.zeros_like(theta)


def _class_step(self: Any, theta: Array, grad: Array) -> None:
    type(self).velocity = self.beta * type(self).velocity + grad
    theta -= self.lr * type(self).velocity


def _empties_both(self: Any, theta: Array) -> None:
    Momentum.reset(self, theta)
    empties_theta(self, theta)


def _own_beta(self: Any, theta: Array, grad: Array) -> None:
    self.velocity = 0.9 * self.velocity + grad
    theta -= self.lr * self.velocity


def _keeps_its_past(self: Any, theta: Array) -> None:
    if not hasattr(self, "velocity"):
        self.velocity = np.zeros_like(theta)


def _into_the_gradient(self: Any, theta: Array, grad: Array) -> None:
    grad += self.beta * self.velocity
    self.velocity = grad.copy()
    theta -= self.lr * self.velocity


MOMENTUM = Exercise(
    signature="Momentum(lr, beta=0.9)",
    task="Write an update rule: reset(theta) sets a velocity of zeros in the shape of theta; "
    "step(theta, grad) makes it beta * velocity + grad and moves theta, in place, by lr times the "
    "new velocity downhill.",
    reference=Momentum,
    trial=walks,
    probes=(
        (0.5, np.array([1.0]), [np.array([2.0]), np.array([1.0])]),
        (0.1, THETA, SLOPES),
        (2.0, THETA[:2], [g[1:] for g in SLOPES], (0.5,)),
        (0.5, np.array([1.0]), [np.array([2.0])]),
    ),
    misconceptions=(
        Misconception(
            "new_array",
            "Assigning to theta inside a method changes it outside.",
            "After your step the caller's theta is as it was. Which of your lines changes that "
            "very array, where it stands?",
            _momentum(_new_array),
        ),
        Misconception(
            "reset_empties_theta",
            "A fresh start begins with parameters of 0.",
            "Your reset changes theta. A rule forgets what it remembers itself; the parameters "
            "belong to the network.",
            variant(Momentum, reset=_empties_both),
        ),
        Misconception(
            "one_velocity_for_all",
            "What the rule remembers belongs to the class.",
            "Two networks in training, an object for each: in yours they push each other. Whose "
            "velocity is it?",
            _momentum(_class_step, reset=_on_the_class),
        ),
        Misconception(
            "reset_keeps_the_past",
            "reset makes room for a velocity where there is none.",
            "After a reset your first step still has the old velocity. What should a new run begin "
            "with?",
            variant(Momentum, reset=_keeps_its_past),
        ),
        Misconception(
            "no_memory",
            "The velocity is the gradient.",
            "Your later steps know nothing of the earlier ones. What does a rolling ball keep?",
            _velocity(lambda v, g, beta: g),
        ),
        Misconception(
            "no_friction",
            "The velocity is the sum of all gradients.",
            "Nothing of the old velocity is lost in your steps. Where does beta come in?",
            _velocity(lambda v, g, beta: v + g),
        ),
        Misconception(
            "own_beta",
            "beta is 0.9.",
            "Another beta was asked for here, and your steps are those of 0.9. Where is the "
            "object's beta read?",
            _momentum(_own_beta),
        ),
        Misconception(
            "running_mean",
            "The new gradient counts with 1 - beta.",
            "You let in only a share of the new gradient, as in a running mean. Here it counts in "
            "full.",
            _velocity(lambda v, g, beta: beta * v + (1 - beta) * g),
        ),
        Misconception(
            "beta_on_the_gradient",
            "beta weakens what is new.",
            "Which of the two should get weaker at every step: the velocity that is there, or the "
            "push that is added?",
            _velocity(lambda v, g, beta: v + beta * g),
        ),
        Misconception(
            "uphill",
            "The sign is settled by the velocity.",
            "Where the slope is positive your parameter grows. Which way is down?",
            _momentum(_uphill),
        ),
        Misconception(
            "one_step_late",
            "First the step, then the velocity for the next one.",
            "Your first step is no step at all. Has the new push arrived before you move?",
            _momentum(_one_late),
        ),
        Misconception(
            "looks_ahead",
            "Nesterov's rule is momentum.",
            "You look one step ahead: that is Nesterov's version. Here the step is lr times the "
            "velocity.",
            _momentum(_looks_ahead),
        ),
        Misconception(
            "rate_inside_the_velocity",
            "It does not matter where lr stands.",
            "Your velocity holds the learning rate. As long as lr stays the path is the same; here "
            "it was halved, and yours turns late. In the task lr multiplies the velocity.",
            _momentum(_rate_inside),
        ),
        Misconception(
            "into_the_gradient",
            "The gradient may be used as scratch paper.",
            "theta is right, but the array grad holds other numbers now. Somebody may still want "
            "to look at it.",
            _momentum(_into_the_gradient),
        ),
    ),
    alternates=(_InPlace, _History),
    conventions=(rate_under_another_name(Momentum),),
    hints=(
        "Between two steps one array is kept. Where does an object keep things, and who empties "
        "it?",
        "reset makes the array, step renews it before it moves theta. theta itself belongs to "
        "somebody else: change it where it stands.",
        "Made: keep lr and beta. Reset: the velocity is zeros like theta. Step: it becomes beta "
        "times itself plus grad; then take lr times the velocity away from theta, in place.",
    ),
    properties=(
        IN_PLACE,
        Property(
            "on a steady slope the steps become ten times as long",
            lambda answer: np.isclose(np.diff(path_of_one(answer, [1.0] * 200, 0.1))[-1], -1.0),
            "With beta = 0.9 and a slope of 1 for ever, the step grows from lr to ten times lr.",
        ),
        Property(
            "without friction to lose, beta = 0 is plain gradient descent",
            lambda answer: np.allclose(
                path_of_one(answer, [3.0, -1.0, 2.0], 0.5, 0.0), [-1.5, -1.0, -2.0]
            ),
            "Set beta to 0: each step should be lr times its own gradient.",
        ),
    ),
)

EXERCISES = (MOMENTUM,)
