"""Keep the text of an answer, with what it needs, so that it can be compiled in a later session."""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from coursekit._source import source_of
from coursekit.exercises.exercise import Answer
from coursekit.exercises.outcome import codes

session: dict[str, Answer] = {}
"""The answers that have passed since Python started, by the names of their exercises."""


def text_of(answer: Answer) -> str:
    """The source of an answer, after the imports and helpers it uses; empty if it has none.

    Parameters
    ----------
    answer
        A function or class from a file or a notebook cell.

    Returns
    -------
    str
        Python source that stands on its own as far as the answer's helpers are functions,
        classes, modules, numbers or texts.

    Examples
    --------
    >>> text_of(len)
    ''
    """
    try:
        return "\n\n".join(_parts(answer, seen=set()))
    except SyntaxError:  # a lambda in the middle of a line
        return ""


def _parts(target: Any, seen: set[str]) -> Iterator[str]:
    """Imports and helpers, then the text of the function or class itself."""
    source = source_of(inspect.unwrap(target))
    if source is None:
        return
    seen.add(target.__name__)
    module = sys.modules.get(target.__module__)
    scope = getattr(target, "__globals__", None) or vars(module or builtins)
    for name in sorted(_names(source)):
        if name in scope and name not in seen:
            seen.add(name)
            yield from _needed(name, scope[name], target.__module__, seen)
    yield source.strip("\n")


def _names(source: str) -> set[str]:
    """The names that a piece of source reads, without Python's own."""
    tree = ast.walk(ast.parse(source))
    return {node.id for node in tree if isinstance(node, ast.Name)} - set(dir(builtins))


def _needed(name: str, value: Any, home: str, seen: set[str]) -> Iterator[str]:
    """The line or lines that give a name its value again."""
    if isinstance(value, ModuleType):
        yield f"import {value.__name__} as {name}"
    elif callable(value):
        module = getattr(value, "__module__", None) or "numpy"  # its ufuncs do not say so
        known = getattr(value, "__name__", "")
        if module == home:
            yield from _parts(value, seen)
        elif getattr(sys.modules.get(module), known, None) is value:
            yield f"from {module} import {known} as {name}"
    elif isinstance(value, bool | int | float | str):
        yield f"{name} = {value!r}"


def same_text(answer: Answer) -> str:
    """What tells two attempts apart: the text, or the compiled code where there is no text."""
    parts = [(code.co_code, code.co_consts, code.co_names) for code in codes(answer)]
    return text_of(answer) or f"# compiled: {parts!r}"


def compiled(name: str, text: str) -> Answer | None:
    """The answer that a kept text defines, or None if it does not run any more."""
    file = f"<your {name}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    scope: dict[str, Any] = {"__name__": file}
    try:
        exec(compile(text, file, "exec"), scope)  # annotations are not looked up, as in this file
    except Exception:
        return None
    return scope.get(name)
