"""When to come back to something: two days later, then seven, then twenty-one."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from coursekit.progress.diary import Diary, Entry

DAYS = (2, 7, 21)
"""How long to wait after the first, the second and the third success."""
DAY = 86_400.0


def due_at(results: Iterable[tuple[float, bool]]) -> float:
    """When something that was tried at these times should be tried again.

    Parameters
    ----------
    results
        The time of each try in seconds and whether it succeeded, the oldest first.

    Returns
    -------
    float
        The time in seconds; infinity before the first try and after the last repetition.

    Notes
    -----
    A miss begins anew and is due at once. A success before its time changes nothing: to run a
    notebook twice is no repetition.

    References
    ----------
    Cepeda, Pashler, Vul, Wixted and Rohrer (2006), Distributed Practice in Verbal Recall Tasks,
    Psychological Bulletin 132.

    Examples
    --------
    >>> [due_at([(0, True)]) / DAY, due_at([(0, True), (3 * DAY, True)]) / DAY]
    [2.0, 10.0]
    >>> due_at([(0, True), (3 * DAY, False)]) / DAY
    3.0
    """
    step, when = 0, -inf
    for at, success in results:
        if not success:
            step, when = 0, at
        elif at >= when:
            when = at + DAYS[step] * DAY if step < len(DAYS) else inf
            step += 1
    return inf if when == -inf else when


def due(diary: Diary, now: float, success: str, failure: str = "") -> list[str]:
    """What is due, the missed ones first, then the one that has waited longest.

    Parameters
    ----------
    diary
        Where the tries are written down.
    now
        The time in seconds since 1970.
    success, failure
        The kinds of lines that count: "right" and "missed" for questions, "pass" for exercises.

    Returns
    -------
    list of str
        The names of the exercises or questions.

    Examples
    --------
    >>> diary = Diary(None)
    >>> diary.add("01.r2", "missed")
    >>> due(diary, now=diary.entries()[0].at, success="right", failure="missed")
    ['01.r2']
    """
    tried: dict[str, list[Entry]] = {}
    for entry in diary.entries():
        if entry.kind in (success, failure):
            tried.setdefault(entry.exercise, []).append(entry)
    waiting = [
        (entries[-1].kind == success, due_at((e.at, e.kind == success) for e in entries), name)
        for name, entries in tried.items()
    ]
    return [name for _, when, name in sorted(waiting) if when <= now]
