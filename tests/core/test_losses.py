"""Losses: closed forms, slopes against central differences, and labels that do not fit."""

import math

import numpy as np
import pytest
from hypothesis import given
from referees import quick, seeds, sizes

from coursekit import (
    Linear,
    Sequential,
    binary_cross_entropy,
    mean_squared_error,
    normal,
    sigmoid,
    softmax,
    softmax_cross_entropy,
    zeros,
)


def case(loss, seed, N, K):
    """A prediction and labels for one of the losses."""
    rng = np.random.default_rng(seed)
    return {
        mean_squared_error: (rng.normal(size=(N, K)), rng.normal(size=(N, K))),
        # Away from 0 and 1, where the slope 1/p has its pole.
        binary_cross_entropy: (rng.uniform(0.05, 0.95, (N, K)), rng.integers(0, 2, (N, K))),
        softmax_cross_entropy: (rng.normal(0, 2, (N, K)), rng.integers(0, K, N)),
    }[loss]


@quick
@given(seeds, sizes, sizes)
def test_squared_error_is_its_formula(seed, N, K):
    y_hat, y = case(mean_squared_error, seed, N, K)
    total = sum((y_hat[n, k] - y[n, k]) ** 2 for n in range(N) for k in range(K))
    assert mean_squared_error(y_hat, y)[0] == pytest.approx(total / (N * K), rel=1e-13)


def test_a_perfect_prediction_costs_nothing_and_pulls_nowhere():
    y = np.arange(6.0).reshape(3, 2)
    score, gradient = mean_squared_error(y.copy(), y)
    assert score == 0
    assert not gradient.any()


def test_the_best_constant_guess_under_squared_error_is_the_mean():
    y = np.array([[1.0], [2.0], [9.0]])
    gradient = mean_squared_error(np.full((3, 1), y.mean()), y)[1]
    assert abs(gradient.sum()) < 1e-15
    assert mean_squared_error(np.full((3, 1), y.mean()), y)[0] == pytest.approx(y.var())


@quick
@given(seeds, sizes, sizes)
def test_binary_cross_entropy_is_its_formula(seed, N, K):
    p, y = case(binary_cross_entropy, seed, N, K)
    terms = [math.log(q if t else 1 - q) for q, t in zip(p.ravel(), y.ravel(), strict=True)]
    assert binary_cross_entropy(p, y)[0] == pytest.approx(-sum(terms) / p.size, rel=1e-13)


@quick
@given(seeds, sizes)
def test_behind_a_sigmoid_the_gradient_is_the_difference(seed, N):
    """∂L/∂z = (p − y)/N: the slope of σ cancels the pole of the logarithm."""
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=(N, 1)), rng.integers(0, 2, (N, 1))
    p = sigmoid(z)
    dz = binary_cross_entropy(p, y)[1] * p * (1 - p)
    np.testing.assert_allclose(dz, (p - y) / N, rtol=1e-12)


@quick
@given(seeds, sizes, sizes)
def test_softmax_cross_entropy_is_its_formula(seed, N, K):
    logits, y = case(softmax_cross_entropy, seed, N, K)
    p = softmax(logits)
    by_hand = -sum(math.log(p[n, y[n]]) for n in range(N)) / N
    score, gradient = softmax_cross_entropy(logits, y)
    assert score == pytest.approx(by_hand, rel=1e-12, abs=1e-14)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)


@quick
@given(seeds, sizes, sizes)
def test_cross_entropy_does_not_see_a_constant_added_to_a_row(seed, N, K):
    logits, y = case(softmax_cross_entropy, seed, N, K)
    moved = logits + np.random.default_rng(seed).normal(0, 100, (N, 1))
    a, b = softmax_cross_entropy(logits, y), softmax_cross_entropy(moved, y)
    assert b[0] == pytest.approx(a[0], rel=1e-11, abs=1e-12)
    np.testing.assert_allclose(b[1], a[1], atol=1e-12)


