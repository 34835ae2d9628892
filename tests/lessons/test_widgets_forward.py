"""The widgets of lesson 02: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import widgets
from coursekit.functional import relu, softmax
from coursekit.lessons.l02_forward_pass import forward_steps as steps
from coursekit.lessons.l02_forward_pass import matrix_product as product

CORNERS = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
ON = np.array([0, 1, 1, 0])
BAR = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])


def fine(explorer):
    """It shows a picture and a sentence and has no error."""
    return explorer.error is None and explorer.live.png[1:4] == b"PNG" and len(explorer.words) > 10


@pytest.mark.parametrize(
    ("step", "ears", "snout"),
    [(0, 0.0, 0.0), (1, 1.0, 2.0), (2, 3.0, 3.0), (4, 3.0, 0.0), (5, 0.0, 3.0), (7, 3.0, 3.0)],
)
def test_every_step_of_every_animal_is_drawn_and_said(step, ears, snout):
    explorer = widgets.forward_steps().set(step=step, ears=ears, snout=snout)
    assert fine(explorer)
    assert explorer.words.startswith(f"Step {step} of 7.")


def test_the_walk_is_the_forward_pass():
    walk = widgets.forward_steps().set(ears=2.5, snout=0.5).data
    h = relu(np.array([[2.5, 0.5]]) @ steps.W1 + steps.B1)
    logits = h @ steps.W2 + steps.B2
    assert walk.h == pytest.approx(h[0])
    assert walk.p == pytest.approx(softmax(logits)[0])


def test_the_words_of_the_walk_are_the_arithmetic():
    explorer = widgets.forward_steps()
    assert "1.00 · 1.00 + 2.00 · (−1.50) + 0.50 = −1.50" in explorer.set(step=1).words
    assert "stays silent and passes on 0.00" in explorer.set(step=2).words
    assert "1.00 · (−0.50) + 2.00 · 1.00 + (−0.50) = 1.00" in explorer.set(step=3).words
    assert "it passes on 1.00" in explorer.set(step=4).words
    assert "cat: 0.00 · 1.00 + 1.00 · (−0.70) + 0.00 = −0.70" in explorer.set(step=5).words
    assert "cat 10.0%, dog 90.0%" in explorer.set(step=7).words


def test_the_undecided_animal_counts_only_at_the_last_step():
    explorer = widgets.forward_steps().set(ears=1.0, snout=1.0, step=6)
    assert not explorer.at_goal
    assert explorer.set(step=7).at_goal
    assert not explorer.set(snout=2.0).at_goal


@pytest.mark.parametrize("row", [0, 1])
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_and_a_column_meet_in_their_entry_of_the_product(row, column):
    explorer = widgets.matrix_product().set(row=row, column=column)
    assert fine(explorer)
    assert explorer.data.answer == (product.X @ steps.W1)[row, column]
    assert explorer.words.startswith(f"Animal {row} meets unit {column}: ")


def test_the_sum_is_written_out_and_found_at_one_place_only():
    explorer = widgets.matrix_product()
    assert explorer.words.endswith(": 1 · 1 + 2 · (−1.5) = −2.")
    assert not explorer.at_goal
    assert [explorer.set(row=i, column=j).at_goal for i in (0, 1) for j in (0, 1)] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("first", "second", "bend"), [(0, 0, "ReLU"), (345, 345, "none"), (135, 315, "ReLU")]
)
def test_two_units_draw_every_direction(first, second, bend):
    assert fine(widgets.two_units(CORNERS, ON).set(first=first, second=second, bend=bend))


def test_two_bent_units_reach_all_corners_and_the_words_count_them():
    explorer = widgets.two_units(CORNERS, ON).set(first=135, second=315)
    assert explorer.at_goal
    assert "4 of 4 examples are right" in explorer.words


def test_without_a_bend_no_direction_gets_all_corners():
    compute = widgets.two_units(CORNERS, ON)._compute  # the pictures would only cost time
    right = [
        compute(first=a, second=b, bend="none").right
        for a in range(0, 360, 15)
        for b in range(0, 360, 15)
    ]
    assert max(right) == 3


@pytest.mark.parametrize(
    ("cat", "dog", "both"), [(-5.0, -5.0, -5), (-5.0, 5.0, 5), (0.0, 2.2, 5), (5.0, -5.0, -5)]
)
def test_probabilities_are_the_softmax_of_the_logits(cat, dog, both):
    explorer = widgets.two_logits().set(cat=cat, dog=dog, both=both)
    assert fine(explorer)
    assert explorer.data.p == pytest.approx(softmax(np.array([[cat, dog]]))[0])
    assert f"dog {100 * explorer.data.p[1]:.1f}%" in explorer.words


def test_the_larger_logit_is_named_with_its_ratio():
    explorer = widgets.two_logits()
    assert "equal" in explorer.words
    assert "The logit of cat is 1.0 above that of dog" in explorer.set(cat=2.0).words
    assert "e^1.0 = 2.7 times" in explorer.words


def test_adding_to_both_logits_does_not_reach_the_goal_and_ln_9_does():
    explorer = widgets.two_logits()
    assert not any(explorer.set(both=k).at_goal for k in (-5, 5))
    assert explorer.set(dog=3.2).at_goal


@pytest.mark.parametrize("weights", ["left to right: [-1, 1]", "top to bottom: [-1, 1] turned"])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 2), (1, 0)])
def test_the_patch_stays_inside_the_picture(weights, row, column):
    explorer = widgets.sliding_patch(BAR).set(row=row, column=column, weights=weights)
    assert fine(explorer)
    assert explorer.data.patch.shape == explorer.data.kernel.shape
    assert explorer.data.answer == pytest.approx((explorer.data.patch * explorer.data.kernel).sum())


def test_the_words_say_which_way_it_gets_lighter():
    explorer = widgets.sliding_patch(BAR)
    assert "0.00 · (−1) + 1.00 · 1 = 1.00: it gets lighter to the right" in explorer.words
    assert "lighter to the left" in explorer.set(column=1).words
    turned = "top to bottom: [-1, 1] turned"
    assert "no edge here" in explorer.set(weights=turned).words
    assert "lighter upward" in widgets.sliding_patch(1 - BAR.T).set(weights=turned, row=0).words


def test_an_edge_of_either_sign_reaches_the_goal_and_a_flat_place_does_not():
    explorer = widgets.sliding_patch(BAR)
    assert explorer.at_goal
    assert explorer.set(column=1).at_goal
    assert not widgets.sliding_patch(np.zeros((2, 2))).at_goal
