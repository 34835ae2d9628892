"""Train the network that reads drawings in lesson 00, and write its weights into the package.

python -m tools.train_doodle_net

It takes about half a minute on one core. Another machine may round differently, so the file's
checksum can change: put the new one into CHECKSUMS of coursekit/data/sets/bundled.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import coursekit as ck
from coursekit import data
from coursekit._typing import Array

FILE = Path(data.__file__).parent / "files" / "digit_weights.npz"
SPLIT_SEED = 0  # lesson 00 splits with the same one: its test drawings were never trained on
COPIES, EPOCHS, BATCH = 60, 10, 64


def moved_copies(images: Array, rng: np.random.Generator) -> Array:
    """Each drawing shifted, stretched and slanted a little, at random; (N, 8, 8) as it came.

    The digits of the data fill their square; a beginner's drawing is smaller and off center.
    """
    size = images.shape[1]
    center = (size - 1) / 2
    y, x = np.meshgrid(*[np.arange(size) - center] * 2, indexing="ij")

    def draw(low: float, high: float) -> Array:
        return rng.uniform(low, high, (len(images), 1, 1))

    slanted = x + draw(-0.3, 0.3) * y
    row = (y - draw(-1.3, 1.3)) / draw(0.65, 1.1)
    column = (slanted - draw(-1.3, 1.3)) / draw(0.65, 1.1)
    return between_pixels(
        np.pad(images, ((0, 0), (2, 2), (2, 2))), row + center + 2, column + center + 2
    )


def between_pixels(images: Array, row: Array, column: Array) -> Array:
    """The ink at places between pixels, weighted by nearness; beyond the rim it is the rim's."""
    last = images.shape[1] - 1 - 1e-9
    row, column = np.clip(row, 0, last), np.clip(column, 0, last)
    i, j, n = row.astype(int), column.astype(int), np.arange(len(images))[:, None, None]
    down, right = row - i, column - j
    above = images[n, i, j] * (1 - right) + images[n, i, j + 1] * right
    below = images[n, i + 1, j] * (1 - right) + images[n, i + 1, j + 1] * right
    return above * (1 - down) + below * down


def main() -> None:
    """Train on the training part and its moved copies, report, save."""
    split = data.digits().split(np.random.default_rng(SPLIT_SEED))
    rng = np.random.default_rng(1)
    copies = [moved_copies(split.train.images, rng) for _ in range(COPIES)]
    x = np.concatenate([split.train.images, *copies]).reshape(-1, 64)
    y = np.tile(split.train.y, COPIES + 1)
    net = ck.Sequential(ck.Linear(64, 100, rng), ck.ReLU(), ck.Linear(100, 10, rng))
    steps = EPOCHS * -(-len(x) // BATCH)
    for _ in ck.train(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.003), x, y,
        epochs=EPOCHS, batch_size=BATCH, rng=rng, schedule=ck.cosine(0.003, steps),
    ):  # fmt: skip
        pass
    for name, part in zip(split._fields, split, strict=True):
        print(f"{name}: {ck.accuracy(net(part.x), part.y):.3f} of {len(part)} right")
    net.save(FILE)


if __name__ == "__main__":
    main()
