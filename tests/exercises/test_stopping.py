"""A call that does not come to an end, and one that ends the wrong way."""

from __future__ import annotations

import json
import sys
import threading
import time

import numpy as np
import pytest

from coursekit.exercises.feedback import feedback
from coursekit.exercises.stopping import TooLong, call_within
from coursekit.lessons.catalogue import find
from coursekit.verbs.checking import check


def endless(kind_of_loop):
    """Functions that do not come to an end."""

    def python(z):
        while True:
            pass

    def with_numpy(z):
        while True:
            z = np.maximum(z, 0)

    def catches_all(z):
        while True:
            try:
                z = z + 1
            except Exception:
                z = 0

    def catches_even_that(z):
        while True:
            try:
                sum(range(50))
            except:  # noqa: E722
                z = 1 * z

    return locals()[kind_of_loop]


@pytest.mark.parametrize("loop", ["python", "with_numpy", "catches_all", "catches_even_that"])
def test_a_loop_without_an_end_is_stopped_and_said(loop, monkeypatch):
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 1.0)
    relu = endless(loop)
    relu.__name__ = "relu"
    threads = threading.active_count()
    result = check(relu)
    assert not result.passed
    assert "It was still running after" in result.hint
    assert "in your line `" in result.hint
    assert "so it was stopped" in result.hint
    assert threading.active_count() <= threads


def test_without_a_process_of_its_own_a_call_that_hangs_is_left_behind_and_said(monkeypatch):
    monkeypatch.setattr("coursekit.exercises.judging.can_fork", lambda: False)
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 0.2)
    monkeypatch.setattr("coursekit.exercises.stopping.TRIES", 2)

    def relu(z):
        time.sleep(1.5)
        return z

    assert "cannot be stopped" in check(relu).hint


def test_a_value_that_comes_too_late_does_not_count():
    """One call into C that holds Python: no thread can end it, but its value is refused."""
    with pytest.raises(TooLong):
        call_within(0.05, lambda: sum(range(10**7)))


def test_endless_recursion_is_said():
    def relu(z):
        return relu(z)

    result = check(relu)
    assert "`return relu(z)` stopped with RecursionError" in result.hint
    assert "calls itself without an end" in result.hint


def test_exit_inside_a_function_does_not_end_the_session():
    def relu(z):
        sys.exit("done")

    assert "stopped with SystemExit" in check(relu).hint


def test_a_call_within_its_time_keeps_value_exception_and_numpys_settings():
    with np.errstate(all="raise"):
        assert call_within(5, lambda: np.geterr()["over"]) == "raise"
    with pytest.raises(ZeroDivisionError):
        call_within(5, lambda: 1 // 0)
    with pytest.raises(TooLong):
        call_within(0.05, endless("python"), 0)


CELLS = [
    "import numpy as np\nfrom coursekit import check, yours\nkept = 41",
    "def relu(z):\n    while True:\n        z = z + 1\nprint(check(relu))",
    "class relu:\n    def __call__(self, z): return q\nprint(check(relu()))",
    "import sys\ndef relu(z):\n    print('inside')\n    print('aside', file=sys.stderr)\n"
    "    return np.maximum(z, 0)\nprint(check(relu)); kept + 1",
    "import os\ndef relu(z):\n    os._exit(0)\nprint(check(relu))",
    "def relu(z):\n    return sum(range(10**11))\nprint(check(relu))",
    "import ctypes\ndef relu(z):\n    return ctypes.string_at(0)\nprint(check(relu)); kept + 2",
]


def test_in_a_kernel_a_loop_is_stopped_and_nothing_is_lost(tmp_path):
    """In a process of its own, so that the kernel of the test is the only one."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute(cwd=str(tmp_path))
    texts = [json.dumps(cell.outputs) for cell in book.cells]
    assert "still running after 3 seconds in your line `" in texts[1]
    assert "NameError: name 'q' is not defined" in texts[2]
    assert "inside" in texts[3]
    assert "relu: passed" in texts[3]
    assert '"42"' in texts[3]
    assert "It printed:\\n    inside\\n    aside" in texts[3]
    assert "ended Python itself" in texts[4]
    assert "in your line `return sum(range(10**11))`, so it was stopped" in texts[5]
    assert "made Python crash in your line `return ctypes.string_at(0)`" in texts[6]
    assert '"43"' in texts[6]
    assert '"stderr"' not in "".join(texts)


def test_an_answer_is_tried_no_further_once_it_took_too_long(monkeypatch):
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 0.2)
    calls = []

    def relu(z):
        calls.append(z)
        while True:
            pass

    feedback(find("relu"), relu)
    assert len(calls) == 1
