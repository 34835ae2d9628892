"""Shuffled lines to put in order; some of them may not belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from coursekit._check_texts import require_mapping, require_text, require_texts
from coursekit.interactive.display import LOOK, bundle
from coursekit.questions.answers import lettered, positions, register

HERE = Path(__file__).parent


class OrderField(anywidget.AnyWidget):
    """A list whose lines move by buttons; where some do not belong, each can be left out."""

    _esm = HERE / "order.mjs"
    _css = LOOK

    question = t.Unicode("").tag(sync=True)
    lines = t.List(t.Unicode()).tag(sync=True)
    order = t.List(t.Int()).tag(sync=True)
    used = t.List(t.Bool()).tag(sync=True)
    removable = t.Bool(True).tag(sync=True)
    checks = t.Int(0).tag(sync=True)
    feedback = t.Unicode("").tag(sync=True)


class Order:
    """A puzzle of lines: up and down buttons, ticks if a line may not belong, a check button."""

    def __init__(
        self,
        id: str,
        lines: Sequence[str],
        distractors: Mapping[str, str],
        question: str,
        reason: str,
        loose: Mapping[str, str],
    ) -> None:
        for name, said in {"id": id, "question": question, "reason": reason}.items():
            require_text("order", name, said)
        require_texts("order", "lines", lines)
        for name, more in {"distractors": distractors, "loose": loose}.items():
            if not isinstance(more, Mapping) or more:
                require_mapping("order", name, more, "text")
        lines = [str(line) for line in lines]
        self.id, self.right, self.distractors = id, list(lines), dict(distractors)
        self.reason, self.loose = reason, dict(loose)
        if not {*loose, *loose.values()} <= {*lines}:
            raise ValueError(f"order {id!r}: expected every loose line among the lines.")
        shown = sorted({*lines, *distractors}, key=str.lstrip)
        if len(shown) < max(2, len(lines) + len(distractors)):
            raise ValueError(f"order {id!r}: expected at least two lines, and no line twice.")
        if shown == self.right:
            shown.reverse()
        self.shown = shown
        self.field = OrderField(
            question=question,
            lines=lettered(shown),
            order=list(range(len(shown))),
            used=[True] * len(shown),
            removable=bool(distractors),
        )
        self.field.observe(self._check, names="checks")
        register(id, self.take)

    @property
    def feedback(self) -> str:
        """What was said to the last check; empty before the first."""
        return self.field.feedback

    def take(self, text: str) -> str:
        """Put the lines in the order of these letters, leave the others out, and check."""
        chosen = positions(text, self.shown)
        rest = [i for i in range(len(self.shown)) if i not in chosen]
        with self.field.hold_sync():
            self.field.order = [*dict.fromkeys(chosen), *rest]
            self.field.used = [i in chosen for i in range(len(self.shown))]
            self.field.checks += 1
        return self.feedback

    def _check(self, change: Any) -> None:
        chosen = [self.shown[i] for i in self.field.order if self.field.used[i]]
        self.field.feedback = self._reply(chosen)

    def _reply(self, chosen: list[str]) -> str:
        """The first thing to mend: a line too many, a line too few, the order."""
        for line in chosen:
            if line in self.distractors:
                return (
                    f"Not yet. One line does not belong: {line.strip()} — {self.distractors[line]}"
                )
        if len(chosen) < len(self.right):
            return "Not yet. A line that belongs is left out."
        fits = max(n for n in range(len(chosen) + 1) if self._begins(chosen[:n]))
        if fits == len(self.right):
            return f"Right. {self.reason}"
        return f"Not yet. From the top, {fits} of {len(self.right)} lines stand where they should."

    def _begins(self, lines: list[str]) -> bool:
        """Whether a right order can begin with these lines."""
        fixed = [line for line in lines if line not in self.loose]
        wanted = [line for line in self.right if line not in self.loose]
        below = all(
            self.loose[line] in lines[:place]
            for place, line in enumerate(lines)
            if line in self.loose
        )
        return below and fixed == wanted[: len(fixed)]

    def __repr__(self) -> str:
        return "\n".join((self.field.question, *lettered(self.shown)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        code = escape("\n".join(lettered(self.shown)))
        html = f"<p><strong>{escape(self.field.question)}</strong></p><pre>{code}</pre>"
        return bundle(self.field, html, repr(self))


def order(
    id: str,
    lines: Sequence[str],
    distractors: Mapping[str, str] | None = None,
    question: str = "",
    reason: str = "In this order it runs.",
    loose: Mapping[str, str] | None = None,
) -> Order:
    """Ask for the order of shuffled lines.

    Parameters
    ----------
    id : str
        A name that no other question has, such as "01.cycle".
    lines : sequence of str
        At least two different lines in the right order.
    distractors : mapping of str to str, optional
        Lines that do not belong, each with a hint on why.
    question : str
        What is asked; left out, to put the lines in order.
    reason : str
        What is said to the right order.
    loose : mapping of str to str, optional
        Lines that may stand anywhere below another line, each with that other one.

    Returns
    -------
    Order
        Show it as the last expression of a cell. `answer(id, "b a c")` does the same by typing.

    Raises
    ------
    ValueError
        If there are fewer than two lines, one stands there twice, or a loose one does not.

    Notes
    -----
    The lines are shown in alphabetical order, reversed if that is the solution.

    References
    ----------
    Ericson, Margulieux and Rick (2017), Solving Parsons Problems versus Fixing and Writing Code.

    Examples
    --------
    >>> order("doc.6", ["guess", "score"], question="Which comes first?")
    Which comes first?
    a) score
    b) guess
    """
    extra = {} if distractors is None else distractors
    untick = " Untick a line that does not belong." if isinstance(extra, Mapping) and extra else ""
    require_text("order", "question", question)
    asked = question or f"Put the lines in order.{untick}"
    return Order(id, lines, extra, asked, reason, {} if loose is None else loose)
