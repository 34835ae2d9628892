"""Whatever an answer does, check says a sentence, this process lives, and nothing is left."""

from __future__ import annotations

import _thread
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from coursekit.exercises.apart import apart, can_fork
from coursekit.exercises.printed import caught
from coursekit.verbs.checking import check

apart_only = pytest.mark.skipif(not can_fork(), reason="this system cannot copy a process safely")


def misbehaving():
    """Answers to relu by what they do."""

    def holds_python(z):
        return sum(range(4 * 10**9))

    def sleeps(z):
        time.sleep(600)

    def exits(z):
        os._exit(0)

    def crashes(z):
        ctypes.string_at(0)

    def is_killed(z):
        os.kill(os.getpid(), signal.SIGKILL)

    def takes_all_memory(z):
        return np.empty(4 * 10**8)

    def takes_more_and_more(z):
        kept = [0]
        while True:
            kept = kept + kept

    def raises_what_is_no_exception(z):
        class Quit(BaseException):
            pass

        raise Quit

    def interrupts(z):
        raise KeyboardInterrupt

    def asks(z):
        return float(input("How much? "))

    def contains_itself(z):
        z = []
        z.append(z)
        return z

    def is_nested(z):
        for _ in range(2000):
            z = [z]
        return z

    def raises_without_a_text(z):
        raise ValueError

    def cannot_be_said(z):
        class Mute(Exception):
            def __str__(self):
                raise RuntimeError

        raise Mute

    return locals()


SAID = {
    "holds_python": "still running after 3 seconds in your line `return sum(range(4 * 10**9))`",
    "sleeps": "still running after 3 seconds in your line `time.sleep(600)`",
    "exits": "ended Python itself",
    "crashes": "made Python crash in your line `ctypes.string_at(0)` (SIGSEGV)",
    "is_killed": "most likely because it took all the memory",
    "takes_all_memory": "`return np.empty(4 * 10**8)` stopped with MemoryError",
    "takes_more_and_more": "our line `",
    "raises_what_is_no_exception": "in your line `raise Quit`",
    "interrupts": "in your line `raise KeyboardInterrupt`",
    "asks": "input() asks a person",
    "contains_itself": "",
    "is_nested": "",
    "raises_without_a_text": "`raise ValueError` stopped with ValueError.",
    "cannot_be_said": "",
}


SAME_EVERYWHERE = [what for what, said in SAID.items() if not said or "input()" in said]


@apart_only
@pytest.mark.parametrize("what", misbehaving())
def test_a_misbehaving_answer_gets_a_sentence_and_harms_nothing(what):
    answer, threads = misbehaving()[what], threading.active_count()
    answer.__name__ = "relu"
    result = check(answer)
    assert (result.passed, result.attempted) == (False, True)
    assert SAID[what] in result.hint
    assert result.hint.endswith((".", "?"))
    assert threading.active_count() == threads
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize(
    "what",
    SAME_EVERYWHERE,
)
def test_the_same_is_said_where_no_process_can_be_copied(what, monkeypatch):
    answer = misbehaving()[what]
    answer.__name__ = "relu"
    here = check(answer).hint if can_fork() else ""
    monkeypatch.setattr("coursekit.exercises.judging.can_fork", lambda: False)
    result = check(answer)
    assert not result.passed
    assert result.hint == here or not here


@apart_only
def test_the_input_is_the_one_on_which_it_did_not_end():
    def relu(z):
        if np.ndim(z) == 2:
            time.sleep(600)
        return np.maximum(z, 0)

    ((_, shown),) = check(relu).feedback.rows
    assert shown.startswith("z = [[")


@apart_only
def test_what_an_answer_changes_outside_is_as_before():
    seen = []

    def relu(z):
        seen.append(z)
        os.environ["COURSEKIT_SEEN"] = "yes"
        return np.maximum(z, 0)

    assert check(relu).passed
    assert seen == []
    assert "COURSEKIT_SEEN" not in os.environ


def runs(pid):
    """Whether a process is there and no zombie that waits for its parent."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


@apart_only
def test_processes_and_threads_that_an_answer_begins_end_with_it(tmp_path):
    mark = tmp_path / "pid"

    def relu(z):
        threading.Thread(target=time.sleep, args=(600,)).start()
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        mark.write_text(str(child.pid))
        return np.maximum(z, 0)

    threads = threading.active_count()
    assert check(relu).passed
    assert threading.active_count() == threads
    end = time.monotonic() + 30
    while runs(mark.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(mark.read_text())


@apart_only
def test_an_answer_that_copies_itself_is_judged_once():
    def relu(z):
        if os.fork() == 0:
            return "the copy of the copy"
        time.sleep(0.2)
        return np.maximum(z, 0)

    assert check(relu).passed


@apart_only
def test_an_interruption_reaches_the_notebook_and_ends_the_other_process():
    def relu(z):
        time.sleep(600)

    threading.Timer(0.5, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt):
        check(relu)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@apart_only
def test_many_long_calls_come_to_an_end_together(monkeypatch):
    monkeypatch.setattr("coursekit.exercises.apart.WHOLE", 0.5)

    def relu(z):
        time.sleep(0.2)
        return np.maximum(z, 0)

    assert "all of them together took too long" in check(relu).hint


@apart_only
def test_no_room_for_another_process_is_no_reason_not_to_judge(monkeypatch):
    def full():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)

    def relu(z):
        return np.maximum(z, 0)

    assert check(relu).passed


@apart_only
def test_a_process_that_ends_says_how():
    assert apart(lambda: os._exit(3)).how == "exit 3"
    assert apart(lambda: os.abort()).how == "SIGABRT"
    assert apart(lambda: "x" * 10**6).value == "x" * 10**6


def chatty(z):
    print("to the screen", z.shape)
    print("an error?", file=sys.stderr)
    return np.maximum(z, 0)


chatty.__name__ = "relu"


@pytest.mark.parametrize("fork", [True, False])
def test_what_an_answer_prints_is_shown_in_the_panel_and_nowhere_else(fork, monkeypatch, capfd):
    monkeypatch.setattr("coursekit.exercises.judging.can_fork", lambda: fork and can_fork())
    result = check(chatty)
    assert result.passed
    assert capfd.readouterr() == ("", "")
    assert "It printed:\n    to the screen (3,)\n    an error?" in str(result)
    html = result._repr_html_()
    assert "<details><summary>It printed</summary><pre>to the screen (3,)\nan error?" in html
    assert html.count("\n") < 12


def test_what_is_printed_is_escaped_and_cut():
    def relu(z):
        print("<b>" + "x" * 10**6)
        return np.maximum(z, 0)

    html = check(relu)._repr_html_()
    assert "&lt;b&gt;xxx" in html
    assert len(html) < 4000


def test_a_stream_that_was_kept_is_caught_too_and_given_back(capsys):
    kept, ask = sys.stderr, input
    with caught() as out:
        print("quiet", file=kept)
    print("loud", file=kept)
    assert out.text() == "quiet"
    assert capsys.readouterr().err == "loud\n"
    assert input is ask


def test_an_answer_that_prints_nothing_has_nothing_to_unfold():
    def relu(z):
        return np.maximum(z, 0)

    assert "details" not in check(relu)._repr_html_()
