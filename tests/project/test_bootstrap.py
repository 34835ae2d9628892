"""course.py, from nothing to an environment: real set-ups of a small copy, and real faults.

The copy's lock names one package, setuptools, repacked from this environment: no network.
"""

from __future__ import annotations

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

from tools import bootstrap, commands

pytestmark = pytest.mark.slow

SOURCE = bootstrap.ROOT
SET_UP = ("course.py", "tools/__init__.py", "tools/bootstrap.py", "tools/commands.py")
ENGLISH = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A system that knows no sign beyond ASCII."""
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


@pytest.fixture(scope="module")
def calls(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Two calls at once, where a set-up had stopped half way, in a folder with "ü" and spaces."""
    folder = copy_course(wheels, tmp_path_factory.mktemp("x") / "my own kürs")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/left over").touch()
    both = [start(folder, variables(wheels, **ENGLISH)) for _ in range(2)]
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


@pytest.mark.parametrize("language", [{}, ENGLISH], ids=["here", "English only"])
def test_a_second_call_does_nothing(
    calls: tuple[Path, list[str]], language: dict[str, str]
) -> None:
    folder, _ = calls
    assert setup(folder, variables(None, PIP_NO_INDEX="1", **language)) == (0, "")


def test_an_environment_that_lost_a_package_is_made_afresh(
    calls: tuple[Path, list[str]], wheels: Path
) -> None:
    folder, _ = calls
    (package,) = (folder / ".venv").glob("**/site-packages/setuptools")
    shutil.rmtree(package)
    code, output = setup(folder, variables(wheels))
    assert (code, package.is_dir()) == (0, True), output
    assert "damaged" in output


def test_an_update_of_a_package_leaves_the_environment_alone(calls: tuple[Path, list[str]]) -> None:
    folder, _ = calls
    (facts,) = (folder / ".venv").glob("**/site-packages/setuptools-*.dist-info")
    newer = facts.with_name("setuptools-999.0.dist-info")
    facts.rename(newer)
    assert setup(folder, variables(None, PIP_NO_INDEX="1")) == (0, "")
    newer.rename(facts)


@pytest.mark.parametrize("what", ["a file", "a link", "a link to nothing"])
def test_what_is_no_environment_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    mine = tmp_path / "mine"
    if what == "a link":
        mine.mkdir()
        (mine / "file").touch()
    monkeypatch.setattr(bootstrap, "VENV", venv := tmp_path / ".venv")
    venv.touch() if what == "a file" else venv.symlink_to(mine)
    bootstrap.remove_environment()
    assert not os.path.lexists(venv)
    assert (mine / "file").exists() == (what == "a link")


@pytest.mark.parametrize("name", ["$x", "{y}", pytest.param("a:b", marks=POSIX)])
def test_a_folder_that_no_installer_takes_is_named(wheels: Path, tmp_path: Path, name: str) -> None:
    folder = copy_course(wheels, tmp_path / name / "course")
    code, output = setup(folder, variables(wheels))
    assert code == 1
    assert f"has {name.strip('xy}ab')} in its name. Rename that folder" in output
    assert not (folder / ".venv").exists()


def test_what_the_environment_depends_on_makes_it_stale(
    calls: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = calls
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    stamp, *_ = (folder / ".venv" / bootstrap.STAMP.name).read_text().splitlines()
    assert bootstrap.fingerprint() == stamp
    for file in ("requirements.lock", "pyproject.toml"):
        text = (folder / file).read_bytes()
        (folder / file).write_bytes(text + b"\n")
        assert bootstrap.fingerprint() != stamp
        (folder / file).write_bytes(text)
    monkeypatch.setattr(sys, "version_info", (3, 99))
    assert bootstrap.fingerprint() != stamp
    monkeypatch.undo()
    assert bootstrap.fingerprint() != stamp  # another folder


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


@pytest.mark.parametrize("tool", ["PIP", "UV"])
def test_settings_that_lead_elsewhere_are_not_followed(
    wheels: Path, tmp_path: Path, uv: str, tool: str
) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    (tmp_path / "other versions").write_text("setuptools==1.0\n")
    asked = {"CONSTRAINT": str(tmp_path / "other versions"), "TARGET": str(tmp_path / "elsewhere")}
    elsewhere = {f"{tool}_{name}": value for name, value in asked.items()}
    code, output = setup(folder, variables(wheels, uv if tool == "UV" else None, **elsewhere))
    assert code == 0, output
    assert imported_from(folder) == str(folder / "coursekit/__init__.py")
    assert not (tmp_path / "elsewhere").exists()


def test_a_proxy_that_is_none_is_said(wheels: Path, tmp_path: Path) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    index = "https://127.0.0.1:9/"
    code, output = setup(folder, variables(None, PIP_INDEX_URL=index, HTTPS_PROXY="::::"))
    assert code == 1
    assert "The proxy's address, in the variable HTTPS_PROXY" in output


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
    assert not (folder / ".venv" / bootstrap.STAMP.name).exists()


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
    assert not (folder / ".venv" / bootstrap.STAMP.name).exists()


@POSIX
def test_ctrl_c_lets_the_program_finish_and_starts_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    program = "import os, signal; os.kill(os.getppid(), signal.SIGINT); open('end', 'w').close()"
    with pytest.raises(KeyboardInterrupt):
        commands.run(["-c", program])
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
        ("InvalidSchema: Missing dependencies for SOCKS support.", "The proxy's address"),
        ("something nobody thought of", "show what stands above"),
    ],
)
def test_each_cause_has_its_sentence(said: str, sentence: str) -> None:
    assert sentence in bootstrap.cause(said)


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.Problem, match=r"apt install python3\.\d+-venv"):
        bootstrap.make_venv(uv=None)


def test_the_course_runs_with_one_blas_thread_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert bootstrap.environ()["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    assert bootstrap.environ()["OPENBLAS_NUM_THREADS"] == "4"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_with_few_signs_stops_nothing(encoding: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "from tools.bootstrap import say; say('\u2717 k\xfcrs')"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        cwd=SOURCE,
        capture_output=True,
    )
    assert answer.stdout.decode(encoding).strip() == ("? k?rs" if encoding == "ascii" else "? kürs")
