"""A Python that is too old hears in a sentence which one is needed, and how to get it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import course

FILE = Path(course.__file__)
UNKNOWN_TO_PYTHON_2 = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.Nonlocal, ast.YieldFrom)


def test_the_file_parses_on_python_2() -> None:
    for node in ast.walk(ast.parse(FILE.read_text("ascii"), feature_version=(3, 7))):
        assert not isinstance(node, UNKNOWN_TO_PYTHON_2), ast.unparse(node)
        assert not (isinstance(node, ast.Raise) and node.cause), ast.unparse(node)
        assert not (isinstance(node, ast.arg) and node.annotation), ast.unparse(node)
        assert not (isinstance(node, ast.arguments) and node.kwonlyargs), ast.unparse(node)
        assert not (isinstance(node, ast.FunctionDef) and node.returns), ast.unparse(node)


@pytest.mark.parametrize(
    "version", [(2, 7), (3, 6), (3, 7), (3, 8), (3, 9), (3, 10)], ids=course.dotted
)
def test_an_old_python_says_which_one_is_needed(version: tuple[int, int]) -> None:
    pythons = (Path.home() / ".pyenv/versions").glob(f"{course.dotted(version)}.*/bin/python")
    python = next(pythons, None) or pytest.skip("this Python is not installed")
    answer = subprocess.run([python, FILE, "lab"], capture_output=True, text=True)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert f"This is Python {course.dotted(version)}; the course needs 3.11" in answer.stdout


def test_it_names_the_command_that_works_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = course.command_for(sys.version_info[:2])
    (tmp_path / command).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert course.what_to_do((3, 10), ["test", "-x"]).endswith(f"Type: {command} course.py test -x")
    (tmp_path / command).write_text("#!/bin/sh\nexit 127\n")
    assert "Install one" in course.what_to_do((3, 10), ["lab"])


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (3, 20)], ids=course.dotted)
def test_one_that_is_newer_than_the_tested_ones_is_taken(
    version: tuple[int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0))
    assert course.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: python3 course.py COMMAND")
