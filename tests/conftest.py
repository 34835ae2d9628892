"""Each test begins as a new learner."""

import sys

import pytest


@pytest.fixture(autouse=True)
def nothing_passed_yet() -> None:
    """An empty diary, in memory (see conftest.py above this folder), and no answer that passed."""
    diary = sys.modules.get("coursekit.progress.diary")
    if diary:
        diary.learners_diary().clear()
    kept = sys.modules.get("coursekit.verbs.kept")
    if kept:
        kept.session.clear()
