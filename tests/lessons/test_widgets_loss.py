"""The widgets of lesson 03: their numbers, their words, their limits."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import Linear, ReLU, Sequential, data, numerical_gradient, plots
from coursekit.lessons.l03_loss.confident_mistake import compute as slopes
from coursekit.lessons.l03_loss.cross_entropy_curve import compute as predicted
from coursekit.lessons.l03_loss.cross_entropy_curve import words
from coursekit.lessons.l03_loss.watch_guesses import slowly
from coursekit.widgets import confident_mistake, cross_entropy_curve, watch_guesses


@pytest.mark.parametrize(
    ("cat", "truth", "loss"),
    [(90, "cat", 0.105), (50, "cat", 0.693), (10, "cat", 2.303), (1, "cat", 4.605),
     (90, "dog", 2.303), (99, "dog", 4.605), (1, "dog", 0.010)],
)  # fmt: skip
def test_the_loss_is_the_logarithm_of_what_the_truth_was_given(cat, truth, loss):
    assert predicted(cat, truth).loss == pytest.approx(loss, abs=5e-4)


def test_the_curve_states_the_loss_and_compares_it_with_a_coin_flip():
    explorer = cross_entropy_curve()
    assert explorer.error is None
    assert "gave cat 90%. The loss is -ln 0.90 = 0.105: less than a coin flip" in explorer.words
    assert "dog, and the prediction gave dog 50%" in explorer.set(cat=50, truth="dog").words
    assert "the same as a coin flip" in explorer.words
    assert "6.6 times that of a coin flip" in words(predicted(1, "cat"))


@pytest.mark.parametrize("truth", ["cat", "dog"])
def test_the_goal_of_the_curve_needs_a_confident_mistake(truth):
    explorer = cross_entropy_curve().set(truth=truth)
    reached = {cat: explorer.set(cat=cat).at_goal for cat in (1, 2, 50, 98, 99)}
    sure_and_wrong = 1 if truth == "cat" else 99
    assert [cat for cat, ok in reached.items() if ok] == [sure_and_wrong]
    assert explorer.error is None


@pytest.mark.parametrize("z", [-8.0, -0.5, 0.0, 3.0, 8.0])
def test_the_slopes_of_both_losses_agree_with_central_differences(z):
    at = np.array([z])
    for k in (0, 1):
        slope = numerical_gradient(lambda z, k=k: float(slopes(float(z[0])).losses[k]), at)
        # central differences with a step of 1e-5 are exact to about 1e-9 here
        assert slopes(z).slopes[k] == pytest.approx(slope[0], abs=1e-8)


def test_a_confident_mistake_hardly_moves_the_squared_error():
    explorer = confident_mistake()
    assert not explorer.at_goal
    assert "50.0%: undecided" in explorer.words
    explorer.set(z=-6.0)
    assert explorer.at_goal
    assert "with 0.2%: wrong" in explorer.words
    assert "slope 0.9975. Squared error: loss 0.995, slope 0.0049" in explorer.words
    assert "203 times steeper" in explorer.words
    assert "right" in explorer.set(z=8.0).words
    assert explorer.error is None


def test_the_squared_error_stays_below_one_and_the_cross_entropy_does_not():
    far = slopes(-8.0)
    assert far.losses[1] < 1 < 8 < far.losses[0]


def net_and_pets(hidden=3, n=6, size=8):
    rng = np.random.default_rng(0)
    pets = data.faces(n, rng, size=size)
    return Sequential(Linear(size * size, hidden, rng), ReLU(), Linear(hidden, 2, rng)), pets


def test_watch_guesses_hands_back_every_loss_and_says_what_the_network_answers(capsys):
    net, pets = net_and_pets()
    assert watch_guesses(iter([0.7, 0.5]), net, pets, steps=2, seconds=0) == [0.7, 0.5]
    right = int(np.sum(net(pets.x).argmax(axis=1) == pets.y))
    said = capsys.readouterr().out
    assert f"After 2 steps the loss is 0.600. Right predictions: {right} of 6." in said


@pytest.mark.parametrize(("hidden", "n"), [(1, 2), (12, 12), (20, 13)])
def test_watch_guesses_draws_any_number_of_units_and_pictures(hidden, n, capsys):
    net, pets = net_and_pets(hidden, n)
    watch_guesses([0.7], net, pets, steps=1, seconds=0)
    assert f" of {n}." in capsys.readouterr().out


def test_watch_guesses_needs_pictures():
    net, _ = net_and_pets()
    points = data.moons(4, np.random.default_rng(0))
    with pytest.raises(ValueError, match="holds no pictures"):
        watch_guesses([0.7], net, points, steps=1, seconds=0)


def test_slowing_a_run_down_does_not_change_it():
    assert list(slowly(iter([3, 2, 1]), steps=3, seconds=0.0)) == [3, 2, 1]


def test_spread_states_median_and_range_and_refuses_unequal_settings():
    runs = {"a": {"x": [1.0, 2.0, 4.0]}, "b": {"x": [0.0, 0.5, 1.0]}}
    said = plots.spread(runs, ylabel="loss", references={"ln 2": 0.69}).words
    assert said == ("loss, median of 3 seeds (range): with x, a 2 (1 to 4) and b 0.500 (0 to 1).")
    with pytest.raises(ValueError, match="different lists of settings"):
        plots.spread({"a": {"x": [1.0]}, "b": {"y": [1.0]}}, ylabel="loss")
    with pytest.raises(ValueError, match="spread"):
        plots.spread({}, ylabel="loss")
