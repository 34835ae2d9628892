"""Lesson 06, optimizers: a ball with momentum."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Convention, Exercise, Misconception, Property


def momentum_step(
    w: Array, g: Array, v: Array, lr: float, beta: float = 0.9
) -> tuple[Array, Array]:
    v = beta * v + g
    return w - lr * v, v


def _overwrites_speed(w: Array, g: Array, v: Array, lr: float, beta: float = 0.9) -> Any:
    v *= beta
    v += g
    return w - lr * v, v


def _knob_by_knob(w: Array, g: Array, v: Array, lr: float, beta: float = 0.9) -> Any:
    speeds = [beta * old + slope for old, slope in zip(v.flat, g.flat, strict=True)]
    places = [place - lr * speed for place, speed in zip(w.flat, speeds, strict=True)]
    return np.reshape(places, w.shape), np.reshape(speeds, w.shape)


def _single_precision(w: Array, g: Array, v: Array, lr: float, beta: float = 0.9) -> Any:
    v32 = (beta * v + g).astype(np.float32)
    return w.astype(np.float32) - np.float32(lr) * v32, v32


def _roll(answer: Answer, slope: Answer, steps: int, *beta: float) -> Array:
    """The places that a ball passes from 1, with steps of rate 0.1."""
    w, v, path = np.array([1.0]), np.array([0.0]), []
    for _ in range(steps):
        w, v = answer(w, slope(w), v, 0.1, *beta)
        path.append(float(w[0]))
    return np.array(path)


W, G, V = np.array([1.0, -2.0, 0.5]), np.array([0.5, -1.5, 4.0]), np.array([-1.0, 2.0, 0.25])

MOMENTUM_STEP = Exercise(
    signature="momentum_step(w, g, v, lr, beta=0.9)",
    task="Return (w, v) after one step with momentum: the new v is beta times the old one plus the "
    "gradient g, and w goes lr times the new v downhill.",
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
            "The speed is the slope.",
            "On a level stretch your ball stops dead. What should be left of its speed?",
            lambda w, g, v, lr, beta=0.9: (w - lr * g, 1 * g),
        ),
        Misconception(
            "speed_not_handed_on",
            "Only the weights matter afterwards.",
            "You hand back the speed that you were given. With which speed does the next step "
            "begin?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (beta * v + g), 1 * v),
        ),
        Misconception(
            "moves_by_slope",
            "The speed is kept for later.",
            "You keep the books on the speed with care. But what is it that moves w?",
            lambda w, g, v, lr, beta=0.9: (w - lr * g, beta * v + g),
        ),
        Misconception(
            "old_speed",
            "The step comes before the push.",
            "A ball at rest on a slope does not start to roll in your first step. Which speed "
            "moves w: the one before the push or the one after it?",
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
            "A ball keeps its speed.",
            "Your ball rolls for ever. Which argument makes old speed fade?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (v + g), v + g),
        ),
        Misconception(
            "rate_twice",
            "The rate belongs in both lines.",
            "Halve lr: the step from rest becomes a quarter. How often did you multiply by it?",
            lambda w, g, v, lr, beta=0.9: (w - lr * (beta * v + lr * g), beta * v + lr * g),
        ),
        Misconception(
            "uphill",
            "A ball follows the gradient.",
            "Your ball rolls up the hill.",
            lambda w, g, v, lr, beta=0.9: (w + lr * (beta * v + g), beta * v + g),
        ),
        Misconception(
            "running_mean",
            "Speed is a running mean of slopes, as in Adam.",
            "You let only a part of each slope in, as in a running mean. Some books do that and "
            "use a larger rate; in this course a slope counts in full.",
            lambda w, g, v, lr, beta=0.9: (
                w - lr * (beta * v + (1 - beta) * g),
                beta * v + (1 - beta) * g,
            ),
        ),
        Misconception(
            "nesterov",
            "Momentum looks one step ahead.",
            "You add the push once more, as if looking ahead. That is the rule of Nesterov, which "
            "comes later; here w moves by the speed alone.",
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
            "The old speed is not needed any more.",
            "The numbers are right, but the caller's v has changed too. Call it twice with one "
            "v: two different answers.",
            _overwrites_speed,
        ),
    ),
    alternates=(
        _knob_by_knob,
        _single_precision,
        lambda w, g, v, lr, beta=0.9: (w - lr * g - lr * beta * v, np.add(g, np.multiply(v, beta))),
    ),
    hints=(
        "Two things happen in a step: the speed changes, then the place. In which order?",
        "Friction leaves beta of the old speed, and the slope is added as it is.",
        "First the new speed: beta times v, plus g. Then w moves against it, lr times as far. Both "
        "are handed back, w first.",
    ),
    properties=(
        Property(
            "without memory it is gradient descent",
            lambda answer: np.allclose(_roll(answer, lambda w: 2 * w, 3, 0.0), [0.8, 0.64, 0.512]),
            "With beta = 0 and a speed of 0 at the start, each step is lr times the slope.",
        ),
        Property(
            "on a steady slope it gets ten times as fast",
            lambda answer: np.isclose(
                np.diff(_roll(answer, lambda w: np.ones(1), 200))[-1], -1.0, rtol=1e-3
            ),
            "With beta = 0.9, a slope of 1 and lr = 0.1 the step should grow from 0.1 to 1.",
        ),
        Property(
            "on level ground it rolls on and slows down",
            lambda answer: np.allclose(
                _roll(answer, lambda w: 1.0 * (w == 1), 3, 0.5), [0.9, 0.85, 0.825]
            ),
            "One push and then level ground: with beta = 0.5 each step is half of the last.",
        ),
    ),
    conventions=(
        Convention(
            "rate_inside",
            "Your speed holds the learning rate already. That leads along the same path while lr "
            "stays the same; this course and PyTorch multiply by lr at the end.",
            lambda w, g, v, lr, beta=0.9: (w - (beta * v + lr * g), beta * v + lr * g),
        ),
        Convention(
            "speed_points_downhill",
            "Your speed points downhill and holds the learning rate, as in the first papers on "
            "momentum. It is the same path; here the speed points uphill and w moves against it.",
            lambda w, g, v, lr, beta=0.9: (w + (beta * v - lr * g), beta * v - lr * g),
        ),
    ),
)


EXERCISES = (MOMENTUM_STEP,)
