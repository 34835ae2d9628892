"""Schedules: a learning rate for every step. Each returns a function, step (0, 1, …) -> lr.

Parameters
----------
lr : float
    Learning rate at the start, above 0.
factor : float
    What it is multiplied by, above 0 and at most 1; usually 0.1 or 0.5.
every : int
    Steps between two drops.
steps : int
    Length of the run, or of the climb; at least 1.
schedule : callable
    step -> lr, such as `constant(0.1)`.

Returns
-------
callable
    step -> lr.

Raises
------
TypeError, ValueError
    If a setting is out of its range, schedule is not a function, or a step is not a whole number
    of at least 0.

References
----------
[1] He, Zhang, Ren, Sun (2016), Deep Residual Learning, CVPR, section 4.2.
[2] Loshchilov and Hutter (2017), SGDR, ICLR, equation 5 (without restarts).
[3] Goyal et al. (2017), Accurate, Large Minibatch SGD, section 2.2.
"""

from __future__ import annotations

import math

from coursekit._checks import (
    require_count,
    require_fraction,
    require_function,
    require_nonnegative,
    require_positive,
)
from coursekit._typing import Schedule


def _of_steps(where: str, rate: Schedule) -> Schedule:
    """A schedule that takes whole steps only, counted from 0."""

    def schedule(step: int) -> float:
        return rate(require_count(where, "step", step, least=0))

    return schedule


def constant(lr: float) -> Schedule:
    """The same learning rate at every step: η(t) = η₀.

    >>> constant(0.1)(1000)
    0.1
    """
    require_positive("constant", "lr", lr)
    return _of_steps("constant", lambda step: lr)


def step_decay(lr: float, factor: float, every: int) -> Schedule:
    """Multiply by a factor after every so many steps: η(t) = η₀ · factor^⌊t / every⌋ [1].

    >>> step_decay(1.0, 0.5, every=10)(20)
    0.25
    """
    require_positive("step_decay", "lr", lr)
    require_positive("step_decay", "factor", factor)
    require_fraction("step_decay", "factor", factor, with_one=True)
    require_count("step_decay", "every", every)
    return _of_steps("step_decay", lambda step: float(lr) * float(factor) ** (step // every))


def cosine(lr: float, steps: int) -> Schedule:
    """Glide down to 0 along half a cosine wave and stay there: ½ η₀ (1 + cos(π t / T)) [2].

    >>> cosine(1.0, steps=100)(50)
    0.5
    """
    require_positive("cosine", "lr", lr)
    require_count("cosine", "steps", steps)
    return _of_steps(
        "cosine", lambda step: 0.5 * float(lr) * (1 + math.cos(math.pi * min(step / steps, 1)))
    )


def warmup(schedule: Schedule, steps: int) -> Schedule:
    """Start small, climb straight to another schedule: η(t) · min((t + 1) / steps, 1) [3].

    >>> rate = warmup(constant(1.0), steps=4)
    >>> [rate(step) for step in range(5)]
    [0.25, 0.5, 0.75, 1.0, 1.0]
    """
    require_function("warmup", "schedule", schedule, 1)
    require_count("warmup", "steps", steps)

    def climb(step: int) -> float:
        lr = schedule(step)
        require_nonnegative("warmup", f"its schedule's learning rate at step {step}", lr)
        return lr * min((step + 1) / steps, 1)

    return _of_steps("warmup", climb)
