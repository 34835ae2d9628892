"""The explorer shell, headless: controls move, picture and words follow, errors do no harm."""

from __future__ import annotations

import asyncio
import base64
import re
import zlib
from io import BytesIO
from typing import Any

import matplotlib.image
import numpy as np
import pytest

from coursekit import widgets
from coursekit.interactive import explorer as explorer_module
from coursekit.interactive.canvas import Screen
from coursekit.interactive.controls import large
from coursekit.plots import Drawing


def compute(w: float, form: str, data: bool) -> dict[str, Any]:
    if w == 3:
        raise ValueError("w is too large")
    x = np.linspace(-1, 1, 9)
    return {"x": x, "y": w * x if form == "line" else w * x**2, "data": data, "w": w}


def draw(ax: Any, d: dict[str, Any]) -> None:
    ax.plot(d["x"], d["y"])
    if d["data"]:
        ax.plot(d["x"], d["x"], "o")
    ax.set(title="A line", ylim=(-4, 4))


def explorer(**changes: Any) -> widgets.Explorer:
    parts: dict[str, Any] = {
        "compute": compute,
        "draw": draw,
        "words": lambda d: f"The slope is {d['w']:.1f}.",
        "controls": {
            "w": widgets.slider("weight w", -3.0, 3.0, value=1.0, step=0.5),
            "form": widgets.dropdown("form", ["line", "curve"]),
            "data": widgets.checkbox("show the data", True),
        },
        "goal": lambda d: (d["w"] == 2, "reach a slope of 2"),
    }
    return widgets.Explorer(**(parts | changes))


@pytest.mark.parametrize(
    "setting",
    [{}, {"w": -3.0}, {"w": 2.5}, {"w": 0.0, "form": "curve", "data": False}],
    ids=["default", "smallest", "largest", "awkward"],
)
def test_words_and_picture_follow_the_controls(setting):
    shown = explorer().set(**setting)
    assert shown.error is None
    assert shown.words == f"The slope is {shown.values['w']:.1f}."
    assert shown.live.png.startswith(b"\x89PNG")
    assert f"weight w = {shown.values['w']:.4g}" in shown.live.alt


def test_a_move_of_one_control_changes_pixels_alt_text_and_words():
    shown = explorer()
    before = (shown.live.png, shown.live.alt, shown.live.words)
    shown.controls["w"].value = 2.5
    after = (shown.live.png, shown.live.alt, shown.live.words)
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_a_setting_a_small_step_away_is_another_setting():
    fine = widgets.slider("weight w", 0.0, 1.0, value=0.12, step=0.001)
    shown = explorer(
        compute=lambda w: w, draw=lambda ax, w: ax.plot([0, w]), words=lambda w: f"{w:.3f}",
        controls={"w": fine}, goal=None,
    )  # fmt: skip
    told = [shown.set(w=w).words for w in (0.12, 0.121, 0.122, 0.12)]
    assert told == ["0.120", "0.121", "0.122", "0.120"]


def test_the_same_setting_gives_the_same_picture_again():
    shown = explorer()
    first = shown.live.png
    shown.set(w=2.0, form="curve", data=False).set(w=1.0, form="line", data=True)
    assert shown.live.png == first


def test_several_controls_move_before_one_drawing():
    calls = []
    shown = explorer(compute=lambda **values: calls.append(values) or compute(**values))
    shown.set(w=2.0, form="curve", data=False)
    assert calls[1:] == [{"w": 2.0, "form": "curve", "data": False}]


def computed(**changes: Any) -> tuple[widgets.Explorer, list[float]]:
    """An explorer, and the slopes it has computed something for."""
    calls: list[float] = []

    def note(w: float, **others: Any) -> dict[str, Any]:
        calls.append(w)
        return compute(w, **others)

    return explorer(compute=note, **changes), calls


async def waited(calls: list[float], n: int) -> None:
    """Give way until n settings were computed, two seconds at most."""
    for _ in range(200):
        if len(calls) >= n:
            break
        await asyncio.sleep(0.01)


