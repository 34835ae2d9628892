"""Do something in a process of its own: whatever happens there, this one lives and goes on."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import mmap
import os
import pickle
import re
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from coursekit.exercises import stopping

GRACE = 1.5
"""How long the interruption of a call may take before the process is ended."""
WHOLE = 20.0
"""How long all of it may take."""
ROOM = 2 * 2**30
"""How many bytes of memory may be added."""
LOOK = 0.1
"""How often the running call's time is read."""
PR_SET_PDEATHSIG = 1
FRAME = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)


@dataclass(frozen=True)
class Apart:
    """What came of it: a value, or how the process ended and where it stood.

    `how` is empty with a value; else "late" (one call), "long" (all of it), "exit 3" or the name
    of a signal such as "SIGSEGV". `calls` counts the calls with a limit that had begun, and
    `frames` are the files and lines in which the process stood, the innermost first.
    """

    value: Any = None
    how: str = ""
    calls: int = 0
    frames: tuple[tuple[str, int], ...] = ()


def can_fork() -> bool:
    """Whether a copy of this process is safe to run.

    Returns
    -------
    bool
        True on Linux. Windows has no fork, and on macOS the system's own libraries (Accelerate,
        on which NumPy may compute) must not be used after one.

    Examples
    --------
    >>> can_fork() == (sys.platform == "linux")
    True
    """
    return sys.platform == "linux"


def apart(work: Callable[[], Any]) -> Apart:
    """Run work in a copy of this process and fetch its value.

    Parameters
    ----------
    work
        Takes nothing and returns what can be pickled. Its calls that have a limit go through
        `call_within`: one that does not end, not even inside C, ends the process.

    Returns
    -------
    Apart
        The value, or how the process ended without one.

    Raises
    ------
    OSError
        If there is no room for another process.
    KeyboardInterrupt
        If this process is interrupted while it waits; the other one is ended then.

    Notes
    -----
    The copy has the memory of this process, so nothing is handed over on the way in, and what
    it changes is changed in the copy alone. It writes to no stream of this process, may take
    2 GB more than it began with, and ends with its parent.

    Examples
    --------
    >>> apart(lambda: 2 + 3).value if can_fork() else 5
    5
    """
    with mmap.mmap(-1, 16) as shared, memoryview(shared) as raw, raw.cast("d") as calls:
        calls[1] = stopping.NOTHING_RUNS
        with open(os.memfd_create("trace"), "w+b", buffering=0) as trace:
            pid, answers = _begin(work, calls, trace)
            data, how = b"", "interrupted"
            try:
                data, how = _wait(pid, answers, calls)
                if not data:
                    _ask_where(pid, trace, how)
            finally:
                os.close(answers)
                status = _end(pid, how_long=0 if data or how else GRACE)
            if data:
                return Apart(pickle.loads(data))
            return Apart(None, how or _death(status), int(calls[0]), _frames(trace))


def _begin(work: Callable[[], Any], calls: Any, trace: IO[bytes]) -> tuple[int, int]:
    """The new process, and the end of the pipe at which its answer comes out."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads: the copy has this one only
        try:
            pid = os.fork()
        except OSError:
            os.close(read)
            os.close(write)
            raise
    if pid == 0:
        _be_the_copy(work, write, calls, trace)
    os.close(write)
    with suppress(OSError):
        os.setpgid(pid, pid)
    return pid, read


def _be_the_copy(work: Callable[[], Any], write: int, calls: Any, trace: IO[bytes]) -> None:
    """Do the work, send its value and vanish: no handler at exit, no buffer written twice."""
    try:
        _settle(trace)
        stopping.calls = calls
        data = pickle.dumps(work())
        with open(write, "wb") as pipe:
            pipe.write(len(data).to_bytes(8, "little") + data)
    finally:
        os._exit(0)


def _settle(trace: IO[bytes]) -> None:
    """A group of its own, limits, silence, and no cleaning up of what belongs to the parent."""
    with suppress(OSError):
        os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    gc.freeze()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    faulthandler.enable(trace)
    faulthandler.register(signal.SIGUSR1, trace)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")
    _limit_memory()


def _limit_memory() -> None:
    """So much more than now and no more: what asks for all of it gets a MemoryError."""
    import resource  # not on Windows

    with suppress(OSError, ValueError), open("/proc/self/statm") as sizes:
        most = int(sizes.read().split()[0]) * mmap.PAGESIZE + ROOM
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _wait(pid: int, answers: int, calls: Any) -> tuple[bytes, str]:
    """The answer, or why there is none to wait for; nothing and nothing: the process died."""
    end = time.monotonic() + WHOLE
    poll = select.poll()
    poll.register(answers, select.POLLIN)
    data = b""
    while True:
        if poll.poll(1000 * LOOK):
            more = os.read(answers, 2**16)
            data += more
            if len(data) >= 8 and len(data) - 8 == int.from_bytes(data[:8], "little"):
                return data[8:], ""
            if not more:
                return b"", ""
        elif _is_over(pid):
            return b"", ""
        elif time.monotonic() > calls[1] + GRACE:
            return b"", "late"
        if time.monotonic() > end:
            return b"", "long"


def _ask_where(pid: int, trace: IO[bytes], how: str) -> None:
    """Have a running process write down where it stands; a hanging call does not hinder that."""
    if how:
        os.kill(pid, signal.SIGUSR1)
        for _ in range(10):
            if os.fstat(trace.fileno()).st_size:
                break
            time.sleep(LOOK / 10)


def _end(pid: int, how_long: float) -> int:
    """End the process and all that it began; how it had ended by itself, if it does so in time."""
    end = time.monotonic() + how_long
    while not _is_over(pid) and time.monotonic() < end:
        time.sleep(LOOK / 10)
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def _is_over(pid: int) -> bool:
    """Whether the process has ended; it is not yet taken off the system's list."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _death(status: int) -> str:
    """The signal or the exit code in words of the system."""
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"exit {os.WEXITSTATUS(status)}"


def _frames(trace: IO[bytes]) -> tuple[tuple[str, int], ...]:
    """The files and lines of what faulthandler wrote."""
    trace.seek(0)
    text = trace.read().decode(errors="replace")
    return tuple((file, int(line)) for file, line in FRAME.findall(text))
