"""course.py, from nothing to an environment: real set-ups of a small copy, and real faults.

The copy's lock names one package, setuptools, repacked from this environment: no network.
"""

from __future__ import annotations

import ast
import errno
import hashlib
import importlib.metadata
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import course

SOURCE = Path(course.__file__).parent
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
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


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel, and the lock that names it."""
    folder = tmp_path_factory.mktemp("wheels")
    (folder / "requirements.lock").write_text(repacked("setuptools", folder))
    return folder


def copy_course(wheels: Path, folder: Path) -> Path:
    """A small course in `folder`: everything that a set-up reads, and a package with nothing."""
    (folder / "coursekit").mkdir(parents=True)
    (folder / "coursekit/__init__.py").touch()
    for file in ("course.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(SOURCE / file, folder)
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
    python = folder / course.PYTHON.relative_to(course.ROOT)
    command = [python, "-c", "import coursekit; print(coursekit.__file__)"]
    return subprocess.check_output(command, cwd=folder.parent, text=True).strip()


@pytest.fixture(scope="module")
def calls(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Two calls at once, where a set-up had stopped half way, in a folder with spaces."""
    folder = copy_course(wheels, tmp_path_factory.mktemp("x") / "my own course")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/left over").touch()
    both = [start(folder, variables(wheels)) for _ in range(2)]
    outputs = [call.communicate()[0] for call in both]
    assert [call.returncode for call in both] == [0, 0], outputs
    return folder, outputs


def test_a_half_made_environment_is_made_afresh(calls: tuple[Path, list[str]]) -> None:
    folder, outputs = calls
    assert "unfinished" in "".join(outputs)
    assert not (folder / ".venv/bin/left over").exists()


def test_of_two_calls_at_once_one_waits(calls: tuple[Path, list[str]]) -> None:
    builder, waiter = sorted(calls[1], key=len, reverse=True)
    assert builder.count("[3/3]") == 1
    assert waiter == "Another window is setting up the course. Waiting for it.\n"


def test_the_course_is_installed_from_a_folder_with_spaces(calls: tuple[Path, list[str]]) -> None:
    folder, _ = calls
    assert imported_from(folder) == str(folder / "coursekit/__init__.py")


def test_a_second_call_does_nothing(calls: tuple[Path, list[str]]) -> None:
    folder, _ = calls
    assert setup(folder, variables(None, PIP_NO_INDEX="1")) == (0, "")


def test_what_the_environment_depends_on_makes_it_stale(
    calls: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = calls
    monkeypatch.setattr(course, "ROOT", folder)
    stamp = (folder / ".venv" / course.STAMP.name).read_text()
    assert course.fingerprint() == stamp
    for file in ("requirements.lock", "pyproject.toml"):
        text = (folder / file).read_bytes()
        (folder / file).write_bytes(text + b"\n")
        assert course.fingerprint() != stamp
        (folder / file).write_bytes(text)
    monkeypatch.setattr(sys, "version_info", (3, 99))
    assert course.fingerprint() != stamp
    monkeypatch.undo()
    assert course.fingerprint() != stamp  # another folder


@pytest.fixture
def uv() -> str:
    """The command uv; `course.py setup dev` installs it for developers."""
    return shutil.which("uv") or pytest.skip("uv is not installed")


def test_uv_makes_the_same_environment(wheels: Path, tmp_path: Path, uv: str) -> None:
    folder = copy_course(wheels, tmp_path / "with uv")
    code, output = setup(folder, variables(wheels, uv))
    assert code == 0, output
    assert "uv = " in (folder / ".venv/pyvenv.cfg").read_text()
    assert imported_from(folder) == str(folder / "coursekit/__init__.py")


def test_a_download_that_is_not_the_tested_one_is_refused(
    wheels: Path, tmp_path: Path, uv: str
) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    lock = folder / "requirements.lock"
    lock.write_text(lock.read_text().partition("sha256:")[0] + "sha256:" + "0" * 64 + "\n")
    code, output = setup(folder, variables(wheels, uv))
    assert code == 1
    assert "not the one this course was tested with" in output


def test_no_network_is_said_and_leaves_no_stamp(wheels: Path, tmp_path: Path) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    with socket.socket() as closed:  # bound, not listening: connections are refused
        closed.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        code, output = setup(folder, variables(None, PIP_INDEX_URL=index, PIP_RETRIES="1"))
    assert code == 1
    assert output.rstrip().endswith("The network is needed only for the set-up.")
    assert not (folder / ".venv" / course.STAMP.name).exists()


@POSIX
def test_ctrl_c_stops_with_a_sentence_and_leaves_no_stamp(wheels: Path, tmp_path: Path) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        index = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        call = start(folder, variables(None, PIP_INDEX_URL=index))
        with silent.accept()[0]:
            call.send_signal(signal.SIGINT)
            output = call.communicate(timeout=30)[0]
    assert call.returncode == 130
    assert output.rstrip().endswith("Stopped. Nothing is broken: the same command starts again.")
    assert not (folder / ".venv" / course.STAMP.name).exists()


@POSIX
def test_ctrl_c_lets_the_program_finish_and_starts_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(course, "ROOT", tmp_path)
    program = "import os, signal; os.kill(os.getppid(), signal.SIGINT); open('end', 'w').close()"
    with pytest.raises(KeyboardInterrupt):
        course.run(["-c", program])
    assert (tmp_path / "end").exists()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, in memory; where this process may not mount one, the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
    if not AS_ROOT or subprocess.call(command, stderr=subprocess.DEVNULL) != 0:
        pytest.skip("only root can mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_said(wheels: Path, disk: Path) -> None:
    code, output = setup(copy_course(wheels, disk / "course"), variables(wheels))
    assert code == 1
    assert "The disk is full." in output


def test_a_read_only_disk_is_said(wheels: Path, disk: Path) -> None:
    folder = copy_course(wheels, disk / "course")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    code, output = setup(folder, variables(wheels))
    assert code == 1
    assert "Copy the course into a folder of your own" in output


@POSIX
@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_of_somebody_else_is_said(wheels: Path, tmp_path: Path) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    folder.chmod(0o555)
    code, output = setup(folder, variables(wheels))
    assert code == 1
    assert "Copy the course into a folder of your own" in output


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (str(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))), "The disk is full."),
        (str(OSError(errno.EROFS, os.strerror(errno.EROFS))), "Copy the course"),
        (str(OSError(errno.EACCES, os.strerror(errno.EACCES))), "Copy the course"),
        (str(OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))), "Check the network"),
        (str(OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))), "Check the network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one"),
        ("something nobody thought of", "show what stands above"),
    ],
)
def test_each_cause_has_its_sentence(said: str, sentence: str) -> None:
    assert sentence in course.cause(said)


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(course.Problem, match=r"apt install python3\.\d+-venv"):
        course.make_venv(uv=None)


