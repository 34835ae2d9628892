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
    """

    name: str
    belief: str
    hint: str
    wrong: Answer


@dataclass(frozen=True)
class Exercise:
    """One function that a learner writes.

    Parameters
    ----------
    signature
        The line to write, such as `relu(z)`; the name before the bracket is the exercise's name.
    task
        One sentence: what goes in and what comes out.
    reference
        A function that solves the task.
    probes
        The inputs on which an answer is tried, each a tuple of arguments, the smallest first.
    misconceptions
        Known wrong answers; no two of them agree on every probe.
    alternates
        Further correct answers, written differently.
    """

    signature: str
    task: str
    reference: Answer
    probes: tuple[tuple[Any, ...], ...]
    misconceptions: tuple[Misconception, ...]
    alternates: tuple[Answer, ...] = ()

    @property
    def name(self) -> str:
        """The name of the function to write."""
        return self.signature.partition("(")[0]

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments, without their defaults."""
        inside = self.signature.partition("(")[2].rstrip(")")
        return tuple(part.partition("=")[0].strip() for part in inside.split(","))
