"""Lesson 03: a network learns, and its loss, its predictions and its weights move."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from matplotlib import colormaps

from coursekit._checks import require_count, require_dataset, require_network, require_nonnegative
from coursekit._typing import Array
from coursekit.data.dataset import Dataset
from coursekit.functional import softmax
from coursekit.interactive.training import require_run, watch
from coursekit.network import Sequential
from coursekit.plots.style import DIVERGING, GRID, INK, MUTED, TRAIN, WRONG

MEMORY = 40
"""Steps in the running mean."""
PICTURES = 50
"""As many are drawn at most, so that a slow machine does not wait for the pictures."""
COLUMNS, ROOM = 4, 6


def watch_guesses(
    run: Iterable[float],
    net: Sequential,
    examples: Dataset,
    *,
    steps: int,
    seconds: float = 6.0,
) -> list[float]:
    """Let a run go to its end under a picture of the loss, of some predictions and of the weights.

    Parameters
    ----------
    run : iterable of float
        Usually `train(...)` of the same network.
    net : Sequential
        Its first layer is Linear; it looks at pictures and ends in K logits.
    examples : Dataset
        A dozen pictures to predict, best some that the run does not train on.
    steps : int
        How many steps the run has: the width of the picture.
    seconds : float
        Time the run should take at least; 0 lets it go as fast as it can.

    Returns
    -------
    list of float
        The loss at every step.

    Raises
    ------
    ValueError
        If the examples hold no pictures.

    Notes
    -----
    A small network learns in less time than an eye needs. The run is slowed down, not changed.

    Examples
    --------
    >>> from coursekit import Linear, data
    >>> rng = np.random.default_rng(0)
    >>> pets, net = data.faces(4, rng), Sequential(Linear(256, 2, rng))
    >>> losses = watch_guesses([0.7, 0.6], net, pets, steps=2, seconds=0)[:1]
    While this cell runs, a picture moves here.
    After 2 steps the loss is 0.650. Right predictions: ...
    """
    require_run("watch_guesses", run)
    require_network("watch_guesses", net)
    require_dataset("watch_guesses", "examples", examples)
    require_count("watch_guesses", "steps", steps)
    require_nonnegative("watch_guesses", "seconds", seconds)
    view = _View(net, examples, steps)
    every = max(1, steps // PICTURES)
    return watch(
        slowly(run, steps, seconds), view.draw, view.words, every,
        alt="The loss so far, some predictions, the weights as pictures", width=640, height=500,
    )  # fmt: skip


def slowly(run: Iterable[Any], steps: int, seconds: float) -> Iterator[Any]:
    """The same run, handed on so that it takes about this many seconds."""
    start = time.monotonic()
    for step, item in enumerate(run):
        time.sleep(max(0.0, start + seconds * step / steps - time.monotonic()))
        yield item


class _View:
    """What is drawn and said after some steps."""

    def __init__(self, net: Sequential, examples: Dataset, steps: int) -> None:
        self.net, self.y, self.steps = net, examples.y, steps
        self.x, self.images, self.names = examples.x, examples.images, examples.class_names

    def predictions(self) -> tuple[Array, Array]:
        """The answers, and the probability given to the truth."""
        p = softmax(self.net(self.x))
        return p.argmax(axis=1), p[np.arange(len(p)), self.y]

    def words(self, losses: list[float]) -> str:
        answers, p = self.predictions()
        return (
            f"After {len(losses)} steps the loss is {np.mean(losses[-MEMORY:]):.3f}. Right "
            f"predictions: {np.sum(answers == self.y)} of {len(p)}. The right class gets between "
            f"{p.min():.0%} and {p.max():.0%}."
        )

    def draw(self, ax: Any, losses: list[float]) -> None:
        ax.axis("off")
        self._draw_loss(ax.inset_axes((0, 0.74, 1, 0.26)), losses)
        self._draw_predictions(ax.inset_axes((-0.09, -0.13, 0.53, 0.7)))
        self._draw_weights(ax.inset_axes((0.5, -0.13, 0.53, 0.7)))

    def _draw_loss(self, ax: Any, losses: list[float]) -> None:
        """Every step as a dot, their running mean as a line, and where an ignorant net stands."""
        steps = np.arange(1, len(losses) + 1)
        ignorant = np.log(len(self.names))
        ax.axhline(ignorant, color=MUTED, ls=":", lw=1.5)
        ax.annotate(
            f"knows nothing: ln {len(self.names)}", (self.steps, ignorant), (0, 4),
            textcoords="offset points", ha="right",
        )  # fmt: skip
        ax.plot(steps, losses, ".", color=TRAIN.color, alpha=0.25, ms=3)
        ax.plot(steps, _running_mean(losses), color=TRAIN.color)
        ax.plot(steps[-1:], _running_mean(losses)[-1:], "o", color=INK, ms=8)
        ax.set(xlim=(0, self.steps), ylim=(0, 1.5 * ignorant), xlabel="step", ylabel="loss")
        ax.grid(axis="y", color=GRID)

    def _draw_predictions(self, ax: Any) -> None:
        """The pictures; under each a bar for the probability of the truth, a cross if wrong."""
        answers, p = self.predictions()
        wrong = answers != self.y
        left, bottom = _mosaic(ax, colormaps["gray"](self.images)).T
        ax.set_title("Predictions on new drawings")
        W = self.images.shape[2] - 1
        level, ends = bottom + 2, left + p * W
        ax.hlines(level, left, left + W, color=GRID, lw=5)
        ax.hlines(level, left, ends, color=np.where(wrong, WRONG, TRAIN.color), lw=5)
        ax.plot(left + W / 2, level, "|", color=INK, ms=8)
        ax.plot((left + W - 2)[wrong], (bottom - W + 1)[wrong], "x", color=WRONG, ms=10, mew=3.5)

    def _draw_weights(self, ax: Any) -> None:
        """What each hidden unit looks for: its weights as a picture."""
        W = self.net[0].W.T[: len(self.images)].reshape(-1, *self.images.shape[1:3])
        limit = max(np.abs(W).max(), 0.05)
        _mosaic(ax, colormaps[DIVERGING](0.5 + W / (2 * limit)))
        ax.set_title("Weights of its hidden units")


def _mosaic(ax: Any, images: Array) -> Array:
    """Draw colored images (N, H, W, 4) as one; return column and row of each lower left corner."""
    N, H, W, _ = images.shape
    down, across = H + ROOM, W + ROOM
    whole = np.zeros((-(-N // COLUMNS) * down, COLUMNS * across - ROOM, 4), np.uint8)
    corners = np.array([(i % COLUMNS * across, i // COLUMNS * down) for i in range(N)])
    for image, (column, row) in zip(images, corners, strict=True):
        whole[row : row + H, column : column + W] = 255 * image
    ax.imshow(whole, interpolation="nearest")
    ax.axis("off")
    return corners + np.array([0, H])


def _running_mean(losses: list[float]) -> Array:
    """The mean of the last steps, at every step."""
    total = np.concatenate([[0.0], np.cumsum(losses)])
    ends = np.arange(1, len(total))
    starts = np.maximum(ends - MEMORY, 0)
    return (total[ends] - total[starts]) / (ends - starts)
