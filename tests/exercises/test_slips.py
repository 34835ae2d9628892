"""What is said to a line that stops, in the words of what was meant."""

from __future__ import annotations

import pytest

from coursekit.exercises.feedback import feedback
from coursekit.lessons.catalogue import find
from tests.exercises.test_said_and_shown import written

SAID = [
    ("clean_houses", "return rows[rows[:, 0] > 0 and rows[:, 3] > 0]", "& for and"),
    ("clean_houses", "return rows[rows[:, 0] > 0 & rows[:, 3] > 0]", "worked out before"),
    ("minmax_transform", "if hi == lo:\n        return x - lo\n    return x", "np.where"),
    ("train_knob", "for k in rounds:\n        w = w + 0\n    return w", "range(rounds)"),
    ("train_knob", "for a, b in x, y:\n        w = w + 0\n    return w", "zip(x, y)"),
    ("split_indices", "a = rng.shuffle([n])\n    return a[2:], a[:1], a[1:2]", "is None"),
]


@pytest.mark.parametrize(("name", "body", "words"), SAID, ids=[words for *_, words in SAID])
def test_a_line_that_stops_is_told_what_was_meant(name, body, words):
    answer = written(-len(body), f"def {find(name).signature}:\n    {body}\n", name)
    assert words in feedback(find(name), answer).hint


@pytest.mark.parametrize(
    "loop", ["for a, b in zip(x, rounds):", "for k in range(w):", "for k in w:"]
)
def test_a_loop_that_stops_for_another_reason_is_not_told_range(loop):
    body = f"{loop}\n        w = w + 0\n    return w"
    answer = written(-1, f"def {find('train_knob').signature}:\n    {body}\n", "train_knob")
    assert "write range" not in feedback(find("train_knob"), answer).hint


def test_a_function_of_numpy_gives_back_what_a_method_changes():
    body = "order = np.sort([n])\n    return order + None"
    answer = written(-1, f"def {find('split_indices').signature}:\n    {body}\n", "split_indices")
    said = feedback(find("split_indices"), answer).hint
    assert "NoneType" in said
    assert "is None" not in said
