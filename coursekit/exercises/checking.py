"""Find an exercise and check an answer to it."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from coursekit.exercises.catalogue import EXERCISES, LESSONS
from coursekit.exercises.diary import progress
from coursekit.exercises.exercise import Exercise
from coursekit.exercises.feedback import feedback
from coursekit.exercises.kept import same_text, session, text_of
from coursekit.exercises.result import CheckResult


def find(name: str) -> Exercise:
    """The exercise of this name.

    Parameters
    ----------
    name
        The name of the function to write, such as "softmax".

    Returns
    -------
    Exercise
        The entry of the catalogue.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Examples
    --------
    >>> find("relu").signature
    'relu(z)'
    """
    if name not in EXERCISES:
        close = get_close_matches(name, EXERCISES, n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Expected one of {', '.join(EXERCISES)}."
        raise ValueError(f"There is no exercise called {name!r}. {hint}")
    return EXERCISES[name]


def check(fn: Callable[..., Any], points: float | None = None) -> CheckResult:
    """Try a learner's function or class on the exercise of the same name.

    Parameters
    ----------
    fn
        The function or class itself, without brackets: `check(relu)`. Its name picks the
        exercise.
    points
        The mark of a passing answer; None means 1.0.

    Returns
    -------
    CheckResult
        A float: `points` after a pass, else 0.0. It has `.passed`, `.attempted`, `.hint` and
        `.misconception`, and is shown as a panel in a notebook.

    Raises
    ------
    TypeError
        If fn is neither a function nor a class.
    ValueError
        If no exercise has the function's name.

    Notes
    -----
    The answer passes when it does what the reference does on every probe (same numbers up to
    rounding, same shapes, no warning, no changed argument, the same answer when asked twice) and
    every property of the exercise holds. Otherwise the first of these is said: an exception or an
    endless loop, a wrong type or shape, a known misconception, a broken property, a
    counter-example. A call is stopped after three seconds; only one that hangs inside a single
    NumPy operation cannot be.

    Examples
    --------
    >>> def count_params(sizes): ...
    >>> print(check(count_params))
    ○ count_params: not attempted
    Put your own lines where the ... stands, then check again.
    """
    if not callable(fn):
        raise TypeError(
            f"check: got a {type(fn).__name__}, expected a function. Leave the brackets away: "
            "check(relu), not check(relu(z))."
        )
    exercise = find(getattr(fn, "__name__", type(fn).__name__))
    told = feedback(exercise, fn)
    diary = progress()
    if told.status == "passed":
        session[exercise.name] = fn
        diary.add(exercise.name, "pass", text_of(fn))
    elif told.status == "not yet":
        diary.add(exercise.name, "attempt", same_text(fn), told.misconception)
    mark = 1.0 if points is None else points
    return CheckResult(exercise, told, mark, _so_far(exercise), diary.trouble())


def _so_far(exercise: Exercise) -> str:
    """How many exercises of the same lesson are passed."""
    names = next([e.name for e in group] for group in LESSONS.values() if exercise in group)
    passed = progress().passed()
    return f"{sum(name in passed for name in names)} of {len(names)} in this lesson."
