"""course.py, from nothing to an environment, and from a damaged one to a sound one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from set_ups import SOURCE, copy_course, imported_from, setup, start, variables

from tools import bootstrap

pytestmark = pytest.mark.slow

ENGLISH = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A system that knows no sign beyond ASCII."""


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


def test_an_environment_that_lost_every_package_is_not_ready(
    calls: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = calls
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    for name in ("VENV", "PYTHON", "STAMP"):
        place = getattr(bootstrap, name).relative_to(SOURCE)
        monkeypatch.setattr(bootstrap, name, folder / place)
    assert bootstrap.is_ready()
    library = folder / ".venv/lib"
    library.rename(aside := folder / "aside")
    assert not bootstrap.is_ready()
    aside.rename(library)


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


def test_a_download_that_is_not_the_tested_one_is_refused(
    wheels: Path, tmp_path: Path, uv: str
) -> None:
    folder = copy_course(wheels, tmp_path / "course")
    lock = folder / "requirements.lock"
    lock.write_text(lock.read_text().partition("sha256:")[0] + "sha256:" + "0" * 64 + "\n")
    code, output = setup(folder, variables(wheels, uv))
    assert code == 1
    assert "not the one this course was tested with" in output


def test_the_course_runs_with_one_blas_thread_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert bootstrap.environ()["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    assert bootstrap.environ()["OPENBLAS_NUM_THREADS"] == "4"
