"""Make, run, time and check the notebooks.

    python -m tools.notebooks new FROM.py TO.ipynb    a percent script becomes a notebook
    python -m tools.notebooks run FILES               execute in a fresh kernel, normalise, write
    python -m tools.notebooks time FILES              seconds of each notebook and its slowest cells
    python -m tools.notebooks check FILES             are the saved files normalised?

The executed, normalised .ipynb is the one truth: two runs of it give the same bytes.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from coursekit.assignments.files import METADATA, read, text_of, write
from tools import AS_A_NEW_LEARNER

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
OF_THE_RUN = {"ExecuteTime", "collapsed", "execution", "lines_to_next_cell", "scrolled", "trusted"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")
FOLDER = r"(?<![^\s\"'()])[^\s\"'()]*"  # from the start of a word: long pictures stay quick
OF_THE_MACHINE = [
    (re.compile(r"\bat 0x[0-9a-fA-F]+"), "at 0x0"),
    (re.compile(FOLDER + r"ipykernel_\d+[\\/]\d+\.py"), "this-cell.py"),
    (re.compile(FOLDER + r"[\\/](site-packages[\\/])"), r"\1"),
    (re.compile(re.escape(str(Path(__file__).parents[1])) + r"[\\/]"), ""),
]


def _same_everywhere(text: str) -> str:
    """Text without the addresses, the folders and the process numbers of this machine."""
    for pattern, replacement in OF_THE_MACHINE:
        text = pattern.sub(replacement, text)
    return text


def _normalise_data(data: dict[str, Any], numbers: dict[str, str]) -> None:
    """Keep the static twin of a widget; number the widgets that have none in their order."""
    if "text/html" in data:
        data.pop(WIDGET_VIEW, None)
    if WIDGET_VIEW in data:
        view = data[WIDGET_VIEW]
        view["model_id"] = numbers.setdefault(view["model_id"], f"widget-{len(numbers) + 1}")
    for kind in data.keys() & {"text/plain", "text/html"}:
        data[kind] = _same_everywhere(data[kind])


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """The outputs with neighboring pieces of one stream put together: they broke up by chance."""
    joined: list[NotebookNode] = []
    for output in outputs:
        if joined and "text" in output and joined[-1].get("name") == output.get("name"):
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _normalise_cell(cell: NotebookNode, numbers: dict[str, str]) -> None:
    """Drop what belongs to one run of a cell: times, colors, addresses, widget ids."""
    for key in OF_THE_RUN & cell.metadata.keys():
        del cell.metadata[key]
    if cell.cell_type != "code":
        return
    cell.outputs = _joined(cell.outputs)
    for output in cell.outputs:
        if output.output_type == "stream":
            output.text = _same_everywhere(output.text)
        elif output.output_type == "error":
            output.traceback = [_same_everywhere(ANSI.sub("", line)) for line in output.traceback]
        else:
            _normalise_data(output.data, numbers)


def normalise(notebook: NotebookNode) -> NotebookNode:
    """The notebook without the traces of one run, so that two runs give the same bytes.

    Parameters
    ----------
    notebook
        Any notebook of format 4; it stays as it is.

    Returns
    -------
    NotebookNode
        A copy with a fixed kernel, no times, no terminal colors, no addresses, neighboring
        streams joined. A widget that has an HTML twin keeps the twin alone: a saved view without
        its kernel shows an error where the picture should be.
    """
    notebook = copy.deepcopy(notebook)
    notebook.metadata = NotebookNode(METADATA)
    numbers: dict[str, str] = {}
    for cell in notebook.cells:
        _normalise_cell(cell, numbers)
    return notebook


def execute(path: Path, timeout: int = 60) -> tuple[NotebookNode, dict[int, float]]:
    """Run a notebook top to bottom in a fresh kernel, in its own folder.

    Parameters
    ----------
    path
        The notebook; the file is not changed.
    timeout
        Seconds that one cell may take.

    Returns
    -------
    notebook : NotebookNode
        With the outputs of this run.
    seconds : dict
        Cell index -> seconds.

    Raises
    ------
    CellExecutionError
        If a cell without the tag `raises-exception` fails.
    """
    seconds: dict[int, float] = {}

    def start(cell: NotebookNode, cell_index: int) -> None:
        seconds[cell_index] = time.perf_counter()

    def stop(cell: NotebookNode, cell_index: int, execute_reply: object) -> None:
        seconds[cell_index] = time.perf_counter() - seconds[cell_index]

    client = NotebookClient(
        read(path),
        timeout=timeout,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.resolve().parent)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        on_cell_execute=start,
        on_cell_executed=stop,
    )
    client.execute(env={**os.environ, **AS_A_NEW_LEARNER, "TQDM_DISABLE": "1"})
    return client.nb, seconds


def report(path: Path, notebook: NotebookNode, seconds: dict[int, float]) -> None:
    """One line for the notebook, one for each of its slowest cells and each warning."""
    print(f"{sum(seconds.values()):6.1f} s  {path}")
    for index in sorted(seconds, key=lambda i: -seconds[i])[:3]:
        first, *_ = notebook.cells[index].source.splitlines() or [""]
        print(f"{seconds[index]:10.2f} s  cell {index}: {first[:70]}")
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                print(f"   warning in cell {index}: {output.text.strip()[:300]}")


def run(path: Path) -> bool:
    """Execute, normalise and write one notebook."""
    notebook, seconds = execute(path)
    write(normalise(notebook), path)
    report(path, notebook, seconds)
    return True


def time_cells(path: Path) -> bool:
    """Execute one notebook and print its times; the file stays as it is."""
    report(path, *execute(path))
    return True


def check(path: Path) -> bool:
    """Say whether the saved file is normalised."""
    good = path.read_text(encoding="utf-8") == text_of(normalise(read(path)))
    print(f"{'normalised' if good else 'NOT normalised: python -m tools.notebooks run'}  {path}")
    return good


def new(script: Path, path: Path) -> None:
    """Turn a script in jupytext's percent form into a notebook without outputs.

    Parameters
    ----------
    script
        Cells start with `# %%` or `# %% [markdown]`; `tags=["setup"]` is kept.
    path
        The notebook to write; a cell's id comes from its text, so the same script gives the same
        bytes and an edit changes the ids of the edited cells alone.
    """
    import jupytext

    notebook = jupytext.read(script, fmt="py:percent")
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        name = hashlib.sha256(f"{cell.cell_type} {cell.source}".encode()).hexdigest()[:8]
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
    notebook.nbformat_minor = 5
    write(normalise(notebook), path)


def main() -> int:
    """Read the command line; the exit code is 1 when a notebook failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.notebooks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["new", "run", "time", "check"])
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "new":
        new(*arguments.files)
        return 0
    commands: dict[str, Callable[[Path], bool]] = {"run": run, "time": time_cells, "check": check}
    good = True
    for path in arguments.files:
        try:
            good &= commands[arguments.command](path)
        except CellExecutionError as error:
            good = False
            print(f"FAILED  {path}\n{ANSI.sub('', str(error))}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
