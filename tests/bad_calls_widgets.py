"""Every public name of coursekit.widgets, each called rightly.

What an Explorer cannot compute stands in its picture's place; here it counts as an error.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np
from bad_values import Call
from seen import text

import coursekit as ck
from coursekit import data, widgets

X = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
Y = np.array([0, 1, 1, 0])
REPLIES = {"up": "It rises.", "down": "It falls."}
PAIRS = {"loss": "red pen", "guess": "answer"}
NAMES = {"a list of texts", "a list of numbers", "a tuple", "a range", "a row"}


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def said(thing: Any) -> Any:
    """The words of a widget; an error that stands in a picture's place is raised."""
    error = getattr(thing, "error", None)
    if error is not None:
        raise error
    assert "nan" not in repr(thing).split(), repr(thing)
    return text(repr(thing))


def made(name: str, right: dict[str, Any], **more: Any) -> Call:
    """A name of widgets, judged by what the thing says."""
    return Call(name, lambda **a: said(getattr(widgets, name)(**a)), right, **more)


def control(name: str, right: dict[str, Any], **fine: set[str]) -> Call:
    """A control, judged by its label and where it stands."""

    def run(**arguments: Any) -> Any:
        thing = getattr(widgets, name)(**arguments)
        value = thing.value
        return text(thing.description), text(value) if isinstance(value, str) else value

    return Call(name, run, right, fine=fine)


def quietly(run: Callable[..., Any]) -> Callable[..., Any]:
    def call(**arguments: Any) -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            return run(**arguments)

    return call


def draw(ax: Any, data: Any) -> None:
    np.ravel(ax)[0].plot([0, 1], [0, np.ravel(data)[-1]])


def words(data: Any) -> str:
    return f"It is {np.ravel(data)[-1]:.2f}."


def double(w: float) -> float:
    return 2 * w


def goal(data: float) -> tuple[bool, str]:
    return data > 3, "get above 3"


class Slider:
    """Stands for a slider, which cannot be copied."""


def explored(controls: Any, **arguments: Any) -> Any:
    if isinstance(controls, dict):
        controls = {
            name: widgets.slider("w", 0.0, 9.0, 2.0) if isinstance(c, Slider) else c
            for name, c in controls.items()
        }
    return said(widgets.Explorer(controls=controls, **arguments))


def played(**arguments: Any) -> Any:
    return said(widgets.play(**arguments).step(2))


def viewed(**arguments: Any) -> Any:
    return len(list(widgets.TrainingView(**arguments).watch([2.0, 1.0])))


def pictured(alt: Any, **size: Any) -> Any:
    screen = widgets.Screen(**size)
    picture = screen.picture(lambda ax: None, "Nothing.", alt)
    return picture.width, picture.height, text(picture.alt)


def asked() -> None:
    widgets.Prediction(widgets.Question("bad", "Up?", {"up": "No.", "down": "Yes."}, "down"))


def answered(**arguments: Any) -> Any:
    asked()
    return said(widgets.answer(**arguments))


def settled(**arguments: Any) -> Any:
    asked()
    return said(widgets.settle(**arguments))


def question() -> Any:
    return widgets.Question("bad.q", "Up or down?", REPLIES, "up")


def ballot() -> Any:
    return widgets.Ballot("bad.b", "Up or down?", REPLIES, "up", "Why?")


def pictures() -> data.Dataset:
    return data.faces(4, rng())


SIZE = {"rows": 1, "cols": 1, "width": 560, "height": 320}
SPOKEN = {"draw": draw, "words": words, "every": 1, "alt": "Chart", **SIZE}
ASKED = {"id": "bad.q", "text": "Up or down?", "options": REPLIES, "right": "up"}
ANY_DRAW = {"draw": {"a ufunc", "a function of nothing"}}
RUNS = {"run": {"a list of numbers", "a tuple", "a range", "a set", "a row"}}
ANYTHING = {
    "run": {
        "an empty list", "a list of lists", "a list of texts", "a 0-d array", "an empty row",
        "an array without rows", "a cube", "an array of texts", "an array of objects",
        "an array of complex numbers", "an array of dates", "a structured array",
    }
}  # fmt: skip
"""A run may yield anything: whoever draws it knows what it is."""
WORDS = {"words": {"None", "a function that returns a text"}}
DRAWS = {
    "draw": {
        "a function that returns None",
        "a function that returns a text",
        "a function that returns a complex number",
        "a function that returns a row",
        "a function that returns a pair of texts",
        "a function that returns a triple",
        "a function that returns a wrong gradient",
    }
}

