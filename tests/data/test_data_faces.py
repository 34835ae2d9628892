"""Drawn faces: cats differ from dogs, and the difficulty can be turned up."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit.data import Dataset, draw_cat, draw_dog, faces


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def logistic_regression_accuracy(data: Dataset, seed: int) -> float:
    """Test accuracy of 400 steps of plain gradient descent on the pixels."""
    train, _, test = data.split(rng(seed))
    mean = train.x.mean(axis=0)
    w, b = np.zeros(data.D), 0.0
    for _ in range(400):
        p = 1 / (1 + np.exp(-((train.x - mean) @ w + b)))
        w -= 0.05 * (train.x - mean).T @ (p - train.y) / len(train)
        b -= 0.05 * (p - train.y).mean()
    return float((((test.x - mean) @ w + b > 0) == test.y).mean())


@pytest.mark.parametrize("seed", [0, 1])
def test_easy_faces_are_separated_by_a_line_and_hard_ones_are_not(seed):
    # Measured over 6 seeds on 60 test faces: easy 0.98 to 1.00, hard 0.55 to 0.85.
    assert logistic_regression_accuracy(faces(400, rng(seed)), seed) > 0.95
    hard = faces(400, rng(seed), pose=2.0, invert=0.25)
    assert logistic_regression_accuracy(hard, seed) < 0.9


@pytest.mark.parametrize("size", [8, 16, 28, 65])
def test_faces_come_in_any_size(size):
    data = faces(4, rng(), size=size)
    assert data.images.shape == (4, size, size)
    assert data.class_names == ("cat", "dog")
    assert data.x.min() >= 0
    assert data.x.max() <= 1


@pytest.mark.parametrize("draw", [draw_cat, draw_dog])
def test_a_larger_picture_shows_the_same_animal(draw):
    small, large = draw(rng(3), size=16), draw(rng(3), size=64)
    shrunk = large.reshape(16, 4, 16, 4).mean(axis=(1, 3))
    # Both average the same drawing over the same pixels, at 4 and at 16 points along each side.
    assert abs(shrunk - small).mean() < 0.01


@pytest.mark.parametrize("draw", [draw_cat, draw_dog])
def test_pose_0_is_upright_and_in_the_middle(draw):
    # Left and right mirror each other in the mean; ears, whiskers and patches are drawn at random.
    mean = np.mean([draw(rng(seed), size=24, pose=0.0) for seed in range(60)], axis=0)
    assert abs(mean - mean[:, ::-1]).max() < 0.15
    turned = draw(rng(1), size=24, pose=2.0)
    assert abs(turned - turned[:, ::-1]).max() > 0.3


def test_cats_have_ears_in_the_upper_corners_and_dogs_a_round_crown():
    cats = np.mean([draw_cat(rng(s), 16, 0.0) for s in range(20)], axis=0)
    dogs = np.mean([draw_dog(rng(s), 16, 0.0) for s in range(20)], axis=0)
    ear, crown = (2, 3), (3, 8)
    assert cats[ear] > dogs[ear] + 0.2
    assert dogs[crown] > cats[crown] + 0.2
    labeled = faces(60, rng(), pose=0.0)
    assert labeled.images[labeled.y == 0].mean(axis=0)[ear] > cats[ear] - 0.1
    assert labeled.images[labeled.y == 1].mean(axis=0)[ear] < dogs[ear] + 0.1


def test_invert_turns_that_share_into_negatives():
    plain = faces(400, rng(), noise=0.0)
    mixed = faces(400, rng(), noise=0.0, invert=0.25)
    negative = np.isclose(mixed.x, 1 - plain.x).all(axis=1)
    assert np.isclose(mixed.x[~negative], plain.x[~negative]).all()
    # 400 draws at 0.25: the standard deviation is 8.7 pictures.
    assert abs(negative.sum() - 100) < 4 * 8.7


def test_invert_1_makes_every_picture_a_negative():
    plain, all_of_them = (faces(20, rng(), noise=0.0, invert=share) for share in (0.0, 1.0))
    assert np.isclose(all_of_them.x, 1 - plain.x).all()


def test_no_two_faces_are_alike():
    assert len(np.unique(faces(100, rng(), noise=0.0).x, axis=0)) == 100
