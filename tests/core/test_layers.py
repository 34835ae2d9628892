"""Layers: each backward pass against central differences, and what every layer must keep."""

import numpy as np
import pytest

from coursekit import (
    Dropout,
    Layer,
    Linear,
    ReLU,
    Residual,
    Sequential,
    Sigmoid,
    Tanh,
    mean_squared_error,
)

POINTWISE = [Sigmoid, Tanh, ReLU]


def test_linear_is_one_weighted_sum_per_unit():
    rng = np.random.default_rng(0)
    layer, x = Linear(3, 2, rng), rng.normal(size=(4, 3))
    layer.b[...] = [10, 20]
    out = layer.forward(x)
    for n in range(4):
        for j in range(2):
            by_hand = sum(x[n, i] * layer.W[i, j] for i in range(3)) + layer.b[j]
            assert out[n, j] == pytest.approx(by_hand, rel=1e-14)


def test_least_squares_has_no_slope_left_for_linear():
    """At the solution of the normal equations dW and db are 0, up to rounding."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(50, 3)), rng.normal(size=(50, 2))
    solution = np.linalg.lstsq(np.column_stack([x, np.ones(50)]), y)[0]
    net = Sequential(Linear(3, 2, rng))
    net[0].W[...], net[0].b[...] = solution[:3], solution[3]
    net.backward(mean_squared_error(net(x), y)[1])
    assert np.abs(net.grad).max() < 1e-14


def test_relu_passes_no_blame_at_exactly_zero():
    layer = ReLU()
    layer.forward(np.array([[0.0, 1.0, -1.0]]))
    assert layer.backward(np.ones((1, 3))).tolist() == [[0, 1, 0]]


def test_the_steepest_slope_of_sigmoid_is_a_quarter_and_of_tanh_is_one():
    for kind, steepest in ((Sigmoid, 0.25), (Tanh, 1.0)):
        layer, x = kind(), np.linspace(-5, 5, 101)[:, None]
        layer.forward(x)
        slopes = layer.backward(np.ones_like(x))
        assert slopes.max() == slopes[50] == steepest


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_dropout_silences_a_share_p_and_keeps_the_expected_signal(p, seed):
    """Five standard errors of a share, √(p (1 − p)/n)."""
    layer = Dropout(p, np.random.default_rng(seed))
    layer.training = True
    x = np.ones((200, 100))
    out = layer.forward(x)
    assert abs((out == 0).mean() - p) < 5 * np.sqrt(p * (1 - p) / x.size)
    assert abs(out.mean() - 1) < 5 * np.sqrt(p / (1 - p) / x.size)
    np.testing.assert_allclose(out[out != 0], 1 / (1 - p), rtol=1e-15)


def test_dropout_draws_a_new_mask_each_time_and_none_in_prediction():
    rng = np.random.default_rng(0)
    layer, x = Dropout(0.5, rng), np.ones((10, 10))
    state = rng.bit_generator.state
    assert (layer.forward(x) == x).all()
    assert (layer.backward(x) == x).all()
    assert rng.bit_generator.state == state
    layer.training = True
    assert (layer.forward(x) != layer.forward(x)).any()


def test_dropout_of_zero_is_the_identity_also_in_training():
    layer, x = Dropout(0, np.random.default_rng(0)), np.arange(6.0).reshape(2, 3)
    layer.training = True
    assert (layer.forward(x) == x).all()


def test_residual_with_a_silent_branch_is_the_identity_both_ways():
    rng = np.random.default_rng(0)
    linear = Linear(3, 3, rng)
    linear.W[...] = 0
    block, x = Residual(linear), rng.normal(size=(4, 3))
    assert (block.forward(x) == x).all()
    assert (block.backward(x) == x).all()


def test_residual_says_when_its_branch_changes_the_shape():
    net = Sequential(Residual(Linear(3, 2, np.random.default_rng(0))))
    with pytest.raises(ValueError, match=r"layer 0, Residual.*\(5, 3\).*\(5, 2\).*the same shape"):
        net(np.ones((5, 3)))


def test_a_layer_without_its_passes_says_which_one_is_missing():
    class Mine(Layer):
        pass

    with pytest.raises(NotImplementedError, match=r"Mine has no forward\(self, x\) yet"):
        Mine().forward(np.ones((1, 1)))
    with pytest.raises(NotImplementedError, match=r"Mine has no backward\(self, dout\) yet"):
        Mine().backward(np.ones((1, 1)))


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda rng: Linear(0, 2, rng), ValueError, r"Linear: n_in is 0, expected a whole number"),
        (lambda rng: Linear(2, 2.5, rng), TypeError, r"Linear: n_out is a float \(2\.5\)"),
        (lambda rng: Linear(2, 2, 42), TypeError, r"Linear: rng is an int.*default_rng\(0\)"),
        (lambda rng: Dropout(1, rng), ValueError, r"Dropout: p is 1, .*from 0 up to, but below, 1"),
        (lambda rng: Dropout(-0.1, rng), ValueError, r"Dropout: p is -0\.1"),
        (lambda rng: Dropout(np.nan, rng), ValueError, r"Dropout: p is nan"),
        (lambda rng: Dropout("half", rng), TypeError, r"Dropout: p is the text 'half', expected"),
        (lambda rng: Dropout(0.5, None), TypeError, r"Dropout: rng is None"),
    ],
)
def test_a_layer_refuses_settings_that_make_no_sense(make, error, words):
    with pytest.raises(error, match=words):
        make(np.random.default_rng(0))


def test_a_layer_shows_its_sizes():
    rng = np.random.default_rng(0)
    shown = repr(Residual(Linear(4, 3, rng), ReLU(), Dropout(0.25, rng)))
    assert shown == "Residual(Linear(4 → 3), ReLU(), Dropout(0.25))"
