"""The experiments of lesson 07, for its claims and for the keys of its questions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import coursekit as ck
from coursekit import data
from coursekit._typing import Array


def with_ones(x: Array) -> Array:
    return np.c_[x, np.ones(len(x))]


def best_line(x: Array, y: Array) -> Array:
    return np.linalg.lstsq(with_ones(x), y, rcond=None)[0]


def misses(x: Array, y: Array, train: Array, test: Array) -> Array:
    """Prediction minus truth in the test rows, of the best line for the training rows."""
    return with_ones(x[test]) @ best_line(x[train], y[train]) - y[test]


def typical_error(w: Array, x: Array, y: Array) -> float:
    return float(np.sqrt(np.mean((with_ones(x) @ w - y) ** 2)))


def standardized(x: Array, rows: Array | slice) -> Array:
    return (x - x[rows].mean(axis=0)) / x[rows].std(axis=0)


def learned(
    x: Array, y: Array, lr: float = 0.1, epochs: int = 10, seed: int = 0
) -> Callable[[Array], Array]:
    """The lesson's small network, as a function from inputs to labels."""
    rng = np.random.default_rng(seed)
    net = ck.Sequential(ck.Linear(x.shape[1], 16, rng), ck.ReLU(), ck.Linear(16, 2, rng))
    ck.fit(
        net, ck.softmax_cross_entropy, ck.SGD(lr=lr), (x, y), epochs=epochs, batch_size=32,
        rng=rng, progress=False,
    )  # fmt: skip
    return lambda new: net(new).argmax(axis=1)


def nine_bad_rows(seed: int) -> tuple[float, float]:
    """How many times the error is without them: with nine bad rows, and with these removed."""
    houses, order = data.houses(), np.random.default_rng(seed).permutation(4000)
    few, others = order[:300], order[300:]
    sqft, price = houses.x[:, [2]], houses.y[:, 0] / 1000
    typed = price[few].copy()
    typed[:9] *= 1000
    clean, nine, removed = (
        typical_error(best_line(sqft[rows], y), sqft[others], price[others])
        for rows, y in ((few, price[few]), (few, typed), (few[9:], typed[9:]))
    )
    return nine / clean, removed / clean


def steps_needed(x: Array, y: Array, most: int = 20_000) -> int:
    """Steps of gradient descent, at the best constant rate, to within 5% of the lowest loss."""
    x = with_ones(x)
    H, g = 2 * x.T @ x / len(x), 2 * x.T @ y / len(x)
    curvature = np.linalg.eigvalsh(H)

    def loss(w: Array) -> float:
        return float(w @ H @ w / 2 - g @ w + np.mean(y**2))

    goal, w, step = 1.05 * loss(np.linalg.solve(H, g)), np.zeros(len(g)), 0
    while loss(w) > goal and step < most:
        w, step = w - 2 / (curvature[0] + curvature[-1]) * (H @ w - g), step + 1
    return step


def noise_accuracy(chosen_on: int, seed: int) -> float:
    """Test accuracy on random blood values, the best 20 of 1,000 chosen on some patients."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(100, 1000)), rng.permutation(np.arange(100) % 2)
    seen, told = x[:chosen_on], y[:chosen_on]
    gap = seen[told == 1].mean(axis=0) - seen[told == 0].mean(axis=0)
    x = x[:, np.argsort(-abs(gap))[:20]]
    ill, healthy = x[:50][y[:50] == 1].mean(axis=0), x[:50][y[:50] == 0].mean(axis=0)
    return float(np.mean(((x[50:] - (ill + healthy) / 2) @ (ill - healthy) > 0) == y[50:]))


def likes_fish(by_group: bool, seed: int) -> float:
    """Test accuracy where a coin decided for each of 40 animals, which have eight photos each."""
    rng, who = np.random.default_rng(seed), np.repeat(np.arange(40), 8)
    photos = data.faces(40, rng, size=24, noise=0).x[who] + rng.normal(0, 0.1, (320, 576))
    fish = data.Dataset(photos, rng.integers(0, 2, 40)[who], "fish", groups=who)
    train, _, test = fish.split(rng, 0.25, 0.25, by_group)
    return float(np.mean(learned(train.x, train.y, 0.05, 60, seed)(test.x) == test.y))


def winners(seed: int, flippers: int = 1000, questions: int = 100) -> tuple[float, float]:
    """The best of many coin flippers: its accuracy in the exam, and on 1,000 new questions."""
    rng = np.random.default_rng(seed)
    then = rng.binomial(questions, 0.5, flippers).max() / questions
    return float(then), float(rng.binomial(1000, 0.5) / 1000)
