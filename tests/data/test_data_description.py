"""Tables: reading them and looking at them."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit.data import describe, houses, penguins, plant_table_errors
from coursekit.data.csv_cells import parse_table


def test_describe_counts_gaps_and_different_values():
    look = describe(penguins().table)
    assert (look["sex"].missing, look["sex"].different, look["sex"].values) == (11, 2, 344)
    assert (look["bill_length_mm"].missing, look["bill_length_mm"].smallest) == (2, 32.1)
    assert (look["species"].smallest, look["species"].largest) == ("Adelie", "Gentoo")


def test_planted_errors_show_at_a_glance():
    dirty, _ = plant_table_errors(houses().table, np.random.default_rng(0))
    clean, look = describe(houses().table), describe(dirty)
    assert (clean["sqft_living"].missing, look["sqft_living"].missing) == (0, 80)
    assert (clean["year_built"].largest, look["year_built"].largest) == (2016, 2105)
    assert (clean["price"].smallest, look["price"].smallest < 6000) == (152_000, True)


def test_the_printed_table_is_aligned_and_has_a_markdown_twin():
    look = describe({"kg": np.array([4.5, np.nan]), "name": np.array(["Tom", ""])})
    lines = repr(look).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split() == ["kg", "1", "1", "4.5", "4.5"]
    assert look._repr_markdown_().splitlines()[2] == "| kg | 1 | 1 | 4.5 | 4.5 |"


def test_a_column_of_gaps_alone_and_columns_of_whole_numbers_can_be_described():
    look = describe(
        {"gaps": np.full(3, np.nan), "ids": np.arange(3), "mails": np.array([None, "a", "b"])}
    )
    assert (look["gaps"].missing, look["gaps"].different, look["gaps"].smallest) == (3, 0, "-")
    assert (look["ids"].largest, look["mails"].missing) == (2, 1)


def test_describe_wants_a_table():
    with pytest.raises(TypeError, match=r"a Dataset, expected a dict.*\.table"):
        describe(penguins())


def test_columns_are_numbers_or_text():
    table = parse_table(["name, kg ,note", "Tom,4.5,", 'Rex,NA,"big, loud"'], "pets")
    assert table["kg"].dtype == float
    assert np.isnan(table["kg"][1])
    assert table["note"].tolist() == ["", "big, loud"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "the file is empty"),
        (["a,b"], "no row below the column names"),
        (["a,b", "1,2", "1"], "line 3 has 1 cells, expected 2"),
        (["a,a", "1,2"], "the column name 'a' is empty or stands there twice"),
        (["a,", "1,2"], "the column name ''"),
        (["a;b", "1;2"], "Try delimiter=';'"),
    ],
)
def test_a_broken_file_is_explained(lines, words):
    with pytest.raises(ValueError, match=words):
        parse_table(lines, "pets")
