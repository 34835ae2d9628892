"""Paths over a loss of two knobs: what is drawn, what is said, what is refused."""

import numpy as np
import pytest

from coursekit import plots

WINDOW = {"x": (-1.0, 1.0), "y": (-1.0, 1.0)}


def bowl(x, y):
    return x**2 + y**2


def test_the_sentence_tells_start_ends_and_steps():
    paths = {"SGD": [(1, 1), (0.5, 0.5)], "ball": [(1, 1), (0, 1), (0, 0)]}
    assert plots.descent_paths(bowl, paths, **WINDOW).words == (
        "From a loss of 2: SGD is at 0.500 after 1 step; ball is at 0 after 2 steps."
    )


def test_the_star_stands_at_the_lowest_place():
    ax = plots.descent_paths(
        lambda x, y: (x - 0.5) ** 2 + (y + 0.25) ** 2, {"SGD": [(1, 1)]}, **WINDOW
    ).ax
    star = next(line for line in ax.lines if line.get_marker() == "*")
    np.testing.assert_allclose(star.get_xydata(), [[0.5, -0.25]], atol=0.01)  # the map's mesh


def test_the_contour_lines_are_places_of_one_loss():
    ax = plots.descent_paths(bowl, {"SGD": [(1, 1)]}, **WINDOW).ax
    lines = ax.collections[0].get_segments()
    assert len(lines) >= 10
    for line in lines:
        assert np.ptp(bowl(*line.T)) < 1e-3  # linear interpolation in a fine mesh


def test_a_path_that_flew_out_does_not_move_the_window():
    ax = plots.descent_paths(bowl, {"SGD": [(1.0, 1.0), (1e9, -1e9)]}, **WINDOW).ax
    assert ax.get_xlim() == (-1, 1)


@pytest.mark.parametrize("path", [[(1, 2, 3)], [1.0, 2.0], [(np.nan, 1.0)], []])
def test_a_path_of_other_things_than_pairs_is_refused(path):
    with pytest.raises(ValueError, match=r"descent_paths: paths\['ball'\]"):
        plots.descent_paths(bowl, {"ball": path}, **WINDOW)
