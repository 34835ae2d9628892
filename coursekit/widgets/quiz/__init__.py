"""The course's questions and puzzles, kept here so that a lesson shows them without the answers."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from coursekit.widgets.matching import Match
from coursekit.widgets.ordering import Order
from coursekit.widgets.recalling import Recall


def quiz(name: str) -> Recall | Order | Match:
    """Ask the questions, or set the puzzle, of this name.

    Parameters
    ----------
    name : str
        The lesson's number and a word, such as "03.warmup".

    Returns
    -------
    Recall, Order or Match
        Show it as the last expression of a cell.

    Raises
    ------
    ValueError
        If no lesson has a quiz of this name; the message lists the names of its lesson.

    References
    ----------
    Roediger and Karpicke (2006), Test-Enhanced Learning, Psychological Science 17.

    Examples
    --------
    >>> quiz("00.2").score
    0
    """
    lessons = [module.name for module in iter_modules(__path__)]
    lesson = f"lesson_{name.partition('.')[0]}"
    if lesson not in lessons:
        raise ValueError(
            f"quiz: there is no {name!r}. Expected the number of one of "
            f"{', '.join(lessons)}, a dot and a word, such as '03.warmup'."
        )
    entries = import_module(f"{__name__}.{lesson}").QUIZ
    if name not in entries:
        raise ValueError(f"quiz: there is no {name!r}. Expected one of {', '.join(entries)}.")
    return entries[name]()
