"""Which exercise is meant, by its name or by a function of that name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from coursekit._checks import require_call, what
from coursekit.lessons.catalogue import with_answers

P = ParamSpec("P")
R = TypeVar("R")


def by_name(verb: Callable[P, R]) -> Callable[P, R]:
    """Let `verb` take its first argument, the name of an exercise, as a function as well."""

    @wraps(verb)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        require_call(verb, *args, **kwargs)
        given = signature(verb).bind(*args, **kwargs)
        given.arguments["name"] = exercise_name(verb.__name__, given.arguments["name"])
        return verb(*given.args, **given.kwargs)

    return call


def exercise_name(where: str, name: Any, argument: str = "name") -> str:
    """The name of an exercise, out of a text or of a function with that name.

    Parameters
    ----------
    where
        The verb that asks.
    name
        What came.
    argument
        What the verb calls it.

    Returns
    -------
    str
        The name; there is an exercise of it.

    Raises
    ------
    TypeError, ValueError
        If it is neither a text nor a function, or no exercise has this name.

    Examples
    --------
    >>> from coursekit import relu
    >>> exercise_name("hint", relu)
    'relu'
    """
    called = getattr(name, "__name__", name) if callable(name) else name
    if not isinstance(called, str):
        raise TypeError(
            f"{where}: {argument} is {what(name)}, expected the name of an exercise in quotes. "
            f'Try {where}("relu").'
        )
    try:
        with_answers(called)
    except ValueError as error:
        raise ValueError(f"{where}: {argument} is {what(name)}, {error}") from None
    return called
