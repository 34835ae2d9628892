"""Who wrote the functions that a network runs on: you, or the course."""

from __future__ import annotations

from html import escape

from coursekit.verbs.answers import yours
from coursekit.verbs.naming import exercise_name


class Whose:
    """A table of functions with the sentence that says whose each one is.

    Parameters
    ----------
    sources
        A sentence for each name.

    Examples
    --------
    >>> Whose({"relu": "this is your own code."})
    relu: this is your own code.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {sentence}" for name, sentence in self.sources.items())

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left"><code>{escape(name)}</code></th>'
            f'<td style="text-align:left">{escape(sentence)}</td></tr>'
            for name, sentence in self.sources.items()
        )
        return f"<table><caption>Whose code is it?</caption>{rows}</table>"


def whose(*names: str) -> Whose:
    """Show which of these functions are the learner's own and where the reference stands in.

    Parameters
    ----------
    names
        Names of exercises.

    Returns
    -------
    Whose
        A table in a notebook, a line for each name as text.

    Raises
    ------
    ValueError
        If there is no exercise of such a name.

    Examples
    --------
    >>> whose("relu")
    relu: the reference stands in until yours passes its check.
    """
    if not names:
        raise ValueError('whose: got no names, expected at least one. Try whose("relu").')
    names = tuple(exercise_name("whose", name, "one of names") for name in names)
    return Whose({name: yours(name).source.removeprefix(f"{name}: ") for name in names})
