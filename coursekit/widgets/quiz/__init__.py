"""The course's questions and puzzles, kept here so that a lesson shows them without the answers."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from coursekit.widgets.matching import Match
from coursekit.widgets.ordering import Order
from coursekit.widgets.recalling import Recall
from coursekit.widgets.voting import Vote, opened


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
    asked: Recall | Order | Match = _entry("quiz", "QUIZ", name)()
    return asked


def vote(name: str) -> Vote:
    """Let a room, or one person alone, vote on a question of the course twice.

    Parameters
    ----------
    name : str
        The lesson's number, a dash and a letter, such as "03-a".

    Returns
    -------
    Vote
        Show it as the last expression of a cell; `answer(name, "b")` casts a vote by typing.
        `settle(name, ...)` after the deciding experiment closes it.

    Raises
    ------
    ValueError
        If no lesson has a vote of this name; the message lists the names of its lesson.

    References
    ----------
    Crouch and Mazur (2001), Peer Instruction: Ten years of experience and results, Am. J. Phys. 69.

    Examples
    --------
    >>> vote("01-b").votes
    []
    """
    return opened(_entry("vote", "VOTES", name))


def _entry(verb: str, table: str, name: str) -> Any:
    """What the table of a lesson's file holds under this name."""
    lessons = [module.name for module in iter_modules(__path__)]
    lesson = f"lesson_{name[:2]}"
    if lesson not in lessons:
        raise ValueError(
            f"{verb}: there is no {name!r}. Expected a name that begins with the number of one of "
            f"{', '.join(lessons)}."
        )
    entries = getattr(import_module(f"{__name__}.{lesson}"), table, {})
    if name not in entries:
        known = ", ".join(entries) or f"another lesson, this one has no {verb}"
        raise ValueError(f"{verb}: there is no {name!r}. Expected one of {known}.")
    return entries[name]
