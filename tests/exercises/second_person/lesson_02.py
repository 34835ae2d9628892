"""Answers to the exercises of lesson 02 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


def portions(x):
    hears = [(2, -1, -3), (-1, 3, -5), (1.5, 0.5, -6)]
    says = [4, -2, 3]
    sold = []
    for sun, wind in x:
        out = 10.0
        for (s, w, b), weight in zip(hears, says, strict=True):
            out += weight * max(s * sun + w * wind + b, 0)
        sold.append([out])
    return np.array(sold)


def widest(D, K, budget):
    left, units = budget - K, 0
    while left >= D + K + 1:
        left -= D + K + 1
        units += 1
    return units


def in_fahrenheit(W, b):
    factor = 5 / 9
    new_W = np.multiply(W, factor)
    new_b = b.copy()
    for row in new_W:
        new_b = new_b - 32 * row
    return [new_W, new_b]


def silent_units(x, W, b):
    hidden = np.dot(x, W) + b
    hidden[hidden < 0] = 0
    return np.count_nonzero(hidden, axis=0) < 1


def tent(z):
    def relu(v):
        return np.where(v > 0, v, 0)

    up, down, stop = relu(z + 1), relu(z), relu(z - 1)
    return up - down - down + stop


def softmax_at(logits, T):
    over_t = [float(z) * (1 / T) for z in logits]
    largest = sorted(over_t)[-1]
    powers = [math.exp(z - largest) for z in over_t]
    return np.divide(powers, math.fsum(powers))


def best_place(row, pattern):
    sums = {}
    for place in range(row.size - pattern.size + 1):
        sums[place] = float(row[place : place + pattern.size] @ pattern)
    return max(sums, key=sums.get)
