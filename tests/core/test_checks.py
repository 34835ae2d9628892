"""What came, in words: the second half of every sentence about a wrong argument."""

import numpy as np
import pytest

from coursekit import SGD, Sigmoid
from coursekit._checks import floats, what


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        ("mse", "the text 'mse'"),
        (3, "an int (3)"),
        (True, "a bool (True)"),
        (np.float32(0.5), "a float32 (0.5)"),
        (np.uint8(3), "a uint8 (3)"),
        (10**400, f"an int (1{'0' * 56}…)"),
        ([1], "a list"),
        (np.ones((2, 3)), "an array of shape (2, 3)"),
        (SGD, "the class SGD"),
        (SGD(), "an SGD"),
        (Sigmoid(), "a Sigmoid"),
        (np.tanh, "the function tanh"),
        (len, "the function len"),
        (SGD().step, "the function step"),
    ],
)
def test_a_value_is_named_as_one_would_say_it(value, words):
    assert what(value) == words


@pytest.mark.parametrize(
    ("dtype", "becomes"),
    [("bool", "f8"), ("u1", "f8"), ("i8", "f8"), ("f2", "f8"), ("f4", "f4"), ("f8", "f8")],
)
def test_what_could_wrap_becomes_float64_and_the_rest_stays_the_same_array(dtype, becomes):
    value = np.array([0, 1], dtype)
    assert floats(value).dtype == np.dtype(becomes)
    assert (floats(value) is value) == (dtype == becomes)
