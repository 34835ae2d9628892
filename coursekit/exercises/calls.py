"""What a property asked of an answer: each call, so that the one that broke it can be shown."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from coursekit.exercises.exercise import Answer, Broken, Property
from coursekit.exercises.outcome import Outcome, origin
from coursekit.exercises.stopping import TooLong, call_within
from coursekit.exercises.values import fitted

REMEMBERED = 50
"""Of more calls the first ones are forgotten."""


class Call(NamedTuple):
    """One use of the answer: what was called, its arguments as they came in, its value."""

    name: str
    arguments: dict[str, Any]
    value: Any


@dataclass
class Trial:
    """A property put to an answer: whether it holds, what went wrong, and the calls."""

    known: Property
    holds: bool = False
    broken: Broken | None = None
    outcome: Outcome | None = None
    calls: list[Call] = field(default_factory=list)


def put(known: Property, answer: Answer, like: Any = None, seconds: float | None = None) -> Trial:
    """Ask whether a property holds; an exception in it counts as no.

    The answer sees copies of arrays and lists: what it changes is judged by the probes. Its values
    come in the form of `like`, so that a list of numbers is as good as an array.
    """
    trial = Trial(known)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            asked = (
                _watched_class(answer, trial.calls)
                if isinstance(answer, type)
                else _watched(answer, like, trial.calls)
            )
            found = call_within(seconds, known.holds, asked) if seconds else known.holds(asked)
            trial.holds = bool(found)
            trial.broken = found if isinstance(found, Broken) else None
        except (Exception, SystemExit, TooLong) as error:
            trial.outcome = Outcome((), None, error, *origin(answer, error))
    return trial


def _watched(answer: Answer, like: Any, calls: list[Call]) -> Answer:
    """The answer, called on copies of arrays and lists, its calls written down."""

    def call(*args: Any, **kwargs: Any) -> Any:
        given = [_copy(value) for value in args]
        value = answer(*given, **{name: _copy(value) for name, value in kwargs.items()})
        value = fitted(value, like)
        _note(calls, answer, getattr(answer, "__name__", "it"), args, kwargs, value)
        return value

    return call


def _watched_class(answer: Any, calls: list[Call]) -> Answer:
    """A class like the answer whose public methods write down their calls from outside."""
    inside = [False]

    def watch(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: Any, *args: Any, **kwargs: Any) -> Any:
            if inside[0]:
                return method(self, *args, **kwargs)
            given, inside[0] = [_copy(value) for value in args], True
            try:
                value = method(self, *args, **kwargs)
            finally:
                inside[0] = False
            shown = answer.__name__ if name == "__init__" else name
            _note(calls, method, shown, (None, *given), kwargs, value)
            return value

        return call

    own = {
        name: watch(name, member)
        for owner in answer.__mro__[-2::-1]
        for name, member in vars(owner).items()
        if inspect.isfunction(member) and (name == "__init__" or not name.startswith("_"))
    }
    return type(answer.__name__, (answer,), own)


def _note(
    calls: list[Call], function: Any, name: str, args: Any, kwargs: dict[str, Any], value: Any
) -> None:
    """Write a call down under the names of its arguments, without self."""
    try:
        bound = inspect.signature(function).bind(*args, **kwargs).arguments
    except (TypeError, ValueError):
        bound = {f"argument {i + 1}": arg for i, arg in enumerate(args)}
    arguments = {n: _copy(v) for n, v in bound.items() if n != "self"}
    calls.append(Call(name, arguments, _copy(value)))
    del calls[:-REMEMBERED]


def _copy(value: Any) -> Any:
    """Arrays, lists and dictionaries anew; an object in them stays, it may have to be changed."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list):
        return [_copy(item) for item in value]
    if isinstance(value, dict):
        return {name: _copy(item) for name, item in value.items()}
    return value
