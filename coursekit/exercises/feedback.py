"""From outcomes to one piece of advice: the first thing that is worth saying, and nothing else.

A hint is given only where this answer shows its fault, and the input under it is one on which it
does; otherwise the smallest counter-example speaks alone.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from coursekit._source import body_of
from coursekit.exercises.calls import Call, Trial, put
from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.outcome import SECONDS, Outcome, codes, try_out
from coursekit.exercises.recognition import convention, recognize, smallest
from coursekit.exercises.slips import slip
from coursekit.exercises.slips_in_values import slip_in_values
from coursekit.exercises.stopping import TooLong
from coursekit.exercises.values import alike, close, fitted, form, show

Status: TypeAlias = Literal["passed", "not attempted", "not yet"]
Rows: TypeAlias = tuple[tuple[str, str], ...]
Same: TypeAlias = Callable[[Any, Any], bool]

LOOK_AT = {
    "NameError": "Is that name spelled as where it got its value? (= gives one, == compares.)",
    "UnboundLocalError": "Is that name given a value before it is used?",
    "TypeError": "Print the type of each part of that line.",
    "ValueError": "Print the shape of each part of that line.",
    "IndexError": "Print the shape or the length of what is indexed, and the index.",
    "AttributeError": "Print the type of what stands before the dot.",
    "ZeroDivisionError": "Print what that line divides by.",
    "RecursionError": "The function calls itself without an end.",
    "SystemExit": "A function hands its answer back with return; exit ends the program.",
}
UNEQUAL = re.compile(r"matmul: .*\(size (\d+) is different from (\d+)\)")
"""How NumPy says that the rows on the left of @ are not as long as the columns on the right."""

NOT_WRITTEN = "Which line writes that to self, and has it run by then?"
BLANK_HINT = "Put your own lines where the ... stands, then check again."
EMPTY_HINT = "An empty body does nothing: put your own lines there, then check again."
GIVEN_HINT = "These are the lines that were given. Find the fault, mend it, then check again."
TWICE = (
    "Called twice with the same input, it gave two different answers. What stays behind from one "
    "call to the next?"
)
RETURNS_NOTHING = (
    "Your function returns nothing here. Is there a line with return? Does it hand on a value in "
    "this case, too?"
)
BY_HAND = "Work this small case out by hand and compare."
WRAP = "You return a list; np.array(…) around it makes the array that later cells expect."
WRAP_EACH = "You return lists in a list; np.array(…) around each of them makes the arrays expected."


def _dots() -> None: ...


def _refuses() -> None:
    raise NotImplementedError


def _refuses_in_words() -> None:
    raise NotImplementedError("…")


UNTOUCHED = {f.__code__.co_code[::2] for f in (_dots, _refuses, _refuses_in_words)}
"""The instructions of a body that nobody has written yet."""


@dataclass(frozen=True)
class Feedback:
    """What a learner is told about one try; a note goes with a pass."""

    status: Status
    hint: str = ""
    rows: Rows = ()
    misconception: str | None = None
    note: str = ""


def feedback(exercise: Exercise, answer: Answer) -> Feedback:
    """Try the answer on every probe and choose what to say."""
    yours = try_out(exercise, answer, SECONDS)
    if all(_untouched(exercise, answer, outcome) for outcome in yours):
        return Feedback("not attempted", BLANK_HINT)
    if exercise.given and body_of(answer) == body_of(exercise.given):
        return Feedback("not attempted", GIVEN_HINT)
    unwritten = exercise.of_class and _unwritten(answer, exercise.reference)
    if unwritten:
        return Feedback("not yet", f"Still to be written: {unwritten}. {EMPTY_HINT}")
    return _judge(exercise, answer, yours, try_out(exercise, exercise.reference))


def _judge(
    exercise: Exercise, answer: Answer, yours: list[Outcome], expected: list[Outcome]
) -> Feedback:
    """The verdict on an answer that somebody has written."""
    wrong = _wrong(exercise, yours, expected)
    other = convention(exercise, yours) if wrong else None
    wrong = [] if other else wrong
    broken = None if wrong else _broken(exercise, answer, expected[0].value)
    if not wrong and not broken and yours[0].agrees(yours[-1]):
        return Feedback("passed", note=other.note if other else _note(yours, expected))
    return _explain(exercise, answer, yours, expected, wrong, broken)


def _explain(
    exercise: Exercise,
    answer: Answer,
    yours: list[Outcome],
    expected: list[Outcome],
    wrong: list[int],
    broken: Trial | None,
) -> Feedback:
    """What to say about an answer that is wrong on these probes or breaks this property."""
    known, found = recognize(exercise, yours, expected), slip(exercise, answer, yours)
    if known and broken:
        broken = _broken(exercise, answer, expected[0].value, known.misconception.wrong)
    raised = next((i for i in wrong if yours[i].error), None)
    at = known.shown if known else smallest(yours, wrong) if wrong else None
    at = raised if found and not known and raised is not None else at
    rows = _asked(broken) or (() if at is None else _rows(exercise, yours[at], expected[at]))
    if found or known:
        where = _stopped(exercise, yours[at]) if at is not None and yours[at].error else ""
        told = (found or where, known.misconception.hint if known else "")
        name = known.misconception.name if known else None
        return Feedback("not yet", " ".join(filter(None, told)), rows, name)
    if raised is not None:
        return Feedback("not yet", *_raised(exercise, yours[raised]))
    said, places = slip_in_values(yours, expected) if exercise.compare else ("", [])
    if said:
        at = smallest(yours, places)
        return Feedback("not yet", said, _rows(exercise, yours[at], expected[at]))
    strange = [i for i in wrong if not yours[i].fits(expected[i])]
    if strange and not exercise.compare and isinstance(expected[0].value, list | tuple):
        broken = _broken(exercise, answer, expected[0].value)
    if strange and (broken is None or broken.outcome):
        return Feedback("not yet", *_wrong_kind(exercise, yours[strange[0]], expected[strange[0]]))
    if not yours[0].agrees(yours[-1]):
        return Feedback("not yet", TWICE, (("input", _input(exercise, yours[0])),))
    broken = broken or (None if exercise.of_class else _broken(exercise, answer, expected[0].value))
    if broken:
        return Feedback("not yet", *_property(exercise, broken))
    assert at is not None
    return Feedback("not yet", _counter_example(exercise, yours[at], expected[at]), rows)


def _wrong(exercise: Exercise, yours: list[Outcome], expected: list[Outcome]) -> list[int]:
    """The places of the probes on which the answer behaves otherwise than the reference.

    A random function may draw other numbers.
    """
    pairs = enumerate(zip(yours, expected, strict=False))
    return [i for i, (a, b) in pairs if not a.agrees(b, exercise.compare, exercise.silent)]


def _note(yours: list[Outcome], expected: list[Outcome]) -> str:
    """A word on a right answer that came as a list."""
    pairs = zip(yours, expected, strict=True)
    if all(alike(a.value, b.value) for a, b in pairs):
        return ""
    return WRAP_EACH if isinstance(expected[0].value, list) else WRAP


def _untouched(exercise: Exercise, answer: Answer, outcome: Outcome) -> bool:
    """Bodies of `...` (they compile to the same instructions as ours), or a NotImplementedError.

    A trial has something to tell of a function that returns nothing.
    """
    blank = all(code.co_code[::2] in UNTOUCHED for code in codes(answer))
    if isinstance(answer, type):
        return blank
    nothing = outcome.error is None and (outcome.value is None or exercise.trial is not None)
    return isinstance(outcome.error, NotImplementedError) or (nothing and blank)


def _unwritten(answer: Answer, reference: Answer) -> str:
    """The methods of a class that are still as they were handed out."""
    done = {code.co_name for code in codes(reference) if code.co_code[::2] not in UNTOUCHED}
    blank = [code.co_name for code in codes(answer) if code.co_code[::2] in UNTOUCHED]
    return ", ".join(name for name in blank if name in done)


def _broken(
    exercise: Exercise, answer: Answer, like: Any, also: Answer | None = None
) -> Trial | None:
    """The first property that does not hold, of those that another answer breaks as well."""
    for known in exercise.properties:
        trial = put(known, answer, like, SECONDS)
        if not trial.holds and not (also and put(known, also, like, SECONDS).holds):
            return trial
    return None


def _property(exercise: Exercise, trial: Trial) -> tuple[str, Rows]:
    """A property's hint above the calls that break it, or where an exception came up in them."""
    if trial.outcome and (trial.outcome.where or isinstance(trial.outcome.error, TooLong)):
        said = _stopped(exercise, trial.outcome)
        return said, (*_asked(trial)[:-1], ("must hold", trial.known.name))
    return trial.known.hint, _asked(trial)


