"""What learners write and what coursekit does are the same: every reference against the package."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coursekit as ck
from coursekit import data
from coursekit.autodiff import Value
from coursekit.lessons.catalogue import every_exercise

EXERCISES = every_exercise()
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(1, 4), st.integers(0, 99))
"""Rows, inputs, outputs and a seed."""


def reference(name):
    return EXERCISES[name].reference


def same(ours, theirs):
    """Equal up to the order in which float64 numbers are added."""
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def linear(W, b):
    layer = ck.Linear(*W.shape, np.random.default_rng(0))
    layer.W[:], layer.b[:] = W, b
    return layer


def knobs(rng, *sizes):
    """W and b of each layer, with biases that are not 0."""
    for n_in, n_out in pairwise(sizes):
        yield rng.normal(size=(n_in, n_out))
        yield rng.normal(size=n_out)


@given(SHAPES)
def test_the_losses_backward(shape):
    n, _, k, seed = shape
    rng = np.random.default_rng(seed)
    pred, target = rng.normal(size=(2, n))
    _, dy_hat = ck.mean_squared_error(pred[:, None], target[:, None])
    same(reference("mse_backward")(pred, target), dy_hat[:, 0])

    logits, y = rng.normal(size=(n, k + 1)) * 5, rng.integers(k + 1, size=n)
    same(reference("softmax_ce_backward")(logits, y), ck.softmax_cross_entropy(logits, y)[1])


@pytest.mark.parametrize("layer", [ck.Sigmoid, ck.ReLU])
@given(SHAPES)
def test_the_activations_backward(layer, shape):
    n, d, _, seed = shape
    z, dout = np.random.default_rng(seed).normal(size=(2, n, d))
    built = layer()
    built.forward(z)
    same(reference(f"{layer.__name__.lower()}_backward")(dout, z), built.backward(dout))


@given(SHAPES)
def test_the_dense_layer_backward(shape):
    n, d, h, seed = shape
    rng = np.random.default_rng(seed)
    x, dout = rng.normal(size=(n, d)), rng.normal(size=(n, h))
    layer = linear(*knobs(rng, d, h))
    layer.forward(x)
    dx = layer.backward(dout)
    for ours, theirs in zip(
        reference("dense_backward")(dout, x, layer.W), (dx, layer.dW, layer.db), strict=True
    ):
        same(ours, theirs)


@given(SHAPES)
def test_the_network_backward(shape):
    n, d, h, seed = shape
    rng = np.random.default_rng(seed)
    W1, b1, W2, b2 = knobs(rng, d, h, 3)
    x, y = rng.normal(size=(n, d)), rng.integers(3, size=n)
    net = ck.Sequential(linear(W1, b1), ck.ReLU(), linear(W2, b2))
    net.backward(ck.softmax_cross_entropy(net(x), y)[1])
    theirs = (net[0].dW, net[0].db, net[2].dW, net[2].db)
    for slope, other in zip(reference("mlp_backward")(x, y, W1, b1, W2, b2), theirs, strict=True):
        same(slope, other)


@given(SHAPES)
def test_the_residual_block(shape):
    n, d, h, seed = shape
    rng = np.random.default_rng(seed)
    W1, b1, W2, b2 = knobs(rng, d, h, d)
    x, dout = rng.normal(size=(2, n, d))
    first, second = linear(W1, b1), linear(W2, b2)
    block = ck.Residual(first, ck.ReLU(), second)
    same(reference("residual_forward")(x, W1, b1, W2, b2), block.forward(x))
    theirs = (block.backward(dout), first.dW, first.db, second.dW, second.db)
    ours = reference("residual_backward")(dout, x, W1, b1, W2, b2)
    for slope, other in zip(ours, theirs, strict=True):
        same(slope, other)


@given(SHAPES)
def test_the_gradient_check(shape):
    n, d, _, seed = shape
    a, b = np.random.default_rng(seed).normal(size=(2, n, d))

    def bent(w):
        return float(np.sum(w**3))

    assert np.array_equal(reference("numerical_gradient")(bent, a), ck.numerical_gradient(bent, a))
    assert reference("relative_error")(a, b) == ck.relative_error(a, b)


@pytest.mark.parametrize(
    ("name", "rule", "memories"),
    [
        ("sgd_step", ck.SGD(0.1), 0),
        ("momentum_step", ck.Momentum(0.1), 1),
        ("nesterov_step", ck.Nesterov(0.1), 1),
        ("adam_step", ck.Adam(0.1), 2),
    ],
)
def test_the_optimizers_take_the_same_path(name, rule, memories):
    theta = np.array([1.0, -2.0, 0.5])
    w, kept = theta.copy(), [np.zeros(3)] * memories
    rule.reset(theta)
    for t in range(1, 20):
        grad = np.sin(3 * theta) + 0.2 * t
        counted = (t, 0.1) if name == "adam_step" else (0.1,)
        answer = reference(name)(w, grad, *kept, *counted)
        w, *kept = answer if memories else (answer,)
        rule.step(theta, grad)
        same(w, theta)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 99))
def test_minibatches_and_how_many_there_are(n, batch_size, seed):
    ours = reference("minibatches")(n, batch_size, np.random.default_rng(seed))
    theirs = data.minibatches(n, batch_size, np.random.default_rng(seed))
    assert [rows.tolist() for rows in ours] == [rows.tolist() for rows in theirs]
    assert reference("total_updates")(n, batch_size, 3) == 3 * len(theirs)


def test_the_training_loop():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(23, 3)), rng.normal(size=23)
    net = ck.Sequential(ck.Linear(3, 1, rng, init=ck.zeros))
    steps = ck.train(
        net, ck.mean_squared_error, ck.SGD(0.05), x, y[:, None],
        epochs=4, batch_size=5, rng=np.random.default_rng(7),
    )  # fmt: skip
    assert len(list(steps)) == reference("total_updates")(23, 5, 4)
    w, b = reference("train_linear")(x, y, 0.05, 4, 5, np.random.default_rng(7))
    same(np.append(w, b), net.theta)


@given(SHAPES)
def test_scaling(shape):
    n, d, m, seed = shape
    rng = np.random.default_rng(seed)
    piles = [rng.integers(-3, 9, size=(rows, d)) * 1.0 for rows in (n, m, 2)]
    lo, hi = reference("minmax_fit")(piles[0])
    scaler = data.MinMaxScaler().fit(piles[0])
    ours = reference("scale_splits")(*piles)
    for pile, scaled in zip(piles, ours, strict=True):
        same(scaled, scaler.transform(pile))
        same(reference("minmax_transform")(pile, lo, hi), scaler.transform(pile))

    mean, std = reference("standardize_fit")(piles[0])
    standard = data.StandardScaler().fit(piles[0])
    same(mean, standard.center)
    same(std, standard.scale)


def test_the_climb_to_a_rate():
    ours = [reference("warmup_lr")(step, 0.3, 20) for step in range(40)]
    same(ours, [ck.warmup(ck.constant(0.3), 20)(step) for step in range(40)])


def test_splitting():
    ours = reference("split_indices")(97, np.random.default_rng(3))
    ds = data.Dataset(np.arange(97.0)[:, None], np.arange(97), name="rows")
    for rows, pile in zip(ours, ds.split(np.random.default_rng(3)), strict=True):
        assert np.array_equal(rows, pile.y)


def test_dropout():
    x = np.random.default_rng(0).normal(size=(6, 5))
    layer = ck.Dropout(0.3, np.random.default_rng(2))
    layer.training = True
    out, mask = reference("dropout_forward")(x, 0.3, np.random.default_rng(2), True)
    same(out, layer.forward(x))
    same(reference("dropout_backward")(x, mask), layer.backward(x))
    layer.training = False
    same(reference("dropout_forward")(x, 0.3, np.random.default_rng(2), False)[0], layer.forward(x))


@given(SHAPES)
def test_the_penalties(shape):
    n, d, _, seed = shape
    W = np.random.default_rng(seed).normal(size=(n, d))
    for ours, theirs in (
        (reference("l1_penalty")(W, 0.3), ck.l1(W, 0.3)),
        (reference("l2_penalty")(W, np.ones(d), 0.3)[:2], ck.l2(W, 0.3)),
    ):
        same(ours[0], theirs[0])
        same(ours[1], theirs[1])


@given(st.lists(st.integers(0, 6).map(float), min_size=1, max_size=12), st.integers(1, 4))
def test_early_stopping(losses, patience):
    net = ck.Sequential(ck.Linear(1, 1, np.random.default_rng(0)))
    rule = ck.EarlyStopping(patience)
    stop = next((e for e, loss in enumerate(losses) if rule.update(loss, net)), len(losses) - 1)
    best, stopped = reference("early_stopping")(losses, patience)
    assert (losses[best], stopped) == (rule.best, stop)
    assert best == losses.index(rule.best)


@pytest.mark.parametrize(
    ("name", "init"), [("he_init", ck.he_normal), ("xavier_init", ck.glorot_uniform)]
)
def test_the_initializers(name, init):
    ours = reference(name)(7, 4, np.random.default_rng(5))
    assert np.array_equal(ours, init(7, 4, np.random.default_rng(5)))


def test_clipping_by_norm():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(8, 3)), rng.integers(2, size=8)
    net = ck.Sequential(ck.Linear(3, 2, rng))
    before = net.theta.copy()
    net.backward(ck.softmax_cross_entropy(net(x), y)[1])
    dW, db = reference("clip_by_norm")([net[0].dW, net[0].db], 0.05)
    assert np.linalg.norm(net.grad) > 0.05
    list(
        ck.train(
            net, ck.softmax_cross_entropy, ck.SGD(1.0), x, y,
            epochs=1, batch_size=8, rng=rng, max_norm=0.05,
        )
    )  # fmt: skip
    same(before - net.theta, np.append(dW, db))


def test_the_telephone_game_against_the_tape():
    w, b, start = 1.7, 0.3, Value(0.4)
    chain, zs = [start], []
    for _ in range(5):
        zs.append(w * chain[-1].data + b)
        chain.append((chain[-1] * w + b).sigmoid())
    chain[-1].backward()
    same(reference("telephone")(zs, w), [a.grad for a in chain[:-1]])


def test_a_learners_numbers_find_the_gradients_of_the_courses():
    """A small network, on the references alone and on coursekit's Value."""

    def loss(make):
        w, u, x, b = (make(data) for data in (0.5, -1.5, 2.0, 0.25))
        h = (w * x + b).relu()
        result = (1 + (-1 * u * h + 2).exp()).log() * h + 3 * u * u
        return result, (w, u, x, b)

    ours, leaves = loss(reference("Value"))
    reference("backward")(reference("topological_order")(ours))
    theirs, expected = loss(Value)
    theirs.backward()
    same(ours.data, theirs.data)
    same([leaf.grad for leaf in leaves], [leaf.grad for leaf in expected])
    before = [leaf.data for leaf in leaves]
    reference("update")(leaves, 0.1)
    same(
        [leaf.data for leaf in leaves],
        np.array(before) - 0.1 * np.array([v.grad for v in expected]),
    )
    assert [leaf.grad for leaf in leaves] == [0, 0, 0, 0]


def test_forward_mode_finds_the_slopes_of_reverse_mode():
    def f(a, b):
        return (a * b + 2 * a) * (a + -1 * b) * b

    numbers = [Value(1.5), Value(-0.5)]
    f(*numbers).backward()
    dual = reference("Dual")
    for place, number in enumerate(numbers):
        turned = [dual(v.data, float(i == place)) for i, v in enumerate(numbers)]
        same(f(*turned).slope, number.grad)


def test_grading_uses_the_courses_accuracy():
    y_train, y_test = np.array([1, 0, 1, 2, 1]), np.array([2, 0, 2, 1])
    always = np.tile([0.0, 1.0, 0.0], (4, 1))
    assert reference("majority_baseline")(y_train, y_test) == ck.accuracy(always, y_test)
