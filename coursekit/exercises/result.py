"""The answer of `check`: a mark that is a number, and a panel for people."""

from __future__ import annotations

import re

from coursekit.exercises.exercise import Exercise
from coursekit.exercises.feedback import Feedback

CODE = re.compile("`(.+?)`")
MARKS = {"passed": "✓", "not attempted": "○", "not yet": "✗"}
COLORS = {
    "passed": "var(--jp-success-color1, #2e7d32)",
    "not attempted": "var(--jp-border-color1, #757575)",
    "not yet": "var(--jp-warn-color1, #b26a00)",
}


class CheckResult(float):
    """The mark for one try, with its words.

    Parameters
    ----------
    exercise
        The exercise that was tried.
    feedback
        What is to be said about the try.
    points
        The mark of a passing answer.
    progress
        A sentence on how far the lesson is, shown after a pass.

    Notes
    -----
    As a number it is `points` or 0, which nbgrader reads; in a notebook it is shown as a panel;
    `str(result)` gives the same panel as text.
    """

    exercise: Exercise
    feedback: Feedback
    progress: str

    def __new__(
        cls, exercise: Exercise, feedback: Feedback, points: float = 1.0, progress: str = ""
    ) -> CheckResult:
        """A float with the words beside it."""
        result = super().__new__(cls, points if feedback.status == "passed" else 0.0)
        result.exercise, result.feedback, result.progress = exercise, feedback, progress
        return result

    @property
    def passed(self) -> bool:
        """Whether the answer does what the reference does."""
        return self.feedback.status == "passed"

    @property
    def attempted(self) -> bool:
        """Whether something was written at all."""
        return self.feedback.status != "not attempted"

    @property
    def hint(self) -> str:
        """What to look at next; empty after a pass."""
        return self.feedback.hint

    @property
    def mistake(self) -> str:
        """The name of the misconception that was recognized, else empty."""
        return self.feedback.mistake

    def _lines(self) -> tuple[str, str]:
        """The heading and the sentence under it."""
        status = self.feedback.status
        heading = f"{MARKS[status]} {self.exercise.name}: {status}"
        return heading, self.progress if self.passed else self.hint

    def __str__(self) -> str:
        rows = (f"{name}: {text}" for name, text in self.feedback.rows)
        return "\n".join((*self._lines(), *rows))

    def _repr_html_(self) -> str:
        """The panel: a heading, a sentence, and where it helps input, yours and expected."""
        from html import escape

        heading, sentence = (CODE.sub(r"<code>\1</code>", escape(t)) for t in self._lines())
        cells = "".join(
            f'<tr><th scope="row" style="text-align:left;vertical-align:top">{name}</th>'
            f'<td style="text-align:left"><pre style="margin:0">{escape(text)}</pre></td></tr>'
            for name, text in self.feedback.rows
        )
        table = f"<table>{cells}</table>" if cells else ""
        style = f"border-left:6px solid {COLORS[self.feedback.status]};padding:2px 12px"
        text = f"<strong>{heading}</strong><p>{sentence}</p>{table}"
        return f'<div class="ck-check" style="{style}">{text}</div>'
