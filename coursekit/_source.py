"""Where the text of a function or class stands: in a file or in a notebook cell."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from textwrap import dedent
from typing import Any


def source_of(target: Any) -> str | None:
    """The text of a function or class, or None if there is none to be found."""
    return _class_source(target) if inspect.isclass(target) else _lines_of(target)


def body_of(function: Any) -> str | None:
    """What a function does: its lines without head, docstring and comments; None without a text."""
    source = source_of(function)
    node = ast.parse(source).body[0] if source else None
    if not isinstance(node, ast.FunctionDef):
        return None
    lines = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return "\n".join(map(ast.unparse, lines))


def _lines_of(target: Any) -> str | None:
    """The lines of a function or class, from a file or a notebook cell, or None."""
    if getattr(getattr(target, "__code__", None), "co_filename", "") == "<string>":
        return None  # made by exec; since Python 3.13 that name may stand for `python -c`'s text
    try:
        return dedent(inspect.getsource(target))
    except (OSError, TypeError):
        return None


def _class_source(cls: type) -> str | None:
    """The lines of a class; one from a cell or an earlier session is found through its methods."""
    in_a_file = cls.__module__ != "__main__" and cls.__module__ in sys.modules
    members = () if in_a_file else vars(cls).values()
    for member in members:
        function = inspect.unwrap(getattr(member, "__func__", member))
        found = inspect.isfunction(function) and _class_around(cls.__name__, function.__code__)
        if found:
            return found
    return _lines_of(cls)


def _class_around(name: str, code: Any) -> str | None:
    """The class of that name whose lines hold the code of its method."""
    text = "".join(linecache.getlines(code.co_filename))
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.ClassDef)
            and node.name == name
            and node.lineno <= code.co_firstlineno <= (node.end_lineno or 0)
        ):
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            return dedent("\n".join(text.splitlines()[start - 1 : node.end_lineno]))
    return None
