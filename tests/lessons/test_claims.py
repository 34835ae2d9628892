"""A sentence that depends on a seed carries an id, and a test with that id runs its experiment.

So it is in the lessons and in the labs of the exercise notebooks.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from coursekit.assignments.source import parts

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


def claims_in_source(script: str) -> list[str]:
    """The ids in the texts of an exercise notebook's source, in order."""
    return [
        found
        for part in parts(script)
        if part.kind == "markdown"
        for found in CLAIM.findall(part.text)
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


def said() -> list[str]:
    """Every id in a lesson or in an exercise notebook."""
    lessons, labs = ROOT.glob("notebooks/*.ipynb"), ROOT.glob("exercises/sources/*.py")
    found = [claim for path in lessons for claim in claims_in_notebook(path.read_text("utf-8"))]
    return found + [claim for path in labs for claim in claims_in_source(path.read_text("utf-8"))]


def test_every_claim_has_its_test_and_every_such_test_its_sentence():
    claims = said()
    tested = [
        claim
        for file in sorted((ROOT / "tests" / "claims").glob("test_*.py"))
        for claim in claims_in_tests(file.read_text(encoding="utf-8"))
    ]
    assert len(claims) == len(set(claims)), "an id stands in two places"
    assert sorted(claims) == sorted(set(tested))
    assert any(claim.startswith("x") for claim in claims)


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
    script = "# %% [markdown]\n# So. <!-- claim: x01-lab -->\n# %%\n# <!-- claim: not-prose -->\n"
    assert claims_in_source(script) == ["x01-lab"]
    assert claims_in_tests(module) == ["02-chance"]
