"""Update rules: where their path is known in closed form, and what they refuse."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import quick, seeds

from coursekit import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp
from coursekit.optimizers import Optimizer

RULES = [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW]
WITH_MEMORY = RULES[1:]
# Hundreds of steps of a few roundings each.
ROUNDING = 1e-12


def run(rule, theta, gradient, steps):
    """theta after so many steps down a gradient that may depend on it."""
    theta = np.array(theta, dtype=float)
    rule.reset(theta)
    for _ in range(steps):
        rule.step(theta, gradient(theta))
    return theta


@quick
@given(seeds, st.floats(0.01, 1.9))
def test_sgd_contracts_a_bowl_by_one_minus_lr_times_curvature(seed, rate):
    """L = ½ Σ aᵢ θᵢ²: after t steps θᵢ = (1 − η aᵢ)ᵗ θᵢ, exactly."""
    rng = np.random.default_rng(seed)
    curvature, start = rng.uniform(0.1, 1, 4), rng.normal(size=4)
    theta = run(SGD(lr=rate), start, lambda w: curvature * w, 50)
    np.testing.assert_allclose(theta, (1 - rate * curvature) ** 50 * start, rtol=1e-10, atol=1e-12)


def test_sgd_diverges_beyond_two_over_the_curvature_and_not_before():
    assert abs(run(SGD(lr=1.99), [1.0], lambda w: w, 1000)[0]) < 1e-4
    assert abs(run(SGD(lr=2.01), [1.0], lambda w: w, 1000)[0]) > 1e4


@quick
@given(st.floats(0, 0.95), st.floats(0.01, 1))
def test_momentum_reaches_its_terminal_speed(beta, lr):
    """Under a constant push g, v → g/(1 − β); the velocity after t steps is g (1 − βᵗ)/(1 − β)."""
    for rule, extra in ((Momentum(lr, beta), 0), (Nesterov(lr, beta), 1)):
        theta = np.array([0.0])
        rule.reset(theta)
        for t in range(1, 301):
            before = theta.copy()
            rule.step(theta, np.array([2.0]))
            speed = 2 * (1 - beta ** (t + extra)) / (1 - beta)
            # A difference of two positions of size up to 300 · speed · lr is rounded.
            assert before - theta == pytest.approx(lr * speed, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_without_momentum_both_are_sgd(kind):
    rng = np.random.default_rng(0)
    grads = rng.normal(size=(50, 3))
    for rule in (kind(lr=0.1, beta=0), SGD(lr=0.1)):
        steps = iter(grads)
        theta = run(rule, [1.0, 2.0, 3.0], lambda w, steps=steps: next(steps), 50)
        np.testing.assert_allclose(theta, [1, 2, 3] - 0.1 * grads.sum(axis=0), atol=ROUNDING)


def test_momentum_is_the_heavy_ball_recursion():
    """θₜ₊₁ = θₜ − η g(θₜ) + β (θₜ − θₜ₋₁): Polyak's form, without a velocity."""
    a, lr, beta = np.array([1.0, 10.0]), 0.05, 0.9
    previous = theta = np.array([1.0, -2.0])
    for _ in range(100):
        previous, theta = theta, theta - lr * a * theta + beta * (theta - previous)
    np.testing.assert_allclose(
        run(Momentum(lr, beta), [1.0, -2.0], lambda w: a * w, 100), theta, atol=ROUNDING
    )


def test_nesterov_is_momentum_with_the_gradient_at_the_point_ahead():
    """Sutskever's form on φ, the point before the look-ahead: θ = φ + β u, u ← β u − η g(θ)."""
    a, lr, beta = np.array([1.0, 10.0]), 0.05, 0.9
    u, phi = np.zeros(2), np.array([1.0, -2.0])
    for _ in range(100):
        u = beta * u - lr * a * (phi + beta * u)
        phi = phi + u
    np.testing.assert_allclose(
        run(Nesterov(lr, beta), [1.0, -2.0], lambda w: a * w, 100), phi + beta * u, atol=ROUNDING
    )


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
@pytest.mark.parametrize("kind", [Adam, AdaGrad])
def test_the_first_step_is_the_learning_rate_whatever_the_gradient(kind, size):
    """eps (1e-8 beside a gradient of 1e-3) takes off a share of 1e-5."""
    theta = run(kind(lr=0.1), [1.0, 1.0], lambda w: np.array([size, -size]), 1)
    np.testing.assert_allclose(theta, [0.9, 1.1], rtol=1e-5)


