"""Wrong arguments of every kind, and what a call may do with one: the right thing, or a sentence.

A `Call` is one public function with arguments that are right. `tries` replaces one of them at a
time by everything in `ANYTHING`, by what `variants` makes of the right one (other types, shapes,
layouts, NaN, …), and swaps it with each of the others. `verdict` judges what came of it.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np


class Nothing:
    """A class of its own, and an object that can do nothing."""


ANYTHING: dict[str, Any] = {
    "None": None,
    "a text": "mse",
    "an empty text": "",
    "bytes": b"adam",
    "True": True,
    "False": False,
    "0": 0,
    "-1": -1,
    "0.5": 0.5,
    "1": 1,
    "nan": float("nan"),
    "inf": float("inf"),
    "a huge int": 10**18,
    "an int beyond every float": 10**400,
    "a huge float": 1e308,
    "a complex number": 1 + 2j,
    "a fraction": Fraction(1, 2),
    "a decimal": Decimal("0.5"),
    "a list of numbers": [1.0, 2.0],
    "an empty list": [],
    "a list of lists": [[1.0, 2.0], [3.0]],
    "a list of texts": ["a", "b"],
    "a tuple": (1, 2, 3),
    "a dict": {"a": 1},
    "a set": {1, 2},
    "a range": range(3),
    "an object": Nothing(),
    "a class": Nothing,
    "a module": np,
    "a function of nothing": lambda: 0.0,
    "a ufunc": np.tanh,
    "np.float16": np.float16(0.1),
    "np.float32": np.float32(0.1),
    "np.int8": np.int8(1),
    "np.int8 of 100": np.int8(100),
    "np.uint8": np.uint8(3),
    "np.int64": np.int64(2),
    "np.bool": np.bool_(True),
    "a date": np.datetime64("2024-01-01"),
    "a 0-d array": np.array(0.5),
    "an array without rows": np.zeros((0, 2)),
    "an empty row": np.zeros(0),
    "a row": np.ones(1),
    "a cube": np.ones((2, 2, 2)),
    "an array of texts": np.array([["a", "b"]]),
    "an array of objects": np.array([[None, 1.0]], dtype=object),
    "an array of complex numbers": np.array([[1j, 2.0]]),
    "an array of dates": np.array(["2024-01-01"], dtype="datetime64[D]"),
    "a structured array": np.zeros(2, dtype=[("a", float)]),
}
"""What nobody means; a value that is right by chance is judged by its twin."""

NUMBERS = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
NUMBERS += ["float16", "float32", "float64", "longdouble"]

HARMLESS = ("as float32", "as float64", "read-only", "non-contiguous", "in Fortran's order")
"""The right numbers in another form: to refuse them is a fault."""

EVERY_ARRAY = "every array"
"""Stands for an argument: two small numbers wrap together where one beside a float does not."""

ANSWERS: dict[str, Any] = {
    "a function that returns None": lambda *_: None,
    "a function that returns a text": lambda *_: "0.5",
    "a function that returns a complex number": lambda *_: 1j,
    "a function that returns a row": lambda *_: np.ones(3),
    "a function that returns a pair of texts": lambda *_: ("a", "b"),
    "a function that returns a triple": lambda *_: (0.0, 0.0, 0.0),
    "a function that returns a wrong gradient": lambda *_: (0.0, np.ones(7)),
    "a function of five": lambda a, b, c, d, e: 0.0,
}
"""In place of a function of the learner's."""


@dataclass(frozen=True)
class Call:
    """A public name and arguments that are right, copied for every try."""

    name: str
    run: Callable[..., Any]
    right: Mapping[str, Any]
    fine: Mapping[str, set[str]] = field(default_factory=dict)
    """For an argument the labels of values that it may take although they have no twin."""
    inside: Set[str] = frozenset()
    """Other functions that speak for this one: the loss inside `fit`."""
    hides_nan: Set[str] = frozenset()
    """Arguments whose NaN is dealt with, as the docstring says."""
    skip: Mapping[str, set[str]] = field(default_factory=dict)
    """Values that would be right and never end."""
    refuses: Mapping[str, set[str]] = field(default_factory=dict)
    """Harmless values that cannot be taken: a theta that is to change, and is read-only."""

    def arguments(self) -> dict[str, Any]:
        return deepcopy(dict(self.right))


