"""Controls are moved from more than one thread, as in JupyterLab: the last move is what is seen."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import matplotlib
import pytest

from coursekit import plots, widgets
from coursekit.interactive.canvas import Screen
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import style


@contextmanager
def threads(n: int) -> Iterator[list[asyncio.AbstractEventLoop]]:
    """Event loops that run in threads of their own, as a kernel's subshells do."""
    loops = [asyncio.new_event_loop() for _ in range(n)]
    runners = [threading.Thread(target=loop.run_forever) for loop in loops]
    for runner in runners:
        runner.start()
    yield loops
    for loop, runner in zip(loops, runners, strict=True):
        loop.call_soon_threadsafe(loop.stop)
        runner.join()
        loop.close()


def move(loop: asyncio.AbstractEventLoop, control: Any, value: Any) -> None:
    """Move a control from the thread of this loop, and wait until it has moved."""
    done = threading.Event()

    def moved() -> None:
        control.value = value
        done.set()

    loop.call_soon_threadsafe(moved)
    assert done.wait(60)


def slow(ax: Any, place: tuple[int, int]) -> None:
    """A drawing that lets the other thread in between its two halves."""
    ax.set(xlim=(0, 9), ylim=(0, 9))
    ax.plot(*place, "o", label=f"{place}")
    time.sleep(0.05)
    ax.annotate(f"{place}", place)
    ax.legend()


def grid_of(compute: Any = lambda x, y: (x, y), draw: Any = slow) -> Explorer:
    """A dot with a place for each setting of two sliders."""
    sliders = {name: widgets.slider(name, 0, 9, value=0) for name in "xy"}
    return Explorer(compute, draw, lambda place: f"The dot is at {place}.", sliders)


def test_moves_from_two_threads_end_in_the_picture_of_a_new_widget() -> None:
    explorer = grid_of()
    with threads(2) as (one, other), ThreadPoolExecutor(2) as pool:
        for k in range(1, 6):
            moves = [(one, "x", k), (other, "y", 9 - k)]
            list(pool.map(lambda m: move(m[0], explorer.controls[m[1]], m[2]), moves))
    assert explorer.error is None
    assert explorer.words == "The dot is at (5, 4)."
    assert explorer.live.png == grid_of().set(x=5, y=4).live.png


def test_pictures_made_ahead_in_one_thread_do_not_mix_with_moves_in_another() -> None:
    explorer = grid_of()
    with threads(2) as (one, other):
        move(one, explorer.controls["x"], 3)  # its neighbours are now made ahead, in `one`
        for y in range(1, 6):
            time.sleep(0.03)
            move(other, explorer.controls["y"], y)
    fresh = grid_of()
    for (x, y), view in explorer._views.items():
        assert view.picture.png == fresh.set(x=x, y=y).live.png, (x, y)


def test_an_older_setting_never_comes_last() -> None:
    def compute(x: int, y: int) -> tuple[int, int]:
        time.sleep(0.2 if y == 0 else 0)
        return x, y

    explorer = grid_of(compute)
    with threads(2) as (one, other), ThreadPoolExecutor(2) as pool:
        first = pool.submit(move, one, explorer.controls["x"], 7)
        time.sleep(0.05)
        move(other, explorer.controls["y"], 2)
        first.result()
    assert explorer.data == (7, 2)
    assert explorer.words == "The dot is at (7, 2)."


def test_a_step_waits_for_the_step_that_runs() -> None:
    def run() -> Iterator[int]:
        for k in range(8):
            time.sleep(0.01)
            yield k

    player = widgets.play(run(), lambda ax, x: ax.plot(x), lambda x: f"{len(x)} steps.")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(player.step, [2] * 4))
    assert player.losses == list(range(8))
    assert player.live.words == "8 steps."


def test_two_threads_do_not_draw_in_each_others_style() -> None:
    before = dict(matplotlib.rcParams)

    def draw(k: int) -> None:
        with style():
            time.sleep(0.001 * (k % 3))
            plots.bars(["a", "b"], [k, 1])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(draw, range(8)))
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    ("name", "first", "then"),
    [
        ("optimizer_race", {"lr": 0.02}, [("adaptive", v) for v in (0.2, 0.3, 0.5)]),
        ("backward_steps", {"step": 13}, [("x", v) for v in (1.5, 1.0, 0.5, 0.0)]),
    ],
)
def test_fast_keys_on_the_widgets_that_lost_their_curves(
    name: str, first: dict[str, Any], then: list[tuple[str, Any]]
) -> None:
    widget = getattr(widgets, name)()
    with threads(2) as (one, other):
        for control, value in first.items():
            move(one, widget.controls[control], value)
        for control, value in then:
            time.sleep(0.03)
            move(other, widget.controls[control], value)
    fresh, screen = getattr(widgets, name)(), widget._screen
    alone = Screen(screen.rows, screen.cols, screen.width, screen.height)
    fresh.set(**widget.values)
    assert widget.live.png == fresh.live.png
    assert widget.live.png == alone.picture(lambda ax: widget._draw(ax, widget.data), "w").png
