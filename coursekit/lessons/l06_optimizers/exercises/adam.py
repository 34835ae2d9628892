"""Lesson 06, optimizers: one step of Adam."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def adam_step(
    w: Array,
    g: Array,
    m: Array,
    v: Array,
    t: int,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, Array, Array]:
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def _wrong(**parts: Any) -> Answer:
    """Adam with one of its parts replaced."""

    def adam_step(
        w: Array, g: Array, m: Array, v: Array, t: int,
        lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
    ) -> tuple[Array, Array, Array]:  # fmt: skip
        if "betas" in parts:
            beta1, beta2 = parts["betas"](beta1, beta2)
        m = parts.get("mean", _mean)(m, g, beta1)
        v = parts.get("mean_square", _mean)(v, parts.get("square", np.square)(g), beta2)
        warm = parts.get("warm", lambda average, beta, t: average / (1 - beta**t))
        m_hat, v_hat = warm(m, beta1, t), warm(v, beta2, t)
        size = parts.get("size", lambda v_hat, eps: np.sqrt(v_hat) + eps)(v_hat, eps)
        w = w - parts.get("sign", 1) * lr * parts.get("direction", lambda m, g: m)(m_hat, g) / size
        return (w, m_hat, v_hat) if parts.get("keeps_corrected") else (w, m, v)

    return adam_step


def _mean(average: Array, new: Array, beta: float) -> Array:
    return average + (1 - beta) * (new - average)


def _in_place(average: Array, new: Array, beta: float) -> Array:
    average *= beta
    average += (1 - beta) * new
    return average


def _shorter_form(
    w: Array, g: Array, m: Array, v: Array, t: int, lr: float = 0.001, *rest: float
) -> Any:
    beta1, beta2, eps = [*rest, *(0.9, 0.999, 1e-8)[len(rest) :]]
    m, v = m * beta1 + g * (1 - beta1), v * beta2 + g * g * (1 - beta2)
    root = np.sqrt(1 - beta2**t)
    return w - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root), m, v


def _old_means(w: Array, g: Array, m: Array, v: Array, *rest: Any) -> Any:
    return adam_step(w, g, m, v, *rest)[0], 1 * m, 1 * v


def _eps_hat(
    w: Array, g: Array, m: Array, v: Array, t: int, lr: float = 0.001, *rest: float
) -> Any:
    beta1, beta2, eps = [*rest, *(0.9, 0.999, 1e-8)[len(rest) :]]
    m, v = m * beta1 + g * (1 - beta1), v * beta2 + g * g * (1 - beta2)
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), m, v


def _eps_beside(
    w: Array, g: Array, m: Array, v: Array, t: int, lr: float = 0.001, *rest: float
) -> Any:
    beta1, beta2, eps = [*rest, *(0.9, 0.999, 1e-8)[len(rest) :]]
    w, m, v = adam_step(w, g, m, v, t, lr, beta1, beta2, 0.0)
    return w + eps, m, v


def _one_by_one(w: Array, g: Array, m: Array, v: Array, t: int, *rest: float) -> Any:
    steps = [
        adam_step(*one, t, *rest)
        for one in zip(w.ravel(), g.ravel(), m.ravel(), v.ravel(), strict=True)
    ]
    return tuple(np.reshape(column, w.shape) for column in zip(*steps, strict=True))


def _walk(answer: Answer, slopes: list[float], *rest: float) -> Array:
    """The places that one parameter passes from 0 as the slopes come in."""
    w, m, v, path = np.zeros(1), np.zeros(1), np.zeros(1), []
    for t, slope in enumerate(slopes, start=1):
        w, m, v = answer(w, np.array([slope]), m, v, t, *rest)
        path.append(float(w[0]))
    return np.array(path)


W, G = np.array([1.0, -2.0, 0.5]), np.array([0.5, -1.5, 4.0])
M, V = np.array([-1.0, 0.5, 0.25]), np.array([2.0, 0.5, 1.0])
ZEROS = np.zeros(3)

EASIER = """
def adam_step(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    # Two running means: of the slope, and of its square.
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + «(1 - beta2) * g**2»
    # Both began at 0 and are too small at first; after t steps this is by how much.
    m_hat = m / «(1 - beta1**t)»
    v_hat = v / (1 - beta2**t)
    # The mean slope in units of its usual size. Hand on m and v as they stand.
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
"""

ADAM_STEP = Exercise(
    signature="adam_step(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)",
    task="Return (w, m, v) after step t of Adam (the first has t = 1): m and v are the running "
    "means of g and g**2 as they stand, without the correction for the start at zero.",
    reference=adam_step,
    probes=(
        (np.array([1.0]), np.array([2.0]), np.array([0.0]), np.array([0.0]), 1),
        (W, G, M, V, 3),
        (W, G, M, V, 5, 0.5, 0.6, 0.8, 0.25),
        (ZEROS, np.array([0, 2, -3]), ZEROS, ZEROS, 1, 0.1),
        (ZEROS, 1e-8 * G, ZEROS, ZEROS, 2),
        (*(np.outer(a, [1.0, 0.5]) for a in (W, G, M, V)), 10, 0.1),
    ),
    misconceptions=(
        Misconception(
            "no_correction",
            "A mean is a mean from the first number on.",
            "The means start at 0 and are too small at first, and you use them as they are. What "
            "share of a full mean do they hold after t steps?",
            _wrong(warm=lambda average, beta, t: average),
        ),
        Misconception(
            "counts_from_zero",
            "The first step has t = 0, so 1 has to be added.",
            "Your correction takes this step for the next one. What does the task say about the "
            "first t?",
            _wrong(warm=lambda average, beta, t: average / (1 - beta ** (t + 1))),
        ),
        Misconception(
            "one_step_late",
            "Before this step, t - 1 steps were made.",
            "At the first step your correction divides by zero. How many slopes do the means hold "
            "by then, with the new one?",
            _wrong(warm=lambda average, beta, t: average / (np.float64(1) - beta ** (t - 1))),
            probe=0,
        ),
        Misconception(
            "correction_without_t",
            "The correction is the same for every step.",
            "You correct every step as much as the first. Later the means are warm: where does t "
            "come in?",
            _wrong(warm=lambda average, beta, t: average / (1 - beta)),
        ),
        Misconception(
            "times_t",
            "After t steps a mean lacks beta times t.",
            "You multiply beta by t. Each step multiplies the share that is missing by beta once "
            "more: which operation is that, t times?",
            _wrong(warm=lambda average, beta, t: average / (1 - beta * t)),
        ),
        Misconception(
            "correction_without_brackets",
            "/ 1 - beta**t divides by the whole difference.",
            "Your correction divides by 1 and then takes a power of beta off. What has to stand "
            "in brackets?",
            _wrong(warm=lambda average, beta, t: average / 1 - beta**t),
        ),
        Misconception(
            "means_not_handed_on",
            "Only the weights matter afterwards.",
            "You hand back the m and v that you were given. With which means does the next step "
            "begin?",
            _old_means,
        ),
        Misconception(
            "no_root",
            "v has the unit of a slope.",
            "You divide by v as it is, a mean of squares. What brings it back to the size of a "
            "slope?",
            _wrong(size=lambda v_hat, eps: v_hat + eps),
        ),
        Misconception(
            "betas_swapped",
            "The two memories are equally long.",
            "beta1 belongs to m and beta2 to v. In yours they have changed places.",
            _wrong(betas=lambda beta1, beta2: (beta2, beta1)),
        ),
        Misconception(
            "no_momentum",
            "The running mean of the slopes is bookkeeping.",
            "You keep the mean direction with care, and then walk in another one.",
            _wrong(direction=lambda m_hat, g: g),
        ),
        Misconception(
            "keeps_corrected",
            "What was corrected is worth keeping.",
            "Feed your answer into a second step: the correction is applied to what was corrected"
            " before.",
            _wrong(keeps_corrected=True),
        ),
        Misconception(
            "eps_beside_the_fraction",
            "Python divides by all that follows.",
            "Python divides by the root alone here, and eps is added to what comes out. What has "
            "to stand in brackets?",
            _eps_beside,
        ),
        Misconception(
            "no_eps",
            "1e-8 is too small to matter.",
            "A parameter with g = 0, m = 0 and v = 0 becomes 0 / 0, nan. One argument is there "
            "for it.",
            _wrong(size=lambda v_hat, eps: np.sqrt(v_hat)),
            probe=3,
        ),
        Misconception(
            "eps_inside_the_root",
            "It does not matter where eps stands.",
            "You put eps under the root, as some libraries do. In the paper and in this course it "
            "is added to the root.",
            _wrong(size=lambda v_hat, eps: np.sqrt(v_hat + eps)),
        ),
        Misconception(
            "eps_before_the_correction",
            "The correction can be moved into the rate.",
            "You add eps to the root of v as it stands, as TensorFlow does. In the task's form "
            "it is added to the root of the corrected v.",
            _eps_hat,
        ),
        Misconception(
            "own_settings",
            "The usual settings will do.",
            "Other settings were asked for here, and yours are beta1 = 0.9, beta2 = 0.999 and "
            "eps = 1e-8 all the same. Where do the arguments come in?",
            lambda w, g, m, v, t, lr=0.001, *rest: adam_step(w, g, m, v, t, lr),
        ),
        Misconception(
            "slopes_for_squares",
            "v is the running mean of the slopes.",
            "Your v averages the slopes, not their squares. Of what is v the mean?",
            _wrong(square=lambda g: g),
        ),
        Misconception(
            "not_squared",
            "v averages the sizes of the slopes.",
            "Your v takes the slopes without their sign. What is it that v averages?",
            _wrong(square=np.abs),
        ),
        Misconception(
            "weights_swapped",
            "beta1 is the share of what is new.",
            "Your means are nearly the new value, and forget the old ones at once. Which of the "
            "two does beta weigh?",
            _wrong(mean=lambda m, g, beta: (1 - beta) * m + beta * g),
        ),
        Misconception(
            "full_slope",
            "The new slope counts in full, as in momentum.",
            "You let every new value into the means in full. A mean of equal numbers is that "
            "number: what becomes of yours?",
            _wrong(mean=lambda m, g, beta: beta * m + g),
        ),
        Misconception(
            "uphill",
            "Adam finds the sign itself.",
            "Your m and v are right, and w goes uphill. Which way does the slope point?",
            _wrong(sign=-1),
        ),
        Misconception(
            "in_place",
            "The old means are not needed any more.",
            "The numbers are right, but somebody who kept the old m and v finds other numbers in "
            "them now.",
            _wrong(mean=_in_place, mean_square=_in_place),
        ),
    ),
    alternates=(_wrong(), _shorter_form, _one_by_one),
    hints=(
        "Two running means: one says where to go, the other says how large slopes usually are.",
        "Both start at zero and are too small at first. After t steps a mean with memory beta "
        "holds the share 1 minus beta to the power of t.",
        "Renew m and v. Divide each by its share to get two corrected means, which are not kept. "
        "The step is lr times the first over the root of the second, with eps added to that root.",
    ),
    properties=(
        Property(
            "the first step is as long as lr",
            lambda answer: np.allclose(
                [_walk(answer, [slope], 0.01)[0] for slope in (5.0, -0.01, 800.0)],
                [-0.01, 0.01, -0.01],
                rtol=1e-3,
            ),
            "At t = 1, from means of zero, the step is lr against the sign of the slope, however "
            "steep it is.",
        ),
        Property(
            "on a steady slope every step is as long as lr",
            lambda answer: np.allclose(
                _walk(answer, [3.0] * 50, 0.01), -0.01 * np.arange(1, 51), rtol=1e-3
            ),
            "50 equal slopes in a row: each step should be lr. Some of yours are longer or "
            "shorter.",
        ),
        Property(
            "units of the loss do not matter",
            lambda answer: np.allclose(
                _walk(answer, [1.0, -2.0, 0.5, 3.0], 0.1),
                _walk(answer, [1e3, -2e3, 5e2, 3e3], 0.1),
                rtol=1e-3,
            ),
            "Make all slopes 1000 times larger: the path should stay.",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (ADAM_STEP,)
