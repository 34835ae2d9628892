"""Each test begins as a new learner, and touches nobody's progress."""

import os
import sys

import pytest

os.environ["COURSEKIT_PROGRESS"] = "off"  # whatever file the variable named: it is somebody's


@pytest.fixture(autouse=True)
def nothing_passed_yet() -> None:
    """An empty diary, in memory (see conftest.py above this folder), and no answer that passed."""
    diary = sys.modules.get("coursekit.progress.diary")
    if diary:
        assert diary.learners_diary().path is None
        diary.learners_diary().reset()
    kept = sys.modules.get("coursekit.verbs.kept")
    if kept:
        kept.session.clear()
