"""Answers to the exercises of lesson 03 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


def forecast_loss(p, rained):
    wet = np.asarray(p)[rained]
    dry = 1 - np.asarray(p)[np.logical_not(rained)]
    right = np.concatenate([wet, dry])
    return float(np.sum(-np.log(right) / np.log(2))) / right.size


def worst_rows(p, y, k):
    losses = [-math.log(row[label]) for row, label in zip(p, y, strict=True)]
    order = []
    for _ in range(k):
        top = int(np.argmax(losses))
        order.append(top)
        losses[top] = -1.0
    return order


def among_how_many(losses):
    total = 0
    for loss in losses:
        total += loss
    return math.e ** (total / losses.shape[0])


def best_constant(y, loss):
    if loss == "square":
        return y.sum() / y.size
    ordered = sorted(y)
    while len(ordered) > 1:
        ordered = ordered[1:-1]
    return ordered[0]


def bakery_loss(baked, asked, too_many, too_few):
    losses = []
    for i in range(len(asked)):
        euros = max((baked[i] - asked[i]) * too_many, (asked[i] - baked[i]) * too_few)
        losses.append(euros)
    return sum(losses) / len(losses)
