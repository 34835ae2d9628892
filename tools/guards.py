"""What must hold of every notebook: run in order, readable without a kernel, the same everywhere.

A guard takes a notebook and yields a sentence for each fault; no sentence, no fault.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from nbformat import NotebookNode

from tools.notebooks import WIDGET_VIEW

Guard: TypeAlias = Callable[[NotebookNode], Iterator[str]]

LINES = 25
FENCED = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT = re.compile(r"""\balt=(["'])\s*[^"'\s].*?\1""", re.IGNORECASE | re.DOTALL)
MARKDOWN_IMAGE_WITHOUT_WORDS = re.compile(r"!\[\s*\]\(")
NOT_COMPARED = re.compile(
    r"\b(interact|interactive|interactive_output|clear_output|Output)\(|\bdisplay_id\b"
)
FOLDER_OF_A_MACHINE = re.compile(r"(?<![\w.])(/(home|root|tmp|Users|work)/|[A-Z]:\\Users\\)")


def code_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """Index and cell of every code cell that holds code."""
    cells = enumerate(notebook.cells)
    return [(i, cell) for i, cell in cells if cell.cell_type == "code" and cell.source.strip()]


def markdown_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """Index and cell of every markdown cell."""
    return [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "markdown"]


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def outputs(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Cell index and output of everything that the cells left."""
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            yield index, output


def headings(source: str, level: int) -> list[str]:
    """The texts of the headings of a level, fenced code left out."""
    pattern = rf"^{'#' * level} +(.*)$"
    return re.findall(pattern, FENCED.sub("", source), flags=re.MULTILINE)


def executed_in_order(notebook: NotebookNode) -> Iterator[str]:
    """nbval compares nothing in a cell that was never run: the numbers must be 1, 2, 3, …"""
    cells = code_cells(notebook)
    wrong = [i for n, (i, cell) in enumerate(cells, start=1) if cell.execution_count != n]
    if wrong:
        yield f"{len(wrong)} of {len(cells)} code cells not run in order, first {wrong[0]}"


def no_unexpected_error(notebook: NotebookNode) -> Iterator[str]:
    """An error stands in a notebook only where the lesson means it."""
    for index, output in outputs(notebook):
        if output.output_type == "error" and "raises-exception" not in tags(notebook.cells[index]):
            yield f"cell {index} ends in {output.ename}, without the tag raises-exception"


def no_warning(notebook: NotebookNode) -> Iterator[str]:
    """Nothing on stderr: a warning shows a learner a fault that is not theirs."""
    for index, output in outputs(notebook):
        if output.get("name") == "stderr":
            yield f"cell {index} warns: {output.text.strip()[:80]}"


def compared_by_nbval(notebook: NotebookNode) -> Iterator[str]:
    """No widget whose picture nbval cannot compare."""
    for index, cell in code_cells(notebook):
        if found := NOT_COMPARED.search(cell.source):
            yield f"cell {index} uses {found.group().rstrip('(')}: use widgets.Explorer or watch"


def visible_without_kernel(notebook: NotebookNode) -> Iterator[str]:
    """A saved widget has an HTML twin, and the twin alone is saved."""
    for index, output in outputs(notebook):
        if WIDGET_VIEW in output.get("data", {}):
            yield f"cell {index} shows a widget that a reader without a kernel cannot see"
    if "widgets" in notebook.metadata:
        yield "the notebook saves the state of widgets: run it with tools.notebooks"


def pictures_have_words(notebook: NotebookNode) -> Iterator[str]:
    """Every picture can be read aloud."""
    for index, cell in markdown_cells(notebook):
        if MARKDOWN_IMAGE_WITHOUT_WORDS.search(cell.source):
            yield f"cell {index} has an image without words: ![words](file)"
    html = [(i, output.get("data", {}).get("text/html", "")) for i, output in outputs(notebook)]
    html += [(index, cell.source) for index, cell in markdown_cells(notebook)]
    for index, text in html:
        if not all(ALT.search(image) for image in IMG.findall(text)):
            yield f"cell {index} has an <img> without an alt text"
    for index, output in outputs(notebook):
        if any(kind.startswith("image/") for kind in output.get("data", {})):
            yield f"cell {index} shows a bare picture: show it with plots.show"


def one_title(notebook: NotebookNode) -> Iterator[str]:
    """One H1, for those who find their way by headings."""
    found = [text for _, cell in markdown_cells(notebook) for text in headings(cell.source, 1)]
    if len(found) != 1:
        yield f"{len(found)} headings of level 1, expected one: {found}"


def captions_are_computed(notebook: NotebookNode) -> Iterator[str]:
    """A number in a caption comes from the cell's data, so that it cannot become untrue."""
    for index, cell in code_cells(notebook):
        for text in _typed_captions(cell.source):
            if re.search(r"\d", text):
                yield f"cell {index} types a number into a caption, compute it: {text.strip()[:60]}"


def _typed_captions(source: str) -> Iterator[str]:
    """What is typed, not computed, in the words given to `plots.show`."""
    lines = ("" if line.startswith(("%", "!")) else line for line in source.splitlines())
    try:
        tree = ast.parse("\n".join(lines))
    except SyntaxError:  # a cell that is meant to fail
        return
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) == "plots.show":
            for given in (*call.args[1:], *(k.value for k in call.keywords)):
                yield from _typed(given)


def _typed(text: ast.expr) -> Iterator[str]:
    """The literal parts of a text; what stands in braces or is joined is computed."""
    match text:
        case ast.Constant(value=str(literal)):
            yield literal
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _typed(part)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            yield from _typed(left)
            yield from _typed(right)


def short_outputs(notebook: NotebookNode) -> Iterator[str]:
    """No wall of numbers."""
    for index, output in outputs(notebook):
        data = output.get("data", {})
        text = output.get("text", "" if "text/html" in data else data.get("text/plain", ""))
        if (lines := len(text.splitlines())) > LINES:
            yield f"cell {index} prints {lines} lines, at most {LINES}"


def no_folder_of_a_machine(notebook: NotebookNode) -> Iterator[str]:
    """No path that exists on one computer only."""
    for index, cell in enumerate(notebook.cells):
        if found := FOLDER_OF_A_MACHINE.search(cell.source + str(cell.get("outputs", ""))):
            yield f"cell {index} holds a path of one machine: {found.group()}"


NOTEBOOK_GUARDS: list[Guard] = [
    executed_in_order,
    no_unexpected_error,
    no_warning,
    compared_by_nbval,
    visible_without_kernel,
    pictures_have_words,
    captions_are_computed,
    one_title,
    short_outputs,
    no_folder_of_a_machine,
]
