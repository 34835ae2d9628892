"""How long a slider's picture takes from the key press to the painted pixels, in JupyterLab.

    python -m benchmarks.slider_latency [notebooks/05_learning_rate.ipynb ...]

Each lesson is opened in a headless chromium and run. The first slider of each widget goes to and
fro by arrow keys, four presses a second at most; then it jumps by Page Up, to settings for which
no picture was made ahead. Beside the widgets stands a slider that shows pictures which are ready:
what the browser, the kernel and the way between them take, without any drawing. Ratios are to it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import numpy as np

from tools.lab import LabPage, chromium, lab_server
from tools.moving import ARROWS, JUMPS, explorers, latencies, seen

ROOT = Path(__file__).parents[1]
READY = """
import ipywidgets, numpy as np
from coursekit import widgets
from coursekit.plots.picture import Picture, png
from coursekit.interactive.picture import LivePicture

def picture(k):
    pixels = np.full((640, 1120, 4), 255, np.uint8)
    pixels[:, : 50 * k] = (0, 114, 178, 255)
    return Picture(png(pixels), f"{k} steps.", f"A bar of {k} steps", 560, 320)

pictures = [picture(k) for k in range(20)]
live, slider = LivePicture(), widgets.slider("ready pictures", 0, 19, value=3)
slider.observe(lambda change: live.show(pictures[change["new"]]), names="value")
live.show(pictures[3])
ipywidgets.VBox([slider, live])
"""


def line(name: str, arrows: list[float], jumps: list[float], ready: float) -> str:
    """Median and 90th percentile for arrows and for jumps, and the ratio to ready pictures."""
    cells = []
    for times in (arrows, jumps):
        median, late = np.quantile(times or [np.nan], (0.5, 0.9))
        cells.append(f"{median:5.0f} {late:5.0f} {median / ready:5.1f} ×")
    return f"{cells[0]}  {cells[1]}  {name}"


def main(notebooks: list[Path]) -> None:
    """Print a line for each widget."""
    with tempfile.TemporaryDirectory() as folder:
        for notebook in notebooks:
            shutil.copy(notebook, folder)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
        ready_notebook = v4.new_notebook(cells=[v4.new_code_cell(READY)], metadata=kernel)
        nbformat.write(ready_notebook, f"{folder}/ready.ipynb")
        print("arrow keys (ms)        jumps (ms)\nmedian  90%   ratio  median  90%   ratio  widget")
        with lab_server(Path(folder)) as url, chromium() as browser:
            floor = 0.0
            for name in ("ready", *(notebook.stem for notebook in notebooks)):
                for widget, (arrows, jumps) in measured(LabPage(browser, url, f"{name}.ipynb")):
                    floor = floor or float(np.median(arrows))
                    print(line(f"{name}: {widget}", arrows, jumps, floor), flush=True)


def measured(lab: LabPage) -> Iterator[tuple[str, tuple[list[float], list[float]]]]:
    """The latencies of each widget with a slider, for arrow keys and for jumps."""
    lab.run_all()
    for explorer in explorers(lab.notebook):
        if explorer.get_by_role("slider").count():
            name = seen(explorer).alt.split(",")[0][:50]
            yield name, (latencies(explorer, ARROWS), latencies(explorer, JUMPS))
    lab.page.close()


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]]
    main(chosen or sorted((ROOT / "notebooks").glob("*.ipynb")))
