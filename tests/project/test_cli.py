"""The coursekit command, called as a learner calls it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursekit import cli
from coursekit.handout import hand_out

NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def answer(url: str, seconds: float = 60) -> str:
    """The page at `url`, as soon as its server is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url) as page:
                return str(page.read(), "utf-8")
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """`coursekit lab`, called in a course's folder; yields the server's address."""
    for folder in ("notebooks", "exercises"):
        shutil.copytree(cli.PACKAGE.parent / folder, tmp_path / folder)
    url = f"http://127.0.0.1:{(port := free_port())}"
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token="]
    command = [sys.executable, "-m", "coursekit", "lab", *options]
    server = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    yield url
    server.terminate()
    server.wait(timeout=30)


def test_lab_opens_on_a_copy_of_the_first_lesson_without_news(lab: str, tmp_path: Path) -> None:
    page = answer(lab)
    config = json.loads(re.findall(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[0])
    assert config["treePath"] == cli.FIRST_LESSON
    assert config["serverRoot"] == str(tmp_path / "my_course")
    assert config["news"] == {"disabled": True}
    settings = json.loads(answer(f"{lab}/lab/api/settings/{NOTIFICATIONS}"))
    assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"  # nor asks for it


def test_the_course_is_where_the_command_is_called_else_where_the_package_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.course() == cli.PACKAGE.parent
    (tmp_path / "notebooks").mkdir()
    (tmp_path / cli.FIRST_LESSON).touch()
    assert cli.course() == tmp_path


def test_the_learners_folder_is_no_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_out(cli.PACKAGE.parent, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.course() == cli.PACKAGE.parent


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Where Lab would be opened, for each call in the folder of a small course."""
    for name in (cli.FIRST_LESSON, "notebooks/03_loss.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(cli.PACKAGE.parent / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(cli, "_open_lab", lambda *call: calls.append(call))
    return calls


def test_a_fresh_lesson_is_opened_and_jupyterlab_gets_its_own_options(
    opened: list[tuple[object, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["lab", "--port=1", "--fresh", "3", "--no-browser"])
    cli.main(["lab"])
    mine = tmp_path / cli.LEARNERS
    assert opened == [
        (mine, "notebooks/03_loss.ipynb", ["--port=1", "--no-browser"]),
        (mine, cli.FIRST_LESSON, []),
    ]
    assert capsys.readouterr().out.splitlines() == [
        "notebooks/03_loss.ipynb is fresh; there was nothing of yours in it.",
        f"Your own copies of the lessons are in {mine}. What you write there stays.",
    ]


def test_what_cannot_be_handed_out_is_said_and_nothing_is_opened(
    opened: list[tuple[object, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["lab", "--fresh", "12"]) == 1
    assert capsys.readouterr().out == "There is no lesson 12. There are 00 and 03.\n"
    (tmp_path / cli.LEARNERS).touch()
    assert cli.main(["lab"]) == 1
    assert "Give it another name" in capsys.readouterr().out
    assert opened == []


def test_lab_without_lessons_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "PACKAGE", tmp_path / "site-packages/coursekit")
    assert cli.main(["lab"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"There are no lessons in {tmp_path}. Go to the folder of the course")


def test_a_console_without_the_signs_of_a_files_name_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "Πρόοδος.json"
    answer = subprocess.run(
        [sys.executable, "-m", "coursekit", "progress", "--export", file],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip().endswith(b"???????.json.")


def test_without_a_command_it_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in cli.COMMANDS)


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["doctor", "--nonsense"])
    assert stopped.value.code == 2
