"""The course's questions and puzzles, kept here so that a lesson shows them without the answers."""

from __future__ import annotations

import time
from typing import Any

from coursekit._check_texts import require_text
from coursekit.interactive.display import Sentence
from coursekit.lessons import catalogue
from coursekit.progress.diary import learners_diary
from coursekit.progress.spacing import due
from coursekit.questions.matching import Match
from coursekit.questions.ordering import Order
from coursekit.questions.predicting import Prediction
from coursekit.questions.recalling import Question, Recall
from coursekit.questions.voting import Vote, opened

WARMUP = "warmup"
MOST_BACK, MOST_REPEATED = 2, 5


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

    Notes
    -----
    After a warm-up's own questions come up to two of earlier lessons: those that were missed the
    last time, then those answered 2, 7 or 21 days ago. Where no progress is kept there are none.

    References
    ----------
    Roediger and Karpicke (2006), Test-Enhanced Learning, Psychological Science 17.

    Examples
    --------
    >>> quiz("00.2").score
    0
    """
    asked: Recall | Order | Match = _entry("quiz", "QUIZ", name)()
    if isinstance(asked, Recall):
        lesson, _, word = name.partition(".")
        back = waiting(before=lesson)[:MOST_BACK] if word == WARMUP else []
        asked = Recall(asked.questions, back)
        asked.open()
    return asked


def repeat() -> Recall | Sentence:
    """Ask again what is due today.

    Returns
    -------
    Recall or Sentence
        Up to five questions of earlier warm-ups, or a sentence when none is due.

    Notes
    -----
    A missed question is due at once, a right one after 2 days, then after 7, then after 21.

    Examples
    --------
    >>> repeat()
    No question is due today.
    """
    back = waiting()[:MOST_REPEATED]
    return Recall(back) if back else Sentence("No question is due today.")


def waiting(before: str = "99") -> list[Question]:
    """The warm-up questions of the lessons before this one that are due now.

    Parameters
    ----------
    before : str
        The number of a lesson, such as "06".

    Returns
    -------
    list of Question
        The missed ones first; none where no progress is kept.

    Examples
    --------
    >>> waiting()
    []
    """
    diary = learners_diary()
    if diary.path is None:
        return []
    names = due(diary, time.time(), success="right", failure="missed")
    asked = {lesson: _warmup(lesson) for lesson in {name[:2] for name in names} if lesson < before}
    known = {question.id: question for questions in asked.values() for question in questions}
    return [known[name] for name in names if name in known]


def _warmup(lesson: str) -> tuple[Question, ...]:
    """The questions of a lesson's warm-up, none if it has no such thing."""
    try:
        asked: Recall = _entry("quiz", "QUIZ", f"{lesson}.{WARMUP}")()
    except ValueError:
        return ()
    return asked.questions


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


def predict(name: str) -> Prediction:
    """Ask for a guess before something is run.

    Parameters
    ----------
    name : str
        The lesson's number and that of the prediction, such as "02.1".

    Returns
    -------
    Prediction
        Radio buttons; show it as the last expression of a cell. `answer(name, "b")` does the same
        by typing. `settle(name)` after the run sets the guess beside what is seen.

    Raises
    ------
    ValueError
        If no lesson has a prediction of this name; the message lists the names of its lesson.

    Examples
    --------
    >>> predict("02.4").question
    '300 untrained networks look at handwritten digits. On average they get right ...'
    """
    return Prediction(_entry("predict", "PREDICTIONS", name))


def _entry(verb: str, table: str, name: str) -> Any:
    """What the table of a lesson's file holds under this name."""
    require_text(verb, "name", name)
    try:
        entries = getattr(catalogue.questions(name[:2]), table, {})
    except ValueError as error:
        raise ValueError(f"{verb}: the name fits none, there is no {name!r}. {error}") from None
    if name not in entries:
        known = ", ".join(entries) or f"another lesson, this one has no {verb}"
        raise ValueError(
            f"{verb}: the name fits none, there is no {name!r}. Expected one of {known}."
        )
    return entries[name]
