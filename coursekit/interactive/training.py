"""A picture that moves while a network learns."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from coursekit._check_texts import require_text
from coursekit._checks import require_count, what
from coursekit.interactive.canvas import Screen, require_drawing
from coursekit.interactive.display import bundle, publish
from coursekit.interactive.picture import LivePicture
from coursekit.plots import Picture
from coursekit.plots.text import count

FRAMES_PER_SECOND = 15
WAITING = "While this cell runs, a picture moves here."


class TrainingView:
    """A picture of a run, drawn again and again while it goes on.

    Parameters
    ----------
    draw : callable
        `draw(ax, losses)`: draws into empty axes; `losses` is the list of all that came so far.
    words : callable, optional
        `words(losses) -> str`; without it the words of the Drawing that `draw` returned are taken.
    every : int
        Draw after this many steps at the earliest; never more than 15 times a second.
    alt : str
        What kind of picture it is, in a few words; left out, as the Drawing or the titles say.
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size on the page, in CSS pixels.

    Raises
    ------
    TypeError, ValueError
        If `every` is not a whole number of at least 1.

    Notes
    -----
    When the run ends, the moving picture gives way to a still one of the last state, which the
    notebook keeps. That one depends on the run alone, not on the speed of the machine.

    Examples
    --------
    >>> view = TrainingView(lambda ax, x: ax.plot(x), lambda x: f"Loss {x[-1]}.")
    >>> for loss in view.watch([3.0, 2.0, 1.0]): pass
    While this cell runs, a picture moves here.
    Loss 1.0.
    """

    def __init__(
        self,
        draw: Callable[[Any, list[Any]], object],
        words: Callable[[list[Any]], str] | None = None,
        every: int = 1,
        *,
        alt: str = "",
        rows: int = 1,
        cols: int = 1,
        width: int = 560,
        height: int = 320,
    ) -> None:
        require_drawing("TrainingView", draw, words, alt)
        require_count("TrainingView", "every", every)
        self._draw, self._words, self._alt, self.every = draw, words, alt, every
        self._screen = Screen(rows, cols, width, height)
        self.losses: list[Any] = []

    def watch(self, run: Iterable[Any]) -> Iterator[Any]:
        """Hand on what the run yields, and keep the picture in step with it.

        Parameters
        ----------
        run : iterable
            Usually `train(...)`.

        Yields
        ------
        Any
            What the run yields, one step at a time.

        Raises
        ------
        TypeError, ValueError
            If an argument is of another kind than said; the message says what to try.

        Notes
        -----
        The Stop button of the notebook ends the run, not the lesson: what was learnt stays.
        """
        require_run("watch", run)
        live = LivePicture(words=WAITING)
        publish(Moving(live))
        drawn_at = -1.0
        try:
            for loss in run:
                self.losses.append(loss)
                yield loss
                due = time.monotonic() - drawn_at >= 1 / FRAMES_PER_SECOND
                if due and len(self.losses) % self.every == 0:
                    live.show(self.picture())
                    drawn_at = time.monotonic()
        except KeyboardInterrupt:
            print(
                f"Stopped after {count(len(self.losses), 'step')}. What was learnt so far is kept."
            )
        finally:
            live.say("")  # not closed: a slow browser may not have built it yet
            if self.losses:
                publish(self.picture())

    def picture(self) -> Picture:
        """The present state.

        Raises
        ------
        TypeError, ValueError
            If an argument is of another kind than said; the message says what to try.
        """
        words = self._words(self.losses) if self._words else ""
        require_text("TrainingView", "words(losses)", words)
        note = f"after {count(len(self.losses), 'step')}"
        return self._screen.picture(lambda ax: self._draw(ax, self.losses), words, self._alt, note)


def require_run(where: str, run: Any) -> None:
    """Something to walk through, one loss at a time."""
    if not isinstance(run, Iterable) or isinstance(run, (str, bytes, Mapping)):
        raise TypeError(
            f"{where}: run is {what(run)}, expected a run, such as train(net, …), or a list of "
            "losses."
        )


class Moving:
    """The live view alone; without a kernel, a sentence stands in its place."""

    def __init__(self, live: LivePicture) -> None:
        self._live = live

    def __repr__(self) -> str:
        return WAITING

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self._live, f"<p>{WAITING}</p>", WAITING)


def watch(
    run: Iterable[Any],
    draw: Callable[[Any, list[Any]], object],
    words: Callable[[list[Any]], str] | None = None,
    every: int = 1,
    alt: str = "",
    **size: int,
) -> list[Any]:
    """Let a run go to its end under a moving picture.

    Parameters
    ----------
    run : iterable
        Usually `train(...)`.
    draw, words, every, alt
        As for `TrainingView`.
    **size
        `rows`, `cols`, `width`, `height` of the picture.

    Returns
    -------
    list
        All that the run yielded: `losses = watch(...)`.

    Raises
    ------
    TypeError, ValueError
        If `every` is not a whole number of at least 1.

    Examples
    --------
    >>> losses = watch([2.0, 1.0], lambda ax, losses: ax.plot(losses), lambda losses: "Down.")
    While this cell runs, a picture moves here.
    Down.
    >>> losses
    [2.0, 1.0]
    """
    return list(TrainingView(draw, words, every, alt=alt, **size).watch(run))
