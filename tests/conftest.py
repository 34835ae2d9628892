"""One core for the matrix library: on small matrices more threads only wait for each other."""

import os
import sys

import pytest

# Read when NumPy is first imported, so it stands here, before any test module.
for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def nothing_passed_yet() -> None:
    """Each test begins with an empty diary (in memory) and without answers that have passed."""
    diary = sys.modules.get("coursekit.progress.diary")
    if diary:
        diary.learners_diary().clear()
    kept = sys.modules.get("coursekit.verbs.kept")
    if kept:
        kept.session.clear()
