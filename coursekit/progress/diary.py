"""What a learner has tried, asked and passed: a diary in a file that stays on this machine."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")
Kind: TypeAlias = (
    Literal["attempt", "pass", "hint", "easier", "solution"]
    | Literal["first vote", "second vote", "right", "missed"]
)

COURSE = Path(__file__).resolve().parents[2]
OFF = "off"
TABLE = (
    "CREATE TABLE IF NOT EXISTS diary (at REAL NOT NULL, exercise TEXT NOT NULL, "
    "kind TEXT NOT NULL, source TEXT NOT NULL, misconception TEXT)"
)
WAIT = 5.0
"""Seconds to wait for another kernel that is writing."""


class Entry(NamedTuple):
    """One line: when, which exercise or question, what happened, the answer, its mistake."""

    at: float
    exercise: str
    kind: Kind
    source: str = ""
    misconception: str | None = None


class Diary:
    """A diary of attempts, passes, hints and solutions, of votes and answers.

    Parameters
    ----------
    path
        The SQLite file; None keeps the diary in memory until Python ends.

    Notes
    -----
    Lines are only ever added, so several kernels write at once and none overwrites the other. The
    file is opened for each line and closed again: there is nothing to lose in a crash. When a
    line cannot be written (a full disk), it is kept in memory and written with the next one.

    Examples
    --------
    >>> diary = Diary(None)
    >>> diary.add("relu", "attempt", "def relu(z): return abs(z)", "absolute")
    >>> [entry.kind for entry in diary.entries("relu")]
    ['attempt']
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._trouble = ""
        self._unsaved: list[Entry] = []

    def add(
        self, exercise: str, kind: Kind, source: str = "", misconception: str | None = None
    ) -> None:
        """Write a line."""
        self._unsaved.append(Entry(time.time(), exercise, kind, source, misconception))
        if self.path:
            self._in_file(self._save)

    def entries(self, exercise: str | None = None) -> list[Entry]:
        """All lines, or those of one exercise, the oldest first."""
        written = self.path is not None and self.path.exists()
        saved = (self._in_file(_load) if written else None) or []
        return [e for e in [*saved, *self._unsaved] if exercise in (None, e.exercise)]

    def passed(self) -> set[str]:
        """The names of the exercises that have been passed."""
        return {entry.exercise for entry in self.entries() if entry.kind == "pass"}

    def trouble(self) -> str:
        """What went wrong with the file since it was last asked, as a sentence, or nothing."""
        said, self._trouble = self._trouble, ""
        return said

    def clear(self) -> None:
        """Take all lines out."""
        self._unsaved.clear()
        if self.path:
            self._in_file(lambda connection: connection.execute("DELETE FROM diary"))

    def _save(self, connection: sqlite3.Connection) -> None:
        """Write what is not yet in the file, all of it or nothing."""
        connection.execute("BEGIN IMMEDIATE")
        rows = list(self._unsaved)
        connection.executemany("INSERT INTO diary VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
        del self._unsaved[: len(rows)]

    def _in_file(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do it; a damaged file is set aside first, any other trouble is said and not raised."""
        assert self.path is not None
        try:
            with _opened(self.path) as connection:
                return work(connection)
        except (OSError, sqlite3.OperationalError) as error:
            self._trouble = f"Your progress cannot be saved in {self.path} at the moment: {error}."
        except sqlite3.DatabaseError:
            return self._begin_anew(self.path, work)
        return None

    def _begin_anew(self, path: Path, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Rename the damaged file, do the work in a new one, and say so."""
        try:
            aside = _set_aside(path)
        except OSError as error:
            self._trouble = f"The file with your progress, {path}, is damaged: {error}."
            return None
        done = self._in_file(work)
        self._trouble = (
            f"The file with your progress was damaged. It is kept as {aside}; a new one was begun."
        )
        return done


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with its table, made where they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as connection:
        connection.execute(TABLE)
        yield connection


def _load(connection: sqlite3.Connection) -> list[Entry]:
    rows = connection.execute("SELECT at, exercise, kind, source, misconception FROM diary")
    return [Entry(*row) for row in rows]


def _set_aside(path: Path) -> Path:
    """Give a damaged file, and what SQLite keeps beside it, another name."""
    aside = path.with_name(f"{path.stem}-damaged-{time.time_ns()}{path.suffix}")
    path.rename(aside)
    for ending in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside


def place() -> Path | None:
    """Where the diary lies.

    Returns
    -------
    Path or None
        The file that the environment variable COURSEKIT_PROGRESS names, or None if it says "off".
        Without the variable: None under pytest (notebooks that are tested must not depend on
        anybody's progress), `.coursekit` in the course's folder, or the user's folder for data.

    Examples
    --------
    >>> place() is None  # under pytest
    True
    """
    chosen = os.environ.get("COURSEKIT_PROGRESS") or ("PYTEST_VERSION" in os.environ and OFF)
    if chosen:
        return None if chosen == OFF else Path(chosen).expanduser()
    folder = COURSE / ".coursekit" if (COURSE / "notebooks").is_dir() else _user_data()
    return folder / "progress.sqlite"


def _user_data() -> Path:
    """The folder in which programs keep a user's data, on each system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "coursekit"
    if sys.platform == "darwin":
        return home / "Library/Application Support/coursekit"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "coursekit"


@cache
def _at(path: Path | None) -> Diary:
    return Diary(path)


def learners_diary() -> Diary:
    """The diary of this learner.

    Returns
    -------
    Diary
        The same one throughout a session, so that lines kept in memory are not lost.

    Examples
    --------
    >>> learners_diary() is learners_diary()
    True
    """
    return _at(place())