def test_the_file_parses_on_the_oldest_python_that_can_be_asked() -> None:
    ast.parse((SOURCE / "course.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 9), (3, 10)], ids=course.dotted)
def test_an_old_python_says_which_one_is_needed(version: tuple[int, int]) -> None:
    pythons = (Path.home() / ".pyenv/versions").glob(f"{course.dotted(version)}.*/bin/python3")
    python = next(pythons, None) or pytest.skip("this Python is not installed")
    command = [python, SOURCE / "course.py", "lab"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    assert answer.returncode == 1
    assert f"This is Python {course.dotted(version)}; the course runs on" in answer.stdout


def test_a_wrong_python_names_the_command_that_works_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = course.command_for(sys.version_info[:2])
    (tmp_path / command).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(course.Problem, match=f"Type: {command} course.py test -x$"):
        course.check_python((3, 14), ["test", "-x"])
    (tmp_path / command).write_text("#!/bin/sh\nexit 127\n")
    with pytest.raises(course.Problem, match=r"Install one of them"):
        course.check_python((3, 10), ["lab"])


@pytest.mark.parametrize(
    ("outcomes", "code", "line"),
    [
        ([(0, (3, 0, 1)), (0, (2, 0, 0))], 0, "5 passed, 0 failed, 1 skipped"),
        ([(0, (3, 0, 0)), (5, (0, 0, 0))], 0, "3 passed, 0 failed, 0 skipped"),
        ([(0, (3, 0, 0)), (1, (1, 1, 0))], 1, "4 passed, 1 failed, 0 skipped"),
        ([(-9, (0, 0, 0)), (0, (1, 0, 0))], -9, "1 passed, 0 failed, 0 skipped"),
        ([(5, (0, 0, 0)), (5, (0, 0, 0))], 5, "0 passed, 0 failed, 0 skipped"),
    ],
    ids=["all pass", "no notebooks yet", "a notebook fails", "a run is killed", "no test at all"],
)
def test_the_test_command_fails_with_any_of_its_runs(
    capsys: pytest.CaptureFixture[str],
    outcomes: list[tuple[int, tuple[int, int, int]]],
    code: int,
    line: str,
) -> None:
    assert course.verdict(outcomes) == code
    assert capsys.readouterr().out == line + "\n"


def test_the_test_command_counts_what_pytest_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_it.py").write_text(
        "import pytest\n"
        "def test_a(): pass\n"
        "def test_b(): assert 0\n"
        "def test_c(): pytest.skip()\n"
        "@pytest.fixture\n"
        "def broken(): assert 0\n"
        "def test_d(broken): pass\n"
    )
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "PYTHON", Path(sys.executable))
    assert course.test(["-n", "0"]) == 1
    assert capsys.readouterr().out == "1 passed, 2 failed, 1 skipped\n"


def test_the_course_runs_with_one_blas_thread_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert course.environ()["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    assert course.environ()["OPENBLAS_NUM_THREADS"] == "4"
