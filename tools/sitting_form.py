"""What must hold of a lesson's sittings: their minutes, their beginnings, and the open code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from tools.guards import Guard, code_cells, tags
from tools.language import number
from tools.minutes import LONGEST, STEP, is_folded, minutes, parts_of, sittings

NUMBERS = ("one", "two", "three")
AGAIN = "If you begin here on another day"
NOT_TAUGHT = {
    ast.Lambda: "lambda",
    ast.DictComp: "a dict comprehension",
    ast.SetComp: "a set comprehension",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
    ast.With: "with",
    ast.Try: "try",
    ast.NamedExpr: "the walrus",
    ast.Starred: "a star",
    ast.Global: "global",
}
"""What a beginner with functions, lists and arrays has not met, and open code does not use."""
FIRST_WITH_CLASSES = 4


def time_line(notebook: NotebookNode) -> str:
    """What the title cell has to say about time."""
    each = [str(minutes(cells)) for cells in sittings(notebook)]
    *first, last = each
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"**Time:** {NUMBERS[len(each) - 1]} sitting{'s' * bool(first)}, {listed} minutes."


def title_says_the_minutes(notebook: NotebookNode) -> Iterator[str]:
    """One to three sittings, each with the minutes that the formula gives."""
    if len(sittings(notebook)) > len(NUMBERS):
        yield f"{len(sittings(notebook))} sittings, at most {len(NUMBERS)}"
    elif time_line(notebook) not in notebook.cells[0].source:
        yield f"the title cell does not say: {time_line(notebook)}"


def sittings_are_short(notebook: NotebookNode) -> Iterator[str]:
    """No sitting is longer than one can sit."""
    for place, cells in enumerate(sittings(notebook), start=1):
        if (exact := sum(parts_of(cells))) > LONGEST + STEP / 2:
            yield f"sitting {place} takes {exact:.0f} minutes, at most {LONGEST}"


def a_sitting_can_be_begun(notebook: NotebookNode) -> Iterator[str]:
    """Each further sitting says its number and minutes, and begins with a cell that sets it up."""
    for place, (first, *rest) in enumerate(sittings(notebook)[1:], start=2):
        if not re.match(rf"## Sitting {place} · \S", first.source):
            yield f"sitting {place} is not headed '## Sitting {place} · …'"
        if f"**{minutes([first, *rest])} minutes.**" not in first.source:
            yield f"sitting {place} does not say '**{minutes([first, *rest])} minutes.**'"
        if AGAIN not in first.source or rest[0].cell_type != "code":
            yield f"sitting {place} does not say '{AGAIN} …', with the cell to run below it"


def folded_code_is_announced(notebook: NotebookNode) -> Iterator[str]:
    """The first folded cell of a sitting stands below a word on what folded means."""
    for place, cells in enumerate(sittings(notebook), start=1):
        folded = [i for i, cell in enumerate(cells) if is_folded(cell)]
        texts = [cell.source for cell in cells[: folded[0]]] if folded else ["folded"]
        if not any("folded" in text for text in texts):
            yield f"sitting {place} does not say that code is folded and need not be read"
    for index, cell in code_cells(notebook):
        if is_folded(cell) != ("folded" in tags(cell)):
            yield f"cell {index} is folded without the tag, or has the tag without being folded"


def open_code_was_taught(notebook: NotebookNode) -> Iterator[str]:
    """Open cells use assignments, functions, lists, arrays, loops; classes from lesson 04 on."""
    classes = number(notebook) >= FIRST_WITH_CLASSES
    for index, cell in code_cells(notebook):
        if not is_folded(cell):
            for found in sorted(set(_not_taught(ast.parse(cell.source), classes))):
                yield f"cell {index} is open and has {found}"


def _not_taught(tree: ast.AST, classes: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if type(node) in NOT_TAUGHT:
            yield NOT_TAUGHT[type(node)]
        elif isinstance(node, ast.ClassDef) and not classes:
            yield "a class"
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list:
            yield "a decorator"
        elif isinstance(node, ast.ListComp | ast.GeneratorExp):
            inner = [part for part in ast.walk(node) if isinstance(part, ast.ListComp)]
            if len(node.generators) > 1 or len(inner) > isinstance(node, ast.ListComp):
                yield "a comprehension within another"
        elif isinstance(node, ast.Subscript) and _is_dots(node.slice):
            yield "[...]"


def _is_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


SITTING_GUARDS: list[Guard] = [
    title_says_the_minutes,
    sittings_are_short,
    a_sitting_can_be_begun,
    folded_code_is_announced,
    open_code_was_taught,
]
