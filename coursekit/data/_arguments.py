"""Sentences for arguments of the data functions: switches, texts, paths and sizes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

MOST = 10**8
"""How many numbers one call may make: 0.8 GB."""


def require_flag(where: str, name: str, value: Any) -> None:
    """True or False: the text "no" would count as true."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{where}: {name} is {some(value)}, expected True or False.")


def require_text(where: str, name: str, value: Any, example: str) -> None:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"{where}: {name} is {some(value)}, expected a text such as {example!r}.")


def require_texts(where: str, name: str, value: Any, example: str) -> None:
    """A list or a tuple of different texts: one text alone would be cut into letters."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise TypeError(
            f"{where}: {name} is {some(value)}, expected a list of texts such as {example}."
        )
    double = [text for text in value if value.count(text) > 1]
    if double:
        raise ValueError(
            f"{where}: {name} holds {double[0]!r} twice, expected a name of its own for each."
        )


def require_path(where: str, name: str, value: Any) -> Path:
    """The path of a file or a folder; ~ is the home folder."""
    if not isinstance(value, (str, Path)) or "\0" in str(value):
        raise TypeError(
            f"{where}: {name} is {some(value)}, expected the name of a file or a folder, such as "
            "'pets.csv' or 'my_pets'."
        )
    return Path(os.path.expanduser(value))


def require_room(where: str, name: str, value: int, numbers: int) -> None:
    """The numbers that `value` asks for fit into memory."""
    if numbers > MOST:
        raise ValueError(
            f"{where}: {name} is {some(value)}, which asks for more numbers than fit into memory. "
            f"Expected at most {MOST:,} of them; try {name}=100."
        )


def some(value: Any) -> str:
    """What came, in a few words: the value where it is short, and its type."""
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, int) and abs(value) > 10**20:
        return "a number of more than 20 digits"
    if isinstance(value, (str, bytes, bool, int, float, complex, Path, np.generic)):
        shown = str(value) if isinstance(value, np.generic) else repr(value)
        return f"{shown if len(shown) <= 40 else shown[:40] + '…'} (type {type(value).__name__})"
    return f"an object of type {type(value).__name__}"
