"""Ask for help: three levels of hints, an easier version, the solution after you have tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursekit.exercises.panel import Panel
from coursekit.exercises.worked import BLANK, finished, with_blanks
from coursekit.lessons.catalogue import entry, is_graded
from coursekit.progress.diary import learners_diary

if TYPE_CHECKING:
    from coursekit.show import Source

ENOUGH_ATTEMPTS = 2


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
    The opened levels are remembered from one session to the next.

    Examples
    --------
    >>> hint("one_step").heading
    'one_step: hint 1 of 3'
    """
    exercise, diary = entry(name), learners_diary()
    opened = sum(line.kind == "hint" for line in diary.entries(name))
    if opened < len(exercise.hints):
        diary.add(name, "hint")
        opened += 1
    more = f'`hint("{name}")` once more opens the next one.'
    last = f'That was the last one. `solution("{name}")` opens when you have tried.'
    said = [more if opened < len(exercise.hints) else last, diary.trouble()]
    lines = [f"{i}. {text}" for i, text in enumerate(exercise.hints[:opened], 1)]
    heading = f"{name}: hint {opened} of {len(exercise.hints)}"
    return Panel(heading, [*lines, *filter(None, said)])


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

    exercise, diary = entry(name), learners_diary()
    closed = f"{name}: the solution is closed"
    if is_graded():
        return Panel(closed, ["This copy will be graded. It stays closed here."])
    tries = {line.source for line in diary.entries(name) if line.kind == "attempt"}
    if name not in diary.passed() and len(tries) < ENOUGH_ATTEMPTS:
        missing = f"It opens after a pass or two different attempts; so far there are {len(tries)}."
        return Panel(closed, [f'{missing} Try `hint("{name}")`.'])
    diary.add(name, "solution")
    return show_source(exercise.reference)


def easier(name: str) -> Source | Panel:
    """The exercise made easier: first with two blanks to fill, then finished and explained.

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
    It costs nothing: neither an attempt nor a hint is counted. Where the environment variable
    COURSEKIT_GRADED is set, as in a copy that will be graded, the finished version stays closed.

    Examples
    --------
    >>> print(str(easier("dense_forward")).splitlines()[-1])
        return ____
    """
    from coursekit.show import Source

    worked = entry(name).easier
    if not worked:
        return Panel(f"{name}: no easier version", [f'It is short. Try `hint("{name}")`.'])
    diary = learners_diary()
    seen = any(line.kind == "easier" for line in diary.entries(name))
    diary.add(name, "easier")
    if not seen:
        told = f"Fill in each {BLANK}. easier({name!r}) once more shows it finished."
        return Source(name, with_blanks(worked), told)
    if is_graded():
        told = f"{name}: the finished version is closed"
        return Panel(
            told, ["This copy will be graded. The version with blanks is as far as it goes."]
        )
    return Source(name, finished(worked), "Finished, with a comment at each step.")
