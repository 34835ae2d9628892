"""A lesson is one to three sittings: as long as it says, and each can be begun on another day."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from coursekit.assignments.files import read, write
from coursekit.lessons import EVERY
from tools.language import LANGUAGE_GUARDS
from tools.minutes import minutes, parts_of, sittings
from tools.notebooks import execute, normalise
from tools.sitting_form import SITTING_GUARDS, time_line

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
GUARDS = [*SITTING_GUARDS, *LANGUAGE_GUARDS]
LESSONS = [lesson.name for lesson in EVERY]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_keeps(lesson, guard):
    assert list(guard(read(NOTEBOOKS / f"{lesson}.ipynb"))) == []


def said(cell: NotebookNode) -> list[object]:
    """What a reader finds under a cell, pictures by their words."""
    return [
        output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    ]


def changed_alone(notebook: NotebookNode, number: int, folder: Path) -> Iterator[str]:
    """The cells of a sitting that say something else when only the set-up ran before it."""
    first, *_ = sittings(notebook)
    own = [cell for cell in sittings(notebook)[number] if cell.cell_type == "code"]
    set_up = [cell for cell in first if "setup" in cell.metadata.get("tags", [])]
    cells = copy.deepcopy([*set_up, *own])
    for cell in cells:
        cell.metadata["tags"] = ["raises-exception"]
    write(v4.new_notebook(cells=cells), folder / "alone.ipynb")
    ran = normalise(execute(folder / "alone.ipynb")[0])
    for before, now in zip(own, ran.cells[len(set_up) :], strict=True):
        if said(before) != said(now):
            yield f"{before.source}\nin the lesson: {said(before)}\nalone: {said(now)}"


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_each_sitting_can_be_begun_on_another_day(lesson, tmp_path):
    notebook = read(NOTEBOOKS / f"{lesson}.ipynb")
    for number in range(1, len(sittings(notebook))):
        assert list(changed_alone(notebook, number, tmp_path)) == []


# The guards, each on a small lesson that is right and on one with its fault.


def text(source: str, *tags: str) -> NotebookNode:
    return v4.new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def code(source: str, *tags: str) -> NotebookNode:
    folded = {"jupyter": {"source_hidden": True}} if "folded" in tags else {}
    return v4.new_code_cell(source, metadata={"tags": list(tags), **folded})


def lesson() -> NotebookNode:
    """Two sittings: a table that is looked at, and a network that overfits."""
    words = "Overfitting, underfitting, capacity, generalization, regularization, the L2 penalty, "
    words += "the L1 penalty, dropout, early stopping, double descent. Overfitting again."
    return v4.new_notebook(
        cells=[
            text(
                "# 08 · Learn\n\nTIME **Before this:** 07. [Words](glossary.ipynb)\n- overfitting"
            ),
            code("x = [1, 2]", "setup"),
            text(f"## One\n\n{words} The code is folded:"),
            code("names = {n: n for n in x}", "folded"),
            text("## Sittings\n\nTIME If you begin here on another day:", "sitting"),
            code("y = [n + 1 for n in x]\nprint(y)"),
            text("In the cycle of guess, score, blame, adjust it is the **score**."),
        ]
    )


def finished(notebook: NotebookNode) -> NotebookNode:
    """The lesson with its times filled in."""
    notebook.cells[4].source = notebook.cells[4].source.replace("## Sittings", "## Sitting 2 · Two")
    notebook.cells[4].source = notebook.cells[4].source.replace("TIME", "**5 minutes.**")
    notebook.cells[0].source = notebook.cells[0].source.replace("TIME", time_line(notebook))
    return notebook


def edit(index: int, old: str, new: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        assert old in notebook.cells[index].source
        notebook.cells[index].source = notebook.cells[index].source.replace(old, new)

    return change


def unfold(notebook: NotebookNode) -> None:
    notebook.cells[3] = code(notebook.cells[3].source)


FAULTS: dict[str, list[Callable[[NotebookNode], None]]] = {
    "title_says_the_minutes": [
        edit(0, "two sittings, 5 and 5", "two sittings, 5 and 10"),
        lambda nb: nb.cells.extend(text("## More", "sitting") for _ in range(2)),
    ],
    "sittings_are_short": [edit(2, "folded", "folded " + "word " * 8200)],
    "a_sitting_can_be_begun": [
        edit(4, "Sitting 2", "Sitting 3"),
        edit(4, "**5 minutes.**", "**10 minutes.**"),
        edit(4, "another day", "Sunday"),
        lambda nb: nb.cells.__delitem__(5),
    ],
    "folded_code_is_announced": [
        edit(2, "folded", "hidden"),
        lambda nb: nb.cells[3].metadata.pop("tags"),
        lambda nb: nb.cells[3].metadata.pop("jupyter"),
    ],
    "open_code_was_taught": [
        unfold,
        *(
            edit(5, "print(y)", more)
            for more in (
                "f = lambda n: n",
                "[[a for a in x] for b in x]",
                "[a for a in x for b in x]",
                "first, *rest = x",
                "y[...] = 0",
                "def f():\n    yield 1",
                "with open('f') as f:\n    pass",
                "@print\ndef f():\n    return 1",
            )
        ),
        lambda nb: [edit(0, "# 08", "# 03")(nb), edit(5, "print(y)", "class A:\n    pass")(nb)],
    ],
    "glossary_is_linked": [edit(0, "[Words](glossary.ipynb)", "")],
    "terms_are_brought_in": [
        edit(2, "capacity", "room"),
        edit(2, "Overfitting again.", ""),
    ],
    "one_word_for_one_thing": [
        edit(6, "it is the **score**", "it is the score"),
        edit(6, "it is", "the blame is"),
        edit(6, "it is", "knobs are"),
        edit(5, "print(y)", "scores = y"),
    ],
    "loss_has_one_name": [
        edit(6, "it is", "the price is"),
        edit(6, "it is", "the cost of a miss is"),
        edit(6, "it is", "a dear mistake is"),
    ],
}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_a_guard_accepts_a_lesson_that_is_right(guard):
    assert list(guard(finished(lesson()))) == []


@pytest.mark.parametrize(
    ("guard", "fault"),
    [
        pytest.param(guard, fault, id=f"{guard.__name__}-{number}")
        for guard in GUARDS
        for number, fault in enumerate(FAULTS[guard.__name__])
    ],
)
def test_a_guard_catches(guard, fault):
    notebook = finished(lesson())
    fault(notebook)
    assert list(guard(notebook)) != []


def test_before_the_fields_words_take_over_only_score_is_kept_apart():
    notebook = finished(lesson())
    notebook.cells[0].source = notebook.cells[0].source.replace("# 08", "# 02")
    notebook.cells[6].source += " Turn the knob: the blame says which way."
    (guard,) = [guard for guard in GUARDS if guard.__name__ == "one_word_for_one_thing"]
    assert list(guard(notebook)) == []
    notebook.cells[6].source += " Its score is high."
    assert list(guard(notebook)) == ["cell 6 says 'score' outside the cycle"]


def test_a_notebook_that_goes_deeper_brings_no_word_in():
    notebook = finished(lesson())
    edit(2, "capacity", "room")(notebook)
    (guard,) = [guard for guard in GUARDS if guard.__name__ == "terms_are_brought_in"]
    assert list(guard(notebook)) == ["the lesson brings in 'capacity' and never says it"]
    edit(0, "# 08", "# 08+")(notebook)
    assert list(guard(notebook)) == []


def test_minutes_count_words_open_lines_and_what_there_is_to_do():
    reading, folded = text("word " * 340), code("a = 1\n" * 12, "folded")
    work = code("widgets.vote('01-a')"), code("check(f)"), code("widgets.one_knob(x, y)")
    assert list(parts_of([reading])) == [2.0]
    assert sum(parts_of([folded])) == 0
    assert sum(parts_of([code("a = 1\n" * 12)])) == pytest.approx(1.0)
    assert sum(parts_of(work)) == pytest.approx(4 + 5 + 2.5 + 3 * 5 / 60)
    assert minutes([reading, *work]) == 15


def test_a_sitting_that_leans_on_an_earlier_one_is_found(tmp_path):
    notebook = finished(lesson())
    notebook.cells[5].source = "print(names)"
    notebook.cells[5].outputs = [v4.new_output("stream", name="stdout", text="{1: 1, 2: 2}\n")]
    assert "name 'names' is not defined" in "".join(changed_alone(notebook, 1, tmp_path))
    notebook.cells[5].source = "print(x)"
    notebook.cells[5].outputs[0].text = "[1, 2]\n"
    assert list(changed_alone(notebook, 1, tmp_path)) == []
