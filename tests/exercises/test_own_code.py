"""Nobody passes with what coursekit or the course wrote; whoever writes the lines does."""

from __future__ import annotations

import functools
import inspect
import threading
from types import CellType, CodeType, FunctionType

import numpy as np
import pytest

import coursekit as ck
from coursekit.exercises.feedback import feedback
from coursekit.exercises.own_code import borrowed
from coursekit.lessons.catalogue import every_exercise, find
from coursekit.lessons.twins import TWINS
from coursekit.verbs.answers import taken, yours
from coursekit.verbs.checking import check
from coursekit.verbs.kept import session
from coursekit.verbs.ownership import whose

EXERCISES = every_exercise()
PUBLIC = [name for name in EXERCISES if callable(getattr(ck, name, None))]


def elsewhere(code):
    """The code as if it stood in another file, with all that is defined inside."""
    inside = (elsewhere(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename="<own>", co_consts=tuple(inside))


def own(answer):
    """The same lines, and their helpers, as if a learner had written them."""
    if not inspect.isclass(answer):
        return moved(answer, {})
    scope = dict(vars(inspect.getmodule(answer)))
    exec(compile(inspect.getsource(answer), "<own>", "exec"), scope)
    return scope[answer.__name__]


def moved(function, scopes):
    """A copy of a function that calls copies of the helpers in coursekit."""
    if not inspect.isfunction(function) or not function.__module__.startswith("coursekit."):
        return function
    scope = scopes.get(function.__module__)
    if scope is None:
        scope = scopes[function.__module__] = dict(function.__globals__)
        for name, value in function.__globals__.items():
            scope[name] = moved(value, scopes)
    cells = tuple(
        CellType(moved(cell.cell_contents, scopes)) for cell in function.__closure__ or ()
    )
    code, name = elsewhere(function.__code__), function.__name__
    copy = FunctionType(code, scope, name, function.__defaults__, cells)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def calling(name, of_class, get):
    """An answer of this name that hands its work on to what `get` returns."""
    if of_class:

        def answer(*args, **kwargs):
            return get()(*args, **kwargs)
    else:

        def answer(*args):
            return get()(*args)

    answer.__name__ = name
    return answer


@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_and_every_other_correct_answer_of_the_course_are_no_answers(name):
    exercise = EXERCISES[name]
    others = [c.answer for c in exercise.conventions]
    for right in (exercise.reference, *exercise.alternates, *others):
        assert borrowed(exercise, right, taken(name)).startswith("This is ")
    assert not check(exercise.reference).passed


@pytest.mark.parametrize("name", EXERCISES)
def test_whoever_writes_the_same_lines_passes(name):
    exercise = EXERCISES[name]
    assert borrowed(exercise, own(exercise.reference), taken(name)) == ""
    for right in exercise.alternates:
        if inspect.isfunction(right):
            assert borrowed(exercise, own(right), taken(name)) == ""


@pytest.mark.parametrize("name", PUBLIC)
def test_what_coursekit_has_of_the_same_name_is_no_answer(name):
    theirs = getattr(ck, name)
    assert not check(theirs).passed
    if feedback(EXERCISES[name], theirs).status == "passed":
        assert f"This is coursekit's own `{name}`" in check(theirs).hint


@pytest.mark.parametrize(
    ("name", "graded"), [*((name, "1") for name in EXERCISES), ("softmax", ""), ("Linear", "")]
)
def test_who_calls_somebody_elses_does_not_pass(name, graded, monkeypatch):
    monkeypatch.setenv("COURSEKIT_GRADED", graded)
    of_class = EXERCISES[name].of_class
    sources = [lambda: yours(name), lambda: yours(name).function, lambda: find(name).reference]
    sources += [lambda: getattr(ck, name)] if name in PUBLIC else []
    for get in sources:
        result = check(calling(name, of_class, get))
        assert not result.passed
        assert name not in session
    if not of_class:
        assert f"The work is done by `yours('{name}')`" in check(calling(name, 0, sources[0])).hint


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_of_coursekit_passes_that_the_table_does_not_name(name):
    exercise = EXERCISES[name]
    public = [getattr(ck, word) for word in ck.__all__]
    same = [
        o for o in public
        if inspect.isclass(o) == exercise.of_class and callable(o)
        and feedback(exercise, o).status == "passed"
    ]  # fmt: skip
    assert set(same) <= set(TWINS.get(name, ()))


def disguised():
    """Ways to hand in coursekit's softmax."""
    softmax = ck.softmax

    @functools.wraps(ck.softmax)
    def wrapped(logits):
        return ck.softmax(logits)

    def in_a_thread(logits):
        box = []
        thread = threading.Thread(target=lambda: box.append(ck.softmax(logits)))
        thread.start()
        thread.join()
        return box[0]

    def through_a_helper(logits):
        def helper(z):
            return softmax(z)

        return helper(logits)

    class Callable:
        def __call__(self, logits):
            return ck.softmax(logits)

    copied = FunctionType(inspect.unwrap(ck.softmax).__code__, ck.functional.__dict__)
    found = {
        "itself": softmax, "partial": functools.partial(softmax), "lambda": lambda z: softmax(z),
        "wraps": wrapped, "thread": in_a_thread, "helper": through_a_helper, "copied": copied,
        "object": Callable(),
    }  # fmt: skip
    return found


@pytest.mark.parametrize("how", disguised())
def test_a_disguise_does_not_help(how):
    exercise, answer = find("softmax"), disguised()[how]
    assert feedback(exercise, answer).status == "passed"
    assert "coursekit's own" in borrowed(exercise, answer, taken("softmax"))


def test_a_class_that_inherits_it_all_is_not_ones_own():
    class ReLU(ck.ReLU):
        pass

    class Linear(ck.Linear):
        def __repr__(self):
            return "mine"

    assert "This is coursekit's own `ReLU`" in check(ReLU).hint
    assert "This is coursekit's own `Linear`" in check(Linear).hint


def test_other_pieces_of_coursekit_are_free():
    class ReLU(ck.Layer):
        def forward(self, x):
            self.x = x
            return np.maximum(x, 0)

        def backward(self, dout):
            return dout * (self.x > 0)

    def soft_labels(y, K, eps):
        return (1 - eps) * ck.one_hot(y, K) + eps / K

    def cross_entropy_from_logits(logits, y):
        return -ck.log_softmax(logits)[np.arange(len(y)), y].mean()

    def mlp_forward(x, W1, b1, W2, b2):
        first, bend = yours("dense_forward"), yours("relu")
        return first(bend(first(x, W1, b1)), W2, b2)

    for answer in (mlp_forward, ReLU, soft_labels, cross_entropy_from_logits):
        assert check(answer).passed, check(answer)


def test_whose_does_not_call_it_the_learners():
    assert not check(ck.softmax).passed
    assert "the reference stands in" in str(whose("softmax"))


def test_in_a_graded_copy_no_answer_is_handed_out(monkeypatch):
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    exercise = find("softmax")
    assert (exercise.alternates, exercise.conventions, exercise.easier) == ((), (), "")
    with pytest.raises(PermissionError, match="softmax: this copy will be graded"):
        exercise.reference(np.zeros((1, 2)))
    assert "exp" not in inspect.getsource(yours("softmax").function)
    assert "exp" not in inspect.getsource(find("softmax").reference)


def test_in_a_graded_copy_the_cells_around_an_exercise_still_run(monkeypatch):
    monkeypatch.setenv("COURSEKIT_GRADED", "1")
    assert yours("softmax")(np.zeros((1, 2))).tolist() == [[0.5, 0.5]]
    layer = yours("Linear")(2, 3, np.random.default_rng(0))
    assert layer.forward(np.ones((4, 2))).shape == (4, 3)
