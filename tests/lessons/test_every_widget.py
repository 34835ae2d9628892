"""Every widget of every lesson, as a picture: legible, true to its own setting, never stale.

A new widget needs a line in WIDGETS: how to make it, and the settings that are worth a look
besides the ends of each control.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.text import Text
from plots.picture_checks import complaints

from coursekit import SGD, Linear, ReLU, Sequential, data, softmax_cross_entropy, train, widgets
from coursekit.interactive.explorer import Explorer
from coursekit.interactive.training import TrainingView
from coursekit.lessons.catalogue import widget_homes
from coursekit.lessons.l03_loss import watch_guesses

pytestmark = pytest.mark.slow

Setting = dict[str, Any]


class Seen(NamedTuple):
    """What a widget shows in one setting."""

    picture: bytes
    words: str
    text: str
    alt: str
    figure: Any


def settings(**values: list[Any]) -> list[Setting]:
    """All combinations of these values."""
    return [dict(zip(values, each, strict=True)) for each in product(*values.values())]


def points(n: int, seed: int) -> data.Dataset:
    return data.moons(n, np.random.default_rng(seed))


def stairs() -> tuple[Any, Any]:
    rng = np.random.default_rng(0)
    switches = rng.choice([-1.0, 1.0], (80, 2))
    return switches + 0.2 * rng.normal(size=(80, 2)), (switches[:, 0] != switches[:, 1]).astype(int)


@cache
def dirty() -> Any:
    return data.plant_table_errors(data.houses().table, np.random.default_rng(0))


KM = np.array([1.0, 3.0, 4.5, 6.0, 8.0, 10.0])
GOAL_OF_THE_RACE = ("bowl", "narrow valley", "saddle", "plateau", "pit")

WIDGETS: dict[str, tuple[Callable[[], Explorer], list[Setting]]] = {
    "one_knob": (lambda: widgets.one_knob(KM, 0.34 * KM), settings(w=[0.0, 0.34, 0.36])),
    "cycle_steps": (widgets.cycle_steps, settings(step=[2, 3, 4, 11], start=[0.0, 0.3, 1.2])),
    "broken_cycle": (lambda: widgets.broken_cycle(points(40, 0)), []),
    "matrix_product": (widgets.matrix_product, settings(row=[0, 1], column=[0, 1])),
    "forward_steps": (widgets.forward_steps, settings(step=[2, 7], ears=[0.0, 3.0], snout=[1.0])),
    "two_logits": (widgets.two_logits, settings(cat=[-5.0, -3.3], dog=[5.0], both=[0, 5])),
    "sliding_patch": (
        lambda: widgets.sliding_patch(data.faces(2, np.random.default_rng(0)).images[0]),
        settings(row=[3], column=[7], weights=["top to bottom: [-1, 1] turned"]),
    ),
    "two_units": (lambda: widgets.two_units(*stairs()), settings(first=[135], second=[315])),
    "confident_mistake": (widgets.confident_mistake, settings(z=[-6.0, -3.5, -1.0, 0.5, 3.0])),
    "cross_entropy_curve": (
        widgets.cross_entropy_curve, settings(cat=[13, 50, 75, 81], truth=["cat", "dog"])
    ),
    "backward_steps": (
        widgets.backward_steps, settings(step=[7, 13], x=[0.0, 1.5], u=[-3.0, -0.5])
    ),
    "gradient_map": (widgets.gradient_map, settings(ears=[0.0, 1.0], snout=[1.0], truth=["dog"])),
    "learning_rate_bowl": (widgets.learning_rate_bowl, settings(lr=[0.25, 0.5], curvature=[4.0])),
    "ball_in_valley": (widgets.ball_in_valley, settings(lr=[0.018, 0.02, 0.03], beta=[0.0, 0.7])),
    "optimizer_race": (
        widgets.optimizer_race,
        settings(surface=GOAL_OF_THE_RACE, lr=[0.001, 7.0], adaptive=[0.1]),
    ),
    "rate_and_beta": (
        widgets.rate_and_beta,
        settings(lr=[0.02, 0.032, 0.033], beta=[0.0, 0.67, 0.69], with_map=[False, True]),
    ),
    "captive_ball": (widgets.captive_ball, settings(start=[-3.3, 0.0, 1.0, 3.3])),
    "training_budget": (widgets.training_budget, settings(n_params=[1e6, 1e7], n_tokens=[1e9])),
    "coin_flippers": (
        widgets.coin_flippers, settings(flippers=[1000], questions=[20, 1000])
    ),
    "price_check": (lambda: widgets.price_check(*dirty()), settings(low=[20], high=[1000])),
    "scaling_bowl": (widgets.scaling_bowl, settings(unit=[220])),
    "memorizing": (
        lambda: widgets.memorizing(points(30, 0), points(60, 1)),
        settings(epoch=[9, 60], stopped=[True]),
    ),
    "room_to_fit": (
        widgets.room_to_fit, settings(parameters=[1, 15], weighings=[15, 120], strength=[0.0, 0.1])
    ),
    "penalty_on_weights": (
        widgets.penalty_on_weights, settings(kind=["L1"], strength=[0.0, 0.5, 4.0])
    ),
    "signal_check": (widgets.signal_check, settings(activation=["tanh"], times=[0.2, 4.0])),
    "telephone_line": (
        widgets.telephone_line,
        settings(activation=["sigmoid", "relu"], layers=[2, 60], w=[10.0], z=[1.0, 2.5]),
    ),
}  # fmt: skip
WITHOUT_CONTROLS = {
    "doodle": "drawn on, below and in test_widgets_doodle.py",
    "watch_guesses": "a run that is watched, below",
}
"""The widgets that are no Explorer, and where they are looked at."""


def ends(control: Any) -> list[Any]:
    """The first and the last value of a control; all of them where they are few."""
    if isinstance(control.value, bool):
        return [False, True]
    if hasattr(control, "options"):
        values = [o[1] if isinstance(o, tuple) else o for o in control.options]
        return values if len(values) < 6 else [values[0], values[-1]]
    return [control.min, control.max]


def every_setting(name: str) -> list[Setting]:
    """The setting a widget starts in, each end of each control, and what WIDGETS adds."""
    make, more = WIDGETS[name]
    start = make()
    at_ends = [{c: v} for c, control in start.controls.items() for v in ends(control)]
    return [start.values | change for change in [{}, *at_ends, *more]]


def seen(widget: Explorer) -> Seen:
    assert widget.error is None, widget.error
    return Seen(
        widget.live.png, widget.words, repr(widget), widget.live.alt, widget._screen._figure
    )


@cache
def fresh(name: str) -> list[tuple[Setting, Seen]]:
    """Each setting as a widget shows it that was never anywhere else."""
    return [(each, seen(WIDGETS[name][0]().set(**each))) for each in every_setting(name)]


every_widget = pytest.mark.parametrize("name", WIDGETS)


def test_no_widget_is_forgotten():
    assert set(WIDGETS) | set(WITHOUT_CONTROLS) == set(widget_homes())


@every_widget
def test_every_text_is_inside_clear_of_lines_and_of_other_texts_and_something_is_drawn(name):
    found = {str(each): complaints(shown.figure) for each, shown in fresh(name)}
    assert {each: told for each, told in found.items() if told} == {}


ZERO_WITH_A_SIGN = r"[−-]0(?:\.0+)?(?![\d.,])"
FOR_MACHINES = r"\bnan\b|\binf\b|\d[eE][+-]?\d|\bNone\b|\bTrue\b|array\("
NUMBER = r"\d[\d,]*(?:\.\d+)?"


def unreadable(text: str) -> Iterator[str]:
    """What people do not write: −0, nan, 1e-05, 3.14159."""
    yield from re.findall(ZERO_WITH_A_SIGN, text)
    yield from re.findall(FOR_MACHINES, text)
    for number in re.findall(NUMBER, text):
        digits = number.replace(",", "")
        if "." in digits and len(digits.replace(".", "").strip("0")) > 4:
            yield number


@every_widget
def test_words_at_every_setting_are_as_people_write_them(name):
    told = {text for _, shown in fresh(name) for text in (shown.text, shown.alt)}
    labels = {
        text.get_text() for _, shown in fresh(name)
        for text in shown.figure.findobj(Text) if text.get_visible()
    }  # fmt: skip
    assert sorted({odd for text in told | labels for odd in unreadable(text)}) == []
    assert all(shown.words.strip().endswith((".", "!")) for _, shown in fresh(name))


@every_widget
def test_where_the_words_differ_the_pictures_do_and_the_same_setting_looks_the_same(name):
    shown = [each for _, each in fresh(name)]
    assert shown[0].picture == seen(WIDGETS[name][0]()).picture
    for one in shown:
        for other in shown:
            if one.words != other.words:
                assert one.picture != other.picture, (one.words, other.words)


@every_widget
def test_a_widget_that_was_everywhere_shows_each_setting_as_a_fresh_one_does(name):
    widget = WIDGETS[name][0]()
    for each, wanted in reversed(fresh(name)):
        shown = seen(widget.set(**each))
        assert (shown.words, shown.picture) == (wanted.words, wanted.picture), each


@every_widget
def test_fast_moves_end_in_the_picture_of_a_fresh_widget(name):
    """Each control goes some steps, faster than pictures are made ahead, and some back."""

    async def hurry() -> Explorer:
        widget = WIDGETS[name][0]()
        for control in widget.controls.values():
            for way in (1, 1, 1, -1):
                _press(control, way)
                await asyncio.sleep(0.025)
        await asyncio.sleep(0.05)
        return widget

    hurried = asyncio.run(hurry())
    wanted = seen(WIDGETS[name][0]().set(**hurried.values))
    assert (hurried.words, hurried.live.png) == (wanted.words, wanted.picture)


def _press(control: Any, way: int) -> None:
    """An arrow key on a control; at its end nothing happens."""
    if isinstance(control.value, bool):
        control.value = not control.value
    elif hasattr(control, "options"):
        control.index = min(max(control.index + way, 0), len(control.options) - 1)
    else:
        control.value = min(max(control.value + way * control.step, control.min), control.max)


# The widgets without controls.


def lesson_03(steps: int) -> tuple[Sequential, data.Dataset, Iterator[float]]:
    """The network, the pictures and the run of a smaller lesson 03."""
    rng = np.random.default_rng(0)
    pets = data.faces(60, rng)
    net = Sequential(Linear(256, 12, rng), ReLU(), Linear(12, 2, rng))
    rows = {"x": pets.x, "y": pets.y, "epochs": steps // 4, "batch_size": 15, "rng": rng}
    return net, pets.subset(range(12)), train(net, softmax_cross_entropy, SGD(lr=0.05), **rows)


def watched(frames: list[int]) -> Any:
    """The picture after so many steps, drawn at each of these."""
    net, few, run = lesson_03(frames[-1])
    shown = watch_guesses._View(net, few, frames[-1])
    view = TrainingView(shown.draw, shown.words, width=640, height=500)
    picture = None
    for step, loss in enumerate(run, start=1):
        view.losses.append(loss)
        if step in frames:
            picture = view.picture()
    return picture


def test_the_faces_of_lesson_03_move_while_the_network_learns():
    first, last = watched([4]), watched([400])
    assert first.words != last.words
    assert not np.array_equal(half(first, left=True), half(last, left=True)), "the guesses"
    assert not np.array_equal(half(first, left=False), half(last, left=False)), "the weights"


def half(picture: Any, left: bool) -> Any:
    """The lower left or the lower right of a picture, as pixels."""
    pixels = imread(BytesIO(picture.png))
    rows, columns = pixels.shape[:2]
    return pixels[rows // 2 :, : columns // 2] if left else pixels[rows // 2 :, columns // 2 :]


def test_the_faces_drawn_many_times_are_those_drawn_once_at_the_end():
    assert watched([4, 40, 200, 400]).png == watched([400]).png


def test_the_drawing_board_shows_another_picture_for_each_drawing():
    board = widgets.doodle()
    pages = [board.choose(i).html for i in range(11)]
    assert len(set(pages)) == 11
    assert board.choose(0).html == pages[0]
    assert not [odd for page in pages for odd in unreadable(re.sub("<[^>]+>", "", page))]
