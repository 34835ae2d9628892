"""The goals of a widget: once reached, they stay reached."""

from __future__ import annotations

from html import escape

REACHED = "✓ Goal reached:"


class Goals:
    """What a widget asks for, and what of it was reached since the widget was made.

    Notes
    -----
    A widget may ask for another thing in each of its settings, so a goal is known by its sentence.
    A cell that is run again makes a new widget, and that one begins with nothing reached.

    Examples
    --------
    >>> goals = Goals()
    >>> goals.line("a loss below 1", met=False)
    'Goal: a loss below 1 — not yet.'
    >>> goals.line("a loss below 1", met=True)
    '✓ Goal reached: a loss below 1.'
    >>> goals.line("a loss below 1", met=False)
    '✓ Goal reached: a loss below 1.'
    """

    def __init__(self) -> None:
        self._reached: set[str] = set()

    def line(self, aim: str, met: bool) -> str:
        """What the page says of a goal; one that is met is remembered."""
        if met:
            self._reached.add(aim)
        return f"{REACHED} {aim}." if self.reached(aim) else f"Goal: {aim} — not yet."

    def reached(self, aim: str) -> bool:
        """Whether this goal was ever met."""
        return aim in self._reached


def goal_html(line: str) -> str:
    """The line where no kernel runs; a reached goal stands out there too."""
    text = escape(line)
    return f'<p class="ck-goal">{f"<strong>{text}</strong>" if REACHED in line else text}</p>'
