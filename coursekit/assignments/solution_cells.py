"""The text of a solution cell: from the catalogue, finished or with dots in place of each body."""

from __future__ import annotations

import ast
import textwrap

from coursekit._source import body_of, source_of
from coursekit.exercises.exercise import Exercise

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
DOTS = "..."
WIDTH = 88


def finished(exercise: Exercise) -> str:
    """The reference, its lines between the marks that nbgrader cuts at."""
    return _text(exercise, solved=True)


def empty(exercise: Exercise) -> str:
    """The same with dots where the lines stood, or with the lines that are to be mended."""
    return _text(exercise, solved=False)


def _text(exercise: Exercise, solved: bool) -> str:
    """A def line or class line, the task as docstring, and the body or bodies."""
    source = source_of(exercise.reference) or ""
    node = ast.parse(source).body[0]
    if isinstance(node, ast.ClassDef):
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
        given = [item for item in node.body if isinstance(item, ast.Assign)]
        bodies = [f"    {ast.get_source_segment(source, item)}" for item in given]
        bodies += [_method(exercise, source, item, solved) for item in methods]
        return "\n".join([f"class {node.name}:", _task(exercise), "", "\n\n".join(bodies)])
    assert isinstance(node, ast.FunctionDef)
    head = [f"def {exercise.signature}:", _task(exercise)]
    if exercise.given:
        body = textwrap.indent(body_of(exercise.given) or "", "    ")
        if not solved:
            return "\n".join([*head, body])
        head.append(textwrap.indent(textwrap.dedent(body), "    # ", lambda line: True))
    return "\n".join([*head, _body(source, node, solved)])


def _method(exercise: Exercise, source: str, node: ast.FunctionDef, solved: bool) -> str:
    """A method, one step to the right; an object is made as the signature says."""
    made = exercise.signature.partition("(")[2].removesuffix(")")
    begin = f"self, {made}" if made else "self"
    arguments = begin if node.name == "__init__" else _arguments(node)
    body = _body(source, node, solved)
    return textwrap.indent(f"def {node.name}({arguments}):\n{body}", "    ")


def _arguments(node: ast.FunctionDef) -> str:
    """A method's arguments without their types."""
    spec = node.args
    for argument in (*spec.args, *spec.kwonlyargs):
        argument.annotation = None
    return ast.unparse(spec)


def _task(exercise: Exercise) -> str:
    """The docstring, in lines that fit a cell."""
    lines = textwrap.wrap(f'"""{exercise.task}', WIDTH, break_on_hyphens=False)
    text = "\n".join(lines) + ('"""' if len(lines) == 1 else '\n"""')
    return textwrap.indent(text, "    ")


def _body(source: str, node: ast.FunctionDef, solved: bool) -> str:
    """A function's lines below its docstring, between the marks; or the dots."""
    if not solved:
        return f"    {DOTS}"
    start = node.body[1] if ast.get_docstring(node) is not None else node.body[0]
    lines = source.splitlines()[start.lineno - 1 : node.end_lineno]
    return textwrap.indent("\n".join([BEGIN, textwrap.dedent("\n".join(lines)), END]), "    ")