def variants(value: Any) -> Iterator[tuple[str, Any]]:
    """What can be made of a right argument; each is wrong, or the same thing in another form."""
    if callable(value) and not isinstance(value, type):
        yield from ANSWERS.items()
    if isinstance(value, (tuple, list)):
        for i, part in enumerate(value):
            for label, came in variants(part):
                yield f"part {i} {label}", type(value)((*value[:i], came, *value[i + 1 :]))
    if not isinstance(value, np.ndarray):
        return
    for dtype in NUMBERS:
        yield f"as {dtype}", value.astype(dtype)
    for dtype in ("complex128", "str", "object"):
        yield f"as {dtype}", value.astype(dtype)
    read_only = value.copy()
    read_only.flags.writeable = False
    twice = np.repeat(value[..., None], 2, axis=-1)
    yield from {
        "as a list": value.tolist(),
        "read-only": read_only,
        "non-contiguous": twice[..., 0],
        "in Fortran's order": np.asfortranarray(value),
        "without a row": value[:0],
        "a row short": value[:-1],
        "a row too many": np.concatenate([value, value[:1]]),
        "with one more axis": value[..., None],
        "in one row": value.ravel(),
        "one entry": value.ravel()[0],
    }.items()
    if value.dtype.kind == "f":
        for label, number in (("NaN", np.nan), ("inf", np.inf), ("1e308", 1e308), ("-1", -1.0)):
            spoilt = value.copy()
            spoilt.flat[0] = number
            yield f"with {label}", spoilt
        yield "all NaN", np.full_like(value, np.nan)


def tries(call: Call) -> Iterator[tuple[str, str]]:
    """Argument and label of every try, the swaps with other arguments among them."""
    right = call.arguments()
    yield from ((EVERY_ARRAY, f"as {dtype}") for dtype in NUMBERS)
    for argument, value in right.items():
        labels = [*ANYTHING, *(label for label, _ in variants(value))]
        yield from ((argument, label) for label in labels)
        others = [other for other in right if other > argument]
        yield from ((argument, f"swapped with {other}") for other in others)


