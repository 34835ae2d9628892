"""Look at a lesson as its reader sees it: JupyterLab in a real browser, photographed top to bottom.

python -m tools.look notebooks/03_loss.ipynb --out pictures [--no-run]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.lab import LabPage, chromium, lab_server


def look(notebook: Path, out: Path, run: bool = True, width: int = 1280) -> list[str]:
    """Photograph one notebook into the folder `out`; return the errors the page reported."""
    with lab_server(notebook.resolve().parent) as url, chromium() as browser:
        lab = LabPage(browser, url, notebook.name, width=width)
        if run:
            lab.run_all()
        for file in lab.pictures(out, notebook.stem):
            print(file)
    return lab.errors


def main() -> int:
    """Read the command line; the exit code is 1 when the page reported an error."""
    parser = argparse.ArgumentParser(prog="python -m tools.look", description=__doc__)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder for the PNG files")
    parser.add_argument("--no-run", dest="run", action="store_false", help="show the saved outputs")
    parser.add_argument("--width", type=int, default=1280, help="of the window, in pixels")
    arguments = parser.parse_args()
    errors = look(**vars(arguments))
    print(*errors or ["no error in the page"], sep="\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
