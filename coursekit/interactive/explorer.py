"""The one shell of every lesson's widget: controls, a picture, its words, a goal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from html import escape
from inspect import signature
from threading import RLock
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from coursekit._check_texts import require_mapping, require_text
from coursekit._checks import FUNCTIONS, require_function, what
from coursekit.interactive.canvas import Screen, require_drawing
from coursekit.interactive.controls import large, neighbors
from coursekit.interactive.display import bundle
from coursekit.interactive.goals import Goals, goal_html
from coursekit.interactive.picture import LivePicture
from coursekit.plots import Picture

KEPT = 100
"""So many pictures are kept; each takes 40 to 90 kB."""
QUIET = 0.02
"""Seconds without a move after which pictures are made ahead."""


class View(NamedTuple):
    """What one setting of the controls shows: the data, the picture, whether it meets the goal."""

    data: Any
    picture: Picture
    met: bool
    aim: str


class Explorer:
    """Controls over a picture that follows them.

    Parameters
    ----------
    compute : callable
        `compute(**values) -> data`: the numbers behind the picture, from the controls' values
        alone. The same values are computed once.
    draw : callable
        `draw(ax, data)`: draws into empty axes; `ax` is an array of axes if there are several.
    words : callable or None
        `words(data) -> str`: what there is to see. None takes the words of what `draw` returned:
        a Drawing, or a list of them.
    controls : mapping of str to widget
        The arguments of `compute`, each with its `slider`, `dropdown` or `checkbox`.
    goal : callable, optional
        `goal(data) -> (met, sentence)`; the sentence says what to reach.
    alt : str
        What kind of picture it is, in a few words; the settings follow it in the alternative
        text. Left out: as what `draw` returned says, else the titles of the axes.
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size of the picture on the page, in CSS pixels.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    In a cell it is shown live; a notebook without a kernel shows the saved picture and its words.
    An exception inside `compute`, `draw` or `words` becomes a sentence in place of the picture,
    and `error` holds it; the next move of a control recovers.

    A goal that was met once stays reached: `goal_reached` says that, `at_goal` whether the present
    setting meets it.

    Pictures are kept. After a move, when nothing else happens, those that the next key press can
    ask for are made ahead, so that they are ready. JupyterLab hands over the moves of controls in
    more than one thread; they take turns here, and the last one decides what is seen.

    Examples
    --------
    >>> from coursekit.widgets import slider
    >>> square = Explorer(lambda w: w * w, lambda ax, y: ax.bar(0, y), lambda y: f"It is {y}.",
    ...                   {"w": slider("w", 0, 9, value=2)})
    >>> square.set(w=3)
    It is 9.
    """

    def __init__(
        self,
        compute: Callable[..., Any],
        draw: Callable[[Any, Any], object],
        words: Callable[[Any], str] | None,
        controls: Mapping[str, Any],
        goal: Callable[[Any], tuple[bool, str]] | None = None,
        *,
        alt: str = "",
        rows: int = 1,
        cols: int = 1,
        width: int = 560,
        height: int = 320,
    ) -> None:
        require_drawing("Explorer", draw, words, alt)
        require_controls(controls)
        if not _takes(compute, controls):
            raise TypeError(
                f"Explorer: compute is {what(compute)}, expected {FUNCTIONS['compute']}."
            )
        if goal is not None:
            require_function("Explorer", "goal", goal, 1)
        self._compute, self._draw, self._words, self._goal = compute, draw, words, goal
        self._alt = alt
        self._screen = Screen(rows, cols, width, height)
        self._views: dict[tuple[Any, ...], View] = {}
        self._next: Iterator[dict[str, Any]] = iter(())
        self._turn = RLock()
        self._moving_many = False
        self.controls = dict(controls)
        self.live = LivePicture()
        self.box = ipywidgets.VBox([*self.controls.values(), self.live])
        self.data: Any = None
        self.error: Exception | None = None
        self.at_goal = self.goal_reached = False
        self._goals = Goals()
        self.update()
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._moved(name), names="value")

    @property
    def words(self) -> str:
        """What there is to see now."""
        return self.live.words

    @property
    def values(self) -> dict[str, Any]:
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def set(self, **values: Any) -> Explorer:
        """Move controls by typing: `explorer.set(w=2.0)`. All of them move before one drawing.

        Parameters
        ----------
        **values
            New values by the name of the control.

        Returns
        -------
        Explorer
            Itself, so that a cell shows the result.

        Raises
        ------
        ValueError
            If there is no control of this name.
        """
        for name in values:
            if name not in self.controls:
                raise ValueError(
                    f"set: there is no control {name!r}. Expected {', '.join(self.controls)}."
                )
        self._moving_many = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self._moving_many = False
        self.update()
        return self

    def update(self) -> None:
        """Compute, draw and say everything from the controls' present values."""
        with self._turn:
            try:
                view = self._view(self.values)
                self.data, self.at_goal, self.error = view.data, view.met, None
                goal = self._goals.line(view.aim, view.met) if view.aim else ""
                self.goal_reached = self._goals.reached(view.aim)
                self.live.show(view.picture, goal)
            except Exception as error:
                self.error = error
                self.at_goal = False
                self.live.say(
                    f"This setting does not work: {str(error).rstrip('.')}. "
                    "Move a control to go on."
                )

    def _view(self, values: dict[str, Any]) -> View:
        """The view of these values: a kept one, or a new one in place of the oldest."""
        key = tuple(map(_key, values.values()))
        view = self._views.pop(key, None) or self._make(values)
        self._views[key] = view
        if len(self._views) > KEPT:
            del self._views[next(iter(self._views))]
        return view

    def _make(self, values: dict[str, Any]) -> View:
        """Compute, draw and say."""
        data = self._compute(**values)
        sentence = self._words(data) if self._words else ""
        met, aim = self._judged(data)
        require_text("Explorer", "words(data)", sentence)
        picture = self._screen.picture(
            lambda ax: self._draw(ax, data), sentence, self._alt, self._setting(values)
        )
        return View(data, picture, met, aim)

    def _judged(self, data: Any) -> tuple[bool, str]:
        """Whether the goal is met, and its sentence."""
        said = self._goal(data) if self._goal else (False, "")
        if (
            not isinstance(said, tuple)
            or len(said) != 2
            or not isinstance(said[0], (bool, np.bool_))
        ):
            raise TypeError(f"Explorer: goal(data) is {what(said)}, expected (met, sentence).")
        return bool(said[0]), said[1]

    def _moved(self, name: str) -> None:
        if self._moving_many:
            return
        self.update()
        self._next = self._next_values(name)
        with suppress(RuntimeError):  # where no event loop runs, nobody presses a key
            asyncio.get_running_loop().call_later(QUIET, self._make_ahead, self._next)

    def _next_values(self, name: str) -> Iterator[dict[str, Any]]:
        """Where the next press of a key leads that moves this control again."""
        return iter([self.values | {name: value} for value in neighbors(self.controls[name])])

    def _make_ahead(self, waiting: Iterator[dict[str, Any]]) -> None:
        """Make the next view, and leave room for a key press before the one after it."""
        values = next(waiting, None)
        if values is None or waiting is not self._next:
            return
        with suppress(Exception), self._turn:  # if it is asked for, the error is shown
            self._view(values)
        asyncio.get_running_loop().call_soon(self._make_ahead, waiting)

    def _setting(self, values: dict[str, Any]) -> str:
        """The controls in words; the picture's alternative text ends with them."""
        named = zip(self.controls.values(), values.values(), strict=True)
        return ", ".join(f"{control.description} = {_text(value)}" for control, value in named)

    @property
    def html(self) -> str:
        """The static form: the picture with its words, and the goal."""
        live = self.live
        goal = goal_html(live.goal) if live.goal else ""
        if not live.png:
            return f"<p>{escape(live.words)}</p>"
        return Picture(live.png, live.words, live.alt, live.width, live.height).html + goal

    def __repr__(self) -> str:
        return " ".join(filter(None, (self.live.words, self.live.goal)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.box, self.html, repr(self))


def _takes(compute: Any, controls: Mapping[str, Any]) -> bool:
    """Can it be called with the controls' values?"""
    if not callable(compute) or isinstance(compute, (type, np.ufunc)):
        return False
    try:
        signature(compute).bind(**controls)
    except TypeError:
        return False
    return True


def require_controls(controls: Any) -> None:
    """A dict of sliders and the like."""
    require_mapping("Explorer", "controls", controls, "slider, dropdown or checkbox")
    for name, control in controls.items():
        if not isinstance(control, ipywidgets.DOMWidget) or not hasattr(control, "value"):
            raise TypeError(
                f"Explorer: controls[{name!r}] is {what(control)}, expected a control. Try "
                'widgets.slider("w", 0.0, 1.0, value=0.5, step=0.1).'
            )


def _key(value: Any) -> Any:
    """A control's value as part of a key: 0.1 + 0.2 is 0.3; a list is known by its identity."""
    if isinstance(value, float):
        return round(value, 10)
    return value if isinstance(value, Hashable) else id(value)


def _text(value: Any) -> str:
    """A control's value in words."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return large(value) if isinstance(value, float) else str(value)
