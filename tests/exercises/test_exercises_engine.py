"""Random functions, classes and conventions are judged fairly; nothing runs on for ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from coursekit.exercises.exercise import Broken, Convention, Exercise, Misconception, Property
from coursekit.exercises.feedback import feedback
from coursekit.exercises.stopping import TooLong, call_within
from coursekit.exercises.values import alike, close, kind, show
from coursekit.lessons.catalogue import find
from coursekit.verbs.checking import check
from coursekit.verbs.kept import compiled, text_of


def noise(n, rng):
    return rng.normal(0, 2, n)


def spread(f):
    return 1.8 < np.std(f(4000, np.random.default_rng(1))) < 2.2


def unlike(f):
    return not np.array_equal(f(4, np.random.default_rng(1)), f(4, np.random.default_rng(2)))


NOISE = Exercise(
    signature="noise(n, rng)",
    task="Return n random numbers with standard deviation 2.",
    reference=noise,
    probes=((1, np.random.default_rng(0)), (5, np.random.default_rng(3))),
    misconceptions=(
        Misconception("variance", "", "Too narrow?", lambda n, rng: rng.normal(0, 2**0.5, n)),
        Misconception(
            "own_seed", "", "Ask twice?", lambda n, rng: noise(n, np.random.default_rng(5))
        ),
    ),
    properties=(
        Property("spread 2", spread, "Measure the spread of many."),
        Property("another rng, other numbers", unlike, "Try another generator."),
    ),
    compare=False,
)


TWO_PILES = replace(
    NOISE,
    reference=lambda n, rng: [noise(n, rng), noise(n, rng)],
    misconceptions=(),
    properties=(
        Property("spread 2", lambda f: spread(lambda *a: f(*a)[0]), "Measure the spread of many."),
    ),
)


def test_a_random_function_may_draw_from_its_generator_in_its_own_way():
    def other_stream(n, rng):
        return 2 * rng.standard_normal((2, n))[1]

    assert feedback(NOISE, other_stream).status == "passed"


def test_a_mistake_of_a_random_function_is_named_on_its_stream_and_else_its_property_speaks():
    def narrow_on_another_stream(n, rng):
        return rng.standard_normal((2, n))[1] * 2**0.5

    def narrow(n, rng):
        return rng.normal(0, 2**0.5, n)

    assert feedback(NOISE, narrow).misconception == "variance"
    told = feedback(NOISE, narrow_on_another_stream)
    assert (told.misconception, told.hint) == (None, "Measure the spread of many.")
    assert told.rows[0][1].startswith("n = ")


def test_a_random_function_of_the_wrong_shape_or_spread_does_not_pass():
    assert "type or shape" in feedback(NOISE, lambda n, rng: rng.normal(0, 2, (n, 1))).hint
    wide = 1.5
    both = feedback(NOISE, lambda n, rng: wide * noise(n, rng))
    assert (both.status, both.hint) == ("not yet", "Measure the spread of many.")
    assert ("must hold", "spread 2") in both.rows


def test_a_mistake_is_named_above_a_property_that_it_breaks():
    def own_seed_and_narrow_in_the_long_run(n, rng):
        return noise(n, np.random.default_rng(5)) / (1 + n // 100)

    told = feedback(NOISE, own_seed_and_narrow_in_the_long_run)
    assert told.misconception == "own_seed"
    assert ("must hold", "another rng, other numbers") in told.rows


def test_of_random_piles_a_broken_property_is_said_before_their_sizes():
    def twice_as_many(n, rng):
        return [3 * part for part in TWO_PILES.reference(2 * n, rng)]

    assert "type or shape" in feedback(NOISE, lambda n, rng: 3 * noise(n + 1, rng)).hint
    assert feedback(TWO_PILES, twice_as_many).hint == "Measure the spread of many."
    assert "returns nothing" in feedback(TWO_PILES, lambda n, rng: noise(n, rng).sort()).hint


def test_randomness_that_is_not_the_generators_is_noticed():
    own = np.random.default_rng()
    told = feedback(NOISE, lambda n, rng: own.normal(0, 2, n))
    assert "Called twice with the same input" in told.hint


class Counter:
    def __init__(self, start):
        self.n = start

    def up(self, by):
        self.n = self.n + by
        return self.n


class StartsAtZero:
    def __init__(self, start):
        self.n = 0

    up = Counter.up


COUNTER = Exercise(
    signature="Counter(start)",
    task="Count up.",
    reference=Counter,
    probes=((0, 1), (5, 2)),
    misconceptions=(Misconception("zero", "", "Where do you start?", StartsAtZero),),
    trial=lambda cls, start, by: [(c := cls(start)).up(by), c.up(by)],
)


def test_a_class_is_judged_by_what_its_objects_do():
    class Mine:
        def __init__(self, start):
            self.values = [start]

        def up(self, by):
            self.values.append(self.values[-1] + by)
            return self.values[-1]

    class Broken(Mine):
        def up(self, by):
            return self.valuez

    assert feedback(COUNTER, Mine).status == "passed"
    assert feedback(COUNTER, StartsAtZero).misconception == "zero"
    told = feedback(COUNTER, Broken)
    assert "`return self.valuez` in up stopped with AttributeError" in told.hint
    assert told.rows == (("input", "start = 0\nby = 1"),)


def test_a_class_of_blanks_is_not_attempted():
    class Blank:
        def __init__(self, start): ...
        def up(self, by): ...

    assert feedback(COUNTER, Blank).status == "not attempted"


STEP = Exercise(
    signature="step(v, g)",
    task="Return the new velocity.",
    reference=lambda v, g: 0.9 * v + g,
    probes=((1.0, 2.0), (np.array([1.0, -1.0]), np.array([0.5, 3.0]))),
    misconceptions=(Misconception("forgets", "", "Where is the past?", lambda v, g: g),),
    conventions=(Convention("minus", "A book has the minus inside.", lambda v, g: 0.9 * v - g),),
)


def test_another_convention_passes_by_name():
    told = feedback(STEP, lambda v, g: v * 0.9 - g)
    assert (told.status, told.note) == ("passed", "A book has the minus inside.")
    assert feedback(STEP, lambda v, g: 0.9 * v + g).note == ""
    assert feedback(STEP, lambda v, g: 0.8 * v - g).status == "not yet"


def test_what_stays_behind_from_call_to_call_is_noticed():
    seen = []

    def count_params(sizes):
        seen.append(sizes)
        return sum((a + 1) * b for a, b in pairwise(sizes)) + (len(seen) > 4)

    assert "Called twice with the same input" in check(count_params).hint


def test_right_on_the_probes_is_not_enough_when_a_property_fails():
    exercise = Exercise(
        signature="double(n)",
        task="Double n.",
        reference=lambda n: 2 * n,
        probes=((1,), (2,)),
        misconceptions=(),
        properties=(Property("the double of 7 is 14", lambda f: f(7) == 14, "Try 7."),),
    )
    told = feedback(exercise, lambda n: {1: 2, 2: 4}[n])
    assert told.status == "not yet"
    assert "KeyError: 7" in told.hint
    assert feedback(exercise, lambda n: 2 * n if n < 3 else 0).hint == "Try 7."


def test_a_property_may_show_an_input_of_its_own_with_what_is_expected_there():
    def seven(f):
        return f(7) == 14 or Broken(f(7), 14, n=7)

    exercise = Exercise(
        signature="double(n)",
        task="Double n.",
        reference=lambda n: 2 * n,
        probes=((1,),),
        misconceptions=(),
        properties=(Property("the double of 7 is 14", seven, "Try 7."),),
    )
    rows = (("input", "n = 7"), ("yours", "8"), ("expected", "14"))
    told = feedback(exercise, lambda n: n + 1)
    assert told.rows == (*rows, ("must hold", "the double of 7 is 14"))


def test_fractions_do_not_fit_into_whole_numbers_and_that_is_said():
    def sgd_step(w, g, lr):
        new = w.astype(int)
        new -= lr * g
        return new

    assert "`new -= lr * g` writes into an array of whole numbers" in check(sgd_step).hint


def test_a_slip_is_said_over_the_input_that_stopped_the_answer():
    def sigmoid_backward(dout, z):
        dout *= np.exp(-z) / (1 + np.exp(-z)) ** 2
        return dout

    told = feedback(find("sigmoid_backward"), sigmoid_backward)
    assert "an array of whole numbers" in told.hint
    assert told.rows[0][1].startswith("dout = [ 2, -3,  0]")


def endless(kind_of_loop):
    """Functions that do not come to an end."""

    def python(z):
        while True:
            pass

    def with_numpy(z):
        while True:
            z = np.maximum(z, 0)

    def catches_all(z):
        while True:
            try:
                z = z + 1
            except Exception:
                z = 0

    def catches_even_that(z):
        while True:
            try:
                sum(range(50))
            except:  # noqa: E722
                z = 1 * z

    return locals()[kind_of_loop]


@pytest.mark.parametrize("loop", ["python", "with_numpy", "catches_all", "catches_even_that"])
def test_a_loop_without_an_end_is_stopped_and_said(loop, monkeypatch):
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 1.0)
    relu = endless(loop)
    relu.__name__ = "relu"
    threads = threading.active_count()
    result = check(relu)
    assert not result.passed
    assert "It was still running after" in result.hint
    assert "in your line `" in result.hint
    assert "so it was stopped" in result.hint
    assert threading.active_count() == threads


def test_without_a_process_of_its_own_a_call_that_hangs_is_left_behind_and_said(monkeypatch):
    monkeypatch.setattr("coursekit.exercises.judging.can_fork", lambda: False)
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 0.2)
    monkeypatch.setattr("coursekit.exercises.stopping.TRIES", 2)

    def relu(z):
        time.sleep(1.5)
        return z

    assert "cannot be stopped" in check(relu).hint


def test_a_value_that_comes_too_late_does_not_count():
    """One call into C that holds Python: no thread can end it, but its value is refused."""
    with pytest.raises(TooLong):
        call_within(0.05, lambda: sum(range(10**7)))


def test_endless_recursion_is_said():
    def relu(z):
        return relu(z)

    result = check(relu)
    assert "`return relu(z)` stopped with RecursionError" in result.hint
    assert "calls itself without an end" in result.hint


def test_exit_inside_a_function_does_not_end_the_session():
    def relu(z):
        sys.exit("done")

    assert "stopped with SystemExit" in check(relu).hint


def test_a_call_within_its_time_keeps_value_exception_and_numpys_settings():
    with np.errstate(all="raise"):
        assert call_within(5, lambda: np.geterr()["over"]) == "raise"
    with pytest.raises(ZeroDivisionError):
        call_within(5, lambda: 1 // 0)
    with pytest.raises(TooLong):
        call_within(0.05, endless("python"), 0)


def test_a_function_made_by_exec_is_checked():
    scope = {"np": np}
    exec("def relu(z):\n    return np.maximum(z, 0)", scope)
    assert check(scope["relu"]).passed
    exec("def relu(z):\n    x = 1\n    return np.maximum(z, y)", scope)
    assert "Your line 3 stopped with NameError" in check(scope["relu"]).hint


def test_a_function_from_a_module_is_checked(tmp_path, monkeypatch):
    (tmp_path / "homework_4711.py").write_text("import numpy as np\ndef relu(z):\n    return z.x\n")
    monkeypatch.syspath_prepend(tmp_path)
    module = __import__("homework_4711")
    assert "`return z.x` stopped with AttributeError" in check(module.relu).hint


@pytest.mark.parametrize(
    "strange", [object(), "text", {1: 2}, {"a"}, b"x", [[1], [2, 3]], 1j, range]
)
def test_whatever_comes_back_there_is_an_answer_and_no_traceback(strange):
    def relu(z):
        return strange

    result = check(relu)
    assert not result.passed
    assert result.hint
    assert result._repr_html_()


def test_a_value_that_cannot_be_printed_or_compared_is_survived():
    class Spiteful:
        def __getattr__(self, name):
            raise RuntimeError(name)

        def __eq__(self, other):
            raise RuntimeError

        __hash__ = None

        def __repr__(self):
            raise RuntimeError

    def relu(z):
        return [Spiteful()]

    assert "yours: a list of 1: a Spiteful" in str(check(relu))
    assert "Spiteful" in show([Spiteful()])


def test_values_are_compared_as_deep_as_they_go():
    a = np.array([1.0, 2.0])
    assert close((a, [1, {"k": a}]), [a + 1e-9, [1, {"k": a}]])
    assert not close((a, [1, {"k": a}]), (a, [1, {"k": a + 0.01}]))
    assert not close(101_770, 101_771)
    assert kind((a, 1)) == "a tuple of 2: an array of shape (2,), one number"


CELLS = [
    "import numpy as np\nfrom coursekit import check, yours\nkept = 41",
    "def relu(z):\n    while True:\n        z = z + 1\nprint(check(relu))",
    "class relu:\n    def __call__(self, z): return q\nprint(check(relu()))",
    "import sys\ndef relu(z):\n    print('inside')\n    print('aside', file=sys.stderr)\n"
    "    return np.maximum(z, 0)\nprint(check(relu)); kept + 1",
    "import os\ndef relu(z):\n    os._exit(0)\nprint(check(relu))",
    "def relu(z):\n    return sum(range(10**11))\nprint(check(relu))",
    "import ctypes\ndef relu(z):\n    return ctypes.string_at(0)\nprint(check(relu)); kept + 2",
]


def test_in_a_kernel_a_loop_is_stopped_and_nothing_is_lost(tmp_path):
    """In a process of its own, so that the kernel of the test is the only one."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute(cwd=str(tmp_path))
    texts = [json.dumps(cell.outputs) for cell in book.cells]
    assert "still running after 3 seconds in your line `" in texts[1]
    assert "NameError: name 'q' is not defined" in texts[2]
    assert "inside" in texts[3]
    assert "relu: passed" in texts[3]
    assert '"42"' in texts[3]
    assert "It printed:\\n    inside\\n    aside" in texts[3]
    assert "ended Python itself" in texts[4]
    assert "in your line `return sum(range(10**11))`, so it was stopped" in texts[5]
    assert "made Python crash in your line `return ctypes.string_at(0)`" in texts[6]
    assert '"43"' in texts[6]
    assert '"stderr"' not in "".join(texts)


