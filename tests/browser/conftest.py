"""JupyterLab and chromium for the tests in this folder; without them the tests are skipped.

COURSEKIT_REQUIRE_BROWSER=1 makes the lack of a browser a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tools.lab import LabPage

ROOT = Path(__file__).parents[2]


def what_is_missing() -> str:
    """Which part of the browser is not installed; empty when both are there."""
    if find_spec("playwright") is None:
        return "playwright is not installed: python3 course.py setup browser"
    from tools.lab import CHROMIUM

    return "" if CHROMIUM.is_file() else f"there is no {CHROMIUM}: apt-get install chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for all tests."""
    if missing := what_is_missing():
        required = os.environ.get("COURSEKIT_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(missing)
    from tools.lab import chromium

    with chromium() as started:
        yield started


def opened(browser: Browser, root: Path) -> Iterator[Callable[[str], LabPage]]:
    """JupyterLab on the notebooks in a folder."""
    from tools.lab import LabPage, lab_server

    with lab_server(root) as url:
        yield lambda name: LabPage(browser, url, name)


@pytest.fixture(scope="session")
def open_lesson(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], LabPage]]:
    """Open a copy of a lesson in JupyterLab: open_lesson("01_learning_cycle.ipynb")."""
    copies = tmp_path_factory.mktemp("lab") / "notebooks"
    yield from opened(browser, shutil.copytree(ROOT / "notebooks", copies))


@pytest.fixture
def open_course(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], LabPage]]:
    """Open a new learner's lesson or exercises: open_course("exercises/02_forward_pass.ipynb")."""
    for folder in ("notebooks", "exercises"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    yield from opened(browser, tmp_path)
