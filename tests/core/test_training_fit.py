"""fit and evaluate: the history, early stopping, Ctrl-C, divergence, and real pictures."""

import signal
from functools import partial

import numpy as np
import pytest
from runs import SEEDS, classes, line

from coursekit import (
    SGD,
    Adam,
    BatchNorm,
    Dropout,
    EarlyStopping,
    Layer,
    Linear,
    ReLU,
    Sequential,
    accuracy,
    cosine,
    data,
    evaluate,
    fit,
    l2,
    mean_squared_error,
    softmax_cross_entropy,
    train,
)


def test_fit_writes_down_every_step_and_every_epoch():
    net, x, y, rng = classes(0)
    history = fit(net, softmax_cross_entropy, Adam(0.01), (x, y), epochs=4, batch_size=25, rng=rng,
                  val=(x[:20], y[:20]), metrics=[accuracy])  # fmt: skip
    assert len(history.step_loss) == 4 * 3
    assert len(history.train_loss) == len(history.val_loss) == 4
    assert {name: len(curve) for name, curve in history.metrics.items()} == {
        "accuracy": 4, "val_accuracy": 4
    }  # fmt: skip
    final = evaluate(net, softmax_cross_entropy, x, y, [accuracy])
    assert history.train_loss[-1] == final["loss"]
    assert history.metrics["accuracy"][-1] == final["accuracy"]
    assert history.stopped == ""


def test_fit_takes_the_same_steps_as_train():
    nets = []
    for use_fit in (True, False):
        net, x, y, _ = classes(0)
        settings = {
            "epochs": 3,
            "batch_size": 7,
            "rng": np.random.default_rng(5),
            "max_norm": 0.5,
            "schedule": cosine(0.1, 30),
            "regularizer": partial(l2, lam=0.01),
        }
        if use_fit:
            fit(net, softmax_cross_entropy, SGD(), (x, y), **settings)
        else:
            list(train(net, softmax_cross_entropy, SGD(), x, y, **settings))
        nets.append(net)
    assert (nets[0].theta == nets[1].theta).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_evaluate_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    net = Sequential(Linear(2, 4, rng), BatchNorm(4), Dropout(0.5, rng), Linear(4, 2, rng))
    x, y = rng.normal(size=(9, 2)), rng.integers(0, 2, 9)
    state, coins = net.state_dict(), rng.bit_generator.state
    first = evaluate(net, softmax_cross_entropy, x, y, [accuracy])
    assert evaluate(net, softmax_cross_entropy, x, y, [accuracy]) == first
    assert all((net.state_dict()[name] == array).all() for name, array in state.items())
    assert rng.bit_generator.state == coins


@pytest.mark.parametrize("seed", SEEDS)
def test_early_stopping_restores_the_best_weights(seed):
    """Noise as labels: the validation loss must rise once the noise is learnt by heart."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(30, 5)), rng.integers(0, 2, 30)
    x_val, y_val = rng.normal(size=(30, 5)), rng.integers(0, 2, 30)
    net = Sequential(Linear(5, 50, rng), ReLU(), BatchNorm(50), Linear(50, 2, rng))
    history = fit(net, softmax_cross_entropy, Adam(0.02), (x, y), epochs=200, batch_size=10,
                  rng=rng, val=(x_val, y_val), early_stopping=EarlyStopping(5))  # fmt: skip
    assert len(history.val_loss) < 200
    assert len(history.val_loss) == history.best_epoch + 1 + 5
    assert history.val_loss[-1] > min(history.val_loss)
    now = evaluate(net, softmax_cross_entropy, x_val, y_val)["loss"]
    assert now == min(history.val_loss)
    assert history.stopped == (
        f"Stopped after epoch {len(history.val_loss)}: no lower validation loss for 5 epochs. "
        f"The best was epoch {history.best_epoch + 1}."
    )


def test_a_run_that_ends_by_itself_has_the_best_weights_too_and_the_watch_serves_again():
    """The second run, with wrong labels to watch, never gets as low as the first one did."""
    watch = EarlyStopping(100)
    for seed, wrong in ((0, 0), (1, 1)):
        net, x, y, rng = classes(seed)
        x_val, y_val = x[:9], y[:9] ^ wrong
        history = fit(net, softmax_cross_entropy, SGD(0.5), (x, y), epochs=15, batch_size=10,
                      rng=rng, val=(x_val, y_val), early_stopping=watch)  # fmt: skip
        assert history.stopped == ""
        now = evaluate(net, softmax_cross_entropy, x_val, y_val)["loss"]
        assert now == min(history.val_loss)


class Interrupting(Layer):
    """The identity, which presses Ctrl-C at the n-th training pass."""

    def __init__(self, at):
        self.left = at

    def forward(self, x):
        self.left -= self.training
        if self.training and self.left == 0:
            signal.raise_signal(signal.SIGINT)
        return x

    def backward(self, dout):
        return dout


@pytest.fixture
def ctrl_c_interrupts():
    """As in a terminal; a process started in the background has Ctrl-C switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_interrupts")
