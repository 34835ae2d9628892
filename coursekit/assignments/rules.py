"""The traps of a graded notebook; each rule yields where, what, and what to do."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from coursekit.assignments.cells import HIDDEN, Cell, Trap, called, last_expression

Rule: TypeAlias = Callable[[list[Cell]], Iterator[Trap]]

SCHEMA = 3
NEEDED = {"grade_id", "grade", "solution", "locked", "task"}
KNOWN = NEEDED | {"schema_version", "points", "cell_type", "checksum"}
GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")


def graded(cells: list[Cell]) -> Iterator[tuple[Cell, dict[str, object]]]:
    """The cells that carry nbgrader's metadata, with it."""
    for cell in cells:
        if cell.nbgrader is not None:
            yield cell, cell.nbgrader


def schema_is_3(cells: list[Cell]) -> Iterator[Trap]:
    """nbgrader reads metadata of other versions wrongly, or refuses them."""
    for cell, marks in graded(cells):
        version = marks.get("schema_version")
        if version != SCHEMA:
            came = "no schema_version" if version is None else f"schema_version {version!r}"
            yield Trap(
                cell, f"has {came}, expected {SCHEMA}. Set it in the cell's nbgrader metadata."
            )


def keys_are_known(cells: list[Cell]) -> Iterator[Trap]:
    """The schema forbids further keys, and wants five of them always."""
    for cell, marks in graded(cells):
        extra, lost = sorted(marks.keys() - KNOWN), sorted(NEEDED - marks.keys())
        if extra:
            yield Trap(
                cell,
                f"has {', '.join(extra)} in its nbgrader metadata, which the schema forbids. "
                'Move it under "coursekit".',
            )
        if lost:
            yield Trap(cell, f"lacks {', '.join(lost)} in its nbgrader metadata. Add it.")


def ids_are_unique(cells: list[Cell]) -> Iterator[Trap]:
    """A copied cell fails the whole submission, with a message that misleads."""
    seen = Counter[str]()
    for cell, marks in graded(cells):
        name = str(marks.get("grade_id"))
        seen[name] += 1
        if seen[name] > 1:
            yield Trap(
                cell,
                f"has the grade_id {name!r} of an earlier cell. Was it copied? Give it an id "
                "of its own, else every submission fails.",
            )


def id_is_grade_id(cells: list[Cell]) -> Iterator[Trap]:
    """One name for one cell keeps differences small and finds the cell again."""
    for cell, marks in graded(cells):
        name = str(marks.get("grade_id", ""))
        if not GRADE_ID.fullmatch(name):
            yield Trap(cell, f"has the grade_id {name!r}. Use letters, digits, - and _ only.")
        elif cell.id != name:
            yield Trap(
                cell, f"has the id {cell.id!r} and the grade_id {name!r}. Make them the same."
            )


def locks_fit(cells: list[Cell]) -> Iterator[Trap]:
    """What is marked must be locked, what is written must not be."""
    for cell, marks in graded(cells):
        locked, solution = bool(marks.get("locked")), bool(marks.get("solution"))
        if marks.get("task") and not locked:
            yield Trap(
                cell,
                "is a task that is not locked: generate_assignment accepts it, and autograde "
                'fails for everybody. Set "locked" to true.',
            )
        elif cell.is_check and not locked:
            yield Trap(cell, 'is a check that learners could edit. Set "locked" to true.')
        elif solution and locked:
            yield Trap(cell, 'is a solution that learners cannot edit. Set "locked" to false.')
        if marks.get("task") and (solution or marks.get("grade")):
            yield Trap(cell, 'is a task and also "grade" or "solution". A task has both false.')


def points_agree(cells: list[Cell]) -> Iterator[Trap]:
    """What nbgrader counts is what check gives."""
    for cell, marks in graded(cells):
        wanted = bool(marks.get("grade") or marks.get("task"))
        points = marks.get("points")
        if not wanted and points is not None:
            yield Trap(cell, "has points and is not marked. Take the points out.")
        elif wanted and (not isinstance(points, int | float) or points < 0):
            yield Trap(
                cell, f"is marked and has {points!r} as its points. Give it a number from 0 on."
            )
        elif cell.is_check:
            given = _points_of_check(cell)
            if given is not None and given != points:
                yield Trap(
                    cell,
                    f"says {points} points in its metadata and gives {given} by check. Make "
                    "the two the same.",
                )


def _points_of_check(cell: Cell) -> object:
    """The points in the cell's check(...), 1.0 where none are said; None without a check."""
    shown = last_expression(cell.source)
    if not isinstance(shown, ast.Call) or called(shown) != "check":
        return None
    said = [k.value for k in shown.keywords if k.arg == "points"] or shown.args[1:]
    if not said:
        return 1.0
    return said[0].value if isinstance(said[0], ast.Constant) else ast.unparse(said[0])


def check_is_last(cells: list[Cell]) -> Iterator[Trap]:
    """nbgrader reads the value of the last expression as the mark."""
    for cell in cells:
        shows_check = called(last_expression(cell.source)) == "check"
        if cell.is_check and not shows_check and not HIDDEN.search(cell.source):
            yield Trap(
                cell,
                "is marked, and its last line is not check(...), so that it gives all "
                "points or none. End it with check(NAME, points=N).",
            )


def hidden_tests_are_calls(cells: list[Cell]) -> Iterator[Trap]:
    """The feedback prints hidden tests in full."""
    for cell in cells:
        for text in HIDDEN.findall(cell.source):
            try:
                body = ast.parse(text).body
            except SyntaxError:
                body = []
            if len(body) != 1 or not isinstance(last_expression(text), ast.Call):
                yield Trap(
                    cell,
                    "has hidden tests that are more than one call, and the feedback prints "
                    "them in full. Put them into a module outside the assignment, and call that.",
                )


def checks_are_quiet(cells: list[Cell]) -> Iterator[Trap]:
    """nbgrader gives 0 for anything on stderr."""
    for cell in cells:
        if cell.is_check and any(output.get("name") == "stderr" for output in cell.outputs):
            yield Trap(
                cell,
                "wrote to stderr when it ran, and nbgrader gives 0 for that, however right the "
                "answer is. Find the warning and remove its cause.",
            )


RULES: list[Rule] = [
    schema_is_3,
    keys_are_known,
    ids_are_unique,
    id_is_grade_id,
    locks_fit,
    points_agree,
    check_is_last,
    hidden_tests_are_calls,
    checks_are_quiet,
]
