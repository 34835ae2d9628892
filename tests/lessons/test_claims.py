"""A sentence that depends on a seed carries an id, and a test with that id runs its experiment."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLAIM = re.compile(r"<!-- claim: ([\w-]+) -->")


def claims_in_notebook(text: str) -> list[str]:
    """The ids in a notebook's markdown cells, in order."""
    return [
        found
        for cell in json.loads(text)["cells"]
        if cell["cell_type"] == "markdown"
        for found in CLAIM.findall("".join(cell["source"]))
    ]


def claims_in_tests(text: str) -> list[str]:
    """The ids in `@pytest.mark.claim(…)` on the tests of a file."""
    return [
        argument.value
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim"
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    ]


def test_every_claim_in_a_lesson_has_its_test_and_every_such_test_its_sentence():
    said = [
        claim
        for notebook in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for claim in claims_in_notebook(notebook.read_text(encoding="utf-8"))
    ]
    tested = [
        claim
        for file in sorted((ROOT / "tests" / "claims").glob("test_*.py"))
        for claim in claims_in_tests(file.read_text(encoding="utf-8"))
    ]
    assert len(said) == len(set(said)), "an id stands in two places"
    assert sorted(said) == sorted(set(tested))


def test_the_guard_sees_claims_in_markdown_and_marks_on_tests():
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": ["About half. ", "<!-- claim: 02-chance -->"]},
            {"cell_type": "code", "source": ["# <!-- claim: not-prose -->"]},
        ]
    }
    module = (
        "@pytest.mark.claim('02-chance')\ndef test_a(): pass\n"
        "@pytest.mark.claim('helper')\ndef helper(): pass\n"
    )
    assert claims_in_notebook(json.dumps(notebook)) == ["02-chance"]
    assert claims_in_tests(module) == ["02-chance"]
