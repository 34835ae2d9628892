"""Lesson 00: a board of 8 by 8 squares to draw a digit on, and what a network says to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets as t
from numpy.typing import ArrayLike

from coursekit import data, plots
from coursekit._checks import require_network
from coursekit._typing import Array
from coursekit.functional import softmax
from coursekit.interactive.canvas import Screen
from coursekit.interactive.display import LOOK, bundle
from coursekit.interactive.goals import Goals, goal_html
from coursekit.layers import Linear, ReLU
from coursekit.network import Sequential

HERE = Path(__file__).parent
INK = 16
GOAL = "draw a 3 of your own and make the network more than 90% sure"
FIRST_SHOWN, FOOLED = 5, 47


class DoodleField(anywidget.AnyWidget):
    """The board, the bars and their words; drawing happens in the browser, reading in Python."""

    _esm = HERE / "doodle.mjs"
    _css = (LOOK).read_text("utf-8") + (HERE / "doodle.css").read_text("utf-8")

    pixels = t.List(t.Int(), [0] * 64).tag(sync=True)
    shares = t.List(t.Float()).tag(sync=True)
    words = t.Unicode("").tag(sync=True)
    goal = t.Unicode("").tag(sync=True)
    drawings = t.List(t.Unicode()).tag(sync=True)
    chosen = t.Int(-1).tag(sync=True)


class Doodle:
    """A drawing board whose drawing a network reads at every stroke.

    Parameters
    ----------
    net : Sequential
        A network from 64 pixels to 10 logits.
    """

    def __init__(self, net: Sequential) -> None:
        self.net = net
        self.examples = _drawings_by_others()
        names = self.examples.class_names
        self.field = DoodleField(drawings=[*names, "three that looks like a five"])
        self._goals = Goals()
        self.field.observe(self._choose, names="chosen")
        self.field.observe(self._read, names="pixels")
        self.choose(FIRST_SHOWN)

    @property
    def pixels(self) -> Array:
        """What is on the board: shape (8, 8), whole numbers from 0 (paper) to 16 (ink)."""
        return np.reshape(self.field.pixels, (8, 8))

    @property
    def shares(self) -> Array:
        """How sure the network is of each digit: shape (10,), the sum is 1."""
        return softmax(self.net(self.pixels.reshape(1, 64) / INK))[0]

    @property
    def words(self) -> str:
        """What the network says now."""
        return self.field.words

    @property
    def goal_reached(self) -> bool:
        """Whether a 3 of your own was ever read so surely."""
        return self._goals.reached(GOAL)

    def choose(self, i: int) -> Doodle:
        """Put a drawing from the test set on the board: 0 to 9, or 10 for one that fools it."""
        self.field.chosen = i
        return self

    def draw(self, pixels: ArrayLike) -> Doodle:
        """Draw by typing: put these pixels on the board.

        Parameters
        ----------
        pixels : array_like, shape (8, 8)
            Whole numbers from 0 (paper) to 16 (ink).

        Returns
        -------
        Doodle
            Itself, so that a cell shows the board.

        Raises
        ------
        ValueError
            If the shape is another or a number lies outside 0 to 16.
        """
        array = np.asarray(pixels)
        if array.shape != (8, 8) or array.dtype.kind not in "iu" or not _is_ink(array):
            raise ValueError(
                f"draw: pixels have shape {array.shape} and dtype {array.dtype}, expected (8, 8) "
                "whole numbers from 0 (paper) to 16 (ink)."
            )
        self.field.chosen = -1
        self.field.pixels = array.ravel().tolist()
        return self

    def clear(self) -> Doodle:
        """Empty the board."""
        return self.draw(np.zeros((8, 8), int))

    def _choose(self, change: Any) -> None:
        if change["new"] >= 0:
            self.field.pixels = self.examples.x[change["new"]].tolist()

    def _read(self, change: Any) -> None:
        """Let the network read the board, and say so."""
        shares, others = self.shares, self.examples.y[self._same]
        met = not others.size and bool(shares[3] > 0.9)
        with self.field.hold_sync():
            self.field.shares = shares.tolist()
            self.field.words = _sentence(self.pixels, shares, others)
            self.field.goal = self._goals.line(GOAL, met)

    @property
    def _same(self) -> Array:
        """Which drawing by somebody else this is; the first stroke makes it your own."""
        return (self.examples.x == self.field.pixels).all(axis=1)

    @property
    def html(self) -> str:
        """The static form: the board and the bars as a picture, with the words."""

        def draw(axes: Any) -> None:
            board, bars = axes.ravel()
            plots.image_grid(self.pixels, ax=board)
            plots.bars(
                range(10), (100 * self.shares).round(), xlabel="how sure, in percent", ax=bars
            )

        screen = Screen(1, 2, width=640, height=320)
        picture = screen.picture(draw, self.words, "A drawing board")
        return picture.html + goal_html(self.field.goal)

    def __repr__(self) -> str:
        return f"{self.words} {self.field.goal}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.field, self.html, repr(self))


def doodle(net: Sequential | None = None) -> Doodle:
    """A board to draw a digit on, by mouse or by keys, while a network reads it.

    Parameters
    ----------
    net : Sequential, optional
        A network from 64 pixels to 10 logits; the trained one of the course when left out.

    Returns
    -------
    Doodle
        Show it as the last expression of a cell. `pixels` holds the drawing, `draw(pixels)` draws
        by typing.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    The data set's pictures were made by counting dark dots in blocks of 4 by 4. The board does the
    same: a round pen on 32 by 32 dots, counted in blocks.

    Examples
    --------
    >>> board = doodle()
    >>> board  # doctest: +ELLIPSIS
    The writer meant 5. ... Goal: ... — not yet.
    """
    if net is not None:
        require_network("doodle", net)
    return Doodle(_trained() if net is None else net)


def _trained() -> Sequential:
    """The network of `tools/train_doodle_net.py`."""
    rng = np.random.default_rng(0)
    net = Sequential(Linear(64, 100, rng), ReLU(), Linear(100, 10, rng))
    net.load_state_dict(data.digit_weights())
    return net


def _drawings_by_others() -> data.Dataset:
    """The first drawing of each digit in the test set, and one that fools the trained network."""
    test = data.digits().split(np.random.default_rng(0)).test
    rows = [int(np.flatnonzero(test.y == digit)[0]) for digit in range(10)]
    chosen = test.subset([*rows, FOOLED])
    return replace(chosen, x=(chosen.x * INK).astype(int))


def _is_ink(pixels: Array) -> bool:
    return bool(pixels.min() >= 0 and pixels.max() <= INK)


def _sentence(pixels: Array, shares: Array, truth: Array) -> str:
    """What the network says, and whether it is right where one label is known."""
    best, second = (int(k) for k in np.argsort(-shares, kind="stable")[:2])
    says = f"The network says {best}, {_percent(shares[best])} sure"
    if np.ptp(shares) < 1e-9:
        return "The network cannot choose: each of the ten digits gets 10%."
    if not pixels.any():
        return f"The board is empty. {says}: it always has an answer."
    if not truth.size:
        return f"{says}. Its second choice is {second}, with {_percent(shares[second])}."
    verdict = "right" if best == truth[0] else "wrong"
    return f"The writer meant {truth[0]}. {says}. That is {verdict}."


def _percent(share: float) -> str:
    """A share in whole percent; never 0% or 100%, because it never is."""
    if share > 0.99:
        return "more than 99%"
    return "less than 1%" if share < 0.01 else f"{100 * share:.0f}%"
