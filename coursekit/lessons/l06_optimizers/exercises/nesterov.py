"""Lesson 06, deeper: momentum that looks ahead."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property
from coursekit.lessons.l06_optimizers.exercises.momentum import PROBES, roll


def nesterov_step(
    w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9
) -> tuple[Array, Array]:
    velocity = beta * velocity + g
    return w - lr * (g + beta * velocity), velocity


def _overwrites_velocity(w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9) -> Any:
    velocity *= beta
    velocity += g
    return w - lr * (g + beta * velocity), velocity


def _one_by_one(w: Array, g: Array, velocity: Array, lr: float, beta: float = 0.9) -> Any:
    places, speeds = np.empty_like(w), np.empty_like(velocity)
    for i in np.ndindex(w.shape):
        speeds[i] = beta * velocity[i] + g[i]
        places[i] = w[i] - lr * g[i] - lr * beta * speeds[i]
    return places, speeds


NESTEROV_STEP = Exercise(
    signature="nesterov_step(w, g, velocity, lr, beta=0.9)",
    task="Return (w, velocity) after one step of Nesterov's rule: the new velocity is beta times "
    "the old one plus g, and w goes downhill lr times the sum of g and beta times that.",
    reference=nesterov_step,
    probes=PROBES,
    misconceptions=(
        Misconception(
            "momentum",
            "Nesterov's rule is momentum.",
            "That is the step of the ball. If your second line does add the slope, look at the "
            "velocity in it: with the old one the sum is the ball's velocity again.",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * (beta * velocity + g),
                beta * velocity + g,
            ),
        ),
        Misconception(
            "rate_for_the_slope_alone",
            "Python multiplies all that follows by lr.",
            "Python multiplies lr by the slope alone here, and the velocity is added in full. What "
            "has to stand in brackets?",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * g + beta * (beta * velocity + g),
                beta * velocity + g,
            ),
        ),
        Misconception(
            "velocity_not_weakened",
            "Looking ahead adds the slope once more.",
            "You add the slope to the whole new velocity. What is the velocity multiplied with "
            "before the two are added?",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * (g + beta * velocity + g),
                beta * velocity + g,
            ),
        ),
        Misconception(
            "slope_left_out",
            "The velocity holds the slope already.",
            "Your w moves by the weakened velocity alone. What else does the task add?",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * beta * (beta * velocity + g),
                beta * velocity + g,
            ),
        ),
        Misconception(
            "keeps_the_sum",
            "What moves w is what is kept.",
            "Your w is right. You keep the sum that moved it; the velocity for the next step is "
            "something else.",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * (g + beta * (beta * velocity + g)),
                g + beta * (beta * velocity + g),
            ),
        ),
        Misconception(
            "velocity_not_handed_on",
            "Only the weights matter afterwards.",
            "You hand back the velocity that you were given. With which one does the next step "
            "begin?",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * (g + beta * (beta * velocity + g)),
                1 * velocity,
            ),
        ),
        Misconception(
            "no_memory",
            "The velocity is the slope.",
            "Nothing of the old velocity is left after your step. How much of it should be?",
            lambda w, g, velocity, lr, beta=0.9: (w - lr * (g + beta * g), 1 * g),
        ),
        Misconception(
            "running_mean",
            "The new slope counts with 1 - beta.",
            "You let in only a share of the new slope, as in a running mean. Here it counts in "
            "full.",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * (g + beta * (beta * velocity + (1 - beta) * g)),
                beta * velocity + (1 - beta) * g,
            ),
        ),
        Misconception(
            "own_beta",
            "beta is 0.9.",
            "Another beta was asked for here, and yours is 0.9 all the same. Where does the "
            "argument come in?",
            lambda w, g, velocity, lr, beta=0.9: nesterov_step(w, g, velocity, lr),
        ),
        Misconception(
            "rate_inside",
            "It does not matter where lr stands.",
            "Your velocity holds the learning rate already. In the task it takes the slope in "
            "full, and lr comes in when w moves.",
            lambda w, g, velocity, lr, beta=0.9: (
                w - lr * g - beta * (beta * velocity + lr * g),
                beta * velocity + lr * g,
            ),
        ),
        Misconception(
            "uphill",
            "A step adds.",
            "Where the slope is positive your w grows. Which way is down?",
            lambda w, g, velocity, lr, beta=0.9: (
                w + lr * (g + beta * (beta * velocity + g)),
                beta * velocity + g,
            ),
        ),
        Misconception(
            "velocity_first",
            "The order of the answers is free.",
            "Both arrays are right. Which of them is asked for first?",
            lambda w, g, velocity, lr, beta=0.9: nesterov_step(w, g, velocity, lr, beta)[::-1],
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
        lambda w, g, velocity, lr, beta=0.9: [
            w - lr * (1 + beta) * g - lr * beta**2 * velocity,
            np.add(np.multiply(beta, velocity), g),
        ],
    ),
    hints=(
        "Two lines: first the velocity, as with the ball. Only the second line is new.",
        "The ball moves by the new velocity. Here it moves by the slope, and by beta of the new "
        "velocity on top.",
        "Renew the velocity first: beta of it, and the slope. Then weaken the new one by beta once "
        "more, add the slope, and go lr times that downhill. Both are handed back, w first.",
    ),
    properties=(
        Property(
            "without memory it is gradient descent",
            lambda answer: np.allclose(
                roll(answer, lambda w: 2 * w, 3, 0.1, 0.0), [0.8, 0.64, 0.512]
            ),
            "Here beta is 0, so the velocity should play no part: the step is lr times g.",
        ),
        Property(
            "on a steady slope it gets as fast as the ball",
            lambda answer: np.isclose(
                np.diff(roll(answer, lambda w: np.ones(1), 200, 0.1, 0.9))[-1], -1.0, rtol=1e-3
            ),
            "After many steps on a steady slope of 1, with lr = 0.1 and beta = 0.9, a step should "
            "be 1 long.",
        ),
        Property(
            "with lr · curvature = 1 the second step ends at the bottom",
            lambda answer: np.allclose(roll(answer, lambda w: 4 * w, 6, 0.25, 0.5)[1:], 0),
            "In a bowl of curvature 4, with lr a quarter, you should reach the bottom with the "
            "second step and stay there.",
        ),
    ),
)

EXERCISES = (NESTEROV_STEP,)
