"""Public names say what goes in (with shapes), what comes out, what is raised and whence it is.

What several names of a file share is said once, in the same sections of the file's docstring.

Public is what `import coursekit` offers, with data, plots, widgets, assignments and diagnostics. A
class documents its constructor, its methods name the errors that they raise. One line is enough
for other names without an underscore, and for `forward`, `backward`, `step` and `reset`.
"""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import coursekit
from coursekit import widgets

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for path in (ROOT / "coursekit").rglob("*.py")
    if not path.name.startswith("_") and not path.match("lessons/*/exercises/*.py")
)
"""Without the exercises: there each `Exercise` says what its functions do, in `task`."""

PARTS = ("data", "assignments", "plots")
PACKAGES = ["coursekit", *(f"coursekit/{part}" for part in PARTS)]
ALGORITHMS = {"adaptive", "autodiff", "convolution", "diagnostics", "functional", "gradcheck"} | {
    "initializers",
    "layers",
    "losses",
    "normalization",
    "optimizers",
    "regularizers",
    "schedules",
}
"""Modules whose names stand for an equation: the docstring says which, or from whom."""

SHAPE = re.compile(r"\bshapes? (\(|of \w)|\b(any|same) shape\b|\((N|S|P|H|n_in|rows)\b")
EQUATION = re.compile(r"\[\d|[=←]")
MOST = 0.5
"""The largest share of a file's lines that docstrings take, where it fills more than a screen."""

SCREEN = 70
NOT_ARGUMENTS = {"self", "cls"}
ONE_LINE = {"forward", "backward", "step", "reset"}
Node = ast.FunctionDef | ast.ClassDef


