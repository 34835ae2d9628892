"""The gradient check itself: right on what is known, and loud about planted faults."""

import numpy as np
import pytest
from hypothesis import given, settings
from referees import LIMIT, quick, seeds, sizes

from coursekit import (
    AvgPool2D,
    Conv2D,
    Dropout,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Residual,
    Sequential,
    Sigmoid,
    Tanh,
    binary_cross_entropy,
    check_direction,
    check_gradients,
    he_normal,
    mean_squared_error,
    numerical_gradient,
    relative_error,
    softmax_cross_entropy,
)

# check_gradients steps by 1e-5: a kink this far from every ReLU input is never crossed.
CLEAR_OF_KINKS = 1e-3


def clear(net, x):
    """No ReLU of this net has an input close to 0."""
    net(x)
    return all(
        np.abs(net.outputs[i]).min() > CLEAR_OF_KINKS
        for i, layer in enumerate(net.layers)
        if isinstance(layer, ReLU)
    )


def clear_draw(make, seed):
    """The first draw from this seed on whose ReLU inputs keep away from 0."""
    rng = np.random.default_rng(seed)
    while True:
        net, x, y = make(rng)
        if clear(net, x):
            return net, x, y


def classifier(rng):
    N, D, H, K = rng.integers(1, 6, 4)
    net = Sequential(Linear(D, H, rng), ReLU(), Linear(H, H, rng), Tanh(), Linear(H, K, rng))
    return net, rng.normal(size=(N, D)), rng.integers(0, K, N)


def images(rng):
    net = Sequential(
        Conv2D(2, 3, 3, rng, padding=1), ReLU(), AvgPool2D(2),
        Conv2D(3, 2, 2, rng), Tanh(), Flatten(), Linear(2, 2, rng), Sigmoid(),
    )  # fmt: skip
    return net, rng.normal(size=(2, 2, 4, 4)), rng.integers(0, 2, (2, 2))


def residuals(rng):
    net = Sequential(
        Linear(3, 4, rng), Residual(Linear(4, 4, rng), Residual(Tanh(), Linear(4, 4, rng))),
        Dropout(0.5, rng), Linear(4, 2, rng),
    )  # fmt: skip
    return net, rng.normal(size=(5, 3)), rng.normal(size=(5, 2))


@pytest.mark.parametrize(
    ("make", "loss"),
    [
        (classifier, softmax_cross_entropy),
        (images, binary_cross_entropy),
        (residuals, mean_squared_error),
    ],
)
@settings(quick, max_examples=6)
@given(seeds)
def test_whole_networks_pass(make, loss, seed):
    net, x, y = clear_draw(make, seed)
    errors = check_gradients(net, loss, x, y)
    assert set(errors) == {*net.named_parameters(), "x"}
    assert max(errors.values()) < LIMIT, errors


def test_a_network_with_max_pooling_passes_away_from_ties():
    rng = np.random.default_rng(0)
    net = Sequential(Conv2D(1, 2, 3, rng), MaxPool2D(2), Flatten(), Linear(8, 3, rng))
    x, y = rng.normal(size=(3, 1, 6, 6)), np.array([0, 1, 2])
    blocks = net[0].forward(x).reshape(3, 2, 2, 2, 2, 2).swapaxes(3, 4).reshape(-1, 4)
    blocks.sort(axis=1)
    assert (blocks[:, -1] - blocks[:, -2]).min() > CLEAR_OF_KINKS
    assert max(check_gradients(net, softmax_cross_entropy, x, y).values()) < LIMIT


def test_a_network_with_dropout_passes_while_its_mask_stands_still():
    """A loss that winds the generator back makes every pass draw the same mask."""
    rng = np.random.default_rng(0)
    coin = np.random.default_rng(1)
    net = Sequential(Linear(4, 6, rng), Dropout(0.5, coin), Tanh(), Linear(6, 3, rng))
    start = coin.bit_generator.state

    def loss(logits, y):
        coin.bit_generator.state = start
        return softmax_cross_entropy(logits, y)

    with net.training():
        errors = check_gradients(net, loss, rng.normal(size=(5, 4)), np.array([0, 1, 2, 0, 1]))
    assert not net[1].mask.all()
    assert max(errors.values()) < LIMIT, errors


@quick
@given(seeds, sizes)
def test_central_differences_are_exact_on_a_quadratic(seed, n):
    """A quadratic has no third derivative: only rounding, 1e-16 · |f| / 1e-5, is left."""
    rng = np.random.default_rng(seed)
    A, b, w = rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n)
    before = w.copy()
    measured = numerical_gradient(lambda w: float(w @ A @ w + b @ w), w)
    np.testing.assert_allclose(measured, (A + A.T) @ w + b, atol=1e-8)
    assert (w == before).all()


