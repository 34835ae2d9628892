"""Notebooks as files: read, and written in one step in one form."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
from nbformat import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
"""What a notebook says of its kernel: the same on every machine."""


def read(path: Path) -> NotebookNode:
    """The notebook in a file, in today's format."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def text_of(notebook: NotebookNode) -> str:
    """The notebook as it stands in its file."""
    return str(nbformat.writes(notebook)) + "\n"


def write(notebook: NotebookNode, path: Path) -> None:
    """Replace the file in one step: an interrupted run leaves the old one whole."""
    part = path.with_suffix(".part")
    part.write_text(text_of(notebook), encoding="utf-8", newline="\n")
    os.replace(part, path)
