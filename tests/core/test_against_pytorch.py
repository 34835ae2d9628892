"""Layers, losses, optimizers and a whole network beside PyTorch, in float64.

The golden file was made by PyTorch (`golden/make_golden.py`; versions inside) and is always
compared. Where torch is installed the same cases run live on fresh random shapes.
"""

import sys
from pathlib import Path

import numpy as np
import pytest

from coursekit import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AvgPool2D,
    BatchNorm,
    Conv2D,
    Flatten,
    Linear,
    MaxPool2D,
    Momentum,
    Nesterov,
    ReLU,
    Residual,
    RMSProp,
    Sequential,
    Sigmoid,
    Tanh,
    binary_cross_entropy,
    mean_squared_error,
    softmax_cross_entropy,
)

FOLDER = Path(__file__).parents[1] / "golden"
# Sums in another order: a few roundings of numbers of size 1 to 100.
CLOSE = {"rtol": 1e-11, "atol": 1e-12}
# The promise for optimizers: 100 steps, equal to 1e-12.
PATH = {"rtol": 1e-12, "atol": 1e-12}


def compare_layer(layer, case, names=()):
    """Same parameters and input in, same output and gradients out."""
    inner = layer.layers[0] if isinstance(layer, Residual) else layer
    for name in names:
        getattr(inner, name)[...] = case[name]
    np.testing.assert_allclose(layer.forward(case["x"]), case["out"], **CLOSE)
    np.testing.assert_allclose(layer.backward(case["dout"]), case["dx"], **CLOSE)
    for name in names:
        np.testing.assert_allclose(getattr(inner, f"d{name}"), case[f"d{name}"], **CLOSE)


def compare_linear(case, rng):
    compare_layer(Linear(*case["W"].shape, rng), case, ("W", "b"))


def compare_residual(case, rng):
    compare_layer(Residual(Linear(*case["W"].shape, rng), Tanh()), case, ("W", "b"))


def compare_convolution(case, rng):
    n_out, n_in, size, _ = case["W"].shape
    layer = Conv2D(n_in, n_out, size, rng, padding=int(case["padding"]))
    compare_layer(layer, case, ("W", "b"))


def compare_batch_norm(training):
    def compare(case, rng):
        layer = BatchNorm(len(case["gamma"]))
        layer.running_mean[...], layer.running_var[...] = case["mean"], case["var"]
        layer.training = training
        compare_layer(layer, case, ("gamma", "beta"))
        np.testing.assert_allclose(layer.running_mean, case["mean_after"], **CLOSE)
        np.testing.assert_allclose(layer.running_var, case["var_after"], **CLOSE)

    return compare


def compare_loss(loss):
    def compare(case, rng):
        score, gradient = loss(case["prediction"], case["y"])
        np.testing.assert_allclose(score, case["loss"], **CLOSE)
        np.testing.assert_allclose(gradient, case["gradient"], **CLOSE)

    return compare


def compare_network(case, rng):
    net = Sequential(
        Conv2D(1, 2, 3, rng, padding=1), ReLU(), MaxPool2D(2), Flatten(), Linear(18, 3, rng)
    )
    net.theta[...] = case["theta"]
    np.testing.assert_allclose(net(case["x"]), case["logits"], **CLOSE)
    loss, blame = softmax_cross_entropy(net.outputs[-1], case["y"])
    np.testing.assert_allclose(loss, case["loss"], **CLOSE)
    np.testing.assert_allclose(net.backward(blame), case["dx"], **CLOSE)
    np.testing.assert_allclose(net.grad, case["grad"], **CLOSE)


def compare_optimizer(make):
    def compare(case, rng):
        rule, theta = make(), case["start"].copy()
        rule.reset(theta)
        for grad, expected in zip(case["grads"], case["path"], strict=True):
            rule.step(theta, grad)
            np.testing.assert_allclose(theta, expected, **PATH)
        assert len(case["path"]) == 100

    return compare


COMPARE = {
    "Linear": compare_linear,
    "Sigmoid": lambda case, rng: compare_layer(Sigmoid(), case),
    "Tanh": lambda case, rng: compare_layer(Tanh(), case),
    "ReLU": lambda case, rng: compare_layer(ReLU(), case),
    "Residual": compare_residual,
    "Conv2D": compare_convolution,
    "MaxPool2D": lambda case, rng: compare_layer(MaxPool2D(int(case["size"])), case),
    "AvgPool2D": lambda case, rng: compare_layer(AvgPool2D(int(case["size"])), case),
    "BatchNorm training": compare_batch_norm(True),
    "BatchNorm prediction": compare_batch_norm(False),
    "mean_squared_error": compare_loss(mean_squared_error),
    "binary_cross_entropy": compare_loss(binary_cross_entropy),
    "softmax_cross_entropy": compare_loss(softmax_cross_entropy),
    "network": compare_network,
    "SGD": compare_optimizer(lambda: SGD(lr=0.05)),
    "Momentum": compare_optimizer(lambda: Momentum(lr=0.01)),
    "Nesterov": compare_optimizer(lambda: Nesterov(lr=0.01)),
    "AdaGrad": compare_optimizer(lambda: AdaGrad(lr=0.1)),
    "RMSProp": compare_optimizer(lambda: RMSProp(lr=0.01)),
    "Adam": compare_optimizer(lambda: Adam(lr=0.02)),
    "AdamW": compare_optimizer(lambda: AdamW(lr=0.02, weight_decay=0.1)),
}


def golden():
    """The golden file as {case: {draw: {name: array}}}, and its versions."""
    cases = {}
    with np.load(FOLDER / "pytorch.npz", allow_pickle=False) as archive:
        for key in archive:
            if key != "versions":
                name, draw, array = key.split("/")
                cases.setdefault(name, {}).setdefault(draw, {})[array] = archive[key]
        return cases, archive["versions"].tolist()


GOLDEN, VERSIONS = golden()


def test_the_golden_file_covers_every_case_and_says_who_made_it():
    assert GOLDEN.keys() == COMPARE.keys()
    assert [version.split()[0] for version in VERSIONS] == ["torch", "numpy", "python"]
    assert (FOLDER / "pytorch.npz").stat().st_size < 300_000


@pytest.mark.parametrize("name", COMPARE)
def test_the_golden_numbers_of_pytorch_come_out(name):
    for case in GOLDEN[name].values():
        COMPARE[name](case, np.random.default_rng(0))


@pytest.mark.parametrize("name", COMPARE)
def test_pytorch_agrees_on_fresh_random_shapes(name, monkeypatch):
    pytest.importorskip("torch", reason="live comparison: pip install 'coursekit[torch]' runs it")
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
    from make_golden import CASES

    for seed in range(25):
        rng = np.random.default_rng([1000, seed])
        COMPARE[name](CASES[name](rng), rng)
