"""What `evaluate` asks of a loss and of metrics, said in a sentence."""

from functools import partial

import numpy as np
import pytest

from coursekit import (
    SGD,
    Linear,
    Sequential,
    accuracy,
    evaluate,
    fit,
    softmax_cross_entropy,
    train,
)

X, Y = np.eye(2), np.array([0, 1])


@pytest.fixture
def net():
    return Sequential(Linear(2, 2, np.random.default_rng(0)))


def only_a_number(prediction, y):
    """A loss as beginners write it: without its gradient."""
    return float(((prediction[:, 0] - y) ** 2).mean())


def test_evaluate_gives_each_metric_under_its_name(net):
    result = evaluate(net, softmax_cross_entropy, X, Y, [accuracy])
    assert result == {
        "loss": softmax_cross_entropy(net(X), Y)[0],
        "accuracy": accuracy(net(X), Y),
    }


def one_step(net, loss, x, y):
    rng = np.random.default_rng(0)
    return next(train(net, loss, SGD(0.1), x, y, epochs=1, batch_size=2, rng=rng))


@pytest.mark.parametrize("run", [evaluate, one_step])
def test_a_loss_without_its_gradient_is_told_what_to_return(net, run):
    with pytest.raises(TypeError, match=r"returned a float.*Try return loss, gradient"):
        run(net, only_a_number, X, Y)


def test_a_metric_without_its_list_is_told_to_stand_in_one(net):
    with pytest.raises(TypeError, match=r"Try metrics=\[accuracy\]"):
        evaluate(net, softmax_cross_entropy, X, Y, accuracy)


def test_a_metric_without_a_name_is_told_to_get_one(net):
    with pytest.raises(TypeError, match="Write one with def around it"):
        evaluate(net, softmax_cross_entropy, X, Y, [partial(accuracy)])


def test_the_progress_bar_shows_where_nothing_is_a_terminal(net, capsys, monkeypatch):
    """JupyterLab's output is not a terminal; a run of more than a second shows how far it is."""
    from time import monotonic, sleep

    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    end = monotonic() + 1.6

    def slow(prediction, y):
        sleep(0.2 if monotonic() < end else 0)
        return softmax_cross_entropy(prediction, y)

    def run(progress):
        rng = np.random.default_rng(0)
        fit(net, slow, SGD(0.1), (X, Y), epochs=12, batch_size=2, rng=rng, progress=progress)
        return capsys.readouterr().out

    assert "epoch" in run(progress=True)
    end = monotonic() + 1.6
    assert run(progress=False) == ""