def _asked(trial: Trial | None) -> Rows:
    """The input on which a property is broken, what came out, and what must hold."""
    if trial is None:
        return ()
    must = ("must hold", trial.known.name)
    if trial.broken is not None:
        case = trial.broken
        given = "\n".join(show(value, f"{name} = ") for name, value in case.inputs.items())
        wanted = (("expected", show(case.expected)),) if case.expected is not None else ()
        return (("input", given), ("yours", show(case.yours)), *wanted, must)
    if len(trial.calls) == 2:
        first, second = trial.calls
        return (*_call(first, "first "), *_call(second, "second "), must)
    return (*(row for call in trial.calls[-1:] for row in _call(call)), must)


def _call(call: Call, which: str = "") -> Rows:
    """A call's arguments and its value."""
    given = "\n".join(show(value, f"{name} = ") for name, value in call.arguments.items())
    named = f"{which}input" if given else f"{which}call"
    yours = () if call.value is None else ((f"{which}yours", show(call.value)),)
    return ((named, given or call.name), *yours)


def _raised(exercise: Exercise, outcome: Outcome) -> tuple[str, Rows]:
    """An exception: where it came up, and with which input."""
    return _stopped(exercise, outcome), (("input", _input(exercise, outcome)),)


def _said(error: BaseException | None) -> str:
    """An exception in its own words, or in plainer ones."""
    text = show(error)
    sizes = UNEQUAL.search(text)
    return f"@ lets a row of {sizes[2]} meet a column of {sizes[1]} numbers" if sizes else text


