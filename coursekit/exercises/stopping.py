"""Stop a function that does not come to an end, and lose nothing else."""

from __future__ import annotations

import ctypes
import time
from collections.abc import MutableSequence
from contextvars import copy_context
from math import inf
from threading import Thread
from typing import Any

from coursekit.exercises.exercise import Answer

PAUSE, TRIES = 0.005, 400
NOTHING_RUNS = inf

calls: MutableSequence[float] = [0.0, NOTHING_RUNS]
"""How many calls have begun, and when the running one has to end; `apart` watches these two."""


class TooLong(BaseException):
    """Raised inside a function that is still running; no `except Exception` holds it up."""


def call_within(seconds: float, function: Answer, *args: Any) -> Any:
    """The value of a call that may take so many seconds.

    Parameters
    ----------
    seconds
        The time it may take.
    function
        What to call.
    args
        Its arguments.

    Returns
    -------
    Any
        What the function returned.

    Raises
    ------
    TooLong
        If it was still running. With an argument, it is running on: see Notes.
    BaseException
        Whatever the function raised.

    Notes
    -----
    The call runs in a thread of its own, so that only it is interrupted and never the notebook;
    this works the same on every system. Python delivers the interruption between two of its own
    steps. A single call into C that hangs cannot be reached: where it lets other threads run
    (`time.sleep`, most of NumPy) it is left behind, where it does not (`sum(range(10**9))`)
    nothing else runs until it ends. Its value then comes too late and does not count. Only a
    process that is ended from outside stops such a call: see `coursekit.exercises.apart`.

    Examples
    --------
    >>> call_within(1.0, max, 2, 3)
    3
    """
    box: dict[str, Any] = {}
    context = copy_context()

    def work() -> None:
        try:
            box["value"], box["at"] = context.run(function, *args), time.monotonic()
        except BaseException as error:
            box["error"] = error

    worker = Thread(target=work, daemon=True)
    end = time.monotonic() + seconds
    calls[0], calls[1] = calls[0] + 1, end
    worker.start()
    try:
        worker.join(seconds)
    finally:
        _stop(worker)
        calls[1] = NOTHING_RUNS
    if worker.is_alive():
        raise TooLong("inside one call")
    if "value" in box and box["at"] <= end:
        return box["value"]
    raise box.get("error", TooLong())


def _stop(worker: Thread) -> None:
    """Interrupt the thread until it ends: a bare `except:` may catch the first hundred times."""
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    for _ in range(TRIES):
        if not worker.is_alive():
            return
        raise_in(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(TooLong))
        worker.join(PAUSE)
