"""The widgets of lesson 01: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import data, plots, widgets

SECONDS = np.array([1.0, 2.0, 3.0, 4.0, 6.0])
KM = np.array([0.4, 0.6, 1.0, 1.5, 2.0])


def fine(explorer):
    """It shows a picture and a sentence and has no error."""
    return explorer.error is None and explorer.live.png[1:4] == b"PNG" and len(explorer.words) > 10


@pytest.fixture(scope="module")
def broken():
    return widgets.broken_cycle(data.moons(200, np.random.default_rng(1)))


@pytest.mark.parametrize("w", [-0.2, 0.0, 0.34, 1.0, 1.2])
def test_the_knob_is_drawn_over_its_whole_range(w):
    explorer = widgets.one_knob(SECONDS, KM).set(w=w)
    assert fine(explorer)
    assert explorer.data.loss == pytest.approx(np.mean((w * SECONDS - KM) ** 2))


def test_one_arrow_key_changes_the_picture_and_the_words_of_the_knob():
    explorer = widgets.one_knob(SECONDS, KM)
    before = explorer.live.png, explorer.words
    slider = explorer.controls["w"]
    slider.value -= slider.step
    assert explorer.live.png != before[0]
    assert explorer.words != before[1]


def test_the_words_of_the_knob_say_which_way_the_guesses_miss():
    explorer = widgets.one_knob(SECONDS, KM)
    assert "All 5 guesses are too high. The loss is 5.714" in explorer.words
    assert "All 5 guesses are too low" in explorer.set(w=0.0).words
    assert "3 of 5 guesses are too high, 2 too low" in explorer.set(w=0.34).words


def test_a_guess_that_hits_is_neither_high_nor_low():
    assert "0 of 1 guesses are too high, 0 too low" in widgets.one_knob([2.0], [2.0]).words


def test_only_the_best_setting_of_the_knob_reaches_its_goal():
    explorer = widgets.one_knob(SECONDS, KM)
    near = (0.30, 0.32, 0.34, 0.36, 0.38)
    assert [w for w in near if explorer.set(w=w).at_goal] == [0.34]


@pytest.mark.parametrize("step", range(1, 13))
@pytest.mark.parametrize("start", [0.0, 0.3, 1.0, 1.2])
def test_every_step_of_three_rounds_is_drawn_and_said(step, start):
    explorer = widgets.cycle_steps().set(step=step, start=start)
    assert fine(explorer)
    name = ("guess", "score", "blame", "adjust")[(step - 1) % 4]
    assert explorer.words.startswith(f"Round {(step + 3) // 4}, {name}: ")


def test_the_words_of_the_steps_are_the_arithmetic_on_paper():
    explorer = widgets.cycle_steps()
    assert "1 · 3 = 3 km" in explorer.words
    assert "(3 − 1)² = 2² = 4" in explorer.set(step=2).words
    assert "2 · 2 · 3 = 12, so turn w down" in explorer.set(step=3).words
    assert "1 − 0.05 · 12 = 0.4, the new w" in explorer.set(step=4).words
    assert "0.34 − 0.05 · 0.12 = 0.334" in explorer.set(step=12).words


def test_a_guess_too_low_turns_the_knob_up():
    explorer = widgets.cycle_steps().set(step=3, start=0.0)
    assert "2 · (−1) · 3 = −6, so turn w up" in explorer.words
    assert explorer.data.after > explorer.data.w


def ring_of(explorer):
    """What is written in the boxes of the ring."""
    return [text.get_text() for text in explorer._screen._figure.axes[0].texts]


def test_numbers_of_later_steps_are_not_shown_yet():
    explorer = widgets.cycle_steps()
    assert "(guess − y)²\n= ?" in ring_of(explorer)
    assert "(guess − y)²\n= 4" in ring_of(explorer.set(step=2))


def test_a_small_score_counts_only_once_it_is_seen():
    explorer = widgets.cycle_steps()
    reached = [explorer.set(step=step).at_goal for step in range(1, 13)]
    assert reached == [False] * 9 + [True] * 3


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("score", [True, False])
def test_without_adjusting_every_loss_stays_where_it_was(broken, score, shuffle):
    assert fine(broken.set(score=score, adjust=False, shuffle=shuffle))
    assert np.ptp(broken.data.losses, axis=1).max() == 0
    assert "stays exactly where it was" in broken.words
    assert not broken.at_goal


def test_with_everything_on_all_losses_fall(broken):
    assert fine(broken.set(score=True, adjust=True, shuffle=True))
    assert "lower in 3 of 3 runs" in broken.words
    assert broken.data.losses.shape == (3, 301)
    assert broken.data.off == []


@pytest.mark.parametrize("shuffle", [True, False])
def test_turning_without_a_score_reaches_the_goal_and_the_words_say_so(broken, shuffle):
    assert fine(broken.set(score=False, adjust=True, shuffle=shuffle))
    assert broken.at_goal
    assert broken.words.startswith("Switched off: score")
    assert "lower in 0 of 3 runs" in broken.words


def test_unshuffled_batches_come_class_by_class(broken):
    import sys

    module = sys.modules["coursekit.lessons.l01_learning_cycle.broken_cycle"]
    y = np.array([1, 0] * 20)
    rng = np.random.default_rng(0)
    first, second = list(module.batches(y, rng, shuffle=False))[:2]
    assert (y[first] == 0).all()
    assert (y[second] == 1).all()
    mixed = next(module.batches(y, rng, shuffle=True))
    assert 0 < y[mixed].mean() < 1


def test_names_beside_near_lines_do_not_touch(broken):
    broken.set(score=True, adjust=False, shuffle=True)
    broken._screen.picture(lambda ax: broken._draw(ax, broken.data))
    ax = broken._screen._figure.axes[0]
    names = [text.get_window_extent() for text in ax.texts]
    assert len(names) == 3
    assert not any(a.overlaps(b) for i, a in enumerate(names) for b in names[:i])


def test_the_ring_names_its_steps_in_order_and_marks_one():
    words = plots.learning_cycle(active="blame").words
    places = [words.index(name) for name in ("guess (", "score (", "blame (", "adjust (")]
    assert places == sorted(places)
    assert words.endswith("Now: blame.")
    assert "Now:" not in plots.learning_cycle().words


@pytest.mark.parametrize(
    ("lines", "active"), [({"guess": "a"}, ""), (None, "loss")], ids=["missing", "unknown"]
)
def test_a_ring_without_its_four_steps_is_refused(lines, active):
    from coursekit.plots.cycle import STEPS

    with pytest.raises(ValueError, match="expected lines for guess, score, blame, adjust"):
        plots.learning_cycle(lines or STEPS, active)
