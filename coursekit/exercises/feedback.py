"""From outcomes to one piece of advice: the first thing that is worth saying, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception
from coursekit.exercises.outcome import Outcome, close, run

Status = Literal["passed", "not attempted", "not yet"]
Rows = tuple[tuple[str, str], ...]

LOOK_AT = {
    "NameError": "Is that name spelled as in the line with def?",
    "UnboundLocalError": "Is that name given a value before it is used?",
    "TypeError": "Print the type of each part of that line.",
    "ValueError": "Print the shape of each part of that line.",
    "IndexError": "Print the shape of what is indexed, and the index.",
    "AttributeError": "Print the type of what stands before the dot.",
    "ZeroDivisionError": "Print what that line divides by.",
    "RecursionError": "The function calls itself without an end.",
}


BLANK_HINT = "Put your own lines where the ... stands, then check again."


def _blank() -> None: ...


@dataclass(frozen=True)
class Feedback:
    """What a learner is told about one try."""

    status: Status
    hint: str = ""
    rows: Rows = ()
    mistake: str = ""


def feedback(exercise: Exercise, answer: Answer) -> Feedback:
    """Try the answer on every probe and choose what to say."""
    yours = [run(answer, probe) for probe in exercise.probes]
    if all(_untouched(answer, outcome) for outcome in yours):
        return Feedback("not attempted", BLANK_HINT)
    expected = [run(exercise.reference, probe) for probe in exercise.probes]
    wrong = [(y, e) for y, e in zip(yours, expected, strict=True) if not y.agrees(e)]
    if not wrong:
        return Feedback("passed")
    known = _recognize(exercise, yours)
    hint, rows = _advice(exercise, wrong, known)
    return Feedback("not yet", hint, rows, known.name if known else "")


def _untouched(answer: Answer, outcome: Outcome) -> bool:
    """A body of `...` (it compiles to as little as ours), or a NotImplementedError."""
    code = getattr(answer, "__code__", _blank.__code__)
    as_short = len(code.co_code) <= len(_blank.__code__.co_code)
    nothing = outcome.value is None and outcome.error is None
    return isinstance(outcome.error, NotImplementedError) or (nothing and as_short)


def _recognize(exercise: Exercise, yours: list[Outcome]) -> Misconception | None:
    """The known wrong answer that behaves as this one does on every probe."""
    for known in exercise.misconceptions:
        if all(outcome.agrees(run(known.wrong, outcome.inputs)) for outcome in yours):
            return known
    return None


def _advice(
    exercise: Exercise, wrong: list[tuple[Outcome, Outcome]], known: Misconception | None
) -> tuple[str, Rows]:
    """Exception, then type and shape, then the known mistake, then a counter-example."""
    more = f" {known.hint}" if known else ""
    for yours, _ in wrong:
        if yours.error:
            shown = ("input", _input(exercise, yours))
            return _raised(exercise, yours, yours.error) + more, (shown,)
    for yours, expected in wrong:
        shown = ("input", _input(exercise, yours))
        if yours.kind != expected.kind:
            kinds = (("yours", yours.kind), ("expected", expected.kind))
            return _wrong_kind(yours) + more, (shown, *kinds)
    if known:
        return known.hint, ()
    return _counter_example(exercise, *wrong[0])


def _raised(exercise: Exercise, outcome: Outcome, error: Exception) -> str:
    """Where it stopped and what to look at."""
    name = type(error).__name__
    what = f"{name}: {error}".rstrip(": ").rstrip(".")
    if not outcome.line:
        return (
            f"It could not be called as {exercise.signature}. Python says {what}. "
            "Compare that with your line with def."
        )
    look = LOOK_AT.get(name, "Print what that line works with.")
    return f"Your line `{outcome.line}` stopped with {what}. {look}"


def _wrong_kind(outcome: Outcome) -> str:
    """A sentence on a value of another type or shape."""
    if outcome.value is None:
        return "Your function returns nothing. Is there a line with return?"
    return "Your answer has another type or shape than the one asked for."


def _counter_example(exercise: Exercise, yours: Outcome, expected: Outcome) -> tuple[str, Rows]:
    """One small input with both answers; right numbers with a side effect are named as such."""
    shown = ("input", _input(exercise, yours))
    if not close(yours.value, expected.value):
        both = (("yours", show(yours.value)), ("expected", show(expected.value)))
        return "Work this small case out by hand and compare.", (shown, *both)
    if yours.changed is not None:
        name = exercise.arguments[yours.changed]
        return f"The numbers are right, but {name} itself was changed.", (shown,)
    warned = f"The numbers are right, but NumPy warned: {yours.warning}."
    return f"{warned} What does that line receive here?", (shown,)


def _input(exercise: Exercise, outcome: Outcome) -> str:
    """The arguments by name."""
    pairs = zip(exercise.arguments, outcome.inputs, strict=False)
    return "\n".join(show(value, f"{name} = ") for name, value in pairs)


def show(value: Any, prefix: str = "") -> str:
    """A value as a learner would type it, with at most 5 digits; a long one is indented."""
    if isinstance(value, np.ndarray):
        style: dict[str, Any] = {"precision": 4, "separator": ", ", "threshold": 60}
        return prefix + np.array2string(value, prefix=prefix, **style)
    return prefix + (f"{value:.5g}" if isinstance(value, float | np.floating) else str(value))
