"""The widgets of lesson 06: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import SGD, Adam, Momentum, numerical_gradient, widgets
from coursekit.lessons.l06_optimizers import ball_in_valley as ball
from coursekit.lessons.l06_optimizers import optimizer_race as race
from coursekit.lessons.l06_optimizers import training_budget as budget
from coursekit.lessons.l06_optimizers.surfaces import SURFACES, VALLEY, walk

# The surfaces.


@pytest.mark.parametrize("name", SURFACES)
def test_the_slope_of_a_surface_is_that_of_its_loss(name):
    surface = SURFACES[name]
    for place in (surface.start, (0.3, -0.4), (-1.2, 0.7)):
        measured = numerical_gradient(lambda w: float(surface.loss(*w)), np.array(place))
        np.testing.assert_allclose(surface.slope(np.array(place)), measured, atol=1e-6)


@pytest.mark.parametrize("name", SURFACES)
def test_the_star_is_the_lowest_place_and_the_start_lies_high_enough(name):
    surface = SURFACES[name]
    x, y = np.linspace(*surface.x, 801), np.linspace(*surface.y, 801)
    lowest = surface.loss(x[None, :], y[:, None]).min()
    assert lowest == pytest.approx(surface.lowest, abs=1e-3)  # the map's points are not the bottom
    assert surface.lowest < surface.enough < surface.loss(*surface.start)


def test_who_arrived_stays_and_was_not_there_a_step_earlier():
    way = walk(VALLEY, Momentum(lr=0.01, beta=0.9), 400)
    assert way.arrived is not None
    assert (way.loss[way.arrived :] <= VALLEY.enough).all()
    assert way.loss[way.arrived - 1] > VALLEY.enough
    assert (way.loss[: way.arrived] <= VALLEY.enough).any()  # it was low before, and rose again


def test_a_walk_that_leaves_the_map_is_stopped_and_never_arrives():
    way = walk(VALLEY, SGD(lr=0.05), 400)
    assert way.flew_out
    assert way.arrived is None
    assert len(way.path) < 20


# The ball.


@pytest.mark.parametrize(
    ("lr", "beta"), [(0.018, 0.0), (0.002, 0.0), (0.002, 0.95), (0.044, 0.95), (0.044, 0.0)]
)
def test_the_ball_is_drawn_and_said_at_every_edge(lr, beta):
    explorer = widgets.ball_in_valley().set(lr=lr, beta=beta)
    assert explorer.error is None
    assert explorer.live.png[1:4] == b"PNG"
    assert f"0.02 · (1 + β) = {0.02 * (1 + beta):.3f}." in explorer.words


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_the_limit_that_the_words_name_is_the_limit(beta):
    limit = 0.02 * (1 + beta)
    below, above = (ball.compute(share * limit, beta).walk for share in (0.98, 1.02))
    assert abs(below.path[-1]).max() < 10
    assert abs(above.path[-1, 1]) > 10


def test_the_words_of_the_ball_name_how_it_ended():
    tell = widgets.ball_in_valley().set
    assert "plain steps: the loss stays below 0.001 after 298 steps" in tell(lr=0.018).words
    assert "it flies out of the valley" in tell(lr=0.03, beta=0.0).words
    assert "after 300 steps it is still under way" in tell(lr=0.002, beta=0.0).words
    assert "a ball with β = 0.70: the loss stays below 0.001 after 36 steps" in (
        tell(lr=0.03, beta=0.7).words
    )


def test_plain_steps_cannot_reach_the_goal_and_a_ball_can():
    reach = widgets.ball_in_valley().set
    assert not any(reach(lr=lr, beta=0.0).at_goal for lr in (0.01, 0.018, 0.02, 0.03))
    assert reach(lr=0.03, beta=0.7).at_goal


# The race.


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(
    ("lr", "beta", "adaptive"), [(0.001, 0.0, 0.001), (7.0, 0.95, 7.0), (0.1, 0.9, 0.1)]
)
def test_the_race_is_drawn_and_names_every_rule_once(surface, lr, beta, adaptive):
    explorer = widgets.optimizer_race().set(surface=surface, lr=lr, beta=beta, adaptive=adaptive)
    assert explorer.error is None
    assert explorer.live.png[1:4] == b"PNG"
    assert explorer.words.startswith(f"On the {surface}, ")
    assert all(explorer.words.count(name) == 1 for name in ("SGD", "momentum", "Adam"))


def test_the_race_names_the_fastest_first_and_counts_its_steps():
    told = widgets.optimizer_race().set(surface="plateau", lr=1.0, adaptive=0.1)
    alone = walk(SURFACES["plateau"], Adam(lr=0.1), race.MOST)
    assert list(told.data.arrived) == ["momentum", "Adam", "SGD"]
    assert f"Adam after {alone.arrived} steps" in told.words


@pytest.mark.parametrize(
    ("surface", "settings"),
    [
        ("bowl", {"lr": 1.0}),
        ("narrow valley", {"lr": 0.02, "beta": 0.8, "adaptive": 0.5}),
        ("saddle", {"lr": 0.5}),
        ("plateau", {"lr": 3.0}),
        ("pit", {"lr": 0.01, "beta": 0.9, "adaptive": 0.1}),
    ],
)
def test_each_goal_can_be_reached_and_is_not_at_the_start(surface, settings):
    poor = {"lr": 0.001, "beta": 0.0, "adaptive": 0.001}
    explorer = widgets.optimizer_race().set(surface=surface, **poor)
    assert not explorer.at_goal
    assert explorer.set(**settings).at_goal


def test_on_some_surface_each_of_the_three_comes_first():
    first = widgets.optimizer_race().set
    bowl = first(surface="bowl", lr=1.0, beta=0.9, adaptive=1.0).data.arrived
    pit = first(surface="pit", lr=0.01, beta=0.9, adaptive=0.1).data.arrived
    plateau = first(surface="plateau", lr=0.01, beta=0.9, adaptive=0.1).data.arrived
    assert [next(iter(arrived)) for arrived in (bowl, pit, plateau)] == ["SGD", "momentum", "Adam"]


# The budget.


def test_gpt_3_on_a_laptop_takes_200_000_years():
    explorer = widgets.training_budget()
    assert "each of 174.6 billion weights" in explorer.words
    assert "about 3.1 · 10²³." in explorer.words
    assert "about 200,000 years" in explorer.words
    assert explorer.error is None


@pytest.mark.parametrize("machine", budget.SPEEDS)
@pytest.mark.parametrize(("n_params", "n_tokens"), [(1e6, 1e6), (1e12, 1e13), (1e12, 1e6)])
def test_the_budget_is_drawn_at_every_edge(machine, n_params, n_tokens):
    explorer = widgets.training_budget()
    explorer.set(n_params=n_params, n_tokens=n_tokens, machine=machine)
    assert explorer.error is None
    assert 0 < explorer.data.seconds < 1e20  # the scale's end


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.0006, "about 0.0006 seconds"), (59, "about 59 seconds"), (90, "about 1.5 minutes"),
     (86_400, "about 1 day"), (6.3e12, "about 200,000 years")],
)  # fmt: skip
def test_a_duration_is_said_in_the_unit_that_fits(seconds, told):
    assert budget.duration(seconds) == told


def test_the_goal_asks_for_enough_text_on_a_laptop():
    reach = widgets.training_budget().set
    assert reach(n_params=1e6, n_tokens=1e8, machine="one laptop core").at_goal
    assert not reach(n_params=1e7, n_tokens=1e8).at_goal
    assert not reach(n_params=1e7, n_tokens=1e9).at_goal
    assert not reach(n_params=1e6, n_tokens=1e8, machine="one data-center chip").at_goal


def test_the_goal_is_half_a_day_on_a_laptop():
    speed = budget.SPEEDS["one laptop core"]
    for hours, reached in ((11.9, True), (12.1, False)):
        made = budget.Budget(1e6, 1e9, "one laptop core", hours * 3600 * speed)
        assert budget.goal(made)[0] is reached
