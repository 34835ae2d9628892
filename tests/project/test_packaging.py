"""pyproject.toml, requirements.lock, environment.yml and course.py say the same."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import course
import coursekit
from tools.environment import environment

ROOT = Path(course.__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
PINS = [Requirement(line.partition(" --hash=")[0]) for line in LOCK]
REGISTRIES = rb"pypi\.org|pythonhosted\.org|npmjs\.|debian\.org/debian|anaconda\.org|crates\.io"
PLACES = rb"(?<![\w+/.])/(root|work|tmp|opt/wheels|opt/pypi)/"  # not inside a word or base64


def pinned(name: str) -> list[Requirement]:
    """The lock's lines for a package: more than one where its version depends on the Python."""
    return [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name)]


@pytest.mark.parametrize("text", [*PROJECT["dependencies"], *EXTRAS["test"]])
def test_each_dependency_is_locked_within_its_range_for_each_python(text: str) -> None:
    requirement = Requirement(text)
    for python in ["3.14", *map(course.dotted, course.PYTHONS)]:
        system = {"python_version": python, "python_full_version": f"{python}.9"}
        pins = [p for p in pinned(requirement.name) if not p.marker or p.marker.evaluate(system)]
        assert len(pins) == 1, f"{requirement.name} on Python {python}: {pins}"
        (exact,) = pins[0].specifier
        assert exact.operator == "=="
        assert exact.version in requirement.specifier


@pytest.mark.parametrize("text", [*PROJECT["dependencies"], *EXTRAS["test"]])
def test_each_dependency_has_an_oldest_version_and_no_newest(text: str) -> None:
    assert [bound.operator for bound in Requirement(text).specifier] == [">="]


def test_the_lock_holds_back_what_it_should() -> None:
    for line in (ROOT / "tools/held_back.txt").read_text("utf-8").splitlines()[1:]:
        held = Requirement(line.partition("#")[0])
        versions = [exact.version for pin in pinned(held.name) for exact in pin.specifier]
        assert versions
        assert all(version in held.specifier for version in versions)


def test_each_locked_package_has_its_hashes() -> None:
    line = r"[a-z0-9-]+==[^ ]+( ; [^-]+)? +(--hash=sha256:[0-9a-f]{64} *)+"
    assert [text for text in LOCK if not re.fullmatch(line, text)] == []


@pytest.mark.parametrize(
    "text", EXTRAS["dev"] + EXTRAS["browser"] + EXTRAS["instructor"] + EXTRAS["torch"]
)
def test_what_only_developers_and_instructors_need_is_not_in_the_default_set_up(text: str) -> None:
    assert not pinned(Requirement(text).name)


@pytest.mark.parametrize("text", EXTRAS["dev"] + EXTRAS["browser"] + EXTRAS["instructor"])
def test_developer_and_instructor_tools_are_pinned(text: str) -> None:
    assert re.fullmatch(r"[\w-]+==[\d.]+", text)


def test_conda_gets_the_same_set() -> None:
    *plain, by_pip = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    assert plain == [f"python{PROJECT['requires-python']}", "pip"]
    *packages, itself = by_pip["pip"]
    assert itself == "-e ."
    assert [Requirement(text) for text in packages] == PINS


def test_environment_yml_is_what_its_tool_writes() -> None:
    assert (ROOT / "environment.yml").read_text("utf-8") == environment()


def test_python_has_a_lower_bound_alone_and_the_tested_ones_are_named() -> None:
    assert PROJECT["requires-python"] == f">={course.dotted(course.PYTHONS[0])}"
    kinds = (kind.rpartition(" :: ") for kind in PROJECT["classifiers"])
    tested = [version for kind, _, version in kinds if kind == "Programming Language :: Python"]
    assert tested == [course.dotted(python) for python in course.PYTHONS]


def test_the_package_says_its_version() -> None:
    assert importlib.metadata.version("coursekit") == coursekit.__version__


def test_the_readme_calls_programs_of_the_environment_once_it_is_active() -> None:
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    for block in blocks:
        before, _, _ = block.partition("activate")
        assert not re.search(r"(^|&& )(nbgrader|coursekit|jupyter|python) ", before, re.M), block


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git clone: nobody can tell the course's files from the learner's")
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    files = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    found = {
        str(file.relative_to(ROOT)): match[0]
        for file in files
        if (match := re.search(rb"(%b)|(%b)" % (REGISTRIES, PLACES), file.read_bytes()))
    }
    assert not found
