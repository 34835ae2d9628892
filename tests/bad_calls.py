"""Every public name of coursekit's core, each called rightly: what test_bad_input.py spoils."""

from __future__ import annotations

import tempfile
from contextlib import chdir
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from bad_values import Call
from registered import LAYERS

import coursekit as ck
from coursekit import diagnostics

Z = np.array([[20.0, -3.0, 1.0], [2.0, 100.0, 7.0], [0.0, 5.0, 90.0]])
X = np.array([[1.0, 20.0], [3.0, 0.0], [0.0, 7.0], [100.0, 2.0]])
Y = np.array([0, 1, 1, 0])


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def net() -> ck.Sequential:
    return ck.Sequential(ck.Linear(2, 2, rng(), ck.normal(0.01)))


def passed() -> ck.Sequential:
    """A network after both passes."""
    network = net()
    network.backward(np.ones_like(network(X)))
    return network


def mean_square(w: Any) -> float:
    return float((w * w).mean())


# How a thing is used, so that a setting that was swallowed shows.


def used(layer: Any) -> Any:
    """Both passes in training mode."""
    network = ck.Sequential(layer)
    x = np.ones((2, 2, 4, 4)) if isinstance(layer, IMAGES) else X
    with network.training():
        out = network(x)
        dx = network.backward(np.ones_like(out))
    return out, dx


IMAGES = (ck.Conv2D, ck.MaxPool2D, ck.AvgPool2D)


def stepped(make: Any, **settings: Any) -> Any:
    theta, rule = np.array([1.0, -2.0]), make(**settings)
    rule.reset(theta)
    rule.step(theta, np.array([0.5, 0.1]))
    return theta


def rule_step(make: Any, theta: Any, grad: Any) -> Any:
    rule = make(lr=0.1)
    rule.reset(np.zeros(2))
    rule.step(theta, grad)
    return theta


def reset(make: Any, theta: Any) -> Any:
    rule = make(lr=0.1)
    rule.reset(theta)
    return [getattr(rule, name) for name in rule.remembers]


def trained(**arguments: Any) -> Any:
    losses = list(islice(ck.train(**arguments), 3))
    return losses, arguments["net"].theta


def fitted(**arguments: Any) -> Any:
    history = ck.fit(**arguments)
    return history.step_loss, history.train_loss, history.val_loss, arguments["net"].theta


def through(make: Any, x: Any) -> Any:
    return ck.Sequential(make(rng()))(x)


def whole(shape: tuple[int, ...]) -> Any:
    """Four examples of whole numbers up to 200, as floats."""
    return rng().integers(0, 201, (4, *shape)).astype(float)


def back(make: Any, x: Any, dout: Any) -> Any:
    network = ck.Sequential(make(rng()))
    network(x)
    return network.backward(dout), network.grad


def loaded(state: Any) -> Any:
    network = net()
    network.load_state_dict(state)
    return network.theta


def saved(path: Any) -> Any:
    with chdir(FOLDER.name):
        net().save(path)
    return 0


def read(path: Any) -> Any:
    network = net()
    network.load(path)
    return network.theta


def watched(loss: Any, net: Any) -> Any:
    return ck.EarlyStopping(2).update(loss, net)


def history(**curves: Any) -> Any:
    made = ck.History(**curves)
    return made.best_epoch, len(repr(made))


FOLDER = tempfile.TemporaryDirectory()
net().save(f"{FOLDER.name}/net.npz")

RULES = [ck.SGD, ck.Momentum, ck.Nesterov, ck.AdaGrad, ck.RMSProp, ck.Adam, ck.AdamW]
SCORED = {"net": net(), "loss": ck.softmax_cross_entropy, "x": X, "y": Y}
RUN = {
    "net": net(),
    "loss": ck.softmax_cross_entropy,
    "optimizer": ck.SGD(0.1),
    "rng": rng(),
    "epochs": 2,
    "batch_size": 2,
    "max_norm": 1.0,
    "schedule": ck.constant(0.1),
    "regularizer": partial(ck.l2, lam=0.01),
}
OPTIONAL = {"schedule": {"None", "a ufunc"}, "regularizer": {"None"}, "max_norm": {"None"}}
NETWORK = {"network", "layer"}
SCORING = NETWORK | {"loss", "softmax_cross_entropy"}
FOREVER = {"a huge int", "an int beyond every float"}


def direct(function: Any, right: dict[str, Any], **more: Any) -> Call:
    return Call(function.__name__, function, right, **more)


