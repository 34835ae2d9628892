"""The SQLite file of a diary: its table, older forms of it, and who may read it."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from coursekit.progress.place import foreign

VERSION = 1
"""The form of the table, kept in the file as SQLite's user_version; an older file says 0."""
COLUMNS = {
    "at": "REAL NOT NULL DEFAULT 0",
    "exercise": "TEXT NOT NULL DEFAULT ''",
    "kind": "TEXT NOT NULL DEFAULT ''",
    "source": "TEXT NOT NULL DEFAULT ''",
    "misconception": "TEXT",
}
EMPTY = {"at": "0", "misconception": "NULL"}
"""What an older file is read with where it has no such column; a text is empty."""


class Unusable(OSError):
    """A file that is not to be used, with the sentence that says why."""


@contextmanager
def opened(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """The file, made where it is missing, for as long as it takes to read or write.

    Parameters
    ----------
    path
        The file; its folder is made too, and only its owner may look into what is made.
    wait
        How many seconds another program may hold it.

    Yields
    ------
    sqlite3.Connection
        Transactions are begun and ended by hand.

    Raises
    ------
    Unusable
        If the file belongs to somebody else: what it holds is neither read nor run.
    OSError, sqlite3.Error
        If it cannot be opened.
    """
    if foreign(path):
        raise Unusable("it belongs to somebody else, and nothing in it is read or run")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _for_the_owner(path)
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise Unusable("a newer version of the course wrote it; update this one")
        yield connection


def _for_the_owner(path: Path) -> None:
    """Make the file if it is missing; nobody else may write in it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        mode = stat.S_IMODE(path.stat().st_mode)
        if os.name == "posix" and mode & 0o022:
            with suppress(OSError):  # a file system without such rights
                path.chmod(mode & ~0o022)


def load(connection: sqlite3.Connection) -> list[Any]:
    """All rows, the oldest first, also those of an older file."""
    there = _columns(connection)
    if not there:
        return []
    names = (name if name in there else EMPTY.get(name, "''") for name in COLUMNS)
    return connection.execute(f"SELECT {', '.join(names)} FROM diary").fetchall()


def save(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows, all or none; an older table gets what it lacks."""
    connection.execute("BEGIN IMMEDIATE")
    there = _columns(connection)
    if not there:
        kinds = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        connection.execute(f"CREATE TABLE diary ({kinds})")
    for name in COLUMNS.keys() - there if there else ():
        connection.execute(f"ALTER TABLE diary ADD COLUMN {name} {COLUMNS[name]}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO diary ({', '.join(COLUMNS)}) VALUES ({marks})", rows)
    connection.execute("COMMIT")


def _columns(connection: sqlite3.Connection) -> set[str]:
    """The names of the columns that the file has; none if it has no table."""
    return {name for _, name, *_ in connection.execute("PRAGMA table_info(diary)")}


def set_aside(path: Path, why: str) -> Path:
    """Give a file, and what SQLite keeps beside it, another name; where it lies now.

    Parameters
    ----------
    path
        The file.
    why
        A word for the new name.

    Returns
    -------
    Path
        The new name; nothing of this name was there.

    Raises
    ------
    OSError
        If it cannot be renamed.
    """
    aside = path.with_name(f"{path.stem}-{why}-{time.time_ns()}{path.suffix}")
    path.rename(aside)
    for ending in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside
