"""From outcomes to one piece of advice: the first thing that is worth saying, and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from coursekit.exercises.exercise import Answer, Convention, Exercise, Misconception, Property
from coursekit.exercises.outcome import SECONDS, Outcome, codes, hold, try_out
from coursekit.exercises.stopping import TooLong
from coursekit.exercises.values import alike, close, kind, show

Status: TypeAlias = Literal["passed", "not attempted", "not yet"]
Rows: TypeAlias = tuple[tuple[str, str], ...]
Pairs: TypeAlias = list[tuple[Outcome, Outcome]]
Broken: TypeAlias = tuple[Property, Outcome]
Same: TypeAlias = Callable[[Any, Any], bool]

LOOK_AT = {
    "NameError": "Is that name spelled as in the line with def?",
    "UnboundLocalError": "Is that name given a value before it is used?",
    "TypeError": "Print the type of each part of that line.",
    "ValueError": "Print the shape of each part of that line.",
    "IndexError": "Print the shape of what is indexed, and the index.",
    "AttributeError": "Print the type of what stands before the dot.",
    "ZeroDivisionError": "Print what that line divides by.",
    "RecursionError": "The function calls itself without an end.",
    "SystemExit": "A function hands its answer back with return; exit ends the program.",
}

BLANK_HINT = "Put your own lines where the ... stands, then check again."
TWICE = (
    "Called twice with the same input, it gave two different answers. What stays behind from one "
    "call to the next?"
)


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
    if all(_untouched(answer, outcome) for outcome in yours):
        return Feedback("not attempted", BLANK_HINT)
    expected = try_out(exercise, exercise.reference)
    wrong = [(y, e) for y, e in zip(yours, expected, strict=False) if _differ(exercise, y, e)]
    unwritten = exercise.of_class and wrong and _unwritten(answer, exercise.reference)
    if unwritten:
        return Feedback("not yet", f"Still to be written: {unwritten}. {BLANK_HINT}")
    early = _raised(exercise, wrong) or _wrong_kind(exercise, wrong)
    if early:
        known = _recognize(exercise, yours)
        hint = f"{early[0]} {known.hint}" if known else early[0]
        return Feedback("not yet", hint, early[1], known.name if known else None)
    return _judge(exercise, answer, yours, wrong)


def _judge(exercise: Exercise, answer: Answer, yours: list[Outcome], wrong: Pairs) -> Feedback:
    """The verdict on an answer that runs and returns the right kind of thing."""
    convention = _convention(exercise, yours) if wrong else None
    if convention:
        wrong = []
    broken = list(_broken(exercise, answer, SECONDS))
    if not (wrong or broken) and yours[0].agrees(yours[-1]):
        return Feedback("passed", note=convention.note if convention else "")
    mistake = _by_properties(exercise, broken) or _recognize(exercise, yours)
    if mistake:
        return Feedback("not yet", mistake.hint, misconception=mistake.name)
    hint, rows = _unknown(exercise, yours, wrong, broken)
    return Feedback("not yet", hint, rows)


def _untouched(answer: Answer, outcome: Outcome) -> bool:
    """Bodies of `...` (they compile to the same instructions as ours), or a NotImplementedError."""
    blank = all(code.co_code[::2] in UNTOUCHED for code in codes(answer))
    if isinstance(answer, type):
        return blank
    nothing = outcome.value is None and outcome.error is None
    return isinstance(outcome.error, NotImplementedError) or (nothing and blank)


def _unwritten(answer: Answer, reference: Answer) -> str:
    """The methods of a class that are still as they were handed out."""
    done = {code.co_name for code in codes(reference) if code.co_code[::2] not in UNTOUCHED}
    blank = [code.co_name for code in codes(answer) if code.co_code[::2] in UNTOUCHED]
    return ", ".join(name for name in blank if name in done)


def _differ(exercise: Exercise, yours: Outcome, expected: Outcome) -> bool:
    """Other behavior than the reference's; a random function may draw other numbers."""
    return not yours.agrees(expected, values=exercise.compare)


def _same(exercise: Exercise, yours: list[Outcome], other: Answer) -> bool:
    """Whether another answer behaves like this one on every probe, numbers included."""
    theirs = try_out(exercise, other)
    return len(theirs) == len(yours) and all(map(Outcome.agrees, yours, theirs))


def _recognize(exercise: Exercise, yours: list[Outcome]) -> Misconception | None:
    """The known wrong answer that behaves as this one does."""
    return next((m for m in exercise.misconceptions if _same(exercise, yours, m.wrong)), None)


def _convention(exercise: Exercise, yours: list[Outcome]) -> Convention | None:
    """The other correct definition that this one follows."""
    return next((c for c in exercise.conventions if _same(exercise, yours, c.answer)), None)


