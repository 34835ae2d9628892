"""What a training step costs beside the matrix products that nobody can avoid.

    python benchmarks/training_step.py

Both take turns, many times, in the same process on one core; the ratio of the median CPU times is
printed, so that a busy machine changes both alike. Beside them: how long a network needs to reach
its promised accuracy.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from coursekit import (
    SGD,
    Adam,
    Conv2D,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Sequential,
    accuracy,
    data,
    evaluate,
    fit,
    softmax_cross_entropy,
    train,
)

SIZES = {"8×8 digits": (64, 128, 10), "28×28 pictures": (784, 64, 2), "wide": (784, 512, 10)}
BATCH = 32
ROUNDS, STEPS = 15, 20


def products(
    n_in: int, n_hidden: int, n_out: int, rng: np.random.Generator
) -> Callable[[], object]:
    """The five products of a two-layer step: two forward, two for dW, one for dx."""
    x, h, dz = (rng.normal(size=(BATCH, n)) for n in (n_in, n_hidden, n_out))
    W1, W2 = rng.normal(size=(n_in, n_hidden)), rng.normal(size=(n_hidden, n_out))
    return lambda: (x @ W1, h @ W2, h.T @ dz, dz @ W2.T, x.T @ h)


def two_layers(n_in: int, n_hidden: int, n_out: int, rng: np.random.Generator) -> Sequential:
    return Sequential(Linear(n_in, n_hidden, rng), ReLU(), Linear(n_hidden, n_out, rng))


def steps(net: Sequential, optimizer: SGD | Adam, shape: tuple[int, ...], K: int,
          rng: np.random.Generator) -> Callable[[], object]:  # fmt: skip
    """One step of a run that never ends."""
    x, y = rng.normal(size=(BATCH * 50, *shape)), rng.integers(0, K, BATCH * 50)
    run: Iterator[float] = train(
        net, softmax_cross_entropy, optimizer, x, y, epochs=10**6, batch_size=BATCH, rng=rng
    )
    return lambda: next(run)


def side_by_side(contenders: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median CPU time of a call in microseconds; the contenders take turns."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            start = time.process_time()
            for _ in range(STEPS):
                call()
            times[name].append((time.process_time() - start) / STEPS)
    return {name: 1e6 * median(values) for name, values in times.items()}


def step_table(rng: np.random.Generator) -> None:
    print(f"One step, batch of {BATCH}: microseconds, and how many times the bare products")
    for name, (n_in, n_hidden, n_out) in SIZES.items():
        first, second = (two_layers(n_in, n_hidden, n_out, rng) for _ in range(2))
        measured = side_by_side({
            "products": products(n_in, n_hidden, n_out, rng),
            "SGD step": steps(first, SGD(0.01), (n_in,), n_out, rng),
            "Adam step": steps(second, Adam(0.001), (n_in,), n_out, rng),
        })  # fmt: skip
        bare = measured["products"]
        ratios = ", ".join(f"{k} {v:.0f} ({v / bare:.1f}×)" for k, v in measured.items())
        print(f"  {name:15} {n_in}-{n_hidden}-{n_out}: {ratios}")
    net = Sequential(
        Conv2D(1, 8, 3, rng, padding=1), ReLU(), MaxPool2D(2), Flatten(), Linear(1568, 2, rng)
    )
    took = side_by_side({"step": steps(net, Adam(0.001), (1, 28, 28), 2, rng)})["step"]
    print(f"  a small convolutional network on 28×28 pictures: {took:.0f} a step")


def accuracy_table() -> None:
    print("To the promised accuracy: CPU seconds of training, accuracy on the test split")
    runs = ((data.digits, 128, 0.003, 30), (data.silhouettes, 64, 0.001, 20))
    for load, n_hidden, rate, epochs in runs:
        rng = np.random.default_rng(0)
        splits = load().split(rng)
        net = two_layers(splits.train.D, n_hidden, splits.train.K, rng)
        start = time.process_time()
        fit(net, softmax_cross_entropy, Adam(rate), splits.train, epochs=epochs, batch_size=64,
            rng=rng, progress=False)  # fmt: skip
        took = time.process_time() - start
        score = evaluate(net, softmax_cross_entropy, splits.test.x, splits.test.y, [accuracy])
        print(f"  {load.__name__}: {took:.2f} s, {score['accuracy']:.1%}")


if __name__ == "__main__":
    step_table(np.random.default_rng(0))
    accuracy_table()
