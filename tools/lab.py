"""A JupyterLab of its own and a headless browser: shared by `tools.look` and tests/browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from playwright.sync_api import Browser, Page, sync_playwright

from tools import AS_A_NEW_LEARNER

CHROMIUM = Path(os.environ.get("COURSEKIT_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
IDLE = "Python 3 (ipykernel) | Idle"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _environment(home: Path) -> dict[str, str]:
    """Settings, workspaces, trust and progress of this run alone, in the folder `home`."""
    for name, value in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value), encoding="utf-8")
    names = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    return {
        **os.environ,
        **AS_A_NEW_LEARNER,
        **{f"JUPYTER_{name}": str(home / folder) for name, folder in names.items()},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "COURSEKIT_PROGRESS": str(home / "progress.sqlite"),
    }


def _wait_until_up(url: str, server: subprocess.Popen[bytes], log: Path, timeout: float) -> None:
    """Return when the server answers; a server that died or stays silent shows its log."""
    end = time.monotonic() + timeout
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start on {url}:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def lab_server(root: Path, timeout: float = 60) -> Iterator[str]:
    """JupyterLab serving the folder `root` with fresh settings; yields its address."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, url = Path(folder), f"http://127.0.0.1:{(port := free_port())}"
        log = home / "lab.log"
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
        command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", "--allow-root"]
        command += [f"--ServerApp.root_dir={root.resolve()}"]
        with log.open("wb") as out:
            server = subprocess.Popen(
                command, env=_environment(home), stdout=out, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_up(url, server, log, timeout)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Debian chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class LabPage:
    """One notebook open in JupyterLab, as its reader sees it.

    Parameters
    ----------
    browser
        From `chromium()`.
    url
        From `lab_server()`.
    notebook
        The notebook's path from the server's root.
    width, height
        The size of the window in pixels.
    """

    def __init__(
        self, browser: Browser, url: str, notebook: str, width: int = 1280, height: int = 1400
    ) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        self.page.on(
            "console",
            lambda m: self.errors.append(f"console: {m.text}") if m.type == "error" else None,
        )
        self.page.goto(f"{url}/lab/workspaces/{uuid4().hex}/tree/{quote(notebook)}")
        self.page.get_by_text(IDLE).wait_for(timeout=60_000)
        self.notebook = self.page.locator(PANEL)
        self.notebook.locator(".jp-Cell").last.wait_for(state="attached")

    def run_all(self, timeout: float = 180) -> None:
        """Run > Run All Cells, and wait until every cell has its number and the kernel is idle."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(
            """panel => {
                const cells = [...document.querySelectorAll(panel + ' .jp-CodeCell')];
                const prompts = cells.map(c => c.querySelector('.jp-InputPrompt').textContent);
                return !prompts.includes('[*]:') && prompts.some(p => /\\d/.test(p));
            }""",
            arg=PANEL,
            timeout=timeout * 1000,
        )
        self.page.get_by_text(IDLE).wait_for(timeout=timeout * 1000)

    def pictures(self, folder: Path, name: str) -> list[Path]:
        """Photograph the notebook from top to bottom, one PNG file for each screenful."""
        files: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)
        height, screen = self.notebook.evaluate("p => [p.scrollHeight, p.clientHeight]")
        for top in range(0, height, screen):
            self.notebook.evaluate("(p, top) => p.scrollTo(0, top)", top)
            self.page.wait_for_timeout(150)
            files.append(folder / f"{name}-{len(files):02d}.png")
            self.notebook.screenshot(path=files[-1])
        return files
