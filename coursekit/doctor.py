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
from typing import Any, NamedTuple

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


def _repair(course: Path) -> str:
    """How to mend the environment that this Python belongs to."""
    if Path(sys.prefix) == course / ".venv":
        return f"In {course}, delete the folder .venv, then type: python3 course.py setup"
    return f"In {course} type: {sys.executable} -m pip install -e ."


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

    facts = importlib.metadata.metadata("coursekit")
    tested = [kind.split()[-1] for kind in facts.get_all("Classifier", []) if "Python ::" in kind]
    version = platform.python_version()
    if version not in SpecifierSet(facts["Requires-Python"]):
        remedy = f"Install Python {tested[-1]}, then type: python{tested[-1]} course.py setup"
        what = f"{version}; the course needs {facts['Requires-Python']}"
        return Finding(False, "Python", what, remedy)
    if version.rpartition(".")[0] not in tested:
        return Finding(True, "Python", f"{version}, not tested yet (tested: {', '.join(tested)})")
    return Finding(True, "Python", f"{version} ({sys.executable})")


def check_packages(course: Path) -> Finding:
    """Each package that coursekit imports is there, in a version that fits."""
    unmet = list(_unmet())
    if unmet:
        return Finding(False, "packages", "; ".join(unmet), _repair(course))
    lock = course / "requirements.lock"
    if not lock.exists():
        return Finding(True, "packages", "all there; which versions were tested is not said here")
    if different := list(_unlocked(lock)):
        return Finding(True, "packages", "fit, though not as tested: " + ", ".join(different))
    return Finding(True, "packages", "all there, in the versions the course was tested with")


def _foreign_kernel() -> str:
    """How to get rid of a kernel named python3 that is not this environment's; empty if it is."""
    from jupyter_client.kernelspec import KernelSpecManager

    folder = Path(KernelSpecManager().get_kernel_spec("python3").resource_dir)
    if folder.is_relative_to(sys.prefix):
        return ""
    return f'Another program has put a kernel named "python3" into {folder}. Delete that folder.'


def _asked_of_kernel(*expressions: str) -> list[dict[str, Any]]:
    """Start the kernel of the notebooks; return what it answers to each expression."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(
        kernel_name="python3", startup_timeout=KERNEL_TIMEOUT, stderr=subprocess.DEVNULL
    )
    try:
        asked = dict(zip(expressions, expressions, strict=True))
        reply = client.execute("", user_expressions=asked, reply=True, timeout=KERNEL_TIMEOUT)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return [reply["content"]["user_expressions"][expression] for expression in expressions]


def check_kernel(course: Path) -> Finding:
    """A notebook's kernel starts, imports coursekit and is this very Python."""
    remedy = _foreign_kernel() or _repair(course)
    try:
        prefix, imported = _asked_of_kernel("__import__('sys').prefix", "__import__('coursekit')")
    except Exception as error:
        return Finding(False, "kernel", f"does not start ({error})", remedy)
    where = ast.literal_eval(prefix["data"]["text/plain"])
    if Path(where) != Path(sys.prefix):
        return Finding(False, "kernel", f"belongs to another Python, {where}", remedy)
    if imported["status"] != "ok":
        what = f"starts, but cannot import coursekit ({imported['evalue']})"
        return Finding(False, "kernel", what, remedy)
    return Finding(True, "kernel", "starts, answers and imports coursekit")


def check_widgets(course: Path) -> Finding:
    """JupyterLab has the extensions that draw sliders and pictures, and they are enabled."""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_page_config

    page = get_page_config(jupyter_path("labextensions"))
    there = {extension["name"] for extension in page["federated_extensions"]}
    missing = [name for name in LAB_EXTENSIONS if name not in there]
    if missing:
        return Finding(
            False, "widgets", f"JupyterLab lacks {' and '.join(missing)}", _repair(course)
        )
    disabled = [name for name in LAB_EXTENSIONS if name in page["disabledExtensions"]]
    if disabled:
        remedy = f"Type: {sys.executable} -m jupyter labextension enable {' '.join(disabled)}"
        return Finding(False, "widgets", f"{' and '.join(disabled)} is disabled", remedy)
    return Finding(True, "widgets", "JupyterLab has the extensions for sliders and pictures")


def check_folder(course: Path) -> Finding:
    """Notebooks can be saved: the folder may be written to and the disk has room."""
    mine = course / "my_course"
    folder = mine if mine.exists() else course
    free = shutil.disk_usage(folder).free
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        copy = "Copy the course into a folder of your own and work there."
        remedy = copy if folder.is_dir() else f"Give {folder} another name: lessons are kept there."
        return Finding(False, "folder", f"{folder} may not be written to ({error})", remedy)
    if free < ENOUGH_DISK:
        remedy = f"Free some space on the disk of {folder}."
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
        return Finding(False, name, f"{type(error).__name__}: {error}", _repair(course))


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
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(report(Path(__file__).resolve().parents[1]))
