"""Whatever is handed to coursekit's core: the right number, or a sentence; `pytest -s` counts."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import Any

import numpy as np
import pytest
from bad_calls import CALLS
from bad_values import KINDS, Call, hold_to_it, sentence_lacks, verdict

import coursekit as ck
from coursekit import diagnostics

TOTALS: Counter[str] = Counter()


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_wrong_argument_gets_a_sentence_or_the_right_number(call: Call) -> None:
    hold_to_it(call, TOTALS)


def test_totals() -> None:
    """Shown by `pytest -s`, after all the tests above."""
    print("\n", {kind: TOTALS[kind] for kind in ("tried", *KINDS)})
    assert set(TOTALS) <= {"tried", *KINDS}


def takes(thing: Any) -> set[str]:
    """The arguments of a function or a constructor; a layer is called by its star."""
    names = inspect.signature(thing).parameters
    return {"layer" if name == "layers" else name for name in names}


def core() -> dict[str, Any]:
    """The functions and classes that `coursekit` offers from its own files, and diagnostics."""
    offered = {name: getattr(ck, name) for name in ck.__all__}
    offered |= {name: thing for name, thing in vars(diagnostics).items() if name[0] != "_"}
    return {
        name: thing
        for name, thing in offered.items()
        if re.fullmatch(r"coursekit\.[a-z]+", getattr(thing, "__module__", None) or "")
    }


def test_every_name_and_every_argument_is_in_the_table() -> None:
    tried = {}
    for call in CALLS:
        tried.setdefault(re.findall(r"\w+", call.name)[0], set()).update(call.arguments())
    missing = {name: takes(thing) - tried.get(name, set()) for name, thing in core().items()}
    assert {name: left for name, left in missing.items() if left} == {}
    assert {"softmax", "Linear", "fit", "dead_units", "show_source", "Value"} <= set(core())


def halved(x: Any) -> Any:
    if not isinstance(x, np.ndarray):
        raise TypeError(f"halved: x is a {type(x).__name__}, expected an array.")
    return x.astype(float) / 2


@pytest.mark.parametrize(
    ("function", "label", "kind"),
    [
        (lambda x: halved(x), "None", "told"),
        (lambda x: halved(x), "as uint8", "right"),
        (lambda x: halved(np.asarray(x, float)), "as str", "wrong number"),
        (lambda x: halved(np.asarray(x)), "a list of numbers", "wrong number"),
        (lambda x: x / 2, "None", "raw error"),
        (lambda x: x * x, "as uint8", "wrong number"),
        (lambda x: np.nan_to_num(x), "with NaN", "wrong number"),
        (lambda x: halved(x) + np.log(np.zeros(1)), "as float32", "warning"),
        (lambda x: 1 / 0, "None", "raw error"),
        (lambda x: halved(x if x.flags.writeable else None), "read-only", "poor sentence"),
    ],
)
def test_the_judge_sees(function: Any, label: str, kind: str) -> None:
    call = Call("halved", function, {"x": np.array([[20.0, 3.0]])})
    assert verdict(call, "x", label)[0] == kind


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("halved: x is None, expected an array.", ""),
        ("x is None, expected an array.", "where"),
        ("doubled: x is None, expected an array.", "where"),
        ("halved: that is None, expected an array.", "the argument's name"),
        ("halved: x is None.", "what was expected"),
        ("halved: x expected, unsupported operand type(s) for /", "a raw message"),
    ],
)
def test_a_sentence_says_where_what_came_and_what_was_expected(text: str, lacks: str) -> None:
    call = Call("halved", halved, {"x": np.ones(2)})
    assert sentence_lacks(TypeError(text), call).startswith(lacks or "")
    assert bool(sentence_lacks(TypeError(text), call)) == bool(lacks)
