"""How long a slider's picture takes from the key press to the painted pixels, in JupyterLab.

    python -m benchmarks.slider_latency [notebooks/05_learning_rate.ipynb ...]

Each lesson is opened in a headless chromium and run. The first slider of each widget goes to and
fro by arrow keys. Beside each widget stands a slider that shows pictures which are ready: what the
browser, the kernel and the way between them take, without any drawing. Ratios are to that one.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import numpy as np

from tools.lab import LabPage, chromium, lab_server
from tools.moving import explorers, latencies, seen

ROOT = Path(__file__).parents[1]
READY = """
import ipywidgets, numpy as np
from coursekit import widgets
from coursekit.plots import Picture
from coursekit.widgets.picture import LivePicture
from coursekit.widgets.png import encode

def picture(k):
    pixels = np.full((640, 1120, 4), 255, np.uint8)
    pixels[:, : 50 * k] = (0, 114, 178, 255)
    return Picture(encode(pixels), f"{k} steps.", f"A bar of {k} steps", 560, 320)

pictures = [picture(k) for k in range(20)]
live, slider = LivePicture(), widgets.slider("ready pictures", 0, 19, value=3)
slider.observe(lambda change: live.show(pictures[change["new"]]), names="value")
live.show(pictures[3])
ipywidgets.VBox([slider, live])
"""


def line(name: str, times: list[float], ready: float) -> str:
    """Median, 90th percentile, and how many times the slider with ready pictures."""
    middle, late = np.median(times), np.quantile(times, 0.9)
    return f"{middle:5.0f} ms {late:5.0f} ms  {middle / ready:4.1f} ×  {name}"


def main(notebooks: list[Path]) -> None:
    """Print a line for each widget."""
    with tempfile.TemporaryDirectory() as folder:
        for notebook in notebooks:
            shutil.copy(notebook, folder)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
        ready_notebook = v4.new_notebook(cells=[v4.new_code_cell(READY)], metadata=kernel)
        nbformat.write(ready_notebook, f"{folder}/ready.ipynb")
        with lab_server(Path(folder)) as url, chromium() as browser:
            ready = measured(LabPage(browser, url, "ready.ipynb"))
            (name, times), floor = ready[0], float(np.median(ready[0][1]))
            print("median    90%     ratio  widget", line(name, times, floor), sep="\n", flush=True)
            for notebook in notebooks:
                for name, times in measured(LabPage(browser, url, notebook.name)):
                    print(line(f"{notebook.stem}: {name}", times, floor), flush=True)


def measured(lab: LabPage) -> list[tuple[str, list[float]]]:
    """The name and the latencies of each widget with a slider."""
    lab.run_all()
    sliding = [e for e in explorers(lab.notebook) if e.get_by_role("slider").count()]
    found = [(seen(explorer).alt.split(",")[0][:60], latencies(explorer)) for explorer in sliding]
    lab.page.close()
    return found


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]]
    main(chosen or sorted((ROOT / "notebooks").glob("*.ipynb")))
