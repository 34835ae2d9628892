"""Penalties: their formula, their slope, and what they do to a solution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import LIMIT, norm_error, off_zero, quick, seeds, sizes, slope

from coursekit import l1, l2

prices = st.floats(0, 2)


@pytest.mark.parametrize("penalty", [l1, l2])
@quick
@given(seeds, sizes, sizes, prices)
def test_the_gradient_matches_central_differences(penalty, seed, n, m, lam):
    """Weights stay away from 0, where |w| has its kink."""
    w = off_zero(np.random.default_rng(seed).normal(size=(n, m)))
    assert norm_error(penalty(w, lam)[1], slope(lambda: penalty(w, lam)[0], w)) < LIMIT


@quick
@given(seeds, sizes, prices)
def test_the_penalties_are_their_sums(seed, n, lam):
    w = np.random.default_rng(seed).normal(size=n)
    assert l1(w, lam)[0] == pytest.approx(lam * sum(abs(v) for v in w), rel=1e-13)
    assert l2(w, lam)[0] == pytest.approx(lam * sum(v * v for v in w), rel=1e-13)


def test_l2_carries_no_half():
    assert l2(np.array([3.0]), 1.0) == (9.0, np.array([6.0]))


def test_at_zero_the_slope_of_l1_is_taken_as_zero():
    assert l1(np.zeros(3), 1.0)[1].tolist() == [0, 0, 0]


def test_ridge_regression_has_its_closed_form_where_the_slopes_cancel():
    """(xᵀx + N λ) w = xᵀy solves mean squared error plus λ Σ w², for one output."""
    rng = np.random.default_rng(0)
    N, lam = 40, 0.3
    x, y = rng.normal(size=(N, 3)), rng.normal(size=N)
    w = np.linalg.solve(x.T @ x + N * lam * np.eye(3), x.T @ y)
    data_slope = 2 * x.T @ (x @ w - y) / N
    np.testing.assert_allclose(data_slope + l2(w, lam)[1], 0, atol=1e-14)


@pytest.mark.parametrize("penalty", [l1, l2])
def test_weights_are_left_alone_and_keep_their_dtype(penalty):
    w = np.array([1.0, -2.0], np.float32)
    value, gradient = penalty(w, 0.1)
    assert w.tolist() == [1, -2]
    assert type(value) is float
    assert gradient.dtype == np.float32


@pytest.mark.parametrize("penalty", [l1, l2])
@pytest.mark.parametrize("lam", [-0.1, np.nan, np.inf, "small", None, True])
def test_a_price_is_a_number_of_at_least_zero(penalty, lam):
    with pytest.raises((TypeError, ValueError), match=r"lam is .*at least 0"):
        penalty(np.ones(2), lam)


@pytest.mark.parametrize("penalty", [l1, l2])
def test_weights_are_an_array_of_numbers(penalty):
    with pytest.raises(TypeError, match=r"w is a list, expected a NumPy array"):
        penalty([1.0], 0.1)
