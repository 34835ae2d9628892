"""Lesson 07, data: rows that cannot be true."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Exercise, Misconception, Property

NAN, INF = np.nan, np.inf


def clean_houses(rows: Array, this_year: int) -> Array:
    sqft, bedrooms, year, price = rows.T
    finite = np.isfinite(rows).all(axis=1)
    possible = (sqft > 0) & (bedrooms >= 1) & (year <= this_year) & (price > 0)
    return rows[finite & possible]


def _one_by_one(rows: Array, this_year: int) -> Array:
    kept = []
    for house in rows:
        sqft, bedrooms, year, price = house
        possible = min(sqft, price) > 0 and bedrooms >= 1 and not year > this_year
        if possible and all(-np.inf < v < np.inf for v in house):
            kept.append(house)
    return np.array(kept).reshape(-1, 4)


def _bad_rows_deleted(rows: Array, this_year: int) -> Array:
    bad = np.any(rows[:, [0, 3]] <= 0, axis=1) | (rows[:, 1] < 1) | (rows[:, 2] > this_year)
    return np.delete(rows, np.flatnonzero(bad | ~np.isfinite(rows.sum(axis=1))), axis=0)


def _kept(rows: Array, this_year: int, **checks: Any) -> Array:
    """The right rows, unless a check is another one; `join` puts the checks together."""
    sqft, bedrooms, year, price = rows.T
    tests = {
        "finite": np.isfinite(rows).all(axis=1),
        "sqft": sqft > 0,
        "bedrooms": bedrooms >= 1,
        "year": year <= this_year,
        "price": price > 0,
    }
    tests |= {name: test(*rows.T, this_year) for name, test in checks.items()}
    return rows[np.all([*tests.values()], axis=0)]


def _always(*columns: Any) -> Array:
    return np.ones(len(columns[0]), dtype=bool)


def _fixed(rows: Array, this_year: int) -> Array:
    better = rows.copy()
    better[better[:, 1] < 1, 1] = 3
    return clean_houses(better, this_year)


def _deleted_while_walking(rows: Array, this_year: int) -> Array:
    for i, row in enumerate(rows):
        if not len(clean_houses(row[None], this_year)):
            rows = np.delete(rows, i, axis=0)
    return rows


HOUSES = np.array(
    [
        [1200.0, 2.0, 1990.0, 250.0],
        [0.0, 3.0, 1985.0, 300.0],
        [1800.0, 0.0, 2001.0, 400.0],
        [2500.0, 4.0, 2029.0, 500.0],
        [900.0, 1.0, 2015.0, 180.0],
        [1500.0, 3.0, 1970.0, 0.0],
        [-50.0, 2.0, 1999.0, 220.0],
        [1600.0, 2.0, 1955.0, -10.0],
        [2000.0, 3.0, 2010.0, 450.0],
        [0.5, 2.0, 1900.0, 0.5],
        [700.0, 1.0, 2025.0, 90.0],
    ]
)
HOLES = np.array(
    [
        [NAN, 2.0, 1990.0, 250.0],
        [1200.0, NAN, 1990.0, 250.0],
        [1200.0, 2.0, NAN, 250.0],
        [1200.0, 2.0, 1990.0, NAN],
        [INF, 2.0, 1990.0, 250.0],
        [1300.0, 2.0, -INF, 250.0],
        [1400.0, 2.0, 1991.0, 260.0],
        [1400.0, 2.0, 1991.0, INF],
    ]
)

CLEAN_HOUSES = Exercise(
    signature="clean_houses(rows, this_year)",
    task="rows has the columns sqft, bedrooms, year and price; return those rows, in their order, "
    "that are finite with sqft and price above 0, 1 bedroom or more, and no year after this_year.",
    reference=clean_houses,
    probes=(
        (HOUSES[:3], 2024),
        (HOUSES, 2024),
        (HOLES, 2024),
        (HOLES[:2], 2024),
        (HOUSES[::-1].astype(int), 2010),
        (np.vstack([HOUSES, HOLES]), 1990),
        (HOUSES[[8, 4, 4]], 2024),
        (HOUSES[4:5], 2024),
        (HOUSES[:4], 2024),
        (HOUSES[8:9], 2010),
    ),
    misconceptions=(
        Misconception(
            "nan_survives",
            "A number that is missing fails every check for bad values.",
            "Ask Python whether nan is greater than 2024, and whether it is not. A search for bad "
            "values does not find it.",
            lambda rows, this_year: rows[
                ~((rows[:, [0, 3]] <= 0).any(axis=1) | (rows[:, 1] < 1) | (rows[:, 2] > this_year))
            ],
        ),
        Misconception(
            "one_good_column",
            "A row with something right in it is right.",
            "Houses with an impossible number stay in yours. Must a house pass one of the checks "
            "or all of them?",
            lambda rows, this_year: rows[
                np.isfinite(rows).all(axis=1)
                & ((rows > [0, 0.999, NAN, 0]).any(axis=1) | (rows[:, 2] <= this_year))
            ],
        ),
        Misconception(
            "this_year_dropped",
            "A year has to be before this year.",
            "Somebody moved into a new house last month. Where is that house in your answer?",
            lambda rows, this_year: _kept(
                rows, this_year, year=lambda sqft, bedrooms, year, price, now: year < now
            ),
        ),
        Misconception(
            "one_bedroom_dropped",
            "More than one means one or more.",
            "The small houses are gone. Is one bedroom a mistake?",
            lambda rows, this_year: _kept(
                rows, this_year, bedrooms=lambda sqft, bedrooms, year, price, now: bedrooms > 1
            ),
        ),
        Misconception(
            "invents_values",
            "A bad value is repaired with a plausible one.",
            "Your table holds a bedroom count that no seller ever gave. A wrong row may go; it "
            "may not be made up.",
            _fixed,
        ),
        Misconception(
            "only_bedrooms",
            "The first kind of mistake that was found is the only one.",
            "You look for one kind of nonsense. How many kinds does the task name?",
            lambda rows, this_year: rows[np.isfinite(rows).all(axis=1) & (rows[:, 1] >= 1)],
        ),
        Misconception(
            "year_forgotten",
            "Every year is a possible year.",
            "In yours, houses stand that are not built yet.",
            lambda rows, this_year: _kept(rows, this_year, year=_always),
        ),
        Misconception(
            "price_forgotten",
            "Cleaning is about the inputs.",
            "A house that costs nothing, or less than nothing: what would a network learn from "
            "it? The price is a column as well.",
            lambda rows, this_year: _kept(rows, this_year, price=_always),
        ),
        Misconception(
            "missing_price_kept",
            "Only what goes in has to be complete.",
            "Some of the houses that you keep have no price at all. What should a network learn "
            "to say about them?",
            lambda rows, this_year: _kept(
                rows,
                this_year,
                finite=lambda *columns: np.isfinite(columns[:3]).all(axis=0),
                price=lambda sqft, bedrooms, year, price, now: ~(price <= 0) & ~np.isinf(price),
            ),
        ),
        Misconception(
            "inf_survives",
            "Only nan counts as missing.",
            "A house of endless size is still in your table. nan is not the only number that is "
            "not a measurement.",
            lambda rows, this_year: _kept(
                rows, this_year, finite=lambda *columns: ~np.isnan(columns[:4]).any(axis=0)
            ),
        ),
        Misconception(
            "zero_is_enough",
            "Not negative means above 0.",
            "Some house in yours has a size or a price of 0. Must a number be above 0, or only "
            "not below?",
            lambda rows, this_year: _kept(
                rows,
                this_year,
                sqft=lambda sqft, bedrooms, year, price, now: sqft >= 0,
                price=lambda sqft, bedrooms, year, price, now: price >= 0,
            ),
        ),
        Misconception(
            "sqft_forgotten",
            "A size is what the seller says.",
            "A house of no size, or of less than none, is still in your table.",
            lambda rows, this_year: _kept(rows, this_year, sqft=_always),
        ),
        Misconception(
            "each_house_once",
            "A table is a set of rows.",
            "Your table is sorted, and of equal houses it keeps one. The task keeps the order, "
            "and two equal houses are two houses.",
            lambda rows, this_year: np.unique(clean_houses(rows, this_year), axis=0),
        ),
        Misconception(
            "deleted_while_walking",
            "Row numbers stay when a row is deleted.",
            "When a row is deleted, those behind it move up: the row numbers that your loop still"
            " has are old.",
            _deleted_while_walking,
        ),
        Misconception(
            "empty_list",
            "An array of no rows is an array.",
            "Here no house is left, and an array that is made of an empty list has lost its four "
            "columns. Rows that are picked from the table keep them.",
            lambda rows, this_year: np.array([*clean_houses(rows, this_year)]),
            probe=3,
        ),
        Misconception(
            "own_year",
            "This year is 2024.",
            "Another this_year changes nothing in yours. Which argument do you never read?",
            lambda rows, this_year: clean_houses(rows, 2024),
        ),
        Misconception(
            "verdicts",
            "The comparison is the answer.",
            "You have a True or False for each house. The task asks for the houses.",
            lambda rows, this_year: (
                np.isfinite(rows).all(axis=1)
                & (rows[:, [0, 3]] > 0).all(axis=1)
                & (rows[:, 1] >= 1)
                & (rows[:, 2] <= this_year)
            ),
        ),
        Misconception(
            "bad_ones_kept",
            "A filter names what is thrown away.",
            "You kept exactly the rows that should go.",
            lambda rows, this_year: np.array(
                [row for row in rows if not len(clean_houses(row[None], this_year))]
            ),
        ),
    ),
    alternates=(
        _one_by_one,
        _bad_rows_deleted,
        lambda rows, this_year: clean_houses(rows.astype(np.float32), this_year),
    ),
    hints=(
        "Go through the table like an inspector: which sentences must be true of a house to stay?",
        "One True or False for each row and each check; a row stays if all of them are True. "
        "Mind nan: every comparison with it is False.",
        "Ask NumPy's isfinite for whole rows first. Compare four columns with their limits, join "
        "the answers with &, and use the result to pick rows.",
    ),
    properties=(
        Property(
            "cleaning twice is cleaning once",
            lambda answer: np.array_equal(answer(answer(HOUSES, 2024), 2024), answer(HOUSES, 2024)),
            "Clean your own answer again: it changes.",
        ),
        Property(
            "every row of the answer is a row of the table",
            lambda answer: (
                len(answer(HOUSES, 2024)) > 0
                and all((row == HOUSES).all(axis=1).any() for row in answer(HOUSES, 2024))
            ),
            "Your answer holds a house that is not in the table, or no house at all.",
        ),
        Property(
            "a good table stays as it is",
            lambda answer: np.array_equal(
                answer(HOUSES[[0, 4, 8]][::-1], 2024), HOUSES[[0, 4, 8]][::-1]
            ),
            "Three houses without a fault: some are gone, or their order is another.",
        ),
    ),
)


EXERCISES = (CLEAN_HOUSES,)
