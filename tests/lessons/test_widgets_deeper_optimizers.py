"""The widgets of lesson 06's deeper sitting: the map of rates and βs, and the captive ball."""

import numpy as np
import pytest

from coursekit import Momentum, Nesterov, numerical_gradient, widgets
from coursekit.lessons.l06_optimizers import captive_ball as bowl
from coursekit.lessons.l06_optimizers import rolling
from coursekit.lessons.l06_optimizers.surfaces import VALLEY, walk

# The map.


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.67, 0.9])
@pytest.mark.parametrize("lr", [0.002, 0.0195, 0.033])
def test_the_map_holds_what_the_rule_of_the_package_does(lr, beta):
    for rule, look_ahead in ((Momentum, False), (Nesterov, True)):
        arrived = walk(VALLEY, rule(lr=lr, beta=beta), rolling.MOST).arrived
        steps = float(rolling.steps_until_low(np.array(lr), np.array(beta), look_ahead))
        assert steps == arrived if arrived else np.isnan(steps)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.67, 0.9])
@pytest.mark.parametrize("curvature", [1.0, 100.0])
def test_what_a_step_leaves_is_the_size_of_the_larger_root(beta, curvature):
    for lr in (0.002, 0.01, 0.03, 0.039):
        size = abs(np.roots([1, lr * curvature - 1 - beta, beta])).max()
        left = rolling.left_by_a_step(np.array(lr), np.array(beta), curvature)
        assert float(left) == pytest.approx(size, rel=1e-6)


def test_the_lines_are_where_a_direction_reaches_the_floor_and_where_it_flies_out():
    for beta in (0.3, 0.67, 0.9):
        floor = np.sqrt(beta)

        def left(lr, curvature, beta=beta):
            return float(rolling.left_by_a_step(np.array(lr), np.array(beta), curvature))

        along, across = (1 - floor) ** 2 / rolling.FLAT, (1 + floor) ** 2 / rolling.STEEP
        assert left(1.01 * along, rolling.FLAT) == pytest.approx(floor)
        assert left(0.99 * along, rolling.FLAT) > floor
        assert left(0.99 * across, rolling.STEEP) == pytest.approx(floor)
        assert left(1.01 * across, rolling.STEEP) > floor
        limit = 2 * (1 + beta) / rolling.STEEP
        assert left(0.999 * limit, rolling.STEEP) < 1 < left(1.001 * limit, rolling.STEEP)


def test_the_textbooks_setting_takes_fifty_steps_and_the_star_fewer():
    assert rolling.steps_until_low(*map(np.array, rolling.TEXTBOOK)) == 50
    tell = widgets.rate_and_beta().set(with_map=True)
    assert "takes 50 steps; the fewest are 35, at the star: rate 0.0320, β 0.69" in tell.words


def test_the_goal_of_the_map_is_missed_at_the_textbooks_setting_reached_beside_it_and_kept():
    explorer = widgets.rate_and_beta()
    assert not explorer.set(lr=0.033, beta=0.65).at_goal
    assert explorer.set(lr=0.032, beta=0.7).at_goal
    assert not explorer.set(lr=0.042, beta=0.7).at_goal
    assert explorer.goal_reached
    assert "flies out" in explorer.words
    assert "still under way" in explorer.set(lr=0.001, beta=0.0).words


# The captive ball.


def test_the_bowl_is_convex_smooth_and_its_gradient_is_that_of_its_height():
    places = np.linspace(-6, 6, 97) + 0.013
    for w in places:
        measured = numerical_gradient(lambda w: float(bowl.height(w)[0]), np.array([w]))
        np.testing.assert_allclose(bowl.gradient(np.array([w])), measured, atol=1e-5)
    rises = np.diff(bowl.gradient(places)) / np.diff(places)
    assert (rises > bowl.FLATTEST - 1e-9).all()
    assert (rises < bowl.STEEPEST + 1e-9).all()
    for edge in (1.0, 2.0):
        below, above = bowl.height(np.array([edge - 1e-9, edge + 1e-9]))
        assert below == pytest.approx(above, abs=1e-6)


def test_the_settings_are_those_the_notes_name():
    root = np.sqrt(bowl.STEEPEST / bowl.FLATTEST)
    assert pytest.approx(4 / (1 + root) ** 2) == bowl.BALL.lr
    assert pytest.approx(((root - 1) / (root + 1)) ** 2) == bowl.BALL.beta
    assert pytest.approx(1 / bowl.STEEPEST) == bowl.AHEAD.lr
    assert pytest.approx((root - 1) / (root + 1)) == bowl.AHEAD.beta


def test_one_start_in_nine_is_caught_in_one_circle_and_nesterov_always_arrives():
    rolls = [bowl.compute(start) for start in np.linspace(-6, 6, 241)]
    caught = [roll for roll in rolls if roll.captive]
    assert len(caught) / len(rolls) == pytest.approx(0.12, abs=0.02)
    circles = {tuple(sorted(roll.ball[-3:].round(2))) for roll in caught}
    assert circles == {(-1.80, 0.65, 2.12)}
    assert all(abs(roll.ball[-1]) < 1e-6 for roll in rolls if not roll.captive)
    assert all(abs(roll.ahead[-1]) < 1e-6 for roll in rolls)


def test_the_goal_of_the_bowl_is_missed_at_first_reached_by_arrow_keys_and_kept():
    explorer = widgets.captive_ball()
    assert not explorer.at_goal
    presses = 0
    while not explorer.at_goal:
        explorer.controls["start"].value += 0.1
        presses += 1
    assert presses < 20
    explorer.set(start=0.0)
    assert explorer.goal_reached
    assert not explorer.at_goal
    assert explorer.words.startswith("From w = 0.0 the ball is at the bottom already")
