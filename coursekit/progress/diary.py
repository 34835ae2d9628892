"""What a learner has tried, asked and passed: a diary in a file that stays on this machine."""

from __future__ import annotations

import atexit
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from coursekit.progress.place import place
from coursekit.progress.store import load, opened, save, set_aside

T = TypeVar("T")
Kind: TypeAlias = (
    Literal["attempt", "pass", "hint", "easier", "solution"]
    | Literal["first vote", "second vote", "right", "missed"]
)

WAIT = 1.0
"""Seconds to wait for another program that holds the file."""
REST = 10.0
"""For so many seconds after waiting in vain it hardly waits."""
BARELY = 0.05
"""How long it waits then."""


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
    line cannot be written (a full disk), it is kept in memory and written with the next one. The
    file is never emptied: a reset gives it another name and begins a new one.

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
        self._in_vain = -REST

    def add(
        self, exercise: str, kind: Kind, source: str = "", misconception: str | None = None
    ) -> None:
        """Write a line."""
        self._unsaved.append(Entry(time.time(), exercise, kind, source, misconception))
        self.save()

    def save(self) -> None:
        """Write what is not in the file yet."""
        if self.path and self._unsaved:
            self._in_file(self._save, "saved in")

    def entries(self, exercise: str | None = None) -> list[Entry]:
        """All lines, or those of one exercise, the oldest first."""
        written = self.path is not None and self.path.exists()
        saved = (self._in_file(load, "read from") if written else None) or []
        every = [*(Entry(*row) for row in saved), *self._unsaved]
        return [entry for entry in every if exercise in (None, entry.exercise)]

    def passed(self) -> set[str]:
        """The names of the exercises that have been passed."""
        return {entry.exercise for entry in self.entries() if entry.kind == "pass"}

    def trouble(self) -> str:
        """What went wrong with the file since it was last asked, as a sentence, or nothing."""
        said, self._trouble = self._trouble, ""
        return said

    def reset(self) -> Path | None:
        """Begin anew; the file that was, which keeps all lines, or None if there was none.

        Raises
        ------
        OSError
            If the file cannot be renamed; then nothing has changed.
        """
        written = self.path is not None and self.path.exists()
        kept = set_aside(self.path, "before-reset") if self.path and written else None
        self._unsaved.clear()
        return kept

    def _save(self, connection: sqlite3.Connection) -> None:
        """Write what is not yet in the file, all of it or nothing."""
        rows = list(self._unsaved)
        save(connection, rows)
        del self._unsaved[: len(rows)]
        self._trouble = ""

    def _in_file(self, work: Callable[[sqlite3.Connection], T], done: str) -> T | None:
        """Do it; a damaged file is set aside first, any other trouble is said and not raised."""
        assert self.path is not None
        rested = time.monotonic() - self._in_vain > REST
        try:
            with opened(self.path, WAIT if rested else BARELY) as connection:
                return work(connection)
        except (OSError, sqlite3.OperationalError) as error:
            if "locked" in str(error):
                self._in_vain = time.monotonic()
            self._trouble = self._trouble or _sentence(self.path, done, str(error))
        except sqlite3.DatabaseError:
            return self._begin_anew(self.path, work, done)
        return None

    def _begin_anew(
        self, path: Path, work: Callable[[sqlite3.Connection], T], done: str
    ) -> T | None:
        """Rename the damaged file, do the work in a new one, and say so."""
        try:
            aside = set_aside(path, "damaged")
        except OSError as error:
            self._trouble = f"The file with your progress, {path}, is damaged: {error}."
            return None
        result = self._in_file(work, done)
        self._trouble = (
            f"The file with your progress was damaged. It is kept as {aside}; a new one was begun."
        )
        return result


def _sentence(path: Path, done: str, error: str) -> str:
    """What went wrong with the file, and what becomes of the lines."""
    if "locked" in error:
        return (
            f"Another program holds {path}: your progress cannot be {done} it at the moment. What "
            "you do is remembered, and saved as soon as the file is free."
        )
    return f"Your progress cannot be {done} {path} at the moment: {error}."


@cache
def _at(path: Path | None) -> Diary:
    diary = Diary(path)
    atexit.register(diary.save)
    return diary


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
