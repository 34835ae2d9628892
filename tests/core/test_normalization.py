"""BatchNorm: in training and in prediction, against its definition and central differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import LIMIT, quick, seeds, sizes

from coursekit import BatchNorm, Linear, Sequential, Tanh, check_gradients, mean_squared_error


def layer_and_batch(seed, N, D, training):
    """A layer with parameters of its own, and a batch with a spread of about 1 in each feature."""
    rng = np.random.default_rng(seed)
    layer = BatchNorm(D)
    layer.gamma[...], layer.beta[...] = rng.normal(size=(2, D))
    layer.running_mean[...] = rng.normal(size=D)
    layer.running_var[...] = rng.uniform(0.5, 2, D)
    layer.training = training
    return layer, rng.permuted(np.linspace(-2, 2, N)[:, None] * np.ones(D), axis=0), rng


@quick
@given(seeds, st.integers(2, 9), sizes)
def test_training_gives_each_feature_mean_zero_and_spread_one(seed, N, D):
    layer, x, _ = layer_and_batch(seed, N, D, training=True)
    layer.gamma[...], layer.beta[...] = 1, 0
    out = layer.forward(100 + 7 * x)
    np.testing.assert_allclose(out.mean(axis=0), 0, atol=1e-12)
    # σ² / (σ² + ε) with σ² of at least 49: eps takes off at most 1e-5 / 49.
    np.testing.assert_allclose(out.var(axis=0), 1, rtol=1e-6)


@quick
@given(seeds, st.integers(2, 9), sizes)
def test_training_does_not_see_shift_and_scale_of_a_feature(seed, N, D):
    layer, x, rng = layer_and_batch(seed, N, D, training=True)
    layer.eps = 0.0
    scale, shift = rng.uniform(0.5, 2, D), rng.normal(size=D)
    np.testing.assert_allclose(layer.forward(x * scale + shift), layer.forward(x), atol=1e-12)


def test_blame_has_no_part_along_what_normalizing_removes():
    """Σ dx = 0 and Σ dx · x̂ = 0: a shift or a scale of the batch changes nothing."""
    layer, x, rng = layer_and_batch(0, 8, 3, training=True)
    layer.eps = 0.0
    dout = rng.normal(size=x.shape)
    layer.forward(x)
    dx = layer.backward(dout)
    np.testing.assert_allclose(dx.sum(axis=0), 0, atol=1e-13)
    np.testing.assert_allclose((dx * layer.x_hat).sum(axis=0), 0, atol=1e-13)


def test_prediction_uses_the_running_numbers_and_changes_none_of_them():
    layer, x, _ = layer_and_batch(0, 5, 3, training=False)
    mean, var = layer.running_mean.copy(), layer.running_var.copy()
    expected = layer.gamma * (x - mean) / np.sqrt(var + layer.eps) + layer.beta
    np.testing.assert_allclose(layer.forward(x), expected, rtol=1e-13)
    assert (layer.running_mean == mean).all()
    assert (layer.running_var == var).all()


def test_running_numbers_approach_the_batch_by_the_momentum():
    """After t equal batches a share 1 − 0.9ᵗ of the way is done; the variance is unbiased."""
    rng = np.random.default_rng(0)
    layer, x = BatchNorm(2), rng.normal(3, 2, (10, 2))
    layer.training = True
    for t in range(1, 6):
        layer.forward(x)
        done = 1 - 0.9**t
        np.testing.assert_allclose(layer.running_mean, done * x.mean(axis=0), rtol=1e-13)
        np.testing.assert_allclose(
            layer.running_var, (1 - done) + done * x.var(axis=0, ddof=1), rtol=1e-13
        )


@pytest.mark.parametrize("training", [True, False])
def test_a_network_with_batchnorm_passes_the_gradient_check_in_both_modes(training):
    """Also the bias in front of BatchNorm, whose gradient in training is exactly 0."""
    rng = np.random.default_rng(0)
    net = Sequential(Linear(3, 4, rng), BatchNorm(4), Tanh(), Linear(4, 2, rng))
    x, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 2))
    for layer in net.layers:
        layer.training = training
    errors = check_gradients(net, mean_squared_error, x, y)
    assert max(errors.values()) < LIMIT, errors


def test_a_constant_feature_does_not_divide_by_zero():
    layer = BatchNorm(1)
    layer.training = True
    assert (layer.forward(np.full((4, 1), 5.0)) == 0).all()
    assert np.isfinite(layer.backward(np.ones((4, 1)))).all()


def test_a_batch_of_one_is_refused_in_training_with_the_way_out():
    net = Sequential(BatchNorm(2))
    with net.training(), pytest.raises(ValueError, match=r"layer 0.*one example.*batch_size"):
        net(np.ones((1, 2)))
    assert net(np.ones((1, 2))).shape == (1, 2)


@pytest.mark.parametrize("n", [0, 2.0, None])
def test_the_number_of_features_is_a_count(n):
    with pytest.raises((TypeError, ValueError), match=r"BatchNorm: n is .*whole number"):
        BatchNorm(n)


def test_a_wrong_number_of_features_is_told():
    with pytest.raises(ValueError, match=r"BatchNorm\(3\): x has shape \(4, 2\), expected \(N, 3"):
        Sequential(BatchNorm(3))(np.ones((4, 2)))
