"""Slips of the pen that any exercise can meet, recognized from the code or from the exception.

Each says a fact about the code, by name; none says anything about an answer that passes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from coursekit._source import source_of
from coursekit.exercises.exercise import Answer, Exercise
from coursekit.exercises.outcome import Outcome

FUNCTIONS = {
    "abs", "argmax", "clip", "cos", "cumprod", "cumsum", "dot", "exp", "eye", "log", "log1p",
    "maximum", "mean", "minimum", "ones", "outer", "prod", "sign", "sin", "sqrt", "std", "tanh",
    "where", "zeros", "zeros_like",
}  # fmt: skip
"""What NumPy has under this name and Python has not."""
PURE_METHODS = {"astype", "clip", "cumsum", "dot", "mean", "reshape", "round", "sum"}
IN_PLACE = {"append", "extend", "insert", "remove", "shuffle", "sort"}
STEPS = ("_step", "_forward", "_backward")
"""How the course calls functions that hand a new value back."""
JOINED = "Between arrays write & for and, | for or, and put each comparison in parentheses."
ENTRY_BY_ENTRY = (
    "Is one entry meant (which?), all of them (.all()), or any (.any())? np.where chooses entry by "
    "entry."
)
ELEMENTWISE = {"max": "maximum", "min": "minimum"}


def slip(exercise: Exercise, answer: Answer, outcomes: list[Outcome]) -> str:
    """What is said to a slip in the code or in its exception; the first one counts."""
    tree = parsed(answer)
    errors = [outcome for outcome in outcomes if outcome.error]
    told = [say for look in IN_AN_ERROR for outcome in errors[:1] for say in look(tree, outcome)]
    if not told and tree:
        told = [say for look in IN_CODE for say in look(tree, exercise)]
    return told[0] if told else ""


def parsed(answer: Answer) -> ast.AST | None:
    """The answer's text as a tree; None where Python does not know the text."""
    source = source_of(answer)
    try:
        return ast.parse(source) if source else None
    except SyntaxError:  # a lambda in the middle of a line
        return None


