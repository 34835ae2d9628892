"""The lessons that were written a second time; the guards of test_sittings.py hold them."""

from pathlib import Path

from coursekit.lessons import EVERY

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

SECOND = [
    lesson.name
    for lesson in EVERY
    if "glossary.ipynb" in (NOTEBOOKS / f"{lesson.name}.ipynb").read_text(encoding="utf-8")
]
