"""A few questions on earlier lessons, answered from memory and marked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from random import Random
from typing import Any

import ipywidgets

from coursekit._check_texts import require_mapping, require_text
from coursekit._checks import what
from coursekit.interactive.display import bundle
from coursekit.progress.diary import Kind, learners_diary
from coursekit.questions.choice import Choice

BACK = "Back from an earlier lesson, so that it stays:"


@dataclass(frozen=True)
class Question:
    """One question; every option has its own reply.

    Parameters
    ----------
    id : str
        A name that no other question has, such as "02.r1".
    text : str
        What is asked.
    options : mapping of str to str
        Each option with what is said to it: a hint for a wrong one, the reason for the right one.
    right : str
        The right option.

    Raises
    ------
    ValueError
        If `right` is not among the options, or an option has no reply.
    """

    id: str
    text: str
    options: Mapping[str, str]
    right: str

    def __post_init__(self) -> None:
        for name in ("id", "text", "right"):
            require_text(type(self).__name__, name, getattr(self, name))
        require_mapping(type(self).__name__, "options", self.options, "text")
        if self.right not in self.options:
            raise ValueError(
                f"{type(self).__name__} {self.id!r}: right is {self.right!r}, expected one of "
                f"{', '.join(self.options)}."
            )
        if not all(self.options.values()):
            raise ValueError(
                f"{type(self).__name__} {self.id!r}: options has an empty reply, "
                "expected a reply for each."
            )

    @property
    def shown(self) -> list[str]:
        """The options as they are shown: shuffled, always in the same way for this id."""
        options = list(self.options)
        Random(self.id).shuffle(options)
        return options

    def reply(self, option: str) -> str:
        """What is said to an option."""
        return f"{'Right' if option == self.right else 'Not yet'}. {self.options[option]}"


class Recall:
    """Some questions under each other, and some that come back under a line of their own.

    Parameters
    ----------
    questions : sequence of Question
        The questions.
    repeated : sequence of Question, optional
        Questions that were asked before.

    Notes
    -----
    The first pick of each is written into the learner's diary as right or missed: it decides when
    the question comes back. Nothing is open before `choices` is asked for or a cell shows it.
    """

    def __init__(self, questions: Sequence[Question], repeated: Sequence[Question] = ()) -> None:
        self.questions, self.repeated = tuple(questions), tuple(repeated)
        self._noted: set[str] = set()

    @cached_property
    def choices(self) -> list[Choice]:
        """The questions as radio buttons; once they are made, typing answers them, too."""
        return [
            Choice(q.id, q.text, q.shown, partial(self._reply, q))
            for q in (*self.questions, *self.repeated)
        ]

    @cached_property
    def box(self) -> Any:
        """All of it as a widget."""
        line = ipywidgets.HTML(f"<p>{escape(BACK)}</p>")
        return ipywidgets.VBox(self._parted([choice.field for choice in self.choices], line))

    def open(self) -> None:
        """Make the questions answerable by typing before a cell shows them."""
        assert len(self.choices) == len(self.questions) + len(self.repeated)

    @property
    def score(self) -> int:
        """How many stand right now."""
        return sum(choice.feedback.startswith("Right") for choice in self.choices)

    def _reply(self, question: Question, i: int) -> str:
        """What is said to option i; the first one is noted."""
        option = question.shown[i]
        if question.id not in self._noted:
            self._noted.add(question.id)
            kind: Kind = "right" if option == question.right else "missed"
            learners_diary().add(question.id, kind, option)
        return " ".join(filter(None, [question.reply(option), learners_diary().trouble()]))

    def _parted(self, parts: list[Any], line: Any) -> list[Any]:
        """A part for each question, and a line above those that come back."""
        n = len(self.questions)
        return [*parts[:n], line, *parts[n:]] if self.repeated else parts

    def __repr__(self) -> str:
        return "\n".join(self._parted([repr(choice) for choice in self.choices], BACK))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        line = f"<p>{escape(BACK)}</p>"
        html = "".join(self._parted([choice.html for choice in self.choices], line))
        return bundle(self.box, html, repr(self))


def recall(*questions: Question) -> Recall:
    """Ask questions on earlier lessons; each answer is marked at once, and one may try again.

    Parameters
    ----------
    *questions : Question
        Usually three.

    Returns
    -------
    Recall
        Show it as the last expression of a cell. `answer(id, "b")` answers one by typing.

    Raises
    ------
    ValueError
        If there is no question.

    References
    ----------
    Roediger and Karpicke (2006), Test-Enhanced Learning, Psychological Science 17.

    Examples
    --------
    >>> recall(Question("doc.5", "2 + 2?", {"4": "Two pairs.", "22": "Text adds up so."}, "4"))
    2 + 2?
    a) 4
    b) 22
    """
    for question in questions:
        if not isinstance(question, Question):
            raise TypeError(f"recall: one of questions is {what(question)}, expected a Question.")
    if not questions:
        raise ValueError("recall: got no question, expected at least one Question.")
    return Recall(questions)