def test_after_a_move_the_pictures_of_the_next_key_press_are_made_ahead() -> None:
    async def use() -> None:
        shown, calls = computed()
        shown.controls["w"].value = 1.5
        drawn = shown.live.png
        await waited(calls, 3)
        assert calls == [1.0, 1.5, 2.0]
        assert (shown.live.png, shown.data["w"]) == (drawn, 1.5)
        before = list(calls)
        shown.controls["w"].value = 2.0
        assert calls == before
        assert (shown.words, shown.goal_reached) == ("The slope is 2.0.", True)
        assert shown.live.png == explorer().set(w=2.0).live.png

    asyncio.run(use())


def test_only_the_last_of_quick_moves_is_prepared_for() -> None:
    async def use() -> None:
        shown, calls = computed()
        for w in (1.5, -1.0):
            shown.controls["w"].value = w
        await waited(calls, 5)
        assert calls == [1.0, 1.5, -1.0, -1.5, -0.5]

    asyncio.run(use())


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (999.9, "999.9"), (1000, "1,000"), (999_999, "999,999"), (1e6, "1 million"),
        (1e9, "1 billion"), (1.746e11, "174.6 billion"), (1e12, "1 trillion"),
    ],
)  # fmt: skip
def test_a_large_number_is_said_in_the_largest_word_that_it_fills(value, said) -> None:
    assert large(value) == said


def test_an_error_ahead_is_shown_only_when_it_is_asked_for() -> None:
    async def use() -> None:
        shown, calls = computed()
        shown.controls["w"].value = 2.5
        await waited(calls, 4)
        assert 3.0 in calls
        assert shown.error is None
        shown.controls["w"].value = 3.0
        assert isinstance(shown.error, ValueError)

    asyncio.run(use())


def test_a_setting_seen_before_is_not_computed_again_and_old_ones_are_forgotten(
    monkeypatch,
) -> None:
    monkeypatch.setattr(explorer_module, "KEPT", 3)
    shown, calls = computed()
    shown.set(w=2.0).set(w=1.0).set(w=2.0)
    assert calls == [1.0, 2.0]
    shown.set(w=-1.0).set(w=0.0).set(w=1.0)
    assert calls == [1.0, 2.0, -1.0, 0.0, 1.0]


def test_the_options_of_a_dropdown_may_be_lists():
    layers = widgets.dropdown("sizes", [("small", [2, 1]), ("large", [8, 1])])
    shown = widgets.Explorer(
        lambda sizes: sizes, lambda ax, d: ax.plot(d), lambda d: f"{d[0]} units.", {"sizes": layers}
    )
    assert shown.error is None
    assert shown.set(sizes=[8, 1]).words == "8 units."
    assert shown.set(sizes=[2, 1]).words == "2 units."


NOT_YET, REACHED = "Goal: reach a slope of 2 — not yet.", "✓ Goal reached: reach a slope of 2."


def test_a_goal_that_was_reached_stays_reached_on_the_page_in_html_and_in_text():
    shown = explorer()
    assert (shown.at_goal, shown.goal_reached, shown.live.goal) == (False, False, NOT_YET)
    assert f'<p class="ck-goal">{NOT_YET}</p>' in shown.html
    shown.set(w=2.0)
    assert (shown.at_goal, shown.goal_reached, shown.live.goal) == (True, True, REACHED)
    shown.set(w=1.0)
    assert (shown.at_goal, shown.goal_reached, shown.live.goal) == (False, True, REACHED)
    assert f'<p class="ck-goal"><strong>{REACHED}</strong></p>' in shown.html
    assert repr(shown) == f"The slope is 1.0. {REACHED}"
    assert explorer().live.goal == NOT_YET, "a cell that is run again begins anew"


def test_a_goal_is_not_reached_by_a_picture_that_is_made_ahead() -> None:
    async def use() -> None:
        shown, calls = computed()
        shown.controls["w"].value = 1.5
        await waited(calls, 3)
        assert 2.0 in calls
        assert not shown.goal_reached
        shown.controls["w"].value = 1.0
        assert shown.live.goal == NOT_YET

    asyncio.run(use())


def test_each_of_several_goals_is_reached_on_its_own():
    shown = explorer(goal=lambda d: (d["w"] == 2, "a line" if d["y"][0] < 0 else "a curve"))
    assert shown.set(w=2.0).live.goal == "✓ Goal reached: a line."
    assert shown.set(form="curve", w=1.0).live.goal == "Goal: a curve — not yet."
    assert not shown.goal_reached
    assert shown.set(form="line").live.goal == "✓ Goal reached: a line."


