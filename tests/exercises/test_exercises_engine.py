"""Random functions, classes and conventions are judged fairly; nothing runs on for ever."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from coursekit.exercises.exercise import Broken, Convention, Exercise, Misconception, Property
from coursekit.exercises.feedback import feedback
from coursekit.exercises.values import alike, close, kind, show
from coursekit.lessons.catalogue import find
from coursekit.verbs.checking import check


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


def test_a_list_of_numbers_is_shown_as_a_learner_would_type_it():
    assert show((np.int64(5), np.float64(0.5), 7)) == "(5, 0.5, 7)"
    assert show([True, 2.0]) == "[True, 2.0]"


def test_values_are_compared_as_deep_as_they_go():
    a = np.array([1.0, 2.0])
    assert close((a, [1, {"k": a}]), [a + 1e-9, [1, {"k": a}]])
    assert not close((a, [1, {"k": a}]), (a, [1, {"k": a + 0.01}]))
    assert not close(101_770, 101_771)
    assert kind((a, 1)) == "a tuple of 2: an array of shape (2,), one number"


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


def double(x):
    return 2 * x


DOUBLE = Exercise(
    signature="double(x)",
    task="Return 2 * x.",
    reference=double,
    probes=((1.0,), (2.0,), (3.0,), (4.0,)),
    misconceptions=(
        Misconception("six_at_most", "6 is enough.", "Is 8 too much?", lambda x: min(2 * x, 6.0)),
    ),
)


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (lambda x: min(2 * x, 6.0), "six_at_most"),
        (lambda x: min(2 * x, 6.0) if x > 1 else 0.0, "six_at_most"),
        (lambda x: 6.0, None),
    ],
    ids=["the mistake", "with a second one", "one that agrees by chance"],
)
def test_an_answer_that_is_wrong_elsewhere_more_often_makes_another_mistake(body, known):
    def double(x):
        return body(x)

    told = feedback(DOUBLE, double)
    assert (told.status, told.misconception) == ("not yet", known)
