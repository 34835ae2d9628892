"""Training: guess, score, blame, adjust, again and again."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from coursekit._checks import checked, quiet, require_nonnegative
from coursekit._runs import pair, require_fit, require_run, with_gradient
from coursekit._typing import Array, Loss, Metric, OptimizerLike, Regularizer, Schedule
from coursekit.data.batches import minibatches
from coursekit.data.dataset import Dataset
from coursekit.evaluation import evaluate
from coursekit.history import EarlyStopping, History
from coursekit.network import Sequential


@checked(require_run)
def train(
    net: Sequential,
    loss: Loss,
    optimizer: OptimizerLike,
    x: Array,
    y: Array,
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    schedule: Schedule | None = None,
    regularizer: Regularizer | None = None,
    max_norm: float | None = None,
) -> Iterator[float]:
    """Train a network, one step at a time; whoever asks for the next step keeps control.

    Parameters
    ----------
    net : Sequential
        The network; its theta changes in place.
    loss : callable
        (prediction, y) -> (loss, gradient).
    optimizer : Optimizer
        The update rule; it is reset first.
    x : ndarray, shape (N, …)
        Examples.
    y : ndarray, shape (N,) or (N, K)
        Labels or targets.
    epochs : int
        How many times every example is seen.
    batch_size : int
        Examples in a step; the last batch of an epoch may be smaller.
    rng : numpy.random.Generator
        Shuffles the examples before every epoch.
    schedule : callable, optional
        step -> learning rate; otherwise the optimizer's own lr stays.
    regularizer : callable, optional
        weights -> (penalty, gradient), such as `partial(l2, lam=0.001)`; biases are exempt.
    max_norm : float, optional
        A gradient longer than this is shortened to it ("clipping by norm").

    Yields
    ------
    float
        The minibatch's loss before the step's update, with the penalty if there is one.

    Raises
    ------
    TypeError, ValueError
        At the call: empty or unequal x and y, NaN, a count below 1, a learning rate not above 0.

    Notes
    -----
    A loss that overflows is yielded as inf or nan, without a warning: to stop is up to the caller.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, algorithm 8.1; Pascanu, Mikolov, Bengio
    (2013), On the Difficulty of Training Recurrent Neural Networks, for clipping.

    Examples
    --------
    >>> from coursekit import SGD, Linear, Sequential, mean_squared_error
    >>> rng = np.random.default_rng(0)
    >>> net, x = Sequential(Linear(1, 1, rng)), np.array([[1.0], [2.0]])
    >>> run = train(net, mean_squared_error, SGD(0.1), x, 3 * x, epochs=200, batch_size=2, rng=rng)
    >>> losses = list(run)
    >>> len(losses), losses[-1] < 0.01
    (200, True)
    """
    optimizer.reset(net.theta)
    loss = with_gradient("the loss", loss)
    batches = (rows for _ in range(epochs) for rows in minibatches(len(x), batch_size, rng))
    for step, rows in enumerate(batches):
        _set_rate(optimizer, schedule, step)
        with net.training(), quiet():
            y_hat = net(x[rows])  # guess
            batch_loss, dy_hat = loss(y_hat, y[rows])  # score
            net.backward(dy_hat)  # blame
            batch_loss += _penalize(net, regularizer)
            _clip(net.grad, max_norm)
            optimizer.step(net.theta, net.grad)  # adjust
        yield batch_loss


def _set_rate(optimizer: OptimizerLike, schedule: Schedule | None, step: int) -> None:
    """The schedule's learning rate for this step: 0 at the end of a run is fine, below 0 is not."""
    if schedule is not None:
        lr = schedule(step)
        require_nonnegative("train", f"the schedule's learning rate at step {step}", lr)
        optimizer.lr = lr


def _penalize(net: Sequential, regularizer: Regularizer | None) -> float:
    """Add the penalty's gradient to that of the weights; return the penalty."""
    if regularizer is None:
        return 0.0
    weights = net.weight_mask()
    penalty, dw = with_gradient("the regularizer", regularizer)(net.theta[weights])
    net.grad[weights] += dw
    return penalty


