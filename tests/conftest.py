"""Each test begins as a new learner, and may take its time."""

import sys

import pytest
from hypothesis import settings

settings.register_profile("any computer", settings.default, deadline=None)  # tests assert no times
settings.load_profile("any computer")


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
