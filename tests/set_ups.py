"""Real set-ups of a small copy of the course.

The copy's lock names one package, setuptools, repacked from this environment: no network.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import bootstrap

SOURCE = bootstrap.ROOT
SET_UP = ("course.py", "tools/__init__.py", "tools/bootstrap.py", "tools/commands.py")
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and permissions of POSIX")


def repacked(name: str, folder: Path) -> str:
    """Put an installed package back into a wheel; return its line for a lock."""
    distribution = importlib.metadata.distribution(name)
    files = [f for f in distribution.files or () if ".." not in f.parts and f.suffix != ".pyc"]
    wheel = folder / f"{name}-{distribution.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in files:
            archive.write(file.locate(), str(file))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name}=={distribution.version} --hash=sha256:{digest}\n"


def copy_course(wheels: Path, folder: Path) -> Path:
    """A small course in `folder`: everything that a set-up reads, and a package with nothing."""
    for file in (*SET_UP, "pyproject.toml", "README.md", "LICENSE"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCE / file, folder / file)
    (folder / "coursekit").mkdir()
    (folder / "coursekit/__init__.py").write_text('__version__ = "0.0"\n')
    shutil.copy(wheels / "requirements.lock", folder)
    return folder


def variables(wheels: Path | None, uv: str | None = None, **more: str) -> dict[str, str]:
    """An installer that sees the folder `wheels` and nothing else of this computer's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}
    places = [p for p in kept["PATH"].split(os.pathsep) if uv or not shutil.which("uv", path=p)]
    offline = {"NO_INDEX": "1", "FIND_LINKS": str(wheels)} if wheels else {}
    settings = {f"{tool}_{k}": v for k, v in offline.items() for tool in ("PIP", "UV")}
    kept.update(settings, PATH=os.pathsep.join(places), PIP_CONFIG_FILE=os.devnull)
    return {**kept, **more}


def start(folder: Path, environ: dict[str, str]) -> subprocess.Popen[str]:
    """Type `course.py setup`."""
    return subprocess.Popen(
        [sys.executable, folder / "course.py", "setup"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def setup(folder: Path, environ: dict[str, str]) -> tuple[int, str]:
    """The exit code of `course.py setup` and all that it printed."""
    call = start(folder, environ)
    output = call.communicate()[0]
    return call.returncode, output


def imported_from(folder: Path) -> str:
    """Where the environment in `folder` finds coursekit when it works elsewhere."""
    python = folder / bootstrap.PYTHON.relative_to(bootstrap.ROOT)
    command = [python, "-I", "-c", "import coursekit; print(coursekit.__file__)"]
    return subprocess.check_output(command, cwd=folder.parent, text=True).strip()
