"""What a cell keeps of a widget: the live view, and a static text for those who have no kernel."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from IPython.display import display

LOOK = Path(__file__).with_name("look.css")
"""How pictures and questions look in the page."""

publish: Callable[[object], object] = display
"""Put something under the running cell at once."""


def bundle(widget: Any, html: str, text: str) -> dict[str, Any]:
    """The live view where a kernel runs, else the HTML, else the text."""
    live = widget._repr_mimebundle_()
    data = live[0] if isinstance(live, tuple) else live
    return {**data, "text/html": html, "text/plain": text}


class Sentence(str):
    """A sentence that a cell shows without quotes."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(self)}</p>"
