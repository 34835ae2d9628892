"""The numbers in lesson 07, with seeds and splits that the lesson does not show."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import data
from coursekit.lessons.catalogue import find
from tests.claims.experiments_07 import (
    best_line,
    learned,
    nine_bad_rows,
    standardized,
    steps_needed,
    typical_error,
    with_ones,
)

SEEDS = range(20, 40)


@pytest.fixture(scope="module")
def houses():
    return data.houses()


@pytest.fixture(scope="module")
def price(houses):
    """In thousands of dollars."""
    return houses.y[:, 0] / 1000


def reference(name):
    return find(name).reference


@pytest.mark.claim("07-nine")
def test_nine_prices_in_dollars_multiply_the_error_and_removing_them_repairs_it():
    worse, repaired = np.transpose([nine_bad_rows(seed) for seed in SEEDS])
    assert repaired == pytest.approx(1, rel=0.02)  # "taking them out repaired it"
    assert min(worse) > 40  # "useless"


@pytest.mark.claim("07-log")
def test_the_log_finds_the_planted_faults_and_drops_about_nine_other_rows(houses):
    missed, accused = [], []
    for seed in SEEDS:
        dirty, key = data.plant_table_errors(houses.table, np.random.default_rng(seed))
        columns = ("sqft_living", "bedrooms", "year_built", "price")
        rows = np.stack([dirty[c] for c in columns], axis=1)
        impossible = [len(reference("clean_houses")(row[None], 2016)) == 0 for row in rows]
        rate = dirty["price"] / dirty["sqft_living"]
        numbers = np.stack([c for c in dirty.values() if c.dtype.kind == "f"], axis=1)
        _, first = np.unique(numbers, axis=0, return_index=True)
        twice = ~np.isin(np.arange(len(rows)), first)
        dropped = np.array(impossible) | (rate < 20) | (rate > 1000) | twice
        caught = key.mark(np.flatnonzero(dropped))
        missed.append(len(caught.false_negatives))
        accused.append(len(caught.false_positives))
        low = np.flatnonzero(rate < 20)
        truth = key.restore(dirty)["price"]
        assert len(low) == 80
        assert abs(1000 * dirty["price"][low] - truth[low]).max() <= 500
        assert len(key.errors) == 480
    assert max(missed) <= 1
    assert np.median(missed) == 0
    assert np.median(accused) == pytest.approx(9, abs=1)
    assert max(accused) <= 11


def test_the_table_holds_houses_and_townhouses_and_98_were_sold_again(houses):
    rooms, use = houses.table["bedrooms"], houses.table["use_type"]
    assert sorted(np.unique(use)) == ["sfr", "townhouse"]
    assert np.sum(rooms == 0) == 5
    sold_again = [
        len(np.unique(houses.table["price"][houses.groups == k])) > 1
        or len(np.unique(houses.table["sale_year"][houses.groups == k])) > 1
        for k in np.unique(houses.groups)
    ]
    assert sum(sold_again) == 98


def test_the_first_look_shows_the_faults_that_the_text_names(houses):
    dirty, _ = data.plant_table_errors(houses.table, np.random.default_rng(0))
    look = data.describe(dirty)
    assert look["bedrooms"].smallest == 0
    assert look["year_built"].largest > 2016 == houses.table["sale_year"].max()
    assert look["sqft_living"].missing == 80
    assert look["sqft_living"].smallest == 63
    assert look["price"].smallest == 183


@pytest.mark.claim("07-mails")
def test_the_filter_finds_every_damaged_message_and_drops_only_repeated_ones_beside():
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        texts, _ = data.messages(300, rng)
        mails, key = data.plant_text_errors(texts, rng)

        def fault(text, seen):
            return (
                text is None
                or len(text.strip()) < 10
                or any(sign in text for sign in ("\ufffd", "Ã", "Â", "&lt;", "&amp;"))
                or text in seen
            )

        bad = [i for i, mail in enumerate(mails) if fault(mail, mails[:i])]
        caught = key.mark(bad)
        assert len(caught.false_negatives) == 0
        assert all(mails[row] in mails[:row] for row in caught.false_positives)


@pytest.mark.claim("07-cheap")
def test_who_learns_from_cheap_houses_guesses_too_low_for_expensive_ones(houses, price):
    three = houses.x[:, [2, 0, 6]]
    cheap = price < np.median(price)
    w = best_line(three[cheap], price[cheap])
    seen, unseen = (typical_error(w, three[some], price[some]) for some in (cheap, ~cheap))
    assert unseen / seen == pytest.approx(7, abs=0.5)  # the text says about
    assert np.mean(with_ones(three[~cheap]) @ w < price[~cheap]) > 0.97
    for seed in SEEDS:  # whichever houses are drawn
        rows = np.random.default_rng(seed).choice(4000, 2000, replace=False)
        some, rest = rows[cheap[rows]], rows[~cheap[rows]]
        w = best_line(three[some], price[some])
        assert typical_error(w, three[rest], price[rest]) > 5 * typical_error(
            w, three[some], price[some]
        )


def test_the_steps_of_the_three_scalers_are_those_of_the_text(houses, price):
    three = houses.x[:, [2, 0, 6]]
    squeezed = (three - three.min(axis=0)) / np.ptp(three, axis=0)
    assert steps_needed(standardized(three, slice(None)), price) == 4
    assert steps_needed(squeezed, price) == 532
    assert steps_needed(three, price) == 20_000
    assert np.median(squeezed[:, 0]) == pytest.approx(1 / 8, abs=0.01)
    assert np.quantile(squeezed[:, 0], 0.99) < 0.5


def test_scaling_moves_the_way_and_not_the_bottom(houses, price):
    three = houses.x[:, [2, 0, 6]]
    raw, scaled = (
        typical_error(best_line(x, price), x, price)
        for x in (three, standardized(three, slice(None)))
    )
    assert raw == pytest.approx(scaled, rel=1e-6)  # the raw table's condition number is 2e10


def test_the_curvature_of_each_column_is_that_of_the_text(houses):
    home, bedrooms = (2 / (2 * np.mean(houses.x[:, k] ** 2)) for k in (2, 0))
    assert home == pytest.approx(2e-7, rel=0.25)  # two ten-millionths
    assert bedrooms / home > 100_000  # practically stands still


@pytest.mark.claim("07-gaps")
def test_filling_gaps_with_the_median_beats_filling_them_with_zero(houses, price):
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train, _, test = reference("split_indices")(4000, rng)
        x = houses.x[:, [2, 0, 6]].copy()
        x[rng.random(4000) < 0.1, 0] = np.nan
        errors = []
        for column in (np.nan_to_num(x[:, 0]), reference("impute_median")(x[train, 0], x[:, 0])):
            filled = np.c_[column, x[:, 1:]]
            w = best_line(filled[train], price[train])
            errors.append(typical_error(w, filled[test], price[test]))
        assert errors[1] < errors[0]


@pytest.mark.claim("07-ruler")
def test_a_scaler_from_all_rows_gains_next_to_nothing(houses):
    above, gains, other = (houses.y[:, 0] > 500_000).astype(int), [], []
    for seed in SEEDS:
        train, _, test = reference("split_indices")(4000, np.random.default_rng(seed))
        accuracies, scalers = [], []
        for some in (houses.x, houses.x[train]):
            lo, hi = reference("minmax_fit")(some)
            x = reference("minmax_transform")(houses.x, lo, hi)
            labels = learned(x[train], above[train], seed=seed)(x[test])
            accuracies.append(100 * np.mean(labels == above[test]))
            scalers.append(np.array([lo, hi]))
        gains.append(accuracies[0] - accuracies[1])
        other.append(np.any(scalers[0] != scalers[1]))
    assert any(other)
    assert -2 < min(gains) < 0 < max(gains) < 1  # "half a point up, a point and a half down"
    assert abs(np.mean(gains)) < 0.6  # "next to nothing"


@pytest.mark.claim("07-million")
def test_the_year_alone_only_learns_to_say_no(houses):
    million = (houses.y[:, 0] > 1_000_000).astype(int)
    for seed in SEEDS:
        train, val, _ = data.split_groups(houses.groups, np.random.default_rng(seed))
        x = standardized(houses.x, train)
        said = learned(x[train][:, [6]], million[train], seed=seed)(x[val][:, [6]])
        assert not said.any()
        baseline = reference("majority_baseline")(million[train], million[val])
        assert baseline == pytest.approx(0.9, abs=0.05)
        everything = learned(x[train], million[train], seed=seed)(x[val])
        assert np.mean(everything == million[val]) > baseline


@pytest.mark.claim("07-grade")
def test_the_chosen_network_is_right_about_eight_times_in_ten(houses):
    above, gaps = (houses.y[:, 0] > 500_000).astype(int), []
    for seed in SEEDS[:8]:  # 0.4 s each
        piles = data.split_groups(houses.groups, np.random.default_rng(seed))
        x = reference("scale_splits")(*(houses.x[rows] for rows in piles))
        models = [lambda q: np.zeros(len(q), dtype=int)]
        models += [learned(x[0], above[piles[0]], lr, 30, seed) for lr in (0.001, 0.03, 0.3)]
        place, grade = reference("final_grade")(
            models, (x[1], above[piles[1]]), (x[2], above[piles[2]])
        )
        assert place in (2, 3)
        assert grade == pytest.approx(0.82, abs=0.04)  # "about eight of ten"
        rival = reference("majority_baseline")(above[piles[0]], above[piles[2]])
        assert rival == pytest.approx(0.5, abs=0.06)
        gaps.append(np.mean(models[place](x[1]) == above[piles[1]]) - grade)
    assert abs(np.mean(gaps)) < 0.03  # "very little"
    assert np.abs(gaps).max() < 0.06  # "within chance": two samples of 600 differ by 0.02 (sd)


@pytest.mark.claim("07-own")
def test_fine_houses_on_their_own_scale_look_ordinary(houses):
    above = (houses.y[:, 0] > 500_000).astype(int)
    fit, transform = reference("minmax_fit"), reference("minmax_transform")
    for seed in SEEDS:
        train, _, test = data.split_groups(houses.groups, np.random.default_rng(seed))
        new = test[houses.x[test, 4] >= 10]
        model = learned(
            transform(houses.x[train], *fit(houses.x[train])), above[train], 0.3, 20, seed
        )
        honest, own = (
            np.mean(model(transform(houses.x[new], *fit(houses.x[rows]))) == above[new])
            for rows in (train, new)
        )
        assert honest > 0.9
        assert own < 0.65  # "look ordinary"


@pytest.mark.claim("07-answer")
def test_a_column_that_knows_the_price_lifts_the_accuracy_to_nearly_all(houses):
    above = (houses.y[:, 0] > 500_000).astype(int)
    per_foot = np.log(houses.y[:, [0]] / houses.x[:, [2]])
    for seed in SEEDS:
        train, val, _ = data.split_groups(houses.groups, np.random.default_rng(seed))
        accuracies = []
        for columns in (houses.x, np.c_[houses.x, per_foot]):
            x = standardized(columns, train)
            labels = learned(x[train], above[train], seed=seed)(x[val])
            accuracies.append(np.mean(labels == above[val]))
        assert accuracies[0] < 0.88
        assert accuracies[1] > 0.95
