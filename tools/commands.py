"""What `python3 course.py` can do: lab, test, doctor and setup."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tools.bootstrap import PYTHON, ROOT, Problem, ensure_environment, environ, install, say

USAGE = """usage: python3 course.py COMMAND

  lab [options of JupyterLab]       open your own copies of the lessons in JupyterLab
  lab --fresh 03                    the same, with new copies of lesson 03; yours are kept
  test [paths, options of pytest]   run every test, notebooks included
  doctor                            is everything all right, and what to do if not
  setup [extras]                    only make the environment, with extras such as "dev"

The first call of any command makes the environment in .venv; later calls start at once."""

PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadscope"]  # a notebook's cells stay together
NBVAL = ["-p", "tools.notebook_times", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL.append("--nbval-sanitize-with=tests/nbval_sanitize.cfg")
NOTEBOOK_FOLDERS = ("notebooks", "exercises")
NO_TESTS_COLLECTED = 5
Counts = tuple[int, int, int]
"""How many tests passed, failed and were skipped."""


def run(arguments: list[str], **variables: str) -> int:
    """Run the environment's Python and return its exit code; Ctrl-C is first the child's."""
    interrupts = []
    before = signal.signal(signal.SIGINT, lambda *signal_and_frame: interrupts.append(1))
    try:
        code = subprocess.call([PYTHON, *arguments], cwd=ROOT, env=environ(**variables))
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts:
        raise KeyboardInterrupt
    return code


def lab(options: list[str]) -> int:
    return run(["-m", "coursekit", "lab", *options])


def doctor(options: list[str]) -> int:
    """As a file, not a module: it must answer where `import coursekit` fails."""
    return run(["-P", "coursekit/doctor.py", *options])


def setup(extras: list[str]) -> int:
    """Add extras to the environment; what the lock installed stays as it is."""
    if extras:
        target = f".[{','.join(extras)}]"
        install(shutil.which("uv"), "--quiet", "--no-build-isolation", "--editable", target)
    return 0


def counts(report: Path) -> Counts:
    """What pytest's report says."""
    suites = ElementTree.parse(report).getroot().findall("testsuite") if report.exists() else []
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites) for name in names
    )
    return total - failures - errors - skipped, failures + errors, skipped


def run_pytest(arguments: list[str], **variables: str) -> tuple[int, Counts]:
    """Run pytest on two cores; return its exit code and the counts."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        return run([*PYTEST, f"--junitxml={report}", *arguments], **variables), counts(report)


def run_notebooks(arguments: list[str], **variables: str) -> tuple[int, Counts]:
    """Run notebooks and compare what each cell puts out with what stands in the file."""
    return run_pytest([*NBVAL, *arguments], TQDM_DISABLE="1", **variables)


def verdict(outcomes: list[tuple[int, Counts]]) -> int:
    """Print the counts of all runs in one line; return the exit code of the first that failed."""
    codes, results = zip(*outcomes, strict=True)
    passed, failed, skipped = map(sum, zip(*results, strict=True))
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    default = 0 if passed else NO_TESTS_COLLECTED
    return next((code for code in codes if code not in (0, NO_TESTS_COLLECTED)), default)


def test(arguments: list[str]) -> int:
    """Run the tests, then the notebooks."""
    paths = [a for a in arguments if (ROOT / a.split("::")[0]).exists()]
    options = [a for a in arguments if a not in paths]
    paths = paths or [f for f in ("tests", *NOTEBOOK_FOLDERS) if (ROOT / f).is_dir()]
    notebooks = [path for path in paths if path.startswith(NOTEBOOK_FOLDERS)]
    tests = [path for path in paths if path not in notebooks]
    outcomes = [run_pytest([*tests, *options])] if tests else []
    if notebooks:
        outcomes += [run_notebooks([*notebooks, *options])]
    return verdict(outcomes)


COMMANDS = {"lab": lab, "test": test, "doctor": doctor, "setup": setup}


def main(arguments: list[str]) -> int:
    """Do what the words after `course.py` say; return the exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE)
        return 0 if arguments in ([], ["-h"], ["--help"]) else 2
    try:
        ensure_environment()
        return COMMANDS[arguments[0]](arguments[1:])
    except Problem as problem:
        say(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Nothing is broken: the same command starts again.")
        return 130
