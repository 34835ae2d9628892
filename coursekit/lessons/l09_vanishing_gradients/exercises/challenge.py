"""Lesson 09, the challenge: keep the signal in range, whatever the weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def batchnorm_forward(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """Each unit is brought to mean 0 and spread 1 over the batch, then stretched and shifted."""
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def _normed(
    axis: int | None = 0,
    size: Any = lambda var, eps: np.sqrt(var + eps),
    shift: Any = lambda x, mean: x - mean,
    ddof: int = 0,
    last: Any = lambda z, gamma, beta: gamma * z + beta,
) -> Answer:
    """The right answer, unless one of its parts is replaced."""

    def batchnorm_forward(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Any:
        keep = axis is not None
        mean = x.mean(axis=axis, keepdims=keep)
        var = x.var(axis=axis, keepdims=keep, ddof=min(ddof, len(x) - 1))
        return last(shift(x, mean) / size(var, eps), gamma, beta)

    return batchnorm_forward


def _unit_by_unit(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    out = np.empty(x.shape)
    for j, unit in enumerate(x.T):
        off = unit - sum(unit) / len(unit)
        out[:, j] = gamma[j] * off * (np.dot(off, off) / len(off) + eps) ** -0.5 + beta[j]
    return out


X = np.array([[1.0, -2.0, 30.0], [3.0, 0.5, 10.0], [-2.0, 4.0, 20.0], [0.5, 1.0, 45.0]])
GAMMA, BETA = np.array([1.5, -0.5, 2.0]), np.array([0.25, 1.0, -3.0])
ONES, ZEROS = np.ones(3), np.zeros(3)


def _is_normal(out: Array) -> bool:
    """Mean 0 and spread 1 in each column; eps leaves the spread a little short."""
    middle, spread = out.mean(axis=0), out.std(axis=0)
    return np.allclose(middle, 0, atol=1e-6) and np.allclose(spread, 1, atol=1e-4)


BATCHNORM_FORWARD = Exercise(
    signature="batchnorm_forward(x, gamma, beta, eps=1e-5)",
    task="Bring each column of x (N, D) to mean 0 and spread 1 over the batch (eps is added to the "
    "variance, which divides by N, before the root), then multiply by gamma and add beta, both "
    "(D,).",
    reference=batchnorm_forward,
    probes=(
        (np.array([[1.0], [3.0]]), np.array([2.0]), np.array([0.5])),
        (X, GAMMA, BETA),
        (X[:3], GAMMA, BETA, 0.5),
        (np.array([[5.0, 1.0], [5.0, 2.0], [5.0, 4.0]]), GAMMA[:2], BETA[:2]),
        (0.001 * X, GAMMA, BETA),
        (X[:1, :1], GAMMA[:1], BETA[:1]),
    ),
    misconceptions=(
        Misconception(
            "across_units",
            "Each example is normalized for itself.",
            "You look along the rows: that is *layer* norm, which language models use. Here a "
            "unit is compared with itself over the batch.",
            _normed(axis=1),
        ),
        Misconception(
            "one_for_all",
            "A batch has one mean and one spread.",
            "A unit with large sums pushes all others aside. How many means are there?",
            _normed(axis=None),
        ),
        Misconception(
            "no_root",
            "Variance is another word for spread.",
            "Make a unit's sums ten times larger: your output becomes ten times smaller. It should "
            "stay.",
            _normed(size=lambda var, eps: var + eps),
        ),
        Misconception(
            "eps_outside",
            "It does not matter where eps stands.",
            "Nearly right. Take eps = 0.5 and work one column out by hand: is it under the root?",
            _normed(size=lambda var, eps: np.sqrt(var) + eps),
        ),
        Misconception(
            "no_eps",
            "No unit is constant.",
            "A unit that says the same for all examples gives 0 / 0. One argument is there for it.",
            _normed(size=lambda var, eps: np.sqrt(var)),
        ),
        Misconception(
            "no_scale_and_shift",
            "Mean 0 and spread 1 are all that is wanted.",
            "gamma and beta change nothing in yours. What comes after the normalizing?",
            _normed(last=lambda z, gamma, beta: z),
        ),
        Misconception(
            "own_eps",
            "eps is a constant.",
            "Your formula has a number where eps should stand: another eps changes nothing. Which"
            " argument do you never read?",
            lambda x, gamma, beta, eps=1e-5: batchnorm_forward(x, gamma, beta),
        ),
        Misconception(
            "sample_variance",
            "A variance divides by N - 1.",
            "Nearly right. Which of the two variances does the task name?",
            _normed(ddof=1),
        ),
        Misconception(
            "not_centered",
            "Scaling is dividing.",
            "Your columns have the right spread and the wrong mean.",
            _normed(shift=lambda x, mean: x),
        ),
        Misconception(
            "not_stretched",
            "Spread 1 is the goal.",
            "Give a unit the gamma 2: yours does not notice. What if the network wants a larger "
            "spread?",
            _normed(last=lambda z, gamma, beta: z + beta),
        ),
        Misconception(
            "shifted_first",
            "The order of shifting and stretching is free.",
            "gamma should stretch what was normalized, and leave beta alone.",
            _normed(last=lambda z, gamma, beta: gamma * (z + beta)),
        ),
    ),
    alternates=(_normed(), _unit_by_unit),
    hints=(
        "You have written standardize_fit and used it. What is new is that the ruler comes from "
        "the batch itself, and that two parameters come after it.",
        "One mean and one variance for each column. eps keeps the root away from 0.",
        "Two lines are enough: first the standardized columns, of which you know everything but "
        "the place of eps; then gamma and beta, which fit each row as they are.",
    ),
    properties=(
        Property(
            "with gamma 1 and beta 0 each column has mean 0 and spread 1",
            lambda f: _is_normal(f(X, ONES, ZEROS)),
            "Set gamma to 1 and beta to 0, and measure the columns of the output.",
        ),
        Property(
            "the size of the weights before it does not matter",
            lambda f: np.allclose(f(7 * X + 3, GAMMA, BETA), f(X, GAMMA, BETA), atol=1e-4),
            "Multiply x by 7 and add 3: the output should stay.",
        ),
    ),
)

EXERCISES = (BATCHNORM_FORWARD,)
