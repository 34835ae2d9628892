"""What must hold of every lesson: its blocks in order, and budgets that keep it readable.

The first cell of a block carries the block's tag; the guards read the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from statistics import median

from nbformat import NotebookNode

from tools.guards import FENCED, LINES, Guard, code_cells, headings, markdown_cells, tags
from tools.minutes import is_folded

BLOCKS = ["title", "setup", "warmup", "hook", "concept", "use", "mistakes", "analogy", "recap"]
FREE_IN_THE_FIRST_LESSON = {"warmup", "use", "mistakes", "analogy"}
FREE_WHERE_IT_GOES_DEEPER = {"warmup", "hook", "use", "mistakes", "analogy"}
SITTING = "sitting"
WITH_A_FIGURE = {"hook", "concept", "use", "mistakes"}
SECTION_NAMES = {
    "warmup": "Warm-up",
    "mistakes": "Common mistakes",
    "analogy": "Where the analogy ends",
    "recap": "Recap",
}
SETUP = [
    "import numpy as np",
    "import coursekit as ck",
    "from coursekit import check, data, plots, widgets, yours",
]
WORDS = 150
FOLDED_LINES = 40
TABLE_ROW = re.compile(r"^\s*\|.*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def blocks(notebook: NotebookNode) -> list[tuple[str, list[NotebookNode]]]:
    """The name of each block and its cells, in the notebook's order."""
    found: list[tuple[str, list[NotebookNode]]] = []
    for cell in notebook.cells:
        names = [tag for tag in tags(cell) if tag in BLOCKS]
        if names or not found:
            found.append((names[0] if names else "nothing", []))
        found[-1][1].append(cell)
    return found


def is_first(notebook: NotebookNode) -> bool:
    """Lesson 00 asks for less: nothing comes before it, and nothing is graded in it."""
    return str(notebook.cells[0].source).startswith("# 00")


def is_deeper(notebook: NotebookNode) -> bool:
    """A notebook beside a lesson, which what follows does not need: two concepts in a sitting."""
    return bool(re.match(r"# \d\d\+", notebook.cells[0].source))


def free_blocks(notebook: NotebookNode) -> set[str]:
    """The blocks that a notebook may leave out."""
    if is_deeper(notebook):
        return FREE_WHERE_IT_GOES_DEEPER
    return FREE_IN_THE_FIRST_LESSON if is_first(notebook) else set()


def lines_of(source: str) -> list[str]:
    """The lines of code, without blank lines and comments."""
    lines = [line.rstrip() for line in source.splitlines()]
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def blocks_in_order(notebook: NotebookNode) -> Iterator[str]:
    """Every lesson has the same blocks in the same order."""
    names = [name for name, _ in groupby(name for name, _ in blocks(notebook))]
    free = free_blocks(notebook) - set(names)
    expected = [name for name in BLOCKS if name not in free]
    if names != expected:
        yield f"the blocks are {names}, expected {expected}"
    concepts = [name for name, _ in blocks(notebook)].count("concept")
    least = 1 if is_first(notebook) else 3
    most = 6 if is_deeper(notebook) else 4
    if not least <= concepts <= most:
        yield f"{concepts} concept blocks, expected {least} to {most}"


def title_says_what_to_expect(notebook: NotebookNode) -> Iterator[str]:
    """The number and a title, minutes, prerequisites, three to five objectives."""
    title = notebook.cells[0].source
    if not re.match(r"# \d\d\+? · \S", title):
        yield "the title is not of the form '# 03 · Verb …'"
    if not re.search(r"\d+ minutes", title):
        yield "the title cell does not say how many minutes the lesson takes"
    if "**Before this:**" not in title:
        yield "the title cell does not say what comes before: '**Before this:** lesson 02'"
    objectives = len(re.findall(r"^(?:[-*]|\d\.) ", title, flags=re.MULTILINE))
    if not 3 <= objectives <= 5:
        yield f"the title cell lists {objectives} objectives, expected 3 to 5"


def setup_is_the_same(notebook: NotebookNode) -> Iterator[str]:
    """The same imports and nothing else: what a cell draws with is made where it draws."""
    for _, cell in code_cells(notebook):
        if "setup" in tags(cell) and lines_of(cell.source) != SETUP:
            yield "the set-up cell differs from the imports"


