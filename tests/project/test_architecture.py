"""A module imports from lower levels only; files and functions stay short; each rule can fail."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "coursekit").rglob("*.py"))

# From the bottom to the top. A folder is one entry: its own files may import each other.
LEVELS = [
    {"_later", "_typing"},
    {"_checks", "_source"},
    {"_check_texts"},
    {"_files"},
    {"show"},
    {"_parameters", "autodiff", "data", "functional", "initializers", "optimizers"}
    | {"regularizers", "schedules"},
    {"adaptive", "layers", "losses", "network"},
    {"convolution", "history", "normalization"},
    {"_runs"},
    {"evaluation", "gradcheck"},
    {"training"},
    {"diagnostics"},
    {"plots"},
    {"exercises", "interactive"},
    {"progress"},
    {"questions"},
    {"lessons"},
    {"verbs"},
    {"assignments", "widgets"},
    {"doctor", "handout"},
    {"cli"},
    {"__main__"},
]
LEVEL = {part: level for level, parts in enumerate(LEVELS) for part in parts}
LIBRARIES = {
    "assignments": {"nbformat"},
    "exercises": {"matplotlib"},
    "interactive": {"IPython", "anywidget", "ipywidgets", "matplotlib", "traitlets"},
    "lessons": {"anywidget", "ipywidgets", "matplotlib", "traitlets"},
    "plots": {"PIL", "matplotlib"},
    "progress": {"ipywidgets"},
    "questions": {"anywidget", "ipywidgets", "traitlets"},
    "show": {"IPython", "pygments"},
    "verbs": {"matplotlib"},
}
"""What a part may import beside NumPy and the standard library."""

INSIDE_A_FUNCTION = {
    "cli": {"jupyterlab"},
    "data": {"PIL"},
    "doctor": {"jupyter_client", "jupyter_core", "jupyterlab_server", "packaging"},
    "training": {"tqdm"},
}
"""What a part may import at the moment of use."""

MEANING = {
    "data": "sets, generators, doors for own data, planted faults",
    "plots": "figures: (data, ax) → Drawing",
    "interactive": "what every widget is made of",
    "exercises": "the judge: exercise, outcome, feedback",
    "progress": "the diary, when to repeat, the report",
    "questions": "the kinds of question",
    "lessons": "content, a folder for each lesson",
    "verbs": "check, hint, easier, solution, bring, yours, whose, quiz, vote",
    "widgets": "the front: a name for each thing to move or answer",
    "assignments": "for instructors: building and linting notebooks",
}
"""What the folders are for; the files beside them are the subject, one concept each."""

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


def lesson_of(module: str) -> str:
    """The folder in lessons/ that a module belongs to, if any."""
    found = re.match(r"coursekit\.lessons\.(l\d\d_\w+)", module)
    return found[1] if found else ""


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
        ("interactive", "import torch"),
        ("exercises", "from coursekit.lessons.catalogue import find"),
        ("questions", "from coursekit.lessons.l04_backprop import questions"),
        ("plots", "from coursekit.exercises.exercise import Exercise"),
        ("lessons", "from coursekit.verbs.checking import check"),
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
        ("interactive", "from coursekit import plots"),
        ("lessons", "from coursekit.exercises.exercise import Exercise"),
    ],
)
def test_rule_allows(part: str, source: str) -> None:
    assert list(faults(part, source)) == []


@pytest.mark.parametrize("folder", ["coursekit", "tools", "benchmarks"])
def test_torch_stays_outside(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        modules = {module.split(".")[0] for module, _ in imports(path.read_text(encoding="utf-8"))}
        assert "torch" not in modules, f"{name(path)} imports torch"


def loaded_by(script: str) -> set[str]:
    """The modules that a script loads in a Python of its own."""
    command = [sys.executable, "-c", f"import sys; {script}; print(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_coursekit_loads_no_picture_and_no_widget() -> None:
    assert loaded_by("import coursekit").isdisjoint(HEAVY)


@pytest.mark.parametrize(
    ("script", "lessons"),
    [
        ("import coursekit.plots", set()),
        ("import coursekit.exercises.feedback", set()),
        ("from coursekit import widgets; widgets.slider", set()),
        ("import coursekit; coursekit.hint('relu')", {"l02_forward_pass"}),
        ("from coursekit import widgets; widgets.one_knob", {"l01_learning_cycle"}),
        ("from coursekit import widgets; widgets.quiz('05.flat')", {"l05_learning_rate"}),
    ],
)
def test_content_is_loaded_when_it_is_asked_for(script: str, lessons: set[str]) -> None:
    content = re.compile(r"coursekit\.lessons\.(l\d\d_\w+)\.(exercises\.\w+|(?!exercises)\w+)")
    found = [content.fullmatch(module) for module in loaded_by(script)]
    assert {match[1] for match in found if match} == lessons


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_lesson_builds_on_earlier_ones_only(path: Path) -> None:
    home = lesson_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    others = [lesson_of(module) for module, _ in imports(path.read_text(encoding="utf-8"))]
    assert [other for other in others if home and other > home] == []


def test_the_map_of_the_folders(capsys: pytest.CaptureFixture[str]) -> None:
    """Printed with every run: which folder stands on which."""
    arrows = {
        part: sorted(
            {
                module.split(".")[1]
                for path in (ROOT / "coursekit" / part).rglob("*.py")
                for module, _ in imports(path.read_text(encoding="utf-8"))
                if module.startswith("coursekit.") and module.split(".")[1] in MEANING
            }
            - {part}
        )
        for part in MEANING
        if (ROOT / "coursekit" / part).is_dir()
    }
    with capsys.disabled():
        for part, on in arrows.items():
            print(f"\n  {part:12s} {MEANING[part]:58s} → {', '.join(on) or '–'}", end="")
        print()
    for part, on in arrows.items():
        assert all(LEVEL[other] < LEVEL[part] for other in on)
    folders = {
        path.name for path in (ROOT / "coursekit").iterdir() if (path / "__init__.py").exists()
    }
    assert folders == set(arrows)


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
