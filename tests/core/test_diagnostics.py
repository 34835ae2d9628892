"""Diagnostics: numbers known in advance, and a network left as it was."""

from itertools import pairwise

import numpy as np
import pytest

from coursekit import (
    SGD,
    BatchNorm,
    Dropout,
    Linear,
    ReLU,
    Residual,
    Sequential,
    Sigmoid,
    Tanh,
    evaluate,
    mean_squared_error,
    softmax_cross_entropy,
    train,
)
from coursekit.diagnostics import (
    dead_units,
    gradient_norms,
    loss_slice,
    lr_range_test,
    update_ratios,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def pass_blame(net, x, y):
    net.backward(mean_squared_error(net(x), y)[1])


def test_gradient_norms_are_the_lengths_of_the_layers_gradients(rng):
    net = Sequential(Linear(3, 4, rng), Tanh(), Residual(Linear(4, 4, rng)), Linear(4, 2, rng))
    pass_blame(net, rng.normal(size=(5, 3)), np.ones((5, 2)))
    norms = gradient_norms(net)
    assert list(norms) == ["0.W", "0.b", "2.0.W", "2.0.b", "3.W", "3.b"]
    assert norms["2.0.W"] == pytest.approx(np.sqrt((net[2].layers[0].dW ** 2).sum()))
    assert sum(n**2 for n in norms.values()) == pytest.approx(net.grad @ net.grad)


def test_sigmoids_in_a_row_let_the_gradient_vanish_by_a_quarter_each(rng):
    """σ' is at most ¼; with W the identity each layer keeps at most a quarter of the blame."""
    net = Sequential(*(layer for _ in range(6) for layer in (Linear(2, 2, rng), Sigmoid())))
    for layer in net.layers[::2]:
        layer.W[...] = np.eye(2)
    pass_blame(net, rng.normal(size=(5, 2)), np.zeros((5, 2)))
    norms = [gradient_norms(net)[f"{i}.b"] for i in range(0, 12, 2)]
    assert all(early <= late / 4 for early, late in pairwise(norms))


def test_before_backward_there_are_no_gradients_to_measure(rng):
    net = Sequential(Linear(3, 2, rng))
    with pytest.raises(RuntimeError, match=r"Linear\(3 → 2\) has no gradient yet.*net\.backward"):
        gradient_norms(net)
    net(np.ones((1, 3)))
    with pytest.raises(RuntimeError, match=r"has no gradient yet"):
        gradient_norms(net)


def test_dead_units_are_those_silent_for_every_example(rng):
    net = Sequential(Linear(2, 4, rng), ReLU(), Linear(4, 4, rng), Tanh())
    net[0].W[...] = np.eye(2, 4)
    net[0].b[...] = [0, 0, -1, 1]
    x = np.array([[1.0, -1.0], [-1.0, -2.0]])
    # Unit 0 speaks for the first example, unit 3 for both; units 1 and 2 for none.
    assert dead_units(net, x) == {1: 0.5}


def test_update_ratios_measure_the_step_against_the_size(rng):
    net = Sequential(Linear(2, 3, rng), Linear(3, 2, rng))
    net.theta[...] = rng.normal(size=net.n_params)
    net[1].b[...] = 0
    before = net.theta.copy()
    net[0].W *= 1.5
    net[0].b *= 0.9
    net[1].b += 1
    ratios = update_ratios(net, before)
    assert ratios == pytest.approx({"0.W": 0.5, "0.b": 0.1, "1.W": 0, "1.b": np.inf})
    with pytest.raises(
        ValueError, match=r"update_ratios: theta_before has shape \(3,\), expected \(17,\)"
    ):
        update_ratios(net, before[:3])


def test_the_ratios_of_an_sgd_step_are_lr_times_gradient_over_size(rng):
    net, x = Sequential(Linear(3, 2, rng), Tanh()), rng.normal(size=(8, 3))
    before = net.theta.copy()
    list(train(net, mean_squared_error, SGD(0.01), x, np.ones((8, 2)), epochs=1, batch_size=8,
               rng=rng))  # fmt: skip
    expected = 0.01 * gradient_norms(net)["0.W"] / np.linalg.norm(before[:6])
    assert update_ratios(net, before)["0.W"] == pytest.approx(expected, rel=1e-10)


def test_a_slice_through_a_squared_loss_is_its_parabola(rng):
    """L(θ + t d) = L + t g·d + t² c: three points fix it, the others must lie on it."""
    net = Sequential(Linear(3, 1, rng))
    x, y, d = rng.normal(size=(9, 3)), rng.normal(size=(9, 1)), rng.normal(size=4)
    before, steps = net.theta.copy(), np.linspace(-2, 2, 9)
    losses = loss_slice(net, mean_squared_error, x, y, d, steps)
    curvature = ((x @ d[:3, None] + d[3]) ** 2).mean()
    pass_blame(net, x, y)
    parabola = losses[4] + steps * (net.grad @ d) + steps**2 * curvature
    np.testing.assert_allclose(losses, parabola, rtol=1e-12)
    assert (net.theta == before).all()


def test_a_slice_puts_theta_back_also_after_an_error(rng):
    net, x = Sequential(Linear(2, 2, rng)), np.ones((3, 2))
    before = net.theta.copy()
    with pytest.raises(ValueError, match="label 7"):
        loss_slice(net, softmax_cross_entropy, x, np.array([0, 1, 7]), net.theta * 0 + 1, [1.0])
    assert (net.theta == before).all()
    with pytest.raises(ValueError, match=r"slice: direction has shape \(2,\), expected \(6,\)"):
        loss_slice(net, softmax_cross_entropy, x, np.array([0, 1, 1]), np.ones(2), [1.0])


def test_a_range_test_takes_one_sgd_step_with_each_rate_and_undoes_them(rng):
    net = Sequential(Linear(2, 4, rng), BatchNorm(4), Dropout(0.1, rng), Linear(4, 2, rng))
    x, y = rng.normal(size=(30, 2)), np.arange(30) % 2
    state = net.state_dict()
    losses = lr_range_test(net, softmax_cross_entropy, x, y, lrs=np.geomspace(1e-3, 10, 25),
                           batch_size=7, rng=rng)  # fmt: skip
    assert losses.shape == (25,)
    assert all((net.state_dict()[name] == array).all() for name, array in state.items())


def test_the_losses_of_a_range_test_are_those_of_a_run_with_these_rates(rng):
    net = Sequential(Linear(1, 1, rng))
    net.theta[...] = [2.0, 0.0]
    x = np.array([[-1.0], [1.0]])
    # L = w² on this set, and a step multiplies w by 1 − 2 η.
    losses = lr_range_test(net, mean_squared_error, x, 0 * x, lrs=[0.1, 0.25, 1.0, 2.0, 3.0],
                           batch_size=2, rng=rng)  # fmt: skip
    w = 2 * np.cumprod([1, 0.8, 0.5, -1, -3])
    np.testing.assert_allclose(losses, w**2, rtol=1e-12)


def test_a_range_test_survives_divergence_without_a_warning(rng):
    net, x = Sequential(Linear(1, 1, rng)), np.ones((4, 1))
    losses = lr_range_test(net, mean_squared_error, x, 2 * x, lrs=[1.0, 1e150, 1e200, 1e300],
                           batch_size=4, rng=rng)  # fmt: skip
    assert np.isfinite(losses[0])
    assert not np.isfinite(losses[-1])
    assert np.isfinite(evaluate(net, mean_squared_error, x, x)["loss"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lrs": [0.1, 0.0]}, r"a learning rate in lrs is 0\.0, expected a finite number above 0"),
        ({"lrs": [0.1, -1]}, r"a learning rate in lrs is -1"),
        ({"lrs": []}, r"lrs is \[\], expected"),
        ({"batch_size": 0}, r"lr_range_test: batch_size is 0"),
        ({"x": np.full((4, 1), np.nan)}, r"x holds 4 values that are NaN"),
    ],
)
def test_a_range_test_that_cannot_work_is_refused(rng, change, words):
    arguments = {"x": np.ones((4, 1)), "lrs": [0.1], "batch_size": 2, "rng": rng} | change
    net = Sequential(Linear(1, 1, rng))
    with pytest.raises(ValueError, match=words):
        lr_range_test(net, mean_squared_error, y=np.ones((4, 1)), **arguments)
