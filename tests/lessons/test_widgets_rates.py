"""The widget of lesson 05: what it computes, what it says, what it does at the edges."""

import numpy as np
import pytest

from coursekit import widgets
from coursekit.lessons.l05_learning_rate import learning_rate_bowl as bowl
from coursekit.optimizers import SGD


@pytest.mark.parametrize(
    ("lr", "curvature"),
    [(0.05, 4.0), (0.01, 2.0), (1.1, 10.0), (0.5, 4.0), (0.25, 4.0), (0.2, 10.0)],
)
def test_the_bowl_is_drawn_and_said(lr, curvature):
    explorer = widgets.learning_rate_bowl().set(lr=lr, curvature=curvature)
    assert explorer.error is None
    assert explorer.live.png[1:4] == b"PNG"
    assert f"2/c = {2 / curvature:.3f}." in explorer.words


@pytest.mark.parametrize(("lr", "curvature"), [(0.05, 4.0), (0.3, 5.0), (0.21, 10.0)])
def test_the_walk_is_the_one_that_sgd_makes(lr, curvature):
    walk, w, optimizer = bowl.compute(lr, curvature), np.array([1.0]), SGD(lr=lr)
    for told in walk.w:
        assert w[0] == pytest.approx(told)
        optimizer.step(w, curvature * w)


@pytest.mark.parametrize(
    ("lr", "told"),
    [
        (0.05, "0.80: w creeps down on one side. The loss is below 0.0001 after 23 steps."),
        (0.25, "0.00: w lands on the bottom at once. The loss is below 0.0001 after 1 step."),
        (0.4, "-0.60: w jumps across the bottom and comes closer."),
        (0.5, "-1.00: w jumps to and fro and never comes closer. It never arrives."),
        (0.6, "-1.40: w jumps across the bottom, further each time. It never arrives."),
    ],
)
def test_the_words_name_the_kind_of_walk(lr, told):
    assert told in widgets.learning_rate_bowl().set(lr=lr).words


def test_the_steps_counted_are_the_first_that_are_low_enough():
    walk = bowl.compute(0.05, 4.0)
    assert walk.loss[walk.needed] < bowl.ENOUGH <= walk.loss[walk.needed - 1]


def test_a_tenth_of_the_rate_needs_about_ten_times_the_steps():
    assert bowl.compute(0.01, 2.0).needed / bowl.compute(0.1, 2.0).needed == pytest.approx(
        10, rel=0.15
    )  # the ratio of the logarithms of 0.98 and 0.8 is 11


def test_the_goal_asks_for_a_steep_bowl_and_few_steps():
    reached = widgets.learning_rate_bowl().set
    assert not reached(lr=0.25, curvature=4.0).at_goal
    assert not reached(lr=0.02, curvature=8.0).at_goal
    assert not reached(lr=0.3, curvature=8.0).at_goal
    assert reached(lr=0.12, curvature=8.0).at_goal
