"""The course in one command: python3 course.py lab | test | doctor | setup.

Only the standard library is used. The file parses on Python 3.6, and what runs before
`check_python` runs there too: an old Python must live long enough to say which one is needed.
"""

import contextlib
import errno
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

PYTHONS = ((3, 11), (3, 12), (3, 13))
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up-is-complete"
LOCK_FILE = ROOT / ".coursekit" / "set-up.lock"

USAGE = """usage: python3 course.py COMMAND

  lab [options of JupyterLab]       open the course in JupyterLab
  test [paths, options of pytest]   run every test, notebooks included
  doctor                            is everything all right, and what to do if not
  setup [extras]                    only make the environment, with extras such as "dev"

The first call of any command makes the environment in .venv; later calls start at once."""

PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadscope"]  # a notebook's cells stay together
NBVAL = ["-p", "tools.notebook_times", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL.append("--nbval-sanitize-with=tests/nbval_sanitize.cfg")
NOTEBOOK_FOLDERS = ("notebooks", "exercises")
NO_TESTS_COLLECTED = 5

AGAIN = "then type the same command again."
DISK_IS_FULL = f"The disk is full. The course needs about 1 GB. Free some space, {AGAIN}"
CAUSES = {
    "No space left|errno 28|os error 28|WinError 112|not enough space": DISK_IS_FULL,
    "DO NOT MATCH THE HASHES|Hash mismatch": "A downloaded file is not the one this course was "
    f"tested with, so it was not used. Try another network, {AGAIN}",
    r"Read-only|Permission denied|not permitted|Access is denied|os error (13|30)\b": "This folder "
    "may not be written to. Copy the course into a folder of your own and type the command "
    "there. If JupyterLab is open, close it first.",
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


def say(text):
    print(text, flush=True)


# --- which Python


def dotted(version):
    return ".".join(str(part) for part in version)


def command_for(version):
    """What a person types to get this Python."""
    return f"py -{dotted(version)}" if os.name == "nt" else f"python{dotted(version)}"


def is_installed(version):
    """Whether the command for this Python exists and really answers as that version."""
    question = f"import sys; sys.exit(sys.version_info[:2] != {version})"
    try:
        return subprocess.call(
            [*command_for(version).split(), "-c", question], stderr=subprocess.DEVNULL
        ) == 0
    except OSError:
        return False


def check_python(version, arguments):
    """Raise Problem, with the command to type instead, where this Python does not fit."""
    if version in PYTHONS:
        return
    installed = [fine for fine in PYTHONS if is_installed(fine)]
    if installed:
        command = command_for(installed[-1])
        advice = f"It is on this computer. Type: {' '.join([command, 'course.py', *arguments])}"
    else:
        advice = "Install one of them (python.org has them for every system), then try again."
    fine = ", ".join(map(dotted, PYTHONS))
    raise Problem(f"This is Python {dotted(version)}; the course runs on Python {fine}. {advice}")


# --- the environment


def fingerprint():
    """Changes with everything the environment depends on, the folder's place included."""
    digest = hashlib.sha256(repr((sys.version_info[:2], ROOT)).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ready():
    """The stamp is written last, so a half-made environment never has one."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def environ(**more):
    """This process's variables, without those that lead a Python to another one's packages."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    kept.setdefault("OPENBLAS_NUM_THREADS", "1")  # on small matrices threads wait for each other
    path = os.pathsep.join([str(PYTHON.parent), kept.get("PATH", "")])
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(VENV), "PIP_USER": "0", **more}


def cause(output):
    """The sentence for what an installer or the system said."""
    for words, sentence in CAUSES.items():
        if re.search(words, output, re.IGNORECASE):
            return sentence
    nothing_left = shutil.disk_usage(ROOT).free < 50 * 2**20  # venv does not say so itself
    return DISK_IS_FULL if nothing_left else UNKNOWN_CAUSE


def step(command):
    """Run one command of the set-up in sight of the learner; raise Problem where it fails."""
    errors = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environ(), stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        try:
            for line in process.stderr:
                sys.stderr.write(line)
                errors.append(line)
        except KeyboardInterrupt:
            process.kill()
            raise
    if process.returncode != 0:
        raise Problem(cause("".join(errors)))


def make_venv(uv):
    """Make an empty environment of the Python that runs this file."""
    if uv:
        step([uv, "venv", "--quiet", "--python", sys.executable, VENV])
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        step([sys.executable, "-m", "venv", VENV])
    else:
        raise Problem(
            "This Python cannot make environments: its modules venv and ensurepip are missing. On "
            f"Debian and Ubuntu type: sudo apt install {command_for(sys.version_info[:2])}-venv "
            f"(on other systems install uv), {AGAIN}"
        )


def install(uv, *arguments):
    """Install into the environment, by uv or by pip."""
    tool = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install"]
    step([*tool, *arguments])


def make_environment():
    say("Setting up the course in .venv: once, one to three minutes, about 500 MB of disk.")
    if VENV.exists():
        say("The environment there is unfinished or out of date. It is made afresh.")
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    say(f"[1/3] An empty environment of Python {dotted(sys.version_info[:3])}")
    make_venv(uv)
    say("[2/3] The packages of requirements.lock, each checked against its hash")
    install(uv, "--require-hashes", "-r", "requirements.lock")
    say("[3/3] The course itself")
    install(uv, "--quiet", "--no-build-isolation", "--no-deps", "--editable", ".")
    STAMP.write_text(fingerprint())
    say("The environment is ready.")


def is_locked_by_me(file):
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
def one_at_a_time():
    """Wait until no other call is setting up the course."""
    LOCK_FILE.parent.mkdir(exist_ok=True)
    with LOCK_FILE.open("w") as file:
        if not is_locked_by_me(file):
            say("Another window is setting up the course. Waiting for it.")
            while not is_locked_by_me(file):
                time.sleep(0.5)
        yield


def ensure_environment():
    """Make the environment where it is missing, unfinished or out of date."""
    try:
        if is_ready():
            return
        with one_at_a_time():
            if not is_ready():
                make_environment()
    except OSError as error:
        raise Problem(f"{error}. {cause(str(error))}") from error


# --- the commands


def run(arguments, **variables):
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


def lab(options):
    return run(["-m", "coursekit", "lab", *options])


def doctor(options):
    """As a file, not a module: it must answer where `import coursekit` fails."""
    return run(["-P", "coursekit/doctor.py", *options])


def setup(extras):
    """Add extras to the environment; what the lock installed stays as it is."""
    if extras:
        target = f".[{','.join(extras)}]"
        install(shutil.which("uv"), "--quiet", "--no-build-isolation", "--editable", target)
    return 0


def counts(report):
    """How many tests passed, failed and were skipped, by pytest's report."""
    suites = ElementTree.parse(report).getroot().findall("testsuite") if report.exists() else []
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(s.get(name)) for s in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def run_pytest(arguments, variables):
    """Run pytest on two cores; return its exit code and the counts."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [*PYTEST, f"--junitxml={report}", *arguments]
        return run(command, COURSEKIT_PROGRESS="off", **variables), counts(report)


def verdict(outcomes):
    """Print the counts of all runs in one line; return the exit code of the first that failed."""
    codes, results = zip(*outcomes, strict=True)
    passed, failed, skipped = map(sum, zip(*results, strict=True))
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    default = 0 if passed else NO_TESTS_COLLECTED
    return next((code for code in codes if code not in (0, NO_TESTS_COLLECTED)), default)


def test(arguments):
    """Run the tests, then the notebooks."""
    paths = [a for a in arguments if (ROOT / a.split("::")[0]).exists()]
    options = [a for a in arguments if a not in paths]
    paths = paths or [f for f in ("tests", *NOTEBOOK_FOLDERS) if (ROOT / f).is_dir()]
    notebooks = [path for path in paths if path.startswith(NOTEBOOK_FOLDERS)]
    tests = [path for path in paths if path not in notebooks]
    outcomes = [run_pytest([*tests, *options], {})] if tests else []
    if notebooks:
        outcomes += [run_pytest([*NBVAL, *notebooks, *options], {"TQDM_DISABLE": "1"})]
    return verdict(outcomes)


COMMANDS = {"lab": lab, "test": test, "doctor": doctor, "setup": setup}


def main(arguments):
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE)
        return 0 if arguments in ([], ["-h"], ["--help"]) else 2
    try:
        check_python(sys.version_info[:2], arguments)
        ensure_environment()
        return COMMANDS[arguments[0]](arguments[1:])
    except Problem as problem:
        say(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Nothing is broken: the same command starts again.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
