"""Notebooks are run in order and readable; lessons have one form; each guard can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from coursekit.lessons import EVERY
from tools.guards import NOTEBOOK_GUARDS, Guard, headings
from tools.lesson_form import LESSON_GUARDS, SETUP
from tools.notebooks import WIDGET_VIEW, normalise, read, text_of

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted(
    (ROOT / "exercises").glob("*.ipynb")
)
GUARDS = [*NOTEBOOK_GUARDS, *LESSON_GUARDS]
FIGURE = '<figure><img alt="A line that rises." src="data:image/png;base64,AA=="></figure>'


def name(thing: Path | Guard) -> str:
    """The readable id of a parameter."""
    return thing.stem if isinstance(thing, Path) else thing.__name__


# The notebooks of the course.


@pytest.mark.parametrize("lesson", [lesson.name for lesson in EVERY])
def test_the_lesson_is_there(lesson: str) -> None:
    assert (ROOT / "notebooks" / f"{lesson}.ipynb").is_file()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebook_is_saved_in_its_normal_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == text_of(normalise(read(path))), (
        f"run: python -m tools.notebooks run {path.relative_to(ROOT)}"
    )


@pytest.mark.parametrize("guard", NOTEBOOK_GUARDS, ids=name)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebook_keeps(path: Path, guard: Guard) -> None:
    assert list(guard(read(path))) == []


@pytest.mark.parametrize("guard", LESSON_GUARDS, ids=name)
@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")), ids=name)
def test_lesson_keeps(path: Path, guard: Guard) -> None:
    assert list(guard(read(path))) == []


# The guards: a small lesson that is right, and one fault for each.


def text(source: str, *tags: str) -> NotebookNode:
    return v4.new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def code(source: str, *tags: str, html: str = "") -> NotebookNode:
    shown = [v4.new_output("display_data", data={"text/html": html})] if html else []
    return v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {}, outputs=shown)


def concept(title: str) -> list[NotebookNode]:
    return [
        text(f"## {title}\nLook at a line:", "concept"),
        code("plots.show(line)", html=FIGURE),
        text("**Your turn.** `f(x)` doubles x."),
        code("def f(x):\n    ...", "your-turn"),
        code("check(f)"),
        text("Now it doubles."),
    ]


TITLE = """# 07 · Draw a line
You will draw one.

**Time:** 10 minutes to read. **Before this:** lesson 06.

- draw (`f`)
- read (`f`)
- double (`f`)