def test_adam_under_a_constant_gradient_walks_lr_per_step():
    """Both running means are corrected to g and g² exactly, so m̂/√v̂ = 1 at every step."""
    theta = run(Adam(lr=0.01), [0.0], lambda w: np.array([5.0]), 200)
    assert theta[0] == pytest.approx(-2.0, rel=1e-8)


def test_adagrad_under_a_constant_gradient_slows_like_one_over_root_t():
    theta = run(AdaGrad(lr=0.1), [0.0], lambda w: np.array([7.0]), 100)
    assert theta[0] == pytest.approx(-0.1 * sum(t**-0.5 for t in range(1, 101)), rel=1e-9)


def test_rmsprop_under_a_constant_gradient_ends_at_lr_per_step():
    """s → g² by (1 − βᵗ) g², without correction: the first step is 1/√(1 − β) times as long."""
    rule, theta = RMSProp(lr=0.01, beta=0.9), np.array([0.0])
    rule.reset(theta)
    for t in range(1, 200):
        before = theta.copy()
        rule.step(theta, np.array([3.0]))
        assert before - theta == pytest.approx(0.01 / np.sqrt(1 - 0.9**t), rel=1e-7)


@pytest.mark.parametrize("kind", [AdaGrad, RMSProp, Adam])
def test_an_adaptive_rule_does_not_see_the_scale_of_the_gradients(kind):
    """Up to eps: the gradients here are at least 1, eps is 1e-8 or less."""
    rng = np.random.default_rng(0)
    grads = rng.choice([-1, 1], (50, 3)) * rng.uniform(1, 2, (50, 3))
    paths = []
    for scale in (1.0, 1000.0):
        steps = iter(scale * grads)
        paths.append(run(kind(lr=0.1), np.ones(3), lambda w, steps=steps: next(steps), 50))
    np.testing.assert_allclose(*paths, rtol=0, atol=1e-5)


def test_weight_decay_alone_shrinks_by_one_minus_lr_lambda():
    rule = AdamW(lr=0.1, weight_decay=0.5)
    theta = run(rule, [2.0, -4.0], np.zeros_like, 20)
    np.testing.assert_allclose(theta, np.array([2.0, -4.0]) * 0.95**20, rtol=1e-13)


def test_decoupled_decay_is_not_scaled_by_the_gradient():
    """AdamW minus Adam after one step is −η λ θ, whatever the gradient; L2 in the loss is not."""
    for size in (1e-2, 1e2):
        grad = lambda w, size=size: np.array([size])  # noqa: E731
        gap = run(AdamW(lr=0.1, weight_decay=0.3), [2.0], grad, 1) - run(Adam(0.1), [2.0], grad, 1)
        assert gap[0] == pytest.approx(-0.1 * 0.3 * 2.0, rel=1e-10)


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("seed", range(3))
def test_every_rule_finds_the_bottom_of_a_bowl(kind, seed):
    """Rates near lr · 1000 steps of travel; the bottom is at most 3 away in each coordinate."""
    rng = np.random.default_rng(seed)
    bottom = rng.uniform(-1, 1, 3)
    lr = {AdaGrad: 0.5}.get(kind, 0.01)
    rule = AdamW(lr=lr, weight_decay=1e-6) if kind is AdamW else kind(lr=lr)
    theta = run(rule, np.zeros(3), lambda w: w - bottom, 2000)
    np.testing.assert_allclose(theta, bottom, atol=0.02)


@pytest.mark.parametrize("kind", RULES)
def test_theta_changes_in_place_and_the_gradient_does_not(kind):
    theta, grad = np.ones(3), np.array([1.0, 2.0, 3.0])
    whole = np.concatenate([theta, [9.0]])
    view = whole[:3]
    rule = kind()
    rule.reset(view)
    rule.step(view, grad)
    assert (whole[:3] < 1).all()
    assert whole[3] == 9
    assert grad.tolist() == [1, 2, 3]


