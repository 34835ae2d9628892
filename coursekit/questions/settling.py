"""After the run: what was expected beside what is seen."""

from __future__ import annotations

from collections.abc import Callable

from coursekit._check_texts import require_text
from coursekit.interactive.display import Sentence

_asked: dict[str, Callable[[], str]] = {}


def ask(id: str, verdict: Callable[[], str]) -> None:
    """Open a question for `settle`: `verdict()` says how it went."""
    _asked[id] = verdict


def settle(id: str) -> Sentence:
    """Set a guess, or the votes, beside what the run shows.

    Parameters
    ----------
    id : str
        The name given to `predict` or `vote`.

    Returns
    -------
    Sentence
        All of it in a few words; neutral when nobody guessed or voted. Whoever held another option
        in the end is answered with the hint of that option.

    Raises
    ------
    ValueError
        If nothing was asked under this name.

    Examples
    --------
    >>> from coursekit.widgets import predict
    >>> asked = predict("03.4")
    >>> str(settle("03.4")).endswith("In a valley every point knows the way down.")
    True
    """
    require_text("settle", "id", id)
    if id not in _asked:
        raise ValueError(
            f"settle: nothing was asked as {id!r}, expected the id of a question. "
            "Run the cell with predict or vote first."
        )
    return Sentence(_asked[id]())
