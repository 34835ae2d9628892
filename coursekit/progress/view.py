"""What you have passed and tried, and what to repeat today."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets

from coursekit import plots
from coursekit.interactive.display import bundle
from coursekit.interactive.picture import LivePicture
from coursekit.plots.text import count, listing
from coursekit.progress.diary import learners_diary
from coursekit.progress.report import Course, export, forget, skills
from coursekit.progress.spacing import due

FILE = "coursekit-progress.json"
WARNING = "This forgets all attempts, passes, hints, votes and answers on this machine. Sure?"
STATES = ("passed", "tried, not yet", "open")


class ProgressView:
    """A bar for each lesson, a table of the exercises by name, and what is due today.

    Parameters
    ----------
    course
        The names of the exercises of each lesson, by its number.
    titles
        The title of each lesson, by its number.
    waiting
        Gives the questions that are due now.

    Notes
    -----
    It is as new as its last refresh: run the cell again, or press Refresh.
    """

    def __init__(
        self, course: Course, titles: Mapping[str, str], waiting: Callable[[], Sequence[Any]]
    ) -> None:
        self._course, self._titles, self._waiting = course, titles, waiting
        self.live, self.table, self.status = LivePicture(), ipywidgets.HTML(), ipywidgets.HTML()
        self._sure = self._buttons(("Yes, forget all", self.reset), ("No, keep it", self.refresh))
        self.box = ipywidgets.VBox([self.live, self.table, self._main(), self.status, self._sure])
        self.refresh()

    def refresh(self) -> ProgressView:
        """Read the diary again."""
        states = _states(self._course)
        bars = plots.passed_bars(_counts(states, self._titles))
        today = _today(len(self._waiting()))
        self.picture = plots.show(bars, " ".join((bars.words, *today)))
        self.live.show(self.picture)
        self.names = _table(states)
        self.table.value = f"<details><summary>All by name</summary>{self.names}</details>"
        return self._say(learners_diary().trouble())

    def export(self, file: str = FILE) -> ProgressView:
        """Write all of it to a file, as JSON."""
        try:
            export(learners_diary(), self._course, Path(file))
        except OSError as error:
            return self._say(f"{file} could not be written: {error}.")
        return self._say(f"Written to {Path(file).resolve()}.")

    def reset(self) -> ProgressView:
        """Forget everything."""
        said = forget(learners_diary())
        self.refresh()
        return self._say(said)

    def _main(self) -> Any:
        ask = ("Forget everything …", lambda: self._say(WARNING, sure=True))
        return self._buttons(("Refresh", self.refresh), ("Export to a file", self.export), ask)

    def _buttons(self, *named: tuple[str, Any]) -> Any:
        """A row of buttons, each with what it does."""
        row = [ipywidgets.Button(description=name, layout={"width": "auto"}) for name, _ in named]
        for button, (_, action) in zip(row, named, strict=True):
            button.on_click(lambda _, action=action: action())
        return ipywidgets.HBox(row)

    def _say(self, text: str, sure: bool = False) -> ProgressView:
        """Show a line under the buttons, and the two answers where it is a question."""
        self.status.value = f'<p role="status">{escape(text)}</p>' if text else ""
        self._sure.layout.display = None if sure else "none"
        return self

    def __repr__(self) -> str:
        return self.picture.words

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        names = self.names if learners_diary().entries() else ""
        return bundle(self.box, self.picture.html + names, repr(self))


def _states(course: Course) -> dict[str, dict[str, list[str]]]:
    """For each lesson the names of its exercises that are passed, tried and open."""
    lessons: dict[str, dict[str, list[str]]] = {}
    for skill in skills(learners_diary(), course):
        touched = skill["attempts"] or skill["hints"]
        state = STATES[0] if skill["passed"] else STATES[1] if touched else STATES[2]
        lesson = lessons.setdefault(skill["lesson"], {state: [] for state in STATES})
        lesson[state].append(skill["exercise"])
    return lessons


def _counts(
    states: dict[str, dict[str, list[str]]], titles: Mapping[str, str]
) -> dict[str, tuple[int, int, int]]:
    """How many of each, by the lesson's number and title."""
    counts = {}
    for lesson, by_state in states.items():
        passed, tried, rest = (len(by_state[state]) for state in STATES)
        counts[f"{lesson} {titles[lesson]}"] = passed, tried, rest
    return counts


def _table(states: dict[str, dict[str, list[str]]]) -> str:
    """The names, a row for each lesson."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("lesson", *STATES))
    rows = "".join(
        f'<tr><th scope="row">{lesson}</th>'
        + "".join(f"<td>{', '.join(by_state[state]) or '–'}</td>" for state in STATES)
        + "</tr>"
        for lesson, by_state in states.items()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _today(questions: int) -> list[str]:
    """What to repeat, as sentences."""
    again = due(learners_diary(), time.time(), success="pass")
    said = []
    if again:
        said.append(f"To write once more today, from memory: {listing(again, most=5)}.")
    if questions:
        said.append(
            f"{count(questions, 'question')} to answer again: run widgets.repeat() in a cell."
        )
    return said
