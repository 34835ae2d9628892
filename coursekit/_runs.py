"""What training and evaluation ask of their arguments, before the first step and during a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit._checks import (
    require_answer,
    require_count,
    require_examples,
    require_function,
    require_instance,
    require_network,
    require_positive,
    require_rng,
    what,
)
from coursekit._typing import Array
from coursekit.history import EarlyStopping


def require_optimizer(where: str, optimizer: Any) -> None:
    """An object with a learning rate, reset and step."""
    require_instance(where, "optimizer", optimizer)
    if not all(hasattr(optimizer, name) for name in ("lr", "reset", "step")):
        raise TypeError(
            f"{where}: optimizer is {what(optimizer)}, expected an update rule, such as "
            f"Adam(lr=0.01). The order is {where}(net, loss, optimizer, …)."
        )
    require_positive(where, "the optimizer's lr", optimizer.lr)


def require_scoring(where: str, net: Any, loss: Any, x: Any, y: Any) -> None:
    """A network, a loss, and examples with their labels."""
    require_network(where, net)
    require_function(where, "loss", loss, 2)
    require_examples(where, x, y)


def require_metrics(where: str, metrics: Any) -> None:
    """A list of functions, each with a name to list its results under."""
    if not isinstance(metrics, (list, tuple)):
        raise TypeError(
            f"{where}: metrics is {what(metrics)}, expected a list of functions. "
            "Try metrics=[accuracy]."
        )
    for metric in metrics:
        require_function(where, "a metric in metrics", metric, 2, "metric")
        if not hasattr(metric, "__name__"):
            raise TypeError(
                f"{where}: a metric in metrics is {metric!r}, which has no name to list its "
                "results under, expected a function. Write one with def around it."
            )


def require_run(
    where: str,
    net: Any,
    loss: Any,
    optimizer: Any,
    x: Any,
    y: Any,
    *,
    epochs: Any,
    batch_size: Any,
    rng: Any,
    schedule: Any = None,
    regularizer: Any = None,
    max_norm: Any = None,
) -> None:
    """Everything that `train` takes."""
    require_scoring(where, net, loss, x, y)
    require_optimizer(where, optimizer)
    require_count(where, "epochs", epochs)
    require_count(where, "batch_size", batch_size)
    require_rng(where, rng)
    if schedule is not None:
        require_function(where, "schedule", schedule, 1)
    if regularizer is not None:
        require_function(where, "regularizer", regularizer, 1)
    if max_norm is not None:
        require_positive(where, "max_norm", max_norm)


def require_fit(
    where: str,
    net: Any,
    loss: Any,
    optimizer: Any,
    train_set: Any,
    *,
    val: Any = None,
    metrics: Any = (),
    early_stopping: Any = None,
    progress: Any = True,
    **run: Any,
) -> None:
    """Everything that `fit` takes."""
    require_network(where, net)
    require_run(where, net, loss, optimizer, *pair(where, "train_set", train_set), **run)
    require_metrics(where, metrics)
    if val is not None:
        require_examples(f"{where}, validation set", *pair(where, "val", val))
    if not isinstance(progress, (bool, np.bool_)):
        raise TypeError(f"{where}: progress is {what(progress)}, expected True or False.")
    if early_stopping is None:
        return
    if not isinstance(early_stopping, EarlyStopping):
        raise TypeError(
            f"{where}: early_stopping is {what(early_stopping)}, expected an EarlyStopping. "
            "Try early_stopping=EarlyStopping(patience=5)."
        )
    if val is None:
        raise ValueError(
            f"{where}: early_stopping watches the validation loss, expected val=(x, y) too."
        )


def pair(where: str, name: str, examples: Any) -> tuple[Array, Array]:
    """x and y of a Dataset, or of a plain pair."""
    if isinstance(examples, tuple) and len(examples) == 2:
        return examples
    if isinstance(examples, (tuple, type)) or not (
        hasattr(examples, "x") and hasattr(examples, "y")
    ):
        came = f"a tuple of {len(examples)}" if isinstance(examples, tuple) else what(examples)
        raise TypeError(f"{where}: {name} is {came}, expected a Dataset or the pair (x, y).")
    return examples.x, examples.y


def with_gradient(name: str, function: Callable[..., Any]) -> Callable[..., tuple[float, Array]]:
    """A loss or a regularizer, told so if it does not return a number and its gradient."""

    def call(v: Array, *rest: Array) -> tuple[float, Array]:
        result = function(v, *rest)
        if not (isinstance(result, tuple) and len(result) == 2):
            raise TypeError(
                f"{name}: it returned {what(result)}, expected two things, a number and its "
                "gradient. Try return loss, gradient."
            )
        value, dv = result
        require_answer(name, value)
        if np.shape(dv) != v.shape:
            raise ValueError(
                f"{name}: its gradient has shape {np.shape(dv)}, expected {v.shape}, that of "
                "what it was given first."
            )
        return value, dv

    return call
