"""line_fit, loss_valley and knob_sweep: what they say is true of their data."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit import plots
from coursekit.plots.text import number

floats = st.floats(-10, 10).map(lambda v: round(v, 2))
points = st.lists(st.tuples(floats, floats), min_size=1, max_size=8)


@given(points, floats)
@settings(max_examples=25, deadline=None)
def test_line_fit_names_its_error_and_its_longest_stick(pairs, w):
    x, y = np.array(pairs).T
    sentence = plots.line_fit(x, y, w).words
    error = w * x - y
    if not error.any():
        assert "meets all" in sentence
        return
    assert f"is {number(np.mean(error**2))}. The longest" in sentence
    worst = error[np.abs(error).argmax()]
    assert sentence.endswith("too high." if worst > 0 else "too low.")


def test_line_fit_draws_one_stick_for_each_point():
    ax = plots.line_fit([1, 2, 3], [2, 3, 7], w=2.0).ax
    sticks = ax.collections[0].get_segments()
    assert [abs(s[1][1] - s[0][1]) for s in sticks] == pytest.approx([0, 1, 1])


@given(st.floats(-1.9, 1.9), st.floats(-1.9, 1.9))
@settings(max_examples=25, deadline=None)
def test_the_valley_says_which_way_is_down(w, bottom):
    ws = np.linspace(-2, 2, 401)
    sentence = plots.loss_valley(ws, (ws - bottom) ** 2, w).words
    if abs(w - bottom) > 0.05:
        assert f"make w {'smaller' if w > bottom else 'larger'}" in sentence
    low = float(re.search(r"at w = ([-\d.e]+)\.$", sentence)[1])
    assert low == pytest.approx(bottom, abs=0.0051)  # half of a grid step and of the last digit


def test_the_valley_names_loss_and_slope_where_we_stand():
    ws = np.linspace(-2, 2, 401)
    assert "At w = 1 the loss is 1 and its slope is 2:" in plots.loss_valley(ws, ws**2, 1).words


def test_a_flat_valley_gives_no_direction():
    assert "the curve is flat here" in plots.loss_valley([0, 1, 2], [5, 5, 5], 1.0).words


def test_the_sweep_counts_the_values_of_the_accuracy():
    steps = np.linspace(-1, 1, 21)
    sentence = plots.knob_sweep(steps, (steps > 0) * 0.5, (steps - 0.5) ** 2).words
    assert "takes 2 values, from 0% to 50%, and does not change in 19 of 20 steps" in sentence
    assert sentence.endswith("it is lowest, 0, at 0.500.")


def test_the_sweep_draws_one_line_through_both_panels():
    ax = plots.knob_sweep([0, 1, 2], [0.5, 0.5, 1], [3, 2, 1], here=1.0).ax
    lines = [panel.lines[-1].get_xdata() for panel in ax.child_axes]
    assert np.array_equal(lines, [[1, 1], [1, 1]])


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.line_fit([], [], 1.0), "no example"),
        (lambda: plots.line_fit([1, 2], [1], 1.0), "x has 2, y has 1 entries"),
        (lambda: plots.line_fit([1, np.nan], [1, 2], 1.0), "NaN"),
        (lambda: plots.line_fit([1, 2], [1, 2], np.inf), "line_fit: w is inf"),
        (lambda: plots.loss_valley([0, 1], [1, 1], 0.5), "3 or more"),
        (lambda: plots.loss_valley([2, 1, 0], [1, 1, 1], 0.5), "rising order"),
        (lambda: plots.loss_valley([0, 1, 2], [1, 1, 1], 3.0), "Give ws a wider range"),
        (lambda: plots.knob_sweep([0, 1], [0.5, 0.5], [1.0]), "loss has 1 entries"),
    ],
)
def test_data_that_does_not_fit_is_named(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
