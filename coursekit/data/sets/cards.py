"""Data cards: where a data set comes from, what it may be used for, and what to beware of."""

from __future__ import annotations

from coursekit.data._arguments import require_text

HEADINGS = ("What it is", "Columns and units", "Source and license", "Pitfalls", "How to cite")
"""The sections of every card, in this order."""


class Card:
    """A data card: Markdown in a notebook, plain text with `print`.

    Parameters
    ----------
    text : str
        The card in Markdown: a title, then the sections named in `HEADINGS`.

    Raises
    ------
    TypeError
        If `text` is no text.

    Examples
    --------
    >>> print(Card("# Pets\\n\\n## Pitfalls\\n\\nThe **dogs** are larger."))
    Pets
    <BLANKLINE>
    Pitfalls
    <BLANKLINE>
    The dogs are larger.
    """

    def __init__(self, text: str) -> None:
        require_text("Card", "text", text, "# Pets")
        self.text = text.strip()

    def __str__(self) -> str:
        lines = (line.lstrip("#").strip() for line in self.text.splitlines())
        return "\n".join(lines).replace("**", "").replace("`", "")

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return self.text


def card_names() -> list[str]:
    """The names of the data sets that have a card.

    Returns
    -------
    list of str
        In alphabetical order.

    Examples
    --------
    >>> "houses" in card_names()
    True
    """
    from importlib.resources import files

    entries = (files("coursekit.data.sets") / "cards").iterdir()
    return sorted(entry.name[:-3] for entry in entries if entry.name.endswith(".md"))


def card(name: str) -> Card:
    """Show the data card of a set.

    Parameters
    ----------
    name : str
        The name of a data set, such as "houses".

    Returns
    -------
    Card
        Shown as formatted text at the end of a notebook cell; `print` shows it plain.

    Raises
    ------
    ValueError
        If there is no card of that name; the message lists the names there are.

    References
    ----------
    Gebru et al. (2021), Datasheets for Datasets, Communications of the ACM 64(12).

    Examples
    --------
    >>> str(card("penguins")).splitlines()[0]
    'Penguins'
    """
    from importlib.resources import files

    require_text("card", "name", name, "houses")
    if name not in card_names():
        raise ValueError(f"card: name is {name!r}, expected one of {', '.join(card_names())}.")
    path = files("coursekit.data.sets") / "cards" / f"{name}.md"
    return Card(path.read_text(encoding="utf-8"))
