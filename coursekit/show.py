"""Read the reference: the source of a function or class, highlighted, its docstring folded away."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]
from pygments.style import Style  # type: ignore[import-untyped]
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token  # type: ignore[import-untyped]

from coursekit._checks import what
from coursekit._source import source_of

HOUSEKEEPING = ("by_name", "checked", "figure_function", "style")
PAPER = "#F7F7F7"
LOOK = (
    f"margin: 0; padding: 0.6em; line-height: 1.35; font-family: monospace; color: #222222; "
    f"background: {PAPER}"  # said on the element itself: a dark theme must not reach the dark ink
)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Ink(Style):  # type: ignore[misc]
    """Few colors, each with a contrast above 4.5 on the light paper."""

    background_color = PAPER
    styles = {  # noqa: RUF012
        Token: "#222222",
        Keyword: "bold #00558A",
        Name.Function: "bold #222222",
        Name.Class: "bold #222222",
        Name.Decorator: "#595959",
        Operator.Word: "bold #00558A",
        String: "#8F3E00",
        Number: "#00664B",
        Comment: "italic #595959",
    }


@dataclass(frozen=True)
class Source:
    """The source of an object: code without its docstring, and the docstring.

    Parameters
    ----------
    name : str
        What the code defines.
    code : str
        The code, without docstring and without the decorators that only check arguments.
    docstring : str
        The docstring; empty if there is none.
    """

    name: str
    code: str
    docstring: str

    @property
    def html(self) -> str:
        """A fold with the docstring, then the code in color; nothing is loaded from outside."""
        formatter = HtmlFormatter(style=Ink, noclasses=True, prestyles=LOOK)
        code = highlight(self.code, PythonLexer(), formatter)
        return f'<div class="ck-source">{self._fold()}{code}</div>'

    def _fold(self) -> str:
        """The docstring behind its first line."""
        if not self.docstring:
            return ""
        first, _, rest = self.docstring.partition("\n")
        summary = f"<summary><code>{escape(self.name)}</code>: {escape(first)}</summary>"
        return f"<details>{summary}<pre>{escape(rest.strip() or first)}</pre></details>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.code}

    def __repr__(self) -> str:
        return self.code


def show_source(obj: Any) -> Source:
    """Show how a function, method or class is written.

    Parameters
    ----------
    obj : function, method, property or class
        Something of coursekit, or your own, typed into a notebook cell.

    Returns
    -------
    Source
        Displays itself as highlighted code with the docstring folded above it; as text it is the
        code alone.

    Raises
    ------
    TypeError
        If there is no Python source: a number, a module, or a function written in C such as `len`.

    Notes
    -----
    Wrappers are looked through, and decorators that only check arguments are left out, so that
    the code reads as its equation. Everything else stands as it is in the file.

    Examples
    --------
    >>> from coursekit.functional import relu
    >>> print(show_source(relu).code.splitlines()[0])
    def relu(z: Array) -> Array:
    """
    target = inspect.unwrap(getattr(obj, "fget", None) or getattr(obj, "__func__", obj))
    written = inspect.isclass(target) or inspect.isfunction(target)
    source = source_of(target) if written and target.__name__ != "<lambda>" else None
    definition = ast.parse(source).body[0] if source else None
    if source is None or not isinstance(definition, Definition):
        raise TypeError(
            f"show_source: obj is {what(obj)}, expected a function, method or class written in "
            "Python with def or class. Give its name without brackets: show_source(relu)."
        )
    lines = source.splitlines()
    hidden = set(_hidden_lines(definition, lines))
    code = "\n".join(line for i, line in enumerate(lines, 1) if i not in hidden).strip("\n")
    return Source(definition.name, code, ast.get_docstring(definition) or "")


def _hidden_lines(definition: Definition, lines: list[str]) -> Iterator[int]:
    """Numbers of the lines to leave out: docstrings, and decorators that only check or style."""
    for node in ast.walk(definition):
        if isinstance(node, Definition):
            yield from _decorator_lines(node)
            yield from _docstring_lines(node, lines, keep_short=node is not definition)


def _docstring_lines(node: Definition, lines: list[str], keep_short: bool) -> Iterator[int]:
    """The lines of a docstring that stands alone, and an empty line after it."""
    first, last = node.body[0].lineno, node.body[0].end_lineno or 0
    short = keep_short and first == last
    alone = len(node.body) > 1 and node.body[1].lineno > last and node.lineno < first
    if ast.get_docstring(node) is not None and alone and not short:
        yield from range(first, last + 1)
        if not lines[last].strip():
            yield last + 1


def _decorator_lines(node: Definition) -> Iterator[int]:
    """The lines of decorators that only check arguments or set the style."""
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(call, ast.Name) and call.id in HOUSEKEEPING:
            yield from range(decorator.lineno, (decorator.end_lineno or decorator.lineno) + 1)
