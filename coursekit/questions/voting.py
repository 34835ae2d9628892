"""Peer instruction: vote, talk, vote again, and let a cell decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from coursekit._check_texts import require_text
from coursekit._checks import require_count, what
from coursekit.interactive.display import LOOK, Sentence, bundle
from coursekit.progress.diary import Kind, learners_diary
from coursekit.questions.answers import lettered, position, register
from coursekit.questions.hands import next_move, outcome
from coursekit.questions.recalling import Question
from coursekit.questions.settling import ask

HERE = Path(__file__).parent
FIRST = "First vote: for yourself, without a word. Nobody is told anything yet."
TALK = (
    "Your first vote is {}. Now talk for two minutes. {} In a room, find somebody who voted "
    "differently, and each says why. Alone, say why somebody might choose another option. "
    "Then vote again."
)
BOTH = "Your first vote was {}, your second is {}. A cell further down decides."
VOTED = "You voted {}."


@dataclass(frozen=True)
class Ballot(Question):
    """A question to vote on.

    Parameters
    ----------
    id : str
        The lesson and a letter, such as "06-a".
    text : str
        What is asked.
    options : mapping of str to str
        Each option with what is said when the deciding cell has run: a hint for the belief behind
        a wrong one to those who hold it, the reason for the right one to everybody.
    right : str
        The right option.
    talk : str
        What to talk about for two minutes: a sentence or two that give nothing away.

    Raises
    ------
    ValueError
        If `right` is not among the options, an option has no reply, or there is nothing to talk
        about.
    """

    talk: str

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text("Ballot", "talk", self.talk)
        if not self.talk:
            raise ValueError(f"Ballot {self.id!r}: talk is empty, expected what to talk about.")


class VoteField(anywidget.AnyWidget):
    """Radio buttons, a button to cast the vote, and a table to count a room's hands."""

    _esm = HERE / "vote.mjs"
    _css = LOOK

    question = t.Unicode("").tag(sync=True)
    options = t.List(t.Unicode()).tag(sync=True)
    votes = t.List(t.Int()).tag(sync=True)
    status = t.Unicode("").tag(sync=True)
    hands = t.List(t.List(t.Int(min=0))).tag(sync=True)
    room = t.Unicode("").tag(sync=True)


