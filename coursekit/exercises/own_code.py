"""Whether an answer is somebody else's: the reference, or what coursekit has for the same task."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import partial
from types import CodeType, FrameType
from typing import Any, TypeAlias

from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.outcome import SECONDS, codes
from coursekit.exercises.stopping import call_within

Place: TypeAlias = tuple[str, int]
"""Where code was written: its file and first line. Every copy of the code says the same."""
THE_COURSE = "the course's own solution"


def borrowed(
    exercise: Exercise, answer: Answer, taken: Mapping[str, Any], passes: bool = True
) -> str:
    """Who does the work, if it is not the answer itself.

    Parameters
    ----------
    exercise
        What was asked for.
    answer
        A function or class.
    taken
        Functions and classes that do the same work, by what to call them. The reference and the
        other correct answers of the exercise count without being named.
    passes
        Whether the answer is otherwise right; only then it is watched while it runs.

    Returns
    -------
    str
        A sentence, empty if the answer does its work alone.

    Notes
    -----
    It is seen in what the answer is (under another name, wrapped, inherited from) and in what runs
    while it is tried on the probes. Whatever else it calls is free.

    Examples
    --------
    >>> double = Exercise("double(n)", "", lambda n: 2 * n, ((1,), (2,)), ())
    >>> borrowed(double, double.reference, {})
    "This is the course's own solution. Write the lines yourself, then check again."
    >>> borrowed(double, lambda n: n + n, {})
    ''
    """
    places = _places(exercise, taken)
    own = next((places[at] for at in map(_place, _all_codes(answer)) if at in places), "")
    if own:
        return f"This is {own}. Write the lines yourself, then check again."
    called = _called(exercise, answer, places) if passes else ""
    if not called:
        return ""
    return (
        f"The work is done by {called}, which your code calls. Write the lines that do it "
        "yourself; what else coursekit has you may use."
    )


def _places(exercise: Exercise, taken: Mapping[str, Any]) -> dict[Place, str]:
    """Where the code stands that is no answer, and what to call it."""
    course = (exercise.reference, *exercise.alternates, *(c.answer for c in exercise.conventions))
    known = [*((THE_COURSE, right) for right in course), *taken.items()]
    return {_place(code): words for words, owner in known for code in _codes(owner)}


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_firstlineno


def _codes(owner: Any) -> Iterator[CodeType]:
    """The code of a function or of a class's own methods, without what only checks arguments."""
    if not isinstance(owner, type):
        yield from codes(inspect.unwrap(owner))
        return
    for member in vars(owner).values():
        method = inspect.unwrap(getattr(member, "__func__", member))
        if inspect.isfunction(method):
            yield method.__code__


def _all_codes(answer: Any) -> Iterator[CodeType]:
    """The code of an answer under all its wrappers, and of the classes it is made from."""
    while True:
        for part in answer.__mro__[:-1] if isinstance(answer, type) else (answer,):
            yield from _codes(part)
        inner = answer.func if isinstance(answer, partial) else getattr(answer, "__func__", None)
        if inner is None:
            return
        answer = inner


def _called(exercise: Exercise, answer: Answer, places: Mapping[Place, str]) -> str:
    """What of it runs while the answer is tried on the probes, in whichever thread."""
    trial = exercise.trial or (lambda answer, *args: answer(*args))
    with _watching(exercise.name, places) as seen, suppress(BaseException):
        for probe in exercise.probes:
            call_within(SECONDS, trial, answer, *deepcopy(probe))
            if seen:
                break
    return seen[0] if seen else ""


@contextmanager
def _watching(name: str, places: Mapping[Place, str]) -> Iterator[list[str]]:
    """What is called in the threads that are begun meanwhile.

    An object that stands in for a function carries its name and counts only if that is this one.
    """
    seen: list[str] = []

    def look(frame: FrameType, event: str, _: Any) -> None:
        at = _place(frame.f_code)
        if event == "call" and at in places:
            stands_for = getattr(frame.f_locals.get("self"), "__name__", name)
            if stands_for == name:
                seen.append(places[at])

    before = threading.getprofile()
    threading.setprofile(look)
    try:
        yield seen
    finally:
        threading.setprofile(before)
