"""Fast keys in a real JupyterLab end in the picture that a new widget gives for those settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import nbformat.v4 as v4
import pytest

from coursekit import widgets

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tools.lab import LabPage

pytestmark = pytest.mark.browser
PAUSE = 30
"""Milliseconds between two presses: as fast as a key that is held down."""


@pytest.fixture(scope="module")
def open_widget(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open a notebook with this widget alone, and run it."""
    from tools.lab import LabPage, lab_server

    folder = tmp_path_factory.mktemp("lab")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}

    def opened(name: str) -> LabPage:
        code = f"from coursekit import widgets\nwidgets.{name}()"
        notebook = v4.new_notebook(cells=[v4.new_code_cell(code)], metadata=kernel)
        nbformat.write(notebook, Path(folder) / f"{name}.ipynb")
        lab = LabPage(browser, url, f"{name}.ipynb")
        lab.run_all()
        return lab

    with lab_server(folder) as url:
        yield opened


@pytest.mark.parametrize(
    ("name", "presses", "settings"),
    [
        ("optimizer_race", [("rate of SGD and momentum", 1), ("rate of Adam", 3)],
         {"lr": 0.02, "adaptive": 0.5}),
        ("backward_steps", [("step", 13), ("input x", -4)], {"step": 13, "x": 0.0}),
    ],
)  # fmt: skip
def test_fast_keys_end_in_the_picture_of_slow_ones(
    open_widget: Any, name: str, presses: list[tuple[str, int]], settings: dict[str, Any]
) -> None:
    from tools.moving import explorers, seen

    lab = open_widget(name)
    explorer = explorers(lab.notebook)[0]
    for label, times in presses:
        slider = explorer.get_by_role("slider", name=label, exact=True)
        slider.focus()
        for _ in range(abs(times)):
            lab.page.keyboard.press("ArrowRight" if times > 0 else "ArrowLeft")
            lab.page.wait_for_timeout(PAUSE)
    meant = getattr(widgets, name)().set(**settings)
    explorer.get_by_text(meant.words, exact=True).wait_for(timeout=30_000)
    lab.page.wait_for_timeout(1000)
    digest = hashlib.sha256(meant.live.png).digest()
    assert seen(explorer).picture == " ".join(map(str, digest))
    assert lab.errors == []
