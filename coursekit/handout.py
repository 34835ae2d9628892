"""The learner's own folder: copies of the notebooks without outputs; what was written stays."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from coursekit.progress.place import foreign

FOLDERS = ("notebooks", "exercises")
KEPT = Path(".coursekit")
MANIFEST = KEPT / "handed_out.json"
REMEDIES = {
    errno.ENOSPC: "Free some space on the disk",
    errno.EDQUOT: "Free some space on the disk",
    errno.EACCES: "Copy the course into a folder of your own",
    errno.EPERM: "Copy the course into a folder of your own",
    errno.EROFS: "Copy the course into a folder of your own",
}

NEWS = {
    "missing": "New in your folder: {names}.",
    "old": "Newer than before, since you had not written in it: {names}.",
    "yours, old": "The course has another version of {names}. What you wrote there stays. For "
    "the course's version type the same command with --fresh {numbers}; yours is kept beside "
    "it.",
    "unreadable": "{names} cannot be read as a notebook and stays as it is. For a fresh copy "
    "type the same command with --fresh {numbers}.",
    "broken": "The course's own {names} cannot be read as a notebook; your copy stays as it "
    "is. Get the course again.",
}
"""What the learner should know, one sentence for each kind of news."""


class HandOutError(Exception):
    """Why copies cannot be handed out and what to do, in sentences for the learner."""


class Given(NamedTuple):
    """What a copy was when it was handed out.

    Parameters
    ----------
    cells
        The digest of what stands in its cells: a copy with another one was written in.
    copy
        The digest of the whole file: where the course has another one, it has a newer version.
    """

    cells: str
    copy: str


def names(course: Path, number: str = "") -> list[str]:
    """The course's notebooks, lessons before exercises.

    Parameters
    ----------
    course
        The folder that holds `notebooks` and `exercises`.
    number
        The two digits of a lesson, or nothing for all.

    Returns
    -------
    list of str
        Paths from the course's folder, such as "notebooks/03_loss.ipynb".

    Examples
    --------
    >>> names(Path(__file__).parents[1], "03")
    ['notebooks/03_loss.ipynb', 'exercises/03_loss.ipynb']
    """
    pattern = f"{number}_*.ipynb" if number else "[0-9a-z]*.ipynb"  # Lab's own are Untitled
    return [
        f"{folder}/{path.name}"
        for folder in FOLDERS
        for path in sorted((course / folder).glob(pattern))
    ]


def hand_out(course: Path, folder: Path, fresh: str | None = None) -> list[str]:
    """Put copies of the course's notebooks, without outputs, into a learner's folder.

    Parameters
    ----------
    course
        The folder that holds `notebooks` and `exercises`.
    folder
        The learner's own; it is made where it is missing.
    fresh
        The number of a lesson whose copies are replaced by new ones, exercises included; what was
        written in the old ones is kept beside them under another name.

    Returns
    -------
    list of str
        What was done, in sentences for the learner; none where there was nothing to do.

    Raises
    ------
    HandOutError
        If the folder cannot be used or there is no such lesson. Whatever was written is still
        there, and each file is whole.

    Notes
    -----
    A copy that differs in its cells from what was handed out was written in and is never replaced.
    Outputs, the form of the file and blank cells make no difference. Nothing locks the folder:
    each file is complete before it gets its name, so two calls at once do the same thing twice.
    """
    wanted = fresh.zfill(2) if fresh is not None else None
    numbers = sorted({_number(name) for name in names(course) if _number(name).isdigit()})
    if wanted is not None and wanted not in numbers:
        raise HandOutError(f"There is no lesson {fresh}. There are {_listed(numbers)}.")
    if os.path.lexists(folder) and not folder.is_dir():
        raise HandOutError(
            f"{folder} is no folder, and a folder of this name is to hold your copies of the "
            "lessons. Give it another name, then type the same command again."
        )
    if foreign(folder):
        raise HandOutError(
            f"{folder} belongs to somebody else. Copy the course into a folder of your own, then "
            "type the same command there."
        )
    try:
        (folder / KEPT).mkdir(parents=True, exist_ok=True)
        return _hand_out(course, folder, wanted)
    except OSError as error:
        remedy = REMEDIES.get(error.errno or 0, "Look what is there")
        raise HandOutError(
            f"Your copies in {folder} are not complete ({error}). What you wrote is all there. "
            f"{remedy}, then type the same command again."
        ) from error


def _number(name: str) -> str:
    """The two digits of the lesson that a notebook belongs to."""
    return name.partition("/")[2][:2]


def _hand_out(course: Path, folder: Path, wanted: str | None) -> list[str]:
    """Hand out every notebook and write down what was given, whatever comes between."""
    known = _known(folder / MANIFEST)
    given = dict(known)
    found: dict[str, list[str]] = {}
    said = []
    try:
        for name in names(course):
            try:
                text, new = _without_outputs(course / name)
            except ValueError:
                found.setdefault("broken", []).append(name)
                continue
            state = _state(folder / name, new, known.get(name))
            if _number(name) == wanted:
                said.append(_replace(folder, name, text, state))
                state = "fresh"
            elif state in ("missing", "old"):
                _write(folder, name, text)
            found.setdefault(state, []).append(name)
            stays = state in ("yours", "yours, old", "unreadable")
            given[name] = known.get(name, new) if stays else new
    finally:
        if given != known:
            entries = {name: entry._asdict() for name, entry in sorted(given.items())}
            _write(folder, str(MANIFEST), json.dumps(entries, indent=1) + "\n")
    return [*said, *_sentences(folder, found)]


def _known(manifest: Path) -> dict[str, Given]:
    """What was handed out so far; nothing where that was not written down or is damaged."""
    try:
        entries = json.loads(manifest.read_text("utf-8"))
        return {name: Given(entry["cells"], entry["copy"]) for name, entry in entries.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _digest(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()


def _read(file: Path) -> tuple[dict[str, Any], str]:
    """A notebook, and the digest of what stands in its cells; ValueError where it is none."""
    try:
        notebook = json.loads(file.read_text("utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{file} is no notebook") from error
    written = [(kind, source.replace("\r\n", "\n").strip()) for kind, source in cells]
    return notebook, _digest(json.dumps([cell for cell in written if cell[1]]))


def _without_outputs(file: Path) -> tuple[str, Given]:
    """The text of the copy that is handed out of a notebook."""
    notebook, cells = _read(file)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    return text, Given(cells, _digest(text))


def _state(mine: Path, new: Given, before: Given | None) -> str:
    """What stands in the learner's folder, seen beside what the course has and what was given."""
    if not os.path.lexists(mine):
        return "missing"
    try:
        _, cells = _read(mine)
    except (ValueError, OSError):
        return "unreadable"
    if cells == new.cells or (before and cells == before.cells):
        return "old" if before and before.copy != new.copy else "as given"
    return "yours" if before and before.cells == new.cells else "yours, old"


