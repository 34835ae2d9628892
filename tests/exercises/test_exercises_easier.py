"""Easier versions: first two blanks, then finished and explained; free of charge, and true."""

from __future__ import annotations

import pytest

from coursekit.exercises.worked import BLANK, MARKED, finished, with_blanks
from coursekit.lessons.catalogue import every_exercise, find
from coursekit.progress.diary import learners_diary
from coursekit.show import Source
from coursekit.verbs.checking import check
from coursekit.verbs.helping import easier, hint, solution
from coursekit.verbs.kept import compiled
from coursekit.verbs.ownership import whose

WORKED = {name: e.easier for name, e in every_exercise().items() if e.easier}


def answer(name, text):
    """The function in a text, as a learner's cell would define it."""
    return compiled(name, f"import numpy as np\n{text}")


@pytest.mark.parametrize("name", WORKED)
def test_the_finished_version_passes_and_keeps_the_signature(name):
    exercise = find(name)
    first = f"class {name}:" if exercise.of_class else f"def {exercise.signature}:"
    assert finished(WORKED[name]).splitlines()[0] == first
    result = check(answer(name, finished(WORKED[name])))
    assert result.passed, str(result)


@pytest.mark.parametrize("name", WORKED)
def test_each_of_the_two_blanks_is_needed(name):
    """With both open it fails; with one filled it still does."""
    parts = MARKED.findall(WORKED[name])
    assert len(parts) == with_blanks(WORKED[name]).count(BLANK) == 2
    one_filled = [with_blanks(WORKED[name]).replace(BLANK, parts[0], 1)]
    one_filled.append(finished(WORKED[name]).replace(parts[1], BLANK, 1))
    for text in (with_blanks(WORKED[name]), *one_filled):
        assert BLANK in text
        assert not check(answer(name, text)).passed


@pytest.mark.parametrize("name", WORKED)
def test_there_is_commentary_in_short_lines(name):
    lines = finished(WORKED[name]).splitlines()
    assert sum("#" in line for line in lines) >= 2
    assert max(map(len, lines)) <= 95


def test_the_functions_that_are_hard_have_one():
    assert {"mlp_backward", "softmax", "adam_step", "train_linear", "conv_valid"} <= set(WORKED)


def test_the_first_call_shows_blanks_and_two_attempts_open_the_finished_one():
    first, second = easier("softmax"), easier("softmax")
    assert str(first) == with_blanks(WORKED["softmax"])
    assert "After two attempts" in first.docstring
    assert "so far there are 0" in repr(second)
    assert "np." not in repr(second)
    for attempt in ("first", "second"):
        learners_diary().add("softmax", "attempt", attempt)
    assert str(easier("softmax")) == finished(WORKED["softmax"])
    assert str(easier("mlp_backward")) == with_blanks(WORKED["mlp_backward"])


def test_it_costs_nothing():
    easier("softmax")
    easier("softmax")
    kinds = {entry.kind for entry in learners_diary().entries("softmax")}
    assert kinds == {"easier"}
    assert not isinstance(solution("softmax"), Source)


def test_hint_after_a_pass_says_so_and_is_not_counted():
    check(answer("softmax", finished(WORKED["softmax"])))
    said = repr(hint("softmax"))
    assert said.startswith("softmax: passed\nYou have passed it.")
    assert {entry.kind for entry in learners_diary().entries("softmax")} == {"pass"}


def test_in_a_graded_copy_the_finished_one_stays_closed(monkeypatch):
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    assert str(easier("softmax")) == with_blanks(WORKED["softmax"])
    panel = easier("softmax")
    assert panel.heading == "softmax: the finished version is closed"
    assert "np." not in repr(panel)


def test_a_function_without_one_says_what_else_there_is():
    assert 'hint("relu")' in repr(easier("relu"))
    assert learners_diary().entries("relu") == []
    with pytest.raises(ValueError, match="Did you mean softmax"):
        easier("sofmax")


def test_whose_tells_the_learners_own_from_the_reference():
    check(answer("softmax", finished(WORKED["softmax"])))
    table = whose("softmax", "relu")
    assert repr(table).splitlines() == [
        "softmax: this is your own code.",
        "relu: the reference stands in until yours passes its check.",
    ]
    html = table._repr_html_()
    assert html.count('<th scope="row"') == 2
    assert "<caption>Whose code is it?</caption>" in html
