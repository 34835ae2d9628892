"""Sequential: one theta under all layers, and errors that name the layer."""

import numpy as np
import pytest
from networks import IMAGES, LABELS, rich, small

from coursekit import (
    Dropout,
    Linear,
    ReLU,
    Residual,
    Sequential,
    Tanh,
    mean_squared_error,
    softmax_cross_entropy,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


# One vector under all layers.


def test_theta_and_the_layers_are_one_memory(rng):
    net = small(rng)
    net.theta[...] = np.arange(net.n_params)
    assert net[0].W.ravel().tolist() == list(range(12))
    assert net[2].b.tolist() == [24, 25]
    net[0].b[0] = -1
    assert net.theta[12] == -1
    assert net.n_params == 3 * 4 + 4 + 4 * 2 + 2 == 26


def test_building_a_network_keeps_the_layers_first_weights(rng):
    layer = Linear(3, 2, rng)
    W = layer.W.copy()
    net = Sequential(layer)
    assert (net[0].W == W).all()
    assert (net.theta[:6] == W.ravel()).all()


def test_the_output_is_that_of_the_layers_one_after_the_other(rng):
    net, x = small(rng), rng.normal(size=(5, 3))
    by_hand = np.maximum(x @ net[0].W + net[0].b, 0) @ net[2].W + net[2].b
    np.testing.assert_array_equal(net(x), by_hand)
    assert [out.shape for out in net.outputs] == [(5, 3), (5, 4), (5, 4), (5, 2)]
    assert net.outputs[0] is x
    assert (net.outputs[-1] == by_hand).all()


def test_grad_gathers_every_layers_gradient_in_the_order_of_theta(rng):
    net = rich(rng)
    with net.training():
        net.backward(softmax_cross_entropy(net(IMAGES), LABELS)[1])
    gradients = net.named_gradients()
    assert list(gradients) == list(net.named_parameters())
    assert list(gradients)[-4:] == ["3.1.gamma", "3.1.beta", "4.W", "4.b"]
    np.testing.assert_array_equal(gradients["3.0.W"], net[3].layers[0].dW)
    np.testing.assert_array_equal(np.concatenate([g.ravel() for g in gradients.values()]), net.grad)


def test_an_in_place_step_on_theta_moves_the_network(rng):
    net, x, y = small(rng), np.ones((4, 3)), np.zeros((4, 2))
    losses = []
    for _ in range(20):
        loss, blame = mean_squared_error(net(x), y)
        net.backward(blame)
        net.theta -= 0.1 * net.grad
        losses.append(loss)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0] / 10


def test_a_weight_has_two_axes_and_everything_else_is_spared(rng):
    net = rich(rng)
    spared = [n for n, p in net.named_parameters().items() if p.ndim < 2]
    assert {name.split(".")[-1] for name in spared} == {"b", "gamma", "beta"}
    mask = net.weight_mask()
    assert mask.dtype == bool
    assert mask.sum() == sum(p.size for p in net.named_parameters().values() if p.ndim >= 2)
    assert mask[:8].all()
    assert not mask[8:10].any()


def test_a_network_without_parameters_works_too():
    net = Sequential(ReLU())
    out = net(np.array([[-1.0, 2.0]]))
    assert net.backward(np.ones_like(out)).tolist() == [[0, 1]]
    assert (net.n_params, net.weight_mask().shape, net.state_dict()) == (0, (0,), {})


def test_training_mode_reaches_every_layer_and_ends_also_after_an_error(rng):
    inner = Dropout(0.5, rng)
    net = Sequential(Residual(inner), Tanh())
    with net.training():
        assert inner.training
        assert net[1].training
        with net.training():
            pass
        assert inner.training
    assert not inner.training
    with pytest.raises(KeyError), net.training():
        raise KeyError
    assert not inner.training


def test_a_summary_counts_the_knobs_of_each_layer(rng):
    lines = rich(rng).summary().splitlines()
    assert "Residual(Linear(6 → 6), BatchNorm(6), Tanh())" in lines[4]
    assert "0.W (6, 6), 0.b (6,), 1.gamma (6,), 1.beta (6,)" in lines[4]
    assert lines[4].endswith("54")
    assert lines[-1].split() == ["in", "all", "132"]


def test_float32_parameters_make_a_float32_network(rng):
    layers = [Linear(3, 4, rng), ReLU(), Dropout(0.5, rng), Linear(4, 2, rng)]
    for layer in (layers[0], layers[3]):
        layer.W, layer.b = layer.W.astype(np.float32), layer.b.astype(np.float32)
    net = Sequential(*layers)
    with net.training():
        out = net(np.ones((5, 3), np.float32))
    dx = net.backward(softmax_cross_entropy(out, np.array([0, 1, 0, 1, 0]))[1])
    found = [net.theta, net.grad, dx, *net.outputs, net[0].W, net[0].dW, net[3].db]
    assert {a.dtype for a in found} == {np.dtype(np.float32)}


