"""Find an exercise, a question or a widget by its name; only its lesson is loaded."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from coursekit._checks import short
from coursekit.exercises.exercise import Exercise
from coursekit.lessons import EVERY, LESSONS, Lesson

SIGNATURE = re.compile(r'^    signature="(\w+)\(', re.MULTILINE)


def find(name: str) -> Exercise:
    """The exercise of this name.

    Parameters
    ----------
    name
        The name of the function to write, such as "softmax".

    Returns
    -------
    Exercise
        Task, reference, probes, misconceptions. In a copy that will be graded it is without its
        correct answers.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Examples
    --------
    >>> find("relu").signature
    'relu(z)'
    """
    return _sealed(with_answers(name)) if is_graded() else with_answers(name)


def with_answers(name: str) -> Exercise:
    """The exercise of this name with all its answers, for what judges and builds."""
    for lesson in EVERY:
        for group, names in _groups(lesson).items():
            if name in names:
                return {e.name: e for e in import_module(group).EXERCISES}[name]
    known = [name for lesson in EVERY for name in exercise_names(lesson)]
    close = get_close_matches(name, known, n=1, cutoff=0.75)
    hint = f". Did you mean {close[0]}?" if close else ", such as relu."
    raise ValueError(
        f"there is no exercise called {short(name)!r}, expected one of the course's{hint}"
    )


def is_graded() -> bool:
    """Whether this copy will be graded: the environment variable COURSEKIT_GRADED is set."""
    return bool(os.environ.get("COURSEKIT_GRADED"))


def _sealed(exercise: Exercise) -> Exercise:
    """The exercise without its correct answers."""

    def reference(*_: Any, **__: Any) -> Any:
        raise PermissionError(f"{exercise.name}: this copy will be graded. No answer is in it.")

    return replace(exercise, reference=reference, alternates=(), conventions=(), easier="")


def exercise_names(lesson: Lesson) -> list[str]:
    """The names of a lesson's exercises, in the order of the course; none of them is loaded."""
    return [name for names in _groups(lesson).values() for name in names]


def names_by_lesson() -> dict[str, list[str]]:
    """The names of the exercises of each lesson, by its number."""
    return {lesson.number: exercise_names(lesson) for lesson in EVERY}


def every_exercise() -> dict[str, Exercise]:
    """All exercises of the course by their names; this loads them all."""
    return {name: with_answers(name) for names in names_by_lesson().values() for name in names}


def lesson_of(name: str) -> Lesson:
    """The lesson to which the exercise of this name belongs."""
    return next(lesson for lesson in EVERY if name in exercise_names(lesson))


@cache
def _groups(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """The modules of a lesson's exercises with the names in each, as their text says."""
    package = f"{lesson.package}.exercises"
    groups = getattr(import_module(package), "DEEPER" if lesson.is_deeper else "GROUPS")
    texts = {
        f"{package}.{group}": files(package).joinpath(f"{group}.py").read_text(encoding="utf-8")
        for group in groups
    }
    return {module: tuple(SIGNATURE.findall(text)) for module, text in texts.items()}


def questions(number: str) -> Any:
    """The module with a lesson's questions; the lesson by its number, such as "03"."""
    lesson = next((lesson for lesson in LESSONS if lesson.number == number), None)
    if lesson is None:
        known = ", ".join(lesson.number for lesson in LESSONS)
        raise ValueError(f"There is no lesson {number!r}. Expected one of {known}.")
    return import_module(f"{lesson.package}.questions")


@cache
def widget_homes() -> dict[str, str]:
    """The module of each lesson's widgets: `one_knob` stands in the lesson's file one_knob.py."""
    return {name: module for lesson in LESSONS for name, module in _widgets(lesson)}


def _widgets(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The files of a lesson's folder that define a function of the file's name."""
    for file in sorted(files(lesson.package).iterdir(), key=lambda file: file.name):
        name, _, ending = file.name.rpartition(".")
        if ending == "py" and f"\ndef {name}(" in file.read_text(encoding="utf-8"):
            yield name, f"{lesson.package}.{name}"
