"""The verbs of the exercises, each called rightly: what test_bad_input_pictures.py spoils."""

from __future__ import annotations

from typing import Any

import numpy as np
from bad_values import Call
from seen import seen, text

import coursekit as ck


def checked(**arguments: Any) -> Any:
    return text(repr(ck.check(**arguments)))


def asked(verb: str) -> Call:
    """A verb that takes a name; how often it was asked before is not looked at."""

    def run(name: Any) -> Any:
        getattr(ck, verb)(name)
        return 0

    return Call(verb, run, {"name": "relu"})


def compared(name: Any, mistake: Any, inputs: Any, part: Any, ax: Any) -> Any:
    return seen(ck.right_and_wrong(name, mistake, inputs, part=part, ax=ax))


CALLS = [
    Call("check", checked, {"fn": ck.relu, "points": 2.0}, fine={"points": {"None"}}),
    *map(asked, ("bring", "hint", "easier", "solution", "yours")),
    Call("whose", lambda names: len(repr(ck.whose(names))), {"names": "relu"}),
    Call(
        "right_and_wrong",
        compared,
        {
            "name": "relu",
            "mistake": "absolute",
            "inputs": np.array([-2.0, 1.0]),
            "part": None,
            "ax": None,
        },
        fine={"part": {"None", "0", "np.bool"}, "ax": {"None"}},
        inside={"relu"},
    ),
]
