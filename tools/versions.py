"""Run the quick tests with other versions of the packages: python -m tools.versions oldest newest.

The oldest are the lowest that pyproject.toml names, on the oldest Python; the newest are what the
registry has today, on the newest Python of the tested ones. A Python that is not on this computer
is replaced by the running one. Needs uv: python3 course.py setup dev.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from course import PYTHONS, dotted
from tools.bootstrap import ROOT, environ

UV = Path(sys.executable).with_name("uv")
RESOLUTIONS = {"oldest": ("lowest-direct", PYTHONS[0]), "newest": ("highest", PYTHONS[-1])}
SAY_VERSIONS = (
    "import platform, matplotlib, numpy; "
    "print('Python', platform.python_version(), 'NumPy', numpy.__version__, "
    "'matplotlib', matplotlib.__version__, flush=True)"
)
QUICK = "not slow and not browser and not claim"


def python(version: tuple[int, int]) -> str:
    """The program of that version, or of the running one."""
    command = [UV, "python", "find", "--no-python-downloads", dotted(version)]
    paths = [str(p) for p in Path.home().glob(f".pyenv/versions/{dotted(version)}.*/bin")]
    search = {**os.environ, "PATH": os.pathsep.join([*paths, os.environ["PATH"]])}
    found = subprocess.run(command, env=search, capture_output=True, text=True)
    return found.stdout.strip() or sys.executable


def environment(age: str) -> Path:
    """An environment of that age in build/; its Python."""
    resolution, version = RESOLUTIONS[age]
    folder = ROOT / "build" / age
    made = folder / Path(sys.executable).relative_to(sys.prefix)
    install = [UV, "pip", "install", "--quiet", "--python", made, "--resolution", resolution]
    for command in (
        [UV, "venv", "--quiet", "--clear", "--python", python(version), folder],
        [*install, "--editable", ".[test]"],
    ):
        subprocess.run(command, cwd=ROOT, env=environ(), check=True)
    return made


def main(ages: list[str]) -> int:
    """Make each environment and run the quick tests in it; the exit code of the first failure."""
    for age in ages:
        made = environment(age)
        subprocess.run([made, "-c", SAY_VERSIONS], check=True)
        quick = [made, "-m", "pytest", "-q", "-n", "2", "-m", QUICK]
        if code := subprocess.run(quick, cwd=ROOT, env=environ()).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
