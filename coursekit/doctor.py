"""Is everything the course needs all right, and what to do about what is not?"""

from __future__ import annotations

import ast
import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

REPAIR = "In the course folder, delete the folder .venv, then type: python3 course.py setup"
LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
ENOUGH_DISK = 200 * 2**20
KERNEL_TIMEOUT = 60  # seconds; a laptop's first start can take half a minute


class Finding(NamedTuple):
    """What one check found.

    Parameters
    ----------
    ok
        Whether all is well.
    name
        What was looked at, in a word.
    what
        What is there, in a sentence.
    remedy
        What to do; empty where all is well.
    """

    ok: bool
    name: str
    what: str
    remedy: str = ""


def _installed(name: str) -> str:
    """The version of an installed package, or "missing"."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _unmet() -> Iterator[str]:
    """The requirements of coursekit that the installed packages do not meet."""
    from packaging.requirements import Requirement

    for requirement in map(Requirement, importlib.metadata.requires("coursekit") or ()):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        version = _installed(requirement.name)
        if version == "missing" or version not in requirement.specifier:
            yield f"{requirement.name} is {version}, expected {requirement.specifier}"


def _unlocked(lock: Path) -> Iterator[str]:
    """The installed packages whose version is not the one that the course was tested with."""
    from packaging.requirements import Requirement

    for text in re.findall(r"^\w.*==[^\\]*", lock.read_text("utf-8"), re.MULTILINE):
        pin = Requirement(text)
        version = _installed(pin.name)
        applies = pin.marker is None or pin.marker.evaluate()
        if applies and version != "missing" and version not in pin.specifier:
            yield f"{pin.name} {version} (tested: {pin.specifier})"


def check_python(course: Path) -> Finding:
    """The running Python is one that the course supports."""
    from packaging.specifiers import SpecifierSet

    expected = SpecifierSet(importlib.metadata.metadata("coursekit")["Requires-Python"])
    version = platform.python_version()
    if version in expected:
        return Finding(True, "Python", f"{version} ({sys.executable})")
    remedy = "Install Python 3.12, then type: python3.12 course.py setup"
    return Finding(False, "Python", f"{version}; the course needs {expected}", remedy)


def check_packages(course: Path) -> Finding:
    """Each package that coursekit imports is there, in a version that fits."""
    unmet = list(_unmet())
    if unmet:
        return Finding(False, "packages", "; ".join(unmet), REPAIR)
    lock = course / "requirements.lock"
    different = list(_unlocked(lock)) if lock.exists() else []
    if different:
        return Finding(True, "packages", "fit, though not as tested: " + ", ".join(different))
    return Finding(True, "packages", "all there, in the versions the course was tested with")


def check_kernel(course: Path) -> Finding:
    """A notebook's kernel starts, imports coursekit and is this very Python."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(
        kernel_name="python3", startup_timeout=KERNEL_TIMEOUT, stderr=subprocess.DEVNULL
    )
    try:
        asked = {"prefix": "__import__('sys').prefix", "course": "__import__('coursekit').__name__"}
        reply = client.execute("", user_expressions=asked, reply=True, timeout=KERNEL_TIMEOUT)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    prefix, imported = (reply["content"]["user_expressions"][name] for name in asked)
    if imported["status"] != "ok":
        what = f"starts, but cannot import coursekit ({imported['evalue']})"
        return Finding(False, "kernel", what, REPAIR)
    prefix = ast.literal_eval(prefix["data"]["text/plain"])
    if Path(prefix) != Path(sys.prefix):
        remedy = "Type: jupyter kernelspec remove python3"
        return Finding(False, "kernel", f"belongs to another Python, {prefix}", remedy)
    return Finding(True, "kernel", "starts, answers and imports coursekit")


def check_widgets(course: Path) -> Finding:
    """JupyterLab has the extensions that draw sliders and pictures, and they are enabled."""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_page_config

    page = get_page_config(jupyter_path("labextensions"))
    there = {extension["name"] for extension in page["federated_extensions"]}
    missing = [name for name in LAB_EXTENSIONS if name not in there]
    if missing:
        return Finding(False, "widgets", f"JupyterLab lacks {' and '.join(missing)}", REPAIR)
    disabled = [name for name in LAB_EXTENSIONS if name in page["disabledExtensions"]]
    if disabled:
        remedy = f"Type: jupyter labextension enable {' '.join(disabled)}"
        return Finding(False, "widgets", f"{' and '.join(disabled)} is disabled", remedy)
    return Finding(True, "widgets", "JupyterLab has the extensions for sliders and pictures")


def check_folder(course: Path) -> Finding:
    """Notebooks can be saved: the folder may be written to and the disk has room."""
    free = shutil.disk_usage(course).free
    try:
        tempfile.TemporaryFile(dir=course).close()
    except OSError as error:
        remedy = "Copy the course into a folder of your own and work there."
        return Finding(False, "folder", f"{course} may not be written to ({error})", remedy)
    if free < ENOUGH_DISK:
        remedy = f"Free some space on the disk of {course}."
        return Finding(False, "folder", f"only {free / 2**20:.0f} MB of disk are free", remedy)
    return Finding(True, "folder", f"can be written to, {free / 2**30:.1f} GB of disk are free")


CHECKS: tuple[Callable[[Path], Finding], ...] = (
    check_python,
    check_packages,
    check_kernel,
    check_widgets,
    check_folder,
)


def examine(check: Callable[[Path], Finding], course: Path) -> Finding:
    """Run one check; a check that breaks is a finding too.

    Parameters
    ----------
    check
        One of `CHECKS`.
    course
        The folder of the course.

    Returns
    -------
    Finding
        What it found.
    """
    try:
        return check(course)
    except Exception as error:
        name = check.__name__.removeprefix("check_")
        return Finding(False, name, f"{type(error).__name__}: {error}", REPAIR)


def report(course: Path) -> int:
    """Print what each check found, one line each, and what to do about problems.

    Parameters
    ----------
    course
        The folder of the course.

    Returns
    -------
    int
        1 where something is wrong, else 0.
    """
    problems = 0
    for check in CHECKS:
        finding = examine(check, course)
        print(f"{'OK' if finding.ok else 'PROBLEM':8} {finding.name:9} {finding.what}", flush=True)
        if not finding.ok:
            problems += 1
            print(f"{'':18} What to do: {finding.remedy}")
    found = f"{problems} of {len(CHECKS)} checks found a problem."
    print(f"\n{found if problems else 'All is well.'}")
    return min(problems, 1)


if __name__ == "__main__":
    sys.exit(report(Path(__file__).resolve().parents[1]))
