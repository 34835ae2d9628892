"""Lesson 07: many models without any skill sit one exam, and the best of them is chosen."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coursekit._typing import Array
from coursekit.interactive.controls import scale
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import GRID, INK, TEST, TRAIN

MOST, NEW = 1000, 10_000
FLIPPERS = (10, 20, 50, 100, 200, 500, MOST)
QUESTIONS = (20, 50, 100, 200, 300, 500, 700, 1000)
EDGES = np.arange(0.075, 0.95, 0.05)


class Contest(NamedTuple):
    """The accuracies of all flippers, and the winner's on new questions."""

    questions: int
    accuracies: Array
    again: float

    @property
    def winner(self) -> float:
        """The best accuracy."""
        return float(self.accuracies.max())


def coin_flippers() -> Explorer:
    """Choose how many coin flippers sit an exam, and how long the exam is.

    Returns
    -------
    Explorer
        With sliders for both; a histogram of accuracies, the winner, and its next exam.

    Notes
    -----
    Each accuracy is a binomial count with p = 1/2. Its standard deviation is 0.5 / √questions, and
    the best of k lies about √(2 ln k) of these above the middle, or somewhat less.

    References
    ----------
    Dwork and others (2015), The reusable holdout, Science 349.

    Examples
    --------
    >>> coin_flippers().set(flippers=1000, questions=1000).goal_reached
    True
    """
    controls = {
        "flippers": scale("coin flippers", FLIPPERS, FLIPPERS[0]),
        "questions": scale("questions in the exam", QUESTIONS, 100),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="Histogram of the flippers' accuracies, with the winner marked", width=680, height=300,
    )  # fmt: skip


def compute(flippers: int, questions: int) -> Contest:
    """The same thousand flippers each time; the first of them take part."""
    rng = np.random.default_rng(questions)
    again = rng.binomial(NEW, 0.5) / NEW
    return Contest(questions, rng.binomial(questions, 0.5, MOST)[:flippers] / questions, again)


def goal(contest: Contest) -> tuple[bool, str]:
    """An exam that is long enough for so many."""
    reached = len(contest.accuracies) == MOST and contest.winner < 0.57
    return reached, f"let all {MOST} take part, and keep the winner below 57%"


def words(contest: Contest) -> str:
    """The winner, and what is left of it."""
    return (
        f"{len(contest.accuracies)} coin flippers sit an exam of {contest.questions} questions. "
        f"The best one gets {contest.winner:.1%}. On {NEW:,} new questions the winner gets "
        f"{contest.again:.1%}."
    )


def draw(ax: Any, contest: Contest) -> None:
    """Shares of the flippers by accuracy, the winner then and the winner later."""
    counts, _ = np.histogram(contest.accuracies, EDGES)
    middles = (EDGES[:-1] + EDGES[1:]) / 2
    share = counts / len(contest.accuracies)
    ax.fill_between(middles, share, step="mid", color=TRAIN.color, alpha=0.35, lw=0)
    ax.vlines(contest.winner, 0, 1.1, color=INK, lw=2.5)
    beside, side = (-0.01, "right") if contest.winner > 0.75 else (0.01, "left")
    label = f"the winner: {contest.winner:.0%}"
    ax.text(contest.winner + beside, 1.1, label, va="top", ha=side)
    ax.vlines(contest.again, 0, 1.25, color=TEST.color, lw=2.5, ls=TEST.line)
    ax.text(contest.again + 0.01, 1.25, "the winner on new questions", va="top")
    ax.set(
        xlim=(0.1, 1),
        ylim=(0, 1.25),
        yticks=[0, 0.5, 1],
        xlabel="accuracy",
        ylabel="share of flippers",
    )
    ax.grid(axis="y", color=GRID)
