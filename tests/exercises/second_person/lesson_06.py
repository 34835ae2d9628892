"""Answers to the exercises of lesson 06 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


def rms_step(w, g, v, lr, beta, eps):
    squares = np.square(g)
    v_new = squares + beta * (v - squares)
    size = v_new**0.5
    return w - (lr / (size + eps)) * g, v_new


def smooth_curve(values, beta):
    smooth = np.zeros(len(values))
    total, full = 0.0, 0.0
    for i in range(len(values)):
        total = total * beta + values[i]
        full = full * beta + 1
        smooth[i] = total / full
    return smooth


def fair_winner(losses):
    safe = np.where(np.isnan(losses), np.inf, losses)
    bests = [min(row) for row in safe]
    return bests.index(min(bests))


def which_rule(moves, lr, g):
    adam = sgd = True
    for move in moves:
        adam = adam and abs(move / lr - 1) < 0.001
        sgd = sgd and abs(move / (lr * g) - 1) < 0.001
    if adam:
        return "Adam"
    if sgd:
        return "SGD"
    return "Momentum"


def momentum_step(w, g, v, lr, beta=0.9):
    speed = v.astype(float).copy()
    speed *= beta
    speed += g
    return w + -lr * speed, speed


def adam_step(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    new_m = np.add(beta1 * m, g - beta1 * g)
    new_v = np.add(beta2 * v, np.square(g) - beta2 * np.square(g))
    step = (new_m / (1.0 - math.pow(beta1, t))) / (
        np.power(new_v / (1.0 - math.pow(beta2, t)), 0.5) + eps
    )
    return np.subtract(w, lr * step), new_m, new_v


def training_flops(n_params, n_tokens):
    forward = 2 * n_params * n_tokens
    backward = 2 * forward
    return float(forward + backward)


def cosine_lr(step, steps, lr):
    done = step / steps
    return 0.5 * lr + 0.5 * lr * math.cos(math.pi * done)


def factor_left(lr, beta, curvature):
    matrix = np.array([[1 - lr * curvature, -lr * beta], [curvature, beta]])
    return np.max(np.absolute(np.linalg.eigvals(matrix)))


def best_ball(flattest, steepest):
    kappa = steepest / flattest
    beta = (math.sqrt(kappa) - 1) ** 2 / (math.sqrt(kappa) + 1) ** 2
    return np.array([2 * (1 + beta) / (flattest + steepest), beta])


def noise_spread(lr, beta, curvature, noise):
    top = lr * (1.0 + beta)
    bottom = curvature * (1.0 - beta) * (2.0 * (1.0 + beta) - lr * curvature)
    return abs(noise) * math.sqrt(top / bottom)


def nesterov_step(w, g, velocity, lr, beta=0.9):
    speed = np.multiply(beta, velocity) + g
    ahead = np.multiply(beta, speed) + g
    return [np.subtract(w, lr * ahead), speed]


def warmup_lr(step, lr, climb):
    done = step + 1
    if done >= climb:
        return lr
    return lr * done / climb
