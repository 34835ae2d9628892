"""Every lesson: the learning cycle as a ring, guess to score to blame to adjust."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from coursekit._check_texts import require_mapping, require_text
from coursekit.plots.arguments import figure_function
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import INK, MUTED, PAPER, TRAIN

STEPS = {
    "guess": "What do I say?\nforward pass, prediction",
    "score": "How wrong is it?\nloss",
    "blame": "Which knob, which way?\nbackward pass, gradient",
    "adjust": "Turn it a little.\nupdate",
}
PLACES = {
    "guess": (0.24, 0.77),
    "score": (0.76, 0.77),
    "blame": (0.76, 0.23),
    "adjust": (0.24, 0.23),
}
ARROWS = {
    "score": ((0.44, 0.77), (0.56, 0.77)),
    "blame": ((0.76, 0.58), (0.76, 0.42)),
    "adjust": ((0.56, 0.23), (0.44, 0.23)),
    "guess": ((0.24, 0.42), (0.24, 0.58)),
}
HALF = (0.19, 0.17)


@figure_function
def learning_cycle(
    lines: Mapping[str, str] = STEPS, active: str = "", *, ax: Axes | None = None
) -> Drawing:
    """Draw the four steps as a ring, each with a line of its own.

    Parameters
    ----------
    lines : dict of str to str
        What stands under each of "guess", "score", "blame" and "adjust", in one or two lines: its
        question and what the field calls it when left out.
    active : str
        The step that is on: it gets a thick frame and a mark. Empty for none.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: the steps in their order, and which one is on.

    Raises
    ------
    ValueError
        If a step is missing, or there is none of the name `active`.

    Examples
    --------
    >>> learning_cycle(active="blame").words[:52]
    'Four steps in a ring: guess (What do I say? forward '
    """
    require_mapping("learning_cycle", "lines", lines, "text")
    require_text("learning_cycle", "active", active)
    if set(lines) != set(STEPS) or active not in {"", *STEPS}:
        raise ValueError(
            f"learning_cycle: lines has {', '.join(lines)} and active is {active!r}, expected "
            f"lines for {', '.join(STEPS)}, and one of them or nothing as active."
        )
    axis: Axes = ax or axes(width=520, height=260, left=8, right=8, bottom=8, top=8)
    axis.set(xlim=(0, 1), ylim=(0, 1))
    axis.axis("off")
    for name, line in lines.items():
        _box(axis, name, line, name == active)
        tail, head = ARROWS[name]
        axis.annotate("", head, tail, arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 2})
    return Drawing(axis, _sentence(lines, active), "Ring of four boxes with arrows")


def _box(ax: Axes, name: str, line: str, on: bool) -> None:
    """One step: its word, its line."""
    (x, y), (w, h) = PLACES[name], HALF
    ax.add_patch(
        FancyBboxPatch(
            (x - w, y - h), 2 * w, 2 * h, boxstyle="round,pad=0,rounding_size=0.03",
            fc="#E3F0F8" if on else PAPER, ec=TRAIN.color if on else MUTED, lw=3.5 if on else 1.2,
        )
    )  # fmt: skip
    word = f"▸ {name}" if on else name
    ax.text(x, y + h - 0.05, word, ha="center", va="top", fontweight="bold", fontsize=14)
    ax.text(x, y - 0.05, line, ha="center", va="center", linespacing=1.4)


def _sentence(lines: Mapping[str, str], active: str) -> str:
    """The ring in words."""
    parts = ", ".join(f"{name} ({' '.join(line.split())})" for name, line in lines.items())
    return f"Four steps in a ring: {parts}, and back to guess." + (
        f" Now: {active}." if active else ""
    )