def _stopped(exercise: Exercise, outcome: Outcome) -> str:
    """Where it stopped and what to look at."""
    error = outcome.error
    where = f"`{outcome.where}`" if not outcome.where.isdigit() else outcome.where
    if isinstance(error, TooLong):
        return _endless(where if outcome.where else "", bool(error.args))
    name = type(error).__name__
    what = f"{name}: {_said(error)}".rstrip(": ").rstrip(".")
    if not outcome.where:
        use, lines = (
            ("used", "lines with class and") if exercise.of_class else ("called", "line with")
        )
        return (
            f"It could not be {use} as {exercise.signature}. Python says {what}. "
            f"Compare that with your {lines} def."
        )
    look = LOOK_AT.get(name, "Print what that line works with.")
    if exercise.of_class and f"'{exercise.name}' object has no attribute" in outcome.said:
        look = NOT_WRITTEN
    inside = f" in {outcome.method}" if exercise.of_class else ""
    return f"Your line {where}{inside} stopped with {what}. {look}"


def _endless(where: str, running: bool) -> str:
    """A call that took too long: stopped, or out of reach inside one call of NumPy."""
    if running:
        return (
            f"It was still running after {SECONDS:.0f} seconds and cannot be stopped: it hangs "
            "inside a single call. Restart the kernel if the machine stays slow."
        )
    place = f" in your line {where}" if where else ""
    return (
        f"It was still running after {SECONDS:.0f} seconds{place}, so it was stopped. Does each "
        "round of the loop come nearer to its end?"
    )


def _wrong_kind(exercise: Exercise, yours: Outcome, expected: Outcome) -> tuple[str, Rows]:
    """A value that cannot be compared with the expected one, beside it."""
    mine = fitted(yours.value, expected.value)
    kinds = _beside(mine, expected.value, alike, form)
    rows = (("input", _input(exercise, yours)), *kinds)
    if yours.value is None:  # what a trial tells is nothing that anybody has to return
        return RETURNS_NOTHING, rows if exercise.trial is None else rows[:1]
    if all(isinstance(v, np.ndarray) and v.size == 0 for v in (mine, expected.value)):
        return "Nothing is left over here. Which shape has an answer without any rows?", rows
    return "Your answer has another type or shape than the one asked for.", rows


def _beside(yours: Any, expected: Any, same: Same, say: Callable[[Any], str]) -> Rows:
    """Both values in words; of two lists of named values, the first that differs."""
    named = (
        isinstance(yours, dict) and isinstance(expected, dict) and yours.keys() == expected.keys()
    )
    if not named:
        return (("yours", say(yours)), ("expected", say(expected)))
    name = next((name for name in expected if not same(yours[name], expected[name])), "")
    if not name:
        return ()
    return (("what", name), ("yours", say(yours[name])), ("expected", say(expected[name])))


def _rows(exercise: Exercise, yours: Outcome, expected: Outcome) -> Rows:
    """A probe with both answers, as far as they differ."""
    shown = ("input", _input(exercise, yours))
    if yours.error:
        return (shown,)
    mine = fitted(yours.value, expected.value)
    if not alike(mine, expected.value):
        return (shown, *_beside(mine, expected.value, alike, form))
    if close(mine, expected.value) or not exercise.compare:
        return (shown,)
    return (shown, *_beside(mine, expected.value, close, show))


def _counter_example(exercise: Exercise, yours: Outcome, expected: Outcome) -> str:
    """What to say above a probe on which nothing is known but the difference."""
    if not yours.equals(expected) and exercise.compare:
        named = dict(_beside(fitted(yours.value, expected.value), expected.value, close, show))
        first = f"The first thing that differs is {named['what']}. " if "what" in named else ""
        return first + BY_HAND
    right = "The numbers are right, but" if exercise.compare else "Careful:"
    if yours.changed is not None:
        return f"{right} {_names(exercise)[yours.changed]} itself was changed."
    return f"{right} NumPy warned: {yours.warning}. What does that line receive here?"


def _names(exercise: Exercise) -> tuple[str, ...]:
    """The names of what a probe holds."""
    if exercise.trial is None:
        return exercise.arguments
    return tuple(inspect.signature(exercise.trial).parameters)[1:]


def _input(exercise: Exercise, outcome: Outcome) -> str:
    """The arguments by name."""
    pairs = zip(_names(exercise), outcome.inputs, strict=False)
    return "\n".join(show(value, f"{name} = ") for name, value in pairs)
