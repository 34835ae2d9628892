"""A guess before the run."""

from __future__ import annotations

from coursekit._checks import what
from coursekit.questions.choice import Choice
from coursekit.questions.recalling import Question
from coursekit.questions.settling import ask

_guesses: dict[str, str] = {}


class Prediction(Choice):
    """A question on what a run will show: a guess is noted, and answered after the run.

    Parameters
    ----------
    question : Question
        What will be seen? Good options are what people really believe. What is said to the right
        one is the reason, and everybody hears it; what is said to a wrong one answers its belief.

    Raises
    ------
    TypeError
        If `question` is something else.

    Notes
    -----
    Asking again keeps an earlier guess, as long as it is still among the options.
    """

    def __init__(self, question: Question) -> None:
        if not isinstance(question, Question):
            raise TypeError(f"Prediction: question is {what(question)}, expected a Question.")
        super().__init__(question.id, question.text, question.shown, self._note)
        self.asked = question
        ask(question.id, self._verdict)
        if self.guess is not None:
            self.take(self.guess)

    @property
    def guess(self) -> str | None:
        """The guess that was noted, in the option's words; None before one."""
        guess = _guesses.get(self.id)
        return guess if guess in self.options else None

    def _note(self, i: int) -> str:
        _guesses[self.id] = self.options[i]
        return f"Noted: {self.options[i]}. The run will show."

    def _verdict(self) -> str:
        """The guess, what the run shows, why, and a word to a guess that was another."""
        right, replies, guess = self.asked.right, self.asked.options, self.guess
        because = replies[right]
        if guess is None:
            return f"The run shows: {right}. {because}"
        if guess == right:
            return f"You predicted: {guess}. The run shows the same. {because}"
        said = f"You predicted: {guess}. The run shows: {right}. {because}"
        return f"{said} To “{guess}”: {replies[guess]}"
