"""Whatever is handed to coursekit.data: the right data, or a sentence; `pytest -s` counts."""

from __future__ import annotations

import inspect
import re
from collections import Counter

import pytest
from bad_calls_data import CALLS
from bad_values import KINDS, Call, hold_to_it

from coursekit import data

TOTALS: Counter[str] = Counter()
RECORDS = {"Catch", "Column", "Description", "PlantedError", "Splits"}
"""What coursekit hands out and nobody makes."""


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_wrong_argument_gets_a_sentence_or_the_right_data(call: Call) -> None:
    hold_to_it(call, TOTALS)


def test_totals() -> None:
    """Shown by `pytest -s`, after all the tests above."""
    print("\n", {kind: TOTALS[kind] for kind in ("tried", *KINDS)})
    assert set(TOTALS) <= {"tried", *KINDS}


def takes(name: str) -> set[str]:
    """The arguments of a public function or constructor."""
    thing = getattr(data, name)
    return (
        set(inspect.signature(thing).parameters)
        if inspect.isroutine(thing) or isinstance(thing, type)
        else set()
    )


def test_every_name_and_every_argument_is_in_the_table() -> None:
    tried: dict[str, set[str]] = {}
    for call in CALLS:
        tried.setdefault(re.findall(r"\w+", call.name)[0], set()).update(call.arguments())
    names = set(data.__all__) - RECORDS - {"Table"}
    missing = {name: takes(name) - tried.get(name, set()) for name in names}
    assert {name: left for name, left in missing.items() if left} == {}
    assert {"Dataset", "from_csv", "StandardScaler", "moons", "Fault"} <= set(tried)
