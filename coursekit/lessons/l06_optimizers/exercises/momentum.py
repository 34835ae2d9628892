"""Lesson 06, optimizers: a ball with momentum."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def momentum_step(
    w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9
) -> tuple[Array, Array]:
    velocity = beta * velocity + g
    return w - lr * velocity, velocity


def _overwrites_velocity(w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9) -> Any:
    velocity *= beta
    velocity += g
    return w - lr * velocity, velocity


def _one_by_one(w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9) -> Any:
    velocities = [beta * old + slope for old, slope in zip(velocity.flat, g.flat, strict=True)]
    places = [place - lr * velocity for place, velocity in zip(w.flat, velocities, strict=True)]
    return np.reshape(places, w.shape), np.reshape(velocities, w.shape)


def _single_precision(w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9) -> Any:
    single = (beta * velocity + g).astype(np.float32)
    return w.astype(np.float32) - np.float32(lr) * single, single


def _roll(answer: Answer, slope: Answer, steps: int, *beta: float) -> Array:
    """The places that a ball passes from 1, with steps of rate 0.1."""
    w, velocity, path = np.array([1.0]), np.array([0.0]), []
    for _ in range(steps):
        w, velocity = answer(w, slope(w), velocity, 0.1, *beta)
        path.append(float(w[0]))
    return np.array(path)


W, G, V = np.array([1.0, -2.0, 0.5]), np.array([0.5, -1.5, 4.0]), np.array([-1.0, 2.0, 0.25])

MOMENTUM_STEP = Exercise(
    signature="momentum_step(w, g, velocity, lr, beta=0.9)",
    task="Return (w, velocity) after one step with momentum: the new velocity is beta times the old"
    " one plus the gradient g, and w goes lr times the new velocity downhill.",
    reference=momentum_step,
    probes=(
        (np.array([2.0]), np.array([3.0]), np.array([1.0]), 0.1),
        (W, G, V, 0.1, 0.5),
        (W, G, V, 0.25),
        (np.outer(W, V), np.outer(G, W), np.outer(V, G), 0.01, 0.8),
        (W, np.array([3, 0, -2]), np.zeros(3), 0.1),
        (W, 0 * G, 1e3 * V, 0.1, 0.99),
    ),
    misconceptions=(
        Misconception(
            "no_memory",
            "The velocity is the slope.",
            "Nothing of the old velocity is left after your step. How much of it should be?",
            lambda w, g, v, lr, beta=0.9: (w - lr * g, 1 * g),
        ),
        Misconception(
            "speed_not_handed_on",
            "Only the weights matter afterwards.",
            "You hand back the velocity that you were given. With which velocity does the next "
            "step begin?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (beta * v + g), 1 * v),
        ),
        Misconception(
            "moves_by_slope",
            "The velocity is kept for later.",
            "You keep the books on the velocity with care. But what is it that moves w?",
            lambda w, g, v, lr, beta=0.9: (w - lr * g, beta * v + g),
        ),
        Misconception(
            "old_speed",
            "The step comes before the push.",
            "Your w moves by the old velocity. Which velocity moves w: the one before the push or "
            "the one after it?",
            lambda w, g, v, lr, beta=0.9: (w - lr * v, beta * v + g),
        ),
        Misconception(
            "friction_on_the_push",
            "beta says how hard the slope pushes.",
            "Your ball never forgets an old push. On which of the two does friction act?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (v + beta * g), v + beta * g),
        ),
        Misconception(
            "no_friction",
            "A ball keeps its velocity.",
            "Your ball keeps all of its old velocity. Which argument makes it fade?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (v + g), v + g),
        ),
        Misconception(
            "own_beta",
            "beta is 0.9.",
            "Another beta was asked for here, and yours is 0.9 all the same. Where does the "
            "argument come in?",
            lambda w, g, v, lr, beta=0.9: momentum_step(w, g, v, lr),
        ),
        Misconception(
            "rate_inside",
            "It does not matter where lr stands.",
            "Your velocity holds the learning rate already. Some books do that; in the task the "
            "new velocity takes the gradient in full, and lr comes in when w moves.",
            lambda w, g, v, lr, beta=0.9: (w - (beta * v + lr * g), beta * v + lr * g),
        ),
        Misconception(
            "speed_points_downhill",
            "A velocity points where the ball goes.",
            "Your velocity points downhill and holds the learning rate, as in the first papers on "
            "momentum. In the task it is made of gradients, which point uphill, and w moves "
            "against it.",
            lambda w, g, v, lr, beta=0.9: (w + (beta * v - lr * g), beta * v - lr * g),
        ),
        Misconception(
            "rate_twice",
            "The rate belongs in both lines.",
            "In yours the gradient is multiplied by lr twice on its way to w. Once is asked for: "
            "where?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (beta * v + lr * g), beta * v + lr * g),
        ),
        Misconception(
            "uphill",
            "A ball follows the gradient.",
            "Your velocity is right, and the ball rolls up the hill. Which way does the gradient "
            "point?",
            lambda w, g, v, lr, beta=0.9: (w + lr * (beta * v + g), beta * v + g),
        ),
        Misconception(
            "running_mean",
            "A velocity is a running mean of slopes, as in Adam.",
            "You let only a part of each slope in, as in a running mean. Some books do that and "
            "use a larger rate; in this course a gradient counts in full.",
            lambda w, g, v, lr, beta=0.9: (
                w - lr * (beta * v + (1 - beta) * g),
                beta * v + (1 - beta) * g,
            ),
        ),
        Misconception(
            "nesterov",
            "Momentum looks one step ahead.",
            "You add the push once more, as if looking ahead. That is the rule of Nesterov, which "
            "comes later; here w moves by the velocity alone.",
            lambda w, g, v, lr, beta=0.9: (w - lr * (beta * (beta * v + g) + g), beta * v + g),
        ),
        Misconception(
            "speed_first",
            "The order of the answers is free.",
            "Both arrays are right. Which of them is asked for first?",
            lambda w, g, v, lr, beta=0.9: (beta * v + g, w - lr * (beta * v + g)),
        ),
        Misconception(
            "in_place",
            "The old velocity is not needed any more.",
            "The numbers are right, but the caller's velocity has changed too. Somebody may still "
            "need it.",
            _overwrites_velocity,
        ),
    ),
    alternates=(
        _one_by_one,
        _single_precision,
        lambda w, g, v, lr, beta=0.9: (w - lr * g - lr * beta * v, np.add(g, np.multiply(v, beta))),
    ),
    hints=(
        "Two things happen in a step: the velocity changes, then the place. In which order?",
        "Friction leaves beta of the old velocity, and the slope is added as it is.",
        "First the new velocity: beta times the old one, plus g. Then w moves against it, lr "
        "times as far. Both are handed back, w first.",
    ),
    properties=(
        Property(
            "without memory it is gradient descent",
            lambda answer: np.allclose(_roll(answer, lambda w: 2 * w, 3, 0.0), [0.8, 0.64, 0.512]),
            "Here beta is 0, so the old velocity should play no part: the step is lr times g.",
        ),
        Property(
            "on a steady slope it gets ten times as fast",
            lambda answer: np.isclose(
                np.diff(_roll(answer, lambda w: np.ones(1), 200))[-1], -1.0, rtol=1e-3
            ),
            "After many steps on a steady slope the velocity should stay at ten times the slope, "
            "and the step at lr times that.",
        ),
        Property(
            "on level ground it rolls on and slows down",
            lambda answer: np.allclose(
                _roll(answer, lambda w: 1.0 * (w == 1), 3, 0.5), [0.9, 0.85, 0.825]
            ),
            "On level ground, with beta = 0.5, half of the velocity should be left after a step.",
        ),
    ),
)


EXERCISES = (MOMENTUM_STEP,)
