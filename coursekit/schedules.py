"""Schedules: a learning rate for every step. Each returns a function, step (0, 1, …) -> lr."""

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
    """The same learning rate at every step.

    Parameters
    ----------
    lr : float
        Learning rate, above 0.

    Returns
    -------
    callable
        step -> lr.

    Raises
    ------
    TypeError, ValueError
        If lr is not above 0.

    Notes
    -----
    lr(step) = lr. Training with it hovers around the minimum as long as the batches are noisy.

    Examples
    --------
    >>> constant(0.1)(1000)
    0.1
    """
    require_positive("constant", "lr", lr)
    return _of_steps("constant", lambda step: lr)


def step_decay(lr: float, factor: float, every: int) -> Schedule:
    """Multiply the learning rate by a factor after every so many steps.

    Parameters
    ----------
    lr : float
        Learning rate at the start, above 0.
    factor : float
        What it is multiplied by, above 0 and at most 1; usually 0.1 or 0.5.
    every : int
        Steps between two drops.

    Returns
    -------
    callable
        step -> lr.

    Raises
    ------
    TypeError, ValueError
        If lr is not above 0, factor lies outside (0, 1], or every is not a whole number of at
        least 1.

    Notes
    -----
    η(t) = η₀ · factor^⌊t / every⌋.

    References
    ----------
    He, Zhang, Ren, Sun (2016), section 4.2, divide the rate by 10 in this way.

    Examples
    --------
    >>> step_decay(1.0, 0.5, every=10)(20)
    0.25
    """
    require_positive("step_decay", "lr", lr)
    require_positive("step_decay", "factor", factor)
    require_fraction("step_decay", "factor", factor, with_one=True)
    require_count("step_decay", "every", every)
    return _of_steps("step_decay", lambda step: float(lr) * float(factor) ** (step // every))


def cosine(lr: float, steps: int) -> Schedule:
    """Glide from lr down to 0 along half a cosine wave.

    Parameters
    ----------
    lr : float
        Learning rate at the start, above 0.
    steps : int
        Length of the run; after it the rate stays 0.

    Returns
    -------
    callable
        step -> lr.

    Raises
    ------
    TypeError, ValueError
        If lr is not above 0 or steps is not a whole number of at least 1.

    Notes
    -----
    η(t) = ½ η₀ (1 + cos(π t / T)).

    References
    ----------
    Loshchilov and Hutter (2017), SGDR, ICLR, equation 5 (without restarts).

    Examples
    --------
    >>> cosine(1.0, steps=100)(50)
    0.5
    """
    require_positive("cosine", "lr", lr)
    require_count("cosine", "steps", steps)
    return _of_steps(
        "cosine", lambda step: 0.5 * float(lr) * (1 + math.cos(math.pi * min(step / steps, 1)))
    )


def warmup(schedule: Schedule, steps: int) -> Schedule:
    """Start small: climb in a straight line to another schedule's rate.

    Parameters
    ----------
    schedule : callable
        step -> lr, such as `constant(0.1)`.
    steps : int
        Length of the climb.

    Returns
    -------
    callable
        step -> lr.

    Raises
    ------
    TypeError, ValueError
        If schedule is not a function, or steps not a whole number of at least 1.

    Notes
    -----
    η(t) · min((t + 1) / steps, 1): the first step is already above 0.

    References
    ----------
    Goyal et al. (2017), Accurate, Large Minibatch SGD, section 2.2.

    Examples
    --------
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
