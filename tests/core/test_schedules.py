"""Schedules: step -> learning rate, in closed form."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import quick

from coursekit import constant, cosine, step_decay, warmup

rates = st.floats(1e-6, 10)
counts = st.integers(1, 1000)


@quick
@given(rates, counts)
def test_constant_stays(lr, step):
    assert constant(lr)(step) == constant(lr)(0) == lr


@quick
@given(rates, st.floats(0.1, 0.9), counts)
def test_step_decay_drops_at_every_multiple_and_nowhere_else(lr, factor, every):
    rate = step_decay(lr, factor, every)
    assert rate(0) == rate(every - 1) == lr
    assert rate(every) == rate(2 * every - 1) == pytest.approx(lr * factor)
    assert rate(3 * every) == pytest.approx(lr * factor**3)


@quick
@given(rates, counts)
def test_cosine_starts_at_lr_is_half_in_the_middle_and_stays_at_zero(lr, steps):
    rate = cosine(lr, 2 * steps)
    assert rate(0) == lr
    assert rate(steps) == pytest.approx(lr / 2)
    assert rate(2 * steps) == rate(5 * steps) == pytest.approx(0, abs=1e-15)
    curve = [rate(step) for step in range(2 * steps + 1)]
    assert curve == sorted(curve, reverse=True)
    for step in range(steps):
        # Point symmetry about the middle.
        assert curve[step] + curve[2 * steps - step] == pytest.approx(lr)


@quick
@given(rates, counts)
def test_warmup_climbs_in_equal_steps_and_then_follows_the_other_schedule(lr, steps):
    rate = warmup(constant(lr), steps)
    assert 0 < rate(0) == pytest.approx(lr / steps)
    climb = [rate(step) for step in range(steps)]
    assert all(math.isclose(r, lr * (i + 1) / steps) for i, r in enumerate(climb))
    assert rate(steps - 1) == pytest.approx(lr)
    after = warmup(step_decay(lr, 0.5, steps), steps)
    assert after(steps) == pytest.approx(lr / 2)
    assert after(2 * steps) == pytest.approx(lr / 4)


@pytest.mark.parametrize("make", [constant, lambda lr: step_decay(lr, 0.5, 10),
                                  lambda lr: cosine(lr, 10)])  # fmt: skip
@pytest.mark.parametrize("lr", [0, -1, math.nan, math.inf, True, "0.1", None])
def test_a_schedule_starts_from_a_rate_above_zero(make, lr):
    with pytest.raises((TypeError, ValueError), match=r"lr is .*above 0"):
        make(lr)


@pytest.mark.parametrize("steps", [0, -3, 2.5, True, None])
def test_lengths_are_whole_numbers_of_at_least_one(steps):
    for make in (cosine, lambda lr, n: step_decay(lr, 0.5, n),
                 lambda lr, n: warmup(constant(lr), n)):  # fmt: skip
        with pytest.raises((TypeError, ValueError), match=r"(steps|every) is .*whole number"):
            make(0.1, steps)


@pytest.mark.parametrize("factor", [0, -0.5, math.nan])
def test_a_factor_is_above_zero(factor):
    with pytest.raises(ValueError, match=r"step_decay: factor is .*above 0"):
        step_decay(0.1, factor, 10)
