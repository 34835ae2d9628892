"""Figures and widgets use only what matplotlib offers in public: the rest changes unannounced."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "coursekit"
FILES = sorted(
    path for part in ("plots", "interactive", "lessons") for path in (ROOT / part).rglob("*.py")
)
OURS = {"self", "cls"}
PUBLIC = {"_replace", "_asdict", "_fields"}
"""What a NamedTuple offers under such names."""


def private_of_others(source: str) -> list[str]:
    """Attributes with one underscore that are read from something else than the object itself."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    return [
        ast.unparse(node)
        for node in nodes
        if node.attr.startswith("_") and not node.attr.endswith("_") and node.attr not in PUBLIC
        and not (isinstance(node.value, ast.Name) and node.value.id in OURS)
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_private_of_another_library_is_used(path: Path) -> None:
    assert private_of_others(path.read_text(encoding="utf-8")) == []


def test_a_private_attribute_is_seen() -> None:
    assert private_of_others("ax._children\nself._screen\naxis.__dict__") == ["ax._children"]
