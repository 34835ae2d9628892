"""The widgets of lesson 08: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import data, plots, widgets
from coursekit.lessons.l08_overfitting import memorizing as memory
from coursekit.lessons.l08_overfitting import penalty_on_weights as penalty
from coursekit.lessons.l08_overfitting import room_to_fit as room


@pytest.fixture(scope="module")
def points():
    rng = np.random.default_rng(1)
    return data.moons(60, rng, noise=0.35), data.moons(150, rng, noise=0.35)


@pytest.fixture(scope="module")
def clock(points):
    return widgets.memorizing(*points, cures=True)


@pytest.mark.parametrize("epoch", [0, 1, 17, 119, 120])
def test_every_epoch_is_drawn_and_its_words_count_who_is_wrong(clock, points, epoch):
    clock.set(epoch=epoch, cure="none")
    assert clock.error is None
    assert clock.live.png[1:4] == b"PNG"
    moment = clock.data
    assert f"Epoch {epoch}." in clock.words
    assert f"{moment.wrong.sum()} of 60 on the wrong side" in clock.words
    assert moment.wrong.mean() == pytest.approx(1 - moment.run.accuracy[0][epoch])
    shown = memory.evaluate(moment.run.net, memory.softmax_cross_entropy, *vars_of(points[1]))
    assert f"Validation loss {shown['loss']:.2f}" in clock.words


def vars_of(dataset):
    return dataset.x, dataset.y


def test_the_words_know_before_at_and_after_the_best_epoch(clock):
    best = clock.set(epoch=0, cure="none").data.best
    assert 0 < best < 120
    assert "The lowest validation loss so far is this one." in clock.words
    assert "so far is this one." in clock.set(epoch=best).words
    assert f"so far is that of epoch {best}." in clock.set(epoch=best + 3).words


def test_the_future_of_the_run_is_seen_and_said_only_after_a_stop(points):
    clock = widgets.memorizing(*points).set(epoch=9)
    best = clock.data.best
    assert lengths_of_curves(clock) == {10}
    assert str(best) not in clock.words
    clock.set(stopped=True)
    assert lengths_of_curves(clock) == {121}
    assert f"The best epoch for new examples would have come {best - 9} later." in clock.words
    assert "was 2 earlier" in clock.set(epoch=best + 2).words
    assert "Stopped, at the best epoch" in clock.set(epoch=best).words


def lengths_of_curves(clock):
    """How many epochs the two drawn losses have; the names and the marks aside."""
    left_and_right = plots.axes(1, 2)
    memory.draw(left_and_right, clock.data)
    return {len(line.get_xdata()) for line in left_and_right[0, 1].lines} - {0, 1, 2}


def test_the_goal_of_the_plain_clock_is_a_stop_near_the_best_epoch(points):
    clock = widgets.memorizing(*points)
    assert "cure" not in clock.controls
    best = clock.data.best
    assert not clock.set(epoch=best).at_goal
    met = {e: clock.set(epoch=best + e, stopped=True).at_goal for e in (-6, -5, 0, 5, 6)}
    assert [e for e, ok in met.items() if ok] == [-5, 0, 5]


def test_a_cure_reaches_the_end_in_good_state_and_nothing_does_not(clock):
    assert not clock.set(epoch=120, cure="none").at_goal
    assert clock.set(epoch=120, cure="L2, λ = 0.01").at_goal
    assert not clock.set(epoch=60).at_goal


def test_all_cures_start_from_the_same_network(clock):
    starts = [clock.set(epoch=0, cure=cure).data.run.theta[0] for cure in memory.CURES]
    np.testing.assert_array_equal(starts[0], starts[1])
    np.testing.assert_array_equal(starts[0], starts[2])


def test_the_map_is_white_where_the_network_is_undecided():
    image = memory.tinted(np.array([[0.5, 1.0, 0.0]]))
    np.testing.assert_allclose(image[0, 0], 1)
    assert image[0, 1, 2] > image[0, 1, 0]  # blue for class 1
    assert image[0, 2, 0] > image[0, 2, 1]  # pink for class 0


def test_it_takes_other_data_with_two_features():
    rng = np.random.default_rng(0)
    clock = widgets.memorizing(data.circles(40, rng), data.circles(40, rng)).set(epoch=120)
    assert clock.error is None


@pytest.mark.parametrize("parameters", [1, 2, 15])
@pytest.mark.parametrize("weighings", [15, 120])
@pytest.mark.parametrize("lam", [0.0, 0.0001, 0.1])
def test_the_growth_curve_is_drawn_and_said(parameters, weighings, lam):
    explorer = widgets.room_to_fit().set(parameters=parameters, weighings=weighings, strength=lam)
    assert explorer.error is None
    fit = explorer.data
    assert f"{fit.own[parameters - 1]:.2f} kg on its own weighings" in explorer.words
    assert f"{fit.new[parameters - 1]:.2f} kg on new ones" in explorer.words
    assert len(fit.w) == parameters


def test_the_words_name_under_and_overfitting():
    explorer = widgets.room_to_fit()
    assert "too stiff (underfitting)" in explorer.set(parameters=2).words
    assert "(overfitting)" in explorer.set(parameters=15).words
    assert "about as well" in explorer.set(parameters=5).words
    assert explorer.set(parameters=1).words.startswith("A curve with 1 parameter for 15 weighings.")


def test_more_knobs_never_fit_their_own_weighings_worse():
    own = room.compute(1, 30, 0.0).own
    assert np.all(np.diff(own) < 1e-9)


def test_the_typical_miss_on_new_weighings_is_the_one_that_chance_gives():
    fit, rng = room.compute(5, 15, 0.0), np.random.default_rng(1)
    new = room.truth(room.AGES) + rng.normal(size=(400, len(room.AGES)))
    measured = np.sqrt(np.mean((new - fit.curve) ** 2))
    assert measured == pytest.approx(fit.new[4], rel=0.02)  # 60,000 draws


def test_the_penalized_curve_is_at_the_bottom_of_its_score():
    fit = room.compute(6, 15, 0.01)
    powers = room.legvander(fit.age / 26 - 1, 5)
    slope = 2 * powers.T @ (powers @ fit.w - fit.kg) / 15 + 2 * 0.01 * np.append(0, fit.w[1:])
    np.testing.assert_allclose(slope, 0, atol=1e-9)


def test_the_goal_takes_a_price_or_many_weighings():
    explorer = widgets.room_to_fit()
    assert not explorer.set(parameters=15).at_goal
    assert not explorer.set(parameters=5).at_goal
    assert explorer.set(parameters=15, weighings=60).at_goal
    assert explorer.set(parameters=15, weighings=30, strength=0.01).at_goal


@pytest.mark.parametrize("kind", ["L1", "L2"])
@pytest.mark.parametrize("lam", [0.0, 0.3, 4.0])
def test_the_prices_are_drawn_and_said(kind, lam):
    explorer = widgets.penalty_on_weights().set(kind=kind, strength=lam)
    assert explorer.error is None
    zeros = int((explorer.data.w == 0).sum())
    said = "none of the 12 weights is exactly 0" if zeros == 0 else f"{zeros} weights of 12 are"
    assert said in explorer.words
    assert f"{abs(explorer.data.w).sum():.2f}" in explorer.words


def test_both_kinds_are_the_same_without_a_price_and_all_is_zero_in_the_end():
    np.testing.assert_allclose(penalty.path("L1")[0][0], penalty.path("L2")[0][0], atol=1e-9)
    assert not penalty.path("L1")[0][-1].any()


def test_l1_is_at_the_bottom_of_its_score():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(30, 5)), rng.normal(size=30)
    w = penalty.minimum_l1(x, y, 0.2)

    def score(w):
        return np.mean((x @ w - y) ** 2) + 0.2 * np.abs(w).sum()

    assert all(score(w) <= score(w + 0.01 * rng.normal(size=5)) for _ in range(200))


def test_one_weight_that_is_zero_is_said_in_the_singular():
    data_now = penalty.compute("L2", 0.0)
    w = data_now.w.copy()
    w[0] = 0
    assert "1 weight of 12 is exactly 0" in penalty.words(data_now._replace(w=w))


def test_the_goal_is_the_three_that_matter():
    explorer = widgets.penalty_on_weights()
    assert explorer.set(kind="L1", strength=0.5).at_goal
    assert not explorer.set(strength=0.2).at_goal
    assert not explorer.set(kind="L2", strength=0.5).at_goal


def test_the_six_cards_are_matched_one_by_one():
    puzzle = widgets.quiz("08.cards")
    letters = [chr(97 + puzzle.right.index(puzzle.pairs[card])) for card in "ABCDEF"]
    widgets.answer("08.cards", " ".join(letters))
    assert "6 of 6" in puzzle.feedback or "All" in puzzle.feedback


class Run:
    train_loss, val_loss = [0.75, 0.25], [0.5, 0.625]


def test_curve_cards_say_where_validation_was_lowest():
    said = plots.curve_cards({"A": Run, "B": Run}).words
    assert said.count("lowest at epoch 1.") == 2


@pytest.mark.parametrize(("n", "across", "down"), [(1, 1, 1), (3, 3, 1), (4, 2, 2), (9, 3, 3)])
def test_curve_cards_draw_one_card_for_each_run_in_rows(n, across, down):
    ax = plots.curve_cards({str(k): Run for k in range(n)}).ax
    ax.figure.draw_without_rendering()
    places = [card.get_position().p0.round(3) for card in ax.child_axes]
    assert (len(places), *(len(set(way)) for way in zip(*places, strict=True))) == (n, across, down)


@pytest.mark.parametrize("runs", [{}, {str(k): Run for k in range(10)}])
def test_curve_cards_refuse_none_and_too_many(runs):
    with pytest.raises((TypeError, ValueError), match=r"runs (is \{\}|has 10 entries), expected"):
        plots.curve_cards(runs)
