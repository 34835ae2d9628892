"""Compare what a right and a wrong answer to an exercise give for the same input."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from coursekit.exercises.right_and_wrong import both_answers
from coursekit.lessons.catalogue import with_answers
from coursekit.plots import Drawing
from coursekit.verbs.naming import by_name


@by_name
def right_and_wrong(
    name: str, mistake: str, *inputs: Any, part: int | str | None = None, ax: Axes | None = None
) -> Drawing:
    """Draw the right answer of an exercise beside that of a known mistake.

    Parameters
    ----------
    name : str
        The exercise, such as "relu".
    mistake : str
        The name of one of its misconceptions, such as "absolute".
    inputs
        The arguments; the first probe on which the two differ when left out.
    part : int or str, optional
        Which of several returned arrays to draw. For a class: which of the things that its objects
        are tried on, such as "dW"; the first on which the two differ when left out.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: the belief behind the mistake, and how far the two are apart. One long row of
        inputs gives two curves, a large matrix two images, anything else a dot and a cross for
        each number.

    Raises
    ------
    ValueError
        If there is no such exercise or no such mistake in it, or the two do not differ.

    Examples
    --------
    >>> import numpy as np
    >>> right_and_wrong("relu", "absolute", np.array([-2.0, 1.0])).words
    'The mistake: “ReLU takes the minus sign away.” Right: 0 and 1; mistaken: 2 and 1.'
    """
    return both_answers(with_answers(name), mistake, *inputs, part=part, ax=ax)
