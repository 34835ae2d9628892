"""histogram and unit_map: pictures of many values, and of one unit."""

import numpy as np
import pytest

from coursekit import plots

X, Y = np.array([[-1.0, 0.5], [1.0, -0.5]]), np.array([0, 1])


def test_the_bars_of_a_histogram_count_every_value():
    ax = plots.histogram([0.1, 0.2, 0.2, 0.9], bins=4).ax
    assert sum(bar.get_height() for bar in ax.patches) == 4


def test_the_words_hold_mean_and_range_of_each_group():
    said = plots.histogram({"a": [0.0, 1.0], "b": [2.0, 2.0]}, xlabel="height").words
    assert "a, 2 values, mean 0.500, from 0 to 1; b, 2 values, mean 2, from 2 to 2." in said


def test_groups_share_one_scale():
    ax = plots.histogram({"a": [0.0, 1.0], "b": [5.0, 9.0]}).ax
    upper, lower = ax.child_axes
    assert upper.get_xlim() == lower.get_xlim()


def test_equal_values_make_one_bar():
    ax = plots.histogram([0.5, 0.5, 0.5]).ax
    assert max(bar.get_height() for bar in ax.patches) == 3


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({}, "groups has 0 entries"),
        ({str(k): [1.0] for k in range(5)}, "groups has 5 entries"),
        ([np.nan], "NaN"),
        ([[1.0]], r"expected \(M,\)"),
    ],
)
def test_a_histogram_says_what_does_not_fit(groups, message):
    with pytest.raises(ValueError, match=message):
        plots.histogram(groups)


def test_a_unit_that_wakes_on_one_side_is_above_zero_on_half_the_plane():
    said = plots.unit_map(lambda p: np.maximum(p[:, 0], 0), X, Y, name="unit 3").words
    assert said.startswith("unit 3 is above 0 on 49.4% of the plane")  # 40 of 81 columns


def test_the_line_stands_where_the_unit_wakes_up():
    ax = plots.unit_map(lambda p: p[:, 0] - 0.5, X, Y).ax
    line = ax.collections[0].get_paths()[0].vertices
    assert line[:, 0] == pytest.approx(0.5, abs=0.02)  # within a cell of the grid


def test_a_silent_unit_has_no_line():
    assert "on 0% of the plane" in plots.unit_map(lambda p: 0 * p[:, 0], X, Y).words


@pytest.mark.parametrize(
    ("unit", "x", "message"),
    [
        (lambda p: p, X, "one number each"),
        (lambda p: p[:, 0], np.ones((2, 3)), r"expected \(N, 2\)"),
        (lambda p: p[:, 0] * np.inf, X, "inf|NaN"),
    ],
)
def test_a_unit_map_says_what_does_not_fit(unit, x, message):
    with pytest.raises(ValueError, match=message), np.errstate(invalid="ignore"):
        plots.unit_map(unit, x, Y)
