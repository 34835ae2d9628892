"""Columns of 0 and 1 for the values of a column."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit.data import houses, indicators, penguins


def test_each_row_has_a_1_in_the_column_of_its_value():
    column = houses().table["use_type"]
    made = indicators(column)
    assert list(made) == sorted(set(column.tolist()))
    assert np.array_equal(sum(made.values()), np.ones(4000))
    assert all(np.array_equal(made[value] == 1, column == value) for value in made)


def test_a_gap_is_a_gap_in_every_column():
    column = penguins().table["sex"]
    made = np.column_stack([*indicators(column).values()])
    assert np.array_equal(np.isnan(made).all(axis=1), column == "")
    assert np.array_equal(np.isnan(made).any(axis=1), column == "")


def test_numbers_are_named_as_people_write_them_and_none_becomes_another():
    assert list(indicators(np.array([10.0, 2.0, 0.5]))) == ["0.5", "2", "10"]
    assert list(indicators(np.array([10_000_001.0, 10_000_002.0]))) == ["10000001", "10000002"]
    assert list(indicators(np.array([2, 1, 2], np.uint8))) == ["1", "2"]


def test_a_column_that_is_no_category_is_refused():
    with pytest.raises(ValueError, match="column holds 3,894 different values, expected 1 to 100"):
        indicators(houses().table["house_id"])
    with pytest.raises(ValueError, match="column holds 0 different values"):
        indicators(np.array(["", ""]))
    with pytest.raises(TypeError, match="column is a list, expected a NumPy array"):
        indicators(["cat", "dog"])