VIEW = {"TrainingView", "axes"}

CALLS = [
    control("slider", {"label": "w", "low": 0.0, "high": 9.0, "value": 2.0, "step": 0.5}),
    control(
        "scale",
        {"label": "w", "values": [0.5, 1.0, 2.0], "value": 1.0},
        values={"a tuple", "a range", "a row", "a list of numbers"},
    ),
    control(
        "dropdown",
        {"label": "bend", "options": ["a", "mse"], "value": "a"},
        options={"a list of texts"},
        value={"None"},
    ),
    control("checkbox", {"label": "show", "value": True}),
    Call(
        "Explorer",
        explored,
        {
            "compute": double,
            "draw": draw,
            "words": words,
            "controls": {"w": Slider()},
            "goal": goal,
            "alt": "Chart",
            **SIZE,
        },
        inside={"axes"},
        fine=DRAWS | WORDS | {"goal": {"None"}},
    ),
    Call("Screen", pictured, {**SIZE, "alt": "Chart"}, inside={"axes"}),
    Call("TrainingView", quietly(viewed), SPOKEN, fine=DRAWS | WORDS, inside={"axes"}),
    Call(
        "play",
        played,
        {"run": [2.0, 1.0], "start": "Press Play.", **SPOKEN},
        fine=DRAWS | WORDS | RUNS,
        skip=ANYTHING,
        inside=VIEW,
    ),
    Call(
        "watch",
        quietly(widgets.watch),
        {"run": [2.0, 1.0], **SPOKEN},
        fine=DRAWS | WORDS | RUNS,
        skip=ANYTHING,
        inside=VIEW,
    ),
    made("Question", ASKED),
    made("Ballot", ASKED | {"talk": "Why?"}),
    made(
        "Vote", {"ballot": ballot(), "hands": [[1, 2], [3, 4]]}, fine={"hands": {"an empty list"}}
    ),
    Call("recall", lambda questions: said(widgets.recall(questions)), {"questions": question()}),
    made("match", {"id": "bad.m", "pairs": PAIRS, "question": "Which?"}),
    made(
        "order",
        {
            "id": "bad.o",
            "lines": ["b", "a", "c"],
            "distractors": {"z": "No."},
            "question": "Order?",
            "reason": "It runs.",
            "loose": {"c": "b"},
        },
        fine={"distractors": {"None"}, "loose": {"None"}},
    ),
    made("predict", {"name": "01.1"}),
    made("Prediction", {"question": question()}),
    Call("answer", answered, {"id": "bad", "text": "b"}),
    Call("settle", settled, {"id": "bad"}),
    made("quiz", {"name": "00.2"}),
    made("vote", {"name": "01-b"}),
    made(
        "one_knob",
        {"x": np.array([1.0, 3.0]), "y": np.array([0.34, 1.02])},
        fine={"x": {"as a list", "a list of numbers"}, "y": {"as a list", "a list of numbers"}},
    ),
    made("two_units", {"x": X, "y": Y}, fine={"x": {"as a list"}, "y": {"as a list"}}),
    made(
        "sliding_patch",
        {"image": np.array([[0.0, 1.0, 0.5], [0.0, 1.0, 0.2]])},
        fine={"image": {"as a list"}},
    ),
    made("broken_cycle", {"examples": data.moons(40, rng())}),
    made(
        "memorizing",
        {"train_set": data.moons(20, rng()), "val": data.moons(20, rng()), "cures": False},
    ),
    made("doodle", {"net": ck.Sequential(ck.Linear(64, 10, rng()))}, fine={"net": {"None"}}),
    Call(
        "price_check",
        lambda table, key: said(widgets.price_check(table, key)),
        dict(
            zip(("table", "key"), data.plant_table_errors(data.houses().table, rng()), strict=True)
        ),
    ),
    Call(
        "watch_guesses",
        quietly(widgets.watch_guesses),
        {
            "run": [0.7, 0.6],
            "net": ck.Sequential(ck.Linear(256, 2, rng())),
            "examples": pictures(),
            "steps": 2,
            "seconds": 0.0,
        },
        fine=RUNS,
        skip=ANYTHING | {"seconds": {"a huge int", "a huge float", "1"}},
    ),
]
