"""Every public name of coursekit.data, each called rightly: what test_bad_input_data.py spoils."""

from __future__ import annotations

import atexit
import contextlib
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from bad_values import Call
from PIL import Image

from coursekit import data

FOLDER = Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, FOLDER)
(FOLDER / "pets.csv").write_text("kg,home,species\n4,1,cat\n30,2,dog\n5,1,cat\n", encoding="utf-8")
for name in ("cat", "dog"):
    (FOLDER / "pets" / name).mkdir(parents=True)
    Image.new("L", (2, 2), 7).save(FOLDER / "pets" / name / "a.png")

X = np.array([[1.0, 20.0], [3.0, 0.0], [0.0, 7.0], [100.0, 2.0]])
Y = np.array([0, 1, 1, 0])
TEXTS = ["Hello, how are you?", "See you at 8 o'clock!", "Bring the book, please.", "It rains."]
TABLE = {"kg": np.array([4.0, 30.0, 5.0, 8.0]), "name": np.array(["Tom", "Rex", "Mia", "Max"])}
GRAMS = data.Fault("grams", "kg", lambda v, rng: v * 1000)
PLANTED = data.plant_table_errors(TABLE, np.random.default_rng(0), 0.25, [GRAMS])
LISTS = {"an empty list", "a list of texts"}
SAME = {"as a list", "as object"}
FLOATS = {"as float16", "as float32", "as float64", "as longdouble"}


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def numbers(thing: Any) -> Any:
    """What came of a call, as numbers: texts by their checksums, so that a change shows."""
    if isinstance(thing, data.Dataset):
        thing = [
            thing.x,
            thing.y,
            thing.feature_names,
            thing.class_names,
            thing.units,
            thing.target_name,
            thing.image_shape,
            thing.groups,
            thing.table,
        ]
    if isinstance(thing, dict):
        return numbers([*thing.items()])
    if isinstance(thing, np.ndarray) and thing.dtype.kind in "fiub":
        return thing
    if isinstance(thing, (list, tuple, np.ndarray)):
        return [numbers(part) for part in thing]
    return float(thing) if isinstance(thing, (int, float)) else zlib.crc32(repr(thing).encode())


def call(name: str, run: Callable[..., Any], right: dict[str, Any], **more: Any) -> Call:
    """The numbers that a function gives; what it prints is not looked at here."""

    def quietly(**arguments: Any) -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                return numbers(run(**arguments))
            except FileNotFoundError as error:  # as good as a ValueError, if its sentence is
                raise ValueError(str(error)) from error

    return Call(name, quietly, right, **more)


def pets(**parts: Any) -> data.Dataset:
    return data.Dataset(**({"x": X, "y": Y, "name": "pets"} | parts))


def method(make: Callable[[], Any], name: str) -> Callable[..., Any]:
    return lambda **arguments: getattr(make(), name)(**arguments)


def scaled(make: Any, name: str) -> Callable[..., Any]:
    return lambda x: getattr(make().fit(X), name)(x)


def measured(make: Any) -> Callable[..., Any]:
    def fit(x: Any) -> Any:
        ruler = make().fit(x)
        return [ruler.center, ruler.scale]

    return fit


def faulty(kind: Any, column: Any, damage: Any) -> Any:
    """A fault is judged by what it does to a table."""
    fault = data.Fault(kind, column, damage)
    dirty, key = data.plant_table_errors(TABLE, rng(), 0.25, [fault])
    return [dirty, [(e.kind, e.row, e.column, e.old, e.new) for e in key.errors]]


def planted(**arguments: Any) -> Any:
    dirty, key = data.plant_table_errors(**arguments)
    return [dirty, key.rows(), list(key.kinds)]


def planted_texts(**arguments: Any) -> Any:
    dirty, key = data.plant_text_errors(**arguments)
    return [dirty, key.rows(), list(key.kinds)]


def described(table: Any) -> Any:
    return {name: [*vars(column).values()] for name, column in data.describe(table).items()}


SCALERS = [
    made
    for make in (data.StandardScaler, data.MinMaxScaler)
    for made in (
        call(f"{make.__name__}.fit", measured(make), {"x": X}),
        call(f"{make.__name__}.transform", scaled(make, "transform"), {"x": X}),
        call(f"{make.__name__}.inverse_transform", scaled(make, "inverse_transform"), {"x": X}),
    )
]

