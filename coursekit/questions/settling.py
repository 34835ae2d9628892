"""After the run: what was expected beside what is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coursekit._check_texts import require_text
from coursekit.interactive.display import Sentence
from coursekit.questions.answers import position

_asked: dict[str, tuple[tuple[str, ...], Callable[[str, str], str]]] = {}


def ask(id: str, options: Sequence[str], verdict: Callable[[str, str], str]) -> None:
    """Open a question for `settle`: `verdict(truth, because)` says how it went."""
    _asked[id] = tuple(options), verdict


def options_of(id: str, where: str) -> tuple[str, ...]:
    """The options of a question that was asked in this kernel."""
    require_text(where, "id", id)
    if id not in _asked:
        raise ValueError(
            f"{where}: nothing was asked as {id!r}, expected the id of a question. "
            "Run the cell with predict or vote first."
        )
    return _asked[id][0]


def settle(id: str, truth: str, because: str) -> Sentence:
    """Set a guess, or the votes, beside what the run shows.

    Parameters
    ----------
    id : str
        The name given to `predict` or `vote`.
    truth : str
        The option that came true, by its text or its letter.
    because : str
        One or two sentences on why.

    Returns
    -------
    Sentence
        All of it in a few words; neutral when nobody guessed or voted. A vote that was wrong in
        the end is answered with the hint of its option.

    Raises
    ------
    ValueError
        If nothing was asked under this name, `truth` is not among its options, or a vote's right
        option is another one.

    Examples
    --------
    >>> from coursekit.widgets import predict
    >>> guess = predict("doc.4", "Which way does the loss go?", ["up", "down"])
    >>> settle("doc.4", "down", "Each step goes downhill.")
    The run shows: down. Each step goes downhill.
    """
    options = options_of(id, "settle")
    require_text("settle", "truth", truth)
    require_text("settle", "because", because)
    return Sentence(_asked[id][1](options[position(truth, options, "settle: the truth")], because))
