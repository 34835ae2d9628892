"""A few questions on earlier lessons, answered from memory and marked at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets

from coursekit.widgets.choice import Choice
from coursekit.widgets.display import bundle


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
        if self.right not in self.options:
            raise ValueError(
                f"question {self.id!r}: right is {self.right!r}, expected one of "
                f"{', '.join(self.options)}."
            )
        if not all(self.options.values()):
            raise ValueError(
                f"question {self.id!r}: expected a reply for each option, one is empty."
            )

    def reply(self, i: int) -> str:
        """What is said to option i."""
        option = list(self.options)[i]
        return f"{'Right' if option == self.right else 'Not yet'}. {self.options[option]}"


class Recall:
    """Some questions under each other."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.choices = [Choice(q.id, q.text, list(q.options), q.reply) for q in questions]
        self.box = ipywidgets.VBox([choice.field for choice in self.choices])

    @property
    def score(self) -> int:
        """How many stand right now."""
        return sum(choice.feedback.startswith("Right") for choice in self.choices)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.choices))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html = "".join(choice.html for choice in self.choices)
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
    if not questions:
        raise ValueError("recall: got no question, expected at least one Question.")
    return Recall(questions)
