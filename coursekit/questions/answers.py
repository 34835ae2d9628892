"""Questions that are open in this kernel, and the typed way to answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase

from coursekit._check_texts import require_text
from coursekit.interactive.display import Sentence

_open: dict[str, Callable[[str], str]] = {}
LAST = 5


def register(id: str, take: Callable[[str], str]) -> None:
    """Open a question: `take` receives what is typed and returns what is said to it."""
    _open[id] = take


def answer(id: str, text: str) -> Sentence:
    """Answer a question by typing instead of clicking.

    Parameters
    ----------
    id : str
        The name of the question, such as "02.1".
    text : str
        The letter of an option, "b"; for an order or a match several letters, "b a c".

    Returns
    -------
    Sentence
        What is said to this answer.

    Raises
    ------
    ValueError
        If no question of this name is open, or there is no such option.

    Examples
    --------
    >>> from coursekit.widgets import predict
    >>> asked = predict("03.3")
    >>> answer("03.3", "10")
    Noted: 10. The run will show.
    """
    require_text("answer", "id", id)
    require_text("answer", "text", text)
    if id not in _open:
        known = ", ".join([*_open][-LAST:]) or "none yet"
        raise ValueError(
            f"answer: the id is {id!r}, expected that of an open question. The last ones that were "
            f"asked: {known}. Run the cell that asks it first."
        )
    return Sentence(_open[id](text))


def position(text: str, options: Sequence[str], where: str = "answer: the text") -> int:
    """Which option is meant by its letter or by its text."""
    typed = text.strip()
    letters = ascii_lowercase[: len(options)]
    if typed in options:
        return options.index(typed)
    if len(typed.rstrip(")")) == 1 and typed[0].lower() in letters:
        return letters.index(typed[0].lower())
    raise ValueError(f"{where} names no option {text!r}. Expected one of {', '.join(letters)}.")


def positions(text: str, options: Sequence[str]) -> list[int]:
    """Which options are meant by several letters."""
    return [position(letter, options) for letter in text.replace(",", " ").split()]


def lettered(options: Sequence[str]) -> list[str]:
    """The options with their letters in front."""
    return [f"{letter}) {text}" for letter, text in zip(ascii_lowercase, options, strict=False)]
