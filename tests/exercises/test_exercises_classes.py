"""Classes that learners write: judged fairly, faults told with their method, usable in training."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import classes_of_others
import numpy as np
import pytest
from classes_of_others import Dropout, Linear, ReLU, Residual

import coursekit as ck
from coursekit import data
from coursekit.assignments.solution_cells import empty, finished
from coursekit.lessons.catalogue import every_exercise, find
from coursekit.show import show_source
from coursekit.verbs.answers import yours
from coursekit.verbs.checking import check
from coursekit.verbs.kept import compiled, text_of
from coursekit.verbs.ownership import whose

EXERCISES = every_exercise()
CLASSES = [exercise.name for exercise in EXERCISES.values() if exercise.of_class]


@pytest.mark.parametrize("name", CLASSES)
def test_another_persons_class_passes(name):
    result = check(getattr(classes_of_others, name))
    assert result.passed, str(result)


@pytest.mark.parametrize("name", CLASSES)
def test_the_stub_of_a_class_is_neutral(name):
    for body in ("...", "pass", "raise NotImplementedError", 'raise NotImplementedError("soon")'):
        scope = {"np": np}
        exec(empty(find(name)).replace("        ...", f"        {body}"), scope)
        result = check(scope[name])
        assert (result.attempted, float(result)) == (False, 0.0), body


@pytest.mark.parametrize("name", CLASSES)
def test_the_solution_cell_of_a_class_passes(name):
    scope = {"np": np}
    exec(finished(find(name)), scope)
    assert check(scope[name]).passed


@pytest.mark.parametrize("name", CLASSES)
def test_a_method_that_is_still_empty_is_named(name):
    scope = {"np": np}
    *begun, last = re.split(r"(?<=\n)(?=    def )", finished(find(name)))
    exec("".join(begun) + re.sub(r"(?s):\n.*", ":\n        ...", last), scope)
    result = check(scope[name])
    assert (result.attempted, result.passed) == (True, False)
    assert result.hint.startswith("Still to be written: " + re.findall(r"def (\w+)", last)[0])


@pytest.mark.parametrize("name", CLASSES)
def test_a_method_that_forgets_its_return_is_told_what_is_missing(name):
    scope = {"np": np}
    exec(re.sub(r"return (.+)", r"out = \1", finished(find(name))), scope)
    result = check(scope[name])
    assert result.passed == (name in ("SGD", "Momentum", "Adam"))  # theta is changed in place
    what = "\nyours: nothing \\(None\\)\nexpected: (an array|one number)"
    assert result.passed or re.search(what, str(result))


def broken(name, method, line):
    """The finished class with another line in one of its methods."""
    scope = {"np": np}
    exec(finished(find(name)), scope)
    made = {"np": np}
    arguments = {"forward": "x", "backward": "dout", "step": "theta, grad", "reset": "theta"}
    exec(f"def {method}(self, {arguments[method]}):\n    {line}", made)
    setattr(scope[name], method, made[method])
    return scope[name]


@pytest.mark.parametrize(
    ("name", "method", "line", "words"),
    [
        ("Linear", "backward", "return dout @ self.weights", "in backward stopped with Attrib"),
        ("Linear", "backward", "return self.dW", "Which line writes that to self"),
        ("ReLU", "forward", "return maximal(x, 0)", "in forward stopped with NameError"),
        ("Momentum", "step", "theta -= self.lr * self.speed", "in step stopped with Attrib"),
        ("Adam", "reset", "self.m = np.zeros(theta)", "in reset stopped with "),
    ],
)
def test_a_fault_is_told_with_its_method_and_the_input(name, method, line, words):
    result = check(broken(name, method, line))
    assert words in result.hint
    assert result.feedback.rows[0][0] == "input"
    assert "Traceback" not in str(result)


def forgets_self():
    """Classes in which self is missing somewhere, with what is said."""

    class Linear:
        params = ("W", "b")

        def __init__(self, n_in, n_out, rng):
            self.W, self.b = np.zeros((n_in, n_out)), np.zeros(n_out)

        def forward(self, x):
            return x @ self.W + self.b

        def backward(self, dout):
            return x @ dout  # noqa: F821

    class ReLU:
        def forward(x):
            return np.maximum(x, 0)

        def backward(self, dout):
            return dout

    class Momentum:
        def __init__(self, lr, beta=0.9):
            self.lr = lr

        def reset(self, theta):
            v = np.zeros_like(theta)  # noqa: F841

        def step(self, theta, grad):
            self.v = 0.9 * self.v + grad

    class Dropout:
        training = False

        def __init__(self, p, rng):
            self.p, self.rng = p, rng

        def forward(self, x):
            return x if training else 0 * x  # noqa: F821

        def backward(self, dout):
            return dout

    class RunningMean:
        def __init__(self):
            self.total = self.count = 0

        def add(self, number):
            total += number  # noqa: F821, F841

    class Misspelled:
        def _init_(self):
            self.total = self.count = 0

        def add(self, number):
            self.total += number

    Misspelled.__name__ = "RunningMean"
    yield RunningMean, "`total` is a name of its own. The object's is self.total"
    yield Misspelled, "Your `_init_` is never called. What Python looks for is __init__"
    yield Linear, "`x` was known in another method only"
    yield Dropout, "`training` is a name of its own. The object's is self.training"
    yield ReLU, "The method forward has no self. Python hands every method its object first: def "
    yield Momentum, "The object has no self.v yet: you wrote v = …"


@pytest.mark.parametrize(
    ("answer", "words"), [*forgets_self()], ids=lambda v: getattr(v, "__name__", "")
)
def test_a_missing_self_is_said_by_name(answer, words):
    assert check(answer).hint.startswith(words)


@pytest.mark.parametrize(("name", "method"), [("Linear", "backward"), ("SGD", "step")])
def test_a_loop_without_an_end_in_a_method_is_stopped(name, method, monkeypatch):
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 0.5)
    result = check(broken(name, method, "while True: pass"))
    assert "so it was stopped" in result.hint


def test_what_differs_first_is_named():
    result = check(broken("Linear", "backward", "return dout @ self.W.T"))
    assert "\nwhat: dW\nyours: nothing (None)\nexpected: an array of shape (1, 1)" in str(result)

    class Linear(classes_of_others.Linear):
        def forward(self, x):
            return 0.5 * super().forward(x)

    told = str(check(Linear))
    assert "\nwhat: out\nyours: [[" in told
    assert "The first thing that differs is out." in told


def test_a_method_that_is_missing_points_to_the_class():
    class SGD:
        def __init__(self, lr):
            self.lr = lr

    assert "no attribute 'reset'" in check(SGD).hint
    assert "your lines with class and def" in check(SGD).hint


def test_a_class_that_builds_on_another_is_placed_in_either():
    class Base:
        def forward(self, x):
            return np.maximum(x, nothing)  # noqa: F821

    class ReLU(Base):
        def backward(self, dout):
            return dout

    assert "`return np.maximum(x, nothing)" in check(ReLU).hint


CELL = """
import numpy as np

