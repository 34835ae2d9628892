"""The drawing board: what it says is what the network answers."""

from __future__ import annotations

import re

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, widgets

THREE = [
    "..####..",
    ".....##.",
    ".....##.",
    "...###..",
    ".....##.",
    ".....##.",
    ".....##.",
    "..####..",
]


@pytest.fixture
def board():
    return widgets.doodle()


def ink(rows):
    return np.array([[16 if square == "#" else 0 for square in row] for row in rows])


def number_said(text):
    return int(re.search(r"The network says (\d)", text)[1])


def test_it_starts_with_a_five_that_is_read(board):
    assert (
        board.words == "The writer meant 5. The network says 5, more than 99% sure. That is right."
    )
    assert not board.goal_reached


@pytest.mark.parametrize("digit", range(10))
def test_a_drawing_by_others_of_each_digit_is_told_true(board, digit):
    board.choose(digit)
    assert board.words.startswith(f"The writer meant {digit}. The network says {digit}, ")
    assert board.words.endswith("That is right.")
    assert board.field.drawings[digit] == data.digits().class_names[digit]


def test_the_last_drawing_fools_the_network(board):
    board.choose(10)
    assert (
        board.words == "The writer meant 3. The network says 5, more than 99% sure. That is wrong."
    )
    assert len(board.field.drawings) == 11


def test_a_three_of_your_own_reaches_the_goal_and_one_by_others_does_not(board):
    board.choose(3)
    assert board.shares[3] > 0.9
    assert not board.goal_reached
    board.draw(ink(THREE))
    assert board.goal_reached
    assert number_said(board.words) == 3
    board.clear()
    assert board.goal_reached, "once reached, it stays reached"
    assert board.field.goal.startswith("✓ Goal reached: draw a 3 of your own")
    assert "<strong>✓ Goal reached: draw a 3" in board.html
    assert repr(widgets.doodle()).endswith("— not yet."), "a cell that is run again begins anew"


def test_one_dot_in_the_corner_turns_a_five_into_a_two(board):
    """As lesson 00 says, with the reason that it gives."""
    dotted = board.pixels.copy()
    dotted[7, 7], dotted[6, 7], dotted[7, 6] = 16, dotted[6, 7] + 2, dotted[7, 6] + 2
    assert number_said(board.draw(dotted).words) == 2
    assert board.shares[2] > 0.9
    digits = data.digits()
    inked = digits.images[:, 7, 7] > 0.25
    assert np.isin(digits.y[inked], [1, 2]).mean() > 0.95


def test_an_empty_board_has_an_answer_too(board):
    board.clear()
    assert board.words.startswith("The board is empty. The network says ")
    assert board.words.endswith("it always has an answer.")


def test_a_full_board_and_a_single_dot_are_read(board):
    for pixels in (np.full((8, 8), 16), np.eye(8, dtype=int)):
        assert number_said(board.draw(pixels).words) == board.shares.argmax()


def test_one_stroke_makes_a_drawing_your_own(board):
    pixels = board.pixels.copy()
    pixels[0, 0] = 1
    assert not board.draw(pixels).words.startswith("The writer meant")
    assert "Its second choice is" in board.words


def test_what_the_browser_sends_is_read_like_a_typed_drawing(board):
    typed = widgets.doodle().draw(ink(THREE))
    board.field.set_state({"pixels": ink(THREE).ravel().tolist(), "chosen": -1})
    assert board.words == typed.words
    assert board.field.shares == typed.field.shares


def test_the_shares_are_those_of_the_network(board):
    assert board.shares.sum() == pytest.approx(1)
    logits = board.net(board.pixels.reshape(1, 64) / 16)
    np.testing.assert_allclose(board.field.shares, ck.softmax(logits)[0])


def test_a_network_without_knobs_cannot_choose(board):
    board.net.theta[...] = 0
    empty = widgets.doodle(board.net)
    assert empty.words == "The network cannot choose: each of the ten digits gets 10%."
    np.testing.assert_allclose(empty.field.shares, 0.1)


def test_percentages_never_claim_certainty(board):
    for i in range(11):
        assert not re.search(r"\b(0|100)%", board.choose(i).words)


@pytest.mark.parametrize("pixels", [np.zeros(64, int), np.full((8, 8), 17), np.full((8, 8), 0.5)])
def test_a_drawing_of_another_shape_or_range_is_refused(board, pixels):
    before = board.words
    with pytest.raises(ValueError, match=r"expected \(8, 8\) whole numbers from 0"):
        board.draw(pixels)
    assert board.words == before


def test_without_a_kernel_the_board_is_a_picture_with_the_same_words(board):
    bundle = board._repr_mimebundle_()
    assert board.words in bundle["text/html"]
    assert '<img alt="' in bundle["text/html"]
    assert bundle["text/plain"] == f"{board.words} {board.field.goal}"
    assert bundle["text/html"] == widgets.doodle()._repr_mimebundle_()["text/html"]
