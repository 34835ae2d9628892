"""Bring an answer that has passed into the cell of another notebook."""

from __future__ import annotations

import ast
import inspect
import linecache
import re
import sys
from typing import Any

from coursekit.exercises.panel import Panel
from coursekit.lessons.catalogue import lesson_of
from coursekit.progress.diary import learners_diary
from coursekit.verbs.naming import by_name

SET_UP = re.compile(r"^import numpy as np\n\n", re.MULTILINE)
"""What a kept text needs on its own, and every notebook of the course has run already."""


@by_name
def bring(name: str) -> Panel:
    """Put what the learner wrote and passed into the cell that calls this.

    Parameters
    ----------
    name
        The name of the exercise, such as "relu".

    Returns
    -------
    Panel
        What stands in the cell now, or why nothing was put in.

    Raises
    ------
    ValueError
        If no exercise has this name.

    Notes
    -----
    The text takes the place of all that the cell holds, and is run with the cell the next time;
    bring runs nothing. A cell with more in it than the exercise's dots is left as it is, so that no
    code is lost. Text in a file that belongs to somebody else is not used.

    Examples
    --------
    >>> bring("relu")
    relu: nothing was brought
    bring fills the cell of a notebook that calls it, and this is none.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        said = "bring fills the cell of a notebook that calls it, and this is none."
        return Panel(f"{name}: nothing was brought", [said])
    if not _is_empty(_cell(shell), name):
        said = f'The cell holds code already, and keeps it. The line `bring("{name}")` may go.'
        return Panel(f"{name}: nothing was brought", [said])
    text = _passed(name)
    if not text:
        lesson, trouble = lesson_of(name), learners_diary().trouble()
        open_yet = f"{name} has not passed in lesson {lesson.number}, {lesson.title}."
        said = f"{open_yet} Write it here, or do the lesson first. {trouble}"
        return Panel(f"{name}: nothing to bring yet", [said.strip()])
    if "np" in shell.user_ns:
        text = SET_UP.sub("", text)
    shell.set_next_input(text, replace=True)
    said = f"What passed, {_lines(text)}, stands in the cell now."
    return Panel(f"{name}: brought along", [f"{said} Run the cell once more, then the check."])


def _lines(text: str) -> str:
    count = len(text.splitlines())
    return f"{count} lines of yours" if count > 1 else "a line of yours"


def _passed(name: str) -> str:
    """The text of the last answer that passed, or nothing."""
    texts = [entry.source for entry in learners_diary().entries(name) if entry.kind == "pass"]
    return texts[-1] if texts else ""


def _cell(shell: Any) -> str:
    """The text of the cell that is running, found through the frame in which its lines run."""
    frames = inspect.stack(context=0)
    files = [frame.filename for frame in frames if frame.frame.f_globals is shell.user_global_ns]
    return "".join(linecache.getlines(files[-1]))


def _is_empty(cell: str, name: str) -> bool:
    """Whether a cell holds the call of bring, the exercise with its dots, and nothing else."""
    return all(_is_call(part) or _is_stub(part, name) for part in ast.parse(cell).body)


def _is_call(part: ast.stmt) -> bool:
    """Whether a line calls bring."""
    call = part.value if isinstance(part, ast.Expr) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func).endswith(bring.__name__)


def _is_stub(part: ast.stmt, name: str) -> bool:
    """Whether it defines the name, without a line in it that does anything."""
    if not isinstance(part, ast.FunctionDef | ast.ClassDef) or part.name != name:
        return False
    methods = [item for item in part.body if isinstance(item, ast.FunctionDef)]
    lines = [line for item in methods for line in item.body] if methods else part.body
    return all(map(_does_nothing, lines))


def _does_nothing(line: ast.stmt) -> bool:
    """Whether a line is a docstring or dots."""
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
