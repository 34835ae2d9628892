"""The `coursekit progress` command: a table, an export, a reset."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from coursekit.progress.diary import Diary, learners_diary

Course: TypeAlias = Mapping[str, Sequence[str]]
"""The names of the exercises of each lesson, by its number."""


def skills(diary: Diary, course: Course) -> list[dict[str, Any]]:
    """What the diary says of each exercise, in the order of the course.

    Parameters
    ----------
    diary
        Where attempts, hints, solutions and passes are written down.
    course
        The names of the exercises of each lesson, by its number.

    Returns
    -------
    list of dict
        For each exercise its lesson and name, how often it was attempted in vain, how many hints
        were opened, whether the solution was, whether and when (seconds since 1970) it was
        passed, and the source of the last answer that passed.

    Examples
    --------
    >>> skills(Diary(None), {"02": ["relu"]})[0]["attempts"]
    0
    """
    entries = diary.entries()
    return [
        {"lesson": lesson, "exercise": name, **_summary([e for e in entries if e.exercise == name])}
        for lesson, names in course.items()
        for name in names
    ]


def _summary(entries: list[Any]) -> dict[str, Any]:
    """One exercise's lines of the diary, counted."""
    count = {kind: sum(e.kind == kind for e in entries) for kind in ("attempt", "hint", "solution")}
    passes = [e for e in entries if e.kind == "pass"]
    return {
        "attempts": count["attempt"],
        "hints": count["hint"],
        "solution": count["solution"] > 0,
        "passed": bool(passes),
        "passed_at": passes[-1].at if passes else None,
        "source": passes[-1].source if passes else "",
    }


def command(options: Sequence[str], course: Course) -> int:
    """Run `coursekit progress` with these words after it; the exit code."""
    parser = argparse.ArgumentParser(
        prog="coursekit progress", description="Show, export or reset what you tried and passed."
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--export", metavar="FILE", help="write all of it to FILE as JSON")
    choice.add_argument("--reset", action="store_true", help="forget all of it, after a question")
    chosen = parser.parse_args(options)
    diary = learners_diary()
    if chosen.reset:
        code = _reset(diary)
    elif chosen.export:
        code = _export(diary, course, Path(chosen.export))
    else:
        print(_table(diary, course))
        code = 0
    trouble = diary.trouble()
    if trouble:
        print(trouble)
    return 1 if trouble else code


def _table(diary: Diary, course: Course) -> str:
    """A line for each exercise that was touched, and the sum for each lesson."""
    lines = []
    every = skills(diary, course)
    for lesson in course:
        rows = [row for row in every if row["lesson"] == lesson]
        lines.append(f"Lesson {lesson}: {sum(r['passed'] for r in rows)} of {len(rows)} passed")
        lines += [_line(row) for row in rows]
    return "\n".join([*lines, f"Kept in {diary.path or 'memory only'}."])


def _line(row: dict[str, Any]) -> str:
    """One exercise of the table."""
    touched = row["passed"] or row["attempts"] or row["hints"]
    state = "passed" if row["passed"] else "not yet" if touched else "-"
    solution = ", solution seen" if row["solution"] else ""
    counts = f"attempts that failed {row['attempts']}, hints {row['hints']}{solution}"
    return f"  {row['exercise']:28s}{state:9s}{counts if touched else ''}".rstrip()


def export(diary: Diary, course: Course, file: Path) -> None:
    """Write a summary and every line of the diary as JSON.

    Parameters
    ----------
    diary
        What to write.
    course
        The names of the exercises of each lesson, by its number.
    file
        Where to; a file that is there is replaced.

    Raises
    ------
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     export(Diary(None), {}, Path(folder) / "progress.json")
    """
    content = {
        "skills": skills(diary, course),
        "diary": [entry._asdict() for entry in diary.entries()],
    }
    file.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _export(diary: Diary, course: Course, file: Path) -> int:
    """Export, and say where to or why not."""
    try:
        export(diary, course, file)
    except OSError as error:
        print(f"{file} could not be written: {error}.")
        return 1
    print(f"Written to {file}.")
    return 0


def _reset(diary: Diary) -> int:
    """Forget everything, if the answer to the question is yes."""
    print("This forgets all attempts, hints, passes and kept answers. --export FILE keeps a copy.")
    try:
        answer = input("Type yes to go on: ")
    except EOFError:
        answer = ""
    if answer.strip().lower() != "yes":
        print("Nothing was changed.")
        return 1
    print(forget(diary))
    return 0


def forget(diary: Diary) -> str:
    """Reset a diary, and say where its file is kept or why it could not be done.

    Parameters
    ----------
    diary
        What to begin anew.

    Returns
    -------
    str
        A sentence or two.

    Examples
    --------
    >>> forget(Diary(None))
    'All of it is forgotten.'
    """
    try:
        kept = diary.reset()
    except OSError as error:
        return f"The file with your progress, {diary.path}, stays as it is: {error}."
    copy = f" The file that was is kept as {kept}; delete it if you like." if kept else ""
    return f"All of it is forgotten.{copy}"
