"""Answers to the exercises of lesson 05 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


def sgd_step(w, g, lr):
    new = w.copy()
    new -= lr * g
    return new


def minibatches(n, batch_size, rng):
    rows = np.arange(n)
    rng.shuffle(rows)
    batches, start = [], 0
    while start < n:
        batches.append(rows[start : min(start + batch_size, n)])
        start += batch_size
    return batches


def total_updates(n, batch_size, epochs):
    full, rest = divmod(n, batch_size)
    return epochs * (full + (1 if rest else 0))


def train_linear(x, y, lr, epochs, batch_size, rng):
    n, d = x.shape
    w, b = [0.0] * d, 0.0
    for _ in range(epochs):
        rows = list(range(n))
        rng.shuffle(rows)
        while rows:
            batch, rows = rows[:batch_size], rows[batch_size:]
            gw, gb = [0.0] * d, 0.0
            for i in batch:
                miss = sum(w[j] * x[i, j] for j in range(d)) + b - y[i]
                gb += 2 * miss / len(batch)
                for j in range(d):
                    gw[j] += 2 * miss * x[i, j] / len(batch)
            w, b = [w[j] - lr * gw[j] for j in range(d)], b - lr * gb
    return np.array(w), b


def best_learning_rate(lrs, val_losses):
    winner = None
    for i, loss in enumerate(val_losses):
        if math.isfinite(loss) and (winner is None or loss < val_losses[winner]):
            winner = i
    return lrs[winner]


def smoothed(losses, k):
    kept, calm = [], []
    for loss in losses:
        kept = [*kept, loss][-k:]
        calm.append(sum(kept) / len(kept))
    return np.array(calm)


def batches_of(x, y, size, order):
    batches, left = [], list(order)
    while left:
        now, left = left[:size], left[size:]
        batches.append((np.stack([x[i] for i in now]), np.array([y[i] for i in now])))
    return batches


def next_rate(lrs, val_losses):
    best, lowest = 0, math.inf
    for place, loss in enumerate(val_losses):
        if not math.isnan(loss) and loss < lowest:
            best, lowest = place, loss
    smaller = [lr for lr in lrs if lr < lrs[best]]
    larger = [lr for lr in lrs if lr > lrs[best]]
    if smaller and larger:
        return lrs[best]
    return lrs[best] * 3 if smaller else lrs[best] / 3


def perfect_rate(lr, before, after):
    gone = before - after
    turned = lr * before
    return turned / gone


def accumulate(slopes, sizes):
    n = float(np.sum(sizes))
    return sum(slope * (size / n) for slope, size in zip(slopes, sizes, strict=True))
