"""Where the diary lies, who may read it, and whose kept text is run."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from coursekit.exercises.apart import can_fork
from coursekit.progress import place
from coursekit.progress.diary import Diary
from coursekit.verbs.answers import yours
from coursekit.verbs.checking import check

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no owners of this kind")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the folder for data is Linux's")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a diary that this test alone uses."""
    place = tmp_path / "folder" / "progress.sqlite"
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(place))
    return place


def right(z):
    return np.maximum(z, 0)


right.__name__ = "relu"


def test_a_tested_notebook_depends_on_nobodys_progress(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSEKIT_PROGRESS", raising=False)
    assert place.place() is None
    monkeypatch.delenv("PYTEST_VERSION")
    assert place.place() == place.COURSE / ".coursekit" / "progress.sqlite"
    monkeypatch.chdir(tmp_path)  # a learner's copy runs in another folder than the course's
    assert place.place() == place.COURSE / ".coursekit" / "progress.sqlite"
    monkeypatch.setenv("COURSEKIT_PROGRESS", "off")
    assert place.place() is None


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_without_the_course_around_it_the_file_lies_with_the_users_data(
    system, tmp_path, monkeypatch
):
    monkeypatch.delenv("PYTEST_VERSION")
    monkeypatch.delenv("COURSEKIT_PROGRESS", raising=False)
    monkeypatch.setattr(place, "COURSE", tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    assert place.place().name == "progress.sqlite"
    assert place.place().parent.name == "coursekit"


@posix
def test_what_is_made_is_for_its_owner_only(file):
    Diary(file).add("relu", "pass")
    assert [stat.S_IMODE(p.stat().st_mode) for p in (file.parent, file)] == [0o700, 0o600]
    file.chmod(0o666)
    Diary(file).add("mse", "pass")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


KEPT = "import os\nos.environ['COURSEKIT_RAN'] = 'yes'\n\ndef relu(z):\n    return z * (z > 0)"


@posix
def test_text_in_a_file_of_somebody_else_is_neither_read_nor_run(file, monkeypatch):
    monkeypatch.delenv("COURSEKIT_RAN", raising=False)
    Diary(file).add("relu", "pass", KEPT)
    before = file.read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)
    theirs = yours("relu")
    assert "COURSEKIT_RAN" not in os.environ
    assert "the reference stands in" in theirs.source
    assert "belongs to somebody else, and nothing in it is read or run" in theirs.source
    assert "belongs to somebody else" in str(check(right))
    assert file.read_bytes() == before


def test_text_in_ones_own_file_is_run(file, monkeypatch):
    monkeypatch.setenv("COURSEKIT_RAN", "no")
    Diary(file).add("relu", "pass", KEPT)
    assert yours("relu").source == "relu: this is your own code from an earlier session."
    assert os.environ["COURSEKIT_RAN"] == "yes"


ENDLESS = {
    "a loop": "while True:\n    pass\n\ndef relu(z):\n    return z",
    "one call": "sum(range(10**11))\n\ndef relu(z):\n    return z",
    "an exit": "import os\nos._exit(0)\n\ndef relu(z):\n    return z",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_kept_text_that_does_not_end_is_not_waited_for(text, file, monkeypatch):
    if not can_fork() and "while" not in text:
        pytest.skip("needs a process of its own")
    Diary(file).add("relu", "pass", text)
    assert "does not run on its own" in yours("relu").source


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A course's folder, outside of pytest, with the user's data elsewhere."""
    monkeypatch.delenv("PYTEST_VERSION")
    monkeypatch.delenv("COURSEKIT_PROGRESS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(place, "COURSE", tmp_path / "course")
    (tmp_path / "course" / "notebooks").mkdir(parents=True)
    return tmp_path


@linux
def test_in_a_folder_of_ones_own_progress_lies_with_the_course(checkout):
    assert place.place() == checkout / "course" / ".coursekit" / "progress.sqlite"


@linux
@pytest.mark.parametrize("theirs", ["", ".coursekit", ".coursekit/progress.sqlite"])
def test_where_the_course_belongs_to_somebody_else_it_lies_at_home(theirs, checkout, monkeypatch):
    (checkout / "course" / ".coursekit").mkdir()
    (checkout / "course" / ".coursekit" / "progress.sqlite").touch()
    taken = checkout / "course" / theirs
    monkeypatch.setattr(place, "foreign", lambda path: path == taken)
    assert place.place() == checkout / "data" / "coursekit" / "progress.sqlite"


@linux
def test_a_checkout_that_is_read_only_keeps_no_progress(checkout, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != checkout / "course")
    assert place.place() == checkout / "data" / "coursekit" / "progress.sqlite"


def test_without_owners_what_lies_in_the_users_profile_is_their_own(checkout, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "home", lambda: checkout)
    assert place.place() == checkout / "course" / ".coursekit" / "progress.sqlite"
    monkeypatch.setattr(Path, "home", lambda: checkout / "elsewhere")
    assert place.place().parent.name == "coursekit"
