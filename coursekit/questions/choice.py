"""One question with a few options: radio buttons in a group, and a line that answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from coursekit._check_texts import require_text, require_texts
from coursekit.interactive.display import LOOK, bundle
from coursekit.questions.answers import lettered, position, register

HERE = Path(__file__).parent


class ChoiceField(anywidget.AnyWidget):
    """Radio buttons with a question above and a line for the answer below."""

    _esm = HERE / "choice.mjs"
    _css = LOOK

    question = t.Unicode("").tag(sync=True)
    options = t.List(t.Unicode()).tag(sync=True)
    picked = t.Int(-1).tag(sync=True)
    feedback = t.Unicode("").tag(sync=True)


class Choice:
    """A question that can be answered by clicking, by keys and by typing.

    Parameters
    ----------
    id : str
        The name under which `answer(id, "b")` finds it.
    question : str
        What is asked.
    options : sequence of str
        At least two, in the order in which they are shown.
    reply : callable
        `reply(i) -> str`: what is said when option i is picked.

    Raises
    ------
    ValueError
        If there are fewer than two options, or two are the same.
    """

    def __init__(
        self, id: str, question: str, options: Sequence[str], reply: Callable[[int], str]
    ) -> None:
        require_text(f"question {id!r}", "id", id)
        require_text(f"question {id!r}", "question", question)
        require_texts(f"question {id!r}", "options", options)
        options = [str(option) for option in options]
        if len(options) < 2 or len(set(options)) < len(options):
            raise ValueError(
                f"question {id!r}: the options are {list(options)}, expected at least two "
                "different ones."
            )
        self.id, self.question, self.options, self._reply = id, question, tuple(options), reply
        self.field = ChoiceField(question=question, options=lettered(options))
        self.field.observe(self._pick, names="picked")
        register(id, self.take)

    @property
    def feedback(self) -> str:
        """What was said to the last pick; empty before the first."""
        return self.field.feedback

    def take(self, text: str) -> str:
        """Pick an option by its letter or its text."""
        self.field.picked = position(text, self.options)
        return self.feedback

    def _pick(self, change: Any) -> None:
        self.field.feedback = self._reply(change["new"])

    @property
    def html(self) -> str:
        """The question and its options, without any answer."""
        items = "".join(f"<li>{escape(text)}</li>" for text in lettered(self.options))
        style = "list-style: none; padding-left: 1em"
        return f'<p><strong>{escape(self.question)}</strong></p><ul style="{style}">{items}</ul>'

    def __repr__(self) -> str:
        return "\n".join((self.question, *lettered(self.options)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.field, self.html, repr(self))
