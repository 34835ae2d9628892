"""Where a learner's diary lies: with the course if that is the learner's own, else at home."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2]
OFF, FILE = "off", "progress.sqlite"


def place() -> Path | None:
    """Where the diary lies.

    Returns
    -------
    Path or None
        The file that the environment variable COURSEKIT_PROGRESS names, or None if it says "off".
        Without the variable: None under pytest (notebooks that are tested must not depend on
        anybody's progress), `.coursekit` in the course's folder where that is the user's own, or
        the user's folder for data.

    Examples
    --------
    >>> place() is None  # under pytest
    True
    """
    chosen = os.environ.get("COURSEKIT_PROGRESS") or ("PYTEST_VERSION" in os.environ and OFF)
    if chosen:
        return None if chosen == OFF else Path(chosen).expanduser()
    beside = COURSE / ".coursekit" / FILE
    mine = all(map(own, (COURSE, beside.parent, beside)))
    return beside if mine and (COURSE / "notebooks").is_dir() else _user_data() / FILE


def own(path: Path) -> bool:
    """Whether a file or folder is the user's own to write in, or not there yet.

    Parameters
    ----------
    path
        A file or folder.

    Returns
    -------
    bool
        False for one that somebody else owns or that is read-only.

    Notes
    -----
    Windows has no owner's number; there it counts as own if it lies in the user's profile.

    Examples
    --------
    >>> own(Path("/no/such/folder"))
    True
    """
    if not path.exists():
        return True
    if sys.platform == "win32":
        return path.resolve().is_relative_to(Path.home().resolve())
    return not foreign(path) and os.access(path, os.W_OK)


def foreign(path: Path) -> bool:
    """Whether a file or folder is there and belongs to somebody else.

    Parameters
    ----------
    path
        A file or folder.

    Returns
    -------
    bool
        False on Windows, where the rights of a user's profile keep others out.

    Examples
    --------
    >>> foreign(Path.home())
    False
    """
    if sys.platform == "win32":
        return False
    try:
        return path.stat().st_uid != os.getuid()
    except FileNotFoundError:
        return False


def _user_data() -> Path:
    """The folder in which programs keep a user's data, on each system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "coursekit"
    if sys.platform == "darwin":
        return home / "Library/Application Support/coursekit"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "coursekit"
