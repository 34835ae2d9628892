"""Exercise notebooks: learners' copies and an nbgrader course, both from exercises/sources."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "exercises" / "sources"
