"""Lines of a solution where learners can read them: in texts, outputs, hints and files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coursekit._source import source_of
from coursekit.assignments.cells import HIDDEN, REGION, Cell, Trap, called, last_expression
from coursekit.exercises.exercise import Exercise
from coursekit.lessons.catalogue import every_exercise

SHORTEST = 12
"""A line of fewer characters, such as `return w - v`, is nobody's secret."""

STATEMENT = re.compile(r"^(return |[\w., ]+ [-+*/]?= )")
DULL = re.compile(r"#.*|.*:|[\w., ]+")


def secrets(text: str) -> set[str]:
    """The telling parts of some lines of code: what is worked out in a return or an assignment.

    Comments, the heads of loops and conditions, and lists of names tell nothing.
    """
    lines = (STATEMENT.sub("", line.partition("  #")[0].strip()) for line in text.splitlines())
    return {line for line in lines if len(line) >= SHORTEST and not DULL.fullmatch(line)}


def asked(cells: Iterable[Cell]) -> Iterator[Exercise]:
    """The exercises of the catalogue that a notebook checks."""
    for cell in cells:
        shown = last_expression(cell.source) if cell.is_check else None
        if isinstance(shown, ast.Call) and called(shown) == "check" and shown.args:
            exercise = every_exercise().get(ast.unparse(shown.args[0]))
            if exercise:
                yield exercise


def of_reference(exercise: Exercise) -> set[str]:
    """The telling lines of the catalogue's solution."""
    source = source_of(exercise.reference) or ""
    functions = [f for f in ast.walk(ast.parse(source)) if isinstance(f, ast.FunctionDef)]
    bodies = [item for f in functions for item in f.body[ast.get_docstring(f) is not None :]]
    texts = [ast.get_source_segment(source, item) or "" for item in bodies]
    return {line for text in texts for line in secrets(text)}


def of_regions(cells: Iterable[Cell]) -> set[str]:
    """The telling lines between the marks of solutions."""
    return {
        line for cell in cells for text in REGION.findall(cell.source) for line in secrets(text)
    }


def leaked_lines(cells: list[Cell], known: set[str]) -> Iterator[Trap]:
    """Telling lines outside of the marks: in a text, in code, in an output."""
    for cell in cells:
        shown = REGION.sub("", cell.source) + "".join(map(str, cell.outputs))
        found = sorted(line for line in known if line in shown)
        if found:
            yield Trap(
                cell,
                f"shows a line of a solution, `{found[0]}`. Take it out, or put it between "
                "### BEGIN SOLUTION and ### END SOLUTION in a solution cell.",
            )


def leaking_hints(exercise: Exercise) -> Iterator[str]:
    """Hints of the catalogue that hold a line of the solution."""
    hints = [
        *exercise.hints,
        *(known.hint for known in exercise.properties),
        *(mistake.hint for mistake in exercise.misconceptions),
    ]
    for line in sorted(of_reference(exercise)):
        for hint in hints:
            if line in hint:
                yield f"A hint of {exercise.name} holds a line of its solution, `{line}`: {hint}"


def released_tests(path: Path, cells: Iterable[Cell]) -> Iterator[Path]:
    """Modules beside a notebook that its hidden tests import, or that are called tests."""
    hidden = "\n".join(text for cell in cells for text in HIDDEN.findall(cell.source))
    for module in sorted(path.parent.glob("*.py")):
        if "test" in module.stem or re.search(rf"\b{re.escape(module.stem)}\b", hidden):
            yield module