SESSION = """
import sys
from coursekit.lessons.catalogue import find
from coursekit.verbs.checking import check
from coursekit.verbs.answers import yours
sys.path.insert(0, sys.argv[1])
"""


def session(folder, script):
    """What a fresh Python prints; its diary lies in the folder."""
    run = subprocess.run(
        [sys.executable, "-c", SESSION + script, str(folder)],
        env={**os.environ, "COURSEKIT_PROGRESS": str(folder / "p.sqlite")},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


HOMEWORK = '''
import numpy as np
from numpy import maximum as larger
FLOOR = 0

def helper(z):
    return larger(z, FLOOR)

def relu(z: "whatever") -> Nonsense:
    """Mine."""
    return 1 * helper(z)
'''


def test_an_answer_is_compiled_again_in_a_later_session_with_its_helpers(tmp_path):
    (tmp_path / "homework.py").write_text("from __future__ import annotations\n" + HOMEWORK)
    said = session(tmp_path, "from homework import relu; print(check(relu).passed)")
    assert said == "True\n"
    (tmp_path / "homework.py").unlink()
    show_it = "import numpy as np; f = yours('relu'); print(f); print(f(np.array([-1., 2.])))"
    said = session(tmp_path, show_it)
    assert said == "relu: this is your own code from an earlier session.\n[0. 2.]\n"


def test_an_answer_that_does_not_stand_on_its_own_is_not_handed_out(tmp_path):
    code = "import numpy as np\ntable = {0: np.maximum}\ndef relu(z): return table[0](z, 0)\n"
    (tmp_path / "homework.py").write_text(code)
    session(tmp_path, "from homework import relu; assert check(relu).passed")
    said = session(tmp_path, "f = yours('relu'); print(f); print(f.function.__module__)")
    assert "that code does not run on its own. The reference stands in" in said
    assert "coursekit" in said


def test_a_text_that_is_no_python_is_no_answer():
    assert compiled("relu", "def relu(") is None
    assert text_of(eval("lambda z: z")) == ""


def test_an_answer_is_tried_no_further_once_it_took_too_long(monkeypatch):
    monkeypatch.setattr("coursekit.exercises.feedback.SECONDS", 0.2)
    calls = []

    def relu(z):
        calls.append(z)
        while True:
            pass

    feedback(find("relu"), relu)
    assert len(calls) == 1


def test_an_answer_cannot_spoil_the_inputs_of_a_property():
    data = np.array([3.0, -1.0])

    def clipped(z):
        out = z.copy()
        if len(z) > 1:
            z[:] = 0
        return np.maximum(out, 0)

    exercise = Exercise(
        signature="clipped(z)",
        task="Clip.",
        reference=lambda z: np.maximum(z, 0),
        probes=((np.array([1.0]),),),
        misconceptions=(),
        properties=(Property("as it was", lambda f: f(data) is not None and data[0] == 3, "?"),),
    )
    assert feedback(exercise, clipped).status == "passed"


def test_properties_name_no_mistake_where_values_are_compared():
    exercise = Exercise(
        signature="double(n)",
        task="Double n.",
        reference=lambda n: 2 * n,
        probes=((1,), (2,)),
        misconceptions=(Misconception("same", "", "Twice?", lambda n: n),),
        properties=(Property("the double of 7 is 14", lambda f: f(7) == 14, "Try 7."),),
    )
    assert feedback(exercise, lambda n: n).misconception == "same"
    assert feedback(exercise, lambda n: 3 * n).misconception is None


def test_a_list_is_as_good_as_a_tuple_and_lengths_count():
    assert alike([1, 2.5], (1, 2.5))
    assert not alike([1, 2], [1, 2, 3])
    assert not close([1, 2], [1, 2, 3])
    assert not alike({"a": 1}, {"b": 1})


def test_a_class_that_cannot_be_made_points_to_the_line_with_class():
    scope = {}
    exec("class Counter:\n    def up(self, by):\n        return by", scope)
    told = feedback(COUNTER, scope["Counter"])
    assert "Compare that with your lines with class and def." in told.hint


def test_rows_of_the_panel_are_escaped():
    def relu(z):
        return "<script>"

    assert "<script>" not in check(relu)._repr_html_()

    def mse(pred, y):
        return type("<b>", (), {})()

    assert "&lt;b&gt;" in check(mse)._repr_html_()


def test_a_piece_of_a_line_is_no_text_to_keep():
    named = {"relu":
        lambda z: np.maximum(z, 0)}  # fmt: skip
    assert text_of(named["relu"]) == ""
