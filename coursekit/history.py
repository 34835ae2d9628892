"""What is written down in a training run, and when to stop it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from coursekit._checks import is_number, require_count, require_network, what
from coursekit._typing import Array
from coursekit.network import Sequential


@dataclass
class History:
    """What happened in a training run.

    Attributes
    ----------
    step_loss : list of float
        The minibatch's loss at every step.
    train_loss, val_loss : list of float
        Loss over the whole set after every epoch, Dropout and BatchNorm switched to prediction.
        val_loss is empty if there was no validation set.
    metrics : dict of str to list of float
        For each metric its value after every epoch: "accuracy" on the training set and
        "val_accuracy" on the validation set.
    stopped : str
        Why the run ended early, in a sentence; empty if it went to its end.

    References
    ----------
    Keras's History object.

    Examples
    --------
    >>> History(train_loss=[0.7, 0.5], val_loss=[0.8, 0.9]).best_epoch
    0
    """

    step_loss: list[float] = field(default_factory=list)
    train_loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    metrics: dict[str, list[float]] = field(default_factory=dict)
    stopped: str = ""

    def __post_init__(self) -> None:
        _require_curve("step_loss", self.step_loss)
        _require_curve("train_loss", self.train_loss)
        _require_curve("val_loss", self.val_loss)
        if not isinstance(self.metrics, dict):
            raise TypeError(
                f"History: metrics is {what(self.metrics)}, expected a dict of lists of numbers."
            )
        for name, curve in self.metrics.items():
            _require_curve(f"metrics[{name!r}]", curve)
        if not isinstance(self.stopped, str):
            raise TypeError(f"History: stopped is {what(self.stopped)}, expected a sentence.")

    @property
    def best_epoch(self) -> int:
        """The epoch (the first is 0) with the lowest validation loss, or training loss without it.

        Raises
        ------
        ValueError
            If no epoch was finished.
        """
        losses = self.val_loss or self.train_loss
        if not losses:
            raise ValueError(
                "History: no epoch was finished yet, expected at least one for a best one."
            )
        return int(np.argmin(np.where(np.isnan(losses), np.inf, losses)))

    def __repr__(self) -> str:
        epochs = len(self.train_loss)
        parts = [_count(epochs, "epoch"), _count(len(self.step_loss), "step")]
        if epochs:
            parts.append(f"training loss {self.train_loss[-1]:.4f}")
            parts += [f"validation loss {v:.4f}" for v in self.val_loss[-1:]]
            parts += [f"{name} {values[-1]:.4f}" for name, values in self.metrics.items()]
        return "History: " + ", ".join(parts) + (f". {self.stopped}" if self.stopped else "")

    def record(self, results: dict[str, dict[str, float]]) -> None:
        """Note what `evaluate` found after an epoch: under "" in training, "val_" in validation."""
        for prefix, result in results.items():
            losses = self.val_loss if prefix else self.train_loss
            for name, value in result.items():
                curve = losses if name == "loss" else self.metrics.setdefault(prefix + name, [])
                curve.append(value)


def _require_curve(name: str, values: list[float]) -> None:
    """A list of numbers; a run that diverged has inf and NaN in it."""
    if not isinstance(values, list) or not all(map(is_number, values)):
        raise TypeError(f"History: {name} is {what(values)}, expected a list of numbers.")


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


@dataclass
class EarlyStopping:
    """Stop when the validation loss has not improved for a while, and go back to the best weights.

    Parameters
    ----------
    patience : int
        Epochs in a row without a new lowest validation loss after which `fit` stops.

    Attributes
    ----------
    best : float
        Lowest loss so far.
    best_state : dict of str to ndarray
        The network's state at that epoch.

    Raises
    ------
    TypeError, ValueError
        If patience is not a whole number of at least 1.

    References
    ----------
    Prechelt (1998), Early Stopping: But When?

    Examples
    --------
    >>> EarlyStopping(patience=5).patience
    5
    """

    patience: int

    def __post_init__(self) -> None:
        require_count("EarlyStopping", "patience", self.patience)
        self.reset()

    def reset(self) -> None:
        """Forget the last run."""
        self.best = math.inf
        self.waited = 0
        self.best_state: dict[str, Array] = {}

    def update(self, loss: float, net: Sequential) -> bool:
        """Note an epoch's validation loss; True when patience is at its end.

        Raises
        ------
        TypeError
            If loss is not one number or net not a network.
        """
        if not is_number(loss):
            raise TypeError(f"EarlyStopping: loss is {what(loss)}, expected one number.")
        require_network("EarlyStopping", net)
        self.waited += 1
        if loss < self.best:
            self.best, self.best_state, self.waited = loss, net.state_dict(), 0
        return self.waited >= self.patience
