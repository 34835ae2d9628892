"""The answer of `check`: a mark that is a number, and a panel for people."""

from __future__ import annotations

from textwrap import indent

from coursekit.exercises.exercise import Exercise
from coursekit.exercises.feedback import Feedback
from coursekit.exercises.panel import QUIET, panel

MARKS = {"passed": "✓", "not attempted": "○", "not yet": "✗"}
COLORS = {
    "passed": "var(--jp-success-color1, #2e7d32)",
    "not attempted": QUIET,
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
    trouble
        A sentence on progress that could not be saved, else empty.
    printed
        What the answer printed while it was tried.

    Notes
    -----
    As a number it is `points` or 0, which nbgrader reads; in a notebook it is shown as a panel;
    `str(result)` gives the same panel as text.
    """

    exercise: Exercise
    feedback: Feedback
    progress: str
    trouble: str
    printed: str

    def __new__(
        cls,
        exercise: Exercise,
        feedback: Feedback,
        points: float = 1.0,
        progress: str = "",
        trouble: str = "",
        printed: str = "",
    ) -> CheckResult:
        """A float with the words beside it."""
        result = super().__new__(cls, points if feedback.status == "passed" else 0.0)
        result.exercise, result.feedback = exercise, feedback
        result.progress, result.trouble, result.printed = progress, trouble, printed
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
    def misconception(self) -> str | None:
        """The name of the misconception that was recognized, if there was one."""
        return self.feedback.misconception

    def _lines(self) -> list[str]:
        """The heading and the sentences under it."""
        status = self.feedback.status
        heading = f"{MARKS[status]} {self.exercise.name}: {status}"
        told = (self.feedback.note, self.progress) if self.passed else (self.hint,)
        return [line for line in (heading, *told, self.trouble) if line]

    def __str__(self) -> str:
        rows = (f"{name}: {text}" for name, text in self.feedback.rows)
        printed = [f"It printed:\n{indent(self.printed, '    ')}"] if self.printed else []
        return "\n".join((*self._lines(), *rows, *printed))

    def _repr_html_(self) -> str:
        """The panel: a heading, a sentence, and where it helps input, yours and expected."""
        heading, *sentences = self._lines()
        feedback = self.feedback
        color = COLORS[feedback.status]
        return panel(heading, sentences, feedback.rows, color, folded=self.printed)
