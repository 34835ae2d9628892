"""A guess before the run, and what the run says to it."""

from __future__ import annotations

from collections.abc import Sequence

from coursekit.widgets.answers import position
from coursekit.widgets.choice import Choice
from coursekit.widgets.display import Sentence

_asked: dict[str, tuple[str, ...]] = {}
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

    def note(i: int) -> str:
        _guesses[id] = options[i]
        return f"Noted: {options[i]}. The run will show."

    choice = Choice(id, question, options, note)
    _asked[id] = choice.options
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
    guess = _guesses.get(id)
    return guess if guess in _options(id, "prediction") else None


def settle(id: str, truth: str, because: str) -> Sentence:
    """Set the guess beside what the run shows.

    Parameters
    ----------
    id : str
        The name given to `predict`.
    truth : str
        The option that came true, by its text or its letter.
    because : str
        One or two sentences on why.

    Returns
    -------
    Sentence
        Both in one sentence; neutral when nobody guessed.

    Raises
    ------
    ValueError
        If nothing was asked under this name, or `truth` is not among its options.

    Examples
    --------
    >>> guess = predict("doc.4", "Which way does the loss go?", ["up", "down"])
    >>> settle("doc.4", "down", "Each step goes downhill.")
    The run shows: down. Each step goes downhill.
    """
    options = _options(id, "settle")
    shown, guess = options[position(truth, options)], prediction(id)
    if guess is None:
        return Sentence(f"The run shows: {shown}. {because}")
    if guess == shown:
        return Sentence(f"You predicted: {guess}. The run shows the same. {because}")
    return Sentence(f"You predicted: {guess}. The run shows: {shown}. {because}")


def _options(id: str, where: str) -> tuple[str, ...]:
    if id not in _asked:
        raise ValueError(f"{where}: nothing was asked as {id!r}. Run the cell with predict first.")
    return _asked[id]
