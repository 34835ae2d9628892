"""Answers to the exercises of lesson 01 as somebody else writes them."""

from __future__ import annotations

import itertools


def tare_step(b, shown, true, lr):
    miss = shown - true + b
    gradient = miss + miss
    return b - gradient * lr


def rounds_needed(w, x, y, lr, tol):
    rounds = 0
    while rounds < 1000:
        old = w
        for k in range(len(y)):
            error = x[k] * w - y[k]
            w = w - 2 * error * x[k] * lr
        rounds = rounds + 1
        if -tol < w - old < tol:
            break
    return rounds


def diagnose(losses):
    rises = sum(b > a for a, b in itertools.pairwise(losses))
    if min(losses) == max(losses):
        word = "frozen"
    elif rises == len(losses) - 1:
        word = "uphill"
    elif losses[-1] / losses[0] <= 0.5:
        word = "learning"
    else:
        word = "unclear"
    return word


def beats_nothing(guesses, y):
    best = 0
    for label in y:
        best = max(best, list(y).count(label))
    right = 0
    for guess, label in zip(guesses, y, strict=True):
        right += guess == label
    return bool(right > best)
