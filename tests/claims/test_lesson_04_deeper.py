"""The numbers in lesson 04, deeper, with seeds and drawings that the lesson does not show."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(20, 40)
DRAWS = (11, 12, 13)


@cache
def drawings(draw):
    return data.faces(900, np.random.default_rng(draw), size=24, pose=2.0, noise=0.06)


# A network of single numbers.


def sixes(draw):
    """Drawings of 6 by 6, less the average of the first 600, and the sign of each."""
    pets = drawings(draw)
    small = pets.x.reshape(-1, 6, 4, 6, 4).mean(axis=(2, 4)).reshape(-1, 36)
    return small - small[:600].mean(axis=0), 2 * pets.y - 1


def start(rng):
    """Weights of four hidden units and of the last one, drawn as the lesson draws them."""
    hidden = np.array([rng.normal(0, np.sqrt(2 / 36), 36) for _ in range(4)])
    return hidden, rng.normal(0, np.sqrt(2 / 4), 4)


def in_arrays(seed, faces, sign, steps=250, wrong=1):
    """The lesson's run with arrays; the loss of each step and the accuracy on new drawings."""
    rng = np.random.default_rng(seed)
    W1, w2 = start(rng)
    b1, b2, losses = np.zeros(4), 0.0, []
    for _ in range(steps):
        rows = rng.choice(600, 8, replace=False)
        x, s = faces[rows], sign[rows]
        z1 = x @ W1.T + b1
        h = np.maximum(z1, 0)
        losses.append(np.logaddexp(0, -s * (h @ w2 + b2)).mean())
        dz = -s * ck.sigmoid(-s * (h @ w2 + b2)) / 8 * wrong
        dz1 = np.outer(dz, w2) * (z1 > 0)
        w2, b2 = w2 - 0.3 * h.T @ dz, b2 - 0.3 * dz.sum()
        W1, b1 = W1 - 0.3 * dz1.T @ x, b1 - 0.3 * dz1.sum(axis=0)
    logits = np.maximum(faces[600:] @ W1.T + b1, 0) @ w2 + b2
    return losses, np.mean((logits > 0) == (sign[600:] == 1))


def in_single_numbers(seed, faces, sign, steps):
    """The losses of the lesson's own lines, on the references."""
    value, order_of = find("Value").reference, find("topological_order").reference
    walk, adjust = find("backward").reference, find("update").reference
    rng, losses = np.random.default_rng(seed), []
    W1, w2 = start(rng)
    net = [([value(float(w)) for w in row], value(0.0)) for row in [*W1, w2]]
    parameters = [p for weights, bias in net for p in (*weights, bias)]

    def unit(weights, bias, inputs):
        for weight, number in zip(weights, inputs, strict=True):
            bias = bias + weight * number
        return bias

    for _ in range(steps):
        loss = 0
        for i in rng.choice(600, 8, replace=False):
            hidden = [unit(*part, faces[i].tolist()).relu() for part in net[:-1]]
            loss = loss + (1 + (-float(sign[i]) * unit(*net[-1], hidden)).exp()).log() * (1 / 8)
        walk(order_of(loss))
        adjust(parameters, 0.3)
        losses.append(loss.data)
    return losses


def test_arrays_and_single_numbers_take_the_same_steps():
    faces, sign = sixes(11)
    arrays, _ = in_arrays(20, faces, sign, steps=25)
    np.testing.assert_allclose(in_single_numbers(20, faces, sign, steps=25), arrays, rtol=1e-8)


@pytest.mark.claim("04-own-numbers")
def test_a_network_of_single_numbers_gets_more_than_nine_in_ten():
    """In nearly every run; as arrays, which take the same steps."""
    accuracy = np.array([in_arrays(s, *sixes(draw))[1] for draw in DRAWS for s in SEEDS])
    assert np.mean(accuracy > 0.9) >= 0.9
    assert in_arrays(20, *sixes(11), wrong=-1)[1] < 0.9


# Wishes.


def fresh_net(seed):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(576, 12, rng), ck.ReLU(), ck.Linear(12, 2, rng))


@cache
def asked(seed, draw, centred):
    """A fresh network, 200 drawings, and what each of them wishes for."""
    pets, net = drawings(draw), fresh_net(seed)
    x, y = pets.x[:200] - pets.x.mean(axis=0) * centred, pets.y[:200]
    found = []
    for i in range(200):
        net.backward(ck.softmax_cross_entropy(net(x[i : i + 1]), y[i : i + 1])[1])
        found.append(net.grad.copy())
    return net, x, y, np.array(found)