def _write(folder: Path, name: str, text: str, keep: bool = False) -> str:
    """Put a whole file in place, and return where the one before it is kept, if it is to be."""
    part = folder / KEPT / f"{Path(name).name}.{os.getpid()}"
    (folder / name).parent.mkdir(exist_ok=True)
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        kept = _keep(folder / name) if keep else ""
        os.replace(part, folder / name)
    finally:
        part.unlink(missing_ok=True)
    return kept


def _keep(file: Path, number: int = 1) -> str:
    """Copy a file to a name that no other has, with the day on which it was last saved."""
    day = date.fromtimestamp(file.stat().st_mtime)
    more = f", {number}" if number > 1 else ""
    kept = file.with_name(f"{file.stem} (yours, {day}{more}){file.suffix}")
    try:
        copy = kept.open("xb")  # of two calls at once only one gets the name
    except FileExistsError:
        return _keep(file, number + 1)
    try:
        with copy:
            copy.write(file.read_bytes())
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return kept.name


def _replace(folder: Path, name: str, text: str, state: str) -> str:
    """Put a fresh copy in the place of the learner's; what came of theirs, as a sentence."""
    if state in ("missing", "as given", "old"):
        _write(folder, name, text)
        return f"{name} is fresh; there was nothing of yours in it."
    return f"{name} is fresh; yours is now: {_write(folder, name, text, keep=True)}"


def _listed(words: Iterable[str]) -> str:
    """Words as one reads them out."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _sentences(folder: Path, found: Mapping[str, list[str]]) -> list[str]:
    """All the news there are."""
    if "missing" in found and found.keys() <= {"missing", "fresh"}:
        return [f"Your own copies of the lessons are in {folder}. What you write there stays."]
    return [
        sentence.format(
            names=_listed(found[state]),
            numbers=" or ".join(sorted(set(map(_number, found[state])))),
        )
        for state, sentence in NEWS.items()
        if state in found
    ]
