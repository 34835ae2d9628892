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
    from tools.lab import LabPage

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def what_is_missing() -> str:
    """Which part of the browser is not installed; empty when both are there."""
    if find_spec("playwright") is None:
        return "playwright is not installed: python3 course.py setup browser"
    from tools.lab import CHROMIUM

    return "" if CHROMIUM.is_file() else f"there is no {CHROMIUM}: apt-get install chromium"


@pytest.fixture(scope="session")
def open_lesson(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], LabPage]]:
    """Open a copy of a lesson in JupyterLab: open_lesson("01_learning_cycle.ipynb")."""
    if missing := what_is_missing():
        required = os.environ.get("COURSEKIT_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(missing)
    from tools.lab import LabPage, chromium, lab_server

    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(NOTEBOOKS, folder)
    with lab_server(folder) as url, chromium() as browser:
        yield lambda name: LabPage(browser, url, name)
