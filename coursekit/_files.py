"""A file of named arrays (.npz): written whole or not at all, and read without running anything."""

from __future__ import annotations

import os
from collections.abc import Mapping

import numpy as np

from coursekit._check_texts import require_path
from coursekit._typing import Array


def write_arrays(path: str | os.PathLike[str], arrays: Mapping[str, Array]) -> None:
    """Write the arrays beside the file first; it is replaced only when they are complete."""
    require_path("save", "path", path)
    path = os.fspath(path)
    unfinished = f"{path}.unfinished"
    try:
        with open(unfinished, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(unfinished, path)
    except OSError as error:
        if os.path.exists(unfinished):
            os.remove(unfinished)
        raise OSError(
            f"save: could not write {path} ({error.strerror or error}). Nothing was lost: the "
            "network is still in memory. Free some space or choose another folder."
        ) from error


def read_arrays(path: str | os.PathLike[str]) -> dict[str, Array]:
    """The arrays of a file that `write_arrays` wrote."""
    require_path("load", "path", path)
    path = os.fspath(path)
    if not os.path.exists(path):
        raise FileNotFoundError(
            f"load: path is {path}, and there is no such file, expected one that save() wrote. "
            "Did save() use another name?"
        )
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as archive:
            return dict(archive)
    except Exception as error:
        raise ValueError(
            f"load: {path} is not a file that save() wrote, or it is damaged ({error})."
        ) from error
