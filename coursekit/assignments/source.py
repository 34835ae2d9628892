"""Read a source: a script in percent form, with a line for each thing to be marked.

# %% [markdown]                  a text, each line behind "# "
# %%                             code that learners see and do not edit
# %% folded                      the same, closed until one opens it: it need not be read
# %% solution relu points=2      the cell for relu, and the check that gives 2 points
# %% bring relu points=2         the same, where a lesson has asked for relu: a call brings it along
# %% essay why-a-bend points=2   a question's answer, marked by hand; below stands a model answer
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MARK = re.compile(r"^# %%[ \t]*(.*)$", re.MULTILINE)
GRADED = re.compile(r"(solution|bring|essay) ([A-Za-z0-9_-]+) points=(\d+)")


class Part(NamedTuple):
    """A piece of a source: text or code, or something to be marked, which has a name."""

    kind: str
    text: str
    name: str = ""
    points: int = 0
    folded: bool = False


def parts(script: str) -> Iterator[Part]:
    """The pieces of a source, in their order."""
    _, *pieces = MARK.split(script)
    for head, body in zip(pieces[::2], pieces[1::2], strict=True):
        if graded := GRADED.fullmatch(head):
            kind, name, points = graded.groups()
            yield Part(kind, _uncommented(body), name, int(points))
        elif head == "[markdown]":
            yield Part("markdown", _uncommented(body))
        elif head in ("", "folded"):
            yield Part("code", body.strip("\n"), folded=head == "folded")
        else:
            raise ValueError(
                f"The line '# %% {head}' is neither '# %%', '# %% folded', '# %% [markdown]', "
                "'# %% solution NAME points=N', '# %% bring NAME points=N' nor "
                "'# %% essay NAME points=N'."
            )


def _uncommented(body: str) -> str:
    """Text without the "# " in front of each line."""
    return re.sub(r"^# ?", "", body, flags=re.MULTILINE).strip("\n")