CALLS = [
    *(direct(f, {"z": Z}) for f in (ck.sigmoid, ck.tanh, ck.relu)),
    *(direct(f, {"logits": Z}) for f in (ck.softmax, ck.log_softmax)),
    direct(ck.one_hot, {"y": Y, "K": 2}),
    direct(ck.accuracy, {"p": Z, "y": Y[:3]}, hides_nan={"p"}),
    direct(ck.mean_squared_error, {"y_hat": X, "y": X[::-1].copy()}),
    direct(
        ck.binary_cross_entropy,
        {"p": np.array([0.5, 0.25, 1.0]), "y": np.array([1.0, 0.0, 1.0]), "eps": 1e-6},
    ),
    direct(ck.softmax_cross_entropy, {"logits": Z, "y": Y[:3]}),
    *(direct(f, {"w": Z, "lam": 0.1}) for f in (ck.l1, ck.l2)),
    *(
        direct(f, {"n_in": 2, "n_out": 3, "rng": rng()})
        for f in (ck.zeros, ck.he_normal, ck.he_uniform, ck.glorot_normal, ck.glorot_uniform)
    ),
    Call("normal", lambda std: ck.normal(std)(2, 3, rng()), {"std": 0.1}),
    Call("normal()", ck.normal(0.1), {"n_in": 2, "n_out": 3, "rng": rng()}),
    Call("constant", lambda lr: ck.constant(lr)(3), {"lr": 0.1}),
    Call("constant()", ck.constant(0.1), {"step": 3}),
    Call(
        "step_decay",
        lambda lr, factor, every: ck.step_decay(lr, factor, every)(3),
        {"lr": 0.1, "factor": 0.5, "every": 2},
    ),
    Call("step_decay()", ck.step_decay(0.1, 0.5, 2), {"step": 3}),
    Call("cosine", lambda lr, steps: ck.cosine(lr, steps)(3), {"lr": 0.1, "steps": 9}),
    Call("cosine()", ck.cosine(0.1, 9), {"step": 3}),
    Call(
        "warmup",
        lambda schedule, steps: ck.warmup(schedule, steps)(3),
        {"schedule": ck.constant(0.1), "steps": 9},
        fine={"schedule": {"a ufunc"}},
    ),
    Call("warmup()", ck.warmup(ck.constant(0.1), 9), {"step": 3}),
    direct(ck.numerical_gradient, {"f": mean_square, "w": X, "eps": 1e-3}),
    direct(ck.relative_error, {"a": X, "b": X + 1.0}),
    direct(ck.check_gradients, SCORED | {"eps": 1e-5}, inside=SCORING),
    direct(ck.check_direction, SCORED | {"rng": rng(), "eps": 1e-5}, inside=SCORING),
    Call(
        "Linear",
        lambda **settings: used(ck.Linear(**settings)),
        {"n_in": 2, "n_out": 3, "rng": rng(), "init": ck.he_normal},
    ),
    Call("Dropout", lambda **s: used(ck.Dropout(**s)), {"p": 0.5, "rng": rng()}),
    Call("BatchNorm", lambda **s: used(ck.BatchNorm(**s)), {"n": 2, "momentum": 0.1, "eps": 1e-5}),
    Call("Residual", lambda layer: used(ck.Residual(layer)), {"layer": ck.ReLU()}),
    Call(
        "Conv2D",
        lambda **settings: used(ck.Conv2D(**settings)),
        {"n_in": 2, "n_out": 3, "kernel_size": 3, "rng": rng(), "padding": 1},
    ),
    Call("MaxPool2D", lambda size: used(ck.MaxPool2D(size)), {"size": 2}),
    Call("AvgPool2D", lambda size: used(ck.AvgPool2D(size)), {"size": 2}),
    *(
        Call(
            f"through {make(rng())!r}", partial(through, make), {"x": whole(shape)}, inside=NETWORK
        )
        for make, shape in LAYERS
    ),
    Call("Sequential", lambda layer: ck.Sequential(layer)(X), {"layer": ck.ReLU()}),
    *(
        Call(
            f"backward through {make(rng())!r}",
            partial(back, make, whole(shape)),
            {"dout": rng().integers(0, 201, through(make, whole(shape)).shape).astype(float)},
            inside=NETWORK,
        )
        for make, shape in LAYERS
    ),
    Call("Sequential.[]", lambda i: repr(net()[i]) and 0, {"i": 0}, fine={"i": {"False"}}),
    Call("Sequential.load_state_dict", loaded, {"state": net().state_dict()}),
    Call("Sequential.save", saved, {"path": f"{FOLDER.name}/other.npz"}),
    Call("Sequential.load", read, {"path": f"{FOLDER.name}/net.npz"}),
    *(Call(rule.__name__, partial(stepped, rule), vars(rule())) for rule in RULES),
    *(
        Call(
            f"{rule.__name__}.step",
            partial(rule_step, rule),
            {"theta": np.array([1.0, -2.0]), "grad": np.array([100.0, 20.0])},
            refuses={"theta": {"read-only"}},
        )
        for rule in RULES
    ),
    *(
        Call(
            f"{rule.__name__}.reset",
            partial(reset, rule),
            {"theta": np.ones(2)},
            hides_nan={"theta"},
            refuses={"theta": {"read-only"}},
        )
        for rule in RULES
    ),
    Call(
        "train",
        trained,
        RUN | {"x": X, "y": Y},
        fine=OPTIONAL,
        inside=SCORING | {"regularizer", "l2"},
    ),
    Call(
        "fit",
        fitted,
        RUN
        | {
            "train_set": (X, Y),
            "val": (X, Y),
            "metrics": [ck.accuracy],
            "progress": False,
            "early_stopping": ck.EarlyStopping(3),
        },
        fine=OPTIONAL | {"early_stopping": {"None"}, "metrics": {"an empty list"}},
        inside=SCORING | {"metric", "regularizer", "l2", "train"},
        skip={"epochs": FOREVER},
    ),
    Call(
        "train a line",
        trained,
        RUN | {"loss": ck.mean_squared_error, "x": X / 100, "y": X[::-1] / 10},
        fine=OPTIONAL,
        inside=NETWORK | {"loss", "mean_squared_error", "regularizer", "l2"},
    ),
    direct(
        ck.evaluate,
        SCORED | {"metrics": [ck.accuracy]},
        fine={"metrics": {"an empty list"}},
        inside=SCORING | {"metric"},
    ),
    Call(
        "EarlyStopping",
        lambda patience: min(ck.EarlyStopping(patience).patience, 9),
        {"patience": 3},
    ),
    Call(
        "EarlyStopping.update",
        watched,
        {"loss": 0.5, "net": net()},
        hides_nan={"loss"},
        fine={"loss": {"an int beyond every float"}},
    ),
    Call(
        "History",
        history,
        {
            "step_loss": [0.5],
            "train_loss": [0.5],
            "val_loss": [0.4],
            "metrics": {"accuracy": [0.5]},
            "stopped": "Stopped.",
        },
        fine={
            name: {"a list of numbers", "an empty list"}
            for name in ("step_loss", "train_loss", "val_loss")
        },
    ),
    Call("Value", lambda data: ck.Value(data).data, {"data": 0.5}, hides_nan={"data"}),
    *(
        Call(f"Value {name}", operation, {"data": 0.5})
        for name, operation in {
            "+": lambda data: (ck.Value(2.0) + data).data,
            "r+": lambda data: (data + ck.Value(2.0)).data,
            "×": lambda data: (ck.Value(2.0) * data).data,
            "-": lambda data: (ck.Value(2.0) - data).data,
            "/": lambda data: (ck.Value(2.0) / data).data,
            "**": lambda data: (ck.Value(2.0) ** data).data,
            "exp": lambda data: ck.Value(data).exp().data,
            "log": lambda data: ck.Value(data).log().data,
            "tanh": lambda data: ck.Value(data).tanh().data,
            "sigmoid": lambda data: ck.Value(data).sigmoid().data,
            "relu": lambda data: ck.Value(data).relu().data,
        }.items()
    ),
    Call(
        "show_source",
        lambda obj: len(ck.show_source(obj).code),
        {"obj": ck.relu},
        fine={"obj": {"a class"}},
    ),
    direct(diagnostics.gradient_norms, {"net": passed()}),
    direct(diagnostics.dead_units, {"net": ck.Sequential(ck.ReLU()), "x": X - 2.0}, inside=NETWORK),
    direct(diagnostics.update_ratios, {"net": net(), "theta_before": np.arange(1.0, 7.0)}),
    direct(
        diagnostics.loss_slice,
        SCORED | {"direction": np.ones(6), "steps": [0.0, 0.1]},
        fine={"steps": {"a list of numbers", "a tuple", "a range", "a row"}},
        inside=SCORING,
    ),
    direct(
        diagnostics.lr_range_test,
        SCORED | {"lrs": [0.1, 0.2], "batch_size": 2, "rng": rng()},
        fine={"lrs": {"a list of numbers", "a tuple", "a row"}},
        inside=SCORING,
    ),
]
