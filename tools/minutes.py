"""How long a sitting takes: words, open code, and what there is to do, by one formula.

The rates are those of people who tried the course: 170 words of text a minute, 5 seconds for a line
of code that is not folded, and for each thing to do the minutes in DOING.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

WORDS_A_MINUTE = 170
SECONDS_A_LINE = 5
DOING = {
    r"^(?:ck\.)?check\(": 5.0,  # a function to write
    r"^widgets\.vote\(": 4.0,
    r"^widgets\.quiz\(": 1.5,
    r"^widgets\.predict\(": 0.5,
    r"^(?!widgets\.(?:vote|quiz|predict|settle|progress|repeat)\()widgets\.\w+\(": 2.5,  # to move
    r"^plots\.show\(": 0.25,
}
LONGEST = 45
STEP = 5
"""Minutes are said in steps of so many."""


def sittings(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """The cells of each sitting; the first one begins with the title."""
    parts: list[list[NotebookNode]] = [[]]
    for cell in notebook.cells:
        if "sitting" in cell.metadata.get("tags", []):
            parts.append([])
        parts[-1].append(cell)
    return parts


def is_folded(cell: NotebookNode) -> bool:
    """Whether the code of a cell is hidden until one opens it."""
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden"))


def parts_of(cells: Sequence[NotebookNode]) -> Iterator[float]:
    """The minutes of each cell."""
    for cell in cells:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if cell.cell_type == "markdown":
            yield len(cell.source.split()) / WORDS_A_MINUTE
        else:
            yield 0.0 if is_folded(cell) else len(lines) * SECONDS_A_LINE / 60
            for pattern, minutes in DOING.items():
                yield minutes * len(re.findall(pattern, cell.source, re.MULTILINE))


def minutes(cells: Sequence[NotebookNode]) -> int:
    """The minutes of some cells, in steps of five."""
    return max(STEP, STEP * round(sum(parts_of(cells)) / STEP))


def main(files: Sequence[str]) -> None:
    """Print the minutes of each sitting of each notebook."""
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        each = [(minutes(cells), sum(parts_of(cells))) for cells in sittings(notebook)]
        said = ", ".join(f"{rounded} ({exact:.1f})" for rounded, exact in each)
        print(f"{Path(file).name}: {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
