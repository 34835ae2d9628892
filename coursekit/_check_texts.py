"""Sentences for texts, flags and dicts that do not fit, as in `_checks` for numbers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import numpy as np

from coursekit._checks import short, what


def require_path(where: str, name: str, value: Any) -> None:
    """The name of a file."""
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{where}: {name} is {what(value)}, expected the name of a file.")
    if not os.fspath(value) or "\0" in os.fspath(value):
        raise ValueError(f"{where}: {name} is {value!r}, expected the name of a file.")


def require_text(where: str, name: str, value: Any) -> None:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected a text. Write it in quotes, like this: "
            f'{name}="…".'
        )


def require_texts(where: str, name: str, value: Any) -> None:
    """A list of texts; numbers count, they can be written too."""
    row = isinstance(value, (list, tuple, range)) or np.ndim(value) == 1
    if not row or not all(isinstance(part, (str, int, float, np.number)) for part in value):
        raise TypeError(
            f"{where}: {name} is {what(value)}, expected a list of texts. "
            f'Try {name}=["cat", "dog"].'
        )


def require_flag(where: str, name: str, value: Any) -> None:
    """True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{where}: {name} is {what(value)}, expected True or False.")


def require_mapping(where: str, name: str, value: Any, kind: str) -> None:
    """A dict with texts as keys, at least one; `kind` says what its values are."""
    expected = f"expected a dict name -> {kind}."
    if not isinstance(value, Mapping):
        raise TypeError(f'{where}: {name} is {what(value)}, {expected} Try {name}={{"one": …}}.')
    if not value or not all(isinstance(key, str) for key in value):
        raise ValueError(f"{where}: {name} is {short(value)}, {expected} Each name is a text.")
    if kind == "text":
        for key, said in value.items():
            require_text(where, f"{name}[{key!r}]", said)