Run this cell first:"""


def lesson() -> NotebookNode:
    """The smallest lesson that every guard accepts."""
    cells = [
        text(TITLE, "title"),
        code("\n".join(SETUP), "setup"),
        text("## Warm-up\nFrom memory:", "warmup"),
        code("widgets.recall()"),
        text("## A surprise\nWhat will it be?", "hook"),
        code("plots.show(surprise)", html=FIGURE),
        *[cell for title in ("One", "Two", "Three") for cell in concept(title)],
        text("## Use what you built\nYour `f` at work:", "use"),
        code("plots.show(work)", html=FIGURE),
        text("## Common mistakes\nSee ![a line that falls](falls.png)", "mistakes"),
        text("## Where the analogy ends\nA line is no valley.", "analogy"),
        text("## Recap\nA line doubles.", "recap"),
    ]
    numbers = iter(range(1, len(cells)))
    for cell in cells:
        if cell.cell_type == "code":
            cell.execution_count = next(numbers)
    return v4.new_notebook(cells=cells)


def leave(notebook: NotebookNode, kind: str, **content: object) -> None:
    """Put an output under the surprise."""
    notebook.cells[5].outputs = [v4.new_output(kind, **content)]


def shows(notebook: NotebookNode, data: dict[str, object]) -> None:
    leave(notebook, "display_data", data=data)


def tagged(notebook: NotebookNode, tag: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if tag in cell.metadata.get("tags", []))


def swap_sections(notebook: NotebookNode) -> None:
    notebook.cells[-1], notebook.cells[-2] = notebook.cells[-2], notebook.cells[-1]


def drop(notebook: NotebookNode, tag: str) -> None:
    notebook.cells.remove(tagged(notebook, tag))


def edit(index: int, old: str, new: str) -> Callable[[NotebookNode], None]:
    """Replace words in one cell."""

    def change(notebook: NotebookNode) -> None:
        assert old in notebook.cells[index].source
        notebook.cells[index].source = notebook.cells[index].source.replace(old, new)

    return change


def extend(index: int, more: str) -> Callable[[NotebookNode], None]:
    """Add lines to one cell."""
    return lambda notebook: notebook.cells[index].update(
        source=f"{notebook.cells[index].source}\n{more}"
    )


def set_up(index: int, **content: object) -> Callable[[NotebookNode], None]:
    """Set fields of one cell."""
    return lambda notebook: notebook.cells[index].update(content)


ERROR = {"ename": "ValueError", "evalue": "no", "traceback": []}
FAULTS: dict[str, list[Callable[[NotebookNode], object]]] = {
    "executed_in_order": [
        set_up(3, execution_count=None),
        set_up(3, execution_count=3),
        set_up(1, execution_count=2),
    ],
    "no_unexpected_error": [lambda nb: leave(nb, "error", **ERROR)],
    "no_warning": [lambda nb: leave(nb, "stream", name="stderr", text="careful")],
    "compared_by_nbval": [
        extend(5, "interact(draw, k=3)"),
        extend(5, "with widgets.Output():\n    print(1)"),
        extend(5, "display(1, display_id=True)"),
    ],
    "visible_without_kernel": [
        lambda nb: shows(nb, {WIDGET_VIEW: {"model_id": "widget-1"}, "text/plain": "Slider"}),
        lambda nb: nb.metadata.update(widgets={}),
    ],
    "pictures_have_words": [
        extend(2, "![](line.png)"),
        extend(2, "<img src='line.png'>"),
        lambda nb: shows(nb, {"text/html": '<img src="line.png" alt="">'}),
        lambda nb: shows(nb, {"text/html": "<img src='a.png' alt='ok'><img alt=' ' src='b.png'>"}),
        lambda nb: shows(nb, {"image/png": "AA==", "text/plain": "<Figure>"}),
    ],
    "captions_are_computed": [
        extend(3, "\nplots.show(ax, 'It falls to 0.3.')"),
        extend(3, "\nplots.show(ax, words=f'{loss:.2f} after 30 epochs.')"),
        extend(3, "\nplots.show(ax, 'Up.' if up else 'Down by 2.')"),
    ],
    "one_title": [extend(4, "# Another"), edit(0, "# 07", "07")],
    "short_outputs": [
        lambda nb: leave(nb, "stream", name="stdout", text="1\n" * 26),
        lambda nb: shows(nb, {"text/plain": "1\n" * 26}),
    ],
    "no_folder_of_a_machine": [
        lambda nb: leave(nb, "stream", name="stdout", text="/" + "home/ada"),
        extend(3, "open('/" + "tmp/x')"),
    ],
    "blocks_in_order": [
        swap_sections,
        lambda nb: drop(nb, "hook"),
        lambda nb: nb.cells.insert(0, text("Hello")),
        lambda nb: nb.cells.__delitem__(slice(6, 12)),
    ],
    "title_says_what_to_expect": [
        edit(0, "# 07 · Draw", "# Draw"),
        edit(0, "10 minutes", "soon"),
        edit(0, "**Before this:** lesson 06.", ""),
        edit(0, "- read (`f`)\n", ""),
    ],
    "setup_is_the_same": [
        extend(1, "import os"),
        extend(1, "rng = np.random.default_rng(0)"),
        edit(1, "import numpy as np", "import numpy"),
    ],
    "sections_have_their_heading": [
        edit(2, "## Warm-up", "## Quiz"),
        edit(4, "## A surprise\n", ""),
        extend(8, "## More"),
    ],
    "concepts_end_in_your_turn": [
        lambda nb: [drop(nb, "your-turn"), nb.cells.pop(9)],
        lambda nb: nb.cells.pop(10),
        lambda nb: nb.cells.insert(9, code("def g(x): ...", "your-turn")),
    ],
    "code_is_short": [
        extend(5, "\n".join(["a = 1"] * 25)),
        lambda nb: [extend(i, "\n".join(["a = 1"] * 11))(nb) for i in (3, 5)],
        lambda nb: [c.update(source="\n".join(["a"] * 6)) for c in nb.cells],
        lambda nb: [
            nb.cells[5].metadata.update(jupyter={"source_hidden": True}),
            extend(5, "\n".join(["a = 1"] * 40))(nb),
        ],
    ],
    "text_is_short": [extend(4, "word " * 150)],
    "code_stands_between_sentences": [
        edit(4, "What will it be?", "It will be."),
        lambda nb: nb.cells.insert(10, code("g(1)")),
        lambda nb: nb.cells.append(code("f(1)")),
    ],
    "sections_have_a_figure": [
        lambda nb: leave(nb, "stream", name="stdout", text="no picture"),
        edit(-3, "See ![a line that falls](falls.png)", "See."),
    ],
}


@pytest.mark.parametrize("guard", GUARDS, ids=name)
def test_guard_accepts_a_good_lesson(guard: Guard) -> None:
    assert list(guard(lesson())) == []


@pytest.mark.parametrize(
    ("guard", "fault"),
    [
        pytest.param(guard, fault, id=f"{guard.__name__}-{number}")
        for guard in GUARDS
        for number, fault in enumerate(FAULTS[guard.__name__])
    ],
)
def test_guard_catches(guard: Guard, fault: Callable[[NotebookNode], object]) -> None:
    notebook = lesson()
    fault(notebook)
    assert list(guard(notebook)) != []


def test_lesson_00_may_leave_out_what_refers_to_earlier_lessons() -> None:
    notebook = lesson()
    notebook.cells[0].source = notebook.cells[0].source.replace("# 07", "# 00")
    kept = {"title", "setup", "hook", "concept", "recap"}
    notebook.cells = [
        notebook.cells[i]
        for i in (0, 1, 4, 5, 6, 7, 8, -1)
        if kept.issuperset(notebook.cells[i].metadata.get("tags", []))
    ]
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.execution_count = number
    assert [fault for guard in GUARDS for fault in guard(notebook)] == []


def deeper() -> NotebookNode:
    """The smallest notebook beside a lesson: concepts and a recap, in two sittings."""
    notebook = lesson()
    notebook.cells[0].source = notebook.cells[0].source.replace("# 07", "# 07+")
    sitting = text("## Sitting 2 · More\n**10 minutes.** Run this one:", "sitting")
    more = [sitting, code("again()"), *concept("Four"), *concept("Five"), *concept("Six")]
    notebook.cells = [*notebook.cells[:2], *notebook.cells[6:24], *more, notebook.cells[-1]]
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.execution_count = number
    return notebook


def test_a_deeper_notebook_may_leave_out_blocks_and_has_up_to_six_concepts() -> None:
    assert [fault for guard in GUARDS for fault in guard(deeper())] == []


@pytest.mark.parametrize(
    "fault",
    [
        edit(0, "# 07+", "# 07"),
        lambda nb: drop(nb, "recap"),
        lambda nb: nb.cells.extend([*concept("Seven"), nb.cells.pop(-1)]),
        lambda nb: tagged(nb, "sitting").metadata.pop("tags"),
    ],
    ids=["no +", "no recap", "seven concepts", "a heading without its tag"],
)
def test_a_deeper_notebook_has_a_form_too(fault: Callable[[NotebookNode], object]) -> None:
    notebook = deeper()
    fault(notebook)
    assert [said for guard in LESSON_GUARDS for said in guard(notebook)] != []


def test_a_comment_in_fenced_code_is_no_heading() -> None:
    assert headings("```python\n# a comment\n```\n# A title", 1) == ["A title"]
