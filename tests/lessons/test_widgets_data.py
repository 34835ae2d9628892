"""The widgets of lesson 07: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import data, plots, widgets
from coursekit.lessons.l07_data_splits import coin_flippers as coins
from coursekit.lessons.l07_data_splits import price_check as check
from coursekit.lessons.l07_data_splits import scaling_bowl as bowl
from coursekit.optimizers import SGD


@pytest.fixture(scope="module")
def planted():
    return data.plant_table_errors(data.houses().table, np.random.default_rng(0))


def drawn(explorer):
    return explorer.error is None and explorer.live.png[1:4] == b"PNG"


@pytest.mark.parametrize(("low", "high"), [(0, 10_000), (300, 400), (20, 800), (300, 10_000)])
def test_the_price_check_is_drawn_and_counts_what_lies_outside(planted, low, high):
    explorer = widgets.price_check(*planted).set(low=low, high=high)
    dirty, key = planted
    rate = dirty["price"] / dirty["sqft_living"]
    outside = np.flatnonzero((rate < low) | (rate > high))
    units = np.concatenate([key.rows("price_in_thousands"), key.rows("sqft_in_square_meters")])
    found = len(np.intersect1d(outside, units))
    assert drawn(explorer)
    assert explorer.words.endswith(
        f"Outside: {found} of 160 planted faults (true positives) and "
        f"{len(outside) - found:,} real sales (false positives)."
    )


def test_the_price_check_leaves_gaps_out_and_believes_everything_at_first(planted):
    explorer = widgets.price_check(*planted)
    assert np.isfinite(explorer.data.sales.rate).all()
    assert (explorer.data.true_positives, explorer.data.false_positives) == (0, 0)


def test_the_goal_of_the_price_check_asks_for_faults_and_spares_real_sales(planted):
    explorer = widgets.price_check(*planted)
    assert not explorer.at_goal
    assert not explorer.set(low=100, high=600).at_goal
    assert explorer.set(low=20, high=1000).at_goal


@pytest.mark.parametrize("unit", [20, 200, 240, 1000])
def test_the_scaling_bowl_is_drawn_and_said(unit):
    explorer = widgets.scaling_bowl().set(unit=unit)
    assert drawn(explorer)
    assert f"The bowl is {explorer.data.condition:.1f} times as curved" in explorer.words


@pytest.mark.parametrize("unit", [20, 200, 1000])
def test_the_way_down_is_the_one_that_sgd_walks_on_the_real_loss(unit):
    shown = widgets.scaling_bowl().set(unit=unit).data
    x, w = shown.x, bowl.START.copy()
    rate = 2 / np.linalg.eigvalsh(2 * x.T @ x / len(x)).sum()
    optimizer = SGD(lr=rate)
    for told in shown.path[:20]:
        np.testing.assert_allclose(w, told, atol=1e-9)
        optimizer.step(w, 2 * x.T @ (x @ w) / len(x))
    losses = np.mean((shown.path @ x.T) ** 2, axis=1) / np.mean((x @ bowl.START) ** 2)
    assert losses[-1] <= bowl.ENOUGH < losses[-2]


def test_the_bowl_is_roundest_where_both_columns_spread_alike():
    compute = widgets.scaling_bowl()._compute
    shapes = {unit: compute(unit) for unit in range(20, 1001, 20)}
    roundest = min(shapes, key=lambda unit: shapes[unit].condition)
    home, year = shapes[roundest].x.std(axis=0)
    assert home == pytest.approx(year, rel=0.1)
    assert shapes[20].condition > 50 < 10 * shapes[1000].condition
    assert shapes[roundest].steps <= 3 < shapes[20].steps


def test_the_goal_of_the_bowl_is_reached_in_the_middle_only():
    explorer = widgets.scaling_bowl()
    assert not explorer.at_goal
    assert explorer.set(unit=220).at_goal
    assert not explorer.set(unit=1000).at_goal


@pytest.mark.parametrize(("flippers", "questions"), [(10, 100), (10, 20), (1000, 20), (1000, 1000)])
def test_the_coin_flippers_are_drawn_and_said(flippers, questions):
    explorer = widgets.coin_flippers().set(flippers=flippers, questions=questions)
    assert drawn(explorer)
    assert len(explorer.data.accuracies) == flippers
    assert f"best one gets {explorer.data.accuracies.max():.1%}" in explorer.words
    assert coins.EDGES[0] < explorer.data.accuracies.min()
    assert explorer.data.winner < coins.EDGES[-1]


def test_more_flippers_never_lower_the_winner_and_more_questions_do():
    explorer = widgets.coin_flippers()
    winners = [explorer.set(flippers=n).data.winner for n in (10, 100, 1000)]
    assert winners == sorted(winners)
    assert explorer.set(questions=1000).data.winner < winners[-1]


def test_the_winner_is_near_a_half_on_new_questions_whatever_the_exam():
    again = [coins.compute(10, n).again for n in coins.QUESTIONS]
    assert max(abs(np.array(again) - 0.5)) < 0.02  # four standard deviations of 10,000 flips


def test_the_goal_of_the_flippers_asks_for_all_of_them_and_a_long_exam():
    explorer = widgets.coin_flippers()
    assert not explorer.set(questions=1000).at_goal
    assert not explorer.set(flippers=1000, questions=100).at_goal
    assert explorer.set(questions=1000).at_goal


def test_the_winner_s_two_marks_stand_at_its_two_accuracies():
    ax = plots.axes()
    coins.draw(ax, coins.Contest(10, np.array([0.4, 0.6, 0.9]), 0.51))
    lines = [artist for artist in ax.collections if hasattr(artist, "get_segments")]
    assert [line.get_segments()[0][0][0] for line in lines] == [0.9, 0.51]


def test_what_is_hatched_lies_outside_the_two_limits(planted):
    explorer = widgets.price_check(*planted).set(low=100, high=1000)
    ax = plots.axes()
    check.draw(ax, explorer.data)
    hatched = [patch.get_extents() for patch in ax.patches if patch.get_hatch()]
    spans = sorted(
        tuple(float(v) for v in ax.transData.inverted().transform(box.get_points())[:, 0])
        for box in hatched
    )
    assert [np.isclose(spans[0][1], 100), np.isclose(spans[1][0], 1000)] == [True, True]


def test_the_price_check_asks_for_all_faults_but_two():
    sales = check.Sales(np.zeros(30), np.arange(30) < 20, np.zeros(1))
    for found, reached in ((18, True), (17, False)):
        assert check.goal(check.Verdict(0, 1, sales, found, 0))[0] is reached


def presses(explorer, start, goal):
    """How many presses of an arrow key lead from one setting to another."""
    places = [
        [value for _, value in explorer.controls[name].options].index(setting[name])
        for setting in (start, goal)
        for name in goal
    ]
    return int(np.abs(np.subtract(*np.split(np.array(places), 2))).sum())


def test_the_goals_of_the_scales_are_a_few_presses_away(planted):
    check_prices, flippers = widgets.price_check(*planted), widgets.coin_flippers()
    assert check_prices.set(low=20, high=1000).at_goal
    assert presses(check_prices, {"low": 0, "high": 10_000}, {"low": 20, "high": 1000}) <= 10
    assert flippers.set(flippers=1000, questions=700).at_goal
    start = {"flippers": 10, "questions": 100}
    assert presses(flippers, start, {"flippers": 1000, "questions": 700}) <= 10


def test_whatever_limits_one_chooses_something_is_called_wrongly(planted):
    """The lesson says so below the widget."""
    sales, faults = widgets.price_check(*planted).data.sales, 160
    for low in [*check.LOWEST, *range(1, 60)]:
        for high in [*check.HIGHEST, *range(700, 3000, 20)]:
            verdict = check.compute(sales, low, high)
            assert verdict.false_positives + faults - verdict.true_positives > 0
