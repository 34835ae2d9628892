"""course.py, where something is in its way: each fault has its sentence, and leaves no stamp."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from set_ups import POSIX, SOURCE, copy_course, setup, start, variables

from tools import bootstrap, commands

pytestmark = pytest.mark.slow

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.parametrize("name", ["$x", "{y}", pytest.param("a:b", marks=POSIX)])
def test_a_folder_that_no_installer_takes_is_named(wheels: Path, tmp_path: Path, name: str) -> None:
    folder = copy_course(wheels, tmp_path / name / "course")
    code, output = setup(folder, variables(wheels))
    assert code == 1
    assert f"has {name.strip('xy}ab')} in its name. Rename that folder" in output
    assert not (folder / ".venv").exists()


def test_a_proxy_that_is_none_is_said(wheels: Path, tmp_path: Path) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    index = "https://127.0.0.1:9/"
    code, output = setup(folder, variables(None, PIP_INDEX_URL=index, HTTPS_PROXY="::::"))
    assert code == 1
    assert "The proxy's address, in the variable HTTPS_PROXY" in output


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


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_with_few_signs_stops_nothing(encoding: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "from tools.bootstrap import say; say('\u2717 k\xfcrs')"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        cwd=SOURCE,
        capture_output=True,
    )
    assert answer.stdout.decode(encoding).strip() == ("? k?rs" if encoding == "ascii" else "? kürs")