def _clip(grad: Array, max_norm: float | None) -> None:
    """Shorten a gradient that is longer than max_norm."""
    if max_norm is not None:
        norm = np.linalg.norm(grad)
        if norm > max_norm:
            grad *= max_norm / norm


@checked(require_fit)
def fit(
    net: Sequential,
    loss: Loss,
    optimizer: OptimizerLike,
    train_set: Dataset | tuple[Array, Array],
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    val: Dataset | tuple[Array, Array] | None = None,
    metrics: Sequence[Metric] = (),
    early_stopping: EarlyStopping | None = None,
    schedule: Schedule | None = None,
    regularizer: Regularizer | None = None,
    max_norm: float | None = None,
    progress: bool = True,
) -> History:
    """Train to the end, and write down what happened.

    Parameters
    ----------
    net, loss, optimizer, epochs, batch_size, rng, schedule, regularizer, max_norm
        As in `train`.
    train_set : Dataset or (x, y)
        What the network learns from.
    val : Dataset or (x, y), optional
        What it is only scored on, after every epoch.
    metrics : sequence of callables
        Numbers for people, such as `accuracy`, after every epoch.
    early_stopping : EarlyStopping, optional
        Needs `val`. At the end the network has the weights of its best epoch.
    progress : bool
        Show a progress bar when a run takes more than a second.

    Returns
    -------
    History
        Losses and metrics, and in `stopped` why the run ended early. Ctrl-C (in JupyterLab: the
        stop button) ends it too: what was learnt so far stays in the network.

    Raises
    ------
    TypeError, ValueError
        As `train`; also if early_stopping comes without val.

    References
    ----------
    Keras's Model.fit.

    Examples
    --------
    >>> from coursekit import Adam, Linear, Sequential, softmax_cross_entropy
    >>> rng = np.random.default_rng(0)
    >>> net, pair = Sequential(Linear(2, 2, rng)), (np.eye(2), np.array([0, 1]))
    >>> fit(net, softmax_cross_entropy, Adam(0.1), pair, epochs=3, batch_size=2, rng=rng)
    History: 3 epochs, 3 steps, training loss 0.4923
    """
    x, y = pair("fit", "train_set", train_set)
    sets = {"": (x, y)} | ({} if val is None else {"val_": pair("fit", "val", val)})
    run = train(
        net, loss, optimizer, x, y, epochs=epochs, batch_size=batch_size, rng=rng,
        schedule=schedule, regularizer=regularizer, max_norm=max_norm,
    )  # fmt: skip
    history, steps_per_epoch = History(), math.ceil(len(x) / batch_size)
    if early_stopping is not None:
        early_stopping.reset()
    try:
        for _ in _bar(epochs, progress):
            history.step_loss.extend(islice(run, steps_per_epoch))
            history.record({k: evaluate(net, loss, *both, metrics) for k, both in sets.items()})
            history.stopped = _why_stop(history, early_stopping, net)
            if history.stopped:
                break
    except KeyboardInterrupt:
        history.stopped = (
            f"Stopped by you after {len(history.step_loss)} steps. What was learnt so far is kept."
        )
    if early_stopping is not None and early_stopping.best_state:
        net.load_state_dict(early_stopping.best_state)
    return history


def _why_stop(history: History, early_stopping: EarlyStopping | None, net: Sequential) -> str:
    """The reason to end after this epoch, in a sentence; empty to go on."""
    epoch = len(history.train_loss)
    if not math.isfinite(history.train_loss[-1]):
        return (
            f"Stopped in epoch {epoch}: the loss is no longer a finite number. "
            "Try a learning rate 10 times smaller, and a fresh network."
        )
    if early_stopping is not None and early_stopping.update(history.val_loss[-1], net):
        return (
            f"Stopped after epoch {epoch}: no lower validation loss for {early_stopping.patience} "
            f"epochs. The best was epoch {history.best_epoch + 1}."
        )
    return ""


def _bar(epochs: int, progress: bool) -> Iterable[int]:
    """The epochs' numbers, with a progress bar that appears after a second."""
    if not progress:
        return range(epochs)
    from tqdm import tqdm

    return tqdm(range(epochs), unit="epoch", delay=1, leave=False, file=sys.stdout)
