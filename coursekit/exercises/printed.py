"""Catch what an answer prints and asks for, so that it can be shown and costs nothing."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import TextIOBase
from typing import Any

MOST = 10_000
"""How many characters are kept."""
LINES = 8
"""How many lines are shown."""
WIDTH = 200


class Printed(TextIOBase):
    """A stream that keeps the beginning of what is written to it.

    Examples
    --------
    >>> out = Printed()
    >>> print("one line", file=out)
    >>> out.text()
    'one line'
    """

    def __init__(self) -> None:
        self._kept = ""
        self._lines = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Keep it as long as there is room; count the lines of the rest."""
        self._kept += text[: MOST - len(self._kept)]
        self._lines += text.count("\n")
        return len(text)

    def text(self) -> str:
        """The first lines, and how many more there were."""
        lines = self._kept.splitlines()
        shown = [line if len(line) <= WIDTH else f"{line[:WIDTH]} …" for line in lines[:LINES]]
        more = max(self._lines, len(lines)) - len(shown)
        return "\n".join([*shown, *([f"… and {more} more"] if more > 0 else [])])


@contextmanager
def caught() -> Iterator[Printed]:
    """Both streams go into one `Printed`, and `input()` says that nobody answers here.

    Yields
    ------
    Printed
        What was written in the meantime, also through streams that somebody had kept.
    """
    out, ask = Printed(), builtins.input
    old = {id(stream): stream for stream in (sys.stdout, sys.stderr)}.values()
    with redirect_stdout(out), redirect_stderr(out):
        for stream in old:
            with suppress(TypeError, KeyError):
                vars(stream)["write"] = out.write
        vars(builtins)["input"] = _nobody_answers
        try:
            yield out
        finally:
            vars(builtins)["input"] = ask
            for stream in old:
                with suppress(TypeError, KeyError):
                    del vars(stream)["write"]


def _nobody_answers(prompt: Any = "") -> str:
    """What `input` does while an answer is tried."""
    raise EOFError("input() asks a person; an answer gets all it needs as arguments")
