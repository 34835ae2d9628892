"""The easier version of an exercise: with two blanks, then finished with commentary.

It is written once, commented; what stands between « and » becomes a blank.
"""

from __future__ import annotations

import re

BLANK = "____"
MARKED = re.compile("«(.+?)»")


def finished(easier: str) -> str:
    """The function, complete, with a comment at each step."""
    return MARKED.sub(r"\1", easier).strip()


def with_blanks(easier: str) -> str:
    """The same with its marked places left open."""
    return MARKED.sub(BLANK, easier).strip()