def test_the_error_of_central_differences_shrinks_with_the_square_of_the_step():
    w = np.array([1.0])
    errors = [abs(numerical_gradient(lambda w: float(np.exp(w[0])), w, eps)[0] - np.e)
              for eps in (1e-2, 1e-3)]  # fmt: skip
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)


def test_a_single_number_is_a_point_too():
    assert numerical_gradient(lambda w: float(w**2), np.array(3.0)) == pytest.approx(6)


def test_relative_error_is_zero_for_equal_one_for_opposite_and_symmetric():
    a, b = np.array([1.0, 2.0]), np.array([1.0, 2.5])
    assert relative_error(a, a) == 0
    assert relative_error(a, -a) == 1
    assert relative_error(a, b) == relative_error(b, a) == pytest.approx(0.5 / 4.5)
    assert np.isnan(relative_error(a, np.array([1.0, np.nan])))


class Faulty(Linear):
    """Linear with a fault of the learner's choice."""

    fault = ""

    def backward(self, dout):
        dx = super().backward(dout)
        if self.fault == "sign":
            self.dW = -self.dW
        if self.fault == "mean instead of sum":
            self.db = dout.mean(axis=0)
        if self.fault == "dx of the wrong weights":
            dx = dx + 0.001
        if self.fault == "one entry":
            self.dW[0, 0] *= 1.001
        return dx


@pytest.mark.parametrize(
    ("fault", "where"),
    [("sign", "0.W"), ("mean instead of sum", "0.b"), ("dx of the wrong weights", "x"),
     ("one entry", "0.W")],
)  # fmt: skip
def test_a_planted_fault_is_found_and_named(fault, where):
    rng = np.random.default_rng(0)
    net = Sequential(Faulty(3, 2, rng))
    net[0].fault = fault
    errors = check_gradients(net, mean_squared_error, rng.normal(size=(4, 3)), np.ones((4, 2)))
    assert errors.pop(where) > 1e-5
    assert max(errors.values()) < LIMIT


def test_a_fault_shows_along_a_random_direction_too():
    rng = np.random.default_rng(0)
    net, x, y = Sequential(Faulty(3, 2, rng)), rng.normal(size=(4, 3)), np.ones((4, 2))
    assert check_direction(net, mean_squared_error, x, y, rng) < 1e-6
    net[0].fault = "one entry"
    assert check_direction(net, mean_squared_error, x, y, rng) > 1e-6


@pytest.mark.parametrize("check", [check_gradients, check_direction])
def test_the_network_is_left_as_it_was_also_after_an_error(check):
    rng = np.random.default_rng(0)
    net, x, y = Sequential(Linear(3, 2, rng)), rng.normal(size=(4, 3)), np.ones((4, 2))
    before, more = net.theta.copy(), [rng] if check is check_direction else []
    check(net, mean_squared_error, x, y, *more)
    assert (net.theta == before).all()
    calls = iter(range(3))

    def tired(y_hat, y):
        if next(calls, None) is None:
            raise RuntimeError("tired")
        return mean_squared_error(y_hat, y)

    calls = iter(range(2))
    with pytest.raises(RuntimeError, match="tired"):
        check(net, tired, x, y, *more)
    assert (net.theta == before).all()


@pytest.mark.parametrize("dtype", ["float16", "float32", "int64", "uint8", "bool"])
def test_the_slope_is_measured_in_float64_whatever_came(dtype):
    w = np.array([1, 0, 1], dtype=dtype)
    slope = numerical_gradient(lambda w: float((w**2).sum()), w)
    assert slope.dtype == np.float64
    np.testing.assert_allclose(slope, [2, 0, 2], atol=1e-9)
    assert (w.tolist(), w.dtype) == ([1, 0, 1], dtype)


def test_a_float32_network_is_too_coarse_to_be_checked():
    linear = Linear(2, 2, np.random.default_rng(0), lambda *sizes: he_normal(*sizes).astype("f4"))
    linear.b = linear.b.astype("f4")
    with pytest.raises(TypeError, match="net has a theta of dtype float32, expected float64"):
        check_gradients(Sequential(linear), softmax_cross_entropy, np.ones((1, 2)), np.array([0]))


def test_what_cannot_be_measured_is_refused():
    with pytest.raises(TypeError, match=r"w is a list, expected a NumPy array"):
        numerical_gradient(lambda w: 0.0, [1.0])
    for eps in (0, -1, np.nan):
        with pytest.raises(ValueError, match=r"eps is .*above 0"):
            numerical_gradient(lambda w: 0.0, np.array([1.0]), eps)
    with pytest.raises(
        ValueError, match=r"a has shape \(2,\) and b has shape \(3,\), expected the"
    ):
        relative_error(np.ones(2), np.ones(3))
