"""Some exercises give a faulty function: as given it is no try, and mended it passes."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit.assignments.solution_cells import empty, finished
from coursekit.exercises.exercise import Exercise, Misconception
from coursekit.exercises.feedback import GIVEN_HINT, feedback


def widest(x):
    return np.max(x, axis=1)


def _by_column(x):
    """The largest entry of each column."""
    top = np.max(x, axis=0)  # the fault
    return top


MEND = Exercise(
    signature="widest(x)",
    task="Mend it: return the largest entry of each row of x, (N, D).",
    reference=widest,
    probes=((np.array([[1.0, 4.0], [3.0, 2.0]]),), (np.eye(3) * 2 + [[0.0, 5.0, 0.0]],)),
    misconceptions=(
        Misconception("by_column", "Axis 0 is a row.", "Which axis goes down?", _by_column),
    ),
    mend="by_column",
)


def written(text: str, tmp_path) -> object:
    """The function of a cell with this text."""
    file = tmp_path / "cell.py"
    file.write_text(text)
    scope = {"np": np}
    exec(compile(text, str(file), "exec"), scope)
    return scope["widest"]


def test_the_cell_holds_the_faulty_lines_under_the_exercises_own_head():
    assert empty(MEND).splitlines() == [
        "def widest(x):",
        '    """Mend it: return the largest entry of each row of x, (N, D)."""',
        "    top = np.max(x, axis=0)",
        "    return top",
    ]


def test_what_is_given_is_no_try_with_or_without_comments(tmp_path):
    for more in ("", "  # hm"):
        told = feedback(MEND, written(empty(MEND) + more, tmp_path))
        assert (told.status, told.hint) == ("not attempted", GIVEN_HINT)


@pytest.mark.parametrize(
    ("change", "status", "known"),
    [
        (("axis=0", "axis=1"), "passed", None),
        (("top = np.max(x, axis=0)", "top = np.max(x, 0)"), "not yet", "by_column"),
        (("axis=0", "axis=None"), "not yet", None),
    ],
)
def test_a_change_is_judged(change, status, known, tmp_path):
    told = feedback(MEND, written(empty(MEND).replace(*change), tmp_path))
    assert (told.status, told.misconception) == (status, known)


def test_the_instructors_cell_shows_the_faulty_lines_as_comments_above_the_solution():
    lines = finished(MEND).splitlines()
    assert lines[2:5] == [
        "    # top = np.max(x, axis=0)",
        "    # return top",
        "    ### BEGIN SOLUTION",
    ]
    assert "    return np.max(x, axis=1)" in lines


def test_an_exercise_written_from_dots_gives_nothing():
    assert Exercise("widest(x)", "…", widest, (), ()).given is None