@pytest.mark.parametrize("part", ["compute", "draw", "words", "goal"])
def test_an_error_becomes_a_sentence_and_the_next_move_recovers(part):
    def fails(*args: Any, **values: Any) -> Any:
        if (args[-1] if args else values)["w"] == 3:
            raise ValueError("w is too large.")
        return inner(*args, **values)

    def quiet(**values: Any) -> dict[str, Any]:
        return {"x": [0], "y": [0], **values}

    parts: dict[str, Any] = {
        "compute": quiet,
        "draw": draw,
        "words": str,
        "goal": lambda d: (True, "x"),
    }
    inner = parts[part]
    shown = explorer(**(parts | {part: fails}))
    shown.set(w=3.0)
    assert isinstance(shown.error, ValueError)
    assert shown.words == "This setting does not work: w is too large. Move a control to go on."
    assert (shown.live.png, shown.at_goal, "<img" in shown.html) == (b"", False, False)
    shown.controls["w"].value = 1.0
    assert shown.error is None
    assert shown.live.png.startswith(b"\x89PNG")


def test_words_are_taken_from_the_drawing_when_none_are_given():
    def says(ax: Any, d: dict[str, Any]) -> Drawing:
        return Drawing(ax, f"It says {d['w']}.", alt="Line chart")

    shown = explorer(draw=says, words=None).set(w=0.5)
    assert shown.words == "It says 0.5."
    assert shown.live.alt.startswith("Line chart, weight w = 0.5")


def test_the_saved_output_holds_live_view_static_picture_and_text():
    bundle = explorer()._repr_mimebundle_()
    assert "model_id" in bundle["application/vnd.jupyter.widget-view+json"]
    image = re.search(r'<img alt="([^"]+)".*?base64,([^"]+)"', bundle["text/html"], re.DOTALL)
    assert image is not None
    assert image[1] == "A line, weight w = 1, form = line, show the data = on"
    assert base64.b64decode(image[2]).startswith(b"\x89PNG")
    assert "The slope is 1.0." in bundle["text/html"]
    assert "Goal: reach a slope of 2 — not yet." in bundle["text/html"]
    assert bundle["text/plain"] == "The slope is 1.0. Goal: reach a slope of 2 — not yet."


def test_an_unknown_control_is_named():
    with pytest.raises(ValueError, match=r"there is no control 'v'\. Expected w, form, data"):
        explorer().set(v=1)


def test_several_axes_are_emptied_and_extra_ones_do_not_pile_up():
    seen = []

    def two(axes: Any, d: dict[str, Any]) -> None:
        seen.append((len(axes[0, 0].figure.axes), len(axes[0, 1].lines)))
        axes[0, 1].plot(d["x"], d["y"])
        axes[0, 0].twinx()

    shown = explorer(draw=two, cols=2, goal=None)
    shown.set(w=2.0).set(w=2.5)
    assert shown.error is None
    assert seen == [(2, 0)] * 3


def test_a_slider_of_ints_has_ints_and_one_of_floats_has_floats():
    assert isinstance(widgets.slider("n", 0, 9, value=3).value, int)
    assert isinstance(widgets.slider("w", 0, 9, value=3, step=0.5).value, float)


def test_a_slider_names_a_value_outside_its_ends():
    with pytest.raises(ValueError, match="'n': value is 10, expected a number from 0 to 9"):
        widgets.slider("n", 0, 9, value=10)


@pytest.mark.parametrize("control", [
    widgets.slider("speed", 0, 9, value=3),
    widgets.dropdown("shape", [("round", 1), ("square", 2)]),
    widgets.checkbox("shade"),
])  # fmt: skip
def test_each_control_has_a_visible_label(control):
    assert control.description


def test_a_screen_draws_two_image_pixels_for_each_on_the_page():
    picture = Screen(width=300, height=200).picture(lambda ax: None, "Empty.")
    assert matplotlib.image.imread(BytesIO(picture.png), format="png").shape[:2] == (400, 600)
    assert zlib.crc32(picture.png) == zlib.crc32(
        Screen(width=300, height=200).picture(lambda ax: None, "Empty.").png
    )
