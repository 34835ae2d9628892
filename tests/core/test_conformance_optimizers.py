"""What every update rule promises. One line in RULES registers a class; all tests run on it."""

from __future__ import annotations

import copy
import gc
from collections.abc import Callable, Iterator
from math import sqrt
from typing import Any

import numpy as np
import pytest

import coursekit as ck
from coursekit.optimizers import Optimizer

# Each rule once more, on one number and in plain Python: gradients and learning rates in, θ out.


def sgd(theta, steps):
    for g, lr in steps:
        theta -= lr * g
        yield theta


def momentum(theta, steps, beta=0.9):
    v = 0.0
    for g, lr in steps:
        v = beta * v + g
        theta -= lr * v
        yield theta


def nesterov(theta, steps, beta=0.9):
    v = 0.0
    for g, lr in steps:
        v = beta * v + g
        theta -= lr * (g + beta * v)
        yield theta


def adagrad(theta, steps, eps=1e-10):
    s = 0.0
    for g, lr in steps:
        s += g * g
        theta -= lr * g / (sqrt(s) + eps)
        yield theta


def rmsprop(theta, steps, beta=0.99, eps=1e-8):
    s = 0.0
    for g, lr in steps:
        s = beta * s + (1 - beta) * g * g
        theta -= lr * g / (sqrt(s) + eps)
        yield theta


def adam(theta, steps, weight_decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0.0
    for t, (g, lr) in enumerate(steps, 1):
        theta *= 1 - lr * weight_decay
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        theta -= lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)
        yield theta


def adamw(theta, steps):
    return adam(theta, steps, weight_decay=0.01)


# The class, and its formula with the class's own settings.
RULES: list[tuple[type[Optimizer], Callable[..., Iterator[float]]]] = [
    (ck.SGD, sgd),
    (ck.Momentum, momentum),
    (ck.Nesterov, nesterov),
    (ck.AdaGrad, adagrad),
    (ck.RMSProp, rmsprop),
    (ck.Adam, adam),
    (ck.AdamW, adamw),
]

every = pytest.mark.parametrize(
    ("kind", "formula"), RULES, ids=[kind.__name__ for kind, _ in RULES]
)
each = pytest.mark.parametrize("kind", [kind for kind, _ in RULES])


def walk(rule: Optimizer, start: Any, grads: Any, lrs: Any = None) -> Any:
    """theta after every step."""
    theta = np.array(start, dtype=float)
    rule.reset(theta)
    path = []
    for i, g in enumerate(grads):
        rule.lr = rule.lr if lrs is None else lrs[i]
        rule.step(theta, np.asarray(g, dtype=float))
        path.append(theta.copy())
    return np.array(path)


@every
@pytest.mark.parametrize("seed", range(3))
def test_on_one_number_it_is_its_formula(kind, formula, seed):
    """Also when the learning rate changes on the way, as under a schedule."""
    rng = np.random.default_rng(seed)
    grads, lrs = rng.normal(size=30), rng.uniform(0.01, 0.2, 30)
    path = walk(kind(), 2.0, grads, lrs)
    expected = list(formula(2.0, zip(grads.tolist(), lrs.tolist(), strict=True)))
    np.testing.assert_allclose(path, expected, rtol=1e-12)


@each
def test_each_knob_is_turned_as_if_it_were_alone(kind):
    grads = np.random.default_rng(0).normal(size=(20, 3))
    together = walk(kind(lr=0.1), [1.0, -2.0, 0.5], grads)
    for k, start in enumerate([1.0, -2.0, 0.5]):
        alone = walk(kind(lr=0.1), [start], grads[:, k : k + 1])
        np.testing.assert_allclose(together[:, k], alone[:, 0], rtol=1e-13)


@each
@pytest.mark.parametrize("seed", range(3))
def test_it_finds_the_bottom_of_a_bowl(kind, seed):
    """Rates near lr · 2000 steps of travel; the bottom is at most 1 away in each coordinate."""
    bottom = np.random.default_rng(seed).uniform(-1, 1, 3)
    rule, theta = kind(lr=0.5 if kind is ck.AdaGrad else 0.01), np.zeros(3)
    rule.reset(theta)
    for _ in range(2000):
        rule.step(theta, theta - bottom)
    # AdamW's decay of 0.01 pulls it towards 0 by a hundredth.
    np.testing.assert_allclose(theta, bottom, atol=0.02)


@each
def test_theta_changes_in_place_and_the_gradient_does_not(kind):
    whole, grad = np.array([1.0, 1.0, 1.0, 9.0]), np.array([1.0, 2.0, 3.0])
    view, rule = whole[:3], kind()
    rule.reset(view)
    assert whole.tolist() == [1, 1, 1, 9]
    rule.step(view, grad)
    assert (whole[:3] < 1).all()
    assert (whole[3], grad.tolist()) == (9, [1, 2, 3])


@each
def test_reset_forgets_the_past(kind):
    grads = np.random.default_rng(0).normal(size=(10, 3))
    rule = kind()
    assert (walk(rule, np.ones(3), grads) == walk(rule, np.ones(3), grads)).all()


