"""What a check says is true of the answer that it is said of, on the very input that is shown."""

from __future__ import annotations

import inspect
import json
import linecache
import math
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from edits import edits

import coursekit
from coursekit._source import source_of
from coursekit.exercises import feedback as engine
from coursekit.exercises.calls import Call, Trial, put
from coursekit.exercises.exercise import Answer, Exercise, Misconception
from coursekit.exercises.feedback import Feedback, feedback
from coursekit.exercises.outcome import run
from coursekit.exercises.values import alike, close, fitted, form, show
from coursekit.lessons.catalogue import every_exercise

ALL = list(every_exercise().values())
ANSWERS = json.loads(Path(__file__).with_name("answers_seen.json").read_text())["answers"]
EVERY = 7
"""Of the edits of a reference one in seven is held against what is said of it."""
SECONDS = 0.5

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

NUMBER = re.compile(r"(?<![\w.*/])\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\w*]|\.\d)")
TO_TRY = (
    "add", "ask", "call", "change", "compare", "copy", "count", "cut", "divide", "double", "draw",
    "feed", "find", "give", "halve", "hand", "imagine", "join", "keep", "leave", "list", "look",
    "make", "measure", "move", "multiply", "print", "put", "raise", "run", "send", "set", "shift",
    "shuffle", "sketch", "spoil", "swap", "take", "think", "train", "try", "turn", "use", "walk",
    "with", "work", "write",
)  # fmt: skip
"""A sentence that begins so asks the reader to try something: its numbers are theirs to type."""
KNOWN = {
    "0": "the edge between the signs, and the first place",
    "1": "a whole, and a factor that changes nothing",
    "2": "the other of two, and the slope of a square",
    "100": "a whole in percent",
    "180": "half a turn in degrees",
    "2015": "the year of a paper",
}
"""Numbers that need not be shown, and why."""


class Case(NamedTuple):
    """An answer, and where it comes from."""

    exercise: Exercise
    source: str
    answer: Answer
    right: bool


def written(number: int, code: str, name: str) -> Answer:
    """The answer that a cell with this text defines."""
    file = f"<answer {number}>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    scope = {"np": np, "ck": coursekit, "math": math, "random": random, "__name__": file}
    scope |= {"yours": coursekit.yours, "data": coursekit.data}
    exec(compile(code, file, "exec"), scope)
    return scope[name]


def cases(exercise: Exercise) -> Iterator[Case]:
    """Every answer to an exercise that is at hand."""
    for known in exercise.misconceptions:
        yield Case(exercise, known.name, known.wrong, False)
    conventions = (known.answer for known in exercise.conventions)
    for i, answer in enumerate((exercise.reference, *exercise.alternates, *conventions)):
        yield Case(exercise, f"right answer {i}", answer, True)
    for number, case in enumerate(ANSWERS):
        if case["exercise"] == exercise.name:
            answer = written(number, case["code"], exercise.name)
            yield Case(exercise, f"answers_seen {number}", answer, case["kind"] == "right")


@cache
def told(exercise_name: str) -> list[tuple[Case, Feedback]]:
    """What is said of the answers to an exercise, and of some edits of its reference."""
    (exercise,) = (e for e in ALL if e.name == exercise_name)
    said = [(case, feedback(case.exercise, case.answer)) for case in cases(exercise)]
    for edit in list(edits(exercise))[::EVERY]:
        result = feedback(exercise, edit.answer)
        if result.status == "not yet":
            said.append((Case(exercise, edit.what, edit.answer, False), result))
    return said