def camps(seed, draw, centred):
    """The middle cosine of pairs of one class, and of pairs of different classes."""
    _, _, y, wishes = asked(seed, draw, centred)
    arrows = wishes / np.linalg.norm(wishes, axis=1, keepdims=True)
    pairs, same = np.triu_indices(200, 1), y[:, None] == y[None]
    cosines = (arrows @ arrows.T)[pairs]
    return np.median(cosines[same[pairs]]), np.median(cosines[~same[pairs]])


def gains(seed, draw, centred):
    """The share of each class whose loss falls after one small step."""
    net, x, y, wishes = asked(seed, draw, centred)
    net = fresh_net(seed)

    def losses():
        return np.array(
            [ck.softmax_cross_entropy(net(x[i : i + 1]), y[i : i + 1])[0] for i in range(200)]
        )

    before = losses()
    net.theta[:] = net.theta - 0.001 * wishes.mean(axis=0)
    falls = losses() < before
    assert losses().mean() < before.mean()
    return falls[y == 0].mean(), falls[y == 1].mean(), falls.mean()


RUNS = [(seed, DRAWS[seed % 3]) for seed in SEEDS]


@pytest.mark.claim("04-wishes")
def test_fresh_networks_hear_two_camps():
    """Cats agree with cats, dogs with dogs, and the classes want nearly the opposite."""
    same, other = np.transpose([camps(seed, draw, centred=False) for seed, draw in RUNS])
    assert same.min() > 0.35
    assert other.max() < -0.35
    assert np.median(same) > 0.55 > -0.55 > np.median(other)


@pytest.mark.claim("04-one-camp")
def test_one_step_pleases_about_half_and_mostly_one_class():
    shares = np.array([gains(seed, draw, centred=False) for seed, draw in RUNS])
    assert np.all(abs(shares[:, 2] - 0.5) < 0.27)
    assert np.median(abs(shares[:, 2] - 0.5)) < 0.05
    one_class = abs(shares[:, 0] - shares[:, 1]) > 0.9
    assert np.mean(one_class) > 0.6


@pytest.mark.claim("04-centred")
def test_with_centred_pixels_most_of_both_classes_gain():
    for seed, draw in RUNS:
        same, other = camps(seed, draw, centred=True)
        assert abs(same) < 0.25, (seed, same)
        assert abs(other) < 0.25, (seed, other)
    shares = np.array([gains(seed, draw, centred=True) for seed, draw in RUNS])
    assert np.all(shares[:, 2] > 0.6)
    assert np.mean((shares[:, 0] > 0.5) & (shares[:, 1] > 0.5)) >= 0.8


# What is counted by hand.


def test_the_losses_told_by_hand():
    assert np.round(np.log(1 + np.exp([-0.0, -3.0, 3.0, 1.0])), 3).tolist() == [
        0.693, 0.049, 3.049, 1.313,
    ]  # fmt: skip


def test_the_bytes_told_by_hand():
    assert 65 * 1024 * 128 * 8 == 68_157_440
    net = ck.Sequential(*[ck.Linear(128, 128, np.random.default_rng(0)) for _ in range(32)])
    assert net.n_params * 8 == 32 * (128 * 128 + 128) * 8 == 4_227_072


def recomputed(weights, x, dout, segment):
    """The gradients of ReLU layers with segments run again, and the most arrays held at once."""
    entries, out, most = [], x, 0
    for i, W in enumerate(weights):
        entries += [out] if i % segment == 0 else []
        out = np.maximum(out @ W, 0)
    grads = []
    for first in range(len(weights) - segment, -1, -segment):
        inside = [entries[-1]]
        for W in weights[first : first + segment]:
            inside.append(np.maximum(inside[-1] @ W, 0))
        most = max(most, len(entries) - 1 + len(inside) + 1)  # and the output on its way
        entries.pop()
        for W in weights[first : first + segment][::-1]:
            dz = dout * (inside.pop() > 0)
            grads.append(inside[-1].T @ dz)
            dout = dz @ W.T
    return grads, most


def test_segments_keep_what_the_lesson_counts_and_give_the_same_gradients():
    rng = np.random.default_rng(0)
    weights = [rng.normal(0, np.sqrt(2 / 16), (16, 16)) for _ in range(64)]
    x, dout = rng.normal(size=(2, 5, 16))
    plain, _ = recomputed(weights, x, dout, 64)
    most = {}
    for segment in (1, 2, 4, 8, 16, 32, 64):
        grads, most[segment] = recomputed(weights, x, dout, segment)
        assert all(np.array_equal(a, b) for a, b in zip(grads, plain, strict=True))
    assert most == {s: 64 // s + s + 1 for s in most}
    assert min(most, key=most.get) == 8
    assert (most[8], most[1]) == (17, 66)
