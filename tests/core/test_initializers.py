"""The first weights: right scale for the right side of the layer, and repeatable."""

import numpy as np
import pytest

from coursekit import (
    Linear,
    ReLU,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    normal,
    zeros,
)

SIZES = (300, 100)  # n_in is not n_out: mistaking one for the other is a factor of 3
VARIANCE = {
    "he_normal": (he_normal, 2 / 300, 3.0),
    "he_uniform": (he_uniform, 2 / 300, 1.8),
    "glorot_normal": (glorot_normal, 2 / 400, 3.0),
    "glorot_uniform": (glorot_uniform, 2 / 400, 1.8),
    "normal": (normal(0.3), 0.09, 3.0),
}
SEEDS = range(5)


@pytest.mark.parametrize("name", VARIANCE)
@pytest.mark.parametrize("seed", SEEDS)
def test_mean_and_variance_are_the_promised_ones(name, seed):
    """Five standard errors: a sound initializer fails once in about two million draws.

    The standard error of a variance is σ² √((κ − 1)/n): kurtosis κ is 3 (normal) or 1.8 (uniform).
    """
    init, variance, kurtosis = VARIANCE[name]
    W = init(*SIZES, np.random.default_rng(seed))
    assert abs(W.mean()) < 5 * np.sqrt(variance / W.size)
    assert abs(W.var() - variance) < 5 * variance * np.sqrt((kurtosis - 1) / W.size)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("init", "fan"), [(he_uniform, 300), (glorot_uniform, 400)])
def test_uniform_weights_fill_their_interval_and_stay_in_it(init, fan, seed):
    a = np.sqrt(6 / fan)
    W = init(*SIZES, np.random.default_rng(seed))
    assert np.abs(W).max() < a
    # All of 30000 draws stay below 0.999 a with probability 0.999^30000 < 1e-13.
    assert np.abs(W).max() > 0.999 * a
    # An even spread: each tenth of the interval holds 3000 ± 5 √(30000 · 0.1 · 0.9).
    counts = np.histogram(W, 10, (-a, a))[0]
    assert np.abs(counts - W.size / 10).max() < 5 * np.sqrt(W.size * 0.09)


@pytest.mark.parametrize("seed", SEEDS)
def test_normal_weights_leave_the_uniform_interval(seed):
    """A normal draw lies beyond √3 σ with probability 0.083: here 2500 of 30000."""
    for init, variance in ((he_normal, 2 / 300), (glorot_normal, 2 / 400)):
        W = init(*SIZES, np.random.default_rng(seed))
        beyond = (np.abs(W) > np.sqrt(3 * variance)).mean()
        assert abs(beyond - 0.0833) < 5 * np.sqrt(0.0833 * 0.9167 / W.size)


@pytest.mark.parametrize("init", [he_normal, he_uniform])
@pytest.mark.parametrize("seed", SEEDS)
def test_he_keeps_a_relu_signal_alive_through_twenty_layers(init, seed):
    """The mean square is kept in expectation; glorot would lose a factor of 2²⁰ ≈ 10⁶."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(50, 200))
    for _ in range(20):
        x = ReLU().forward(Linear(200, 200, rng, init=init).forward(x))
    assert 0.1 < (x**2).mean() < 10


@pytest.mark.parametrize("init", [zeros, normal(0.1), he_normal, glorot_normal, he_uniform])
def test_the_shape_is_inputs_by_outputs_and_a_seed_repeats_it(init):
    first, again, other = (init(2, 5, np.random.default_rng(s)) for s in (1, 1, 2))
    assert first.shape == (2, 5)
    assert first.dtype == np.float64
    assert (first == again).all()
    assert init is zeros or (first != other).any()


def test_zeros_are_zeros_and_leave_the_generator_alone():
    rng = np.random.default_rng(0)
    assert not zeros(3, 4, rng).any()
    assert rng.random() == np.random.default_rng(0).random()


@pytest.mark.parametrize(
    "init", [zeros, normal(0.1), he_normal, he_uniform, glorot_normal, glorot_uniform]
)
@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((0, 3, np.random.default_rng(0)), ValueError, r"n_in is 0, expected a whole number"),
        ((3, -1, np.random.default_rng(0)), ValueError, r"n_out is -1, expected a whole number"),
        ((2.0, 3, np.random.default_rng(0)), TypeError, r"n_in is a float \(2\.0\)"),
        ((True, 3, np.random.default_rng(0)), TypeError, r"n_in is a bool"),
        ((2, 3, 0), TypeError, r"rng is an int.*, expected a random generator.*default_rng\(0\)"),
        ((2, 3, np.random), TypeError, r"rng is a module, expected a random generator"),
    ],
)
def test_sizes_and_generator_are_checked(init, arguments, error, words):
    with pytest.raises(error, match=words):
        init(*arguments)


@pytest.mark.parametrize("std", [-1, np.nan, np.inf, "small", True])
def test_a_standard_deviation_is_a_number_of_at_least_zero(std):
    with pytest.raises((TypeError, ValueError), match=r"normal: std is .*at least 0"):
        normal(std)
