"""Whatever is handed to a picture, a widget or a verb: the right thing, or a sentence."""

from __future__ import annotations

import inspect
from collections import Counter
from typing import Any

import bad_calls_plots
import bad_calls_verbs
import bad_calls_widgets
import pytest
from bad_values import KINDS, Call, hold_to_it

import coursekit as ck
from coursekit import plots, widgets

pytestmark = pytest.mark.slow

TABLES = {
    "plots": bad_calls_plots.CALLS,
    "widgets": bad_calls_widgets.CALLS,
    "verbs": bad_calls_verbs.CALLS,
}
CALLS = [call for calls in TABLES.values() for call in calls]
TOTALS: Counter[str] = Counter()
MADE_BY_COURSEKIT = {"LivePicture", "Picture"}
"""What coursekit hands out and nobody makes."""


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_wrong_argument_gets_a_sentence_or_the_right_picture(call: Call) -> None:
    hold_to_it(call, TOTALS)


def test_totals() -> None:
    """Shown by `pytest -s`, after all the tests above."""
    print("\n", {kind: TOTALS[kind] for kind in ("tried", *KINDS)})
    assert set(TOTALS) <= {"tried", *KINDS}


def offered() -> dict[str, dict[str, Any]]:
    """What each front offers, and takes arguments: found there, so that none is forgotten."""
    verbs = [name for name, home in ck.HOMES.items() if home.startswith("coursekit.verbs")]
    return {
        "plots": {name: getattr(plots, name) for name in plots.__all__},
        "widgets": {name: getattr(widgets, name) for name in widgets.HOMES},
        "verbs": {name: getattr(ck, name) for name in verbs},
    }


def takes(thing: Any) -> set[str]:
    """The arguments of a function or class; those after a double star stand in its docstring."""
    names = inspect.signature(thing).parameters.values()
    return {p.name for p in names if p.kind is not p.VAR_KEYWORD}


def missing(front: str) -> dict[str, set[str]]:
    """The arguments of each public name that no call of the table has."""
    tried: dict[str, set[str]] = {}
    for call in TABLES[front]:
        tried.setdefault(call.name, set()).update(call.arguments())
    names = {
        name: thing for name, thing in offered()[front].items() if name not in MADE_BY_COURSEKIT
    }
    left = {name: takes(thing) - tried.get(name, set()) for name, thing in names.items()}
    return {name: arguments for name, arguments in left.items() if arguments}


@pytest.mark.parametrize("front", TABLES)
def test_every_name_and_every_argument_is_in_the_table(front: str) -> None:
    assert missing(front) == {}


def test_a_name_that_is_left_out_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = [call for call in TABLES["widgets"] if call.name != "one_knob"]
    monkeypatch.setitem(TABLES, "widgets", fewer)
    assert missing("widgets") == {"one_knob": {"x", "y"}}


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: ck.check("relu"), r"Write def relu\(…\)"),
        (lambda: ck.check(ck.relu(bad_calls_plots.ROW)), "Leave the brackets away"),
        (lambda: ck.check(lambda z: z), "write def and the name in the task"),
        (lambda: ck.yours(), r"expected yours\(name\)"),
        (lambda: ck.whose(), "at least one"),
        (lambda: ck.hint("xyz"), "such as relu"),
    ],
)
def test_a_slip_with_a_verb_is_answered_with_what_to_write(ask: Any, told: str) -> None:
    with pytest.raises((TypeError, ValueError), match=told) as caught:
        ask()
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("verb", ["bring", "hint", "solution", "yours", "whose"])
def test_a_verb_takes_the_function_in_place_of_its_name(verb: str) -> None:
    assert repr(getattr(ck, verb)(ck.relu)).startswith("relu: ")
