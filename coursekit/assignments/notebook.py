"""From a source to a notebook: cells with the metadata that nbgrader reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import nbformat.v4 as v4
from nbformat import NotebookNode

from coursekit.assignments.files import METADATA
from coursekit.assignments.solution_cells import empty, finished
from coursekit.assignments.source import Part, parts
from coursekit.lessons.catalogue import lesson_of, with_answers

SCHEMA = 3
ESSAY_STUB = "*Double-click here, write your answer, and run the cell.*"
HOW = """\
Where a cell ends in `bring("NAME")`, run it: the lines that you passed with take the place of the \
cell. Run it once more, then its check. (Nothing passed yet? Do the lesson first, or write the \
function here.)

What is new has a cell to fill in and a check below it. **Replace the dots**, or mend the lines \
that are given, run the cell, then run the check. Try as often as you like: nothing is lost, and \
every check tells you what to look at.

Stuck? In a new cell, `hint("NAME")` opens a hint, and each call one more. Of a hard function \
`easier("NAME")` shows a version with two blanks to fill. Neither costs anything. After a pass or \
two real attempts `solution("NAME")` opens, and `easier` shows its version finished.

Run this cell first:"""
BRING = '\n\n\nbring("{}")  # puts in what you wrote in lesson {}'
SETUP = """\
import numpy as np

import coursekit as ck
from coursekit import bring, check, data, plots, right_and_wrong, whose, yours
from coursekit import easier, hint, solution  # help"""
GRADED_SETUP = "%env COURSEKIT_GRADED=1"


def notebook(source: Path, *, solved: bool) -> NotebookNode:
    """The notebook of a source, not yet run.

    Parameters
    ----------
    source
        A file of exercises/sources.
    solved
        True for the instructor's version: with solutions between nbgrader's marks, with model
        answers, and with a set-up that keeps solutions closed in the copies made from it. False
        for the learner's copy.
    """
    first, *rest = parts(source.read_text(encoding="utf-8"))
    setup = f"{GRADED_SETUP}\n\n{SETUP}" if solved else SETUP
    begin = [*_cells(first, solved), _cell("markdown", HOW, "how"), _cell("code", setup, "set-up")]
    cells = begin + [cell for part in rest for cell in _cells(part, solved)]
    return v4.new_notebook(cells=cells, metadata=NotebookNode(METADATA))


def _cells(part: Part, solved: bool) -> Iterator[NotebookNode]:
    """The cell of a part; a function or class is followed by its check."""
    if part.kind in ("solution", "bring"):
        text = (finished if solved else empty)(with_answers(part.name))
        if part.kind == "bring":
            text += BRING.format(part.name, lesson_of(part.name).number)
        ours = {"exercise": part.name}
        yield _cell("code", text, part.name, ours, solution=True)
        call = f"check({part.name}, points={part.points})"
        yield _cell("code", call, f"check-{part.name}", ours, points=part.points)
    elif part.kind == "essay":
        text = part.text if solved else ESSAY_STUB
        yield _cell("markdown", text, part.name, solution=True, points=part.points)
    else:
        digest = hashlib.sha256(f"{part.kind} {part.text}".encode()).hexdigest()[:8]
        cell = _cell(part.kind, part.text, f"{part.kind}-{digest}")
        yield _folded(cell) if part.folded else cell


def _folded(cell: NotebookNode) -> NotebookNode:
    """A cell whose code is closed until one opens it."""
    cell.metadata |= {"jupyter": {"source_hidden": True}, "tags": ["folded"]}
    return cell


def _cell(
    kind: str,
    text: str,
    name: str,
    ours: dict[str, str] | None = None,
    *,
    solution: bool = False,
    points: int | None = None,
) -> NotebookNode:
    """A cell with nbgrader's metadata; its id is the name under which it is graded."""
    nbgrader = {
        "schema_version": SCHEMA,
        "grade_id": name,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "task": False,
    } | ({} if points is None else {"points": points})
    metadata = {"nbgrader": nbgrader} | ({"coursekit": ours} if ours else {})
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    return make(text, id=name, metadata=metadata)