def exported(package: str) -> set[str]:
    """Module and name of what an __init__ imports: "coursekit.losses.mean_squared_error"."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}


OFFERED = {f"{home}.{name}" for front in (coursekit, widgets) for name, home in front.HOMES.items()}
OFFERED |= set().union(*map(exported, PACKAGES))


def section(docstring: str, title: str) -> str:
    """The text of a numpydoc section, or nothing."""
    lines = docstring.splitlines()
    heads = [i for i in range(len(lines) - 1) if lines[i + 1].startswith("---")]
    for start, end in pairwise([*heads, len(lines)]):
        if lines[start].strip() == title:
            return "\n".join(lines[start + 2 : end]) or " "
    return ""


def entry(parameters: str, argument: str) -> str:
    """What a Parameters section says of one argument: its line and the indented ones below."""
    found, inside = [], False
    for line in parameters.splitlines():
        if line and not line.startswith(" "):
            names = line.split(":")[0].replace("*", "").split(",")
            inside = argument in [name.strip() for name in names]
        if inside:
            found.append(line)
    return "\n".join(found)


def arguments(function: ast.FunctionDef) -> dict[str, str]:
    """Name and annotation of each argument."""
    spec = function.args
    found = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
    found += [arg for arg in (spec.vararg, spec.kwarg) if arg]
    named = {arg.arg: ast.unparse(arg.annotation) if arg.annotation else "" for arg in found}
    return {name: kind for name, kind in named.items() if name not in NOT_ARGUMENTS}


def constructor(node: Node) -> dict[str, str]:
    """What a call takes: the arguments of the function or __init__, the fields of a dataclass."""
    if isinstance(node, ast.FunctionDef):
        return arguments(node)
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            return arguments(item)
    fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    if not any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
        return {}
    return {
        item.target.id: ast.unparse(item.annotation)
        for item in fields
        if isinstance(item.target, ast.Name)
        and not item.target.id.startswith("_")
        and "init=False" not in ast.unparse(item)
        and "ClassVar" not in ast.unparse(item.annotation)
    }


def raises(node: ast.FunctionDef) -> bool:
    """Does the function raise, or have its arguments checked?"""
    checked = any("checked(" in ast.unparse(decorator) for decorator in node.decorator_list)
    calls = [ast.unparse(item.func) for item in ast.walk(node) if isinstance(item, ast.Call)]
    errors = [item for item in ast.walk(node) if isinstance(item, ast.Raise) and item.exc]
    return checked or bool(errors) or any(call.startswith("require_") for call in calls)


def lacks(node: Node, module: str, shared: str, full: bool = True) -> Iterator[str]:
    """What the docstrings of a public function or class and of its file, `shared`, leave out."""
    docstring = ast.get_docstring(node)
    if not docstring:
        yield "a docstring"
        return
    called = constructor(node)

    def said_in(title: str) -> str:
        return section(docstring, title) + "\n" + section(shared, title)

    parameters = said_in("Parameters") + said_in("Attributes")
    for argument, kind in called.items() if full else ():
        said = entry(parameters, argument)
        if not said:
            yield f"the parameter {argument}"
        elif kind == "Array" and not SHAPE.search(said):
            yield f"the shape of {argument}"
    if isinstance(node, ast.FunctionDef):
        gives = node.returns is not None and ast.unparse(node.returns) not in {"None", "NoReturn"}
        arrow = any("->" in text.partition("\n")[0] for text in (docstring, shared))
        if full and gives and not (arrow or (said_in("Returns") + said_in("Yields")).strip()):
            yield "Returns"
        if raises(node) and not said_in("Raises").strip():
            yield "Raises"
    else:
        started = [i for i in node.body if isinstance(i, ast.FunctionDef) and i.name == "__init__"]
        if any(map(raises, started)) and not said_in("Raises").strip():
            yield "Raises"
    if full and module in ALGORITHMS:
        sources = section(docstring, "Notes") + section(docstring, "References")
        if not sources and not EQUATION.search(docstring):
            yield "Notes or References"


def named(source: str, offered: set[str] | None) -> Iterator[tuple[str, Node, bool, bool]]:
    """Name, definition, whether it is offered, whether it is a whole name; None offers all."""
    for node in ast.parse(source).body:
        if not isinstance(node, Node) or node.name.startswith("_"):
            continue
        public = offered is None or node.name in offered
        yield node.name, node, public, public
        for item in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
                yield f"{node.name}.{item.name}", item, False, public and item.name not in ONE_LINE


def missing(source: str, module: str, offered: set[str] | None = None) -> list[str]:
    """A line for each thing that is missing in a file."""
    shared = ast.get_docstring(ast.parse(source)) or ""
    return [
        f"{name}: {thing}"
        for name, node, full, errors in named(source, offered)
        for thing in lacks(node, module, shared, full)
        if errors or thing != "Raises"
    ]


def dotted(path: Path) -> str:
    """The module's name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_public_names_say_what_goes_in_and_out(path: Path) -> None:
    module = dotted(path)
    here = {name.rpartition(".")[2] for name in OFFERED if name.rpartition(".")[0] == module}
    offered = None if path.stem == "diagnostics" else here
    found = missing(path.read_text(encoding="utf-8"), path.stem, offered)
    assert not found, f"missing in {module}:\n  " + "\n  ".join(found)


CORE = [path for path in FILES if path.parent.name == "coursekit"]


def docstrings(source: str) -> list[ast.expr]:
    """The docstrings of a file, its functions and its classes."""
    nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, Node | ast.Module)]
    return [n.body[0].value for n in nodes if ast.get_docstring(n) is not None]  # type: ignore[attr-defined]


def share(source: str) -> float:
    """How much of a file its docstrings are, in lines."""
    lines = sum((d.end_lineno or 0) - d.lineno + 1 for d in docstrings(source))
    return lines / len(source.splitlines())


@pytest.mark.parametrize("path", CORE, ids=dotted)
def test_docstrings_do_not_bury_the_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert share(source) <= MOST or len(source.splitlines()) <= SCREEN


def test_the_share_counts_every_docstring_and_nothing_else() -> None:
    source = '"""One."""\n\ndef f():\n    """One.\n\n    Two.\n    """\n    return "x"\n'
    assert share(source) == 5 / 8


