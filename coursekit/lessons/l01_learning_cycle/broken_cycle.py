"""Lesson 01: the cycle with switches, to see what each step is for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import require_dataset
from coursekit._typing import Array
from coursekit.data import Dataset
from coursekit.interactive.controls import checkbox
from coursekit.interactive.explorer import Explorer
from coursekit.layers import Linear, ReLU
from coursekit.losses import softmax_cross_entropy
from coursekit.network import Sequential
from coursekit.optimizers import SGD
from coursekit.plots.labels import label_ends
from coursekit.plots.style import GRID, MUTED, series_look
from coursekit.plots.text import listing

SEEDS = (0, 1, 2)
EPOCHS, BATCH, HIDDEN, LR = 30, 20, 16, 0.5
TOP = 2.0


class Runs(NamedTuple):
    """What was switched off, and the loss of each run at every step."""

    off: list[str]
    losses: Array


def broken_cycle(examples: Dataset) -> Explorer:
    """Switch off steps of the cycle and see what becomes of learning.

    Parameters
    ----------
    examples : Dataset
        N examples with D features and K classes; N a multiple of 20.

    Returns
    -------
    Explorer
        With a checkbox each for score, adjust and shuffle; guess and blame always run.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    Three networks with 16 hidden units and other random knobs learn in batches of 20. Without the
    score the gradient is random. Without shuffling the examples come class by class.

    Examples
    --------
    >>> from coursekit.data import moons
    >>> broken_cycle(moons(40, np.random.default_rng(0))).set(adjust=False).data.off
    ['adjust']
    """
    require_dataset("broken_cycle", "examples", examples)
    if len(examples) % BATCH:
        raise ValueError(
            f"broken_cycle: examples has {len(examples)} rows, expected a multiple of {BATCH}. "
            f"Try examples.subset(range({len(examples) // BATCH * BATCH}))."
        )
    controls = {
        "score": checkbox("score: compare each guess with its label (the loss)", True),
        "adjust": checkbox("adjust: turn the knobs (the update)", True),
        "shuffle": checkbox("shuffle: mix the examples before each round", True),
    }

    @lru_cache
    def compute(score: bool, adjust: bool, shuffle: bool) -> Runs:
        switches = {"score": score, "adjust": adjust, "shuffle": shuffle}
        losses = [list(cycle(examples, np.random.default_rng(seed), **switches)) for seed in SEEDS]
        return Runs([name for name, on in switches.items() if not on], np.array(losses))

    return Explorer(
        compute, draw, words, controls, goal,
        alt="Curves of the loss of 3 runs", width=620, height=330,
    )  # fmt: skip


def cycle(
    examples: Dataset, rng: np.random.Generator, score: bool, adjust: bool, shuffle: bool
) -> Iterator[float]:
    """Guess, score, blame, adjust, with switches; yields the loss over all examples."""
    net = Sequential(Linear(examples.D, HIDDEN, rng), ReLU(), Linear(HIDDEN, examples.K, rng))
    optimizer = SGD(LR)
    yield softmax_cross_entropy(net(examples.x), examples.y)[0]
    for rows in batches(examples.y, rng, shuffle):
        logits = net(examples.x[rows])
        if score:
            _, dlogits = softmax_cross_entropy(logits, examples.y[rows])
        else:
            dlogits = rng.normal(size=logits.shape) / len(rows)
        net.backward(dlogits)
        if adjust:
            optimizer.step(net.theta, net.grad)
        yield softmax_cross_entropy(net(examples.x), examples.y)[0]


def batches(y: Array, rng: np.random.Generator, shuffle: bool) -> Iterator[Array]:
    """The rows of each batch: mixed before every round, or one class after the other."""
    rows = np.argsort(y, kind="stable")
    for _ in range(EPOCHS):
        rows = rng.permutation(rows) if shuffle else rows
        yield from np.split(rows, len(rows) // BATCH)


def goal(runs: Runs) -> tuple[bool, str]:
    """Worse than no learning at all."""
    worse = bool((runs.losses[:, -1] > runs.losses[:, 0]).all())
    return worse, "break the cycle so that all three losses end higher than they began"


def words(runs: Runs) -> str:
    """First and last loss of the three runs."""
    first, last = runs.losses[:, 0], runs.losses[:, -1]
    what = f"Switched off: {listing(runs.off)}" if runs.off else "Everything is switched on"
    if (runs.losses == first[:, None]).all():
        return f"{what}. Each of the 3 losses stays exactly where it was: at {_values(first)}."
    return (
        f"{what}. At the end the loss is lower in {int((last < first).sum())} of 3 runs: "
        f"{_values(last)}. "
        f"The highest on the way is {_few(runs.losses.max())}."
    )


def draw(ax: Any, runs: Runs) -> None:
    """A line for each run."""
    steps = np.arange(runs.losses.shape[1])
    looks = [series_look(k) for k in range(len(SEEDS))]
    for look, losses in zip(looks, runs.losses, strict=True):
        ax.plot(steps, losses, color=look.color, ls=look.line, lw=1.6)
    ax.set(ylim=(0, TOP), xlabel="step", ylabel="loss over all examples")
    ends = {
        f"run {k + 1}" + (" ↑" if losses[-1] > TOP else ""): (steps[-1], min(losses[-1], TOP))
        for k, losses in enumerate(runs.losses)
    }
    label_ends(ax, ends, [look.color for look in looks])
    ax.set_title(f"off: {listing(runs.off)}" if runs.off else "all on", color=MUTED)
    ax.set_xticks(range(0, len(steps), 50))
    ax.grid(axis="y", color=GRID)


def _values(numbers: Array) -> str:
    """Three numbers in a row."""
    return listing([_few(n) for n in numbers])


def _few(loss: float) -> str:
    """As many digits as matter: 0.32 and 548."""
    return f"{loss:.2f}" if loss < 10 else f"{loss:,.0f}"