def _broken(exercise: Exercise, answer: Answer, seconds: float | None = None) -> Iterator[Broken]:
    """The properties that do not hold; one that takes too long is the last."""
    for known in exercise.properties:
        outcome = hold(known, answer, seconds)
        if not outcome.value:
            yield known, outcome
        if isinstance(outcome.error, TooLong):
            return


def _by_properties(exercise: Exercise, broken: list[Broken]) -> Misconception | None:
    """The only known wrong answer that breaks the same properties, for a random function."""
    if exercise.compare or not broken:
        return None
    names = tuple(known.name for known, _ in broken)
    same = [m for m in exercise.misconceptions if _breaks(exercise, m.wrong) == names]
    return same[0] if len(same) == 1 else None


@cache
def _breaks(exercise: Exercise, wrong: Answer) -> tuple[str, ...]:
    """The names of the properties that a known wrong answer breaks."""
    return tuple(known.name for known, _ in _broken(exercise, wrong))


def _raised(exercise: Exercise, wrong: Pairs) -> tuple[str, Rows] | None:
    """The first exception: where it came up, and with which input."""
    for yours, _ in wrong:
        if yours.error:
            shown = ("input", _input(exercise, yours))
            return _stopped(exercise, yours, yours.error), (shown,)
    return None


def _stopped(exercise: Exercise, outcome: Outcome, error: BaseException) -> str:
    """Where it stopped and what to look at."""
    where = f"`{outcome.where}`" if not outcome.where.isdigit() else outcome.where
    if isinstance(error, TooLong):
        return _endless(where if outcome.where else "", bool(error.args))
    name = type(error).__name__
    what = f"{name}: {error}".rstrip(": ").rstrip(".")
    if not outcome.where:
        use, lines = (
            ("used", "lines with class and") if exercise.of_class else ("called", "line with")
        )
        return (
            f"It could not be {use} as {exercise.signature}. Python says {what}. "
            f"Compare that with your {lines} def."
        )
    look = LOOK_AT.get(name, "Print what that line works with.")
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


def _wrong_kind(exercise: Exercise, wrong: Pairs) -> tuple[str, Rows] | None:
    """The first value of another type or shape, beside the expected one."""
    for yours, expected in wrong:
        if not alike(yours.value, expected.value):
            kinds = _beside(yours.value, expected.value, alike, kind)
            sentence = "Your answer has another type or shape than the one asked for."
            if yours.value is None:
                sentence = "Your function returns nothing. Is there a line with return?"
            return sentence, (("input", _input(exercise, yours)), *kinds)
    return None


def _beside(yours: Any, expected: Any, same: Same, say: Callable[[Any], str]) -> Rows:
    """Both values in words; of two lists of named values, the first that differs."""
    named = (
        isinstance(yours, dict) and isinstance(expected, dict) and yours.keys() == expected.keys()
    )
    if not named:
        return (("yours", say(yours)), ("expected", say(expected)))
    name = next(name for name in expected if not same(yours[name], expected[name]))
    return (("what", name), ("yours", say(yours[name])), ("expected", say(expected[name])))


def _unknown(
    exercise: Exercise, yours: list[Outcome], wrong: Pairs, broken: list[Broken]
) -> tuple[str, Rows]:
    """A mistake without a name: a broken property, with a counter-example where there is one."""
    if not yours[0].agrees(yours[-1]):
        return TWICE, (("input", _input(exercise, yours[0])),)
    hint, rows = _counter_example(exercise, *wrong[0]) if wrong else ("", ())
    if not broken:
        return hint, rows
    known, outcome = broken[0]
    must = (("must hold", known.name),)
    if outcome.error and (outcome.where or isinstance(outcome.error, TooLong)):
        return _stopped(exercise, outcome, outcome.error), must
    return known.hint, rows + must


def _counter_example(exercise: Exercise, yours: Outcome, expected: Outcome) -> tuple[str, Rows]:
    """One small input with both answers; right numbers with a side effect are named as such."""
    shown = ("input", _input(exercise, yours))
    if exercise.compare and not close(yours.value, expected.value):
        both = _beside(yours.value, expected.value, close, show)
        return "Work this small case out by hand and compare.", (shown, *both)
    right = "The numbers are right, but" if exercise.compare else "Careful:"
    if yours.changed is not None:
        name = _names(exercise)[yours.changed]
        return f"{right} {name} itself was changed.", (shown,)
    warned = f"{right} NumPy warned: {yours.warning}."
    return f"{warned} What does that line receive here?", (shown,)


def _names(exercise: Exercise) -> tuple[str, ...]:
    """The names of what a probe holds."""
    if exercise.trial is None:
        return exercise.arguments
    return tuple(inspect.signature(exercise.trial).parameters)[1:]


def _input(exercise: Exercise, outcome: Outcome) -> str:
    """The arguments by name."""
    pairs = zip(_names(exercise), outcome.inputs, strict=False)
    return "\n".join(show(value, f"{name} = ") for name, value in pairs)
