"""Two runs give the same bytes; a failed run changes nothing; strict nbval still sees a change."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from tools import notebooks
from tools.notebooks import WIDGET_VIEW, normalise, read, run, text_of, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PICTURE = "<img alt='a line' src='data:image/png;base64,{}'>"
CELLS = [
    "import sys\nimport ipywidgets\nfrom IPython.display import HTML\nprint(object())",
    "print(1)\nprint('careful', file=sys.stderr)\nprint(2)",
    "ipywidgets.IntSlider()",
    "shown = ipywidgets.IntSlider()._repr_mimebundle_()\n"
    "display({**shown, 'text/html': '<b>a twin</b>'}, raw=True)",
    f"import os, base64\nHTML({PICTURE!r}.format(base64.b64encode(os.urandom(30)).decode()))",
]


def notebook(*sources: str) -> NotebookNode:
    """A notebook that was never run."""
    cells = [v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    return v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with streams, addresses, widgets and a picture, run once."""
    path = tmp_path_factory.mktemp("run") / "lesson.ipynb"
    write(notebook(*CELLS), path)
    run(path)
    return path


def test_a_second_run_gives_the_same_bytes(executed: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ipynb"
    stable = read(executed)
    del stable.cells[4]  # its picture is random on purpose
    write(stable, again)
    first = again.read_bytes()
    run(again)
    assert again.read_bytes() == first


def test_a_widget_with_a_twin_is_saved_as_its_twin(executed: Path) -> None:
    cells = read(executed).cells
    assert cells[2].outputs[0].data[WIDGET_VIEW]["model_id"] == "widget-1"
    assert cells[3].outputs[0].data["text/html"] == "<b>a twin</b>"
    assert WIDGET_VIEW not in cells[3].outputs[0].data
    assert "widgets" not in read(executed).metadata


def test_normal_form_holds_nothing_of_one_run() -> None:
    before = notebook("1")
    before.metadata.widgets = {"state": {}}
    before.cells[0].metadata.execution = {"iopub.execute_input": "2026-01-01T00:00:00Z"}
    folder = str(ROOT / "coursekit" / "layers.py")
    before.cells[0].outputs = [
        v4.new_output("stream", name="stdout", text="a"),
        v4.new_output("stream", name="stdout", text="b <f at 0x7f12ab>"),
        v4.new_output("error", ename="E", evalue="e", traceback=["\x1b[31mFile\x1b[0m " + folder]),
        v4.new_output("stream", name="stderr", text="/x/ipykernel_12/34.py:1: Warning"),
    ]
    kept = copy.deepcopy(before)
    stream, error, warning = normalise(before).cells[0].outputs
    assert stream.text == "ab <f at 0x0>"
    assert error.traceback == [f"File {Path('coursekit') / 'layers.py'}"]
    assert warning.text == "this-cell.py:1: Warning"
    assert not normalise(before).cells[0].metadata
    assert before == kept
    assert normalise(normalise(before)) == normalise(before)


def test_a_failed_run_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"
    write(notebook("print(1)", "1 / 0"), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        run(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_script_gives_the_same_notebook_and_keeps_its_tags(tmp_path: Path) -> None:
    pytest.importorskip("jupytext", reason="jupytext is a developer's tool")
    script, first, second = (tmp_path / name for name in ("a.py", "a.ipynb", "b.ipynb"))
    script.write_text('# %% [markdown] tags=["title"]\n# # Hello\n\n# %%\n1\n\n# %%\n1\n')
    notebooks.new(script, first)
    notebooks.new(script, second)
    assert first.read_bytes() == second.read_bytes()
    made = read(first)
    assert made.cells[0].metadata.tags == ["title"]
    assert len({cell.id for cell in made.cells}) == 3
    assert text_of(normalise(made)) == first.read_text(encoding="utf-8")


def test_strict_nbval_forgives_a_picture_and_sees_a_number_and_a_word(
    executed: Path, tmp_path: Path
) -> None:
    changed = read(executed)
    changed.cells[1].outputs[0].text = "1\n3\n"
    changed.cells[3].outputs[0].data["text/html"] = "<b>a win</b>"
    write(changed, tmp_path / "changed.ipynb")
    write(read(executed), tmp_path / "same.ipynb")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "-q"]
    command += ["--nbval", "--nbval-current-env", f"--rootdir={tmp_path}"]
    command += ["--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg")]
    command += ["same.ipynb", "changed.ipynb"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    failed = [line.split(" - ")[0] for line in told.splitlines() if line.startswith("FAILED")]
    assert failed == [f"FAILED changed.ipynb::Cell {n}" for n in (1, 3)], told
    assert "8 passed" in told


def test_a_run_finds_no_earlier_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "diary.json"))
    monkeypatch.delenv("PYTEST_VERSION")
    path = tmp_path / "lesson.ipynb"
    write(notebook("import os", "print(os.environ['COURSEKIT_PROGRESS'])"), path)
    run(path)
    assert read(path).cells[1].outputs[0].text == "off\n"
