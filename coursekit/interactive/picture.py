"""A picture in the page that changes in place, with its words beside it."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets as t

from coursekit.interactive.display import LOOK
from coursekit.plots import Picture

HERE = Path(__file__).parent


class LivePicture(anywidget.AnyWidget):
    """A picture whose pixels, alternative text and words can change while somebody looks.

    Parameters
    ----------
    png : bytes
        The image; while it is empty only the words are shown.
    alt : str
        The image's alternative text, never empty.
    words : str
        What there is to see; a screen reader says it when it changes.
    goal : str
        A second line under the picture; hidden while empty.
    width, height : int
        Size on the page, in CSS pixels.

    Notes
    -----
    The browser part is `picture.mjs` beside this file. It needs no build step and no network, and
    it never takes the focus.

    Examples
    --------
    >>> LivePicture(words="Nothing drawn yet.").alt
    'Picture'
    """

    _esm = HERE / "picture.mjs"
    _css = LOOK

    png = t.Bytes(b"").tag(sync=True)
    alt = t.Unicode("Picture").tag(sync=True)
    words = t.Unicode("").tag(sync=True)
    goal = t.Unicode("").tag(sync=True)
    width = t.Int(560).tag(sync=True)
    height = t.Int(320).tag(sync=True)

    @t.validate("alt")
    def _alt_is_never_empty(self, proposal: t.Bunch) -> str:
        return str(proposal["value"]).strip() or "Picture"

    def show(self, picture: Picture, goal: str = "") -> None:
        """Show another picture; pixels and words travel in one message."""
        with self.hold_sync():
            self.png, self.alt, self.words = picture.png, picture.alt, picture.words
            self.width, self.height, self.goal = picture.width, picture.height, goal

    def say(self, words: str) -> None:
        """Show a sentence in place of the picture."""
        with self.hold_sync():
            self.png, self.words, self.goal = b"", words, ""
