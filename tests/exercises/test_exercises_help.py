"""Hints open one by one and are remembered; the solution opens for those who have tried."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit
from coursekit.lessons.catalogue import find
from coursekit.progress.diary import learners_diary
from coursekit.show import Source
from coursekit.verbs.checking import check
from coursekit.verbs.helping import hint, solution


def try_to_write_relu(*bodies):
    """Check wrong answers to relu, one for each expression."""
    for body in bodies:
        scope = {"np": np}
        exec(f"def relu(z):\n    return {body}", scope)
        assert not check(scope["relu"]).passed


def test_each_call_opens_one_more_level_and_the_earlier_ones_stay():
    levels = find("relu").hints
    for opened in (1, 2, 3, 3):
        panel = hint("relu")
        assert panel.heading == f"relu: hint {opened} of 3"
        assert [text in repr(panel) for text in levels] == [i < opened for i in range(3)]
    assert [entry.kind for entry in learners_diary().entries("relu")] == ["hint"] * 3


def test_a_panel_says_what_comes_next():
    assert 'hint("relu")' in hint("relu").lines[-1]
    hint("relu")
    assert 'solution("relu")' in hint("relu").lines[-1]


def test_hints_of_one_exercise_do_not_open_those_of_another():
    hint("relu")
    hint("relu")
    assert hint("mse").heading == "mse: hint 1 of 3"


def test_the_panel_shows_code_as_code_and_escapes_the_rest():
    html = hint("one_hot")._repr_html_()
    assert "<code>hint(&quot;one_hot&quot;)</code>" in html


def test_the_solution_opens_after_two_different_attempts():
    assert "so far there are 0" in repr(solution("relu"))
    try_to_write_relu("np.abs(z)", "np.abs(z)")
    assert "so far there are 1" in repr(solution("relu"))
    assert not isinstance(solution("relu"), Source)
    try_to_write_relu("-z")
    shown = solution("relu")
    assert isinstance(shown, Source)
    assert "np.maximum(z, 0)" in repr(shown)


def test_the_solution_opens_after_a_pass():
    def relu(z):
        return z * (z > 0)

    assert check(relu).passed
    assert isinstance(solution("relu"), Source)
    assert [entry.kind for entry in learners_diary().entries("relu")] == ["pass", "solution"]


def test_an_untouched_cell_is_no_attempt():
    def relu(z): ...

    check(relu)
    assert learners_diary().entries() == []


def test_the_solution_stays_closed_in_a_graded_copy(monkeypatch):
    def relu(z):
        return z * (z > 0)

    check(relu)
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    assert "This copy will be graded" in repr(solution("relu"))
    monkeypatch.delenv("COURSEKIT_GRADED")
    assert isinstance(solution("relu"), Source)


def test_an_attempt_is_written_down_with_its_text_and_its_mistake():
    def relu(z):
        return np.abs(z)

    check(relu)
    (entry,) = learners_diary().entries("relu")
    assert (entry.kind, entry.misconception) == ("attempt", "absolute")
    assert entry.source.endswith("def relu(z):\n    return np.abs(z)")
    assert entry.source.startswith("import numpy as np")


@pytest.mark.parametrize("verb", ["hint", "solution"])
def test_the_verbs_are_offered_by_the_package_and_know_wrong_names(verb):
    with pytest.raises(
        ValueError,
        match=r"no exercise called 'rulu', expected one of the course's. Did you mean relu\?",
    ):
        getattr(coursekit, verb)("rulu")
