"""Use your own answer in the rest of the course."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.judging import judge_text
from coursekit.exercises.outcome import SECONDS
from coursekit.exercises.printed import caught
from coursekit.exercises.stopping import TooLong, call_within
from coursekit.lessons.catalogue import is_graded, with_answers
from coursekit.lessons.twins import twins
from coursekit.progress.diary import learners_diary
from coursekit.verbs.kept import compiled, session
from coursekit.verbs.naming import by_name


class Yours:
    """A function together with the sentence that says whose it is; call it like the function.

    Parameters
    ----------
    name
        The name of the exercise.
    function
        The function or class itself.
    source
        The sentence.

    Examples
    --------
    >>> Yours("one_step", max, "one_step: this is your own code.")
    one_step: this is your own code.
    """

    def __init__(self, name: str, function: Answer, source: str) -> None:
        self.__name__ = name
        self.function = function
        self.source = source

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def __repr__(self) -> str:
        return self.source


@by_name
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

    Notes
    -----
    An answer that passed in an earlier session is compiled again from its text and checked once
    more before it is handed out, both under the limits of `check`. Text in a file that belongs
    to somebody else is not run. Where this copy will be graded the reference gives its values to
    the cells around an exercise, and its code to nobody; an answer that calls it does not pass.

    Examples
    --------
    >>> yours("one_step")
    one_step: the reference stands in until yours passes its check.
    >>> yours("one_step")(1.0, 2.0, 6.0, 0.1)
    2.6
    """
    exercise, diary = with_answers(name), learners_diary()
    if name in session:
        return Yours(name, session[name], f"{name}: this is your own code.")
    texts = [entry.source for entry in diary.entries(name) if entry.kind == "pass"]
    if not texts:
        why = f"the reference stands in until yours passes its check. {diary.trouble()}"
        return Yours(name, _stand_in(exercise), f"{name}: {why.strip()}")
    earlier = _revived(name, texts[-1])
    if earlier is None:
        lost = (
            f"{name}: you passed it in an earlier session, but that code does not run on its own. "
            "The reference stands in; run your cell and its check again."
        )
        return Yours(name, _stand_in(exercise), lost)
    return Yours(name, earlier, f"{name}: this is your own code from an earlier session.")


def _stand_in(exercise: Exercise) -> Answer:
    """The reference; where this copy will be graded, something that gives its values alone."""
    if not is_graded():
        return exercise.reference

    def values(*args: Any, **kwargs: Any) -> Any:
        return exercise.reference(*args, **kwargs)

    return values


def taken(name: str) -> dict[str, Any]:
    """What does the work of this exercise and is no answer to it, by what to call it.

    Parameters
    ----------
    name
        The name of the exercise.

    Returns
    -------
    dict
        What coursekit has for it, and `yours(name)` itself.

    Examples
    --------
    >>> list(taken("relu"))
    ["coursekit's own `relu`", "coursekit's own `ReLU`", "`yours('relu')`"]
    """
    return {**twins(name), f"`yours({name!r})`": Yours.__call__}


@cache
def _revived(name: str, text: str) -> Answer | None:
    """The answer of an earlier session, if it compiles and still passes, each within its time."""
    make = partial(compiled, name, text)
    verdict = judge_text(with_answers(name), make, taken(name))
    if verdict.feedback.status != "passed":
        return None
    with caught():
        try:
            answer: Answer | None = call_within(SECONDS, make)
        except TooLong:
            return None
    return answer
