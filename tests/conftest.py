"""Each test begins as a new learner."""

import sys

import pytest


@pytest.fixture(autouse=True)
def nothing_passed_yet() -> None:
    """An empty diary of exercises, in memory: see conftest.py above this folder."""
    exercises = sys.modules.get("coursekit.exercises")
    if exercises:
        exercises.progress().clear()
        sys.modules["coursekit.exercises.kept"].session.clear()
