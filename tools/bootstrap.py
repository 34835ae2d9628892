"""Make the environment in .venv that the course runs in; only the standard library is used."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from course import command_for, dotted

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up-is-complete"
LOCK_FILE = ROOT / ".coursekit" / "set-up.lock"

ELSEWHERE = r"PYTHON(HOME|PATH)|(PIP|UV)_.*"
"""Variables that lead a Python to another one's packages, or an installer to other places."""
SOURCES = (
    r"(PIP|UV)_.*(INDEX|FIND_LINKS|PROXY|CERT|TLS|HOST|TIMEOUT|RETRIES|CACHE|CONFIG_FILE|KEYRING"
    r"|CREDENTIALS|OFFLINE|CHECK|LINK_MODE).*"
)
"""Those among them that an installer keeps: how packages are reached."""

UNUSABLE = ("$", "{", "}", os.pathsep)
"""Read by setuptools as the names of variables, and by each system as the end of a path."""

AGAIN = "then type the same command again."
DISK_IS_FULL = f"The disk is full. The course needs about 1 GB. Free some space, {AGAIN}"
CAUSES = {
    "No space left|errno 28|os error 28|WinError 112|not enough space": DISK_IS_FULL,
    "DO NOT MATCH THE HASHES|Hash mismatch": "A downloaded file is not the one this course was "
    f"tested with, so it was not used. Try another network, {AGAIN}",
    r"Read-only|Permission denied|not permitted|Access is denied|os error (13|30)\b": "This folder "
    "may not be written to. Copy the course into a folder of your own and type the command "
    "there. If JupyterLab is open, close it first.",
    "InvalidURL|InvalidProxyURL|Failed to parse: |SOCKS": "The proxy's address, in the "
    "variable HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, cannot be used. Correct it or take the "
    f"variable away, {AGAIN}",
    "connection|timed out|name resolution|getaddrinfo|dns error|error sending request"
    "|unreachable|ProxyError|No matching distribution": "The packages could not be downloaded. "
    f"Check the network (and the proxy, if your school has one), {AGAIN} "
    "The network is needed only for the set-up.",
}
UNKNOWN_CAUSE = (
    "The set-up stopped. Type the same command again: it starts afresh. If it stops at the same "
    "place, show what stands above to whoever gave you the course."
)


class Problem(Exception):
    """Something a learner can mend; the text says how."""


def say(text: str) -> None:
    """Print, also what the console has no signs for."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def packages() -> set[str]:
    """The folders that are installed, without versions: "numpy", "numpy.dist-info"."""
    folder = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    names = (entry.name for entry in folder.glob("*") if entry.is_dir())
    return {re.sub(r"-[^-]*(\.dist-info)$", r"\1", name) for name in names}


def fingerprint() -> str:
    """Changes with everything the environment depends on, the folder's place included."""
    digest = hashlib.sha256(repr((sys.version_info[:2], os.fsencode(ROOT))).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def write_stamp() -> None:
    """The stamp is written last, so a half-made environment never has one."""
    STAMP.write_text("\n".join([fingerprint(), *sorted(packages())]))


def is_ready() -> bool:
    """Whether the environment was made of what is here now, and nothing was taken out since."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    made_of, *installed = STAMP.read_text().splitlines()
    return made_of == fingerprint() and packages().issuperset(installed)


def environ(**more: str) -> dict[str, str]:
    """This process's variables, without those that lead into another environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not re.fullmatch(ELSEWHERE, name) or re.fullmatch(SOURCES, name)
    }
    kept.setdefault("OPENBLAS_NUM_THREADS", "1")  # on small matrices threads wait for each other
    path = os.pathsep.join([str(PYTHON.parent), kept.get("PATH", "")])
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(VENV), "PIP_USER": "0", **more}


def cause(output: str) -> str:
    """The sentence for what an installer or the system said."""
    for words, sentence in CAUSES.items():
        if re.search(words, output, re.IGNORECASE):
            return sentence
    nothing_left = shutil.disk_usage(ROOT).free < 50 * 2**20  # venv does not say so itself
    return DISK_IS_FULL if nothing_left else UNKNOWN_CAUSE


def step(*command: str | Path) -> None:
    """Run one command of the set-up in sight of the learner; raise Problem where it fails."""
    errors = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ(PYTHONUTF8="1"),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stderr or ():
                sys.stderr.write(line)
                errors.append(line)
        except KeyboardInterrupt:
            process.kill()
            raise
    if process.returncode != 0:
        raise Problem(cause("".join(errors)))


def make_venv(uv: str | None) -> None:
    """Make an empty environment of the Python that runs this file."""
    if uv:
        step(uv, "venv", "--quiet", "--python", sys.executable, VENV)
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        step(sys.executable, "-m", "venv", VENV)
    else:
        raise Problem(
            "This Python cannot make environments: its modules venv and ensurepip are missing. On "
            f"Debian and Ubuntu type: sudo apt install {command_for(sys.version_info[:2])}-venv "
            f"(on other systems install uv), {AGAIN}"
        )


def install(uv: str | None, *arguments: str) -> None:
    """Install into the environment, by uv or by pip."""
    tool = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install"]
    step(*tool, *arguments)


def remove_environment() -> None:
    """Take away what stands at .venv; of a link, the link alone."""
    if VENV.is_dir() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    else:
        VENV.unlink()


def check_folder() -> None:
    """Raise Problem where installers cannot work in a folder of this name."""
    found = [sign for sign in UNUSABLE if sign in str(ROOT)]
    if found:
        raise Problem(
            f"The course cannot be set up in {ROOT}: a folder on the way to it has {found[0]} in "
            f"its name. Rename that folder (letters, digits, spaces and - are safe), {AGAIN}"
        )


def make_environment() -> None:
    check_folder()
    say("Setting up the course in .venv: once, one to three minutes, about 500 MB of disk.")
    if os.path.lexists(VENV):
        say("The environment there is unfinished, damaged or out of date. It is made afresh.")
        remove_environment()
    uv = shutil.which("uv")
    say(f"[1/3] An empty environment of Python {dotted(sys.version_info[:3])}")
    make_venv(uv)
    say("[2/3] The packages of requirements.lock, each checked against its hash")
    install(uv, "--require-hashes", "-r", "requirements.lock")
    say("[3/3] The course itself")
    install(uv, "--quiet", "--no-build-isolation", "--no-deps", "--editable", ".")
    write_stamp()
    say("The environment is ready.")


def is_locked_by_me(file: TextIO) -> bool:
    """Take the file's lock if it is free; the system frees it when its holder ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # a disk that knows no locks makes nobody wait
        return error.errno not in (errno.EAGAIN, errno.EACCES)
    return True


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other call is setting up the course."""
    LOCK_FILE.parent.mkdir(exist_ok=True)
    with LOCK_FILE.open("w") as file:
        if not is_locked_by_me(file):
            say("Another window is setting up the course. Waiting for it.")
            while not is_locked_by_me(file):
                time.sleep(0.5)
        yield


def ensure_environment() -> None:
    """Make the environment where it is missing, unfinished, damaged or out of date."""
    try:
        if is_ready():
            return
        with one_at_a_time():
            if not is_ready():
                make_environment()
    except OSError as error:
        raise Problem(f"{error}. {cause(str(error))}") from error