FLOOR = 0.0

class ReLU:
    '''Mine.'''

    def forward(self, x):
        self.x = x
        return np.maximum(x, FLOOR)

    def backward(self, dout):
        return dout * (self.x > 0)
"""

CELLS = [
    "import os\nimport numpy as np\nimport coursekit as ck\n"
    "from coursekit import check, solution, yours",
    CELL,
    "print(check(ReLU))",
    "from coursekit.verbs.kept import text_of\nprint(text_of(ReLU))",
    "ck.show_source(ReLU)",
    "scope = {'np': np}\n"
    "exec('''class Sigmoid:\n    def forward(self, x):\n        return q''', scope)\n"
    "print(check(scope['Sigmoid']))",
    "print(yours('ReLU')().forward(np.array([[-1.0, 2.0]])))",
    "class Sigmoid:\n    def forward(self, x):\n        return 1 / (1 + np.exp(-z))\n\n"
    "    def backward(self, dout):\n        return dout\n\ncheck(Sigmoid)",
]


def test_in_a_kernel_the_text_of_a_class_is_found_and_kept(tmp_path):
    """Also before Python 3.13, where inspect finds no class that was typed into a cell."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    diary = tmp_path / "p.sqlite"
    env = {**os.environ, "COURSEKIT_PROGRESS": str(diary)}
    client = nbclient.NotebookClient(book, timeout=60, kernel_name="python3")
    client.execute(cwd=str(tmp_path), env=env)
    texts = ["".join(out.get("text", "") for out in cell.outputs) for cell in book.cells]
    assert texts[2].startswith("✓ ReLU: passed")
    _, _, body = CELL.strip().partition("class")
    assert texts[3] == f"FLOOR = 0.0\n\nimport numpy as np\n\nclass{body}\n"
    assert "class ReLU:" in json.dumps(book.cells[4].outputs)
    assert "Your line 3 in forward stopped with NameError" in texts[5]
    assert texts[6] == "[[0. 2.]]\n"
    assert "`return 1 / (1 + np.exp(-z))` in forward" in json.dumps(
        book.cells[7].outputs[0].data["text/html"]
    ).replace("<code>", "`").replace("</code>", "`")
    later = "from coursekit import yours; import numpy as np\nR = yours('ReLU'); print(R)\n"
    later += "from coursekit import show_source; print(show_source(R.function))\n"
    later += "r = R(); r.forward(np.array([[-1., 2.]])); print(r.backward(np.ones((1, 2))))"
    ran = subprocess.run([sys.executable, "-c", later], env=env, capture_output=True, text=True)
    assert ran.stdout.startswith(
        "ReLU: this is your own code from an earlier session.\nclass ReLU:"
    )
    assert ran.stdout.endswith("[[0. 1.]]\n")


