"""One epoch of minibatches visits every row once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.data import minibatches


@given(n=st.integers(1, 200), batch_size=st.integers(1, 250), seed=st.integers(0, 5))
def test_every_epoch_visits_every_row_once(n, batch_size, seed):
    batches = minibatches(n, batch_size, np.random.default_rng(seed))
    assert sorted(np.concatenate(batches).tolist()) == list(range(n))
    assert len(batches) == -(-n // batch_size)
    assert all(len(rows) == batch_size for rows in batches[:-1])


def test_rows_are_shuffled_anew_each_epoch_and_the_same_for_the_same_seed():
    rng = np.random.default_rng(0)
    first, second = minibatches(50, 50, rng)[0], minibatches(50, 50, rng)[0]
    assert not np.array_equal(first, np.arange(50))
    assert not np.array_equal(first, second)
    assert np.array_equal(first, minibatches(50, 50, np.random.default_rng(0))[0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 8, np.random.default_rng(0)), "n is 0"),
        ((8, 0, np.random.default_rng(0)), "batch_size is 0"),
        ((8, 2.5, np.random.default_rng(0)), "batch_size is a float"),
        ((8, 2, 0), "default_rng"),
    ],
)
def test_wrong_arguments_are_explained(arguments, words):
    with pytest.raises((TypeError, ValueError), match=words):
        minibatches(*arguments)