@pytest.fixture(params=ALL, ids=lambda e: e.name)
def said(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The answers to one exercise, each with what is said of it."""
    monkeypatch.setattr(engine, "SECONDS", SECONDS)
    return told(request.param.name)


def probes_shown(exercise: Exercise, rows: dict[str, str]) -> list[tuple[Any, ...]]:
    """The probes that look like the input in the panel."""
    trial = exercise.trial
    names = tuple(inspect.signature(trial).parameters)[1:] if trial else exercise.arguments
    return [
        probe
        for probe in exercise.probes
        if rows.get("input")
        == "\n".join(show(v, f"{n} = ") for n, v in zip(names, probe, strict=False))
    ]


def part(value: Any, rows: dict[str, str]) -> Any:
    """Of several named values the one that the panel shows."""
    return value[rows["what"]] if "what" in rows else value


def is_shown(value: Any, text: str) -> bool:
    return text in (show(value), form(value))


def reproduced(case: Case, rows: dict[str, str], probe: tuple[Any, ...]) -> bool:
    """Whether the answer and the reference give what the panel shows, and that differs."""
    exercise = case.exercise
    mine, right = run(exercise, case.answer, probe), run(exercise, exercise.reference, probe)
    same = mine.agrees(right, silent=exercise.silent)
    if "yours" not in rows or mine.error:
        return bool(mine.error) or not same
    pair = fitted(part(mine.value, rows), part(right.value, rows)), part(right.value, rows)
    texts = rows["yours"], rows["expected"]
    differ = not (alike(*pair) and close(*pair))
    return not same and differ and all(map(is_shown, pair, texts))


def broken_by(case: Case, named: str) -> Trial:
    """The property that is said not to hold, put to the answer once more."""
    (known,) = (p for p in case.exercise.properties if p.name == named)
    like = run(case.exercise, case.exercise.reference, case.exercise.probes[0]).value
    return put(known, case.answer, like, SECONDS)


def again(case: Case, call: Call) -> bool:
    """Whether the answer gives this value for these arguments; not asked of chance and objects."""
    if case.exercise.of_class or "rng" in case.exercise.arguments:
        return True
    value = case.answer(*deepcopy(tuple(call.arguments.values())))
    return close(fitted(value, call.value), call.value)


def property_is_broken(case: Case, rows: dict[str, str]) -> bool:
    """Whether the named property fails, on calls that can be repeated."""
    trial = broken_by(case, rows["must hold"])
    if trial.holds:
        return False
    if trial.broken is not None:
        given, mine = trial.broken.inputs, trial.broken.yours
        call = Call(case.exercise.name, given, mine)
        whole = tuple(given) == case.exercise.arguments[: len(given)]
        shown = all(show(v, f"{n} = ") in rows["input"] for n, v in given.items())
        told = show(mine) == rows["yours"] != rows.get("expected")
        return shown and told and (not whole or again(case, call))
    return all(again(case, call) for call in trial.calls[-2:])


def in_words(case: Case, result: Feedback) -> str:
    return f"{case.source}: {result.hint} {result.rows}"


def test_right_answers_pass_and_wrong_ones_do_not(said: list[tuple[Case, Feedback]]) -> None:
    other = [case.source for case, result in said if (result.status == "passed") != case.right]
    assert other == []


def test_what_is_shown_comes_out_when_the_answer_is_run_again(
    said: list[tuple[Case, Feedback]],
) -> None:
    untrue = []
    for case, result in said:
        rows = dict(result.rows)
        if "must hold" in rows:
            true = property_is_broken(case, rows)
        elif result.status == "not yet" and rows and result.hint != engine.TWICE:
            probes = probes_shown(case.exercise, rows)
            true = any(reproduced(case, rows, probe) for probe in probes)
        else:
            continue
        if not true:
            untrue.append(in_words(case, result))
    assert untrue == []


def shows_the_same(case: Case, known: Misconception, rows: dict[str, str]) -> bool:
    """Whether the mistake itself does, on the input that is shown, what this answer does."""
    exercise = case.exercise
    if "must hold" in rows:
        mistaken = Case(exercise, known.name, known.wrong, False)
        mine, theirs = (broken_by(c, rows["must hold"]) for c in (case, mistaken))
        return not theirs.holds and engine._asked(mine) == engine._asked(theirs)
    for probe in probes_shown(exercise, rows):
        mine, theirs = run(exercise, case.answer, probe), run(exercise, known.wrong, probe)
        if mine.agrees(theirs, silent=exercise.silent) or mine.error:
            return True
    return False


def mostly_the_same(case: Case, known: Misconception) -> bool:
    """Whether the answer does what the mistake does on more than half of what tells it."""
    exercise, same = case.exercise, []
    for probe in exercise.probes:
        answers = case.answer, known.wrong, exercise.reference
        mine, theirs, right = (run(exercise, answer, probe) for answer in answers)
        agree = mine.agrees(theirs, silent=exercise.silent)
        if not theirs.agrees(right, silent=exercise.silent) and (agree or not mine.error):
            same.append(agree)
    return 2 * sum(same) > len(same)


def test_a_mistake_is_named_only_over_an_input_on_which_it_shows(
    said: list[tuple[Case, Feedback]],
) -> None:
    untrue = []
    for case, result in said:
        named = (m for m in case.exercise.misconceptions if m.name == result.misconception)
        if not all(shows_the_same(case, known, dict(result.rows)) for known in named):
            untrue.append(in_words(case, result))
    assert untrue == []


def numbers(text: str) -> set[float]:
    return {abs(float(found.replace(",", ""))) for found in NUMBER.findall(text)}


def lengths(value: Any) -> Iterator[float]:
    """How many rows and columns an array has, or entries a list."""
    if isinstance(value, np.ndarray):
        yield from map(float, value.shape)
    elif isinstance(value, list | tuple):
        yield float(len(value))
        for entry in value:
            yield from lengths(entry)


def in_view(case: Case, rows: dict[str, str]) -> set[float]:
    """Every number that a reader finds in the panel, in the task or by counting entries."""
    seen = numbers(" ".join((*rows.values(), case.exercise.task, case.exercise.signature)))
    shown = probes_shown(case.exercise, rows)
    return seen | set(map(float, KNOWN)) | {n for probe in shown for n in lengths(probe)}


def claims(hint: str) -> list[str]:
    """The sentences that say something; questions and requests to try something are left out."""
    sentences = re.split(r"(?<=[.?])\s+", hint)
    return [s for s in sentences if s.endswith(".") and not s.lower().startswith(TO_TRY)]


def unseen(case: Case, result: Feedback) -> list[str]:
    """The claims with a number that stands nowhere in sight."""
    rows, hints = dict(result.rows), {m.name: m.hint for m in case.exercise.misconceptions}
    hints |= {"": result.hint if "must hold" in rows else ""}
    known = in_view(case, rows)
    return [
        f"{case.source}: {claim} {rows}"
        for claim in claims(hints[result.misconception or ""])
        if not all(any(math.isclose(n, k, rel_tol=1e-3) for k in known) for n in numbers(claim))
    ]


def test_a_mistake_is_named_only_where_the_answer_mostly_makes_it(
    said: list[tuple[Case, Feedback]],
) -> None:
    told = [(case, result) for case, result in said if result.misconception]
    untrue = [
        in_words(case, result)
        for case, result in told
        for known in case.exercise.misconceptions
        if known.name == result.misconception and not mostly_the_same(case, known)
    ]
    assert untrue == []


def test_a_number_in_a_hint_stands_in_what_is_shown(said: list[tuple[Case, Feedback]]) -> None:
    assert [claim for case, result in said for claim in unseen(case, result)] == []


def bare(text: str) -> str:
    return re.sub(r"[\s()\"']", "", text)


def test_code_that_is_quoted_stands_in_the_answer(said: list[tuple[Case, Feedback]]) -> None:
    quoted = [
        (case.source, code)
        for case, result in said
        for code in re.findall(r"`([^`]+)`", result.hint)
        if bare(code) not in bare(source_of(case.answer) or code) and code not in ("return", "e")
    ]
    assert quoted == []
