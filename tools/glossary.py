"""The glossary of the course, made from the tables of NOTATION.md.

python -m tools.glossary    writes notebooks/glossary.ipynb
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat.v4 as v4
from nbformat import NotebookNode

from coursekit.assignments.files import METADATA, write
from coursekit.lessons import LESSONS

ROOT = Path(__file__).parents[1]
NOTATION = ROOT / "NOTATION.md"
PAGE = ROOT / "notebooks" / "glossary.ipynb"
TITLE = """\
# Words and signs

The field's words as this course uses them, what else they are called, and the lesson that brings \
them in. (Where the ideas come from: [who found what](who_found_what.ipynb).)"""


class Term(NamedTuple):
    """A word of the field: what else it is called, what it is, the lesson that brings it in."""

    word: str
    others: str
    meaning: str
    lesson: str


def section(heading: str, text: str) -> str:
    """What stands below a heading of the second level."""
    _, found, rest = text.partition(f"\n## {heading}\n")
    if not found:
        raise ValueError(f"NOTATION.md has no heading {heading!r}")
    return rest.partition("\n## ")[0].strip()


def rows(table: str) -> list[list[str]]:
    """The cells of a table's rows, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def terms() -> list[Term]:
    """The words of NOTATION.md, in its order."""
    return [Term(*row) for row in rows(section("Words", NOTATION.read_text(encoding="utf-8")))]


def notebook() -> NotebookNode:
    """The page: the words by the alphabet, the signs, and where books differ."""
    text = NOTATION.read_text(encoding="utf-8")
    files = {lesson.number: f"[{lesson.number}]({lesson.name}.ipynb)" for lesson in LESSONS}
    lines = [
        f"| **{term.word}** | {term.others} | {term.meaning} | {files[term.lesson]} |"
        for term in sorted(terms(), key=lambda term: term.word.lower())
    ]
    words = "\n".join(
        [
            "## Words",
            "",
            "| word | also called | what it is | lesson |",
            "|---|---|---|---|",
            *lines,
        ]
    )
    signs = f"## Signs and shapes\n\n{section('Names and shapes', text)}"
    books = f"## Where books differ\n\n{section('Where books differ', text)}"
    cells = [
        v4.new_markdown_cell(
            source, id=re.sub(r"\W+", "-", source.split("\n")[0]).strip("-").lower()
        )
        for source in (TITLE, words, signs, books)
    ]
    return v4.new_notebook(cells=cells, metadata=NotebookNode(METADATA))


if __name__ == "__main__":
    write(notebook(), PAGE)
