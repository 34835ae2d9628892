"""Ask for help: three levels of hints, an easier version, the solution after you have tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursekit.exercises.panel import Panel
from coursekit.exercises.worked import BLANK, finished, with_blanks
from coursekit.lessons.catalogue import is_graded, with_answers
from coursekit.progress.diary import learners_diary
from coursekit.verbs.naming import by_name

if TYPE_CHECKING:
    from coursekit.show import Source

ENOUGH_ATTEMPTS = 2


@by_name
def hint(name: str) -> Panel:
    """A hint; each call opens one more of three levels.

    Parameters
    ----------
    name
        The name of the exercise, such as "softmax".

    Returns
    -------
    Panel
        All levels opened so far: a nudge, a pointer, nearly the solution.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Notes
    -----
    The opened levels are remembered from one session to the next. After a pass no further one is
    counted.
    Examples
    --------
    >>> hint("one_step").heading
    'one_step: hint 1 of 3'
    """
    exercise, diary = with_answers(name), learners_diary()
    opened = sum(entry.kind == "hint" for entry in diary.entries(name))
    if name in diary.passed():
        done = f'You have passed it. `solution("{name}")` shows another way to write it.'
        lines = [f"{i}. {text}" for i, text in enumerate(exercise.hints, 1)]
        return Panel(f"{name}: passed", [done, *lines])
    if opened < len(exercise.hints):
        diary.add(name, "hint")
        opened += 1
    more = f'`hint("{name}")` once more opens the next one.'
    last = f'That was the last one. `solution("{name}")` opens when you have tried.'
    said = [more if opened < len(exercise.hints) else last, diary.trouble()]
    lines = [f"{i}. {text}" for i, text in enumerate(exercise.hints[:opened], 1)]
    heading = f"{name}: hint {opened} of {len(exercise.hints)}"
    return Panel(heading, [*lines, *filter(None, said)])


@by_name
def solution(name: str) -> Source | Panel:
    """The source of the reference, after a pass or two different attempts.

    Parameters
    ----------
    name
        The name of the exercise, such as "softmax".

    Returns
    -------
    Source or Panel
        The highlighted source, or a panel that says what is still missing.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Notes
    -----
    Where the environment variable COURSEKIT_GRADED is set, as in a copy that will be graded, it
    stays closed.

    Examples
    --------
    >>> solution("one_step")
    one_step: the solution is closed
    It opens after a pass or two different attempts; so far there are 0. Try `hint("one_step")`.
    """
    from coursekit.show import show_source

    exercise, diary = with_answers(name), learners_diary()
    closed = f"{name}: the solution is closed"
    if is_graded():
        return Panel(closed, ["This copy will be graded. It stays closed here."])
    missing = _missing_attempts(name)
    if missing:
        return Panel(closed, [f'{missing} Try `hint("{name}")`.'])
    diary.add(name, "solution")
    return show_source(exercise.reference)


def _missing_attempts(name: str) -> str:
    """What is still to be done before somebody else's code is shown; empty if nothing is."""
    diary = learners_diary()
    tries = {entry.source for entry in diary.entries(name) if entry.kind == "attempt"}
    if name in diary.passed() or len(tries) >= ENOUGH_ATTEMPTS:
        return ""
    return f"It opens after a pass or two different attempts; so far there are {len(tries)}."


@by_name
def easier(name: str) -> Source | Panel:
    """The exercise made easier: with two blanks to fill, and after two attempts finished.

    Parameters
    ----------
    name
        The name of the exercise, such as "softmax".

    Returns
    -------
    Source or Panel
        Code to copy into the exercise's cell, or a panel that says why there is none.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Notes
    -----
    The version with blanks costs nothing: neither an attempt nor a hint is counted. The finished
    one opens with the second call when the solution would, too. Where the environment variable
    COURSEKIT_GRADED is set, as in a copy that will be graded, it stays closed.

    Examples
    --------
    >>> print(str(easier("dense_forward")).splitlines()[-1])
        return ____
    """
    from coursekit.show import Source

    worked = with_answers(name).easier
    if not worked:
        return Panel(f"{name}: no easier version", [f'It is short. Try `hint("{name}")`.'])
    diary = learners_diary()
    seen = any(entry.kind == "easier" for entry in diary.entries(name))
    diary.add(name, "easier")
    if not seen:
        told = (
            f"Fill in each {BLANK} and check. After two attempts easier({name!r}) shows the rest."
        )
        return Source(name, with_blanks(worked), told)
    closed = f"{name}: the finished version is closed"
    if is_graded():
        graded = "This copy will be graded. The version with blanks is as far as it goes."
        return Panel(closed, [graded])
    missing = _missing_attempts(name)
    if missing:
        return Panel(closed, [f"{missing} Fill in the blanks and check: that is an attempt."])
    return Source(name, finished(worked), "Finished, with a comment at each step.")
