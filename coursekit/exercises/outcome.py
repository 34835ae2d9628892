"""What a function did with one input: a value, an exception, a warning, a changed argument."""

from __future__ import annotations

import linecache
import warnings
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.stopping import TooLong, call_within
from coursekit.exercises.values import alike, close, fitted, size, unchanged

SECONDS = 3.0
"""How long one call of a learner's function may take."""


@dataclass(frozen=True)
class Outcome:
    """One call: its arguments, the value or the exception, the first warning, what was changed.

    `where` is the line of the answer in which the exception came up, as text or as a number, and
    `method` the function it stands in; both are empty if the answer was never entered.
    """

    inputs: tuple[Any, ...]
    value: Any = None
    error: BaseException | None = None
    where: str = ""
    method: str = ""
    warning: str = ""
    changed: int | None = None

    @property
    def size(self) -> int:
        """How many numbers stand in the input."""
        return sum(map(size, self.inputs))

    @property
    def said(self) -> str:
        """The exception's text; empty where there is none, or none that can be read."""
        try:
            return str(self.error or "")
        except BaseException:  # whatever a learner's __str__ raises
            return ""

    def fits(self, other: Outcome) -> bool:
        """Whether both have a value of the same kind, so that numbers can be compared."""
        return not (self.error or other.error) and alike(
            fitted(self.value, other.value), other.value
        )

    def equals(self, other: Outcome) -> bool:
        """The same numbers in the same form."""
        return self.fits(other) and close(fitted(self.value, other.value), other.value)

    def agrees(self, other: Outcome, values: bool = True, silent: bool = False) -> bool:
        """The same behavior: exception, form and numbers, arguments changed or not.

        With values=False the numbers may differ; with silent=True a warning counts as behavior.
        """
        if self.error or other.error:
            return type(self.error) is type(other.error) and self.said == other.said
        warned = silent and bool(self.warning) != bool(other.warning)
        return (
            not warned
            and self.changed == other.changed
            and (self.equals(other) if values else self.fits(other))
        )


def try_out(exercise: Exercise, answer: Answer, seconds: float | None = None) -> list[Outcome]:
    """The answer on every probe, and on the first once more: nothing may stay behind.

    With a limit in seconds it is the last one tried that took too long.
    """
    outcomes: list[Outcome] = []
    for probe in (*exercise.probes, exercise.probes[0]):
        outcomes.append(run(exercise, answer, probe, seconds))
        if isinstance(outcomes[-1].error, TooLong):
            break
    return outcomes


def run(
    exercise: Exercise, answer: Answer, inputs: tuple[Any, ...], seconds: float | None = None
) -> Outcome:
    """Use the answer on a copy of the inputs and write down all that happened."""
    given = deepcopy(inputs)
    work = exercise.trial or (lambda answer, *args: answer(*args))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", RuntimeWarning)
        try:
            value = call_within(seconds, work, answer, *given) if seconds else work(answer, *given)
        except (Exception, SystemExit, TooLong) as error:
            return Outcome(inputs, None, error, *origin(answer, error))
    pairs = enumerate(zip(inputs, given, strict=True))
    changed = (i for i, (before, after) in pairs if not unchanged(before, after))
    warning = str(caught[0].message) if caught else ""
    return Outcome(inputs, value, warning=warning, changed=next(changed, None))


def codes(answer: Answer) -> Iterator[Any]:
    """The compiled code of a function, or of each method of a class or a callable object."""
    if hasattr(answer, "__code__"):
        yield answer.__code__
    else:
        owner = answer if isinstance(answer, type) else type(answer)
        methods = (getattr(member, "__func__", member) for member in vars(owner).values())
        yield from (method.__code__ for method in methods if hasattr(method, "__code__"))


def origin(answer: Answer, error: BaseException) -> tuple[str, str]:
    """The last line of the answer's own files or cells on the exception's way, and its function."""
    parts = answer.__mro__[:-1] if isinstance(answer, type) else (answer,)
    files = {code.co_filename for part in parts for code in codes(part)}
    trace, where, method = error.__traceback__, "", ""
    while trace:
        code, line = trace.tb_frame.f_code, trace.tb_lineno
        if code.co_filename in files:
            where = linecache.getline(code.co_filename, line).strip() or str(line)
            method = code.co_name
        trace = trace.tb_next
    return where, method
