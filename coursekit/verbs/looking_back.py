"""Look back: what is passed, tried and open, and what to repeat today."""

from __future__ import annotations

from coursekit.lessons import EVERY
from coursekit.lessons.catalogue import names_by_lesson
from coursekit.progress.view import ProgressView
from coursekit.verbs.asking import waiting


def progress() -> ProgressView:
    """Show what is passed, tried and open in each lesson, and what to repeat today.

    Returns
    -------
    ProgressView
        Show it as the last expression of a cell; `.refresh()`, `.export("file.json")` and
        `.reset()` do by typing what its buttons do.

    Notes
    -----
    Repeat an exercise 2 days after you passed it, then after 7 and after 21 days; a question that
    you missed, at once.

    References
    ----------
    Cepeda, Pashler, Vul, Wixted and Rohrer (2006), Distributed Practice in Verbal Recall Tasks,
    Psychological Bulletin 132.

    Examples
    --------
    >>> progress()
    Nothing tried yet. A check that passes fills a part of its lesson's bar.
    """
    titles = {lesson.number: lesson.topic for lesson in EVERY}
    return ProgressView(names_by_lesson(), titles, waiting)