# What is refused at building.


def test_a_network_has_at_least_one_layer():
    with pytest.raises(ValueError, match=r"Sequential: it has no layer\. Try Sequential\(Linear"):
        Sequential()


def test_a_class_in_place_of_a_layer_is_noticed_also_inside_a_residual(rng):
    with pytest.raises(TypeError, match=r"layer 1 is the class ReLU.*Try ReLU\(…\) with paren"):
        Sequential(Linear(2, 2, rng), ReLU)
    with pytest.raises(TypeError, match=r"layer 1 is the class Tanh"):
        Sequential(Residual(Linear(2, 2, rng), Tanh))


def test_something_else_in_place_of_a_layer_is_noticed(rng):
    things = ((np.tanh, "the function tanh"), (3, r"an int \(3\)"), ([ReLU()], "a list"))
    for thing, name in things:
        with pytest.raises(TypeError, match=rf"layer 0 is {name}, expected an object with"):
            Sequential(thing)


def test_a_layer_used_twice_is_noticed_wherever_it_stands(rng):
    twice = Linear(2, 2, rng)
    with pytest.raises(ValueError, match=r"Linear\(2 → 2\) stands at place 0 and at place 2"):
        Sequential(twice, ReLU(), twice)
    with pytest.raises(ValueError, match=r"stands at place 0 and at place 1\.0"):
        Sequential(twice, Residual(twice))


def test_a_network_inside_a_network_is_asked_to_unpack(rng):
    inner = small(rng)
    with pytest.raises(TypeError, match=r"layer 1 is a whole network.*Sequential\(\*net\.layers"):
        Sequential(Tanh(), inner)
    assert inner(np.ones((1, 3))).shape == (1, 2)


# What is refused in a pass.


@pytest.mark.parametrize(
    ("x", "error", "words"),
    [
        ([[1.0, 2.0, 3.0]], TypeError, r"x is a list, expected a NumPy array"),
        (np.array([["a", "b", "c"]]), TypeError, r"x has dtype <U1, expected numbers"),
        (np.array([[1.0, None, 2.0]]), TypeError, r"x has dtype object, expected numbers"),
        (np.ones(3), ValueError, r"x has shape \(3,\), expected one row per example.*x\[None\]"),
        (np.ones((0, 3)), ValueError, r"shape \(0, 3\): there is no example in it"),
        (np.ones((4, 5)), ValueError, r"in layer 0, Linear\(3 → 4\): x has shape \(4, 5\), "
         r"expected \(N, 3\)"),
    ],
)  # fmt: skip
def test_an_input_that_does_not_fit_is_refused(rng, x, error, words):
    with pytest.raises(error, match=words):
        small(rng)(x)


def test_layers_that_do_not_fit_each_other_are_named(rng):
    net = Sequential(Linear(3, 4, rng), ReLU(), Linear(5, 2, rng))
    with pytest.raises(ValueError, match=r"in layer 2, Linear\(5 → 2\): x has shape \(7, 4\), exp"):
        net(np.ones((7, 3)))


def test_backward_before_forward_is_told_what_to_do(rng):
    with pytest.raises(RuntimeError, match=r"no forward pass yet.*Call net\(x\) first"):
        small(rng).backward(np.ones((4, 2)))


@pytest.mark.parametrize(
    ("dout", "error", "words"),
    [
        (np.ones((4, 3)), ValueError, r"output has shape \(4, 2\) and dout has shape \(4, 3\)"),
        (np.ones((4, 1)), ValueError, r"expected the same shape"),
        (1.0, TypeError, r"dout is a float \(1\.0\), expected a NumPy array"),
        ((0.5, np.ones((4, 2))), TypeError, r"dout is a tuple, expected a NumPy array"),
    ],
)
def test_a_blame_that_does_not_fit_the_output_is_refused(rng, dout, error, words):
    net = small(rng)
    net(np.ones((4, 3)))
    with pytest.raises(error, match=r"backward: .*" + words):
        net.backward(dout)


def test_a_rebound_parameter_is_noticed_at_the_next_pass(rng):
    net = small(rng)
    net[2].W = net[2].W + 1
    with pytest.raises(ValueError, match=r"layer 2, Linear\(4 → 2\): its W was replaced by a new.*"
                       r"layer\.W\[\.\.\.\] = new"):  # fmt: skip
        net(np.ones((1, 3)))


def test_a_rebound_theta_is_noticed_at_the_next_pass(rng):
    net = small(rng)
    net.backward(np.ones_like(net(np.ones((1, 3)))))
    net.theta = net.theta - 0.1 * net.grad
    with pytest.raises(
        ValueError, match=r"net\.theta was replaced by a new array.*theta\[\.\.\.\]"
    ):
        net(np.ones((1, 3)))
