"""Two columns to bring together, one dropdown for each entry on the left."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from coursekit._check_texts import require_mapping, require_text
from coursekit.interactive.display import LOOK, bundle
from coursekit.questions.answers import lettered, positions, register

HERE = Path(__file__).parent


class MatchField(anywidget.AnyWidget):
    """A row for each entry: its label and a dropdown."""

    _esm = HERE / "match.mjs"
    _css = LOOK

    question = t.Unicode("").tag(sync=True)
    left = t.List(t.Unicode()).tag(sync=True)
    right = t.List(t.Unicode()).tag(sync=True)
    picked = t.List(t.Int()).tag(sync=True)
    feedback = t.Unicode("").tag(sync=True)


class Match:
    """Pairs to find: marked as soon as every row has a choice."""

    def __init__(self, id: str, pairs: Mapping[str, str], question: str) -> None:
        require_text("match", "id", id)
        require_text("match", "question", question)
        require_mapping("match", "pairs", pairs, "text")
        if len(pairs) < 2 or len(set(pairs.values())) < len(pairs):
            raise ValueError(f"match {id!r}: expected at least two pairs, and no right side twice.")
        self.id, self.pairs, self.right = id, dict(pairs), sorted(pairs.values())
        self.field = MatchField(
            question=question,
            left=list(pairs),
            right=lettered(self.right),
            picked=[-1] * len(pairs),
        )
        self.field.observe(self._mark, names="picked")
        register(id, self.take)

    @property
    def feedback(self) -> str:
        """What was said to the last choice; empty while a row is open."""
        return self.field.feedback

    def take(self, text: str) -> str:
        """Choose by letters, one for each row from the top."""
        chosen = positions(text, self.right)
        if len(chosen) != len(self.pairs):
            raise ValueError(
                f"answer: got {len(chosen)} letters, expected {len(self.pairs)}: one for each row."
            )
        self.field.picked = chosen
        return self.feedback

    def _mark(self, change: Any) -> None:
        rows = zip(self.pairs.items(), self.field.picked, strict=True)
        open_rows = -1 in self.field.picked
        wrong = [] if open_rows else [a for (a, b), i in rows if self.right[i] != b]
        right = len(self.pairs) - len(wrong)
        again = f" Think again about: {', '.join(wrong)}." if wrong else ""
        self.field.feedback = "" if open_rows else f"{right} of {len(self.pairs)} pairs fit.{again}"

    def __repr__(self) -> str:
        return "\n".join((self.field.question, *self.pairs, *lettered(self.right)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        left = "".join(f"<li>{escape(text)}</li>" for text in self.pairs)
        right = "".join(f"<li>{escape(text)}</li>" for text in lettered(self.right))
        question = f"<p><strong>{escape(self.field.question)}</strong></p>"
        html = f'{question}<ul>{left}</ul><ul style="list-style: none">{right}</ul>'
        return bundle(self.field, html, repr(self))


def match(
    id: str, pairs: Mapping[str, str], question: str = "Which ones belong together?"
) -> Match:
    """Ask for the pairs between two columns.

    Parameters
    ----------
    id : str
        A name that no other question has, such as "01.table".
    pairs : mapping of str to str
        At least two pairs; the right sides are shown in alphabetical order.
    question : str
        What is asked.

    Returns
    -------
    Match
        Show it as the last expression of a cell. `answer(id, "c a b")` does the same by typing.

    Raises
    ------
    ValueError
        If there are fewer than two pairs, or a right side stands there twice.

    Notes
    -----
    After the last choice it says how many pairs fit and which rows do not.

    Examples
    --------
    >>> match("doc.7", {"loss": "red pen", "guess": "answer"})
    Which ones belong together?
    loss
    guess
    a) answer
    b) red pen
    """
    return Match(id, pairs, question)
