"""What `import coursekit.data` loads, what it leaves for later, and who imports whom inside."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import coursekit.data

FOLDER = Path(coursekit.data.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
ROOMS = ("sets", "own", "faults")


def room(module: str) -> str:
    """The folder of a module of the data package; "" for those on top, which all may use."""
    first = module.removeprefix("coursekit.data.").partition(".")[0]
    return first if first in ROOMS else ""


def intruders(home: str, source: str) -> list[str]:
    """The imports of a file that reach into another room, the package's front included."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    modules = [str(node.module) for node in nodes]
    return [m for m in modules if m == "coursekit.data" or room(m) not in ("", home)]


def test_importing_the_data_package_leaves_random_numbers_and_file_formats_for_later():
    code = (
        "import sys, coursekit.data;"
        "print(*{'numpy.random', 'csv', 'gzip', 'hashlib', 'PIL', 'matplotlib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_sets_own_and_faults_use_what_lies_on_top_and_not_each_other(file):
    if file != FOLDER / "__init__.py":
        home = file.relative_to(FOLDER).parts[0]
        assert intruders(home, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("home", "source"),
    [
        ("tables.py", "from coursekit.data.own.arrays import targets"),
        ("sets", "def f():\n    from coursekit.data.faults.planting import Fault"),
        ("own", "from coursekit.data import Dataset"),
    ],
)
def test_the_rule_catches(home, source):
    assert intruders(home, source) != []


@pytest.mark.parametrize("name", coursekit.data.__all__)
def test_each_public_name_is_what_it_says_and_no_module(name):
    found = getattr(coursekit.data, name)
    assert not hasattr(found, "__file__")
    assert getattr(found, "__name__", name).lower() in (name.lower(), "dict")
