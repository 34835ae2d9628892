"""Moving pictures: what comes through, what is left at the end, and the buttons."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Iterator
from typing import Any

import pytest

from coursekit import widgets
from coursekit.interactive import training


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    things: list[Any] = []
    monkeypatch.setattr(training, "publish", things.append)
    return things


def draw(ax: Any, losses: list[float]) -> None:
    ax.plot(losses)


def words(losses: list[float]) -> str:
    return f"The loss is {losses[-1]:.2f} after {len(losses)} steps."


def falling(n: int) -> Iterator[float]:
    yield from (2 * 0.9**i for i in range(n))


def test_watch_hands_on_all_that_the_run_yields(shown):
    assert widgets.watch(falling(50), draw, words) == list(falling(50))


def test_the_last_output_is_the_final_state_in_picture_and_words(shown):
    widgets.watch(falling(50), draw, words)
    assert len(shown) == 2
    assert shown[-1].words == "The loss is 0.01 after 50 steps."
    assert shown[-1].alt == "Chart, after 50 steps"
    assert '<img alt="Chart, after 50 steps"' in shown[-1].html


def test_the_final_picture_does_not_depend_on_the_frames_before_it(shown):
    widgets.watch(falling(30), draw, words, every=1)
    widgets.watch(falling(30), draw, words, every=1000)
    assert shown[1].png == shown[3].png


def test_the_moving_view_leaves_a_sentence_where_no_kernel_runs(shown):
    widgets.watch(falling(2), draw, words)
    first = shown[0]
    assert repr(first) == training.WAITING


def test_the_moving_view_is_emptied_and_stays_open_for_a_slow_browser(shown):
    widgets.watch(falling(2), draw, words)
    live = shown[0]._live
    assert (live.png, live.words) == (b"", "")
    assert live.comm is not None


def test_leaving_the_loop_early_still_shows_the_last_state(shown):
    view = widgets.TrainingView(draw, words)
    for loss in view.watch(falling(50)):
        if loss < 1.7:
            break
    gc.collect()
    assert shown[-1].words == "The loss is 1.62 after 3 steps."


def test_stop_keeps_what_was_learnt(shown, capsys):
    def stopped() -> Iterator[float]:
        yield from falling(3)
        raise KeyboardInterrupt

    assert widgets.watch(stopped(), draw, words) == list(falling(3))
    assert capsys.readouterr().out.startswith("Stopped after 3 steps.")
    assert shown[-1].words.endswith("after 3 steps.")


def test_a_failing_run_still_fails(shown):
    def fails() -> Iterator[float]:
        yield 1.0
        raise ValueError("the loss is NaN")

    with pytest.raises(ValueError, match="the loss is NaN"):
        widgets.watch(fails(), draw, words)


def test_an_empty_run_shows_no_picture(shown):
    assert widgets.watch([], draw, words) == []
    assert len(shown) == 1


@pytest.mark.parametrize("every", [0, -1, 0.5, True])
def test_every_is_a_whole_number_of_at_least_one(every):
    with pytest.raises((TypeError, ValueError), match="every"):
        widgets.TrainingView(draw, words, every=every)


def test_nothing_runs_before_a_button_is_pressed():
    pulled = []
    player = widgets.play((pulled.append(i) or i for i in range(3)), draw, words)
    bundle = player._repr_mimebundle_()
    assert pulled == []
    assert bundle["text/plain"] == "Nothing has been learnt yet. Press Play, or Step."
    assert "<img" not in bundle["text/html"]


def test_the_step_button_takes_one_step():
    player = widgets.play(falling(5), draw, words)
    player.step_button.click()
    assert player.losses == [2.0]
    assert player.live.words == words(player.losses)
    assert re.search(r'<img alt="Chart, after 1 step"', player._repr_mimebundle_()["text/html"])


def test_steps_beyond_the_end_switch_the_buttons_off():
    player = widgets.play(falling(5), draw, words).step(9)
    assert (len(player.losses), player.finished) == (5, True)
    assert player.play_button.disabled
    assert player.step_button.disabled


def test_play_runs_and_pause_stops():
    async def session() -> list[int]:
        player = widgets.play(falling(10_000), draw, words, every=2)
        player.play_button.value = True
        while len(player.losses) < 4:
            await asyncio.sleep(0.01)
        player.play_button.value = False
        await player._task
        paused = len(player.losses)
        await asyncio.sleep(0.2)
        return [paused, len(player.losses), player.losses == list(falling(paused))]

    paused, later, same = asyncio.run(session())
    assert paused == later >= 4
    assert same


def test_play_to_the_end_releases_the_button():
    async def session() -> widgets.player.Player:
        player = widgets.play(falling(7), draw, words, every=3)
        player.play_button.value = True
        await player._task
        return player

    player = asyncio.run(session())
    assert (len(player.losses), player.finished, player.play_button.value) == (7, True, False)
    assert player.live.words.endswith("after 7 steps.")
