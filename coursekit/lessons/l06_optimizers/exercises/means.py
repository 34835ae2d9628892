"""Lesson 06, optimizers: Adam as an object that remembers two means and counts its steps."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property
from coursekit.exercises.objects import empties_theta, rate_under_another_name, variant, walks
from coursekit.lessons.l06_optimizers.exercises.velocity import IN_PLACE, SLOPES, THETA
from coursekit.lessons.l06_optimizers.exercises.velocity import path_of_one as path


class Adam:
    def __init__(
        self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps

    def reset(self, theta: Array) -> None:
        self.m = np.zeros_like(theta)
        self.v = np.zeros_like(theta)
        self.t = 0

    def step(self, theta: Array, grad: Array) -> None:
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        theta -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


def _adam(**parts: Any) -> type:
    """Adam with one of the parts of its step replaced."""

    def step(self: Any, theta: Array, grad: Array) -> Any:
        self.t += parts.get("ticks", 1)
        b1, b2, t = self.beta1, self.beta2, self.t + parts.get("ahead", 0)
        self.m = b1 * self.m + (1 - b1) * grad
        self.v = b2 * self.v + (1 - b2) * parts.get("square", np.square)(grad)
        warm = parts.get("warm", lambda mean, beta, t: mean / (1 - np.float64(beta) ** t))
        m_hat, v_hat = warm(self.m, b1, t), warm(self.v, b2, t)
        if parts.get("keeps_corrected"):
            self.m, self.v = m_hat, v_hat
        size = parts.get("size", lambda v_hat, eps: np.sqrt(v_hat) + eps)(v_hat, self.eps)
        move = parts.get("sign", 1) * self.lr * parts.get("way", lambda m, g: m)(m_hat, grad) / size
        return parts.get("apply", _subtract)(theta, move)

    return variant(Adam, step=step, reset=parts.get("reset", Adam.reset))


def _subtract(theta: Array, move: Array) -> None:
    theta -= move


def _empties_both(self: Any, theta: Array) -> None:
    Adam.reset(self, theta)
    empties_theta(self, theta)


def _fixed(self: Any, theta: Array, grad: Array) -> None:
    self.beta1, self.beta2, self.eps = 0.9, 0.999, 1e-8
    Adam.step(self, theta, grad)


def _forgets_means(self: Any, theta: Array, grad: Array) -> None:
    self.m, self.v = 0 * theta, 0 * theta
    Adam.step(self, theta, grad)


def _eps_hat(self: Any, theta: Array, grad: Array) -> None:
    self.t += 1
    self.m = self.beta1 * self.m + (1 - self.beta1) * grad
    self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
    rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
    theta -= rate * self.m / (np.sqrt(self.v) + self.eps)


def _never_counts(self: Any, theta: Array) -> None:
    Adam.reset(self, theta)
    self.t = 1


def _keeps_means(self: Any, theta: Array) -> None:
    m, v = vars(self).get("m"), vars(self).get("v")
    Adam.reset(self, theta)
    if m is not None:
        self.m, self.v = m, v


def _keeps_count(self: Any, theta: Array) -> None:
    t = vars(self).get("t", 0)
    Adam.reset(self, theta)
    self.t = t


class _OneArray(Adam):
    def reset(self, theta: Array) -> None:
        self.m = self.v = np.zeros_like(theta)
        self.t = 0

    def step(self, theta: Array, grad: Array) -> None:
        self.t += 1
        self.m *= self.beta1
        self.m += (1 - self.beta1) * grad
        self.v *= self.beta2
        self.v += (1 - self.beta2) * grad**2
        m_hat, v_hat = self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)
        theta -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class _OneMemory(Adam):
    def __setattr__(self, name: str, value: Any) -> None:
        target = type(self) if name in ("m", "v", "t") else None
        setattr(target, name, value) if target else object.__setattr__(self, name, value)


class _InPlace(Adam):
    def step(self, theta: Array, grad: Array) -> None:
        self.t += 1
        for mean, beta, new in ((self.m, self.beta1, grad), (self.v, self.beta2, grad * grad)):
            mean += (1 - beta) * (new - mean)
        root = (1 - self.beta2**self.t) ** 0.5
        rate = self.lr * root / (1 - self.beta1**self.t)
        theta[...] = theta - rate * self.m / (np.sqrt(self.v) + self.eps * root)


class _OneByOne:
    def __init__(
        self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.lr, self.betas, self.eps, self.means = lr, (beta1, beta2), eps, list[Any]()

    def reset(self, theta: Array) -> None:
        self.means = [(0.0, 0.0, 1.0, 1.0) for _ in theta]

    def step(self, theta: Array, grad: Array) -> Array:
        b1, b2 = self.betas
        for i, (m, v, left1, left2) in enumerate(self.means):
            m, v = b1 * m + (1 - b1) * grad[i], b2 * v + (1 - b2) * grad[i] ** 2
            self.means[i] = m, v, left1 * b1, left2 * b2
            size = (v / (1 - left2 * b2)) ** 0.5 + self.eps
            theta[i] -= self.lr * m / (1 - left1 * b1) / size
        return theta


ADAM = Exercise(
    signature="Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)",
    task="Write an update rule: reset(theta) sets both running means to zeros and the count t to "
    "0; step(theta, grad) is step t of Adam, the first with t = 1, and changes theta in place.",
    reference=Adam,
    trial=walks,
    probes=(
        (0.5, np.array([1.0]), [np.array([2.0]), np.array([-1.0])]),
        (0.1, THETA, SLOPES),
        (0.2, THETA[:2], [g[1:] for g in SLOPES], (0.6, 0.8, 0.25)),
        (0.1, THETA, [1e-8 * g for g in SLOPES]),
        (0.1, THETA, [np.array([1.0, 0.0, -2.0])]),
        (0.5, np.array([1.0]), [np.array([2.0])]),
    ),
    misconceptions=(
        Misconception(
            "new_array",
            "Assigning to theta inside a method changes it outside.",
            "After your step the caller's theta is as it was. Which of your lines changes that "
            "very array, where it stands?",
            _adam(apply=lambda theta, move: theta - move),
        ),
        Misconception(
            "reset_empties_theta",
            "A fresh start begins with parameters of 0.",
            "Your reset changes theta. A rule forgets what it remembers itself; the parameters "
            "belong to the network.",
            _adam(reset=_empties_both),
        ),
        Misconception(
            "counts_ahead",
            "The count goes up after the correction, or twice.",
            "Your first step is corrected as if it were the second. What is t when the first "
            "gradient has arrived?",
            _adam(ahead=1),
        ),
        Misconception(
            "counts_from_zero",
            "The first step has t = 0.",
            "At the first step your correction divides by zero. How many gradients do the means "
            "hold by then?",
            _adam(ahead=-1),
        ),
        Misconception(
            "never_counts",
            "The correction is the same at every step.",
            "You correct every step as much as the first. Who moves t on?",
            _adam(ticks=0, reset=_never_counts),
        ),
        Misconception(
            "no_correction",
            "A mean is a mean from the first number on.",
            "Your means start at 0 and are too small at first, and you use them as they are. How "
            "is that made up for?",
            _adam(warm=lambda mean, beta, t: mean),
        ),
        Misconception(
            "means_not_kept",
            "m and v are names of the step.",
            "Each of your steps starts from empty means: those of the step before were not kept. "
            "What should the object hold on to?",
            variant(Adam, step=_forgets_means),
        ),
        Misconception(
            "own_settings",
            "The usual settings will do.",
            "Other settings were asked for here, and your steps are those of beta1 = 0.9, "
            "beta2 = 0.999 and eps = 1e-8. Where does the object read its own?",
            variant(Adam, step=_fixed),
        ),
        Misconception(
            "reset_keeps_the_count",
            "Steps are counted from the making of the object.",
            "After a reset the means are empty again, but your correction takes them for warm.",
            _adam(reset=_keeps_count),
        ),
        Misconception(
            "reset_keeps_the_means",
            "reset starts the count anew and that is all.",
            "After a reset your first step still remembers the last run. What else is to be "
            "forgotten?",
            _adam(reset=_keeps_means),
        ),
        Misconception(
            "one_memory_for_all",
            "What the rule remembers belongs to the class.",
            "Two networks in training, an object for each: in yours they share one m, one v and "
            "one t. Whose are they?",
            _OneMemory,
        ),
        Misconception(
            "one_array_for_both",
            "a = b = zeros makes two arrays.",
            "Two names, one array: what you write into m stands in v as well. How many arrays of "
            "zeros did you ask for?",
            _OneArray,
        ),
        Misconception(
            "keeps_corrected",
            "What was corrected is worth keeping.",
            "The correction is applied to what was corrected before. Which of the two should the "
            "object remember?",
            _adam(keeps_corrected=True),
        ),
        Misconception(
            "no_root",
            "v has the unit of a slope.",
            "You divide by a mean of squares. What brings it back to the size of a slope?",
            _adam(size=lambda v_hat, eps: v_hat + eps),
        ),
        Misconception(
            "not_squared",
            "v is the running mean of the slopes.",
            "Your v averages the slopes, not their squares. Of what is v the mean?",
            _adam(square=lambda grad: grad),
        ),
        Misconception(
            "sizes_for_squares",
            "v averages the sizes of the slopes.",
            "Your v averages the slopes without their sign, and is not squared. Of what is v the "
            "mean?",
            _adam(square=np.abs),
        ),
        Misconception(
            "eps_before_the_correction",
            "The correction can be moved into the rate.",
            "You add eps to the root of v as it stands, as TensorFlow does. In the paper's main "
            "form, and here, it is added to the root of the corrected v.",
            variant(Adam, step=_eps_hat),
        ),
        Misconception(
            "eps_inside_the_root",
            "It does not matter where eps stands.",
            "You put eps under the root, as some libraries do. In the paper and in this course it "
            "is added to the root.",
            _adam(size=lambda v_hat, eps: np.sqrt(v_hat + eps)),
        ),
        Misconception(
            "no_eps",
            "1e-8 is too small to matter.",
            "A parameter whose slope is exactly 0 becomes nan. One setting is there for it.",
            _adam(size=lambda v_hat, eps: np.sqrt(v_hat)),
            probe=4,
        ),
        Misconception(
            "no_momentum",
            "The running mean of the slopes is bookkeeping.",
            "You keep the mean direction with care, and then walk in another one.",
            _adam(way=lambda m_hat, grad: grad),
        ),
        Misconception(
            "uphill",
            "Adam finds the sign itself.",
            "Where the slope is positive your parameter grows. Which way is down?",
            _adam(sign=-1),
        ),
    ),
    alternates=(_adam(), _InPlace, _OneByOne),
    conventions=(rate_under_another_name(Adam),),
    hints=(
        "adam_step was handed m, v and t, and handed them back. Who keeps them now?",
        "reset empties three things. step counts first, then renews the means, then corrects "
        "copies of them.",
        "Step: t goes up by 1. m and v move towards grad and its square. Divide each by 1 minus "
        "beta to the power of t, into new names. Take lr times the first over root-plus-eps away "
        "from theta, in place.",
    ),
    properties=(
        IN_PLACE,
        Property(
            "the first step is as long as lr",
            lambda answer: np.allclose(
                [path(answer, [slope], 0.01)[0] for slope in (5.0, -0.01, 800.0)],
                [-0.01, 0.01, -0.01],
                rtol=1e-3,
            ),
            "The first step is lr against the sign of the slope, however steep it is.",
        ),
        Property(
            "on a steady slope every step is as long as lr",
            lambda answer: np.allclose(
                path(answer, [3.0] * 50, 0.01), -0.01 * np.arange(1, 51), rtol=1e-3
            ),
            "50 equal slopes in a row: each step should be lr.",
        ),
        Property(
            "without a word lr is 0.001",
            lambda answer: np.isclose(path(answer, [2.0])[0], -0.001, rtol=1e-3),
            "Make an object without arguments: its first step should be 0.001 long.",
        ),
    ),
)

EXERCISES = (ADAM,)
