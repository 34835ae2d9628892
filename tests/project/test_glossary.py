"""The glossary is what NOTATION.md says, and each word of it has one row."""

import re
from collections import Counter

import pytest

from coursekit.assignments.files import read, text_of
from coursekit.lessons import LESSONS
from tools.glossary import NOTATION, PAGE, notebook, rows, section, terms


def test_the_page_is_what_the_table_gives():
    assert PAGE.read_text(encoding="utf-8") == text_of(notebook()), "run: python -m tools.glossary"


def test_every_word_has_one_row_with_a_meaning_and_a_lesson():
    found = terms()
    assert len(found) > 60
    assert [word for word, n in Counter(term.word for term in found).items() if n > 1] == []
    assert all(term.meaning for term in found)
    assert {term.lesson for term in found} <= {lesson.number for lesson in LESSONS}


def test_the_page_has_each_word_once_and_leads_to_its_lesson():
    words = read(PAGE).cells[1].source.splitlines()
    for term in terms():
        (line,) = [line for line in words if line.startswith(f"| **{term.word}** |")]
        (lesson,) = [lesson for lesson in LESSONS if lesson.number == term.lesson]
        assert f"({lesson.name}.ipynb)" in line
        assert (PAGE.parent / f"{lesson.name}.ipynb").is_file()


@pytest.mark.parametrize("column", [1, 2], ids=["in formulas", "in code"])
def test_each_sign_means_one_thing(column):
    table = rows(section("Names and shapes", NOTATION.read_text(encoding="utf-8")))
    signs = [sign for row in table for sign in re.split(r"[,`\s]+", row[column]) if sign]
    assert [sign for sign, n in Counter(signs).items() if n > 1] == []


def test_a_section_ends_at_the_next_and_a_missing_one_is_named():
    text = "\n## A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## B\n| 3 | 4 |"
    assert rows(section("A", text)) == [["1", "2"]]
    with pytest.raises(ValueError, match="no heading 'C'"):
        section("C", text)