class Vote:
    """Two votes on one question, with two minutes of talk between them.

    Parameters
    ----------
    ballot : Ballot
        The question.
    hands : sequence of sequence of int, optional
        The hands of a room that were counted before, two numbers for each option.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    The votes are written into the learner's diary on this machine and nowhere else; the hands of
    a room are forgotten with the kernel.
    """

    def __init__(self, ballot: Ballot, hands: Sequence[Sequence[int]] = ()) -> None:
        if not isinstance(ballot, Ballot):
            raise TypeError(f"Vote: ballot is {what(ballot)}, expected a Ballot.")
        _require_hands(hands, len(ballot.options))
        self.ballot, self.options = ballot, list(ballot.shown)
        self.right = self.options.index(ballot.right)
        none = [[0, 0] for _ in self.options]
        self.field = VoteField(
            question=ballot.text,
            options=lettered(self.options),
            votes=self._earlier(),
            hands=[list(pair) for pair in hands] or none,
        )
        self._say()
        self._count()
        self.field.observe(self._cast, names="votes")
        self.field.observe(self._count, names="hands")
        register(ballot.id, self.take)
        ask(ballot.id, self._verdict)

    @property
    def votes(self) -> list[str]:
        """The votes so far, in the options' words: none, one or two."""
        return [self.options[i] for i in self.field.votes]

    def take(self, text: str) -> str:
        """Cast the next vote by letter or text; "again" begins anew."""
        fresh = text.strip() == "again"
        kept = self.field.votes[:1]
        self.field.votes = [] if fresh else [*kept, position(text, self.options)]
        return self.field.status

    def count(self, first: Sequence[int], second: Sequence[int] = ()) -> Sentence:
        """Enter a room's hands by typing.

        Parameters
        ----------
        first, second : sequence of int
            Hands for each option in the first vote, and after talking.

        Returns
        -------
        Sentence
            The counts, and what to do next.

        Raises
        ------
        ValueError
            If there is not one number for each option.
        """
        after = second or [0] * len(first)
        if not len(first) == len(after) == len(self.options):
            raise ValueError(
                f"count: got {len(first)} and {len(after)} numbers, expected "
                f"{len(self.options)}: one for each option."
            )
        self.field.hands = [list(pair) for pair in zip(first, after, strict=True)]
        return Sentence(self.field.room)

    def _earlier(self) -> list[int]:
        """The last two votes that the diary holds."""
        votes: list[int] = []
        for entry in learners_diary().entries(self.ballot.id):
            if entry.kind in ("first vote", "second vote") and entry.source in self.options:
                kept = votes[:1] if entry.kind == "second vote" else []
                votes = [*kept, self.options.index(entry.source)]
        return votes

    def _cast(self, change: Any) -> None:
        """Write the new vote down and say what comes next."""
        if change["new"]:
            kind: Kind = "first vote" if len(change["new"]) == 1 else "second vote"
            learners_diary().add(self.ballot.id, kind, self.votes[-1])
        self._say()

    def _say(self) -> None:
        letters = [self.field.options[i] for i in self.field.votes]
        said = (FIRST, TALK, BOTH)[len(letters)]
        values = [*letters, self.ballot.talk] if len(letters) == 1 else letters
        self.field.status = " ".join(
            filter(None, [said.format(*values), learners_diary().trouble()])
        )

    def _rounds(self) -> tuple[list[int], list[int]]:
        """The hands of the first vote, and those after talking."""
        first, second = zip(*self.field.hands, strict=True)
        return list(first), list(second)

    def _count(self, change: Any = None) -> None:
        self.field.room = next_move(*self._rounds(), self.right)

    def _verdict(self) -> str:
        """Both votes, what the cell shows and why, a word to another last vote; then the room."""
        right, replies = self.ballot.right, self.ballot.options
        said = [self._voted(), f"The cell shows: {right}. {replies[right]}"]
        said += [f"To “{vote}”: {replies[vote]}" for vote in self.votes[-1:] if vote != right]
        return " ".join(filter(None, [*said, outcome(*self._rounds(), self.right)]))

    def _voted(self) -> str:
        if len(self.votes) < 2:
            return "".join(f"You voted: {vote}." for vote in self.votes)
        return "First vote: {}. Second vote: {}.".format(*self.votes)

    def __repr__(self) -> str:
        how = f"Vote, talk, vote again: widgets.answer({self.ballot.id!r}, 'b') casts a vote."
        return "\n".join((self.field.question, *self.field.options, how))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        question, *options, how = (escape(line) for line in repr(self).split("\n"))
        items = "".join(f"<li>{text}</li>" for text in options)
        style = "list-style: none; padding-left: 1em"
        html = f'<p><strong>{question}</strong></p><ul style="{style}">{items}</ul><p>{how}</p>'
        return bundle(self.field, html, repr(self))


def _require_hands(hands: Any, K: int) -> None:
    """None yet, or two counts for each option."""
    pairs = isinstance(hands, (list, tuple)) and all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in hands
    )
    if not pairs or len(hands) not in (0, K):
        raise TypeError(
            f"Vote: hands is {what(hands)}, expected two numbers for each of {K} options. "
            "Try [[3, 0], [5, 0]]."
        )
    for pair in hands:
        for count in pair:
            require_count("Vote", "hands", count, least=0)


_open: dict[str, Vote] = {}


def opened(ballot: Ballot) -> Vote:
    """The vote on a ballot, with the hands counted earlier in this kernel."""
    earlier = _open.get(ballot.id)
    hands = earlier.field.hands if earlier else ()
    _open[ballot.id] = Vote(ballot, hands)
    return _open[ballot.id]