def test_a_class_from_a_module_is_kept(tmp_path, monkeypatch):
    (tmp_path / "layers_4711.py").write_text(CELL)
    monkeypatch.syspath_prepend(tmp_path)
    module = __import__("layers_4711")
    assert check(module.ReLU).passed
    assert "class ReLU:" in show_source(yours("ReLU").function).code
    again = compiled("ReLU", text_of(module.ReLU))
    assert again is not None
    assert check(again).passed


def test_a_class_made_by_exec_is_used_though_its_text_is_lost():
    scope = {}
    exec(CELL, scope)
    assert check(scope["ReLU"]).passed
    assert yours("ReLU").function is scope["ReLU"]
    assert text_of(scope["ReLU"]) == ""


def trained(make, loss, optimizer):
    """A small network after fit, with its History."""
    moons = data.moons(120, np.random.default_rng(1))
    rng = np.random.default_rng(0)
    net = ck.Sequential(make("Linear")(2, 8, rng), make("ReLU")(), make("Linear")(8, 8, rng),
                        make("Residual")(make("Linear")(8, 8, rng), make("Sigmoid")()),
                        make("Dropout")(0.1, rng), make("Linear")(8, 2, rng))  # fmt: skip
    return net, ck.fit(
        net, loss, optimizer, moons, epochs=4, batch_size=20, rng=rng, progress=False
    )


@pytest.mark.parametrize(("rule", "lr"), [("SGD", 0.1), ("Momentum", 0.02), ("Adam", 0.01)])
def test_a_network_of_the_learners_own_classes_trains_like_ours(rule, lr):
    """The same random numbers in the same order: the same losses up to rounding."""
    for name in CLASSES:
        check(getattr(classes_of_others, name))

    def loss(logits, y):
        score = yours("cross_entropy_from_logits")(logits, y)
        return score, yours("softmax_ce_backward")(logits, y)

    net, history = trained(yours, loss, yours(rule)(lr))
    assert {type(layer) for layer in net.layers} == {Linear, ReLU, Residual, Dropout}
    ours, expected = trained(
        lambda n: getattr(ck, n), ck.softmax_cross_entropy, getattr(ck, rule)(lr)
    )
    assert net.n_params == ours.n_params
    np.testing.assert_allclose(history.step_loss, expected.step_loss, rtol=1e-6)
    assert history.train_loss[-1] < history.step_loss[0]


def test_layers_without_a_word_for_themselves_are_called_by_their_class():
    net = ck.Sequential(Linear(2, 3, np.random.default_rng(0)), ReLU())
    assert repr(net) == "Sequential(Linear(), ReLU())"
    assert "0  Linear()  W (2, 3), b (3,)" in net.summary()
    with pytest.raises(ValueError, match=r"in layer 0, Linear\(\): x has shape \(4, 5\)"):
        net(np.ones((4, 5)))


def test_whose_names_classes_too():
    check(ReLU)
    told = repr(whose("ReLU", "Linear"))
    assert told == (
        "ReLU: this is your own code.\n"
        "Linear: the reference stands in until yours passes its check."
    )


def test_a_schedule_reaches_the_learners_rule():
    rule, net = yours("SGD")(0.5), ck.Sequential(ck.Linear(1, 1, np.random.default_rng(0)))
    x = np.ones((4, 1))
    list(ck.train(net, ck.mean_squared_error, rule, x, x, epochs=3, batch_size=4,
                  rng=np.random.default_rng(0), schedule=ck.step_decay(0.1, 0.5, 1)))  # fmt: skip
    assert rule.lr == pytest.approx(0.025)


def test_a_picture_of_a_class_names_what_is_compared():
    drawing = ck.right_and_wrong("Linear", "adds_up")
    ax = drawing.ax
    assert ax.get_ylabel() == "dW of the second batch"
    assert "Compared: dW of the second batch. It gets 6 of 6 numbers wrong" in drawing.words
    ax = ck.right_and_wrong("Linear", "averages", part="db of the second batch").ax
    assert ax.get_ylabel() == "db of the second batch"
