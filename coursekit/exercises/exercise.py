"""An exercise is data: a task, a reference, probes, and the mistakes that people really make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Answer: TypeAlias = Callable[..., Any]
"""A function that a learner, a teacher or the reference wrote for an exercise."""


@dataclass(frozen=True)
class Misconception:
    """A wrong answer with the belief behind it.

    Parameters
    ----------
    name
        A short name, unique within its exercise.
    belief
        What somebody who writes this takes to be true, for the teacher.
    hint
        A question or an observation that leads on and holds no line of the solution.
    wrong
        A function with the exercise's signature that makes the mistake.
    probe
        The place of the probe of which the hint speaks: the hint is given only to an answer that
        shows the mistake there, and above this probe. None for a hint that is true of any.
    """

    name: str
    belief: str
    hint: str
    wrong: Answer
    probe: int | None = None


class Broken:
    """What a property returns when it does not hold and the input is not simply its last call.

    Parameters
    ----------
    yours
        What the answer gives for this input.
    expected
        What should come out; None where only the property says what must hold.
    inputs
        The input by the names of its parts.
    """

    def __init__(self, yours: Any, expected: Any = None, **inputs: Any) -> None:
        self.yours, self.expected, self.inputs = yours, expected, inputs

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Property:
    """Something that holds for every correct answer, however it is written.

    Parameters
    ----------
    name
        What holds, in a few words: "each row sums to 1".
    holds
        Takes the answer, calls it with inputs of its own, and returns something true or false, or
        a `Broken` that says on which input it does not hold; otherwise the calls that it made are
        shown. An exception in it counts as false.
    hint
        What to look at when it does not hold; no line of the solution.
    """

    name: str
    holds: Callable[[Answer], Any]
    hint: str


@dataclass(frozen=True)
class Convention:
    """Another correct way to define the same thing; an answer that follows it passes, by name.

    Parameters
    ----------
    name
        A short name, unique within its exercise.
    note
        A sentence shown with the pass: whose convention this is and how it differs from ours.
    answer
        A function with the exercise's signature that follows it.
    """

    name: str
    note: str
    answer: Answer


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function or class that a learner writes.

    Parameters
    ----------
    signature
        The line to write, such as `relu(z)`; the name before the bracket is the exercise's name.
    task
        One sentence: what goes in and what comes out.
    reference
        A function (or class) that solves the task; `solution` shows its source, so it has the
        exercise's name, stands on its own and needs NumPy only.
    probes
        The inputs on which an answer is tried, each a tuple of arguments, the smallest first.
    misconceptions
        Known wrong answers; no two of them behave alike.
    alternates
        Further correct answers, written differently.
    hints
        Three levels of help: a nudge, a pointer, and nearly the solution.
    properties
        What holds for every correct answer.
    conventions
        Other correct definitions, accepted by name.
    compare
        Whether values must equal the reference's. False for random functions: they are judged by
        their properties, and on the probes by type, shape, warnings and changed arguments.
    silent
        Whether a warning counts as a fault: only where the task asks for none.
    easier
        The function with comments, its two decisive places between « and »; empty for a short one.
    mend
        The name of the misconception whose lines the learner is given to mend; empty where one
        writes from dots.
    trial
        How an answer meets a probe: `trial(answer, *probe)` returns what is compared. None calls
        the answer with the probe; a class needs a trial that makes an object and uses it.
    """

    signature: str
    task: str
    reference: Answer
    probes: tuple[tuple[Any, ...], ...]
    misconceptions: tuple[Misconception, ...]
    alternates: tuple[Answer, ...] = ()
    hints: tuple[str, str, str] | tuple[()] = ()
    properties: tuple[Property, ...] = ()
    conventions: tuple[Convention, ...] = ()
    silent: bool = False
    easier: str = ""
    compare: bool = True
    mend: str = ""
    trial: Callable[..., Any] | None = None

    @property
    def name(self) -> str:
        """The name of the function to write."""
        return self.signature.partition("(")[0]

    @property
    def given(self) -> Answer | None:
        """The faulty function that is to be mended; None where one writes from dots."""
        faults = {known.name: known.wrong for known in self.misconceptions}
        return faults[self.mend] if self.mend else None

    @property
    def of_class(self) -> bool:
        """Whether a class is asked for, not a function."""
        return isinstance(self.reference, type)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments, without their defaults."""
        inside = self.signature.partition("(")[2].removesuffix(")")
        return tuple(part.partition("=")[0].strip() for part in inside.split(","))