def test_two_classes_agree_with_the_yes_or_no_loss():
    rng = np.random.default_rng(0)
    logits, y = rng.normal(size=(20, 2)), rng.integers(0, 2, 20)
    p = sigmoid(logits[:, 1:] - logits[:, :1])
    expected = binary_cross_entropy(p, y[:, None])[0]
    assert softmax_cross_entropy(logits, y)[0] == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("K", [2, 3, 10, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_a_network_that_knows_nothing_scores_log_K(K, seed):
    """Exactly with zero weights; with tiny ones (std 1e-4) up to their square's order."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(50, 8)), rng.integers(0, K, 50)
    blank = Sequential(Linear(8, K, rng, init=zeros))
    assert softmax_cross_entropy(blank(x), y)[0] == pytest.approx(math.log(K), rel=1e-14)
    tiny = Sequential(Linear(8, K, rng, init=normal(1e-4)))
    assert softmax_cross_entropy(tiny(x), y)[0] == pytest.approx(math.log(K), abs=1e-3)


def test_huge_scores_give_huge_losses_and_no_overflow():
    logits = np.array([[1e4, 0.0]])
    assert softmax_cross_entropy(logits, np.array([0]))[0] == 0
    score, gradient = softmax_cross_entropy(logits, np.array([1]))
    assert score == 1e4
    assert gradient.tolist() == [[1, -1]]


@pytest.mark.parametrize(("dtype", "costs"), [("f4", 2.0**-23), ("f8", 1e-12)])
def test_a_saturated_probability_costs_what_its_dtype_can_tell_from_one(dtype, costs):
    """In float32 1 − 1e-12 is 1, and its logarithm's partner would be infinite."""
    for p, y in ((0.0, 1), (1.0, 0)):
        value, dp = binary_cross_entropy(np.array([p], dtype), np.array([y]))
        assert value == pytest.approx(-math.log(costs), rel=1e-5)
        assert np.isfinite(dp).all()


def test_labels_of_any_whole_number_type_do():
    logits = np.random.default_rng(0).normal(size=(3, 3))
    results = {
        softmax_cross_entropy(logits, np.array([0, 1, 2], dtype))[0]
        for dtype in (np.uint8, np.int8, np.int32, np.int64)
    }
    assert len(results) == 1


@pytest.mark.parametrize(
    ("y", "error", "words"),
    [
        (np.array([0, 3]), ValueError, r"label 3, expected 0 to 2 for 3 classes.*one output for"),
        (np.array([-1, 0]), ValueError, r"label -1, expected 0 to 2.*Count from 0"),
        (np.array([0.0, 1.0]), TypeError, r"dtype float64, expected whole-number.*astype\(int\)"),
        (np.eye(3)[:2], ValueError, r"shape \(2, 3\), expected \(N,\).*argmax\(axis=1\)"),
        (np.array([[0], [1]]), ValueError, r"shape \(2, 1\), expected \(N,\).*ravel"),
        (np.array([0, 1, 2]), ValueError, r"3 labels, expected 2: one for each row"),
        (["cat", "dog"], TypeError, r"y is a list, expected a NumPy array"),
        (np.array(["cat", "dog"]), TypeError, r"dtype <U3, expected numbers"),
    ],
)
def test_labels_that_do_not_fit_the_scores_are_named(y, error, words):
    with pytest.raises(error, match=r"softmax_cross_entropy: .*" + words):
        softmax_cross_entropy(np.zeros((2, 3)), y)


@pytest.mark.parametrize("loss", [mean_squared_error, binary_cross_entropy])
@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (((4, 1), (4,)), r"\(4, 1\).*\(4,\), expected the same shape\. Try y\.reshape\("),
        (((4, 2), (4, 1)), r"\(4, 2\).*\(4, 1\), expected the same shape"),
        (((0, 1), (0, 1)), r"no example in it"),
    ],
)
def test_shapes_are_never_broadcast_in_silence(loss, shapes, words):
    with pytest.raises(ValueError, match=loss.__name__ + r".*" + words):
        loss(np.zeros(shapes[0]), np.zeros(shapes[1]))


def test_scores_given_as_probabilities_are_noticed():
    with pytest.raises(ValueError, match=r"p runs from -3 to 2, expected 0 to 1\..*the logits\?"):
        binary_cross_entropy(np.array([-3.0, 2.0]), np.array([0, 1]))
    with pytest.raises(ValueError, match=r"y runs from 0 to 2, expected 0 to 1\. Labels are 0 or"):
        binary_cross_entropy(np.array([0.3, 0.2]), np.array([0, 2]))


def test_softmax_cross_entropy_wants_rows_of_scores():
    with pytest.raises(ValueError, match=r"logits has shape \(3,\), expected \(N, K\).*\[None\]"):
        softmax_cross_entropy(np.zeros(3), np.array([0]))
    with pytest.raises(ValueError, match=r"logits has shape \(0, 3\): there is no example"):
        softmax_cross_entropy(np.zeros((0, 3)), np.array([], dtype=int))
