"""The learner's verbs: check an answer, and use it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from coursekit.exercises.catalogue import EXERCISES, LESSONS
from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.feedback import feedback
from coursekit.exercises.result import CheckResult

_passed: dict[str, Answer] = {}


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
        raise ValueError(f"check: there is no exercise called {name!r}. {hint}")
    return EXERCISES[name]


def check(fn: Callable[..., Any], points: float | None = None) -> CheckResult:
    """Try a learner's function on the exercise of the same name.

    Parameters
    ----------
    fn
        The function itself, without brackets: `check(relu)`. Its name picks the exercise.
    points
        The mark of a passing answer; None means 1.0.

    Returns
    -------
    CheckResult
        A float: `points` after a pass, else 0.0. It has `.passed`, `.attempted`, `.hint` and
        `.mistake`, and is shown as a panel in a notebook.

    Raises
    ------
    TypeError
        If fn is not a function.
    ValueError
        If no exercise has the function's name.

    Notes
    -----
    The answer passes when it does what the reference does on every probe: same numbers (up to
    rounding), same shapes, no warning, no changed argument. Otherwise the first of these is said:
    an exception, a wrong type or shape, a known misconception, a counter-example.

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
    if told.status == "passed":
        _passed[exercise.name] = fn
    return CheckResult(exercise, told, 1.0 if points is None else points, _progress(exercise))


def _progress(exercise: Exercise) -> str:
    """How many exercises of the same lesson are passed."""
    names = next([e.name for e in group] for group in LESSONS.values() if exercise in group)
    return f"{sum(name in _passed for name in names)} of {len(names)} in this lesson."


class Yours:
    """A function together with the sentence that says whose it is; call it like the function.

    Parameters
    ----------
    name
        The exercise's name, such as "softmax".
    function
        The learner's function or the reference.
    source
        The sentence.
    """

    def __init__(self, name: str, function: Answer, source: str) -> None:
        self.__name__ = name
        self.function = function
        self.source = source

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def __repr__(self) -> str:
        return self.source


def yours(name: str) -> Yours:
    """The learner's own function where it has passed, else the reference.

    Parameters
    ----------
    name
        The name of the exercise, such as "accuracy".

    Returns
    -------
    Yours
        A callable; `.source` is a sentence that says whose code it is, and is what a notebook
        shows.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Examples
    --------
    >>> yours("one_step")
    one_step: the reference stands in until yours passes its check.
    >>> yours("one_step")(1.0, 2.0, 6.0, 0.1)
    2.6
    """
    exercise = find(name)
    if name in _passed:
        return Yours(name, _passed[name], f"{name}: this is your own code.")
    stand_in = f"{name}: the reference stands in until yours passes its check."
    return Yours(name, exercise.reference, stand_in)
