"""Made-up sets are balanced, repeatable, and lie where their equations say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.data import blobs, circles, faces, messages, moons, spirals

GENERATORS = [moons, circles, spirals, blobs, faces]


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("make", GENERATORS)
def test_the_same_seed_gives_the_same_data(make):
    first, again, other = make(20, rng(1)), make(20, rng(1)), make(20, rng(2))
    assert np.array_equal(first.x, again.x)
    assert np.array_equal(first.y, again.y)
    assert not np.array_equal(first.x, other.x)


@given(n=st.integers(5, 60), K=st.integers(1, 5))
def test_classes_are_balanced_to_one(n, K):
    for data in (spirals(n, rng(), K=K), blobs(n, rng(), K=K)):
        counts = np.bincount(data.y, minlength=K)
        assert counts.sum() == n
        assert counts.max() - counts.min() <= 1
        assert len(data.class_names) == K
    assert abs(np.diff(np.bincount(moons(n, rng()).y))[0]) <= 1
    assert abs(np.diff(np.bincount(circles(n, rng()).y))[0]) <= 1


@pytest.mark.parametrize("make", GENERATORS)
def test_rows_come_shuffled(make):
    y = make(40, rng()).y
    assert y.tolist() != sorted(y.tolist())
    assert (np.diff(y) == 0).any(), "labels do not just take turns"


def test_points_without_noise_lie_on_their_curves():
    data = circles(50, rng(), noise=0.0, inner_radius=0.3)
    assert np.allclose(np.hypot(*data.x.T), np.where(data.y == 0, 1.0, 0.3))
    data = moons(50, rng(), noise=0.0)
    center = np.where(data.y[:, None] == 0, [0, 0], [1, 0.5])
    assert np.allclose(np.hypot(*(data.x - center).T), 1)
    assert (data.x[data.y == 0, 1] >= 0).all()
    assert (data.x[data.y == 1, 1] <= 0.5).all()
    data = spirals(50, rng(), K=3, noise=0.0, turns=0.5)
    radius = np.hypot(*data.x.T)
    angle = 2 * np.pi * (0.5 * radius + data.y / 3)
    assert np.allclose(data.x, np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))


def test_noise_has_the_standard_deviation_that_was_asked():
    data = blobs(20_000, rng(), noise=0.5, centers=np.zeros((1, 3)))
    # The standard error of a standard deviation is 0.5 / sqrt(2 * 60000) = 0.0014.
    assert data.x.std() == pytest.approx(0.5, abs=0.006)
    assert data.x.shape == (20_000, 3)


def test_blobs_stand_around_their_centers():
    centers = np.array([[0.0, 10.0], [10.0, 0.0]])
    data = blobs(1000, rng(), noise=1.0, centers=centers)
    for k in (0, 1):
        # 500 points: the mean is within 5 standard errors of 0.045.
        assert np.allclose(data.x[data.y == k].mean(axis=0), centers[k], atol=0.23)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: moons(1, rng()), "n is 1, expected at least 2"),
        (lambda: spirals(4, rng(), K=5), "n is 4, expected at least 5"),
        (lambda: moons(10.0, rng()), "whole number"),
        (lambda: moons(10, 0), "default_rng"),
        (lambda: moons(10, rng(), noise=-1), "noise is -1"),
        (lambda: blobs(10, rng(), K=0), "K is 0"),
        (lambda: blobs(10, rng(), centers=np.zeros(2)), r"centers has shape \(2,\)"),
        (lambda: circles(10, rng(), inner_radius=np.nan), "inner_radius is nan"),
        (lambda: blobs(10, rng(), centers=np.full((2, 2), np.nan)), "centers holds 4 values"),
        (lambda: blobs(10, rng(), K="two", centers=np.zeros((2, 2))), "K is the text 'two'"),
        (lambda: moons(10**12, rng()), "more than fit into memory"),
        (lambda: moons(100, rng(), noise=1e308), r"noise is 1e\+308, .* beyond all numbers"),
        (lambda: spirals(10, rng(), turns="many"), "turns is the text 'many'"),
        (lambda: spirals(10, rng(), turns=np.nan), "turns is a float"),
        (lambda: faces(10, rng(), pose=11), "pose is 11, expected a number from 0 to 10"),
        (lambda: faces(10, rng(), size=10**6), "more than fit into memory"),
        (lambda: faces(10, rng(), size=0), "size is 0"),
        (lambda: faces(10, rng(), pose=-1), "pose is -1"),
        (lambda: faces(10, rng(), noise="much"), "noise is the text"),
        (lambda: faces(10, rng(), invert=2), "invert is 2, expected a number from 0 to 1"),
        (lambda: faces(10, rng(), invert=-0.1), "invert is -0.1"),
    ],
)
def test_arguments_outside_their_range_are_explained(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_messages_are_balanced_complete_and_not_plain_ascii():
    texts, y = messages(200, rng())
    assert (len(texts), y.sum()) == (200, 100)
    assert not any("{" in text for text in texts)
    assert 0 < sum(not text.isascii() for text in texts) < 200
    assert texts == messages(200, rng())[0]
