"""One core for the matrix library, where more threads only wait; nobody's progress is touched."""

import os
import sys

import pytest

# Read when NumPy is first imported, so it stands here, before any test module.
for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
os.environ["COURSEKIT_PROGRESS"] = "off"  # whatever file the variable named: it is somebody's


@pytest.fixture(autouse=True)
def nothing_passed_yet() -> None:
    """Each test begins with an empty diary (in memory) and without answers that have passed."""
    diary = sys.modules.get("coursekit.progress.diary")
    if diary:
        assert diary.learners_diary().path is None
        diary.learners_diary().reset()
    kept = sys.modules.get("coursekit.verbs.kept")
    if kept:
        kept.session.clear()
