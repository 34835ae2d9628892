"""A course of two lessons, one of them with exercises, whose notebooks are handed out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.handout import names

LESSON, EXERCISE = "notebooks/03_loss.ipynb", "exercises/03_loss.ipynb"
SECOND = "one line\nand a second"


def code(source: str, **metadata: Any) -> dict[str, Any]:
    """A code cell that was run."""
    shown = {"output_type": "stream", "name": "stdout", "text": ["the answer\n"]}
    return {
        "cell_type": "code",
        "execution_count": 1,
        "id": f"id-{source[:3]}",
        "metadata": metadata,
        "outputs": [shown],
        "source": source.splitlines(keepends=True),
    }


def write(path: Path, *cells: dict[str, Any], indent: int | None = 1) -> None:
    """A notebook of these cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=indent), encoding="utf-8")


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a file."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def sources(path: Path) -> list[str]:
    """What stands in the cells of a file."""
    return ["".join(cell["source"]) for cell in cells(path)]


def newer(course: Path) -> None:
    """The course has a new version of every notebook."""
    for name in names(course):
        write(course / name, code("first"), code("second, better"))