def _name_without_self(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """A name in a method that is an attribute of the object, or known in another method only."""
    found = re.search(r"local variable '(\w+)'", outcome.said)  # such an error has no name
    name = found[1] if found else getattr(outcome.error, "name", None)
    if not (tree and isinstance(outcome.error, NameError) and name):
        return
    kept = {node.attr for node in _of_self(tree)} | _of_class(tree)
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    others = [m for m in methods if m.name != outcome.method]
    elsewhere = {arg.arg for m in others for arg in m.args.args}
    elsewhere |= {n.id for m in others for n in _assigned(m)}
    if len(methods) > 1 and name in kept:
        yield f"`{name}` is a name of its own. The object's is self.{name}: did you mean that?"
    elif len(methods) > 1 and name in elsewhere:
        yield (
            f"`{name}` was known in another method only, and is forgotten when that one ends. "
            f"What an object should remember is written to self.{name} and read from there."
        )


def _attribute_never_kept(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """self.v is read, but only v was written."""
    name = getattr(outcome.error, "name", None)
    if not (tree and isinstance(outcome.error, AttributeError) and name):
        return
    others = [
        m for m in ast.walk(tree) if isinstance(m, ast.FunctionDef) and m.name != outcome.method
    ]
    kept = {n.attr for m in others for n in _of_self(m) if isinstance(n.ctx, ast.Store)}
    assigned = {n.id for m in others for n in _assigned(m)}
    if name not in kept and name in assigned:
        yield (
            f"The object has no self.{name} yet: you wrote {name} = …, which is forgotten at the "
            f"end of the method. Did you mean self.{name} = …?"
        )


def _nearly_init(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """A misspelled __init__, which Python never calls."""
    methods = [m.name for m in ast.walk(tree or ast.Pass()) if isinstance(m, ast.FunctionDef)]
    if isinstance(outcome.error, AttributeError | TypeError) and "__init__" not in methods:
        for name in get_close_matches("__init__", methods, n=1, cutoff=0.66):
            yield f"Your `{name}` is never called. What Python looks for is __init__, exactly so."


def _method_without_self(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """A method that takes one argument less than Python hands it."""
    if not (
        tree and isinstance(outcome.error, TypeError) and "positional argument" in outcome.said
    ):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for method in (m for m in node.body if isinstance(m, ast.FunctionDef)):
                names = [arg.arg for arg in method.args.args]
                if f".{method.name}()" in outcome.said and names[:1] != ["self"]:
                    yield (
                        f"The method {method.name} has no self. Python hands every method its "
                        f"object first: def {method.name}({', '.join(['self', *names])})."
                    )


def _name_of_numpy(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """exp for np.exp, and e for the base of the powers."""
    name = getattr(outcome.error, "name", None)
    if not (isinstance(outcome.error, NameError) and name):
        return
    if name in FUNCTIONS:
        yield f"Python itself knows no `{name}`. NumPy does: did you mean np.{name}?"
    elif name == "e":
        yield "Python knows no `e`. Powers of e are np.exp(…), the number itself is np.e."


def _misspelled(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """A name that is nearly one of the answer's own."""
    name = getattr(outcome.error, "name", None)
    if not (tree and isinstance(outcome.error, NameError) and name):
        return
    known = {n.id for n in _assigned(tree)}
    known |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for close in get_close_matches(name, sorted(known - {name}), n=1, cutoff=0.75):
        yield f"There is no `{name}`, but there is `{close}`. Did you mean that one?"


def _if_on_an_array(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    if "truth value of an array" in outcome.said:
        joins = re.search(r"\b(and|or)\b", outcome.where)
        yield (
            f"Your line `{outcome.where}` asks a yes-or-no question of a whole array, which has "
            f"one answer for each entry. {JOINED if joins else ENTRY_BY_ENTRY}"
        )


def _loop_over(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """A number in place of range, or two arrays with a comma between them in place of zip."""
    loop = re.match(r"for .+? in (\w+)( *, *\w+)?:", outcome.where)
    if loop and not loop[2] and re.search(r"'(numpy\.)?int\d*' object", outcome.said):
        yield (
            f"`{loop[0]}` needs something to go through, and {loop[1]} is a number. To count up to "
            f"it, write range({loop[1]})."
        )
    elif loop and loop[2] and "unpack" in outcome.said:
        yield (
            f"`{loop[0]}` goes through the one, then through the other. To walk both side "
            f"by side, write zip({loop[1]}{loop[2]})."
        )


def _math_on_an_array(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    text = outcome.said
    if ("length-1 arrays" in text or "0-dimensional arrays" in text) and "math." in outcome.where:
        yield (
            f"In `{outcome.where}` a function of Python's math gets an array; it takes one number. "
            "NumPy's function of the same name takes all entries at once."
        )


def _sign_of_bits(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """^ for **, and & before a comparison that it is worked out before."""
    if "bitwise_xor" in outcome.said or "for ^:" in outcome.said:
        yield f"In `{outcome.where}` the sign ^ stands for something else. A power is written **."
    elif re.search(r"bitwise_(and|or)|for [&|]:", outcome.said):
        yield (
            f"In `{outcome.where}` the signs & and | are worked out before the comparisons beside "
            "them. Put each comparison in parentheses."
        )


def _returns_none(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """The result of a method that changes its object or its argument, and returns nothing."""
    if "NoneType" not in outcome.said:
        return
    for node in ast.walk(tree or ast.Pass()):
        if isinstance(node, ast.Assign) and _works_in_place(node.value):
            yield (
                f"`{ast.unparse(node.value)}` changes what it is given and returns nothing, so "
                f"`{ast.unparse(node.targets[0])}` is None."
            )


def _works_in_place(value: ast.AST) -> bool:
    """A method of a list or of a generator; NumPy's functions of these names give back."""
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        return False
    return value.func.attr in IN_PLACE and not _calls_np(value)


def _max_with_two(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    """np.max(a, b) takes b for an axis."""
    found = re.search(r"np\.(max|min)\(", outcome.where)
    if tree and found:
        two = [c for c in _calls(tree) if _calls_np(c) == found[1] and len(c.args) > 1]
        if two:
            yield (
                f"In `{outcome.where}` np.{found[1]} takes its second argument for an axis. Of two "
                f"values entry by entry, np.{ELEMENTWISE[found[1]]} takes the right one."
            )


def _called_an_array(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    found = re.search(r"'(?:numpy\.)?(\w+)' object is not callable", outcome.said)
    if found and isinstance(outcome.error, TypeError):
        yield (
            f"In `{outcome.where}` round brackets stand behind a value (a {found[1]}), as if it "
            "were a function. Entries are picked with [ ], and a product needs its *."
        )


def _whole_numbers_in_place(tree: ast.AST | None, outcome: Outcome) -> Iterator[str]:
    if "Cannot cast ufunc" in outcome.said and "to dtype('int" in outcome.said:
        yield (
            f"`{outcome.where}` writes into an array of whole numbers, where fractions have no "
            "place. Make that array one of floats, or write a new one."
        )


def _returns_in_the_loop(tree: ast.AST, exercise: Exercise) -> Iterator[str]:
    """`return` as the loop's last line: the loop ends in its first round."""
    for loop in ast.walk(tree):
        if isinstance(loop, ast.For | ast.While) and isinstance(loop.body[-1], ast.Return):
            conditional = (n for n in ast.walk(loop) if isinstance(n, ast.Continue))
            if next(conditional, None) is None:
                yield (
                    "Your `return` stands inside the loop, so the function ends in its first "
                    "round. How far must that line be indented?"
                )


def _thrown_away(tree: ast.AST, exercise: Exercise) -> Iterator[str]:
    """A line that computes something new and keeps it nowhere."""
    for node in ast.walk(tree):
        call = node.value if isinstance(node, ast.Expr) else None
        if isinstance(call, ast.Call) and _gives_back(call):
            yield (
                f"`{ast.unparse(call)}` gives a new value back, and your line keeps it nowhere. "
                "What should it be assigned to?"
            )


def _gives_back(call: ast.Call) -> bool:
    """A function of NumPy, a method that changes nothing, or a function of an earlier exercise."""
    if any(keyword.arg == "out" for keyword in call.keywords):
        return False
    if isinstance(call.func, ast.Attribute):
        return _calls_np(call) in FUNCTIONS or call.func.attr in PURE_METHODS
    return isinstance(call.func, ast.Name) and call.func.id.endswith(STEPS)


def _compares_with_nan(tree: ast.AST, exercise: Exercise) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(
            ast.unparse(side) in {"np.nan", "math.nan", "float('nan')", "nan"}
            for side in node.comparators
        ):
            yield (
                f"`{ast.unparse(node)}` is never true: nan is equal to nothing, not even to "
                "itself. np.isnan asks the right question."
            )


def _chance_from_elsewhere(tree: ast.AST, exercise: Exercise) -> Iterator[str]:
    """np.random, where the exercise hands in a generator."""
    if "rng" not in exercise.arguments:
        return
    for node in _calls(tree):
        name = ast.unparse(node.func)
        if name.startswith(("np.random.", "random.")):
            yield (
                f"`{name}` has dice of its own. All chance should come from rng, so that a run can "
                "be repeated: rng has functions of the same kind."
            )


def _prints_instead(tree: ast.AST, exercise: Exercise) -> Iterator[str]:
    """print where return should be."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    returns = [node for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
    prints = [call for call in _calls(tree) if ast.unparse(call.func) == "print"]
    if len(functions) == 1 and prints and not returns:
        yield "Your function prints its result and returns nothing. `return` hands it on."


def _of_self(tree: ast.AST) -> list[ast.Attribute]:
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [node for node in attributes if ast.unparse(node.value) == "self"]


def _of_class(tree: ast.AST) -> set[str]:
    """The names that a class gives values to outside its methods."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return {
        name.id
        for known in classes
        for line in known.body
        if isinstance(line, ast.Assign | ast.AnnAssign)
        for name in _assigned(line)
    }


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _calls_np(node: ast.Call) -> str:
    """Which function of NumPy a call is for."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr if ast.unparse(node.func.value) in {"np", "numpy"} else ""
    return ""


def _assigned(tree: ast.AST) -> list[ast.Name]:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return [node for node in names if isinstance(node.ctx, ast.Store)]


IN_AN_ERROR: tuple[Callable[[ast.AST | None, Outcome], Iterator[str]], ...] = (
    _name_without_self, _nearly_init, _attribute_never_kept, _method_without_self, _name_of_numpy,
    _misspelled, _if_on_an_array, _loop_over, _math_on_an_array, _sign_of_bits, _returns_none,
    _max_with_two, _called_an_array, _whole_numbers_in_place,
)  # fmt: skip
IN_CODE: tuple[Callable[[ast.AST, Exercise], Iterator[str]], ...] = (
    _returns_in_the_loop, _prints_instead, _thrown_away, _compares_with_nan, _chance_from_elsewhere,
)  # fmt: skip