def sections_have_their_heading(notebook: NotebookNode) -> Iterator[str]:
    """Each block after the set-up starts with an H2, and no H2 stands elsewhere."""
    for index, cell in markdown_cells(notebook):
        names = [tag for tag in tags(cell) if tag in (*BLOCKS[2:], SITTING)]
        found = headings(cell.source, 2)
        if len(found) != len(names):
            yield f"cell {index} has the headings {found} and the tags {names}"
        elif names and found[0] != SECTION_NAMES.get(names[0], found[0]):
            yield f"cell {index} is headed {found[0]!r}, expected {SECTION_NAMES[names[0]]!r}"
    for name, cells in blocks(notebook):
        if name in BLOCKS[2:] and cells[0].cell_type != "markdown":
            yield f"the block {name} starts with code, expected a heading"


def concepts_end_in_your_turn(notebook: NotebookNode) -> Iterator[str]:
    """Each concept asks for something, and each answer is checked before the next question."""
    for name, cells in blocks(notebook):
        parts = ["stub" if "your-turn" in tags(c) else "check" for c in cells if _asks(c)]
        pairs = list(zip(parts[::2], parts[1::2], strict=False))
        if len(parts) % 2 or any(pair != ("stub", "check") for pair in pairs):
            yield f"a block {name} has {parts}: expected each your-turn cell before its check(…)"
        if name == "concept" and not parts and not is_first(notebook):
            yield f"the concept {headings(cells[0].source, 2)} has no your-turn cell"


def _asks(cell: NotebookNode) -> bool:
    """A cell in which the learner writes, or is checked."""
    checks = cell.cell_type == "code" and re.match(r"(ck\.)?check\(", cell.source)
    return "your-turn" in tags(cell) or bool(checks)


def code_is_short(notebook: NotebookNode) -> Iterator[str]:
    """Of open cells the median has 5 lines, nine in ten under 12, none over 25; folded ones 40."""
    cells = [(i, cell) for i, cell in code_cells(notebook) if "setup" not in tags(cell)]
    for index, cell in cells:
        most = FOLDED_LINES if is_folded(cell) else LINES
        if (size := len(lines_of(cell.source))) > most:
            yield f"cell {index} has {size} lines of code, at most {most}"
    sizes = {index: len(lines_of(cell.source)) for index, cell in cells if not is_folded(cell)}
    if sizes and median(sizes.values()) > 5:
        yield f"the median code cell has {median(sizes.values()):g} lines, at most 5"
    long = [index for index, size in sizes.items() if size >= 12]
    if len(long) > len(sizes) / 10:
        yield f"{len(long)} of {len(sizes)} open code cells have 12 lines or more: {long}"


def text_is_short(notebook: NotebookNode) -> Iterator[str]:
    """One idea in a markdown cell: under 150 words, tables and code not counted."""
    for index, cell in markdown_cells(notebook)[1:]:
        text = COMMENT.sub("", TABLE_ROW.sub("", FENCED.sub("", cell.source)))
        if (words := len(text.split())) >= WORDS:
            yield f"cell {index} has {words} words, expected under {WORDS}"


def code_stands_between_sentences(notebook: NotebookNode) -> Iterator[str]:
    """Code is introduced by a sentence that leads to it and followed by what to notice."""
    cells = notebook.cells
    runs = groupby(range(len(cells)), key=lambda i: cells[i].cell_type == "code")
    for first, *rest in (list(indexes) for is_code, indexes in runs if is_code):
        last = rest[-1] if rest else first
        if last - first > 1:
            yield f"cells {first} to {last} are code in a row, at most two"
        if last + 1 == len(cells):
            yield f"cell {last} is the last one: nobody says what to notice"
        before = cells[first - 1].source.rstrip("*_ \n") if first else ""
        if not before.endswith((":", "?")) and "your-turn" not in tags(cells[first]):
            yield f"cell {first} is not introduced by a sentence that ends in a colon"


def sections_have_a_figure(notebook: NotebookNode) -> Iterator[str]:
    """At least one picture in each section that shows something."""
    for name, cells in blocks(notebook):
        html = [o.get("data", {}).get("text/html", "") for c in cells for o in c.get("outputs", [])]
        html += [cell.source for cell in cells if cell.cell_type == "markdown"]
        if name in WITH_A_FIGURE and not any("<img" in text or "![" in text for text in html):
            yield f"the section {headings(cells[0].source, 2) or name} has no figure"


LESSON_GUARDS: list[Guard] = [
    blocks_in_order,
    title_says_what_to_expect,
    setup_is_the_same,
    sections_have_their_heading,
    concepts_end_in_your_turn,
    code_is_short,
    text_is_short,
    code_stands_between_sentences,
    sections_have_a_figure,
]
