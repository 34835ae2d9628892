"""Numbers and lists, as sentences say them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.plots.text import RAISED, alike, count, listing, number, percent, plain, shorten

NORMAL = {chr(raised): chr(plain) for plain, raised in RAISED.items() if isinstance(raised, int)}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2"), (-0.0, "0"), (0.125, "0.125"), (2 / 3, "0.667"), (1234.5, "1,234"),
        (0.00012, "0.00012"), (-0.00098765, "-0.00099"), (0.00249, "0.002"), (1e-6, "0.000001"),
        (2.13e-8, "2.1 · 10⁻⁸"), (15_000_000.4, "15,000,000"), (-3.14159e23, "-3.14 · 10²³"),
        (1e-12, "1 · 10⁻¹²"), (1.7e-18, "0"), (-2.5e9, "-2.5 · 10⁹"), (math.nan, "not a number"),
        (-math.inf, "minus infinity"), (1.0000000000000009, "1"),
    ],
)  # fmt: skip
def test_numbers_have_three_decimals_at_most(value, text):
    assert number(value) == text


@given(st.floats(-1e6, 1e6))
def test_a_number_in_words_is_the_number_to_its_printed_precision(value):
    # Half a unit of the last printed digit, or 5% where two digits are printed.
    assert read(number(value)) == pytest.approx(
        value, abs=0.5 if abs(value) >= 1000 else 0.0005, rel=0.05 if abs(value) < 0.001 else 1e-9
    )


def read(text):
    """The number that a sentence's text means."""
    mantissa, _, power = text.replace(",", "").partition(" · 10")
    return float(mantissa) * 10.0 ** int(power.translate(str.maketrans(NORMAL)) or 0)


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=4), st.integers(0, 3))
def test_numbers_below_each_other_have_the_decimals_they_need(values, decimals):
    rounded = [round(value, decimals) for value in values]
    texts = alike(rounded)
    assert [float(text) for text in texts] == rounded
    assert all(len(text.partition(".")[2]) <= max(decimals, 1) for text in texts)


def test_measured_numbers_keep_three_decimals():
    assert alike([0.5, 1 / 3, 2, 0.00021]) == ["0.500", "0.333", "2", "0.00021"]
    assert alike([0.71, 0.1]) == ["0.71", "0.10"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.05, "0.05"), (0.018, "0.018"), (1.0599999999, "1.06"), (-0.0, "0"), (1.0, "1"),
        (0.1 + 0.2, "0.3"), (10_000, "10,000"), (12345.6, "12,350"), (174.6e9, "1.746 · 10¹¹"),
        (3e11, "3 · 10¹¹"), (2.5e-6, "2.5 · 10⁻⁶"), (-0.00025, "-0.00025"), (100.0, "100"),
        (math.inf, "infinity"),
    ],
)  # fmt: skip
def test_a_setting_is_written_with_the_digits_it_has(value, text):
    assert plain(value) == text


@given(st.floats(-1e15, 1e15))
def test_a_setting_in_words_is_right_to_four_digits(value):
    assert read(plain(value)) == pytest.approx(value, rel=5.01e-4)


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
