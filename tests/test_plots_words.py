"""Numbers and lists, as sentences say them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.plots.words import count, listing, number, percent, shorten


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2"), (-0.0, "0"), (0.125, "0.125"), (2 / 3, "0.667"), (1234.5, "1,234"),
        (0.00012, "1.2e-04"), (1.5e7, "1.50e+07"), (math.nan, "not a number"),
        (-math.inf, "minus infinity"), (1.0000000000000009, "1"),
    ],
)  # fmt: skip
def test_numbers_have_three_decimals_at_most(value, text):
    assert number(value) == text


@given(st.floats(-1e6, 1e6))
def test_a_number_in_words_is_the_number_to_its_printed_precision(value):
    # Half a unit of the last printed digit, or 5% where two digits are printed.
    assert float(number(value).replace(",", "")) == pytest.approx(
        value, abs=0.5 if abs(value) >= 1000 else 0.0005, rel=0.05 if abs(value) < 0.001 else 1e-9
    )


def test_counts_and_shares():
    assert [count(1, "class", "classes"), count(2, "class", "classes")] == ["1 class", "2 classes"]
    assert [percent(0.5), percent(1 / 3), percent(1)] == ["50%", "33.3%", "100%"]


def test_lists_end_with_and():
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(list("abcdefgh"), most=2) == "a, b and 6 more"


def test_a_cut_name_shows_that_it_was_cut():
    assert shorten("cat", 3) == "cat"
    assert shorten("Chinstrap penguin", 6) == "Chins…"
