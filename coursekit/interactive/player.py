"""Play, pause and single steps over a run: a generator hands over the control."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any

import ipywidgets

from coursekit._check_texts import require_text
from coursekit.interactive.display import bundle
from coursekit.interactive.picture import LivePicture
from coursekit.interactive.training import FRAMES_PER_SECOND, TrainingView, require_run


class Player:
    """A run with buttons: Play (or Pause) and Step."""

    def __init__(self, run: Iterable[Any], view: TrainingView, start: str) -> None:
        self._run, self._view = iter(run), view
        self._task: asyncio.Task[None] | None = None
        self._turn = RLock()
        self.finished = False
        self.live = LivePicture(words=start)
        self.play_button = ipywidgets.ToggleButton(description="Play", icon="play")
        self.step_button = ipywidgets.Button(description="Step", icon="step-forward")
        self.play_button.observe(self._toggled, names="value")
        self.step_button.on_click(lambda button: self.step())
        self.box = ipywidgets.VBox(
            [ipywidgets.HBox([self.play_button, self.step_button]), self.live]
        )

    @property
    def losses(self) -> list[Any]:
        """All that the run has yielded so far."""
        return self._view.losses

    def step(self, n: int = 1) -> Player:
        """Take n steps, or as many as are left, and draw once."""
        with self._turn:
            for _ in range(n):
                self._next()
            if self.losses:
                self.live.show(self._view.picture())
        return self

    def _next(self) -> None:
        try:
            self.losses.append(next(self._run))
        except StopIteration:
            self.finished = True
            self.play_button.disabled = self.step_button.disabled = True
            self.play_button.value = False

    def _toggled(self, change: Any) -> None:
        playing = bool(change["new"])
        self.play_button.description = "Pause" if playing else "Play"
        self.play_button.icon = "pause" if playing else "play"
        if playing:
            self._task = asyncio.get_running_loop().create_task(self._play())

    async def _play(self) -> None:
        """Slices of steps, a picture after each, and room for the buttons in between."""
        while self.play_button.value and not self.finished:
            end = time.monotonic() + 1 / FRAMES_PER_SECOND
            self.step(self._view.every)
            await asyncio.sleep(max(0.01, end - time.monotonic()))

    def __repr__(self) -> str:
        return self.live.words

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html = self._view.picture().html if self.losses else f"<p>{self.live.words}</p>"
        return bundle(self.box, html, repr(self))


def play(
    run: Iterable[Any],
    draw: Callable[[Any, list[Any]], object],
    words: Callable[[list[Any]], str] | None = None,
    every: int = 1,
    start: str = "Nothing has been learnt yet. Press Play, or Step.",
    alt: str = "",
    **size: int,
) -> Player:
    """Put play, pause and step buttons over a run; nothing runs before a button is pressed.

    Parameters
    ----------
    run : iterable
        Usually `train(...)`.
    draw, words, alt
        As for `TrainingView`.
    every : int
        Steps between two pictures while it plays.
    start : str
        The sentence before the first step.
    **size
        `rows`, `cols`, `width`, `height` of the picture.

    Returns
    -------
    Player
        Show it as the last expression of a cell. `player.step(10)` does the same by typing.

    Raises
    ------
    TypeError, ValueError
        If `every` is not a whole number of at least 1.

    Notes
    -----
    While it plays, cells can be run in between: the run takes its steps in the pauses.

    Examples
    --------
    >>> player = play([3.0, 2.0, 1.0], lambda ax, x: ax.plot(x), lambda x: f"Loss {x[-1]}.")
    >>> player.step(2)
    Loss 2.0.
    """
    require_run("play", run)
    require_text("play", "start", start)
    return Player(run, TrainingView(draw, words, every, alt=alt, **size), start)
