"""Stop a function that does not come to an end, and lose nothing else."""

from __future__ import annotations

import ctypes
from contextvars import copy_context
from threading import Thread
from typing import Any

from coursekit.exercises.exercise import Answer

PAUSE, TRIES = 0.005, 400


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
    steps: a single NumPy call that hangs cannot be reached. It is then left behind.

    Examples
    --------
    >>> call_within(1.0, max, 2, 3)
    3
    """
    box: dict[str, Any] = {}
    context = copy_context()

    def work() -> None:
        try:
            box["value"] = context.run(function, *args)
        except BaseException as error:
            box["error"] = error

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        worker.join(seconds)
    finally:
        _stop(worker)
    if "value" in box:
        return box["value"]
    raise box.get("error", TooLong("inside one call"))


def _stop(worker: Thread) -> None:
    """Interrupt the thread until it ends: a bare `except:` may catch the first hundred times."""
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    for _ in range(TRIES):
        if not worker.is_alive():
            return
        raise_in(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(TooLong))
        worker.join(PAUSE)
