"""Update rules: where their path is known in closed form, and what they refuse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import quick, seeds

from coursekit import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp
from coursekit.optimizers import Optimizer

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
    """Under a constant push g the velocity after t steps is g (1 − βᵗ)/(1 − β)."""
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


def test_a_rule_without_a_step_says_so():
    with pytest.raises(NotImplementedError, match=r"Optimizer has no step\(self, theta, grad\)"):
        Optimizer(lr=0.1).step(np.ones(1), np.ones(1))