def test_ctrl_c_in_the_middle_of_a_step_keeps_what_was_learnt():
    net, x, y, rng = line(0)
    net = Sequential(*net.layers, Interrupting(at=18))
    before = evaluate(net, mean_squared_error, x, y)["loss"]
    history = fit(net, mean_squared_error, SGD(0.1), (x, y), epochs=99, batch_size=8, rng=rng)
    assert history.stopped == "Stopped by you after 17 steps. What was learnt so far is kept."
    assert (len(history.step_loss), len(history.train_loss)) == (17, 5)
    assert evaluate(net, mean_squared_error, x, y)["loss"] < before / 10
    assert not net[1].training


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_ctrl_c_while_scoring_leaves_curves_of_equal_length(call):
    """In the first or second epoch, over the training or the validation set."""
    net, x, y, rng = classes(0)
    calls = iter(range(1, 100))

    def metric(p, y):
        if next(calls) == call:
            raise KeyboardInterrupt
        return 0.0

    history = fit(net, softmax_cross_entropy, SGD(0.1), (x, y), epochs=9, batch_size=30, rng=rng,
                  val=(x, y), metrics=[metric])  # fmt: skip
    epochs = (call - 1) // 2
    assert history.stopped.startswith("Stopped by you")
    assert len(history.step_loss) == 2 * (epochs + 1)
    lengths = {len(history.train_loss), len(history.val_loss),
               *(len(curve) for curve in history.metrics.values())}  # fmt: skip
    assert lengths == {epochs}


@pytest.mark.parametrize("loss", [mean_squared_error, softmax_cross_entropy])
def test_a_diverging_run_stops_with_a_sentence_and_no_warning(loss):
    """Warnings are errors in these tests."""
    rng = np.random.default_rng(0)
    net = Sequential(Linear(2, 4, rng), ReLU(), Linear(4, 2, rng))
    x = rng.normal(size=(20, 2))
    y = x if loss is mean_squared_error else np.arange(20) % 2
    history = fit(net, loss, SGD(1e300), (x, y), epochs=50, batch_size=5, rng=rng)
    assert history.stopped == (
        "Stopped in epoch 1: the loss is no longer a finite number. "
        "Try a learning rate 10 times smaller, and a fresh network."
    )
    assert len(history.step_loss) == 4


# Real pictures.


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("load", "n_hidden", "rate", "epochs", "at_least"),
    [(data.digits, 128, 0.003, 30, 0.95), (data.silhouettes, 64, 0.001, 20, 0.90)],
)
def test_a_small_network_reaches_the_promised_accuracy_on_unseen_pictures(
    load, n_hidden, rate, epochs, at_least, seed
):
    rng = np.random.default_rng(seed)
    splits = load().split(rng)
    D, K = splits.train.D, splits.train.K
    net = Sequential(Linear(D, n_hidden, rng), ReLU(), Dropout(0.3, rng), Linear(n_hidden, K, rng))
    fit(net, softmax_cross_entropy, Adam(rate), splits.train, epochs=epochs, batch_size=64,
        rng=rng, progress=False)  # fmt: skip
    test = evaluate(net, softmax_cross_entropy, splits.test.x, splits.test.y, [accuracy])
    assert test["accuracy"] >= at_least
