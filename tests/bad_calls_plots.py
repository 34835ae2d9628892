"""Every public name of coursekit.plots, each called rightly."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from bad_values import Call
from seen import seen, text

import coursekit as ck
from coursekit import plots

X = np.array([[1.0, 2.0], [3.0, 0.5], [0.0, 7.0], [5.0, 2.0]])
Y = np.array([0, 1, 1, 0])
ROW = np.array([0.5, 2.0, 1.0, 4.0])
RISING = np.array([0.0, 1.0, 2.0, 4.0])
NAMES = ["cat", "dog"]
ANY_NAMES = {
    "an empty list",
    "an empty row",
    "a list of texts",
    "a list of numbers",
    "a tuple",
    "a range",
}
PAIRS = {"a list of texts", "a list of numbers"}
SERIES = {"a list of numbers", "a tuple", "a range", "as a list"}
VECTOR = {
    f"part {i} {form}" for i in (0, 1) for form in ("as a list", "with one more axis", "in one row")
}
SHORT = {"without a row", "a row short", "a row too many", "a row", "np.float32"}


ONE = SimpleNamespace(data=0.5, grad=2.0, made_from=())


def bowl(x: Any, y: Any) -> Any:
    return x * x + y * y


def write(value: float) -> str:
    return f"{value:.2f}"


def square(z: Any) -> Any:
    return z * z


def share(x: Any) -> Any:
    return 1 / (1 + np.exp(-x[:, 0]))


def net() -> ck.Sequential:
    return ck.Sequential(ck.Linear(2, 2, np.random.default_rng(0)))


def drawn(name: str, right: dict[str, Any], **fine: set[str]) -> Call:
    """A figure function; where an Axes can be given, that is tried too."""

    def run(**arguments: Any) -> Any:
        return seen(getattr(plots, name)(**arguments))

    return Call(name, run, right | {"ax": None}, fine={"ax": {"None"}} | fine)


class Fresh:
    """Stands for new axes: those of matplotlib cannot be copied."""


def new(target: Any) -> Any:
    return plots.axes() if isinstance(target, Fresh) else target


def shown(target: Any, words: Any) -> Any:
    picture = plots.show(new(target), words)
    return text(picture.words), picture.width, picture.height


def frame(**arguments: Any) -> Any:
    grid = np.ravel(plots.axes(**arguments))
    return [ax.get_position().bounds for ax in grid], grid[0].figure.get_size_inches()


def of(run: Callable[..., Any], name: str, right: dict[str, Any], **fine: set[str]) -> Call:
    return Call(name, run, right, fine=fine)


ARRAYS = {"a list of numbers", "a tuple", "a range", "as a list", "a list of lists", "as bool"}
HISTORY = ck.History([0.5, 0.4], [0.5, 0.3], [0.6, 0.4], {})
TEXTS = {"xlabel": "seconds"}

CALLS = [
    drawn(
        "activation_curves",
        {"functions": [square, "relu"], "z": RISING, "slopes": True},
        functions={"a ufunc"},
        z={"None", "a tuple", "a range", "as a list"},
    ),
    drawn("order_arcs", {"order": [ONE], "names": ["w"]}, names=PAIRS | {"a row"}),
    drawn("bars", {"labels": NAMES, "values": ROW[:2], **TEXTS}, labels=PAIRS, values=ARRAYS),
    drawn(
        "confusion_matrix",
        {"y": Y, "y_hat": Y[::-1].copy(), "class_names": NAMES},
        y={"as a list"},
        y_hat={"as a list"},
        class_names=ANY_NAMES,
    ),
    drawn("curve_cards", {"runs": {"one": HISTORY, "two": HISTORY}, "top": 1.5, **TEXTS}),
    drawn(
        "decision_boundary",
        {
            "predict": share,
            "x": X,
            "y": Y,
            "class_names": NAMES,
            "xlabel": "kg",
            "ylabel": "cm",
            "resolution": 5,
        },
        predict={"a ufunc"},
        x={"as a list"},
        y={"as a list"},
        class_names=ANY_NAMES,
    ),
    drawn(
        "descent_paths",
        {"loss": bowl, "paths": {"SGD": X / 10, "Adam": X}, "x": (-1.0, 1.0), "y": (-2.0, 2.0)},
        x=PAIRS & {"a list of numbers"},
        y=PAIRS & {"a list of numbers"},
    ),
    drawn(
        "heat_map",
        {
            "values": X[:2],
            "rows": NAMES,
            "columns": ["kg", "cm"],
            "xlabel": "what",
            "limit": 5.0,
            "write": write,
        },
        values={"as a list"},
        rows=PAIRS,
        columns=PAIRS,
        limit={"None"},
        write={"a function that returns a text"},
    ),
    drawn(
        "histogram",
        {"groups": {"one": ROW, "two": ROW + 1}, "bins": 4, **TEXTS},
        groups={"a list of numbers", "a tuple", "a range", "a row"},
    ),
    drawn("histogram", {"groups": ROW, "bins": 4, **TEXTS}, groups=SERIES | SHORT),
    drawn(
        "image_grid",
        {
            "images": np.arange(24.0).reshape(4, 2, 3),
            "labels": Y,
            "predictions": Y[::-1].copy(),
            "class_names": NAMES,
            "columns": 2,
            "cmap": "gray",
        },
        images={"as a list"},
        labels={"None", "as a list"},
        predictions={"None", "as a list"},
        class_names=ANY_NAMES,
        columns={"None"},
    ),
    drawn(
        "knob_sweep",
        {"steps": RISING, "accuracy": ROW / 5, "loss": ROW, "here": 1.0, "xlabel": "w"},
        steps=SERIES,
        accuracy=SERIES,
        loss=SERIES,
    ),
    drawn(
        "learning_cycle",
        {
            "lines": {"guess": "a", "score": "b", "blame": "c", "adjust": "d"},
            "active": "guess",
        },
    ),
    drawn(
        "line_fit",
        {"x": RISING, "y": ROW, "w": 2.0, "b": 0.5, "xlabel": "s", "ylabel": "km"},
        x=SERIES,
        y=SERIES,
    ),
    drawn(
        "loss_curves",
        {
            "history": {"train": ROW, "val": ROW + 1},
            "xlabel": "step",
            "ylabel": "error",
            "log": True,
            "best": "highest",
        },
        history={"a list of numbers", "a tuple", "a row"},
    ),
    drawn(
        "loss_curves",
        {"history": HISTORY},
        history={"a list of numbers", "a tuple", "a range", "a row"},
    ),
    drawn(
        "loss_valley",
        {"ws": RISING, "losses": ROW, "w": 1.5, "xlabel": "w", "ylabel": "error"},
        ws=SERIES,
        losses=SERIES,
    ),
    drawn(
        "network_diagram",
        {
            "weights": [X[:2]],
            "biases": [ROW[:2]],
            "values": [ROW[:2], ROW[2:]],
            "input_names": NAMES,
            "output_names": ["a", "b"],
        },
        weights={"part 0 as a list"},
        biases=VECTOR | {"None"},
        values=VECTOR | {"None"},
        input_names=PAIRS | {"an empty list", "an empty row"},
        output_names=PAIRS | {"an empty list", "an empty row"},
    ),
    drawn("network_diagram", {"weights": net(), "x": ROW[:2]}, x=ARRAYS | {"None"}),
    drawn("passed_bars", {"counts": {"01": (2, 1, 2), "02": (0, 0, 8)}}),
    of(lambda exponent: text(plots.power(exponent)), "power", {"exponent": 3.0}),
    Call("show", shown, {"target": Fresh(), "words": "A frame."}),
    of(
        frame,
        "axes",
        {
            "rows": 1,
            "cols": 2,
            "width": 640,
            "height": 400,
            "left": 84,
            "right": 24,
            "bottom": 56,
            "top": 40,
        },
    ),
    Call(
        "Drawing",
        lambda ax, words, alt: seen(plots.Drawing(new(ax), words, alt)),
        {"ax": Fresh(), "words": "A frame.", "alt": "Chart"},
    ),
    drawn(
        "spread",
        {
            "runs": {"ours": {"3": ROW, "4": ROW}, "theirs": {"3": ROW, "4": ROW}},
            "ylabel": "loss",
            "references": {"guessing": 0.7},
        },
        references={"None", "a dict"},
    ),
    drawn(
        "unit_map",
        {"unit": share, "x": X, "y": Y, "name": "unit 0", "resolution": 5, "limit": 2.0},
        x={"as a list"},
        y={"as a list"},
        limit={"None"},
    ),
    drawn(
        "weights_as_pictures",
        {"W": X, "image_shape": (2, 2), "unit_names": NAMES, "columns": 2},
        W={"as a list"},
        unit_names=ANY_NAMES,
        columns={"None"},
    ),
]