CALLS = [
    *SCALERS,
    call(
        "Dataset",
        data.Dataset,
        {
            "x": X,
            "y": Y,
            "name": "pets",
            "feature_names": ("kg", "age"),
            "class_names": ("cat", "dog"),
            "units": ("kg", "years"),
            "target_name": "species",
            "image_shape": (1, 2),
            "groups": np.array([1, 1, 2, 3]),
            "table": TABLE,
        },
        fine={
            "feature_names": LISTS,
            "class_names": LISTS,
            "units": LISTS,
            "image_shape": {"None"},
            "table": {"None"},
            "groups": {"None", "as str", "as object"} | FLOATS,
        },
    ),
    call(
        "Dataset.split",
        method(pets, "split"),
        {"rng": rng(), "val": 0.25, "test": 0.25, "by_group": False},
    ),
    call(
        "Dataset.subset",
        method(pets, "subset"),
        {"index": np.array([2, 0])},
        fine={
            "index": {
                "0",
                "-1",
                "1",
                "a tuple",
                "a range",
                "np.int8",
                "np.uint8",
                "np.int64",
                "as a list",
                "one entry",
            }
        },
    ),
    call(
        "split_indices",
        data.split_indices,
        {"n": 20, "rng": rng(), "val": 0.2, "test": 0.2},
        inside={"split"},
    ),
    call(
        "split_groups",
        data.split_groups,
        {"groups": np.arange(9) // 2, "rng": rng(), "val": 0.3, "test": 0.3},
        inside={"split"},
        fine={"groups": {"as str", "as object"} | FLOATS},
    ),
    call("minibatches", data.minibatches, {"n": 10, "batch_size": 4, "rng": rng()}),
    call("moons", data.moons, {"n": 10, "rng": rng(), "noise": 0.2}),
    call("circles", data.circles, {"n": 10, "rng": rng(), "noise": 0.1, "inner_radius": 0.4}),
    call("spirals", data.spirals, {"n": 10, "rng": rng(), "K": 2, "noise": 0.1, "turns": 0.7}),
    call(
        "blobs",
        data.blobs,
        {"n": 10, "rng": rng(), "K": 2, "noise": 0.1, "centers": X},
        fine={"centers": {"None"}},
    ),
    call("blobs without centers", data.blobs, {"n": 10, "rng": rng(), "K": 2, "noise": 0.1}),
    call("draw_cat", data.draw_cat, {"rng": rng(), "size": 5, "pose": 0.7}),
    call("draw_dog", data.draw_dog, {"rng": rng(), "size": 5, "pose": 0.7}),
    call(
        "faces",
        data.faces,
        {"n": 3, "rng": rng(), "size": 5, "pose": 0.7, "noise": 0.1, "invert": 0.3},
    ),
    call("messages", data.messages, {"n": 5, "rng": rng()}),
    call("card", data.card, {"name": "houses"}),
    call("Card", lambda text: str(data.Card(text)), {"text": "# Pets"}),
    call("describe", described, {"table": TABLE}),
    call(
        "indicators",
        data.indicators,
        {"column": np.array([1.0, 2.0, 1.0])},
        fine={"column": {"as str", "as object"}},
    ),
    call(
        "Fault",
        faulty,
        {"kind": "grams", "column": "kg", "damage": lambda v, rng: v * 1000},
        inside={"plant_table_errors"},
    ),
    call(
        "plant_table_errors",
        planted,
        {"table": TABLE, "rng": rng(), "rate": 0.25, "faults": [GRAMS]},
        fine={"faults": {"an empty list"}},
    ),
    call("plant_text_errors", planted_texts, {"texts": TEXTS * 20, "rng": rng(), "rate": 0.03}),
    call(
        "AnswerKey",
        lambda errors: data.AnswerKey(errors).rows(),
        {"errors": PLANTED[1].errors},
        fine={"errors": {"an empty list"}},
    ),
    call("AnswerKey.rows", PLANTED[1].rows, {"kind": "grams"}, fine={"kind": {"None"}}),
    call(
        "AnswerKey.mark",
        PLANTED[1].mark,
        {"rows": np.array([0, 2])},
        fine={"rows": {"an empty list", "an empty row", "a tuple", "a range", "as a list"}},
    ),
    call("AnswerKey.restore", PLANTED[1].restore, {"dirty": PLANTED[0]}),
    call(
        "from_arrays",
        data.from_arrays,
        {
            "x": X,
            "y": Y,
            "name": "pets",
            "feature_names": ("kg", "age"),
            "class_names": ("cat", "dog"),
        },
        fine={"x": SAME, "y": SAME, "feature_names": LISTS, "class_names": LISTS},
    ),
    call(
        "from_arrays of targets",
        data.from_arrays,
        {"x": X, "y": X[:, :1] + 0.5},
        fine={"x": SAME, "y": SAME},
    ),
    call(
        "from_arrays of texts",
        data.from_arrays,
        {"x": X, "y": ["a", "b", "a", "b"]},
        fine={"x": SAME},
    ),
    call(
        "from_csv",
        data.from_csv,
        {
            "path": str(FOLDER / "pets.csv"),
            "target": "species",
            "features": ("kg",),
            "labels": False,
            "group": "home",
            "delimiter": ",",
            "indicators": ("home",),
            "decimal": ".",
            "thousands": "",
            "ignore": "",
        },
        fine={
            "features": {"None", "an empty list"},
            "group": {"None"},
            "indicators": {"an empty list"},
        },
    ),
    call(
        "from_images", data.from_images, {"folder": str(FOLDER / "pets"), "size": 3, "gray": True}
    ),
]