@pytest.mark.parametrize("kind", WITH_MEMORY)
def test_reset_forgets_the_past(kind):
    rng = np.random.default_rng(0)
    grads = rng.normal(size=(10, 3))
    rule = kind()
    paths = []
    for _ in range(2):
        steps = iter(grads)
        paths.append(run(rule, np.ones(3), lambda w, steps=steps: next(steps), 10))
    assert (paths[0] == paths[1]).all()


@pytest.mark.parametrize("kind", RULES)
def test_a_copied_rule_goes_on_where_the_first_one_stood(kind):
    rule, theta = kind(), np.ones(2)
    rule.reset(theta)
    rule.step(theta, np.array([1.0, -2.0]))
    twin, other = copy.deepcopy(rule), theta.copy()
    for r, w in ((rule, theta), (twin, other)):
        r.step(w, np.array([0.5, 3.0]))
    assert (theta == other).all()


@pytest.mark.parametrize("kind", RULES)
def test_float32_stays_float32(kind):
    theta, rule = np.ones(3, np.float32), kind()
    rule.reset(theta)
    for _ in range(2):
        rule.step(theta, np.ones(3, np.float32))
    assert {theta.dtype, *(getattr(rule, name).dtype for name in rule.remembers)} == {
        np.dtype(np.float32)
    }


@pytest.mark.parametrize("kind", RULES)
def test_a_single_knob_may_be_an_array_without_axes(kind):
    theta, rule = np.array(5.0), kind()
    rule.reset(theta)
    rule.step(theta, np.array(1.0))
    assert theta < 5


@pytest.mark.parametrize("kind", WITH_MEMORY)
@pytest.mark.parametrize("shape", [(3,), ()])
def test_a_step_before_reset_asks_for_it(kind, shape):
    with pytest.raises(ValueError, match=kind.__name__ + r": its memory .* Call reset\(theta\)"):
        kind().step(np.ones(shape), np.ones(shape))


@pytest.mark.parametrize("kind", WITH_MEMORY)
def test_memory_of_another_network_is_noticed(kind):
    rule = kind()
    rule.reset(np.ones(5))
    with pytest.raises(ValueError, match=r"does not fit theta of shape \(3,\)"):
        rule.step(np.ones(3), np.ones(3))


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize(
    ("theta", "grad", "error", "words"),
    [
        ([1.0], np.ones(1), TypeError, r"theta is a list, expected a NumPy array"),
        (np.ones(1), 1.0, TypeError, r"grad is a float \(1\.0\), expected a NumPy array"),
        (np.ones(2), np.ones(3), ValueError, r"theta has shape \(2,\) and grad has shape \(3,\)"),
        (np.ones(2), np.ones((2, 1)), ValueError, r"expected the same shape"),
        (np.ones(2, int), np.ones(2), TypeError, r"dtype int64, which is too coarse.*astype\(fl"),
        (np.array(["a"]), np.ones(1), TypeError, r"theta has dtype <U1, expected numbers"),
        (np.ones(1), np.array([None]), TypeError, r"grad has dtype object, expected numbers"),
    ],
)
def test_two_vectors_that_do_not_fit_are_refused(kind, theta, grad, error, words):
    with pytest.raises(error, match=kind.__name__ + r": .*" + words):
        kind().step(theta, grad)


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("lr", [0, -0.1, np.nan, np.inf, True, "0.1", None])
def test_a_learning_rate_is_a_finite_number_above_zero(kind, lr):
    with pytest.raises((TypeError, ValueError), match=kind.__name__ + r": lr is .*above 0, such"):
        kind(lr=lr)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Momentum, "beta"), (Nesterov, "beta"), (RMSProp, "beta"), (Adam, "beta1"), (AdamW, "beta2")],
)
@pytest.mark.parametrize("value", [1, -0.1, np.nan, "0.9", True])
def test_a_share_that_survives_is_below_one(kind, name, value):
    with pytest.raises((TypeError, ValueError), match=rf"{kind.__name__}: {name} is .*below, 1"):
        kind(**{name: value})


def test_a_rule_without_a_step_says_so():
    with pytest.raises(NotImplementedError, match=r"Optimizer has no step\(self, theta, grad\)"):
        Optimizer(lr=0.1).step(np.ones(1), np.ones(1))
