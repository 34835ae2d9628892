"""A guess before the run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from coursekit._check_texts import require_text
from coursekit.questions.choice import Choice
from coursekit.questions.settling import ask, options_of

_guesses: dict[str, str] = {}


def predict(id: str, question: str, options: Sequence[str]) -> Choice:
    """Ask for a guess before something is run.

    Parameters
    ----------
    id : str
        A name that no other question has, such as "02.1".
    question : str
        What will be seen?
    options : sequence of str
        The possible guesses; good ones are what people really believe.

    Returns
    -------
    Choice
        Radio buttons; show it as the last expression of a cell. `answer(id, "b")` does the same.

    Raises
    ------
    ValueError
        If there are fewer than two options, or two are the same.

    Notes
    -----
    Asking again keeps an earlier guess, as long as it is still among the options.

    Examples
    --------
    >>> predict("doc.2", "Which way does the loss go?", ["up", "down"])
    Which way does the loss go?
    a) up
    b) down
    """

    require_text("predict", "id", id)

    def note(i: int) -> str:
        _guesses[id] = choice.options[i]
        return f"Noted: {choice.options[i]}. The run will show."

    choice = Choice(id, question, options, note)
    ask(id, choice.options, partial(_verdict, id))
    if prediction(id) is not None:
        choice.take(_guesses[id])
    return choice


def prediction(id: str) -> str | None:
    """The guess that was stored, in the option's words.

    Parameters
    ----------
    id : str
        The name given to `predict`.

    Returns
    -------
    str or None
        None before a guess.

    Raises
    ------
    ValueError
        If nothing was asked under this name.

    Examples
    --------
    >>> from coursekit.widgets import answer
    >>> guess = predict("doc.3", "Which way does the loss go?", ["up", "down"])
    >>> prediction("doc.3") is None, answer("doc.3", "a"), prediction("doc.3")
    (True, Noted: up. The run will show., 'up')
    """
    options = options_of(id, "prediction")
    guess = _guesses.get(id)
    return guess if guess in options else None


def _verdict(id: str, truth: str, because: str) -> str:
    """The guess and what the run shows, in one sentence."""
    guess = prediction(id)
    if guess is None:
        return f"The run shows: {truth}. {because}"
    shows = " the same" if guess == truth else f": {truth}"
    return f"You predicted: {guess}. The run shows{shows}. {because}"
