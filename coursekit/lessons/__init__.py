"""The lessons, in order: the one list that everything else reads. It loads no content."""

from __future__ import annotations

from typing import NamedTuple

_DEEPER = "_deeper"


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
    >>> DEEPER[0].number, DEEPER[0].package
    ('04+', 'coursekit.lessons.l04_backprop')
    """

    name: str
    title: str
    doing: str

    @property
    def number(self) -> str:
        """Two digits, with a + where it goes deeper than the next lessons need."""
        return self.name[:2] + "+" * self.is_deeper

    @property
    def is_deeper(self) -> bool:
        """Whether it stands beside the lesson of its name, and what follows does not need it."""
        return self.name.endswith(_DEEPER)

    @property
    def topic(self) -> str:
        """The title as it stands within a line."""
        return self.title.removeprefix("The ").partition(":")[0].lower()

    @property
    def package(self) -> str:
        """The package that holds its exercises, questions and widgets."""
        return f"{__name__}.l{self.name.removesuffix(_DEEPER)}"


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
        "build a network that predicts: layers, activations, softmax",
    ),
    Lesson(
        "03_loss",
        "The loss",
        "put a number on a mistake, and watch a network learn cats from dogs",
    ),
    Lesson(
        "04_backprop",
        "Backpropagation",
        "send the gradient back to every parameter, and check it",
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
        "find the faults of a table, bring its columns to one scale, and open the test set once",
    ),
    Lesson(
        "08_overfitting",
        "Overfitting",
        "catch a network learning by heart, and four cures with what they take",
    ),
    Lesson(
        "09_vanishing_gradients",
        "Vanishing gradients",
        "train 152 layers twice, and measure why one of them learns nothing",
    ),
)

DEEPER = (
    Lesson(
        "04_backprop_deeper",
        "Deeper: your own automatic differentiation",
        "write the numbers that find their own gradients, and train a network on them",
    ),
    Lesson(
        "06_optimizers_deeper",
        "Deeper: the rate and the β that a ball needs",
        "predict when a ball swings, arrives or flies out, and find a bowl that holds it captive",
    ),
)
"""What goes deeper than the next lessons need: a notebook of its own beside the lesson's."""

EVERY = tuple(sorted((*LESSONS, *DEEPER), key=lambda lesson: lesson.name))
"""Both, in the order of the course."""
