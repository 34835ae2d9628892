"""The panel in which exercises speak: as HTML in a notebook, as text elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

CODE = re.compile("`(.+?)`")
QUIET = "var(--jp-border-color1, #757575)"


def panel(
    heading: str,
    lines: Sequence[str],
    rows: Sequence[tuple[str, str]],
    color: str,
    folded: str = "",
) -> str:
    """HTML: a heading, sentences, a table of named texts, and a bar of color at the side.

    Parameters
    ----------
    heading
        What it is about.
    lines
        Sentences; what stands between backticks is set as code.
    rows
        Names with the texts that belong to them, each in a row of a table.
    color
        Any CSS color for the bar; the words say all that it says.
    folded
        What was printed, shown after a click.

    Returns
    -------
    str
        The HTML, with everything escaped that a learner may have typed.

    Examples
    --------
    >>> panel("relu", ["Try `-1`."], [], "gray")[-33:]
    '<p>Try <code>-1</code>.</p></div>'
    """
    from html import escape

    heading, *sentences = (CODE.sub(r"<code>\1</code>", escape(t)) for t in (heading, *lines))
    cells = "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top">{name}</th>'
        f'<td style="text-align:left"><pre style="margin:0">{escape(text)}</pre></td></tr>'
        for name, text in rows
    )
    table = f"<table>{cells}</table>" if cells else ""
    style = f"border-left:6px solid {color};padding:2px 12px"
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    printed = f"<pre>{escape(folded)}</pre>"
    more = f"<details><summary>It printed</summary>{printed}</details>" if folded else ""
    content = f"<strong>{heading}</strong>{text}{table}{more}"
    return f'<div class="ck-check" style="{style}">{content}</div>'


class Panel:
    """A heading and lines under it.

    Parameters
    ----------
    heading
        What it is about.
    lines
        The sentences.

    Examples
    --------
    >>> Panel("relu", ["Try -1."])
    relu
    Try -1.
    """

    def __init__(self, heading: str, lines: Sequence[str]) -> None:
        self.heading, self.lines = heading, tuple(lines)

    def __repr__(self) -> str:
        return "\n".join((self.heading, *self.lines))

    def _repr_html_(self) -> str:
        return panel(self.heading, self.lines, (), QUIET)
