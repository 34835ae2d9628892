"""The one shell of every lesson's widget: controls, a picture, its words, a goal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets

from coursekit.plots import Picture
from coursekit.widgets.display import bundle
from coursekit.widgets.picture import LivePicture
from coursekit.widgets.screen import Screen


class Explorer:
    """Controls over a picture that follows them.

    Parameters
    ----------
    compute : callable
        `compute(**values) -> data`: the numbers behind the picture, from the controls' values.
    draw : callable
        `draw(ax, data)`: draws into empty axes; `ax` is an array of axes if there are several.
    words : callable or None
        `words(data) -> str`: what there is to see. None takes what `draw` said (`plots.say`).
    controls : mapping of str to widget
        The arguments of `compute`, each with its `slider`, `dropdown` or `checkbox`.
    goal : callable, optional
        `goal(data) -> (reached, sentence)`; the sentence says what to reach.
    rows, cols : int
        How many axes, in a grid.
    width, height : int
        Size of the picture on the page, in CSS pixels.

    Notes
    -----
    In a cell it is shown live; a notebook without a kernel shows the saved picture and its words.
    An exception inside `compute`, `draw` or `words` becomes a sentence in place of the picture,
    and `error` holds it; the next move of a control recovers.

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
        rows: int = 1,
        cols: int = 1,
        width: int = 560,
        height: int = 320,
    ) -> None:
        self._compute, self._draw, self._words, self._goal = compute, draw, words, goal
        self._screen = Screen(rows, cols, width, height)
        self._moving_many = False
        self.controls = dict(controls)
        self.live = LivePicture()
        self.box = ipywidgets.VBox([*self.controls.values(), self.live])
        self.data: Any = None
        self.error: Exception | None = None
        self.goal_reached = False
        self.update()
        for control in self.controls.values():
            control.observe(self._moved, names="value")

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
        try:
            self.data = self._compute(**self.values)
            sentence = self._words(self.data) if self._words else None
            goal = self._goal_line()
            picture = self._screen.picture(
                lambda ax: self._draw(ax, self.data), sentence, self._setting()
            )
            self.error = None
            self.live.show(picture, goal)
        except Exception as error:
            self.error = error
            self.goal_reached = False
            self.live.say(
                f"This setting does not work: {str(error).rstrip('.')}. Move a control to go on."
            )

    def _moved(self, change: Any) -> None:
        if not self._moving_many:
            self.update()

    def _goal_line(self) -> str:
        """The goal and whether it is reached, in words."""
        if self._goal is None:
            return ""
        self.goal_reached, aim = self._goal(self.data)
        return f"Goal: {aim} — {'reached' if self.goal_reached else 'not yet'}."

    def _setting(self) -> str:
        """The controls in words; the picture's alternative text ends with them."""
        return ", ".join(f"{c.description} = {_text(c.value)}" for c in self.controls.values())

    @property
    def html(self) -> str:
        """The static form: the picture with its words, and the goal."""
        live = self.live
        goal = f'<p class="ck-goal">{escape(live.goal)}</p>' if live.goal else ""
        if not live.png:
            return f"<p>{escape(live.words)}</p>"
        return Picture(live.png, live.words, live.alt, live.width, live.height).html + goal

    def __repr__(self) -> str:
        return " ".join(filter(None, (self.live.words, self.live.goal)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.box, self.html, repr(self))


def _text(value: Any) -> str:
    """A control's value in words."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
