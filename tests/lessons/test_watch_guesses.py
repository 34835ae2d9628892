"""The climax of lesson 03: what is seen while a network learns is what it has learned."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from coursekit import (
    SGD,
    Linear,
    ReLU,
    Sequential,
    data,
    plots,
    softmax,
    softmax_cross_entropy,
    train,
    widgets,
)
from coursekit.interactive import training
from coursekit.interactive.canvas import Screen
from coursekit.interactive.picture import LivePicture
from coursekit.lessons.l03_loss.watch_guesses import COLUMNS, ROOM, _View
from coursekit.plots import Picture

STEPS = 12
PALETTE = 12
"""Levels of 255 by which a color may differ between two pictures: each has its own 256 colors."""


def seen(run: Iterable[float], net: Sequential, few: data.Dataset) -> list[Picture]:
    """Every picture of a run, the still one at its end too, however slow the machine is."""
    pictures: list[Picture] = []
    live = LivePicture.show

    def show(self: LivePicture, picture: Picture, goal: str = "") -> None:
        pictures.append(picture)
        live(self, picture, goal)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "FRAMES_PER_SECOND", np.inf)
        patch.setattr(LivePicture, "show", show)
        patch.setattr(training, "publish", pictures.append)
        widgets.watch_guesses(run, net, few, steps=STEPS, seconds=0)
    return [picture for picture in pictures if isinstance(picture, Picture)]


@pytest.fixture(scope="module")
def learning() -> tuple[list[Picture], Picture]:
    """All pictures of a short run, and the one that a new screen draws at its end."""
    rng = np.random.default_rng(0)
    pets, few = data.faces(80, rng, size=8), data.faces(8, rng, size=8)
    net, losses = Sequential(Linear(64, 8, rng), ReLU(), Linear(8, 2, rng)), []
    run = train(net, softmax_cross_entropy, SGD(lr=0.3), pets.x, pets.y,
                epochs=STEPS // 4, batch_size=20, rng=rng)  # fmt: skip
    pictures = seen((losses.append(loss) or loss for loss in run), net, few)
    view = _View(net, few, STEPS)
    end = Screen(width=640, height=500).picture(lambda ax: view.draw(ax, losses), "words")
    return pictures, end


def pixels(picture: Picture, part: str) -> np.ndarray:
    """The loss above, the guesses on the left, or the weights on the right."""
    whole = np.asarray(Image.open(BytesIO(picture.png)).convert("RGB")).astype(int)
    height, width = whole.shape[:2]
    above, left = slice(0, int(0.36 * height)), slice(0, width // 2)
    below, right = slice(int(0.42 * height), None), slice(width // 2, None)
    return whole[{"loss": (above,), "guesses": (below, left), "weights": (below, right)}[part]]


def change(first: Picture, second: Picture, part: str) -> int:
    """The largest difference of a color, in levels of 255."""
    return int(np.abs(pixels(first, part) - pixels(second, part)).max())


def test_there_is_a_picture_for_each_step_and_one_for_the_end(learning):
    assert len(learning[0]) == STEPS + 1


def test_the_last_picture_is_what_a_new_screen_draws(learning):
    pictures, end = learning
    assert pictures[-1].png == end.png


@pytest.mark.parametrize("part", ["loss", "guesses", "weights"])
def test_each_part_of_the_picture_moves(learning, part):
    pictures, _ = learning
    assert change(pictures[0], pictures[STEPS // 2], part) > PALETTE
    assert change(pictures[STEPS // 2], pictures[-1], part) > PALETTE


def test_a_cross_stands_on_each_wrong_guess_and_a_bar_is_as_long_as_the_truths_share():
    rng = np.random.default_rng(0)
    net, few = Sequential(Linear(64, 2, rng)), data.faces(8, rng, size=8)
    p = softmax(net(few.x))
    wrong = np.flatnonzero(p.argmax(axis=1) != few.y)
    assert 0 < len(wrong) < 8
    ax = plots.axes()
    _View(net, few, STEPS).draw(ax, [0.7])
    guesses, cell = ax.child_axes[1], few.images.shape[1] + ROOM
    (crosses,) = [line for line in guesses.lines if line.get_marker() == "x"]
    places = {(x // cell, y // cell) for x, y in zip(*crosses.get_data(), strict=True)}
    assert places == {(i % COLUMNS, i // COLUMNS) for i in wrong}
    _, bars = guesses.collections
    shares = [(end - start) / 7 for (start, _), (end, _) in bars.get_segments()]
    assert shares == pytest.approx(p[np.arange(8), few.y])


def test_where_nothing_is_learned_the_picture_stays():
    rng = np.random.default_rng(0)
    net, few = Sequential(Linear(64, 2, rng)), data.faces(8, rng, size=8)
    pictures = seen([0.5] * 3, net, few)
    for part in ("guesses", "weights"):
        assert change(pictures[0], pictures[-1], part) <= PALETTE
    assert change(pictures[0], pictures[-1], "loss") > PALETTE
