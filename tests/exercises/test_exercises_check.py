"""What check says, in which order, and what yours hands out."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from coursekit.exercises.values import unchanged
from coursekit.lessons.catalogue import exercise_names, find, lesson_of
from coursekit.verbs.answers import yours
from coursekit.verbs.checking import check


def blank() -> list[object]:
    def dots(sizes): ...
    def documented(sizes):
        """Count the knobs."""

    def passes(sizes):
        pass

    def refuses(sizes):
        raise NotImplementedError

    return [dots, documented, passes, refuses]


@pytest.mark.parametrize("untouched", blank(), ids=lambda f: f.__name__)
def test_an_untouched_cell_is_neutral_and_not_a_failure(untouched):
    untouched.__name__ = "count_params"
    result = check(untouched)
    assert (result, result.passed, result.attempted) == (0.0, False, False)
    assert "not attempted" in str(result)
    assert "✗" not in result._repr_html_()


@pytest.mark.parametrize("name", ["backward", "update"])
def test_nor_is_one_for_a_function_that_returns_nothing(name):
    for body in ("...", "pass", "raise NotImplementedError", "return"):
        scope = {}
        exec(f"def {find(name).signature}:\n    {body}", scope)
        assert "not attempted" in str(check(scope[name])), body
    exec(f"def {find(name).signature}:\n    len('a')", scope)
    assert check(scope[name]).attempted


def test_an_answer_in_words_is_told_that_true_or_false_was_asked_for():
    def beats_nothing(guesses, y):
        return "True"

    panel = str(check(beats_nothing))
    assert "yours: a str" in panel
    assert "expected: True or False" in panel


def test_a_forgotten_return_is_not_taken_for_an_untouched_cell():
    def relu(z):
        np.maximum(z, 0)

    def rounded(z):
        z + 0

    result = check(relu)
    assert result.attempted
    assert result.hint.startswith("`np.maximum(z, 0)` gives a new value back")
    rounded.__name__ = "relu"
    assert "Is there a line with return?" in check(rounded).hint


def test_an_exception_names_the_line_the_input_and_what_to_look_at():
    def relu(z):
        return np.maximum(signal, 0)  # noqa: F821

    result = check(relu)
    assert "`return np.maximum(signal, 0)" in result.hint
    assert "NameError: name 'signal' is not defined" in result.hint
    assert "spelled" in result.hint
    assert "z = [" in str(result)
    assert "Traceback" not in str(result)


def test_an_exception_inside_numpy_is_placed_in_the_learners_own_line():
    def dense_forward(x, W, b):
        return x @ W.T + b

    hint = check(dense_forward).hint
    assert "`return x @ W.T + b` stopped with ValueError: @ lets a row of 2 meet a column" in hint
    assert "gufunc" not in hint


def test_a_wrong_number_of_arguments_points_to_the_line_with_def():
    def relu():
        return 0

    assert "could not be called as relu(z)" in check(relu).hint


def test_a_wrong_shape_stands_beside_the_expected_one():
    def mse(pred, y):
        return (pred.ravel() - y) ** 2

    panel = check(mse)._repr_html_()
    assert "an array of shape (1,)" in panel
    assert "one number" in panel


def test_a_wrong_type_stands_beside_the_expected_one():
    def relu(z):
        return [max(v, 0) for v in z.ravel()] + ["end"]

    text = str(check(relu))
    assert "yours: a list of 4: " in text
    assert "expected: an array of shape (3,)" in text


def test_a_list_of_right_numbers_passes_with_a_word_on_arrays():
    def one_hot(y, K):
        return [[float(k == label) for k in range(K)] for label in y]

    result = check(one_hot)
    assert result.passed
    assert "np.array" in result.feedback.note


def test_lists_in_place_of_a_list_of_arrays_pass_with_a_word_on_each_of_them():
    def minibatches(n, batch_size, rng):
        rows = list(range(n))
        rng.shuffle(rows)
        return [rows[k : k + batch_size] for k in range(0, n, batch_size)]

    result = check(minibatches)
    assert result.passed
    assert "around each of them" in result.feedback.note


def test_a_list_of_wrong_numbers_hears_of_the_numbers():
    def count_labels(y, K):
        return [sum(y == k) / len(y) for k in range(K)]

    assert check(count_labels).misconception == "shares"


def test_an_unknown_mistake_gets_a_counter_example():
    def mse(pred, y):
        return np.mean((pred.ravel() - y) ** 2) + 1

    result = check(mse)
    assert result.misconception is None
    assert "pred = [1., 2., 0.]\ny = [1., 2., 0.]\nyours: 1\nmust hold: a perfect" in str(result)


def test_the_counter_example_is_the_smallest_on_which_the_answers_differ():
    def softmax(logits):
        powers = np.exp(np.clip(logits, -500, 500))
        return powers / powers.sum(axis=1, keepdims=True)

    assert "logits = [[ 1000.,   999." in str(check(softmax))


def test_a_warning_beside_the_right_number_costs_nothing_unless_the_task_speaks_of_it():
    def mse(pred, y):
        np.log(0.0)
        return np.mean((pred.ravel() - y) ** 2)

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    assert check(mse).passed
    assert check(sigmoid).misconception == "overflow"


def test_a_changed_argument_counts_as_behavior():
    def mse(pred, y):
        pred -= y if pred.ndim == 1 else y[:, None]
        return np.mean(pred**2)

    result = check(mse)
    assert not result.passed
    assert "pred itself was changed" in result.hint


def test_checking_changes_no_probe():
    def relu(z):
        z[:] = 0
        return z

    before = str(find("relu").probes)
    check(relu)
    assert str(find("relu").probes) == before


@pytest.mark.parametrize(("points", "mark"), [(None, 1.0), (2, 2.0), (0, 0.0)])
def test_the_mark_is_a_number_for_a_gradebook(points, mark):
    def count_params(sizes):
        return sum((a + 1) * b for a, b in pairwise(sizes))

    result = check(count_params, points=points)
    assert (float(result), repr(result)) == (mark, repr(mark))


def test_a_pass_counts_up_in_its_lesson():
    def relu(z):
        return z * (z > 0)

    tasks = len(exercise_names(lesson_of("relu")))
    assert f"✓ relu: passed\n1 of {tasks} tasks of lesson 02." in str(check(relu))


def test_yours_is_the_reference_until_a_pass_and_says_which():
    def relu(z):
        return np.abs(z)

    check(relu)
    assert yours("relu")(np.array([-1.0]))[0] == 0
    assert "reference stands in" in yours("relu").source

    def relu(z):
        return np.where(z > 0, z, 0)

    check(relu)
    assert yours("relu").function is relu
    assert repr(yours("relu")) == "relu: this is your own code."
    assert yours("relu").__name__ == "relu"


def test_a_later_broken_try_does_not_take_a_pass_away():
    def relu(z):
        return np.maximum(z, 0)

    check(relu)
    passing = relu

    def relu(z):
        return z

    check(relu)
    assert yours("relu").function is passing


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        (lambda: check(3.0), TypeError, "Leave the brackets away"),
        (lambda: check(np.tanh), ValueError, "no exercise called 'tanh'"),
        (lambda: yours("softmaks"), ValueError, "Did you mean softmax?"),
        (lambda: find(""), ValueError, "expected one of the course"),
    ],
)
def test_a_call_that_cannot_work_says_what_to_try(wrong, error, sentence):
    with pytest.raises(error, match=sentence.replace("?", r"\?")):
        wrong()


def test_the_panel_escapes_what_the_learner_typed():
    def relu(z):
        raise ValueError("<script>")

    assert "<script>" not in check(relu)._repr_html_()


def test_a_callable_object_can_be_checked():
    class relu:
        def __call__(self, z):
            return np.maximum(z, 0)

    assert check(relu()).passed


def test_exercises_load_neither_matplotlib_nor_ipywidgets():
    code = (
        "import sys, coursekit.exercises; print(sorted({'matplotlib', 'ipywidgets', 'IPython'} "
        "& set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([1.0, 2.0], [1.0, 2.0], True),
        ([1.0, 2.0], [1.0], False),
        ([1.0], [1.0, 2.0], False),
        (np.array([0.0]), np.array([1e-12]), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        ({"a": [1]}, {"a": [2]}, False),
    ],
)
def test_an_argument_is_unchanged_to_the_last_bit(before, after, same):
    assert unchanged(before, after) is same
