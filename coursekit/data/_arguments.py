"""Sentences for arguments of the data functions: switches, texts and paths."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from coursekit._checks import what


def require_flag(where: str, name: str, value: Any) -> None:
    """True or False: the text "no" would count as true."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{where}: {name} is {what(value)}, expected True or False.")


def require_text(where: str, name: str, value: Any, example: str) -> None:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"{where}: {name} is {what(value)}, expected a text such as {example!r}.")


def require_texts(where: str, name: str, value: Any, example: str) -> None:
    """A list or a tuple of different texts: one text alone would be cut into letters."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected a list of texts such as {example}."
        )
    double = [text for text in value if value.count(text) > 1]
    if double:
        raise ValueError(
            f"{where}: {name} holds {double[0]!r} twice, expected a name of its own for each."
        )


def path_of(where: str, name: str, value: Any) -> Path:
    """The path of a file or a folder; ~ is the home folder."""
    if not isinstance(value, (str, Path)) or not str(value).strip("\0") or "\0" in str(value):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected the name of a file or a folder, such as "
            "'pets.csv' or 'my_pets'."
        )
    return Path(os.path.expanduser(value))
