"""Check an answer to an exercise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coursekit._checks import require_nonnegative, what
from coursekit.exercises.judging import judge
from coursekit.exercises.result import CheckResult
from coursekit.lessons.catalogue import exercise_names, lesson_of, with_answers
from coursekit.progress.diary import learners_diary
from coursekit.verbs.answers import taken
from coursekit.verbs.kept import same_text, session, text_of


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
    counter-example. A call is stopped after three seconds. What the answer prints is shown with
    the result. On Linux all of it happens in a copy of this process, so that not even a crash
    harms the notebook.

    Examples
    --------
    >>> def count_params(sizes): ...
    >>> print(check(count_params))
    ○ count_params: not attempted
    Put your own lines where the ... stands, then check again.
    """
    exercise = with_answers(_asked(fn))
    if points is not None:
        require_nonnegative("check", "points", points)
    verdict = judge(exercise, fn, taken(exercise.name))
    told = verdict.feedback
    diary = learners_diary()
    if told.status == "passed":
        session[exercise.name] = fn
        diary.add(exercise.name, "pass", text_of(fn))
    elif told.status == "not yet":
        diary.add(exercise.name, "attempt", same_text(fn), told.misconception)
    mark = 1.0 if points is None else points
    so_far = _so_far(exercise.name)
    return CheckResult(exercise, told, mark, so_far, diary.trouble(), verdict.printed)


def _asked(fn: Any) -> str:
    """The exercise that a function or class answers, by its name."""
    if isinstance(fn, str):
        raise TypeError(
            f"check: fn is {what(fn)}, expected the function itself. Write def {fn}(…) and leave "
            f"the quotes away: check({fn})."
        )
    if not callable(fn):
        raise TypeError(
            f"check: fn is {what(fn)}, expected a function. Leave the brackets away: "
            "check(relu), not check(relu(z))."
        )
    name = getattr(fn, "__name__", type(fn).__name__)
    try:
        return with_answers(name).name
    except ValueError as error:
        raise ValueError(
            f"check: fn is called {name}; {error} Its name picks the exercise: write def and the "
            "name in the task, as in def relu(z), without a wrapper around it."
        ) from None


def _so_far(name: str) -> str:
    """How many exercises of the same lesson are passed."""
    lesson, passed = lesson_of(name), learners_diary().passed()
    names = exercise_names(lesson)
    so_far = sum(name in passed for name in names)
    return f"{so_far} of {len(names)} tasks of lesson {lesson.number}."
