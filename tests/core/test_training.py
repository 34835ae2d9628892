"""train: what each step and each epoch promises, whatever the seed; what is refused at the call."""

import math
from functools import partial

import numpy as np
import pytest
from runs import SEEDS, classes, line

from coursekit import (
    SGD,
    Adam,
    EarlyStopping,
    Layer,
    Linear,
    Sequential,
    Tanh,
    accuracy,
    cosine,
    evaluate,
    fit,
    l2,
    mean_squared_error,
    softmax_cross_entropy,
    train,
)


class Recorder(Layer):
    """The identity, which notes what passes and whether the network is training."""

    def __init__(self):
        self.seen, self.modes = [], []

    def forward(self, x):
        self.seen.append(x.copy())
        self.modes.append(self.training)
        return x

    def backward(self, dout):
        return dout


# Steps and epochs.


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("batch_size", [1, 5, 23, 100])
def test_every_epoch_visits_every_row_once_in_another_order(seed, batch_size):
    recorder, N = Recorder(), 23
    rng = np.random.default_rng(seed)
    x = np.arange(N, dtype=float)[:, None]
    net = Sequential(recorder, Linear(1, 1, rng))
    steps = -(-N // batch_size)
    run = train(net, mean_squared_error, SGD(1e-6), x, x, epochs=3, batch_size=batch_size, rng=rng)
    assert len(list(run)) == 3 * steps
    epochs = [np.concatenate(recorder.seen[i * steps : (i + 1) * steps]).ravel() for i in range(3)]
    assert all(sorted(epoch) == list(range(N)) for epoch in epochs)
    assert (epochs[0] != epochs[1]).any()
    assert (epochs[1] != epochs[2]).any()
    assert {len(batch) for batch in recorder.seen} <= {min(batch_size, N), N % batch_size}


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_travel_with_their_rows(seed):
    """y = x: were they shuffled apart, the only line through both would not have slope 1."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, 1))
    net = Sequential(Linear(1, 1, rng))
    fit(net, mean_squared_error, SGD(0.3), (x, x), epochs=100, batch_size=8, rng=rng)
    np.testing.assert_allclose(net.theta, [1, 0], atol=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_full_batch_descent_reaches_least_squares(seed):
    net, x, y, rng = line(seed)
    y = y + rng.normal(size=y.shape)
    solution = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y)[0]
    for _ in train(net, mean_squared_error, SGD(0.2), x, y, epochs=1000, batch_size=99, rng=rng):
        pass
    np.testing.assert_allclose(net.theta, solution.ravel(), atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_yields_the_loss_from_before_its_update(seed):
    net, x, y, rng = line(seed)
    before = evaluate(net, mean_squared_error, x, y)["loss"]
    run = train(net, mean_squared_error, SGD(0.1), x, y, epochs=2, batch_size=99, rng=rng)
    assert next(run) == pytest.approx(before, rel=1e-13)
    after = evaluate(net, mean_squared_error, x, y)["loss"]
    assert after < before
    assert next(run) == pytest.approx(after, rel=1e-13)


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    thetas = []
    for seed in (7, 7, 8):
        net, x, y, _ = classes(0)
        fit(net, softmax_cross_entropy, Adam(0.01), (x, y), epochs=3, batch_size=8,
            rng=np.random.default_rng(seed))  # fmt: skip
        thetas.append(net.theta)
    assert (thetas[0] == thetas[1]).all()
    assert (thetas[0] != thetas[2]).any()


def test_training_mode_is_on_inside_a_step_and_off_everywhere_else():
    recorder, (net, x, y, rng) = Recorder(), line(0)
    net = Sequential(recorder, *net.layers)
    for _ in train(net, mean_squared_error, SGD(0.1), x, y, epochs=1, batch_size=8, rng=rng):
        assert not recorder.training
        evaluate(net, mean_squared_error, x, y)
    assert recorder.modes == [True, False] * 3


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_is_left_early_leaves_a_usable_network(seed):
    net, x, y, rng = classes(seed)
    before = net.theta.copy()
    run = train(net, softmax_cross_entropy, Adam(0.05), x, y, epochs=99, batch_size=8, rng=rng)
    for step, _ in enumerate(run):
        if step == 40:
            break
    run.close()
    assert (net.theta != before).any()
    assert not net[2].training
    assert evaluate(net, softmax_cross_entropy, x, y, [accuracy])["accuracy"] > 0.9


def test_a_new_run_starts_the_optimizer_afresh():
    paths, rule = [], Adam(0.05)
    for _ in range(2):
        net, x, y, _ = line(0)
        rng = np.random.default_rng(1)
        list(train(net, mean_squared_error, rule, x, y, epochs=3, batch_size=8, rng=rng))
        paths.append(net.theta)
    assert (paths[0] == paths[1]).all()


# Schedule, penalty, clipping.


class Watched(SGD):
    """SGD that notes its rate and the gradient at every step."""

    def reset(self, theta):
        self.rates, self.grads, self.before = [], [], []

    def step(self, theta, grad):
        self.rates.append(self.lr)
        self.grads.append(grad.copy())
        self.before.append(theta.copy())
        super().step(theta, grad)


def test_a_schedule_sets_the_rate_of_each_step():
    net, x, y, rng = line(0)
    rule = Watched(lr=123.0)
    rate = cosine(0.1, 9)
    list(train(net, mean_squared_error, rule, x, y, epochs=3, batch_size=8, rng=rng,
               schedule=rate))  # fmt: skip
    assert rule.rates == [rate(step) for step in range(9)]


@pytest.mark.parametrize("bad", [-0.1, math.nan, None, "0.1"])
def test_a_schedule_that_goes_wrong_is_told_with_its_step(bad):
    net, x, y, rng = line(0)
    run = train(net, mean_squared_error, SGD(0.1), x, y, epochs=1, batch_size=8, rng=rng,
                schedule=lambda step: 0.1 if step == 0 else bad)  # fmt: skip
    next(run)
    with pytest.raises((TypeError, ValueError), match=r"schedule's learning rate at step 1 is"):
        next(run)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_penalty_pulls_on_the_weights_and_spares_the_biases(seed):
    net, x, y, rng = line(seed)
    list(train(net, mean_squared_error, SGD(0.1), x, y, epochs=1, batch_size=99, rng=rng))
    plain, pulled = Watched(), Watched()
    lam, losses = 0.3, []
    for rule, regularizer in ((plain, None), (pulled, partial(l2, lam=lam))):
        state = net.state_dict()
        losses += train(net, mean_squared_error, rule, x, y, epochs=1, batch_size=99, rng=rng,
                        regularizer=regularizer)  # fmt: skip
        net.load_state_dict(state)
    W = net[0].W.ravel()
    np.testing.assert_allclose(pulled.grads[0] - plain.grads[0], [*(2 * lam * W), 0], atol=1e-12)
    assert losses[1] - losses[0] == pytest.approx(lam * (W**2).sum(), rel=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_training_with_a_penalty_reaches_ridge_regression(seed):
    net, x, y, rng = line(seed)
    lam, N = 0.2, len(x)
    columns = np.column_stack([x, np.ones(N)])
    price = N * lam * np.diag([1.0, 1.0, 0.0])
    solution = np.linalg.solve(columns.T @ columns + price, columns.T @ y)
    list(train(net, mean_squared_error, SGD(0.2), x, y, epochs=1000, batch_size=99, rng=rng,
               regularizer=partial(l2, lam=lam)))  # fmt: skip
    np.testing.assert_allclose(net.theta, solution.ravel(), atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_clipping_shortens_a_long_gradient_and_keeps_its_direction(seed):
    net, x, y, rng = line(seed)
    state = net.state_dict()
    grads = []
    for max_norm in (None, 0.01, 1e6):
        rule = Watched(lr=1e-9)
        list(train(net, mean_squared_error, rule, x, y, epochs=1, batch_size=99, rng=rng,
                   max_norm=max_norm))  # fmt: skip
        net.load_state_dict(state)
        grads.append(rule.grads[0])
    free, short, long = grads
    assert np.linalg.norm(short) == pytest.approx(0.01, rel=1e-12)
    cosine_of_angle = free @ short / np.linalg.norm(free) / np.linalg.norm(short)
    assert cosine_of_angle == pytest.approx(1, rel=1e-12)
    np.testing.assert_allclose(long, free, rtol=1e-10)


def test_the_penalty_counts_before_the_gradient_is_clipped():
    net, x, y, rng = line(0)
    rule = Watched(lr=1e-9)
    list(train(net, mean_squared_error, rule, x, y, epochs=1, batch_size=99, rng=rng,
               regularizer=partial(l2, lam=1e3), max_norm=0.5))  # fmt: skip
    assert np.linalg.norm(rule.grads[0]) == pytest.approx(0.5, rel=1e-12)


# What is refused, and when: at the call, before the first step.


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"x": np.ones((4, 2))}, ValueError, r"x has 4 rows and y has 23, expected one label"),
        (
            {"x": np.ones((0, 2)), "y": np.ones((0, 1))},
            ValueError,
            r"x has shape \(0, 2\).*no exam",
        ),
        ({"x": np.full((23, 2), np.nan)}, ValueError, r"x holds 46 values that are NaN.*row 0"),
        ({"y": np.array([[1.0]] * 22 + [[np.inf]])}, ValueError, r"y holds 1 values.*in row 22"),
        ({"x": [[1.0, 2.0]] * 23}, TypeError, r"x is a list, expected a NumPy array"),
        ({"x": np.full((23, 2), "a")}, TypeError, r"x has dtype <U1, expected numbers"),
        ({"y": np.full((23, 1), None)}, TypeError, r"y has dtype object, expected numbers"),
        ({"epochs": 0}, ValueError, r"epochs is 0, expected a whole number of at least 1"),
        ({"epochs": 2.5}, TypeError, r"epochs is a float \(2\.5\)"),
        ({"batch_size": 0}, ValueError, r"batch_size is 0"),
        ({"batch_size": True}, TypeError, r"batch_size is a bool"),
        ({"rng": 42}, TypeError, r"rng is an int.*, expected a random generator"),
        ({"max_norm": 0}, ValueError, r"max_norm is 0, expected a finite number above 0"),
        ({"optimizer": SGD}, TypeError, r"optimizer is the class SGD.*Try SGD\(…\) with parenthes"),
        ({"net": Sequential}, TypeError, r"net is the class Sequential"),
        ({"net": [Tanh()]}, TypeError, r"net is a list, expected a network.*Sequential\(\*layers"),
        ({"loss": "mse"}, TypeError, r"loss is the text 'mse', expected a loss function"),
        ({"loss": SGD(0.1)}, TypeError, r"loss is an SGD, expected a loss function"),
        ({"optimizer": "adam"}, TypeError, r"optimizer is the text 'adam'.*Adam\(lr=0\.01\)"),
        ({"optimizer": mean_squared_error}, TypeError, r"function mean_squared_error.*order is"),
        ({"regularizer": l2}, TypeError, r"regularizer is the function l2.*partial\(l2, lam"),
        ({"schedule": 0.1}, TypeError, r"schedule is a float \(0\.1\), expected .*cosine\(0\.1"),
    ],
)
def test_a_run_that_cannot_work_is_refused_at_the_call(change, error, words):
    net, x, y, rng = line(0)
    run = {"net": net, "loss": mean_squared_error, "optimizer": SGD(0.1), "x": x, "y": y,
           "epochs": 1, "batch_size": 8, "rng": rng} | change  # fmt: skip
    before = net.theta.copy()
    with pytest.raises(error, match=r"train: .*" + words):
        train(**run)
    pair = (run.pop("x"), run.pop("y"))
    with pytest.raises(error, match=words):
        fit(train_set=pair, **run)
    assert (net.theta == before).all()


@pytest.mark.parametrize("lr", [0, -1, math.nan, True])
def test_a_rate_spoilt_after_the_optimizer_was_made_is_noticed_too(lr):
    net, x, y, rng = line(0)
    rule = SGD(0.1)
    rule.lr = lr
    with pytest.raises((TypeError, ValueError), match=r"the optimizer's lr is .*above 0"):
        train(net, mean_squared_error, rule, x, y, epochs=1, batch_size=8, rng=rng)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"early_stopping": EarlyStopping(3)}, ValueError, r"early_stopping watches.*val=\(x, y\)"),
        ({"val": (np.ones((2, 2)), np.ones((3, 1)))}, ValueError, r"validation set: x has 2 rows"),
        ({"early_stopping": 5}, TypeError, r"fit: early_stopping is an int.*\(patience=5\)"),
        ({"metrics": accuracy}, TypeError, r"metrics is the function accuracy.*\[accuracy\]"),
        ({"train_set": (1, 2, 3)}, TypeError, r"train_set is a tuple of 3, expected a Dataset"),
        ({"train_set": [1, 2]}, TypeError, r"fit: train_set is a list, expected a Dataset"),
        ({"train_set": np.ones((3, 3))}, TypeError, r"fit: train_set is an array of shape"),
    ],
)
def test_what_only_fit_takes_is_checked_too(change, error, words):
    net, x, y, rng = line(0)
    with pytest.raises(error, match=words):
        fit(**{"net": net, "loss": mean_squared_error, "optimizer": SGD(0.1), "train_set": (x, y),
               "epochs": 1, "batch_size": 8, "rng": rng} | change)  # fmt: skip


@pytest.mark.parametrize(
    ("y", "words"),
    [
        (np.eye(2)[[0, 1] * 5], r"shape \(10, 2\), expected \(N,\).*argmax\(axis=1\)"),
        (np.array([0.0, 1.0] * 5), r"dtype float64, expected whole-number class labels"),
        (np.array([0, 2] * 5), r"label 2, expected 0 to 1 for 2 classes"),
    ],
)
def test_labels_that_do_not_fit_are_told_by_the_loss(y, words):
    rng = np.random.default_rng(0)
    net = Sequential(Linear(3, 2, rng), Tanh())
    x = rng.normal(size=(10, 3))
    with pytest.raises((TypeError, ValueError), match=words):
        evaluate(net, softmax_cross_entropy, x, y)
    with pytest.raises((TypeError, ValueError), match=words):
        fit(net, softmax_cross_entropy, SGD(), (x, y), epochs=1, batch_size=10, rng=rng)


@pytest.mark.parametrize("function", [train, fit, evaluate])
def test_a_missing_argument_is_told_with_the_names_of_all(function):
    with pytest.raises(TypeError, match=rf"{function.__name__}: missing .*expected .*\(net, loss,"):
        function(line(0)[0])


def test_what_goes_by_name_is_shown_so():
    net, x, y, _ = line(0)
    with pytest.raises(TypeError, match=r"fit: too many .*\(net, .*, train_set, epochs=…, batch"):
        fit(net, mean_squared_error, SGD(0.1), x, y)


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (lambda y_hat, y: 0.5, r"the loss: it returned a float \(0\.5\), expected two things"),
        (lambda y_hat, y: (y_hat - y, y_hat - y), r"the loss: it returned an array of shape \(23"),
        (lambda y_hat, y: (0.5, y_hat.mean()), r"its gradient has shape \(\), expected \(23, 1\)"),
    ],
)
def test_a_loss_that_returns_something_else_is_told_so(loss, words):
    net, x, y, rng = line(0)
    with pytest.raises((TypeError, ValueError), match=words):
        list(train(net, loss, SGD(0.1), x, y, epochs=1, batch_size=99, rng=rng))
