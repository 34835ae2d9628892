"""The lessons, in order: the one list that everything else reads. It loads no content."""

from __future__ import annotations

from typing import NamedTuple


class Lesson(NamedTuple):
    """A lesson: the name of its files, its title, and what a learner does in it.

    Parameters
    ----------
    name
        Its number and a word or two, as its notebook and its exercises are called.
    title
        As its notebook and the tables say it.
    doing
        Half a sentence for the table in README.md.

    Examples
    --------
    >>> LESSONS[1].number, LESSONS[1].package
    ('01', 'coursekit.lessons.l01_learning_cycle')
    """

    name: str
    title: str
    doing: str

    @property
    def number(self) -> str:
        """Two digits."""
        return self.name[:2]

    @property
    def topic(self) -> str:
        """The title as it stands within a line."""
        return self.title.removeprefix("The ").lower()

    @property
    def package(self) -> str:
        """The package that holds its exercises, questions and widgets."""
        return f"{__name__}.l{self.name}"


LESSONS = (
    Lesson(
        "00_start_here",
        "Start here",
        "draw a digit and let a trained network read it; predict, run, explain",
    ),
    Lesson(
        "01_learning_cycle",
        "The learning cycle",
        "turn one knob: guess, score, blame, adjust",
    ),
    Lesson(
        "02_forward_pass",
        "The forward pass",
        "build a network that guesses: layers, activations, softmax",
    ),
    Lesson(
        "03_loss",
        "The loss",
        "put a number on a mistake, and watch a network learn cats from dogs",
    ),
    Lesson(
        "04_backprop",
        "Backpropagation",
        "walk the blame back to every knob, and check the walk",
    ),
    Lesson(
        "05_learning_rate",
        "The learning rate",
        "choose the length of a step, and write the whole training loop",
    ),
    Lesson(
        "06_optimizers",
        "Optimizers",
        "give the step a memory, build Adam term by term, and race it",
    ),
    Lesson(
        "07_data_splits",
        "Data and splits",
        "find the faults of a table, put it on one ruler, and open the exam once",
    ),
    Lesson(
        "08_overfitting",
        "Overfitting",
        "catch a network learning by heart, and four cures with their prices",
    ),
    Lesson(
        "09_vanishing_gradients",
        "Vanishing gradients",
        "train 152 layers twice, and measure why one of them learns nothing",
    ),
)
