"""The pure functions: their closed forms, their extremes, and what they refuse."""

import numpy as np
import pytest
from hypothesis import given
from referees import quick, seeds, sizes

from coursekit import accuracy, log_softmax, one_hot, relu, sigmoid, softmax, tanh

# A few roundings of numbers near 1: ten machine epsilons of float64.
ROUNDING = 10 * np.finfo(float).eps


def scores(seed, N, K, scale=5.0):
    return np.random.default_rng(seed).normal(0, scale, (N, K))


@quick
@given(seeds, sizes, sizes)
def test_sigmoid_is_its_textbook_formula(seed, N, K):
    z = scores(seed, N, K)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=0, atol=ROUNDING)


@quick
@given(seeds, sizes, sizes)
def test_sigmoid_of_minus_z_is_the_other_probability(seed, N, K):
    z = scores(seed, N, K)
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), rtol=0, atol=ROUNDING)


def test_sigmoid_and_tanh_do_not_overflow_at_the_largest_floats():
    ends = np.array([-np.inf, -1.7e308, 1.7e308, np.inf])
    assert sigmoid(ends).tolist() == [0, 0, 1, 1]
    assert tanh(ends).tolist() == [-1, -1, 1, 1]


@quick
@given(seeds, sizes, sizes)
def test_tanh_is_a_stretched_sigmoid(seed, N, K):
    z = scores(seed, N, K)
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, rtol=0, atol=ROUNDING)


def test_relu_keeps_the_positive_and_leaves_its_input_alone():
    z = np.array([[-2.0, -0.0, 0.5, 3.0]])
    before = z.copy()
    assert relu(z).tolist() == [[0, 0, 0.5, 3]]
    assert (z == before).all()


@quick
@given(seeds, sizes, sizes)
def test_softmax_rows_are_probabilities_in_the_ratio_of_exponentials(seed, N, K):
    z = scores(seed, N, K)
    p = softmax(z)
    assert (p > 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=ROUNDING)
    np.testing.assert_allclose(p, np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), rtol=1e-13)


@quick
@given(seeds, sizes, sizes)
def test_softmax_does_not_see_a_constant_added_to_a_row(seed, N, K):
    z = scores(seed, N, K)
    shift = scores(seed, N, 1, scale=100)
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12)


@quick
@given(seeds, sizes, sizes)
def test_softmax_follows_a_reordering_of_the_classes_and_of_the_rows(seed, N, K):
    z, rng = scores(seed, N, K), np.random.default_rng(seed)
    rows, columns = rng.permutation(N), rng.permutation(K)
    np.testing.assert_allclose(
        softmax(z[rows][:, columns]), softmax(z)[rows][:, columns], rtol=ROUNDING
    )


@quick
@given(seeds, sizes)
def test_softmax_of_two_classes_is_the_sigmoid_of_the_difference(seed, N):
    z = scores(seed, N, 2)
    np.testing.assert_allclose(softmax(z)[:, 1], sigmoid(z[:, 1] - z[:, 0]), atol=ROUNDING)


@quick
@given(seeds, sizes, sizes)
def test_log_softmax_is_the_logarithm_of_softmax(seed, N, K):
    z = scores(seed, N, K)
    np.testing.assert_allclose(log_softmax(z), np.log(softmax(z)), rtol=1e-12, atol=1e-13)


def test_log_softmax_survives_where_the_probability_itself_is_rounded_to_zero():
    z = np.array([[0.0, 1e5]])
    assert softmax(z)[0, 0] == 0
    assert log_softmax(z).tolist() == [[-1e5, 0]]


@quick
@given(seeds, sizes, sizes)
def test_one_hot_has_a_single_one_at_the_label(seed, N, K):
    y = np.random.default_rng(seed).integers(0, K, N)
    rows = one_hot(y, K)
    assert rows.shape == (N, K)
    assert (rows.argmax(axis=1) == y).all()
    assert (rows.sum(axis=1) == 1).all()
    assert np.isin(rows, [0, 1]).all()


@quick
@given(seeds, sizes, sizes)
def test_accuracy_counts_the_hits(seed, N, K):
    p = scores(seed, N, K)
    y = np.random.default_rng(seed + 1).integers(0, K, N)
    hits = sum(max(range(K), key=lambda k: p[n, k]) == y[n] for n in range(N))
    assert accuracy(p, y) == hits / N
    assert accuracy(softmax(p), y) == accuracy(p, y)


def test_a_row_with_nan_has_no_largest_score_and_counts_as_wrong():
    assert accuracy(np.full((4, 2), np.nan), np.array([0, 1, 0, 1])) == 0
    assert accuracy(np.array([[0.9, np.nan], [0.9, 0.1]]), np.array([1, 0])) == 0.5


def test_of_equal_scores_the_first_counts():
    assert accuracy(np.zeros((4, 3)), np.array([0, 0, 1, 2])) == 0.5


@pytest.mark.parametrize("function", [sigmoid, tanh, relu, softmax, log_softmax])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_keep_their_dtype(function, dtype):
    assert function(np.ones((2, 3), dtype)).dtype == dtype


@pytest.mark.parametrize("function", [sigmoid, tanh, relu])
def test_an_activation_refuses_what_is_not_an_array_of_numbers(function):
    with pytest.raises(TypeError, match=r"z is a list, expected a NumPy array\. Try np\.asarray"):
        function([1.0, 2.0])
    with pytest.raises(TypeError, match=r"z has dtype <U1, expected numbers.*astype\(float\)"):
        function(np.array(["a"]))
    with pytest.raises(TypeError, match=r"z has dtype object, expected numbers"):
        function(np.array([1.0, None]))


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_softmax_asks_for_one_row_per_example(function):
    with pytest.raises(ValueError, match=r"shape \(3,\), expected \(N, K\).*logits\[None\]"):
        function(np.zeros(3))
    with pytest.raises(ValueError, match=r"shape \(0, 3\): there is no example in it"):
        function(np.zeros((0, 3)))


@pytest.mark.parametrize(
    ("y", "error", "words"),
    [
        (np.array([0, 3]), ValueError, r"holds the label 3, expected 0 to 2 for 3 classes"),
        (np.array([0, -1]), ValueError, r"holds the label -1, expected 0 to 2"),
        (np.array([0.0, 1.0]), TypeError, r"dtype float64, expected whole-number.*astype\(int\)"),
        (np.array([True, False]), TypeError, r"dtype bool, expected whole-number"),
        (np.eye(3)[:2], ValueError, r"shape \(2, 3\), expected \(N,\).*argmax\(axis=1\)"),
        (np.array([[0], [1]]), ValueError, r"shape \(2, 1\), expected \(N,\).*ravel\(\)"),
        (np.array([], dtype=int), ValueError, r"no example in it"),
        ([0, 1], TypeError, r"y is a list, expected a NumPy array"),
    ],
)
def test_labels_that_do_not_fit_are_told_apart(y, error, words):
    with pytest.raises(error, match=words):
        one_hot(y, 3)
    with pytest.raises(error, match=words):
        accuracy(np.zeros((2, 3)), y)


def test_accuracy_wants_a_label_for_each_row():
    with pytest.raises(ValueError, match=r"accuracy: y has 3 labels, expected 2"):
        accuracy(np.zeros((2, 3)), np.array([0, 1, 2]))


@pytest.mark.parametrize("K", [0, -1, 3.0, True])
def test_one_hot_wants_a_whole_number_of_classes(K):
    with pytest.raises((TypeError, ValueError), match=r"one_hot: K is .*whole number"):
        one_hot(np.array([0]), K)
