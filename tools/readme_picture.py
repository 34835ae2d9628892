"""Draw the README's picture: a small network and drawings that it has never seen.

python -m tools.readme_picture
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import coursekit as ck
from coursekit import data, plots

TARGET = Path(__file__).parents[1] / "docs" / "cats_and_dogs.png"


def main() -> None:
    """Train on drawn faces and show what the network says of eight new ones."""
    rng = np.random.default_rng(0)
    train_set, _, test = data.faces(800, rng, size=24, pose=2.5).split(rng)
    net = ck.Sequential(ck.Linear(576, 16, rng), ck.ReLU(), ck.Linear(16, 2, rng))
    ck.fit(
        net, ck.softmax_cross_entropy, ck.Adam(lr=0.003), train_set,
        epochs=8, batch_size=32, rng=rng, progress=False,
    )  # fmt: skip
    p = ck.softmax(net(test.x[:8]))
    grid = plots.axes(2, 4, width=760, height=440, left=16, right=16, bottom=16)
    for ax, image, shares in zip(grid.ravel(), test.images, p, strict=False):
        k = int(shares.argmax())
        ax.imshow(image, cmap="gray", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.set_title(f"{test.class_names[k]}, {100 * shares[k]:.0f}%")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(plots.show(grid, "Eight drawings and the network's answers.").png)


if __name__ == "__main__":
    main()