@each
def test_two_rules_do_not_know_of_each_other(kind):
    grads = np.random.default_rng(0).normal(size=(10, 2))
    alone = walk(kind(), np.ones(2), grads)
    rule, other, theta, elsewhere = kind(), kind(), np.ones(2), np.ones(2)
    rule.reset(theta)
    other.reset(elsewhere)
    for g, expected in zip(grads, alone, strict=True):
        rule.step(theta, g)
        other.step(elsewhere, -5 * g)
        assert (theta == expected).all()


@each
def test_a_copied_rule_goes_on_where_the_first_one_stood(kind):
    rule, theta = kind(), np.ones(2)
    rule.reset(theta)
    rule.step(theta, np.array([1.0, -2.0]))
    twin, other = copy.deepcopy(rule), theta.copy()
    for r, w in ((rule, theta), (twin, other)):
        r.step(w, np.array([0.5, 3.0]))
    assert (theta == other).all()


@each
def test_how_theta_and_grad_lie_in_memory_does_not_matter(kind):
    theta, other = np.array([1.0, -2.0]), np.array([1.0, 0.0, -2.0, 0.0])[::2]
    grad = np.array([3.0, 0.5])
    read_only = np.repeat(grad, 2)[::2]
    read_only.flags.writeable = False
    for w, g in ((theta, grad), (other, read_only)):
        rule = kind()
        rule.reset(w)
        rule.step(w, g)
    assert (theta == other).all()


@each
def test_a_single_knob_may_be_an_array_without_axes(kind):
    theta, rule = np.array(5.0), kind()
    rule.reset(theta)
    rule.step(theta, np.array(1.0))
    assert theta < 5


@each
def test_float32_stays_float32(kind):
    theta, rule = np.ones(3, np.float32), kind()
    rule.reset(theta)
    for _ in range(2):
        rule.step(theta, np.ones(3, np.float32))
    dtypes = {theta.dtype, *(getattr(rule, name).dtype for name in rule.remembers)}
    assert dtypes == {np.dtype(np.float32)}


@each
def test_a_gradient_beyond_all_bounds_gives_no_warning(kind):
    theta, rule = np.ones(2), kind()
    rule.reset(theta)
    rule.step(theta, np.array([1e300, np.nan]))
    assert np.isnan(theta[1])


@each
@pytest.mark.parametrize("shape", [(3,), ()])
def test_a_step_without_room_for_its_memory_asks_for_reset(kind, shape):
    rule = kind()
    if not rule.remembers:
        rule.step(np.ones(shape), np.ones(shape))
        return
    for prepare in (lambda: None, lambda: rule.reset(np.ones(5))):
        prepare()
        with pytest.raises(ValueError, match=rf"{kind.__name__}: its memory .*Call reset\(theta\)"):
            rule.step(np.ones(shape), np.ones(shape))


def read_only(n: int) -> Any:
    theta = np.ones(n)
    theta.flags.writeable = False
    return theta


@each
@pytest.mark.parametrize(
    ("theta", "grad", "words"),
    [
        ([1.0], np.ones(1), r"theta is a list, expected a NumPy array"),
        (np.ones(1), 1.0, r"grad is a float \(1\.0\), expected a NumPy array"),
        (np.ones(2), np.ones(3), r"theta has shape \(2,\) and grad has shape \(3,\)"),
        (np.ones(2), np.ones((2, 1)), r"expected the same shape"),
        (np.ones(2, int), np.ones(2), r"dtype int64, which is too coarse.*theta\.astype\(float\)"),
        (np.ones(2, "f2"), np.ones(2), r"dtype float16, which is too coarse"),
        (np.ones(2), np.ones(2, "u1"), r"grad has dtype uint8.*grad\.astype\(float\)"),
        (np.array(["a"]), np.ones(1), r"theta has dtype <U1, expected numbers"),
        (np.ones(1), np.array([None]), r"grad has dtype object, expected numbers"),
        (read_only(2), np.ones(2), r"theta is read-only, expected .*Try theta\.copy\(\)"),
    ],
)
def test_two_vectors_that_do_not_fit_are_refused(kind, theta, grad, words):
    rule = kind()
    rule.reset(np.zeros(np.shape(theta)))
    with pytest.raises((TypeError, ValueError), match=rf"{kind.__name__}: .*{words}"):
        rule.step(theta, grad)


@each
def test_settings_are_named_in_what_it_shows_and_refused_where_they_make_no_sense(kind):
    for name, value in vars(kind()).items():
        assert f"{name}={value}" in repr(kind())
        bad = 1.0 if name.startswith("beta") else 0.0
        for wrong in (bad, -0.1, np.nan, "0.1", None, True):
            with pytest.raises((TypeError, ValueError), match=rf"{kind.__name__}: {name} is .*exp"):
                kind(**{name: wrong})


# Registration.


def subclasses(cls: type) -> Iterator[type]:
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def unregistered() -> set[str]:
    """Optimizers of coursekit that no line of RULES names."""
    ours = {cls for cls in subclasses(Optimizer) if cls.__module__.startswith("coursekit.")}
    return {cls.__name__ for cls in ours - {kind for kind, _ in RULES}}


def test_every_optimizer_is_registered():
    assert unregistered() == set()


def test_an_optimizer_that_is_not_registered_is_noticed():
    forgotten = type("Forgotten", (Optimizer,), {"__module__": "coursekit.optimizers"})
    assert unregistered() == {"Forgotten"}
    del forgotten
    gc.collect()
