"""The `coursekit lint` command: find what would go wrong with an assignment, before it is given."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coursekit.assignments.cells import Cell, Trap, read_cells
from coursekit.assignments.leaks import (
    asked,
    leaked_lines,
    leaking_hints,
    of_reference,
    of_regions,
    released_tests,
)
from coursekit.assignments.rules import RULES

NOT_OURS = {".ipynb_checkpoints", "autograded", "feedback", "submitted"}
"""Folders that hold what learners wrote, and copies of it."""


def lint(paths: Iterable[str | Path]) -> list[str]:
    """Look for traps in notebooks that are graded.

    Parameters
    ----------
    paths
        Notebooks, or folders that hold some; learners' work in a course's folder is left out.

    Returns
    -------
    list of str
        A sentence for each trap: where it is, what it is, what to do. Empty if all is well.

    Notes
    -----
    The files are read as JSON; nothing in them is run, and nbgrader is not needed.

    Examples
    --------
    >>> lint([])
    []
    """
    return list(_found(notebooks(paths)))


def notebooks(paths: Iterable[str | Path]) -> list[Path]:
    """The notebooks among these files and in these folders."""
    found = []
    for path in map(Path, paths):
        inside = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        found += [file for file in inside if not NOT_OURS & set(file.relative_to(path).parts[:-1])]
    return found


def _found(files: Sequence[Path]) -> Iterator[str]:
    """The traps of each file; a solution in one copy of a notebook is secret in all of them."""
    read: dict[Path, list[Cell]] = {}
    for file in files:
        try:
            read[file] = read_cells(file)
        except (OSError, ValueError) as error:
            yield f"{file}: {error} Save it again in JupyterLab."
    for file, cells in read.items():
        copies = [other for path, other in read.items() if path.name == file.name]
        for cell, sentence in _in_notebook(cells, copies):
            yield f"{file}, cell {cell.number} ({cell.id or 'no id'}): {sentence}"
        for module in released_tests(file, cells):
            yield (
                f"{module}: lies in the assignment's folder, which learners get. Move it out of "
                "there, to where only the grader finds it."
            )
    exercises = {e.name: e for cells in read.values() for e in asked(cells)}
    for exercise in exercises.values():
        yield from leaking_hints(exercise)


def _in_notebook(cells: list[Cell], copies: list[list[Cell]]) -> Iterator[Trap]:
    """What the rules say, and lines of a solution in the open."""
    for rule in RULES:
        yield from rule(cells)
    exercises = list(asked(cells))
    known = set[str]().union(*map(of_reference, exercises), *map(of_regions, copies))
    said = " ".join(exercise.task for exercise in exercises)
    yield from leaked_lines(cells, {line for line in known if line not in said})


def command(options: Sequence[str]) -> int:
    """Run `coursekit lint` with these words after it; 1 if something was found."""
    parser = argparse.ArgumentParser(
        prog="coursekit lint", description="Find what would go wrong with graded notebooks."
    )
    parser.add_argument("paths", nargs="+", metavar="FOLDER or FILE")
    paths = parser.parse_args(options).paths
    files = notebooks(paths)
    traps = lint(paths)
    for sentence in traps:
        print(sentence)
    if not files:
        print(f"There is no notebook in {', '.join(paths)}.")
    else:
        print(f"Notebooks looked at: {len(files)}. Traps found: {len(traps)}.")
    return 1 if traps or not files else 0
