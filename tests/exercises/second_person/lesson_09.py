"""Answers to the exercises of lesson 09 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


def telephone(zs, w):
    reach = []
    for k in range(len(zs)):
        product = 1.0
        for z in zs[k:]:
            a = 1 / (1 + math.exp(-z))
            product = product * w * a * (1 - a)
        reach.append(product)
    return np.array(reach)


def he_init(n_in, n_out, rng):
    return rng.normal(size=n_in * n_out).reshape(n_in, n_out) * math.sqrt(2 / n_in)


def xavier_init(n_in, n_out, rng):
    limit = math.sqrt(6) / math.sqrt(n_in + n_out)
    return limit - 2 * limit * rng.random(size=(n_in, n_out))


def residual_forward(x, W1, b1, W2, b2):
    hidden = np.dot(x, W1) + b1
    hidden = (np.abs(hidden) + hidden) / 2
    return np.dot(hidden, W2) + b2 + x


def residual_backward(dout, x, W1, b1, W2, b2):
    z = np.matmul(x, W1) + b1
    gate = (z > 0).astype(float)
    dW2 = np.matmul((z * gate).T, dout)
    db2 = np.add.reduce(dout)
    dz = np.matmul(dout, W2.T) * gate
    dW1 = np.matmul(x.T, dz)
    db1 = np.add.reduce(dz)
    dx = np.matmul(dz, W1.T)
    dx += dout
    return dx, dW1, db1, dW2, db2


def clip_by_norm(grads, max_norm):
    total = math.sqrt(sum(float(np.linalg.norm(g)) ** 2 for g in grads))
    if total <= max_norm:
        return list(grads)
    return [g * (max_norm / total) for g in grads]


def layers_until_lost(factor, floor):
    layers, rest = 1, factor
    while not rest < floor:
        layers, rest = layers + 1, rest * factor
    return layers


def factor_per_layer(sizes):
    in_powers_of_ten = np.log10(sizes)
    slope = (in_powers_of_ten[-1] - in_powers_of_ten[0]) / (len(sizes) - 1)
    return 10**-slope


def size_after(n_in, spread, layers):
    variance = spread**2
    signal = 1.0
    for _ in range(layers):
        sums = n_in * variance * signal
        signal = sums / 2
    return signal**0.5


def dead_share(a):
    dead = 0
    for j in range(a.shape[1]):
        if np.count_nonzero(a[:, j]) == 0:
            dead += 1
    return dead / a.shape[1]


def clip_each(grads, max_norm):
    lengths = np.hypot.reduce(grads, axis=1)
    too_long = lengths > max_norm
    shortened = grads.copy()
    shortened[too_long] *= (max_norm / lengths[too_long])[:, np.newaxis]
    return shortened.sum(axis=0) / grads.shape[0]


def where_it_stops(sizes, angles):
    arrives = not sizes[0] / sizes[-1] < 0.000000001
    differ = angles[len(angles) - 1] >= 5
    if arrives:
        return "neither" if differ else "forward"
    return "backward" if differ else "both"


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centered = x - np.sum(x, axis=0) / x.shape[0]
    spread = np.sqrt(np.sum(np.square(centered), axis=0) / x.shape[0] + eps)
    return beta + np.multiply(centered / spread, gamma)