@pytest.mark.parametrize("path", CORE, ids=dotted)
def test_every_source_is_listed_and_every_one_that_is_listed_is_cited(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    listed = section(ast.get_docstring(ast.parse(source)) or "", "References")
    numbers = re.findall(r"^\[(\d)\]", listed, re.MULTILINE)
    own = [ast.literal_eval(d) for d in docstrings(source)[1:]]
    prose = "\n".join(text.split(">>>")[0] for text in own)
    cited = set(re.findall(r"(?<!\w)\[(\d)(?:\]|, [a-z])", prose))
    assert cited == set(numbers)
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_examples_are_true(path: Path) -> None:
    assert doctest.testmod(import_module(dotted(path)), optionflags=doctest.ELLIPSIS).failed == 0


def test_every_name_of_coursekit_has_a_docstring() -> None:
    assert [name for name in coursekit.__all__ if not getattr(coursekit, name).__doc__] == []


GOOD = '''
@checked(_x)
def double(x: Array) -> Array:
    """Twice x.

    Parameters
    ----------
    x : ndarray of shape (N, D)
        Numbers.

    Returns
    -------
    ndarray of shape (N, D)
        Twice as much.

    Raises
    ------
    TypeError
        If x is a list.

    Notes
    -----
    2 x
    """
    return 2 * x
'''


SHORT = '''
"""Doubling.

Parameters
----------
x : ndarray, shape (N, D)
    Numbers.

Raises
------
TypeError
    If x is a list.
"""

@checked(_x)
def double(x: Array) -> Array:
    """Twice x: x (N, D) -> 2 x (N, D), so that double(x) = 2 x."""
    return 2 * x
'''


def test_rule_accepts_a_full_docstring_and_what_the_file_says_for_all() -> None:
    assert missing(GOOD, "functional") == []
    assert missing(SHORT, "functional") == []


@pytest.mark.parametrize(
    ("old", "new", "thing"),
    [
        ("x : ndarray, shape (N, D)", "x : ndarray (of numbers)", "the shape of x"),
        ("x : ndarray, shape (N, D)", "x : ndarray, as before", "the shape of x"),
        ("x : ndarray", "y : ndarray", "the parameter x"),
        ("Raises\n------", "Fails", "Raises"),
        ("x (N, D) -> 2 x (N, D)", "x", "Returns"),
        (", so that double(x) = 2 x", "", "Notes or References"),
    ],
)
def test_rule_names_what_neither_says(old: str, new: str, thing: str) -> None:
    assert missing(SHORT.replace(old, new), "functional") == [f"double: {thing}"]


@pytest.mark.parametrize(
    ("old", "new", "thing"),
    [
        ("x : ndarray", "y : ndarray", "the parameter x"),
        ("x : ndarray of shape (N, D)", "x : ndarray", "the shape of x"),
        ("Returns\n    -------", "Gives", "Returns"),
        ("Raises\n    ------", "Fails", "Raises"),
        ("Notes\n    -----\n    2 x\n", "", "Notes or References"),
    ],
)
def test_rule_names_what_is_missing(old: str, new: str, thing: str) -> None:
    assert f"double: {thing}" in missing(GOOD.replace(old, new), "functional")


@pytest.mark.parametrize(
    ("source", "thing"),
    [
        ("def f():\n    return 1", "f: a docstring"),
        ('class A:\n    """One."""\n    def f(self): return 1', "A.f: a docstring"),
        (
            'class A:\n    """One."""\n    def __init__(self, n: int): self.n = n',
            "A: the parameter n",
        ),
        ('@dataclass\nclass A:\n    """One."""\n    n: int', "A: the parameter n"),
        (
            'class A:\n    """One."""\n    def f(self):\n        """F."""\n        raise E()',
            "A.f: Raises",
        ),
    ],
)
def test_rule_looks_into_classes(source: str, thing: str) -> None:
    assert thing in missing(source, "training")
