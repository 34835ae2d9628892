"""A module imports from lower levels only; files and functions stay short; each rule can fail."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "coursekit").rglob("*.py"))

# From the bottom to the top. A package is one entry: its own files may import each other.
LEVELS = [
    {"_later", "_typing"},
    {"_checks", "_source"},
    {"_files"},
    {"show"},
    {"_parameters", "autodiff", "data", "functional", "initializers", "optimizers"}
    | {"regularizers", "schedules"},
    {"adaptive", "layers", "losses", "network"},
    {"convolution", "history", "normalization"},
    {"_runs"},
    {"evaluation", "gradcheck"},
    {"training"},
    {"diagnostics", "exercises"},
    {"grading", "plots"},
    {"widgets"},
    {"doctor"},
    {"cli"},
    {"__main__"},
]
LEVEL = {part: level for level, parts in enumerate(LEVELS) for part in parts}
LIBRARIES = {
    "plots": {"PIL", "matplotlib"},
    "show": {"IPython", "pygments"},
    "widgets": {"IPython", "anywidget", "ipywidgets", "matplotlib", "traitlets"},
}
"""What a part may import beside NumPy and the standard library."""

INSIDE_A_FUNCTION = {
    "cli": {"jupyterlab"},
    "data": {"PIL"},
    "doctor": {"jupyter_client", "jupyter_core", "jupyterlab_server", "packaging"},
    "training": {"tqdm"},
}
"""What a part may import at the moment of use."""

HEAVY = [
    "IPython",
    "PIL",
    "anywidget",
    "ipywidgets",
    "jupyterlab",
    "matplotlib",
    "pygments",
    "tqdm",
]


def part_of(path: Path) -> str:
    """The entry of LEVELS that a file belongs to; the package itself is coursekit."""
    first = path.relative_to(ROOT / "coursekit").parts[0].removesuffix(".py")
    return "coursekit" if first == "__init__" else first


def imports(source: str) -> Iterator[tuple[str, bool]]:
    """Every imported module, and whether it is imported inside a function."""
    tree = ast.parse(source)
    functions = [f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import: write the module's full name"
            names = [alias.name for alias in node.names] if node.module == "coursekit" else []
            yield from ((f"coursekit.{name}", id(node) in inside) for name in names)
            if not names:
                yield str(node.module), id(node) in inside


def faults(part: str, source: str) -> Iterator[str]:
    """The imports of a file that its place does not allow."""
    late = LIBRARIES.get(part, set()) | INSIDE_A_FUNCTION.get(part, set())
    for module, inside in imports(source):
        package, *rest = module.split(".")
        if package == "coursekit":
            below = rest and rest[0] in LEVEL and LEVEL[rest[0]] < LEVEL[part]
            if not below and rest[:1] != [part]:
                yield f"{part} imports {module}, which is not below it"
        elif package != "numpy" and package not in sys.stdlib_module_names:
            allowed = late if inside else LIBRARIES.get(part, set())
            if package not in allowed:
                yield f"{part} imports {module}{'' if inside else ' at the top of the file'}"


def code_lines(function: ast.FunctionDef) -> int:
    """The lines of a function, its docstring and its decorators left out."""
    body = function.body
    documented = isinstance(body[0], ast.Expr) and ast.get_docstring(function) is not None
    docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def functions(source: str) -> dict[str, int]:
    """Name and length of every function of a file."""
    nodes = ast.walk(ast.parse(source))
    return {f"{n.name}:{n.lineno}": code_lines(n) for n in nodes if isinstance(n, ast.FunctionDef)}


def name(path: Path) -> str:
    """A file as pytest shows it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_imports_from_lower_levels_only(path: Path) -> None:
    if part_of(path) != "coursekit":
        assert part_of(path) in LEVEL, f"give {name(path)} its place in LEVELS"
        assert list(faults(part_of(path), path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("functional", "from coursekit.layers import Linear"),
        ("functional", "from coursekit.losses import mean_squared_error"),
        ("optimizers", "from coursekit import layers"),
        ("optimizers", "from coursekit import Linear"),
        ("layers", "def f():\n    from coursekit import plots"),
        ("layers", "import coursekit"),
        ("layers", "import matplotlib.figure"),
        ("training", "import tqdm"),
        ("plots", "import ipywidgets"),
        ("diagnostics", "def f():\n    import torch"),
        ("widgets", "import torch"),
    ],
)
def test_rule_catches(part: str, source: str) -> None:
    assert list(faults(part, source)) != []


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("layers", "from coursekit.functional import sigmoid\nimport numpy as np\nimport math"),
        ("data", "from coursekit.data.dataset import Dataset"),
        ("training", "def f():\n    from tqdm.auto import tqdm"),
        ("widgets", "from coursekit import plots"),
    ],
)
def test_rule_allows(part: str, source: str) -> None:
    assert list(faults(part, source)) == []


@pytest.mark.parametrize("folder", ["coursekit", "tools", "benchmarks"])
def test_torch_stays_outside(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        modules = {module.split(".")[0] for module, _ in imports(path.read_text(encoding="utf-8"))}
        assert "torch" not in modules, f"{name(path)} imports torch"


def test_import_coursekit_loads_no_picture_and_no_widget() -> None:
    script = f"import sys, coursekit; print([m for m in {HEAVY} if m in sys.modules])"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 350
    assert {f: lines for f, lines in functions(source).items() if lines > 60} == {}


def test_the_median_function_has_six_lines_or_fewer() -> None:
    found = [n for path in FILES for n in functions(path.read_text(encoding="utf-8")).values()]
    assert median(found) <= 6


def test_the_length_of_a_function_leaves_its_docstring_out() -> None:
    assert functions('def f():\n    """One.\n\n    Two.\n    """\n    return 1') == {"f:1": 2}
