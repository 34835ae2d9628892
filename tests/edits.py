"""Small mechanical faults in a piece of source, one at a time: what a slip of the pen does."""

from __future__ import annotations
import __future__

import ast
import copy
import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.exercises.exercise import Answer, Exercise
from coursekit.show import show_source

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult, ast.Div),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Mult, ast.Div),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
NAMES = {
    "max": ("min", "sum"),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "sum": ("mean", "max"),
    "mean": ("sum", "median"),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "exp": ("exp2", "expm1"),
    "log": ("log10", "log1p"),
    "sqrt": ("cbrt", "abs"),
    "abs": ("square",),
    "std": ("var",),
    "tanh": ("sin",),
    "zeros": ("ones",),
    "ones": ("zeros",),
}


@dataclass(frozen=True)
class Edit:
    """The name of a fault with the function that has it."""

    what: str
    answer: Answer


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node by a slip."""
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
        yield node.left
        yield node.right
        if isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult):
            yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield node.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        for comparison in COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [comparison()], node.comparators)
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for other in (node.value + 1, node.value - 1, 2 * node.value, -node.value):
            yield ast.Constant(other)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        for name in NAMES[node.attr]:
            yield ast.Attribute(node.value, name, node.ctx)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _calls(node)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    """Two arguments exchanged, a keyword left out, the call itself left out."""
    if len(node.args) >= 2:
        first, second, *rest = node.args
        yield ast.Call(node.func, [second, first, *rest], node.keywords)
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])
    if len(node.args) == 1:
        yield node.args[0]


def _transposed(node: ast.AST) -> Iterator[ast.AST]:
    """A name that is read, transposed."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and len(node.id) <= 6:
        yield ast.Attribute(node, "T", ast.Load())


def _bodies(function: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements in which one may be missing."""
    for node in ast.walk(function):
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) > 1:
            yield body


def _trees(code: str) -> Iterator[tuple[str, ast.Module]]:
    """Every edit of a function, as the words for it and a tree."""
    tree = ast.parse(code)
    for parent, field, index, node in list(_spots(tree)):
        for new in [*_replacements(node), *_transposed(node)]:
            _put(parent, field, index, new)
            fixed = ast.fix_missing_locations(copy.deepcopy(tree))
            _put(parent, field, index, node)
            yield f"{ast.unparse(node)}  ->  {ast.unparse(new)}", fixed
    for body in list(_bodies(tree)):
        for i, statement in enumerate(list(body)):
            body.pop(i)
            fixed = ast.fix_missing_locations(copy.deepcopy(tree))
            body.insert(i, statement)
            yield f"{ast.unparse(statement)}  ->  (missing)", fixed


def _spots(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node below with the place it stands in, annotations left out."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            values = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, node in values:
                if isinstance(node, ast.AST):
                    yield parent, field, index, node


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def edits(exercise: Exercise) -> Iterator[Edit]:
    """The reference of an exercise with one fault at a time; those that do not compile are out."""
    reference = inspect.unwrap(exercise.reference)
    scope = dict(vars(inspect.getmodule(reference)))
    future, file = __future__.annotations.compiler_flag, f"<{exercise.name} with a fault>"
    for what, tree in _trees(show_source(reference).code):
        try:
            code = compile(tree, file, "exec", future)
        except (SyntaxError, ValueError, TypeError):
            continue
        inside = dict(scope)
        exec(code, inside)
        yield Edit(what, inside[exercise.name])
