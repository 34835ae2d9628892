"""A learner's own layers in Sequential: they drop in, and their faults are told with the place."""

import numpy as np
import pytest

from coursekit import Layer, Linear, Sequential, Tanh


@pytest.fixture
def rng():
    return np.random.default_rng(0)


class Mine(Layer):
    """out = x · scale, with faults to choose from."""

    params = ("scale",)

    def __init__(self, D=3, fault=""):
        self.scale = np.full(D, 2.0)
        self.fault = fault

    def forward(self, x):
        self.x = x
        if self.fault == "no return":
            return None
        if self.fault == "unknown attribute":
            return self.weights * x
        return x * self.scale

    def backward(self, dout):
        if self.fault != "no dscale":
            self.dscale = (dout * self.x).sum(axis=0)
        if self.fault == "dscale of another shape":
            self.dscale = dout * self.x
        if self.fault == "dx of another shape":
            return dout.sum(axis=0)
        return None if self.fault == "no return in backward" else dout * self.scale


def test_a_learners_layer_drops_in(rng):
    net = Sequential(Mine(), Linear(3, 2, rng))
    net.backward(np.ones_like(net(np.ones((4, 3)))))
    assert (net.grad[:3] == net[0].dscale).all()


def test_a_layer_need_not_inherit_from_anything():
    class Double:
        def forward(self, x):
            return 2 * x

        def backward(self, dout):
            return 2 * dout

    net = Sequential(Double())
    assert net(np.ones((1, 2))).tolist() == [[2, 2]]
    assert net.backward(np.ones((1, 2))).tolist() == [[2, 2]]
    with net.training():
        pass


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("no return", TypeError, r"layer 1, Mine\(\): its forward returned a NoneType.*a return\?"),
        (
            "unknown attribute",
            ValueError,
            r"layer 1, Mine.*x has shape \(4, 3\).*forward said: .*we",
        ),
        (
            "no return in backward",
            TypeError,
            r"layer 1, Mine\(\): its backward returned a NoneType",
        ),
        ("no dscale", ValueError, r"layer 1, Mine\(\): dscale is missing, expected shape \(3,\)"),
        (
            "dscale of another shape",
            ValueError,
            r"dscale has shape \(4, 3\), expected shape \(3,\)",
        ),
        (
            "dx of another shape",
            ValueError,
            r"layer 1, Mine\(\): its backward returned shape \(3,\), expected \(4, 3\)",
        ),
    ],
)
def test_a_fault_in_a_learners_layer_is_told_with_its_place(rng, fault, error, words):
    net = Sequential(Tanh(), Mine(fault=fault))
    with pytest.raises(error, match=words):
        net.backward(np.ones_like(net(np.ones((4, 3)))))


def test_a_gradient_written_in_place_is_found_after_each_backward(rng):
    """The second dscale differs from the first: nothing stale is gathered."""
    net = Sequential(Mine())
    for factor in (1.0, 5.0):
        net.backward(np.ones_like(net(np.full((2, 3), factor))))
        assert net.grad.tolist() == [2 * factor] * 3


def test_a_parameter_that_was_never_made_is_asked_for():
    class Forgot(Mine):
        params = ("scale", "shift")

    with pytest.raises(ValueError, match=r"layer 0\.shift, Forgot: params names 'shift'.*__init__"):
        Sequential(Forgot())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([1.0, 2.0], r"scale is a list, expected a NumPy array"),
        (np.array(["a"]), r"scale has dtype <U1, expected numbers"),
    ],
)
def test_a_parameter_is_an_array_of_numbers(value, words):
    layer = Mine()
    layer.scale = value
    with pytest.raises(TypeError, match=r"in layer 0\.scale, Mine: " + words):
        Sequential(layer)