def replaced(call: Call, argument: str, label: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The arguments with the wrong one among them; and their twin, where it is right after all."""
    wrong, twin = call.arguments(), call.arguments()
    if argument == EVERY_ARRAY:
        for name, value in twin.items():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                wrong[name] = value.astype(label.removeprefix("as "))
                twin[name] = twin_of(wrong[name], value)
        return wrong, twin
    value = wrong[argument]
    if label.startswith("swapped with "):
        other = label.removeprefix("swapped with ")
        for given in (wrong, twin):
            given[argument], given[other] = given[other], given[argument]
        return wrong, twin if type(wrong[other]) is type(wrong[argument]) else None
    came = {**ANYTHING, **dict(variants(value))}[label]
    wrong[argument] = came
    same = twin_of(came, value)
    twin[argument] = same
    return wrong, None if same is None else twin


def twin_of(came: Any, right: Any) -> Any:
    """The same value in the type of the right one; None if there is no such thing."""
    if isinstance(right, np.ndarray):
        number = isinstance(came, np.ndarray) and came.dtype.kind in "fiub"
        whole = right.dtype.kind != "f" and number and came.dtype.kind == "f"
        return came.astype(right.dtype) if number and not whole else None
    if isinstance(right, (tuple, list)):
        same = type(came) is type(right) and len(came) == len(right)
        parts = tuple(map(twin_of, came, right)) if same else (None,)
        return None if any(part is None for part in parts) else type(right)(parts)
    if isinstance(right, bool):
        return bool(came) if isinstance(came, (bool, np.bool_)) else None
    if isinstance(came, (bool, np.bool_)):
        return None
    if isinstance(right, int):
        return int(came) if isinstance(came, (int, np.integer)) else None
    if isinstance(came, np.ndarray) and came.shape == () and came.dtype.kind == "f":
        return float(came) if isinstance(right, float) else None
    if isinstance(right, float) and isinstance(came, (int, float, np.integer, np.floating)):
        return None if came is ANYTHING["an int beyond every float"] else float(came)
    return came if isinstance(right, str) and isinstance(came, str) else None


def flat(result: Any) -> np.ndarray[Any, Any]:
    """All numbers of a result, in a row."""
    if isinstance(result, Mapping):
        result = list(result.values())
    if isinstance(result, (list, tuple)):
        return np.concatenate([np.zeros(0), *map(flat, result)])
    return np.asarray(result, dtype=np.float64).ravel()


RAW = re.compile(
    r"unsupported operand|broadcast|has no attribute|not subscriptable|is not iterable|ufunc|"
    r"positional argument|unexpected keyword|must be real number|invalid literal|interpret|"
    r"could not convert|object is not|cannot be interpreted|unsized|_require|_run\(|lambda\(|"
    r"truth value|must be str|zip\(\)|unpack|math domain|out of range: 3|null byte|allocate|"
    r"setting an array|in size|dimension mismatch|only integer|too large to|scalar index"
)
"""What only Python and NumPy say. A layer's own words are quoted behind "said:"."""


def sentence_lacks(error: BaseException, call: Call) -> str:
    """What is missing in an error's text: where, what, what was expected; nothing if it is good."""
    text = str(error).split(" said: ")[0]
    if not isinstance(error, (TypeError, ValueError, IndexError, OSError)):
        return f"a raw {type(error).__name__}"
    if RAW.search(re.sub(r"\(.*?\)", "", text)):
        return "a raw message"
    where = text.partition(":")[0]
    if not {*re.findall(r"\w+", call.name), *call.inside} & set(re.findall(r"\w+", where)):
        return f"where ({where[:30]!r})"
    if not {*call.arguments(), *NAMES} & set(re.findall(r"\w+", text)):
        return "the argument's name"
    return "" if re.search(r"expected|Expected", text) else "what was expected"


NAMES = set("x y logits p y_hat dout layer theta data metric lr loss w".split())  # noqa: SIM905
"""What an argument is called further inside."""


def attempt(call: Call, arguments: dict[str, Any]) -> tuple[Any, BaseException | None, list[str]]:
    """The numbers that a call returns, or its error, and its warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            return flat(call.run(**arguments)), None, [str(w.message) for w in caught]
        except Exception as error:
            return None, error, [str(w.message) for w in caught]


KINDS = ("told", "right", "raw error", "poor sentence", "warning", "wrong number")


def verdict(call: Call, argument: str, label: str) -> tuple[str, str]:
    """How a try went: "told", "right" or a fault, and the fault in words."""
    wrong, twin = replaced(call, argument, label)
    result, error, warned = attempt(call, wrong)
    if warned:
        return "warning", warned[0]
    if error is not None:
        lacks = sentence_lacks(error, call)
        if label.endswith(HARMLESS) and label not in call.refuses.get(argument, ()):
            right = call.arguments().get(argument)
            if isinstance(right, np.ndarray) and right.dtype.kind == "f":
                lacks = "it is the right value"
        kind = "raw error" if lacks.startswith("a raw") else "poor sentence"
        return (kind, f"{lacks}: {error}") if lacks else ("told", "")
    if twin is None:
        allowed = label in call.fine.get(argument, ())
        return ("right", "") if allowed else ("wrong number", f"accepted, gives {result!r:.80}")
    if "NaN" in label and argument not in call.hides_nan and not np.isnan(result).any():
        return "wrong number", f"NaN has vanished, {result!r:.80}"
    expected, error, _ = attempt(call, twin)
    if error is not None:
        return "wrong number", f"float64 is refused ({error}), this gives {result!r:.80}"
    near = result.shape == expected.shape and np.allclose(
        result, expected, rtol=1e-5, atol=1e-6, equal_nan=True
    )
    return ("right", "") if near else ("wrong number", f"{result!r:.60} for {expected!r:.60}")


def faults(call: Call, totals: Counter[str]) -> list[str]:
    """A line for every try that went wrong; `totals` counts all of them by verdict."""
    found = []
    for argument, label in tries(call):
        if label in call.skip.get(argument, ()):
            continue
        kind, words = verdict(call, argument, label)
        totals["tried"] += 1
        totals[kind] += 1
        if kind not in {"told", "right"}:
            found.append(f"{call.name}, {argument} = {label}: {kind}, {words}")
    return found


def hold_to_it(call: Call, totals: Counter[str]) -> None:
    """Right arguments work, and every wrong one gets a sentence or the right result."""
    _, error, warned = attempt(call, call.arguments())
    assert (error, warned) == (None, []), "the arguments that should be right are not"
    found = faults(call, totals)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)
