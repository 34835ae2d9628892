"""The learner's own arrays become a Dataset, with a sentence for each fault."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit.data import from_arrays

X = np.arange(8.0).reshape(4, 2)


def test_arrays_become_labels_class_names_or_targets():
    assert from_arrays(X, [0, 1, 0, 1]).y.dtype == int
    named = from_arrays(X, ["dog", "cat", "dog", "cat"])
    assert (named.y.tolist(), named.class_names) == ([1, 0, 1, 0], ("cat", "dog"))
    prices = from_arrays(X, [1.5, 2.5, 3.5, 4.5])
    assert (prices.y.shape, prices.K) == ((4, 1), 0)
    assert from_arrays(X, [False, True, True, False]).y.tolist() == [0, 1, 1, 0]


def test_arrays_of_pictures_are_flattened():
    data = from_arrays(np.zeros((4, 5, 6)), [0, 1, 0, 1], "doodles", class_names=("a", "b"))
    assert (data.x.shape, data.image_shape, data.class_names) == ((4, 30), (5, 6), ("a", "b"))


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (X, [0, 1, 0], "x has 4 rows and y has 3"),
        (
            X,
            [1, 2, 1, 2],
            r"labels in y are 1, 2, expected every number from 0 to 1.*return_inverse",
        ),
        (X, [0, 2, 0, 2], "labels in y are 0, 2"),
        (X, [300_000, 250_000, 1, 2], r"prices, need y.astype\(float\)"),
        (X, [0, 0, 0, 0], "one class only, 0"),
        (X, ["cat"] * 4, "one class only, cat"),
        (X, ["cat", None, "dog", ""], "y is empty in 2 rows, the first is row 1"),
        (X, [1.0, np.nan, 2.0, 3.0], "y holds 1 values that are NaN"),
        (X[:, 0], [0, 1, 0, 1], r"a column: np.asarray\(x\)\[:, None\]"),
        ([[1.0, 2.0], [3.0]], [0, 1], "rows of x have unequal lengths"),
        ([["4.5", "big"], ["3", "small"]], [0, 1], "expected numbers"),
        (np.where(X == 3, np.inf, X), [0, 1, 0, 1], "infinity in row 1"),
    ],
)
def test_faults_in_arrays_are_explained(x, y, words):
    with pytest.raises((TypeError, ValueError), match=words):
        from_arrays(x, y)


@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i8", "?", "f2", "f4"])
def test_numbers_of_any_type_become_float64(kind):
    x = np.array([[0, 1], [1, 0]], dtype=kind)
    data = from_arrays(x, [0, 1])
    assert data.x.dtype == np.float64
    assert data.x.tolist() == [[0, 1], [1, 0]]
    assert (data.x[0] - data.x[1]).tolist() == [-1, 1]


def test_none_is_a_gap_in_x():
    data = from_arrays([[1, None], [2, 3]], ["a", "b"])
    assert np.isnan(data.x).tolist() == [[False, True], [False, False]]


@pytest.mark.parametrize(
    "y", [[[0], [1], [1], [0]], [[False], [True], [True], [False]], np.array([0, 1, 1, 0], object)]
)
def test_labels_in_one_column_or_as_objects_are_labels(y):
    data = from_arrays(X, y)
    assert (data.y.tolist(), data.y.dtype, data.K) == ([0, 1, 1, 0], int, 2)


def test_text_in_one_column_is_class_names():
    data = from_arrays(X, np.array([["dog"], ["cat"], ["dog"], ["cat"]]))
    assert (data.y.tolist(), data.class_names) == ([1, 0, 1, 0], ("cat", "dog"))


def test_numbers_with_a_decimal_point_are_targets_of_one_or_more_columns():
    assert from_arrays(X, [[1.5], [2.5], [0.5], [1.0]]).y.shape == (4, 1)
    sparse = [[0, 2.5], [3.0, 0], [0, 1], [0, 1]]
    assert from_arrays(X, sparse).y.tolist() == sparse
    assert from_arrays(X, X + 0.5).y.tolist() == (X + 0.5).tolist()


def test_given_class_names_decide_the_order_of_texts():
    data = from_arrays(X, ["dog", "cat", "dog", "cat"], class_names=("dog", "cat", "fish"))
    assert [data.class_names[label] for label in data.y] == ["dog", "cat", "dog", "cat"]
    assert data.y.tolist() == [0, 1, 0, 1]


def test_numbers_as_text_become_classes_on_request_only():
    for y in (["1.5", "2", "1.5", "3"], ["0", "1", "1", "0"], ["1,000", "$5", "7%", "x"]):
        with pytest.raises(ValueError, match=r"y holds numbers as text, such as .*astype\(float\)"):
            from_arrays(X, y)
        assert from_arrays(X, y, class_names=sorted(set(y))).class_names == tuple(sorted(set(y)))
    with pytest.raises(ValueError, match="y is empty in 1 rows"):
        from_arrays(X, np.array(["cat", "", "dog", "cat"]))


def test_a_few_whole_numbers_as_floats_stay_targets_and_say_so(capsys):
    assert from_arrays(X, np.array([0.0, 1, 0, 1])).K == 0
    assert capsys.readouterr().out == (
        "from_arrays: y holds only the numbers 0, 1; they stay numbers to predict. "
        "For classes: y.astype(int)\n"
    )
    for y in ([0.5, 1.5, 0.5, 1.5], [1.0, 2.0, 3.0, 1.0]):
        from_arrays(X, y)
    from_arrays(X, [0, 1, 0, 1])
    assert capsys.readouterr().out == ""


ONE_HOT = np.eye(3)[[0, 2, 1, 0]]


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (X, ONE_HOT, r"y is one-hot, shape \(4, 3\).*argmax\(axis=1\)"),
        (X, ONE_HOT.astype(int), "y is one-hot"),
        (X, ONE_HOT.astype(bool).tolist(), "y is one-hot"),
        (X, None, "y is None, expected an array or a list with one entry for each example"),
        (None, [0, 1], "x is None"),
        (X, np.array([1, None, 2, 3], object), "y is empty in 1 rows, the first is row 1"),
        (X, np.array([1.5, np.nan, 2, 3], object), "y is empty in 1 rows, the first is row 1"),
        (
            X,
            np.array(["cat", 1, "dog", "cat"], object),
            r"the text 'cat' in row 0 and an int \(1\) in row 1",
        ),
        (X, X.astype(int), r"prices, need y.astype\(float\)"),
        (X, [b"cat", b"dog", b"cat", b"dog"], r"bytes, expected text.*astype\(str\)"),
        (X, [[0, 1], [1]], "rows of y have unequal lengths"),
        (X, 3, r"y has shape \(\)"),
        (X.astype(complex), [0, 1, 0, 1], "x has dtype complex128, expected numbers"),
        (np.array([[1, "big"], [2, 3]], object), [0, 1], r"x holds the text 'big' at \[0, 1\]"),
        (np.ma.masked_equal(X, 3), [0, 1, 0, 1], r"hidden numbers would come back.*filled\(np.nan"),
    ],
)
def test_more_faults_in_arrays_are_explained(x, y, words):
    with pytest.raises((TypeError, ValueError), match=words):
        from_arrays(x, y)


def test_class_names_that_do_not_fit_are_explained():
    with pytest.raises(ValueError, match="the class 'dog', expected one of class_names: cat, bird"):
        from_arrays(X, ["dog", "cat", "dog", "cat"], class_names=("cat", "bird"))
    with pytest.raises(TypeError, match=r"class_names is the text 'ab', expected a list"):
        from_arrays(X, [0, 1, 0, 1], class_names="ab")
    with pytest.raises(ValueError, match="class_names holds 'cat' twice"):
        from_arrays(X, [0, 1, 0, 1], class_names=("cat", "cat"))
    with pytest.raises(ValueError, match="class_names is given, but y holds numbers to predict"):
        from_arrays(X, [0.5, 1, 0, 1], class_names=("cat", "dog"))
