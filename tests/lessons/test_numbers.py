"""A number in a sentence that depends on a seed was shown before it, or stands in its test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from coursekit.assignments.files import read
from tests.lessons.test_claims import CLAIM
from tools.language import plain

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted([*ROOT.glob("notebooks/[0-9]*.ipynb"), *ROOT.glob("exercises/[0-9]*.ipynb")])
ELSEWHERE = re.compile(r"\$[^$]*\$|^.*\[\d+\].*$|\d+/\d+/\d+|\b(?:19|20)\d\d\b", re.MULTILINE)
"""Formulas, lines with a source, shares of three sets, years."""
HEADING = re.compile(r"^#+ ", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.^])\d[\d,]*(?:\.\d+)?(?![\w.^]*\d)")
SMALL = 10
"""Whole numbers below it are as good as words."""
KNOWN = {2.30}
"""ln 10, of which lesson 03 speaks."""


def numbers(text: str) -> set[float]:
    """The numbers of a text, those after a minus sign too; 94% counts as 94 and as 0.94."""
    found = {float(number.rstrip(",").replace(",", "")) for number in NUMBER.findall(text)}
    return found | {value / 100 for value in found}


def files_by_claim() -> dict[str, str]:
    """The text of the file in which each claim is tested."""
    texts: dict[str, str] = {}
    for file in (ROOT / "tests" / "claims").glob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        for claim in re.findall(r'claim\("([\w-]+)"', text):
            texts[claim] = text
    return texts


TESTS = files_by_claim()


def words_below(cell: NotebookNode) -> list[str]:
    """What a reader finds under a cell, pictures by their words."""
    return [
        str(output.get("text") or output.get("data", {}).get("text/plain", ""))
        for output in cell.get("outputs", [])
    ]


def numbers_out_of_sight(notebook: NotebookNode) -> Iterator[str]:
    """Decimals, percentages and whole numbers from ten on in the text of a claim."""
    shown: set[float] = set()
    for index, cell in enumerate(notebook.cells):
        if claims := CLAIM.findall(cell.source):
            tested = {n for claim in claims for n in numbers(TESTS[claim].replace("_", ""))}
            text, *_ = HEADING.split(plain(cell.source))
            for said in NUMBER.findall(ELSEWHERE.sub(" ", text)):
                value = float(said.rstrip(",").replace(",", ""))
                counts = value >= SMALL or "." in said
                if counts and not {value, value / 100} & (shown | tested | KNOWN):
                    yield f"cell {index}: {said}"
        shown |= numbers(cell.source).union(*map(numbers, words_below(cell)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_number_in_a_claim_is_in_sight(path):
    assert list(numbers_out_of_sight(read(path))) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("It fell to 0.18, in 94% of 1,000 runs.", []),
        ("It fell to 0.19.", ["cell 1: 0.19"]),
        ("In 95% of them.", ["cell 1: 95"]),
        ("In 1,200 runs.", ["cell 1: 1,200"]),
        ("A survey says 95%.[2]", []),
    ],
)
def test_a_number_that_nothing_shows_is_found(said, found):
    output = v4.new_output("stream", text="0.18 after 1000 runs, right: 0.94\n")
    cells = [
        v4.new_code_cell("print(end)", outputs=[output]),
        v4.new_markdown_cell(f"<!-- claim: 00-doodles -->\n{said}\n\n## Next: 77"),
    ]
    assert list(numbers_out_of_sight(v4.new_notebook(cells=cells))) == found
