"""Lesson 06, a stride for each parameter: RMSProp, to be mended."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def rms_step(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    """Square the slopes, take their running mean, divide by its root: in this order."""
    v = beta * v + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(v) + eps), v


def _mean_of_slopes(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    v = beta * v + (1 - beta) * g
    return w - lr * g / (np.sqrt(v**2) + eps), v


def _mean_of_sizes(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    v = beta * v + (1 - beta) * np.abs(g)
    return w - lr * g / (v + eps), v


def _no_root(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    v = beta * v + (1 - beta) * g**2
    return w - lr * g / (v + eps), v


def _old_v(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    new = beta * v + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(v) + eps), new


def _one_for_all(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    v = beta * v + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(v.mean()) + eps), v


def _eps_inside(w: Any, g: Any, v: Any, lr: Any, beta: Any, eps: Any) -> Any:
    v = beta * v + (1 - beta) * g**2
    return w - lr * g / np.sqrt(v + eps), v


def _first_move(answer: Answer, *slopes: float) -> Any:
    """The first step with these slopes, from w = 0 and v = 0."""
    zeros = np.zeros(len(slopes))
    return answer(zeros, np.array(slopes), zeros, 0.1, 0.9, 0.0)[0]


def _to_and_fro(answer: Answer) -> bool:
    w, v = np.zeros(1), np.array([9.0])
    for slope in (3.0, -3.0):
        w, v = answer(w, np.array([slope]), v, 0.1, 0.5, 0.0)
    return bool(np.allclose(v, 9))


W, G, V = np.array([1.0, -2.0, 0.5]), np.array([3.0, -4.0, 0.25]), np.array([1.0, 9.0, 4.0])

RMS_STEP = Exercise(
    signature="rms_step(w, g, v, lr, beta, eps)",
    task="Mend it: v is the running mean of the squared slopes, which keeps the share beta of "
    "itself, and w goes lr * g against the slope, divided by the root of the new v plus eps. "
    "Return (w, v).",
    reference=rms_step,
    mend="mean_of_slopes",
    probes=(
        (np.array([1.0]), np.array([4.0]), np.array([0.0]), 0.1, 0.75, 0.0),
        (W, G, V, 0.1, 0.5, 0.25),
        (W[:2], -G[:2], 0 * V[:2], 0.5, 0.9, 1e-8),
        (np.outer(W, [1.0, 0.5]), np.outer(G, [-1.0, 2.0]), np.outer(V, [2.0, 1.0]), 0.2, 0.6, 0.5),
    ),
    misconceptions=(
        Misconception(
            "mean_of_slopes",
            "A mean that is squared is a mean of squares.",
            "Your v averages the slopes with their signs. Take slopes of 3 and -3 in turn: how "
            "large is each, and what is their mean?",
            _mean_of_slopes,
        ),
        Misconception(
            "mean_of_sizes",
            "Without its sign a slope is what it measures.",
            "Your v averages sizes. Root, mean, square: of what is v to be the mean, and where "
            "does the root stand?",
            _mean_of_sizes,
        ),
        Misconception(
            "no_root",
            "v has the unit of a slope.",
            "v is a mean of squares, and you divide by all of it. What brings it back to the size "
            "of a slope?",
            _no_root,
        ),
        Misconception(
            "old_v",
            "The step is made with the v that came in.",
            "Your step divides by the v from before this slope. Has the new slope a say in it?",
            _old_v,
        ),
        Misconception(
            "one_for_all",
            "One size serves for all.",
            "Each parameter has a v of its own, and in your step they share one number. What is "
            "left for a flat parameter beside a steep one?",
            _one_for_all,
        ),
        Misconception(
            "eps_inside_the_root",
            "It does not matter where eps stands.",
            "You put eps under the root, as some libraries do. Here it is added to the root.",
            _eps_inside,
        ),
    ),
    alternates=(
        lambda w, g, v, lr, beta, eps: (
            w - lr / ((v + (1 - beta) * (g * g - v)) ** 0.5 + eps) * g,
            v + (1 - beta) * (g * g - v),
        ),
    ),
    hints=(
        "Work out v for the slopes 3, -3, 3, -3. Is it near the square of their size?",
        "The name says it, read from its end: square, mean, root. In which order do these lines "
        "do it?",
        "Square each slope before it enters the running mean. Then the root needs no square of its "
        "own.",
    ),
    properties=(
        Property(
            "ten times the slopes, the same first step",
            lambda f: np.allclose(_first_move(f, 1.0, -2.0), _first_move(f, 10.0, -20.0)),
            "Two first steps, the second with slopes ten times as large: a stride in units of the "
            "slope is the same.",
        ),
        Property(
            "slopes to and fro do not cancel in v",
            _to_and_fro,
            "v starts at 9, then come the slopes 3 and -3. The mean of their squares is 9, too.",
        ),
        Property(
            "a parameter does not feel the slope of another",
            lambda f: np.isclose(_first_move(f, 1.0, 1.0)[0], _first_move(f, 1.0, 1000.0)[0]),
            "The first parameter has the same slope both times. Only the second one's changed.",
        ),
    ),
)

EXERCISES = (RMS_STEP,)
