"""A screen that keeps its frame shows what a new screen shows, and redraws no more than it must."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from coursekit.interactive.canvas import Screen
from coursekit.plots.style import VAL


def plain(ax: Any, v: float) -> None:
    """The line moves, the frame stays."""
    ax.plot([0, 1], [0, v])
    ax.set(xlim=(0, 1), ylim=(0, 4), title=f"v = {v}")


def limits(ax: Any, v: float) -> None:
    """Automatic limits follow the data."""
    ax.plot([0, 1], [0, v])


def scale(ax: Any, v: float) -> None:
    """The axis is logarithmic for large values only."""
    ax.plot([1, 2], [1, 10])
    ax.set(yscale="log" if v > 2 else "linear", ylim=(1, 10))


def ticks(ax: Any, v: float) -> None:
    """Tick labels hold a number."""
    ax.bar([0, 1], [1, 2])
    ax.set_xticks([0, 1], ["cat", f"{v:g}"])


def tick_look(ax: Any, v: float) -> None:
    """Tick labels are turned and large for some values."""
    ax.plot([0, 1])
    if v > 2:
        ax.tick_params(axis="x", rotation=45, labelsize=16)


def grid(ax: Any, v: float) -> None:
    """A grid comes and goes."""
    ax.plot([0, 1])
    ax.grid(v > 2)


def labels(ax: Any, v: float) -> None:
    """An axis label holds a number."""
    ax.plot([0, 1])
    ax.set_xlabel(f"after {v:g} steps")


def spine(ax: Any, v: float) -> None:
    """A spine is hidden for some values."""
    ax.plot([0, 1])
    ax.spines["left"].set_visible(v > 2)


def moved_spine(ax: Any, v: float) -> None:
    """A spine stands at the value."""
    ax.plot([0, 4], [0, 1])
    ax.spines["left"].set_position(("data", v))


def off(ax: Any, v: float) -> None:
    """There are no axes for some values."""
    ax.plot([0, 1])
    if v > 2:
        ax.axis("off")


def image(ax: Any, v: float) -> None:
    """An image with square pixels, of a shape that changes."""
    ax.imshow(np.arange(6.0).reshape((2, 3) if v > 2 else (3, 2)))


def background(ax: Any, v: float) -> None:
    """The paper has another color for some values."""
    ax.plot([0, 1])
    ax.set_facecolor("#EEEEEE" if v > 2 else "#FFFFFF")


def place(ax: Any, v: float) -> None:
    """The axes fill the figure for some values."""
    ax.plot([0, 1])
    if v > 2:
        ax.set_position((0, 0, 1, 1))


def all_kinds(ax: Any, v: float) -> None:
    """Everything that stands above the frame: a legend, a text, an arrow, points, an area."""
    ax.plot([0, 1], [0, v], label=f"{v:g}")
    ax.scatter([0.5], [v], color=VAL.color)
    ax.fill_between([0, 1], [0, v])
    ax.annotate("here", (0.5, v), (0.1, 3), arrowprops={"arrowstyle": "->"})
    ax.set(xlim=(0, 1), ylim=(0, 4))
    ax.legend()


def inset(ax: Any, v: float) -> None:
    """Only axes inside the axes change; theirs are the only ticks."""
    ax.axis("off")
    ax.inset_axes((0, 0.6, 1, 0.4)).plot([0, v])
    ax.inset_axes((0, 0, 0.4, 0.4)).imshow([[0, v], [v, 9]], vmax=9)


def framed_inset(ax: Any, v: float) -> None:
    """An inset over a frame that stays the same."""
    ax.set(xlim=(0, 1), ylim=(0, 4))
    ax.inset_axes((0.5, 0.5, 0.4, 0.4)).bar([0, 1], [1, v])


def color_bar(ax: Any, v: float) -> None:
    """The scale of a color bar follows the data."""
    ax.figure.colorbar(ax.imshow([[0, v]]))


def twin(ax: Any, v: float) -> None:
    """A second scale on the right."""
    ax.plot([0, 1])
    other = ax.twinx()
    other.plot([1, 0], color=VAL.color)
    other.set_ylim(0, v)


def colored_label(ax: Any, v: float) -> None:
    """The name of an axis changes its color only."""
    ax.plot([0, 1])
    ax.set_xlabel("step", color=VAL.color if v > 2 else "black")


def colored_tick(ax: Any, v: float) -> None:
    """The name of a tick changes its color only."""
    ax.plot([0, 1])
    ax.set_yticks([0, 1], ["low", "high"])
    ax.get_yticklabels()[0].set_color(VAL.color if v > 2 else "black")


def over_the_figure(ax: Any, v: float) -> None:
    """A title of the whole figure, and a text beside the axes."""
    ax.plot([0, 1])
    ax.figure.suptitle(f"after {v:g} steps")
    ax.figure.text(0.01, 0.5, f"{v:g}")


DRAWINGS = [
    plain, limits, scale, ticks, tick_look, grid, labels, spine, moved_spine, off, image,
    background, place, all_kinds, inset, framed_inset, color_bar, twin, colored_label,
    colored_tick, over_the_figure,
]  # fmt: skip
VALUES = (1.0, 3.0, 3.5, 1.0, 2.5)


def pixels(screen: Screen, draw: Callable[[Any, float], None], v: float) -> bytes:
    """The picture's file."""
    return screen.picture(lambda ax: draw(ax, v), "words").png


@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
def test_a_picture_does_not_depend_on_those_before_it(draw: Callable[[Any, float], None]) -> None:
    screen = Screen(width=320, height=240)
    for v in VALUES:
        assert pixels(screen, draw, v) == pixels(Screen(width=320, height=240), draw, v)


def test_drawings_can_follow_each_other_in_any_order() -> None:
    screen = Screen(width=320, height=240)
    for draw in (*DRAWINGS, *reversed(DRAWINGS)):
        assert pixels(screen, draw, 3.0) == pixels(Screen(width=320, height=240), draw, 3.0)


def test_each_drawing_here_moves() -> None:
    for draw in DRAWINGS:
        screen = Screen(width=320, height=240)
        assert pixels(screen, draw, 1.0) != pixels(screen, draw, 3.0), draw.__name__


def frames(draw: Callable[[Any, float], None]) -> int:
    """How many frames are drawn for all the values."""
    screen, drawn = Screen(width=320, height=240), []
    for v in VALUES:
        pixels(screen, draw, v)
        drawn.append(screen._background)
    return len({id(background) for background in drawn})


def test_the_frame_is_drawn_once_while_it_stays_the_same() -> None:
    assert frames(plain) == 1
    assert frames(all_kinds) == frames(inset) == frames(framed_inset) == 1


def test_the_frame_is_drawn_again_when_it_changes() -> None:
    assert frames(limits) == len(VALUES)


def test_axes_that_a_drawing_added_are_gone_in_the_next_picture() -> None:
    screen = Screen(width=320, height=240)
    first = pixels(screen, color_bar, 3.0)
    assert pixels(screen, plain, 3.0) == pixels(Screen(width=320, height=240), plain, 3.0)
    assert pixels(screen, color_bar, 3.0) == first


def test_several_axes_each_keep_their_own() -> None:
    def both(axes: Any, v: float) -> None:
        plain(axes[0, 0], v)
        limits(axes[0, 1], v)

    screen = Screen(1, 2, width=480, height=240)
    for v in VALUES:
        assert pixels(screen, both, v) == pixels(Screen(1, 2, width=480, height=240), both, v)
