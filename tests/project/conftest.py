"""What set-ups are made of, and a course that is handed out."""

from pathlib import Path

import pytest
from set_ups import repacked
from small_course import EXERCISE, LESSON, SECOND, code, write

from coursekit.handout import hand_out


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel, and the lock that names it."""
    folder = tmp_path_factory.mktemp("wheels")
    (folder / "requirements.lock").write_text(repacked("setuptools", folder))
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two lessons, of which one has exercises."""
    folder = tmp_path / "course"
    for name in ("notebooks/00_start_here.ipynb", LESSON, EXERCISE):
        write(folder / name, code("first", tags=["setup"]), code(SECOND))
    return folder


@pytest.fixture
def mine(course: Path) -> Path:
    """The folder of a learner who was given this course."""
    folder = course / "my_course"
    hand_out(course, folder)
    return folder
