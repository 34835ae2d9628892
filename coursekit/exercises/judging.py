"""Judge an answer so that nothing it does harms the notebook: feedback, and what it printed."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coursekit.exercises.apart import Apart, apart, can_fork
from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.feedback import Feedback, Rows, feedback
from coursekit.exercises.outcome import SECONDS, codes
from coursekit.exercises.own_code import borrowed
from coursekit.exercises.printed import caught
from coursekit.exercises.stopping import call_within
from coursekit.exercises.values import show

ENDED = {
    "late": (
        f"It was still running after {SECONDS:.0f} seconds{{place}}, so it was stopped. How much "
        "does one call ask for, and does each round of a loop come nearer to its end?"
    ),
    "long": (
        "Each call came to an end, but all of them together took too long. Which part of the work "
        "is done more often than it must be?"
    ),
    "SIGKILL": (
        "The system ended it{place}, most likely because it took all the memory. Which line makes "
        "something large?"
    ),
    "exit": (
        "It ended Python itself{place}. A function hands its answer back with return and ends "
        "nothing else."
    ),
    "crash": (
        "It made Python crash{place} ({how}). Your notebook is unharmed. Leave out what reaches "
        "below Python and NumPy."
    ),
}
RAISED = {
    "MemoryError": "It asked for too much memory{place}. Which line makes something large?",
    "RecursionError": "What it returns is nested too deeply{place}, or contains itself.",
    "TooLong": ENDED["late"],
}
OTHER = "It stopped{place} with {name}, and so it could not be judged. What does that line do?"


@dataclass(frozen=True)
class Verdict:
    """What a learner is told, and what the answer printed meanwhile."""

    feedback: Feedback
    printed: str = ""


def judge(exercise: Exercise, answer: Answer, taken: Mapping[str, Any] | None = None) -> Verdict:
    """Try an answer, in a process of its own where the system can copy one.

    Parameters
    ----------
    exercise
        What was asked for.
    answer
        A learner's function or class.
    taken
        Functions and classes that do the same work and are no answer, by what to call them.

    Returns
    -------
    Verdict
        The feedback, and what was printed to either stream.

    Notes
    -----
    In a process of its own (Linux) whatever the answer does has an end: an endless loop, a call
    into C that nothing interrupts, an exit, a crash, all memory. What it draws is not shown, and
    what it changes elsewhere is as before. On other systems a call runs in a thread
    that is interrupted. There a single call into C that holds Python cannot be stopped, and an
    exit of the process, a crash or a machine without memory ends the kernel.

    Examples
    --------
    >>> relu = Exercise("relu(z)", "", lambda z: max(z, 0), ((-1,), (2,)), ())
    >>> judge(relu, lambda z: print(z))
    Verdict(feedback=Feedback(status='not yet', ...), printed='-1\\n2\\n-1')
    """
    files = {code.co_filename for code in codes(answer)}
    return _judged(exercise, lambda: answer, taken or {}, files)


def judge_text(
    exercise: Exercise, make: Callable[[], Answer | None], taken: Mapping[str, Any]
) -> Verdict:
    """The same for an answer that has to be made from a kept text first, under the same limits."""
    return _judged(exercise, lambda: call_within(SECONDS, make), taken, set())


def _judged(
    exercise: Exercise,
    make: Callable[[], Answer | None],
    taken: Mapping[str, Any],
    files: set[str],
) -> Verdict:
    """Apart if that can be done, else here; the answer's own lines stand in these files."""

    def work() -> Verdict:
        with caught() as out:
            told = _tried(exercise, make, taken, files)
        return Verdict(told, out.text())

    try:
        ended = apart(work) if can_fork() else Apart(work())
    except OSError:  # no room for another process
        return work()
    return ended.value or Verdict(_ended(exercise, files, ended))


def _tried(
    exercise: Exercise,
    make: Callable[[], Answer | None],
    taken: Mapping[str, Any],
    files: set[str],
) -> Feedback:
    """The feedback, whatever is raised; nobody passes with what somebody else wrote."""
    try:
        answer = make()
        if answer is None:
            return Feedback("not yet", f"There is no {exercise.name} in it.")
        told = feedback(exercise, answer)
        whose = borrowed(exercise, answer, taken, passes=told.status == "passed")
        return Feedback("not yet", whose) if whose else told
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not can_fork():
            raise
        return _raised(error, files)


def _raised(error: BaseException, files: set[str]) -> Feedback:
    """A sentence for what came through the judge; an exception's own text may fail as well."""
    lines = [(f.filename, f.lineno or 0) for f in traceback.extract_tb(error.__traceback__)]
    name = type(error).__name__
    sentence = RAISED.get(name, OTHER).format(place=_place(files, lines[::-1]), name=name)
    return Feedback("not yet", sentence)


def _ended(exercise: Exercise, files: set[str], ended: Apart) -> Feedback:
    """A sentence for a process that ended without a value, with the input that was tried."""
    how = "exit" if ended.how.startswith("exit") else ended.how
    place = _place(files, ended.frames)
    sentence = ENDED.get(how, ENDED["crash"]).format(place=place, how=ended.how)
    return Feedback("not yet", sentence, _input(exercise, ended.calls - 1))


def _place(files: set[str], lines: Iterable[tuple[str, int]]) -> str:
    """In words the first of these lines that stands in one of the files."""
    texts = (linecache.getline(file, line).strip() for file, line in lines if file in files)
    return next((f" in your line `{text}`" for text in texts if text), "")


def _input(exercise: Exercise, call: int) -> Rows:
    """The probe of this call: the probes are tried in turn, then the first again."""
    probes = (*exercise.probes, exercise.probes[0])
    if not 0 <= call < len(probes):
        return ()
    names = exercise.arguments if exercise.trial is None else ("",) * len(probes[call])
    pairs = zip(names, probes[call], strict=False)
    return (("input", "\n".join(show(value, f"{name} = ") for name, value in pairs)),)
