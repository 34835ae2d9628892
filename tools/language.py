"""One language: the field's words, brought in where NOTATION.md says, one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from tools.glossary import terms
from tools.guards import FENCED, Guard, code_cells, markdown_cells
from tools.lesson_form import is_deeper

GLOSSARY = "glossary.ipynb"
FIELD_TAKES_OVER = 3
"""From this lesson on, guess, score, blame and adjust are the labels of the cycle alone."""

LABEL = re.compile(
    r"guess, score, blame,? (?:and )?adjust"  # the cycle
    r"|\*{1,2}(?:guess|score|blame|adjust)\*{1,2}"  # a label in bold or italics
    r"|# (?:guess|score|blame|adjust)\b"  # a step in a program
    r"|^\| *(?:guess|score|blame|adjust) *\|",  # a row of a table
    re.IGNORECASE | re.MULTILINE,
)
INLINE = re.compile(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", re.DOTALL)
OURS = re.compile(r"\b(guess(?:es|ed)?|scores?|scored|blam(?:es?|ed)|knobs?)\b", re.IGNORECASE)
SCORE = re.compile(r"\bscore[sd]?\b", re.IGNORECASE)
SYNONYM = re.compile(
    r"\b(?:(?:the|an?|its|no|mean|total) (?:costs?|bills?)(?! length| depth)|costs? (?:of|for)"
    r"|dear(?:er|est)?|surpris\w+)\b",
    re.IGNORECASE,
)
PRICE = re.compile(r"\bprices?\b", re.IGNORECASE)
NAMES = re.compile(r"\b(scores?|blames?|guess(?:es)?)\b")
CODE_LABEL = re.compile(r'#.*|widgets\.\w+|"(?:guess|score|blame|adjust)":')
SCORE_NAME = re.compile(r"\bscores?\b")


def number(notebook: NotebookNode) -> int:
    """The number of the lesson, or of the lesson that the exercises belong to."""
    found = re.match(r"# (?:Exercises )?(\d\d)", notebook.cells[0].source)
    return int(found[1]) if found else -1


def plain(source: str) -> str:
    """A text without code, links, comments and the labels of the cycle."""
    return INLINE.sub(" ", LABEL.sub(" ", FENCED.sub(" ", source)))


def glossary_is_linked(notebook: NotebookNode) -> Iterator[str]:
    """The title cell leads to the words and signs."""
    if f"]({GLOSSARY})" not in notebook.cells[0].source:
        yield f"the title cell does not link {GLOSSARY}"


def terms_are_brought_in(notebook: NotebookNode) -> Iterator[str]:
    """What the table says this lesson brings in, and what its objectives name, is in its text."""
    title, *rest = (cell.source for _, cell in markdown_cells(notebook))
    brings_in = None if is_deeper(notebook) else number(notebook)
    text = " ".join(" ".join(rest).lower().replace("-", " ").split())
    for term in terms():
        for word in re.split(r", (?!fully)", term.word.lower()):
            said = len(re.findall(rf"\b{re.escape(word.replace('-', ' '))}", text))
            if int(term.lesson) == brings_in and not said:
                yield f"the lesson brings in {word!r} and never says it"
            elif re.search(rf"\b{re.escape(word)}\b", title.lower()) and said < 2:
                yield f"an objective names {word!r}, and the text says it {said} times"


def outside_the_cycle(text: str, lesson: int) -> list[str]:
    """The words of the cycle that a text of this lesson uses for something else."""
    ours = OURS if lesson >= FIELD_TAKES_OVER else SCORE
    return [found[0] for found in ours.finditer(plain(text))]


def one_word_for_one_thing(notebook: NotebookNode) -> Iterator[str]:
    """Score is the step of the cycle and nothing else; from 03 on so are the other three."""
    lesson = number(notebook)
    for index, cell in markdown_cells(notebook):
        for word in outside_the_cycle(cell.source, lesson):
            yield f"cell {index} says {word!r} outside the cycle"
    names = NAMES if lesson >= FIELD_TAKES_OVER else SCORE_NAME
    for index, cell in code_cells(notebook):
        code = CODE_LABEL.sub("", cell.source)
        if "# score" not in cell.source:
            for found in names.finditer(code):
                yield f"cell {index} has {found[0]!r} in its code"


def loss_has_one_name(notebook: NotebookNode) -> Iterator[str]:
    """From lesson 03 on it is the loss: no price but of a house, no cost, no bill, no surprise."""
    if number(notebook) < FIELD_TAKES_OVER:
        return
    texts = {index: plain(cell.source) for index, cell in markdown_cells(notebook)}
    sells_houses = any("house" in text for text in texts.values())
    for pattern in (SYNONYM,) if sells_houses else (SYNONYM, PRICE):
        for index, text in texts.items():
            for found in pattern.finditer(text):
                yield f"cell {index} says {found[0]!r}, which could mean the loss"


LANGUAGE_GUARDS: list[Guard] = [
    glossary_is_linked,
    terms_are_brought_in,
    one_word_for_one_thing,
    loss_has_one_name,
]
