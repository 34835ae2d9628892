"""A notebook as its JSON says it: no notebook library has to be installed, and nothing is run."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
REGION = re.compile(r"###\s*BEGIN SOLUTION[^\n]*\n(.*?)###\s*END SOLUTION", re.DOTALL)
HIDDEN = re.compile(
    r"###\s*BEGIN HIDDEN TESTS[^\n]*\n(.*?)(?:^[ \t]*###\s*END HIDDEN TESTS|\Z)",
    re.DOTALL | re.MULTILINE,
)


class Cell(NamedTuple):
    """One cell: its place, its id, code or markdown, its text, nbgrader's metadata, its outputs."""

    number: int
    id: str
    kind: str
    source: str
    nbgrader: dict[str, Any] | None
    outputs: list[dict[str, Any]]

    @property
    def is_check(self) -> bool:
        """Whether nbgrader marks it by running it."""
        marks = self.nbgrader or {}
        return self.kind == "code" and bool(marks.get("grade")) and not marks.get("solution")

    @property
    def is_solution(self) -> bool:
        """Whether learners write into it."""
        return bool((self.nbgrader or {}).get("solution"))


class Trap(NamedTuple):
    """A cell, and a sentence on what is wrong with it and what to do."""

    cell: Cell
    sentence: str


def read_cells(path: Path) -> list[Cell]:
    """The cells of a notebook file; ValueError if it is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return [_cell(number, cell) for number, cell in enumerate(content["cells"])]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This is no notebook of format 4: {error}.") from error


def _cell(number: int, cell: dict[str, Any]) -> Cell:
    """A cell; a text may be a list of lines in the file."""
    metadata = cell.get("metadata", {})
    return Cell(
        number,
        str(cell.get("id", "")),
        str(cell["cell_type"]),
        "".join(cell["source"]),
        metadata.get("nbgrader"),
        list(cell.get("outputs", [])),
    )


def last_expression(source: str) -> ast.expr | None:
    """What a code cell shows: the expression in its last line, if there is one."""
    try:
        body = ast.parse(re.sub(r"^[%!].*$", "", source, flags=re.MULTILINE)).body
    except SyntaxError:
        return None
    return body[-1].value if body and isinstance(body[-1], ast.Expr) else None


def called(expression: ast.expr | None) -> str:
    """The name of what an expression calls; empty if it is no call of a name."""
    call = expression.func if isinstance(expression, ast.Call) else None
    return call.id if isinstance(call, ast.Name) else ""
