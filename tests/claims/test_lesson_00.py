"""The numbers in lesson 00: what the bundled network reads, and what it does without its knobs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from tools import train_doodle_net

DOODLES = Path(__file__).with_name("doodles_lesson_00.txt")
"""Forty drawings made with the mouse on the board in JupyterLab: digit, size, ink of 64 squares."""


def trained():
    rng = np.random.default_rng(0)
    net = ck.Sequential(ck.Linear(64, 100, rng), ck.ReLU(), ck.Linear(100, 10, rng))
    net.load_state_dict(data.digit_weights())
    return net


def kept_away():
    return data.digits().split(np.random.default_rng(train_doodle_net.SPLIT_SEED)).test


@pytest.mark.claim("00-doodles")
@pytest.mark.parametrize(("size", "right"), [("large", 18), ("small", 11)])
def test_so_many_of_our_own_drawings_were_read(size, right):
    lines = [line.split() for line in DOODLES.read_text("utf-8").splitlines()]
    y = np.array([int(digit) for digit, kind, _ in lines if kind == size])
    x = np.array([[int(ink, 17) for ink in row] for _, kind, row in lines if kind == size]) / 16
    assert len(y) == 20
    assert (trained()(x).argmax(axis=1) == y).sum() == right


def test_the_network_reads_262_of_270_drawings_that_it_never_saw():
    test = kept_away()
    assert len(test) == 270
    assert (trained()(test.x).argmax(axis=1) == test.y).sum() == 262


def test_no_test_drawing_comes_close_to_a_tie():
    logits = np.sort(trained()(kept_away().x), axis=1)
    assert (logits[:, -1] - logits[:, -2]).min() > 0.01  # rounding differs by less than 1e-9


def test_with_all_knobs_at_zero_every_answer_is_zero():
    net, test = trained(), kept_away()
    assert net.n_params == 7510
    net.theta[...] = 0
    assert not net(test.x).any()
    assert ck.accuracy(net(test.x), test.y) < 0.15  # the share of zeros among the drawings


def test_the_training_took_about_12000_steps_on_1257_digits_and_their_copies():
    split = data.digits().split(np.random.default_rng(train_doodle_net.SPLIT_SEED))
    N = len(split.train) * (1 + train_doodle_net.COPIES)
    assert len(split.train) == 1257
    assert 11_500 < train_doodle_net.EPOCHS * N / train_doodle_net.BATCH < 12_500


def test_moved_copies_stay_drawings():
    images = kept_away().images[:50]
    copies = train_doodle_net.moved_copies(images, np.random.default_rng(0))
    assert copies.shape == images.shape
    assert copies.min() >= 0
    assert copies.max() <= 1
    assert not np.allclose(copies, images)


def test_a_picture_between_its_own_pixels_is_itself():
    images = kept_away().images[:5]
    row, column = np.meshgrid(np.arange(8.0), np.arange(8.0), indexing="ij")
    same = train_doodle_net.between_pixels(images, row[None], column[None])
    np.testing.assert_allclose(same, images, atol=1e-6)  # the last pixel is met to 1e-9


def test_mostly_ones_and_twos_have_ink_in_the_square_at_the_bottom_right():
    split = data.digits().split(np.random.default_rng(train_doodle_net.SPLIT_SEED))
    labels = split.train.y[split.train.images[:, 7, 7] > 0]
    assert np.isin(labels, (1, 2)).mean() > 0.7


def test_every_digit_takes_19_to_21_squares_of_ink():
    digits = data.digits()
    means = [digits.x[digits.y == k].sum(axis=1).mean() for k in range(10)]
    assert 18.5 < min(means) <= max(means) < 21.0


def test_every_drawing_fills_its_square_from_top_to_bottom():
    rows = data.digits().images.max(axis=2)
    assert (rows[:, [0, -1]] > 0).all()
